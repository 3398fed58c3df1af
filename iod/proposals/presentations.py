"""One person presented for one opening: agreement, lock, meeting on the work site, outcome."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from iod import audit, db
from iod.accounts.models import User
from iod.candidates.models import Agreement, Candidate
from iod.employers.models import Site
from iod.errors import Refused
from iod.offers.models import Offer
from iod.proposals.models import Introduction, Outcome, Presentation
from iod.proposals.services import chosen
from iod.reviews.services import approved_profile

Item = tuple[str, uuid.UUID | None]  # what may be shown: "skill_proof" and its id, "first_name"…
TAKES = (Outcome.HIRED, Outcome.WORK_TRIAL)  # these outcomes keep the opening
SOONEST = timedelta(hours=48)
LATEST = timedelta(days=7)


def presentations(offer: Offer) -> list[Presentation]:
    """Return who was presented for an offer, the open ones first."""
    query = (
        select(Presentation)
        .where(Presentation.offer_id == offer.id)
        .options(joinedload(Presentation.candidate), joinedload(Presentation.introduction))
    )
    order = (Presentation.closed_at.is_not(None), Presentation.created_at.desc())
    return list(db.session.scalars(query.order_by(*order)))


def words_for(candidate: Candidate) -> list[Introduction]:
    """Return the meetings after which something was written for the person, newest first."""
    query = (
        select(Introduction)
        .join(Presentation)
        .where(Presentation.candidate_id == candidate.id, Introduction.words_for_person != "")
        .options(joinedload(Introduction.presentation).joinedload(Presentation.offer))
        .order_by(Introduction.held_at.desc())
    )
    return list(db.session.scalars(query))


def free_opening(offer: Offer) -> int | None:
    """Return the first opening of an offer for which nobody is being presented."""
    query = select(Presentation.opening).where(
        Presentation.offer_id == offer.id,
        Presentation.closed_at.is_(None) | Presentation.outcome.in_(TAKES),
        Presentation.override_reason == "",
    )
    taken = set(db.session.scalars(query))
    return next((n for n in range(1, offer.openings + 1) if n not in taken), None)


def present(offer: Offer, candidate: Candidate, *, override_reason: str, by: User) -> Presentation:
    """Present one person for one opening; the database itself refuses a second open one."""
    if approved_profile(offer) is None:
        raise Refused(
            _("The employer has not approved the present profile: nobody can be presented yet.")
        )
    if candidate.id not in chosen(offer):
        raise Refused(_("She has not said yes to this offer: take down her answer first."))
    if any(p.candidate_id == candidate.id and not p.closed_at for p in presentations(offer)):
        raise Refused(
            _("%(name)s is already being presented for this offer.", name=candidate.first_name)
        )
    opening = free_opening(offer)
    if opening is None and not override_reason:
        raise Refused(taken(offer), field="override_reason")
    row = Presentation(
        organisation_id=offer.organisation_id,
        offer=offer,
        candidate=candidate,
        opening=opening or 1,
        opened_by_id=by.id,
        override_reason="" if opening else override_reason,
    )
    db.session.add(row)
    try:
        audit.record(
            "presentation.opened", row, by=by, opening=row.opening, overrides=row.override_reason
        )
    except IntegrityError:
        db.session.rollback()  # somebody else was a moment earlier
        raise Refused(taken(offer), field="override_reason") from None
    return row


def present_agreed(
    offer: Offer,
    candidate: Candidate,
    items: Sequence[Item],
    *,
    how: str,
    on: date,
    until: date | None,
    override_reason: str,
    by: User,
) -> Presentation:
    """Present a person with what she lets this employer see, in one go."""
    row = present(offer, candidate, override_reason=override_reason, by=by)
    agree(row, items, how=how, on=on, until=until, by=by)
    return row


def taken(offer: Offer) -> str:
    """Say who is already being presented, and what to do."""
    query = (
        select(Candidate)
        .join(Presentation, Presentation.candidate_id == Candidate.id)
        .where(Presentation.offer_id == offer.id, Presentation.closed_at.is_(None))
        .order_by(Presentation.created_at)
    )
    names = ", ".join(person.name for person in db.session.scalars(query))
    if not names:
        return str(_("Every opening of this offer is filled. Write why one more is presented."))
    return str(
        _(
            "One person for one post. Already being presented: %(names)s. Wait for the outcome, "
            "or write why this cannot wait; the manager reads it.",
            names=names,
        )
    )


def clock(offer: Offer) -> tuple[datetime, datetime] | None:
    """Return between which moments the employer should meet somebody, once he approved."""
    approval = approved_profile(offer)
    if approval is None:
        return None
    return approval.created_at + SOONEST, approval.created_at + LATEST


def agree(
    presentation: Presentation,
    items: Sequence[Item],
    *,
    how: str,
    on: date,
    until: date | None,
    by: User | None,
) -> None:
    """Keep what the person lets this employer see, item by item; anything else stays hidden."""
    for item_type, item_id in items:
        row = Agreement(
            organisation_id=presentation.organisation_id,
            candidate_id=presentation.candidate_id,
            scope_id=presentation.id,
            item_type=item_type,
            item_id=item_id,
            given_on=on,
            given_how=how,
            until=until,
            recorded_by_id=by.id if by else None,
        )
        db.session.add(row)
        audit.record("agreement.given", row, by=by, label="" if by else "worker", item=item_type)


def agreements(presentation: Presentation) -> list[Agreement]:
    """Return what she agreed to for a presentation and has not taken back."""
    query = select(Agreement).where(
        Agreement.scope_id == presentation.id, Agreement.withdrawn_on.is_(None)
    )
    return list(db.session.scalars(query.order_by(Agreement.created_at, Agreement.id)))


def agreed(presentation: Presentation, *, on: date) -> set[Item]:
    """Return what may be shown on a day: given, not withdrawn, not past its end."""
    return {
        (row.item_type, row.item_id)
        for row in agreements(presentation)
        if row.until is None or row.until >= on
    }


def withdraw(presentation: Presentation, *, on: date, by: User | None) -> int:
    """Take back every agreement of a presentation; its sheet is empty from the next opening on."""
    rows = agreements(presentation)
    for row in rows:
        row.withdrawn_on = on
        audit.record("agreement.withdrawn", row, by=by, label="" if by else "worker")
    return len(rows)


# --- meeting ------------------------------------------------------------------------------------


def plan(
    presentation: Presentation,
    *,
    held_at: datetime,
    site: Site | None,
    tasks_shown: str,
    by: User,
) -> Introduction:
    """Set, or move, the meeting on the work site."""
    if presentation.closed_at is not None:
        raise Refused(_("This presentation is closed."))
    row = presentation.introduction
    if row is None:
        row = Introduction(
            organisation_id=presentation.organisation_id, presentation=presentation, held_at=held_at
        )
    row.held_at, row.site, row.tasks_shown = held_at, site, tasks_shown
    db.session.add(row)
    audit.record("introduction.planned", row, by=by, held_at=held_at.isoformat())
    return row


def conclude(
    presentation: Presentation,
    outcome: Outcome,
    *,
    reason: str,
    worker_said: str,
    employer_said: str,
    words_for_person: str,
    words_for_file: str,
    by: User,
) -> None:
    """Keep how it ended; unless somebody starts, the opening is free for whoever comes next."""
    if presentation.closed_at is not None:
        raise Refused(_("This presentation is closed."))
    if outcome is Outcome.NOT_NOW and not reason:
        raise Refused(_("Say what decided it."), field="reason")
    meeting = presentation.introduction
    if meeting is None and outcome is not Outcome.WITHDRAWN:
        raise Refused(
            _("Set the date of the meeting on the work site first; without one, it is withdrawn."),
            field="outcome",
        )
    if meeting is not None:
        meeting.worker_said, meeting.employer_said = worker_said, employer_said
        meeting.words_for_person, meeting.words_for_file = words_for_person, words_for_file
        meeting.reason = reason if outcome is Outcome.NOT_NOW else ""
    presentation.outcome = outcome
    presentation.closed_at = db.now()
    audit.record("presentation.closed", presentation, by=by, outcome=outcome, reason=reason)
