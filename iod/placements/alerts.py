"""Warning signs: small rules, each with its reason. No database, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from iod.candidates.models import ActionItem, Side
from iod.placements.models import FollowUpKind, Placement
from iod.web import BRUSSELS

SOON = timedelta(days=45)
WORSE_ANSWERS = 2


class Sign(StrEnum):
    """What there is to worry about."""

    MISSED = "missed"
    OVERDUE = "overdue"
    WORSE = "worse"
    CONTRACT = "contract"
    AID = "aid"
    LEARNING = "learning"


@dataclass(frozen=True, slots=True)
class Alert:
    """One warning: since or until when, and the row where one can act."""

    sign: Sign
    on: date
    text: str = ""
    row_id: UUID | None = None
    side: Side | None = None
    kind: FollowUpKind | None = None


def missed(placement: Placement, today: date) -> list[Alert]:
    """Warn of each point whose day has passed and which was not held."""
    return [
        Alert(Sign.MISSED, point.due_on, point.label, point.id, kind=point.kind)
        for point in placement.follow_ups
        if point.held_on is None and point.due_on < today
    ]


def late_learning(placement: Placement, today: date) -> list[Alert]:
    """Warn of each thing to learn that is not learnt on its day."""
    return [
        Alert(Sign.LEARNING, milestone.due_on, milestone.text, milestone.id)
        for milestone in placement.milestones
        if milestone.done_on is None and milestone.due_on < today
    ]


def near_ends(placement: Placement, today: date) -> list[Alert]:
    """Warn six weeks before the contract or the hiring aid ends, and once it has."""
    ends = ((Sign.CONTRACT, placement.contract_ends_on), (Sign.AID, placement.aid_ends_on))
    return [Alert(sign, end) for sign, end in ends if end is not None and end - today <= SOON]


def worse_answers(placement: Placement, _today: date) -> list[Alert]:
    """Warn when one side answered two questions worse than the time before."""
    found = []
    for side in (Side.WORKER, Side.EMPLOYER):
        given = sorted(
            (voice.given_at, voice.id, voice)
            for point in placement.follow_ups
            for voice in point.voices
            if voice.side is side and voice.given_at is not None
        )
        if len(given) < 2:
            continue
        before, last = given[-2][2], given[-1][2]
        if _number_worse(before.answers, last.answers) >= WORSE_ANSWERS:
            day = given[-1][0].astimezone(BRUSSELS).date()
            found.append(Alert(Sign.WORSE, day, row_id=last.follow_up_id, side=side))
    return found


def _number_worse(before: dict[str, Any], after: dict[str, Any]) -> int:
    moods = [(before.get(topic, {}).get("mood"), after[topic].get("mood")) for topic in after]
    return sum(1 for then, now in moods if then and now and now < then)


def overdue(agreements: Iterable[ActionItem], today: date) -> list[Alert]:
    """Warn of each agreement of a meeting that is not kept by its day."""
    return [
        Alert(Sign.OVERDUE, item.due_on, item.text, item.id, side=item.owner)
        for item in agreements
        if item.done_on is None and item.due_on < today
    ]


RULES = (missed, late_learning, near_ends, worse_answers)


def alerts(placement: Placement, agreements: Iterable[ActionItem], today: date) -> list[Alert]:
    """Return the warnings about a placement, oldest first; none once it has ended."""
    if placement.ended_on is not None:
        return []
    found = [alert for rule in RULES for alert in rule(placement, today)]
    found += overdue(agreements, today)
    return sorted(found, key=lambda alert: (alert.on, alert.sign, alert.text))
