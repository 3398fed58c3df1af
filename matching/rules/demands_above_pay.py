"""Demands of a skilled post at the pay of the lowest one.

Within 5 % of the floor or the scale while asking upper secondary schooling, two years of practice,
a fluent language, a certificate, or split or shift hours.
"""

from collections.abc import Iterator

from matching.demands import CEFR, asked, codes, eqf, languages, years
from matching.raising import flag, quoted, stated
from matching.types import Evidence, Family, Flag, Kind, Offer, Requirement, Rule
from matching.wages import at_legal_floor, is_training, legal_floor, wage

CODE = "demands-above-pay"
CLEARS = ("pay:above-floor", "drop")
NEAR = 1.05
LEAST_YEARS = 2
LEAST_EQF = 4


def find(offer: Offer) -> Iterator[Flag]:
    """Raise the demands once, beside the pay that does not match them."""
    low = _low_pay(offer)
    demands = [row for row in asked(offer, *Kind) if _weighs(row)]
    if low and demands:
        evidence = (*(quoted(offer, row) for row in demands), *low)
        yield flag(CODE, Family.NEGOTIABLE, 2, *evidence, row=demands[0], clears=CLEARS)


def _low_pay(offer: Offer) -> tuple[Evidence, ...]:
    """Return the pay and the floor it sticks to, () where it is higher or not known."""
    paid = wage(offer)
    if is_training(offer):
        return ()
    if paid is None:
        said = at_legal_floor(offer)
        return (said,) if said else ()
    scale = offer.pay.scale if offer.pay and offer.pay.unit == paid.unit else None
    floor = scale or legal_floor(offer, paid.unit)
    if floor and paid.low <= floor * NEAR:
        return paid.evidence, stated(
            "scale" if scale else "floor", f"{round(floor, 2):g}/{paid.unit}"
        )
    return ()


def _weighs(row: Requirement) -> bool:
    """Say whether a demand belongs to a post paid above the floor."""
    if row.kind is Kind.DIPLOMA:
        return (eqf(row) or 0) >= LEAST_EQF
    if row.kind is Kind.EXPERIENCE:
        return (years(row) or 0) >= LEAST_YEARS
    if row.kind is Kind.LANGUAGE:
        return any(level in CEFR[CEFR.index("C1") :] for level in languages(row).values())
    if row.kind is Kind.AVAILABILITY:
        return bool(codes(row) & {"split", "shift"})
    return row.kind is Kind.CERTIFICATE


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
