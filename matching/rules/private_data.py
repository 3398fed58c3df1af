"""A photograph, an age, a civil status or debts are asked for in the application.

Questions on private life are allowed only if the work calls for them (CCT 38, article 11).
"""

from collections.abc import Iterator

from matching.demands import codes, rows
from matching.phrases import spans
from matching.raising import flag, passage, quoted
from matching.types import Family, Flag, Kind, Offer, Rule

CODE = "private-data"
CLEARS = ("application:without-it",)


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each private thing the application must hold, and each demand on fortune."""
    rows_on_fortune = [
        row
        for row in rows(offer, *Kind)
        if row.criterion == "fortune" and not row.lawful and "CASIER" not in codes(row)
    ]
    for row in rows_on_fortune:
        yield flag(CODE, Family.LEGAL, 3, quoted(offer, row), row=row, clears=CLEARS)
    for start, end in spans(offer.language, CODE, "asked", offer.text):
        if not any((row.start or 0) < end and start < (row.end or 0) for row in rows_on_fortune):
            evidence = passage(offer, "application", (start, end))
            yield flag(CODE, Family.LEGAL, 3, evidence, clears=CLEARS)


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
