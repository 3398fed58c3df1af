import re
from pathlib import Path

import pytest

import matching.rules
from matching.analyse import analyse
from matching.phrases import LEXICON
from matching.rules import RULES
from matching.types import Family, Offer
from tests.matching.examples import examples, offer_of

BY_CODE = {rule.code: rule for rule in RULES}
FLAGGED = [(code, example) for code in BY_CODE for example in examples(code, "flagged")]
IGNORED = [(code, example) for code in BY_CODE for example in examples(code, "ignored")]


def named(pairs):
    return [f"{code}:{example['text'][:40]}" for code, example in pairs]


@pytest.mark.parametrize(("code", "example"), FLAGGED, ids=named(FLAGGED))
def test_a_flagged_example_is_raised_at_its_severity(code, example):
    flags = analyse(offer_of(example), rules=[BY_CODE[code]])

    assert [flag.severity for flag in flags] == [example["severity"]]
    assert flags[0].rule == code
    assert flags[0].clears
    assert flags[0].evidence


@pytest.mark.parametrize(("code", "example"), IGNORED, ids=named(IGNORED))
def test_an_ignored_example_is_left_alone(code, example):
    assert analyse(offer_of(example), rules=[BY_CODE[code]]) == []


def test_there_are_thirty_eight_rules_each_in_its_own_file_and_each_with_examples():
    assert len(BY_CODE) == len(RULES) == 38
    files = {path.stem for path in Path(str(matching.rules.__file__)).parent.glob("*.py")} - {
        "__init__"
    }
    assert {code.replace("-", "_") for code in BY_CODE} == files
    written = {path.name.removesuffix(".toml") for path in (LEXICON / "fr" / "rules").iterdir()}
    assert written == set(BY_CODE)
    for code in BY_CODE:
        assert len(examples(code, "flagged")) >= 1, code
        assert len(examples(code, "ignored")) >= 1, code


def test_the_legal_family_has_sixteen_rules_and_the_negotiable_one_twenty_two():
    families = [rule.family for rule in RULES]

    assert families.count(Family.LEGAL) == 16
    assert families.count(Family.NEGOTIABLE) == 22


@pytest.mark.parametrize(("code", "example"), FLAGGED, ids=named(FLAGGED))
def test_every_quote_is_the_employers_own_words(code, example):
    offer = offer_of(example)
    for flag in analyse(offer):
        assert (flag.start is None) == (flag.end is None)
        for item in flag.evidence:
            if item.start is not None:
                assert offer.text[item.start : item.end] == item.value != ""


def test_flags_stand_in_reading_order_and_what_is_absent_comes_last():
    offer = offer_of(
        {
            "text": "Permis B exigé. Personne de moins de 30 ans.",
            "asks": ["licence B = Permis B exigé", "age -30 !age = moins de 30 ans"],
            "tasks": ["Laver"],
        }
    )

    flags = analyse(offer)

    assert [flag.rule for flag in flags] == ["licence-without-driving", "age-bound", "pay-missing"]
    assert flags[-1].start is None


def test_an_analysis_is_the_same_each_time():
    offer = offer_of(examples("five-legged-sheep", "flagged")[0])

    assert analyse(offer) == analyse(offer)


def test_an_empty_offer_lacks_its_pay_and_nothing_else():
    assert [flag.rule for flag in analyse(Offer(text="", requirements=()))] == ["pay-missing"]


def test_no_pattern_of_a_lexicon_repeats_a_group_without_bound():
    for path in (LEXICON / "fr" / "rules").iterdir():
        assert not re.search(r"[*+]\)[*+{]", path.read_text(encoding="utf-8")), path.name
