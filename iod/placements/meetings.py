"""The three-way meeting: what the three may see, what is agreed, the shared minutes.

The sheet is built from named columns, never from whole rows: a private note, the summary of a
call or an answer that is not shared has no way into it.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError

from iod import audit, db, mail
from iod.accounts.models import User
from iod.candidates.models import ActionItem, Candidate, Side
from iod.candidates.services import finish_action
from iod.employers.models import Employer
from iod.errors import Refused
from iod.offers.models import Offer
from iod.placements.models import (
    FollowUp,
    FollowUpKind,
    Milestone,
    Minutes,
    Placement,
    Voice,
)
from iod.placements.voices import TOPICS, shared_answers


@dataclass(frozen=True, slots=True)
class Line:
    """One topic of the agenda, with what each side lets the others read."""

    topic: str
    worker: Mapping[str, Any] | None
    employer: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Promise:
    """Something to learn, or something agreed: who, by when, done or not."""

    id: uuid.UUID
    text: str
    who: str
    due_on: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the three may see of one meeting, and nothing else."""

    point_id: uuid.UUID
    label: str
    due_on: date
    held_on: date | None
    starts_on: date
    person: str
    title: str
    firm: str
    coach: str
    lines: tuple[Line, ...]
    milestones: tuple[Promise, ...]
    agreements: tuple[Promise, ...]
    minutes: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreement of a meeting, as it is typed."""

    text: str
    owner: Side
    due_on: date


def sheet(point_id: uuid.UUID, organisation_id: uuid.UUID) -> Sheet | None:
    """Return what the three may see of a meeting of this organisation."""
    head = db.session.execute(
        select(
            FollowUp.id.label("point_id"),
            FollowUp.label,
            FollowUp.due_on,
            FollowUp.held_on,
            Placement.id.label("placement_id"),
            Placement.starts_on,
            (Candidate.first_name + " " + Candidate.last_name).label("person"),
            Offer.title,
            Employer.name.label("firm"),
            User.name.label("coach"),
        )
        .join(Placement, FollowUp.placement_id == Placement.id)
        .join(Candidate, Placement.candidate_id == Candidate.id)
        .join(Offer, Placement.offer_id == Offer.id)
        .join(Employer, Offer.employer_id == Employer.id)
        .join(User, Placement.responsible_id == User.id)
        .where(
            FollowUp.id == point_id,
            FollowUp.organisation_id == organisation_id,
            FollowUp.kind == FollowUpKind.TRIPARTITE,
        )
    ).one_or_none()
    if head is None:
        return None
    known = dict(head._mapping)
    placement_id = known.pop("placement_id")
    return Sheet(
        **known,
        lines=_agenda(point_id),
        milestones=_milestones(placement_id, known["held_on"]),
        agreements=_agreements(placement_id, known["held_on"]),
        minutes=_minutes(point_id),
    )


def _agenda(point_id: uuid.UUID) -> tuple[Line, ...]:
    rows = db.session.execute(
        select(Voice.side, Voice.answers, Voice.shared).where(
            Voice.follow_up_id == point_id, Voice.given_at.is_not(None)
        )
    )
    said = {row.side: shared_answers(row.side, row.answers, row.shared) for row in rows}
    worker, employer = said.get(Side.WORKER, {}), said.get(Side.EMPLOYER, {})
    topics = dict.fromkeys((*TOPICS[Side.WORKER], *TOPICS[Side.EMPLOYER]))
    return tuple(
        Line(topic, worker.get(topic), employer.get(topic))
        for topic in topics
        if topic in worker or topic in employer
    )


def _as_of(row: Promise, held_on: date | None) -> Promise:
    """Return a promise as it stood on the day of the meeting: minutes do not change afterwards."""
    later = held_on is not None and row.done_on is not None and row.done_on > held_on
    return replace(row, done_on=None) if later else row


def _milestones(placement_id: uuid.UUID, held_on: date | None) -> tuple[Promise, ...]:
    columns = (
        Milestone.id,
        Milestone.text,
        Milestone.helper.label("who"),
        Milestone.due_on,
        Milestone.done_on,
    )
    query = select(*columns).where(Milestone.placement_id == placement_id)
    rows = db.session.execute(query.order_by(Milestone.due_on, Milestone.text))
    return tuple(_as_of(Promise(*row), held_on) for row in rows)


def _agreements(placement_id: uuid.UUID, held_on: date | None) -> tuple[Promise, ...]:
    """Return what was agreed until this meeting: still open, or kept since the one before."""
    here = FollowUp.placement_id == placement_id
    until = held_on or date.max
    before = db.session.scalar(
        select(func.max(FollowUp.held_on)).where(
            here, FollowUp.kind == FollowUpKind.TRIPARTITE, FollowUp.held_on < until
        )
    )
    recent = ActionItem.done_on >= (before or date.min)
    rows = db.session.execute(
        select(
            ActionItem.id,
            ActionItem.text,
            ActionItem.owner,
            ActionItem.due_on,
            ActionItem.done_on,
        )
        .join(FollowUp, ActionItem.origin_id == FollowUp.id)
        .where(here, FollowUp.held_on <= until, or_(ActionItem.done_on.is_(None), recent))
        .order_by(ActionItem.due_on, ActionItem.text)
    )
    return tuple(_as_of(Promise(*row), held_on) for row in rows)


def _minutes(point_id: uuid.UUID) -> Mapping[str, Any] | None:
    row = db.session.execute(
        select(
            Minutes.worker_said,
            Minutes.employer_said,
            Minutes.coach_said,
            Minutes.worker_disagrees,
            Minutes.employer_disagrees,
            Minutes.next_on,
            Minutes.shared_at,
        ).where(Minutes.follow_up_id == point_id)
    ).one_or_none()
    return None if row is None else {str(key): value for key, value in row._mapping.items()}


# --- what is written down ---------------------------------------------------------------------


def save_minutes(
    point: FollowUp,
    *,
    held_on: date,
    said: Mapping[str, str],
    next_on: date | None,
    agreed: Iterable[Agreed],
    by: User,
) -> Minutes:
    """Write the minutes of a meeting; what is agreed joins the person's one action plan.

    ``said``: worker_said, employer_said, coach_said, worker_disagrees, employer_disagrees.
    """
    agreed = list(agreed)
    _check(point, held_on, said, next_on, agreed)
    minutes = point.minutes
    if minutes is None:
        minutes = point.minutes = Minutes(organisation_id=point.organisation_id)
        try:
            db.session.flush()
        except IntegrityError:
            db.session.rollback()  # a colleague was a moment earlier
            raise Refused(_("A colleague has just done the same: open the page again.")) from None
    for name, text in said.items():
        setattr(minutes, name, text)
    minutes.next_on, minutes.shared_at = next_on, None
    point.held_on = held_on
    for line in agreed:
        _agree(point, line, by=by)
    if next_on is not None:
        _plan_next(point, next_on, by=by)
    audit.record("minutes.written", minutes, by=by)
    return minutes


def _check(
    point: FollowUp,
    held_on: date,
    said: Mapping[str, str],
    next_on: date | None,
    agreed: list[Agreed],
) -> None:
    if point.kind is not FollowUpKind.TRIPARTITE:
        raise Refused(_("Minutes belong to a three-way meeting."))
    if held_on < point.placement.starts_on:
        raise Refused(_("This day comes before the first day of work."), field="held_on")
    if next_on is not None and next_on <= held_on:
        raise Refused(_("The next meeting comes after this one."), field="next_on")
    if not any(said.values()):
        raise Refused(_("Write what at least one of the three said."), field="worker_said")
    if any(line.due_on < held_on for line in agreed):
        raise Refused(_("An agreement is due on the day of the meeting at the earliest."))


def _agree(point: FollowUp, line: Agreed, *, by: User) -> None:
    item = ActionItem(
        organisation_id=point.organisation_id,
        candidate_id=point.placement.candidate_id,
        origin_id=point.id,
        text=line.text,
        owner=line.owner,
        due_on=line.due_on,
    )
    db.session.add(item)
    audit.record("agreement.made", item, by=by, owner=line.owner)


def _plan_next(point: FollowUp, day: date, *, by: User) -> None:
    """Move the next three-way meeting to the day the three chose, or plan one."""
    later = [
        other
        for other in point.placement.follow_ups
        if other.kind is FollowUpKind.TRIPARTITE and other.held_on is None and other is not point
    ]
    if not later:
        following = FollowUp(
            organisation_id=point.organisation_id,
            kind=FollowUpKind.TRIPARTITE,
            planned_on=day,
            due_on=day,
        )
        point.placement.follow_ups.append(following)
        audit.record("follow_up.planned", following, by=by)
        return
    following = min(later, key=lambda other: other.due_on)
    if following.due_on != day:
        following.due_on = day
        following.moved_reason = _("Chosen by the three at the meeting")
        audit.record("follow_up.moved", following, by=by, after=str(day))


def tick_agreement(item: ActionItem, *, on: date, by: User) -> None:
    """Note that an agreement is kept, or that it is not after all."""
    if item.done_on is None:
        finish_action(item, on=on, by=by)
    else:
        item.done_on = None
        audit.record("action_item.reopened", item, by=by)


def share_minutes(
    minutes: Minutes, addresses: Iterable[str], *, subject: str, text: str, by: User
) -> datetime:
    """Send the shared text to those of the three who have an address."""
    for address in dict.fromkeys(addresses):
        mail.queue(
            address,
            subject,
            text,
            purpose="minutes",
            organisation_id=minutes.organisation_id,
        )
    minutes.shared_at = db.now()
    audit.record("minutes.shared", minutes, by=by)
    return minutes.shared_at
