"""What can be done with a shortlist: put offers before a person, keep her answers."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from iod import audit, db
from iod.accounts.models import User
from iod.candidates import services as candidates
from iod.candidates.models import Candidate
from iod.errors import Refused
from iod.offers.models import Offer
from iod.proposals.models import (
    Choice,
    ChoiceAnswer,
    ChoiceSheet,
    PassedOver,
)

TARGET = 3  # offers put before the person, together


# --- choosing -----------------------------------------------------------------------------------


def give_sheet(
    candidate: Candidate,
    offers: Sequence[Offer],
    *,
    fewer_reason: str,
    on: date,
    by: User,
) -> ChoiceSheet:
    """Put several offers before a person, together; fewer than the target needs a reason."""
    if not offers:
        raise Refused(_("Choose at least one offer to show."), field="offers")
    if len(offers) < TARGET and not fewer_reason:
        raise Refused(
            _("Fewer than %(target)s offers is less of a choice: say why.", target=TARGET),
            field="fewer_reason",
        )
    if _given_already(candidate, offers, on):
        raise Refused(_("These very offers were put before her today."), field="offers")
    sheet = ChoiceSheet(
        organisation_id=candidate.organisation_id,
        candidate=candidate,
        given_on=on,
        given_by_id=by.id,
        fewer_reason=fewer_reason if len(offers) < TARGET else "",
        choices=[
            Choice(
                organisation_id=candidate.organisation_id,
                candidate_id=candidate.id,
                offer=offer,
                position=position,
            )
            for position, offer in enumerate(offers)
        ],
    )
    db.session.add(sheet)
    candidates.count_offers(candidate, len(offers), on=on)
    audit.record("choice_sheet.given", sheet, by=by, offers=[str(offer.id) for offer in offers])
    return sheet


def _given_already(candidate: Candidate, offers: Sequence[Offer], on: date) -> bool:
    """Tell whether a page was sent twice: a sheet counts offers, and so who waits longest."""
    last = next(iter(sheets(candidate)), None)
    wanted = {offer.id for offer in offers}
    return bool(last and last.given_on == on and {c.offer_id for c in last.choices} == wanted)


def sheets(candidate: Candidate) -> list[ChoiceSheet]:
    """Return what was put before a person, newest first."""
    query = (
        select(ChoiceSheet)
        .where(ChoiceSheet.candidate_id == candidate.id)
        .options(
            selectinload(ChoiceSheet.choices).joinedload(Choice.offer).joinedload(Offer.employer),
            selectinload(ChoiceSheet.choices).joinedload(Choice.offer).joinedload(Offer.site),
            selectinload(ChoiceSheet.choices).joinedload(Choice.offer).selectinload(Offer.tasks),
        )
    )
    newest = (ChoiceSheet.given_on.desc(), ChoiceSheet.created_at.desc())
    return list(db.session.scalars(query.order_by(*newest)))


def answer(choice: Choice, said: ChoiceAnswer, *, on: date, by: User | None) -> None:
    """Keep what the person says to one offer; she gives no reason, and may change her mind."""
    choice.answer = said
    choice.answered_on = None if said is ChoiceAnswer.OPEN else on
    audit.record("choice.answered", choice, by=by, label="" if by else "worker")


def chosen(offer: Offer) -> set[object]:
    """Return the ids of the people who said yes to an offer."""
    query = select(Choice.candidate_id).where(
        Choice.offer_id == offer.id, Choice.answer == ChoiceAnswer.YES
    )
    return set(db.session.scalars(query))


def pass_over(offer: Offer, candidate: Candidate, reason: str, *, by: User) -> PassedOver:
    """Write down why somebody is not proposed this time."""
    if not reason:
        raise Refused(_("Say why: it is read again when nobody proposes her."), field="reason")
    row = PassedOver(
        organisation_id=offer.organisation_id,
        offer_id=offer.id,
        candidate_id=candidate.id,
        reason=reason,
        noted_by_id=by.id,
    )
    db.session.add(row)
    audit.record("candidate.passed_over", row, by=by)
    return row


def passed_over(offer: Offer) -> dict[object, PassedOver]:
    """Return the last reason why each person was not proposed for an offer."""
    query = select(PassedOver).where(PassedOver.offer_id == offer.id)
    return {
        row.candidate_id: row for row in db.session.scalars(query.order_by(PassedOver.created_at))
    }
