"""A person in post, as the earlier stages leave her."""

from datetime import date

from iod import db
from iod.offers.models import Necessity, Requirement
from iod.placements import services
from iod.placements.models import FollowUpKind
from iod.proposals.models import Outcome, Presentation
from tests.factories import make_candidate, make_employer, make_offer, make_user

MONDAY = date(2026, 3, 2)


def make_presentation(coach=None, *, outcome=Outcome.HIRED, contact=None, **offer):
    coach = coach or make_user()
    employer = make_employer(coach=coach, name="Boulangerie Lejeune")
    if contact is not None:
        employer.contacts.append(contact)
    offer = make_offer(coach=coach, employer=employer, tutor="Marc Servais", **offer)
    candidate = make_candidate(coach=coach, email="amina@example.org")
    presentation = Presentation(
        organisation_id=coach.organisation_id,
        offer=offer,
        candidate=candidate,
        opened_by=coach,
        outcome=outcome,
        closed_at=db.now(),
    )
    db.session.add(presentation)
    db.session.commit()
    return presentation


def learnable(offer, text="Tenir la caisse", days=20, helper="Marc Servais"):
    row = Requirement(
        organisation_id=offer.organisation_id,
        kind="skill",
        asked=text,
        necessity=Necessity.LEARNABLE,
        learnable_days=days,
        helper=helper,
    )
    offer.requirements.append(row)
    db.session.commit()
    return row


def start(coach, presentation=None, *, starts_on=MONDAY, today=None, **terms):
    presentation = presentation or make_presentation(coach)
    terms = {"contract": "CDI"} | terms
    placement = services.start_placement(
        presentation, starts_on=starts_on, today=today or starts_on, by=coach, **terms
    )
    db.session.commit()
    return placement


def meeting(placement):
    return next(p for p in placement.follow_ups if p.kind is FollowUpKind.TRIPARTITE)
