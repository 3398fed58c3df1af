"""What can be done to a placement and the points of its plan."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from flask_babel import gettext as _
from sqlalchemy import Select, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload, selectinload

from iod import audit, db
from iod.accounts.models import User
from iod.candidates.models import (
    ActionItem,
    Experience,
    ExperienceKind,
    Phase,
    Side,
)
from iod.candidates.services import change_phase, save_part
from iod.employers.models import Employer
from iod.errors import Refused
from iod.offers.models import Necessity, Offer, Status
from iod.offers.services import close
from iod.placements import plan
from iod.placements.days import working_day
from iod.placements.models import (
    COMPLETED,
    EndReason,
    FollowUp,
    FollowUpKind,
    Milestone,
    Placement,
    TeamNote,
)
from iod.proposals.models import Outcome, Presentation

HIRES = (Outcome.HIRED, Outcome.WORK_TRIAL)
# A thing to learn for which nobody said how long it takes.
LEARNING_DAYS = 30


# --- finding ----------------------------------------------------------------------------------


def listing(user: User, *, mine: bool = False, ended: bool = False) -> Select[Placement]:
    """Select the placements of a team with what a list shows, whoever is due first on top."""
    due = (
        select(func.min(FollowUp.due_on))
        .where(FollowUp.placement_id == Placement.id, FollowUp.held_on.is_(None))
        .scalar_subquery()
    )
    query = with_plan(Placement.visible_to(user))
    if mine:
        query = query.where(Placement.responsible_id == user.id)
    if ended:
        past = query.where(Placement.ended_on.is_not(None))
        return past.order_by(Placement.ended_on.desc(), Placement.id)
    query = query.where(Placement.ended_on.is_(None))
    return query.order_by(due.is_(None), due, Placement.starts_on, Placement.id)


def with_plan(query: Select[Placement]) -> Select[Placement]:
    """Add to a query the person, the firm, the plan and the voices, in a fixed number of reads."""
    return query.options(
        joinedload(Placement.candidate),
        joinedload(Placement.responsible),
        joinedload(Placement.offer).joinedload(Offer.employer).selectinload(Employer.contacts),
        selectinload(Placement.milestones),
        selectinload(Placement.follow_ups).selectinload(FollowUp.voices),
        selectinload(Placement.follow_ups).joinedload(FollowUp.minutes),
    )


def agreements(placements: Iterable[Placement]) -> dict[uuid.UUID, list[ActionItem]]:
    """Return what was agreed in the meetings of each placement, in one read."""
    origin = {point.id: row.id for row in placements for point in row.follow_ups}
    found: dict[uuid.UUID, list[ActionItem]] = defaultdict(list)
    query = select(ActionItem).where(ActionItem.origin_id.in_(origin))
    for item in db.session.scalars(query.order_by(ActionItem.due_on, ActionItem.text)):
        if item.origin_id is not None:
            found[origin[item.origin_id]].append(item)
    return found


def hired(user: User) -> Select[Presentation]:
    """Select the introductions that led to work and have no placement yet, oldest first."""
    placed = select(Placement.presentation_id).where(Placement.presentation_id.is_not(None))
    return (
        Presentation.visible_to(user)
        .where(Presentation.outcome.in_(HIRES), Presentation.id.not_in(placed))
        .options(
            joinedload(Presentation.candidate),
            joinedload(Presentation.offer).joinedload(Offer.employer),
        )
        .order_by(Presentation.closed_at, Presentation.id)
    )


def notes(placement: Placement) -> list[TeamNote]:
    """Return the team's private notes on a placement, newest first."""
    query = select(TeamNote).where(TeamNote.placement_id == placement.id)
    newest = query.options(joinedload(TeamNote.author)).order_by(TeamNote.created_at.desc())
    return list(db.session.scalars(newest))


# --- beginning --------------------------------------------------------------------------------


def start_placement(
    presentation: Presentation,
    *,
    starts_on: date,
    contract: str,
    contract_ends_on: date | None = None,
    weekly_hours: Decimal | None = None,
    tutor: str = "",
    aid: str = "",
    aid_ends_on: date | None = None,
    today: date,
    by: User,
) -> Placement:
    """Put a person in post after her introduction, with the plan of the first months.

    Points whose day has already passed are left out: nobody can hold them any more.
    """
    if presentation.outcome not in HIRES:
        raise Refused(_("The introduction has not led to work: write down its outcome first."))
    if placed(presentation) is not None:
        raise Refused(_("This person is already in post after this introduction."))
    offer, candidate = presentation.offer, presentation.candidate
    placement = Placement(
        organisation_id=presentation.organisation_id,
        presentation=presentation,
        offer=offer,
        candidate=candidate,
        responsible_id=candidate.responsible_id,
        starts_on=starts_on,
        contract=contract,
        contract_ends_on=contract_ends_on,
        weekly_hours=weekly_hours,
        tutor=tutor,
        aid=aid,
        aid_ends_on=aid_ends_on,
    )
    check_terms(placement)
    db.session.add(placement)
    plan_points(placement, by.organisation.settings, today=today)
    plan_learning(placement)
    try:
        audit.record("placement.started", placement, by=by)
    except IntegrityError:
        db.session.rollback()  # a colleague was a moment earlier
        raise Refused(_("This person is already in post after this introduction.")) from None
    if candidate.phase is not Phase.IN_JOB:
        change_phase(candidate, Phase.IN_JOB, by=by)
    _fill(offer, by=by)
    return placement


def _fill(offer: Offer, *, by: User) -> None:
    """Close an offer once each of its openings has somebody who was hired."""
    query = select(func.count(Placement.id)).join(Placement.presentation)
    hired_here = (Presentation.offer_id == offer.id, Presentation.outcome == Outcome.HIRED)
    hires = db.session.scalar(query.where(*hired_here)) or 0
    if offer.status is Status.ACTIVE and hires >= offer.openings:
        close(offer, Status.FILLED, by=by)


def placed(presentation: Presentation) -> Placement | None:
    """Return the placement an introduction has led to."""
    query = select(Placement).where(Placement.presentation_id == presentation.id)
    return db.session.scalars(query).one_or_none()


def check_terms(placement: Placement) -> None:
    """Refuse an end that comes before the beginning."""
    for field in ("contract_ends_on", "aid_ends_on"):
        end = getattr(placement, field)
        if end is not None and end <= placement.starts_on:
            raise Refused(_("This day comes before the first day of work."), field=field)
    if placement.aid_ends_on and not placement.aid:
        raise Refused(_("Say which aid ends on that day."), field="aid")


def plan_points(placement: Placement, settings: dict[str, object], *, today: date) -> None:
    """Add the points of the organisation's template that are still to come."""
    template = settings.get("follow_up") or plan.DEFAULT
    known = {point.label for point in placement.follow_ups}
    for point in plan.points(
        template,  # type: ignore[arg-type]  # settings are JSON
        placement.starts_on,
        contract_ends_on=placement.contract_ends_on,
        aid_ends_on=placement.aid_ends_on,
    ):
        if point.due_on >= today and point.label not in known:
            _add_point(placement, point.kind, point.due_on, point.label)


def _add_point(placement: Placement, kind: FollowUpKind, day: date, label: str) -> FollowUp:
    point = FollowUp(
        organisation_id=placement.organisation_id,
        kind=kind,
        label=label,
        planned_on=day,
        due_on=day,
    )
    placement.follow_ups.append(point)
    return point


def plan_learning(placement: Placement) -> None:
    """Make a dated milestone of the welcome and of all that was agreed to be learnt here."""
    offer = placement.offer
    if offer.first_day:
        _add_milestone(placement, offer.first_day, placement.tutor, placement.starts_on)
    for row in offer.requirements:
        if row.necessity is Necessity.LEARNABLE:
            days = timedelta(days=row.learnable_days or LEARNING_DAYS)
            milestone = _add_milestone(
                placement,
                row.wording,
                row.helper or placement.tutor,
                working_day(placement.starts_on + days),
            )
            milestone.requirement_id = row.id


def _add_milestone(placement: Placement, text: str, helper: str, due_on: date) -> Milestone:
    milestone = Milestone(
        organisation_id=placement.organisation_id, text=text, helper=helper, due_on=due_on
    )
    placement.milestones.append(milestone)
    return milestone


# --- on the way -------------------------------------------------------------------------------


def save_terms(placement: Placement, *, today: date, by: User) -> None:
    """Keep corrected terms; points about an end that moved are planned again."""
    check_terms(placement)
    edits = audit.changes(placement)
    ends = {plan.CONTRACT_END: "contract_ends_on", plan.AID_END: "aid_ends_on"}
    for point in list(placement.follow_ups):
        if point.held_on is None and ends.get(point.label) in edits:
            placement.follow_ups.remove(point)
    db.session.flush()
    plan_points(placement, by.organisation.settings, today=today)
    audit.record("placement.changed", placement, by=by, **edits)


def add_point(placement: Placement, *, kind: FollowUpKind, due_on: date, by: User) -> FollowUp:
    """Plan one more point."""
    _still_open(placement)
    point = _add_point(placement, kind, due_on, "")
    audit.record("follow_up.planned", point, by=by)
    return point


def move_point(point: FollowUp, *, due_on: date, reason: str, by: User) -> None:
    """Give a point another day, with the reason; the first day planned stays known."""
    _still_open(point.placement)
    if point.held_on is not None:
        raise Refused(_("This point has been held: its day is a fact now."))
    if due_on < point.placement.starts_on:
        raise Refused(_("This day comes before the first day of work."), field="due_on")
    if not reason:
        raise Refused(_("Say why, in a few words."), field="reason")
    before, point.due_on, point.moved_reason = point.due_on, due_on, reason
    audit.record("follow_up.moved", point, by=by, before=str(before), after=str(due_on))


def hold_point(point: FollowUp, *, held_on: date, summary: str, by: User) -> None:
    """Note that a call or a visit took place, and what was learnt, for the team alone."""
    if point.kind is FollowUpKind.TRIPARTITE:
        raise Refused(_("A three-way meeting is held by its minutes."))
    if held_on < point.placement.starts_on:
        raise Refused(_("This day comes before the first day of work."), field="held_on")
    point.held_on, point.summary = held_on, summary
    audit.record("follow_up.held", point, by=by)


def add_milestone(
    placement: Placement, *, text: str, helper: str, due_on: date, by: User
) -> Milestone:
    """Add something to learn or to do."""
    _still_open(placement)
    milestone = _add_milestone(placement, text, helper, due_on)
    audit.record("milestone.added", milestone, by=by)
    return milestone


def tick_milestone(milestone: Milestone, *, on: date, by: User) -> None:
    """Note that something is learnt or done, or that it is not after all."""
    milestone.done_on = None if milestone.done_on else on
    verb = "reached" if milestone.done_on else "reopened"
    audit.record(f"milestone.{verb}", milestone, by=by)


def add_note(placement: Placement, text: str, *, by: User) -> TeamNote:
    """Write a private note of the team."""
    note = TeamNote(
        organisation_id=placement.organisation_id,
        placement_id=placement.id,
        author_id=by.id,
        text=text,
    )
    db.session.add(note)
    audit.record("team_note.added", note, by=by)
    return note


def _still_open(placement: Placement) -> None:
    if placement.ended_on is not None:
        raise Refused(_("This follow-up has ended."))


# --- the end ----------------------------------------------------------------------------------


def end_placement(
    placement: Placement,
    *,
    ended_on: date,
    reason: EndReason,
    ended_by: Side | None,
    debrief: str,
    by: User,
) -> None:
    """Close the follow-up; a stay that came to its own end joins the portfolio."""
    _still_open(placement)
    if ended_on < placement.starts_on:
        raise Refused(_("This day comes before the first day of work."), field="ended_on")
    placement.ended_on, placement.end_reason = ended_on, reason
    placement.ended_by, placement.debrief = ended_by, debrief
    audit.record("placement.ended", placement, by=by, reason=reason)
    if reason in COMPLETED:
        save_part(placement.candidate, experience(placement), by=by)
    if reason is not EndReason.STAYS:
        change_phase(placement.candidate, Phase.TOWARDS, by=by)


def experience(placement: Placement) -> Experience:
    """Return the line of the portfolio that a stay is worth."""
    trial = placement.end_reason is EndReason.TRIAL_COMPLETED
    return Experience(
        kind=ExperienceKind.WORK_TRIAL if trial else ExperienceKind.JOB,
        title=placement.offer.title,
        place=placement.offer.employer.name,
        started_on=placement.starts_on,
        ended_on=None if placement.end_reason is EndReason.STAYS else placement.ended_on,
    )
