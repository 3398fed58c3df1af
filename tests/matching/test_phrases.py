import time

from hypothesis import given
from hypothesis import strategies as st

from matching.analyse import analyse
from matching.phrases import folded, spans
from matching.types import Kind, Offer, Requirement

NASTY = ("cv avec photo ", "permis ou ", "un(e) ", "h/f/x ", "formation ", "é", "\n", " ", "a" * 50)


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text):
    assert len(folded(text)) == len(text)


@given(st.text(alphabet=st.sampled_from("cvphoto éàôù'’(e)/hfx.\n-·salaire"), max_size=400))
def test_flags_of_any_text_have_valid_places(text):
    for flag in analyse(Offer(text=text, requirements=())):
        if flag.start is not None:
            assert 0 <= flag.start < flag.end <= len(text)


def test_a_text_of_two_hundred_thousand_characters_takes_bounded_time():
    row = Requirement(kind=Kind.EXPERIENCE, value="?", start=0, end=5)
    diploma = Requirement(kind=Kind.DIPLOMA, value="EQF4", start=6, end=9)
    for piece in NASTY:
        text = (piece * 200_000)[:200_000]
        offer = Offer(text=text, requirements=(row, diploma) * 10_000)
        before = time.process_time()
        analyse(offer)
        assert time.process_time() - before < 5, piece[:10]


def test_a_phrase_is_found_whatever_its_capitals_and_accents():
    text = "ENVOYEZ VOTRE CV AVEC PHOTO"

    assert spans("fr", "private-data", "asked", text) == [(14, 27)]


def test_a_language_without_phrases_finds_none():
    assert spans("nl", "private-data", "asked", "cv met foto") == []
