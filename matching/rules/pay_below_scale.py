"""The pay is under the sector's scale or the national floor.

The scale of the joint committee binds the employer; without one the national floor does (RMMMG, for
part of the week in proportion). Both are dated rows brought by the caller.
"""

from collections.abc import Iterator

from matching.raising import flag, stated
from matching.types import Evidence, Family, Flag, Offer, Rule
from matching.wages import is_training, legal_floor, wage

CODE = "pay-below-scale"
CLEARS = ("pay:at-scale",)
NO_WAGE = 0.5  # of the minimum: what is lower is a bonus, an allowance or a misreading
_CENT = 0.005  # rounding: an amount equal to the cent is not under


def find(offer: Offer) -> Iterator[Flag]:
    """Raise the amount if it is lower than the scale, else than the floor, of the same unit."""
    paid = wage(offer)
    if paid is None or is_training(offer):
        return
    least = _least(offer, paid.unit)
    if least and least[0] * NO_WAGE < paid.low < least[0] - _CENT:
        yield flag(CODE, Family.LEGAL, 3, paid.evidence, least[1], clears=CLEARS)


def _least(offer: Offer, unit: str) -> tuple[float, Evidence] | None:
    if offer.pay and offer.pay.scale and offer.pay.unit == unit:
        scale = offer.pay.scale
        return scale, stated("scale", f"{scale:g}/{unit}")
    floor = legal_floor(offer, unit)
    return (floor, stated("floor", f"{round(floor, 2):g}/{unit}")) if floor else None


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
