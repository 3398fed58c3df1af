"""What an offer pays, and the lowest it may pay: amounts in gross euros, by hour, month or year."""

import re
from dataclasses import dataclass

from matching.demands import rows, sentence
from matching.raising import quoted, stated
from matching.types import Evidence, Floor, Kind, Modality, Offer

_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?/([hmy])")
_NET = re.compile(r"\bnets?\b")
_WEEK = re.compile(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?/w")
_MONTHS = 12
FEW_HOURS = 20  # a week
SHORT = 3  # months


@dataclass(frozen=True, slots=True)
class Wage:
    """The lowest amount an offer pays, ``unit`` "h", "m" or "y", and where it says so."""

    low: float
    unit: str
    evidence: Evidence


def wage(offer: Offer) -> Wage | None:
    """Return the lowest gross amount the offer pays, None where it gives none."""
    pay = offer.pay
    if pay and (pay.low or pay.high):
        low = pay.low or pay.high or 0.0
        return Wage(low, pay.unit, stated("pay", f"{low:g}/{pay.unit}"))
    for row in rows(offer, Kind.PAY):
        match = _AMOUNT.fullmatch(row.value)
        if match and not _NET.search(sentence(offer, row)):
            return Wage(float(match[1]), match[3], quoted(offer, row))
    return None


def at_legal_floor(offer: Offer) -> Evidence | None:
    """Return the words by which the offer itself says that it pays the legal minimum."""
    named = (row for row in rows(offer, Kind.PAY) if row.value in ("SMIC", "RMMMG"))
    return next((quoted(offer, row) for row in named), None)


def says_pay(offer: Offer) -> bool:
    """Say whether the offer gives an amount, a scale or the legal minimum."""
    if offer.pay and (offer.pay.low or offer.pay.high or offer.pay.scale):
        return True
    return any(
        _AMOUNT.fullmatch(row.value)
        or row.value in ("SMIC", "RMMMG", "bareme")
        or row.value.startswith("ech:")
        for row in rows(offer, Kind.PAY)
    )


def weekly_hours(offer: Offer) -> tuple[float, float] | None:
    """Return the fewest and the most hours a week the offer gives, None where it gives none."""
    if offer.weekly_hours:
        return offer.weekly_hours, offer.weekly_hours
    found = [match for row in rows(offer, Kind.HOURS) if (match := _WEEK.fullmatch(row.value))]
    if not found:
        return None
    return (
        min(float(match[1]) for match in found),
        max(float(match[2] or match[1]) for match in found),
    )


def is_training(offer: Offer) -> bool:
    """Say whether the post is a learning contract, which has amounts of its own."""
    codes = {offer.contract, *(row.value for row in rows(offer, Kind.CONTRACT))}
    return "ALT" in codes


def legal_floor(offer: Offer, unit: str) -> float | None:
    """Return the national floor for this offer's hours in a unit, None if it cannot be said."""
    if offer.floor is None:
        return None
    if unit == "h":
        return offer.floor.hourly
    share = _share_of_full_time(offer, offer.floor)
    months = _MONTHS if unit == "y" else 1
    return offer.floor.monthly * share * months if share else None


def _share_of_full_time(offer: Offer, floor: Floor) -> float | None:
    hours = weekly_hours(offer)
    if hours:
        return min(1.0, hours[0] / floor.weekly_hours)
    codes = {row.value for row in rows(offer, Kind.HOURS)}
    return 1.0 if "FT" in codes and not codes & {"PT", "PT/FT"} else None


def short_contract(offer: Offer) -> Evidence | None:
    """Return what says that the post lasts three months or less, or takes under 20 hours."""
    hours = weekly_hours(offer)
    if hours is not None and hours[1] < FEW_HOURS:
        said = (row for row in rows(offer, Kind.HOURS) if _WEEK.fullmatch(row.value))
        row = None if offer.weekly_hours else next(said, None)
        return quoted(offer, row) if row else stated("weekly_hours", f"{hours[1]:g}")
    if _is_short(offer.contract):
        return stated("contract", offer.contract)
    terms = (row for row in rows(offer, Kind.CONTRACT) if row.modality is Modality.OFFERED)
    short = (row for row in terms if not offer.contract and _is_short(row.value))
    return next((quoted(offer, row) for row in short), None)


def _is_short(contract: str) -> bool:
    match = re.search(r":(\d+(?:\.\d+)?)([mwd])", contract)
    if match is None:
        return False
    months = {"m": 1.0, "w": 12 / 52, "d": 12 / 365}[match[2]]
    return float(match[1]) * months <= SHORT
