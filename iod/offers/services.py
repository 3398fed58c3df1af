"""What can be done to an offer."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select
from sqlalchemy.orm import joinedload, selectinload

from iod import audit, db
from iod.accounts.models import User
from iod.employers.models import name_key
from iod.errors import Refused
from iod.offers import reading
from iod.offers.models import (
    Decision,
    Flag,
    LedgerLine,
    Necessity,
    Offer,
    Requirement,
    Status,
    Step,
    Task,
)
from iod.reference import services as reference


def listing(
    user: User, *, words: str = "", mine: bool = False, status: Status | None = Status.ACTIVE
) -> Select[Offer]:
    """Select the offers of a team, newest first, with what a list shows."""
    query = Offer.visible_to(user).options(
        joinedload(Offer.employer), joinedload(Offer.site), joinedload(Offer.responsible)
    )
    if status is not None:
        query = query.where(Offer.status == status)
    if mine:
        query = query.where((Offer.responsible_id == user.id) | (Offer.second_id == user.id))
    for word in words.split():
        inside = Offer.employer.has(name_key=name_key(word)) if name_key(word) else None
        named = Offer.title.icontains(word, autoescape=True)
        query = query.where(named if inside is None else named | inside)
    return query.order_by(Offer.captured_on.desc(), Offer.created_at.desc(), Offer.id)


def whole(query: Select[Offer]) -> Select[Offer]:
    """Add to a query all that the page of one offer shows."""
    return query.options(
        joinedload(Offer.employer),
        joinedload(Offer.site),
        joinedload(Offer.responsible),
        joinedload(Offer.second),
        selectinload(Offer.tasks),
        selectinload(Offer.requirements).selectinload(Requirement.tasks),
        selectinload(Offer.flags),
    )


def save_offer(offer: Offer, *, by: User, captured_on: date | None = None) -> None:
    """Keep an offer as captured or corrected; a changed text is read afresh."""
    if db.is_new(offer):
        offer.organisation_id = by.organisation_id
        offer.responsible_id = by.id
        offer.captured_on = captured_on or db.now().date()
    edits = audit.changes(offer)
    db.session.add(offer)
    db.session.flush()
    if edits.keys() & {"text", "title", "occupation_id"} or offer.read_at is None:
        reading.read_text(offer)
    reading.raise_flags(offer)
    audit.record("offer.saved", offer, by=by, **{k: v for k, v in edits.items() if k != "text"})


def close(offer: Offer, status: Status, *, by: User) -> None:
    """Close an offer, or open it again."""
    offer.move_to(status)
    audit.record("offer.closed" if status is not Status.ACTIVE else "offer.reopened", offer, by=by)


def hand_over(offer: Offer, to: User, second: User | None, *, by: User) -> None:
    """Give an offer to another member of the team, with a second."""
    if second is to:
        raise Refused(_("The second is somebody else."), field="second")
    offer.responsible, offer.second = to, second
    audit.record("offer.handed_over", offer, by=by, to=str(to.id))


# --- tasks ------------------------------------------------------------------------------------


def save_task(offer: Offer, task: Task, *, by: User) -> None:
    """Keep a task of the post; what depends on tasks is asked again."""
    if task not in offer.tasks:
        task.organisation_id = offer.organisation_id
        task.position = max((t.position for t in offer.tasks), default=-1) + 1
        offer.tasks.append(task)
    if sum(t.share or 0 for t in offer.tasks) > 100:
        raise Refused(_("Together the tasks would take more than the whole time."), field="share")
    if not task.skills:
        task.skills = list(reference.skills_in_task(task.text))
    db.session.flush()
    audit.record("task.saved", task, by=by)
    reading.raise_flags(offer)


def remove_task(task: Task, *, by: User) -> None:
    """Take a task away; the requirements it called for lose their link."""
    offer = task.offer
    audit.record("task.removed", task, by=by, text=task.text)
    for requirement in offer.requirements:
        if task in requirement.tasks:
            requirement.tasks.remove(task)
    offer.tasks.remove(task)
    reading.raise_flags(offer)


def move_task(task: Task, step: int, *, by: User) -> None:
    """Move a task up or down the list."""
    tasks = task.offer.tasks
    here = tasks.index(task)
    there = min(max(here + step, 0), len(tasks) - 1)
    ordered = [t for t in tasks if t is not task]
    ordered.insert(there, task)
    for position, each in enumerate(ordered):
        each.position = position
    audit.record("task.moved", task, by=by)


# --- requirements -----------------------------------------------------------------------------


def add_requirement(offer: Offer, *, kind: str, asked: str, by: User) -> Requirement:
    """Add a demand the employer spoke of and did not write."""
    row = Requirement(
        organisation_id=offer.organisation_id,
        kind=kind,
        asked=asked,
        position=max((r.position for r in offer.requirements), default=-1) + 1,
    )
    offer.requirements.append(row)
    _write(row, Step.ASKED, by=by)
    audit.record("requirement.added", row, by=by)
    reading.raise_flags(offer)
    return row


def _write(
    row: Requirement, step: Step, *, by: User | None, reason: str = "", name: str = ""
) -> None:
    row.ledger.append(
        LedgerLine(
            organisation_id=row.organisation_id,
            step=step,
            wording=row.wording,
            reason=reason,
            actor_id=by.id if by else None,
            actor_name=name or (by.name if by else ""),
        )
    )


def step_of(row: Requirement, necessity: Necessity) -> Step:
    """Return the step of the ledger that a decision amounts to."""
    if necessity is Necessity.DROPPED:
        return Step.DROPPED
    if necessity is Necessity.LEARNABLE:
        return Step.LEARNING
    softened = necessity is Necessity.WISHED or (row.agreed and row.agreed != row.asked)
    return Step.SOFTENED if softened or row.agreed_value else Step.KEPT


def discuss(
    row: Requirement,
    necessity: Necessity,
    *,
    agreed: str,
    agreed_value: str,
    tasks: list[Task],
    learnable_days: int | None,
    helper: str,
    reason: str,
    by: User | None,
    name: str = "",
) -> None:
    """Write down what was agreed about one requirement.

    Keeping what a flag questions needs a reason; learning on the post needs somebody who shows.
    """
    row.agreed = "" if agreed == row.asked else agreed
    row.agreed_value = "" if agreed_value == row.value else agreed_value
    step = step_of(row, necessity)
    open_flags = [f for f in row.offer.flags if f.requirement is row and _is_open(f)]
    if step is Step.KEPT and open_flags and not reason:
        raise Refused(_("Say why the work calls for it."), field="reason")
    if step is Step.LEARNING and not helper:
        raise Refused(_("Name the person who shows how."), field="helper")
    row.necessity = necessity
    row.tasks = tasks
    row.learnable_days = learnable_days if step is Step.LEARNING else None
    row.helper = helper if step is Step.LEARNING else ""
    _write(row, step, by=by, reason=reason, name=name)
    for flag in open_flags:
        settle(flag, Decision.KEPT if step is Step.KEPT else Decision.ACCEPTED, reason, by=by)
    audit.record("requirement.discussed", row, by=by, label=name and "employer", step=step)
    reading.raise_flags(row.offer)


def _is_open(flag: Flag) -> bool:
    return flag.decision is Decision.OPEN


# --- flags ------------------------------------------------------------------------------------


def settle(flag: Flag, decision: Decision, reason: str, *, by: User | None) -> None:
    """Write down what became of a flag."""
    flag.decision, flag.reason = decision, reason
    flag.decided_by_id, flag.decided_at = (by.id if by else None), db.now()
    audit.record("flag.settled", flag, by=by, rule=flag.rule, decision=decision)


def override(flag: Flag, *, reason: str, by: User) -> None:
    """Set a flag aside, with the reason; it can be taken up again."""
    if not reason:
        raise Refused(_("Say why this question does not apply here."), field="reason")
    settle(flag, Decision.OVERRIDDEN, reason, by=by)


def accept(flag: Flag, *, by: User) -> None:
    """Note that the employer agrees to change what a flag is about."""
    settle(flag, Decision.ACCEPTED, "", by=by)


def reopen(flag: Flag, *, by: User) -> None:
    """Take a flag up again."""
    settle(flag, Decision.OPEN, "", by=by)
    reading.raise_flags(flag.offer)


def save_conditions(offer: Offer, *, by: User) -> None:
    """Keep conditions, welcome or holder as edited; the rules look again."""
    edits: dict[str, Any] = audit.changes(offer)
    db.session.flush()
    reading.raise_flags(offer)
    audit.record("offer.saved", offer, by=by, **edits)
