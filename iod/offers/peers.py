"""What the organisation's own offers for the same occupation ask: the second of three views."""

from collections import Counter

from sqlalchemy import func, select

from iod import db
from iod.offers.models import Offer, Requirement

# Fewer offers than this say nothing about a trade.
ENOUGH = 8
COMPARED = ("diploma", "experience")


def shares(offer: Offer) -> dict[str, float] | None:
    """Return the share of the team's other offers of this occupation that ask each thing.

    Keys are "diploma:EQF4" or "experience:2", each offer standing under the most it asks; None
    while too few offers are known.
    """
    if not offer.occupation_id:
        return None
    others = (
        select(Offer.id)
        .where(
            Offer.organisation_id == offer.organisation_id,
            Offer.occupation_id == offer.occupation_id,
            Offer.id != offer.id,
            Offer.text != "",
        )
        .subquery()
    )
    total = db.session.scalar(select(func.count()).select_from(others)) or 0
    if total < ENOUGH:
        return None
    asked = (
        select(Requirement.kind, Requirement.value, Requirement.offer_id)
        .join(others, others.c.id == Requirement.offer_id)
        .where(Requirement.kind.in_(COMPARED), Requirement.modality == "mandatory")
    )
    most: dict[tuple[str, object], float] = {}
    for kind, value, offer_id in db.session.execute(asked):
        amount = _amount(value)
        most[kind, offer_id] = max(most.get((kind, offer_id), 0.0), amount)
    counts = Counter(_key(kind, amount) for (kind, _offer), amount in most.items() if amount)
    nothing = {_key(kind, 0.0): 0.0 for kind in COMPARED}
    return nothing | {name: number / total for name, number in counts.items()}


def _amount(value: str) -> float:
    try:
        return float(value.split("/")[0].removeprefix("EQF"))
    except ValueError:  # "none", "?" or "EQF?": nothing that can be compared
        return 0.0


def _key(kind: str, amount: float) -> str:
    return f"{kind}:{'EQF' if kind == 'diploma' else ''}{amount:g}"
