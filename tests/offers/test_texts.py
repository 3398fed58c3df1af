import re
from dataclasses import asdict

import pytest
from babel.support import Translations

from iod.offers.commands import TRANSLATIONS
from iod.offers.texts import WORDS, asked, quotes, say
from matching.analyse import analyse
from matching.rules import RULES
from matching.types import Evidence
from tests.matching.examples import examples, offer_of

CODES = [rule.code for rule in RULES]
RAISED = [(code, example) for code in CODES for example in examples(code, "flagged")]


def same(message):
    return message


def test_every_rule_has_its_five_wordings_and_no_wording_is_without_a_rule():
    assert set(WORDS) == set(CODES)
    for code, words in WORDS.items():
        assert all(asdict(words).values()), code


@pytest.mark.parametrize("code", CODES)
def test_a_question_asks_and_nothing_accuses(code):
    assert WORDS[code].question.endswith("?")
    for wording in asdict(WORDS[code]).values():
        assert not re.search(r"\b(illegal|abusive|discriminat(e|es|ing)|unacceptable)\b", wording)


@pytest.mark.parametrize(("code", "example"), RAISED, ids=[code for code, _ in RAISED])
def test_the_words_are_filled_from_the_offer(code, example):
    for flag in analyse(offer_of(example)):
        for wording in asdict(say(flag.rule, flag.evidence, translate=same)).values():
            assert "%" not in wording.replace("11%", "").replace("25%", "")
            assert "“”" not in wording
            assert "“…”" not in wording


@pytest.mark.parametrize(("code", "example"), RAISED, ids=[code for code, _ in RAISED])
def test_every_wording_is_said_in_french_too(code, example):
    french = Translations.load(TRANSLATIONS, ["fr"]).gettext
    for flag in analyse(offer_of(example)):
        said = asdict(say(flag.rule, flag.evidence, translate=french))
        english = asdict(say(flag.rule, flag.evidence, translate=same))
        assert said["question"] != english["question"]
        assert said["question"].endswith("\u202f?")
        assert all(not re.search(r"%\(|%%", wording) for wording in said.values())


def test_a_rewording_keeps_what_the_employer_asks_without_its_strength():
    evidence = (
        Evidence(source="text", name="diploma", value="BTS exigé", start=0, end=9),
        Evidence(source="text", name="experience", value="2 ans d'expérience", start=10, end=28),
    )

    words = say("diploma-and-experience", evidence, translate=same)

    assert words.rewording == "BTS or 2 ans d'expérience."


def test_an_amount_under_the_scale_is_said_with_both_numbers():
    evidence = (
        Evidence(source="field", name="pay", value="13/h"),
        Evidence(source="field", name="scale", value="14.2/h"),
    )

    assert "13,00 EUR/h" in say("pay-below-scale", evidence, translate=same).reason
    assert "14,20 EUR/h" in say("pay-below-scale", evidence, translate=same).reason


def test_a_table_row_is_never_among_the_words():
    evidence = (
        Evidence(source="text", name="diploma", value="CESS", start=0, end=4),
        Evidence(source="table", name="levels:911:unverified", value="EQF1-2"),
    )

    assert quotes(evidence) == ["CESS"]
    said = asdict(say("diploma-above-post", evidence, translate=same)).values()
    assert not any("EQF1-2" in wording for wording in said)


def test_a_very_long_quote_is_shortened_at_a_word():
    long = Evidence(source="text", name="diploma", value="mot " * 60, start=0, end=240)

    assert quotes([long])[0].endswith("mot …")
    assert len(quotes([long])[0]) <= 92


@pytest.mark.parametrize(
    ("quote", "left"),
    [
        ("Permis B obligatoire", "Permis B"),
        ("CESS exigé.", "CESS"),
        ("VCA (souhaitée)", "VCA"),
        ("Exigé", "Exigé"),
        ("anglais courant", "anglais courant"),
    ],
)
def test_what_is_asked_stands_without_its_strength(quote, left):
    assert asked(quote) == left
