"""A place of living is asked for.

What the work needs is to be there on time; living near is one way among others, and the place one
lives in points at origin and fortune. Knowing the area is another matter.
"""

from collections.abc import Iterator

from matching.demands import codes, rows
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Modality, Offer, Rule

CODE = "residence"
LIVING = frozenset({"BE", "proche"})


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each place of living asked for; mention one that is wished for, or a country."""
    for row in rows(offer, Kind.RESIDENCE):
        if (
            not codes(row) & LIVING
            or row.criterion == "origine"
            or row.modality is Modality.OFFERED
        ):
            continue
        near = "proche" in codes(row) or not row.lawful
        severity = 2 if near and row.modality is Modality.MANDATORY else 1
        clears = ("wording:time-of-arrival", "law:residence")
        yield flag(CODE, Family.LEGAL, severity, quoted(offer, row), row=row, clears=clears)


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
