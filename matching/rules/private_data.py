"""A photograph, an age, a civil status or debts are asked for in the application.

Questions on private life are allowed only if the work calls for them (CCT 38, article 11).
"""

from collections.abc import Iterator

from matching.demands import codes, is_photograph, rows
from matching.phrases import spans
from matching.raising import flag, passage, quoted
from matching.types import Family, Flag, Kind, Offer, Requirement, Rule

CODE = "private-data"
OF_OTHER_RULES = ("famille", "conviction", "syndicat")
CLEARS = ("application:without-it",)


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each private thing the application must hold, and each demand on debts."""
    private = [row for row in rows(offer, *Kind) if _is_private(offer, row)]
    for row in private:
        yield flag(CODE, Family.LEGAL, 3, quoted(offer, row), row=row, clears=CLEARS)
    for start, end in spans(offer.language, CODE, "asked", offer.text):
        if not any((row.start or 0) < end and start < (row.end or 0) for row in private):
            evidence = passage(offer, "application", (start, end))
            yield flag(CODE, Family.LEGAL, 3, evidence, clears=CLEARS)


def _is_private(offer: Offer, row: Requirement) -> bool:
    """Say whether a row is on debts, or on what an application must hold."""
    if row.lawful or "CASIER" in codes(row):
        return False
    papers = row.kind is Kind.FAMILY and row.criterion not in (None, *OF_OTHER_RULES)
    photograph = row.criterion == "apparence" and is_photograph(offer, row)
    return papers or photograph or row.criterion == "fortune"


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
