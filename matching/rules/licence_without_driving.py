"""A driving licence is asked for and nobody drives.

The licence is among the three commonest demands in Wallonia (Forem); it is often asked "just in
case". Silent until tasks are recorded.
"""

from collections.abc import Iterator

from matching.demands import asked, once
from matching.driving import drives, drives_by_trade
from matching.raising import flag, quoted
from matching.types import Evidence, Family, Flag, Kind, Offer, Rule

CODE = "licence-without-driving"
CLEARS = ("task:driving", "field:service-car")


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each mandatory licence that no recorded task, nor the trade, calls for."""
    if not offer.tasks or drives_by_trade(offer):
        return
    for row in once(asked(offer, Kind.LICENCE)):
        if row.tasks or (row.tasks is None and drives(offer)):
            continue
        none = Evidence(source="task", name="task:driving", value="")
        yield flag(CODE, Family.NEGOTIABLE, 2, quoted(offer, row), none, row=row, clears=CLEARS)


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
