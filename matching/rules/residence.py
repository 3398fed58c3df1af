"""A place of living is asked for.

What the work needs is to be there on time; living near is one way among others, and the place one
lives in points at origin and fortune. Knowing the area is another matter.
"""

from collections.abc import Iterator

from matching.demands import codes, rows
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Modality, Offer, Requirement, Rule

CODE = "residence"


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each place of living asked for; mention one that is wished for."""
    for row in rows(offer, Kind.RESIDENCE):
        if not _is_about_living(row):
            continue
        severity = 2 if row.modality is Modality.MANDATORY else 1
        clears = ("wording:time-of-arrival", "law:residence")
        yield flag(CODE, Family.LEGAL, severity, quoted(offer, row), row=row, clears=clears)


def _is_about_living(row: Requirement) -> bool:
    """Say whether a row is on where one lives: near the work, or in the country with no ground."""
    if row.modality is Modality.OFFERED or row.criterion == "origine":
        return False
    return "proche" in codes(row) or ("BE" in codes(row) and not row.lawful)


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
