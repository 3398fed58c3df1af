"""A belief, a political opinion or a union conviction is asked for or ruled out.

Protected by the law of 10 May 2007; only a written neutrality rule that holds for all may stand.
"""

from collections.abc import Iterator

from matching.demands import rows
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Rule

CODE = "belief"


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each demand on what the person believes or belongs to."""
    for row in rows(offer, *Kind):
        if row.criterion in ("conviction", "syndicat") and not row.lawful:
            clears = ("law:general-neutral-rule", "drop")
            yield flag(CODE, Family.LEGAL, 3, quoted(offer, row), row=row, clears=clears)


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
