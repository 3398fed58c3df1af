"""People with a disability are ruled out, or a heavy load comes without a word on adjustment.

Refusing reasonable adjustment is discrimination (law of 10 May 2007). An offer that says it is open
to people with a disability has answered the question.
"""

from collections.abc import Iterator

from matching.demands import asked, codes, rows, sentence
from matching.phrases import said, spans
from matching.raising import flag, passage, quoted
from matching.types import Family, Flag, Kind, Offer, Requirement, Rule

CODE = "disability-bar"
CLEARS = ("wording:adjustments", "task:load-with-aid")


def find(offer: Offer) -> Iterator[Flag]:
    """Raise words that rule people out, then heavy loads without aid or adjustment."""
    for place in spans(offer.language, CODE, "excludes", offer.text):
        yield flag(CODE, Family.LEGAL, 2, passage(offer, "health", place), clears=CLEARS)
    if _open(offer):
        return
    for row in asked(offer, Kind.HEALTH):
        if "charges" in codes(row) and _heavy(offer, row):
            yield flag(CODE, Family.LEGAL, 2, quoted(offer, row), row=row, clears=CLEARS)


def _open(offer: Offer) -> bool:
    """Say whether the offer speaks of adjustment or welcomes people with a disability."""
    welcome = any("handicap_ouvert" in codes(row) for row in rows(offer, Kind.ELIGIBILITY))
    return welcome or said(offer, CODE, "adjusts")


def _heavy(offer: Offer, row: Requirement) -> bool:
    around = sentence(offer, row)
    return said(offer, CODE, "heavy", around) and not said(offer, CODE, "aided", around)


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
