"""An own car is asked for where another way would do.

If the site is fixed and can be reached otherwise, or the employer provides the vehicle, being there
on time is the demand, the car only one answer. Tasks, a service car or the access must be known.
"""

from collections.abc import Iterator

from matching.demands import asked, codes, once
from matching.driving import drives, drives_by_trade, service_car
from matching.raising import flag, passage, quoted, stated
from matching.types import Evidence, Family, Flag, Kind, Offer, Rule

CODE = "own-car"
CLEARS = ("task:driving", "field:no-access")


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each own car asked for against a service car, a reachable site or fixed tasks."""
    against = _against(offer)
    if against is None:
        return
    for row in once(asked(offer, Kind.VEHICLE)):
        if "own" in codes(row) and not row.tasks:
            evidence = (quoted(offer, row), against)
            yield flag(CODE, Family.NEGOTIABLE, 2, *evidence, row=row, clears=CLEARS)


def _against(offer: Offer) -> Evidence | None:
    """Return what speaks against an own car, None while nothing does."""
    place = service_car(offer)
    if place:
        return passage(offer, "service-car", place)
    if offer.access is False or drives_by_trade(offer) or drives(offer):
        return None
    if offer.access:
        return stated("access", "reachable")
    return Evidence(source="task", name="task:driving", value="") if offer.tasks else None


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
