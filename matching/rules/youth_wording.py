"""Youth is asked for in words: "jeune", "junior", "équipe jeune".

A team or a person described as young reads as an age bound; "jeunes diplômés bienvenus" only opens
a door, so it is mentioned and no more. A young firm is not a young team.
"""

from collections.abc import Iterator

from matching.demands import rows, sentence
from matching.phrases import said
from matching.raising import flag, quoted, stated
from matching.types import Family, Flag, Kind, Offer, Requirement, Rule

CODE = "youth-wording"
CLEARS = ("wording:beginners-of-any-age",)


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each youth wording of the text, then the one of the title."""
    for row in rows(offer, Kind.AGE):
        if row.value not in ("young", "young_team") or _is_the_firm(offer, row):
            continue
        if said(offer, CODE, "any_age", sentence(offer, row)):
            continue
        severity = 1 if row.lawful else 3
        yield flag(CODE, Family.LEGAL, severity, quoted(offer, row), row=row, clears=CLEARS)
    if said(offer, CODE, "title", offer.title) and not said(offer, CODE, "any_age", offer.title):
        yield flag(CODE, Family.LEGAL, 3, stated("title", offer.title), clears=CLEARS)


def _is_the_firm(offer: Offer, row: Requirement) -> bool:
    """Say whether the firm is young, not the people in it."""
    around = sentence(offer, row)
    firm = row.value == "young_team" and said(offer, CODE, "firm", around)
    return firm and not said(offer, CODE, "people", around)


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
