import re

import pytest

from iod.offers import sheet
from iod.offers.texts import quotes
from matching.analyse import analyse
from matching.types import Family, Flag, Modality
from tests.matching.examples import offer_of

COOK = {
    "text": "Femme de moins de 30 ans. BTS exigé et 5 ans d'expérience exigés. Anglais courant, "
    "CACES 1 exigé, permis B exigé. Dynamique, rigoureux, autonome, motivé, ponctuel. "
    "Horaires coupés et week-end.",
    "title": "Cuisinier (H/F/X)",
    "isco": "5120",
    "asks": [
        "sex F !sexe = Femme",
        "age -30 !age = moins de 30 ans",
        "diploma EQF5/BTS = BTS exigé",
        "experience 5 = 5 ans d'expérience exigés",
        "language en:C1 = Anglais courant",
        "certificate CACES:1 = CACES 1 exigé",
        "licence B = permis B exigé",
        "cliche dynamisme = Dynamique",
        "cliche rigueur = rigoureux",
        "cliche autonomie = autonome",
        "cliche motivation = motivé",
        "cliche ponctualite = ponctuel",
        "availability split = Horaires coupés",
        "availability weekend = week-end",
    ],
}


def same(message):
    return message


@pytest.fixture
def flags():
    return analyse(offer_of(COOK))


def test_all_legal_wordings_of_severity_three_are_one_point(flags):
    points = sheet.plan(flags)

    assert [flag.rule for (flag,) in points.remove] == ["one-sex", "age-bound"]
    assert all(flag.severity == 3 and flag.family is Family.LEGAL for (flag,) in points.remove)


def test_there_are_at_most_three_questions_and_the_rest_is_below(flags):
    points = sheet.plan(flags)

    assert len(points.ask) == 3
    shown = [flag for point in (*points.remove, *points.ask, *points.also) for flag in point]
    assert sorted(shown, key=repr) == sorted(flags, key=repr)


def test_two_questions_are_never_about_the_same_words(flags):
    asked = [point[0].requirement for point in sheet.plan(flags).ask if point[0].requirement]

    assert len(asked) == len(set(asked))


def test_the_heaviest_question_comes_first(flags):
    severities = [point[0].severity for point in sheet.plan(flags).ask]

    assert severities == sorted(severities, reverse=True)


def test_the_sheet_shows_quote_why_question_rewording_and_source(flags):
    page = sheet.analysis(flags, sheet.Paper(same), title=COOK["title"])

    for flag in flags:
        for quote in quotes(flag.evidence)[:1]:
            assert quote in " ".join(page.split())
    for label in ("Why", "Question", "Suggestion", "Source"):
        assert page.count(label) == len(flags)


@pytest.mark.parametrize(("terminal", "width"), [(20, 60), (80, 80), (88, 88), (300, 100)])
def test_no_line_is_wider_than_the_paper(flags, terminal, width):
    page = sheet.analysis(flags, sheet.Paper(same, width=terminal))

    assert max(len(line) for line in page.splitlines()) <= width


def test_colour_is_only_where_it_is_wanted(flags):
    assert "\033" not in sheet.analysis(flags, sheet.Paper(same))
    assert "\033" in sheet.analysis(flags, sheet.Paper(same, colour=True))


def test_a_level_that_nobody_checked_is_never_printed(flags):
    page = sheet.analysis(flags, sheet.Paper(same))

    assert "a table still to be checked" in page
    assert not re.search(r"EQF\d-\d", page)


def test_a_level_that_was_checked_is_printed():
    offer = offer_of(
        {
            "text": "CESS exigé, 14 € de l'heure.",
            "isco": "9112",
            "asks": ["diploma EQF4/CESS = CESS exigé", "+pay 14/h = 14 € de l'heure"],
        }
    )

    page = sheet.analysis(analyse(offer), sheet.Paper(same))

    assert "level table: EQF1-2" in page


def test_an_offer_with_nothing_to_raise_says_so():
    page = sheet.analysis([], sheet.Paper(same))

    assert "Nothing to raise in this offer." in page


def test_the_reading_shows_each_requirement_with_its_words():
    offer = offer_of(COOK)

    page = sheet.reading(offer.text, offer.requirements, sheet.Paper(same))

    for row in offer.requirements:
        assert offer.text[row.start : row.end] in page
    assert page.count("mandatory") == sum(
        row.modality is Modality.MANDATORY for row in offer.requirements
    )
    assert "protected criterion: age" in page


def test_a_flag_about_something_absent_needs_no_quote():
    absent = Flag(rule="pay-missing", family=Family.NEGOTIABLE, severity=1)

    assert "Pay missing or vague" in sheet.analysis([absent], sheet.Paper(same))
