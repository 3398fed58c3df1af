"""Any text is read in bounded time, with places inside it, and twice the same."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import UnsupportedLanguage, read

PIECES = (
    "vous êtes|permis B|2 ans|d’expérience|CDI|38h/semaine|anglais courant|CACES 3|bac +2|10 €|de|"
    "la|dynamique,|motivé(e)|samedi|de 8h à 17h|-|\n|.|;|(|)|:|néerlandais|souhaité|pas de|e\u0301"
)
WORDS = st.sampled_from(PIECES.split("|"))
TEXTS = st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=80).map(" ".join))
LONG = 200_000


def requirements(text):
    try:
        return read(text)
    except UnsupportedLanguage:
        return []


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_is_read_with_places_inside_it(text):
    found = requirements(text)
    for requirement in found:
        assert 0 <= requirement.start < requirement.end <= len(text)
    assert found == requirements(text)
    assert [f.start for f in found] == sorted(f.start for f in found)


@pytest.mark.parametrize(
    "words",
    ["de la ", "CDI ", "10 € ", "1 ", "a", "\0", "e\u0301", "2 ans ", "- \n", "nationVous "],
)
def test_a_very_long_text_is_read_in_bounded_time(words):
    text = "Nous recherchons pour vous. " + words * (LONG // len(words))
    began = time.perf_counter()
    requirements(text[:LONG])
    assert time.perf_counter() - began < 60


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wij zoeken een medewerker voor onze winkel. Je hebt ervaring met klanten.", "nl"),
        ("We are looking for a driver to join our team. You will work with the public.", "en"),
        ("Wir suchen für unser Team eine Reinigungskraft und bieten einen festen Vertrag.", "de"),
        ("Buscamos una persona con experiencia para nuestra empresa y trabajo los sábados.", "es"),
        ("Требуется водитель с опытом работы, полный рабочий день.", "ru"),
    ],
)
def test_a_text_in_another_language_is_named_and_refused(text, language):
    with pytest.raises(UnsupportedLanguage) as refused:
        read(text)
    assert refused.value.language == language


@pytest.mark.parametrize("text", ["Permis B.", "CDI", "Vendeur H/F", "Aide-ménagère, 20h/semaine"])
def test_a_very_short_french_text_passes(text):
    read(text)
