"""A small team with one of everything: what the hostile requests are thrown at."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from iod import db, web
from iod.access import Role
from iod.accounts.models import LinkPurpose, User
from iod.accounts.services import give_link
from iod.candidates import services as candidates
from iod.candidates.models import (
    Ability,
    AbilityKind,
    ActionItem,
    Candidate,
    Experience,
    ExperienceKind,
    Side,
    Wish,
    WishKind,
)
from iod.employers import services as employers
from iod.employers.models import Contact, ContactKind
from iod.offers import services as offers
from iod.offers.models import Offer
from iod.placements import meetings, voices
from iod.placements import services as placements
from iod.placements.models import FollowUpKind, Placement
from iod.proposals import presentations
from iod.proposals import services as choices
from iod.reviews import services as reviews
from tests.factories import make_offer, make_organisation, make_site, make_task, make_user
from tests.placements import scene
from tests.proposals.people import approved_offer, willing

TEXT = "Commis H/F/X, de langue maternelle française. CESS exigé. Permis B. 2 ans d’expérience."


@dataclass(frozen=True)
class Team:
    """Who may come in, and by which link."""

    coach: User
    manager: User
    administrator: User
    links: dict[str, str]
    unlinked: dict[str, str]  # pages that no link leads to


def make_team() -> Team:
    """Make one organisation with a row of every kind that a page shows."""
    organisation = make_organisation()
    coach, _colleague = (make_user(organisation=organisation) for _each in range(2))
    offer = _offer(coach)
    approved = approved_offer(coach)
    person = willing(coach, approved)
    _portfolio(person, coach)
    presentation = presentations.present_agreed(
        approved,
        person,
        [("first_name", None)],
        how="spoken",
        on=web.today(),
        until=web.today(),
        override_reason="",
        by=coach,
    )
    tomorrow = datetime.combine(web.today() + timedelta(days=1), datetime.min.time(), web.BRUSSELS)
    presentations.plan(presentation, held_at=tomorrow, site=None, tasks_shown="Sols", by=coach)
    choices.give_sheet(person, [offer], fewer_reason="Une seule", on=web.today(), by=coach)
    scene.make_presentation(coach)  # hired, and not in post yet
    placement = _placement(coach)
    point = scene.meeting(placement)
    willing(coach, approved_offer(coach), "Bart")  # said yes, and waits to be presented
    changed = approved_offer(coach)
    changed.timetable = "Le matin"
    review, token = reviews.send(offer, recipient="luca@example.org", by=coach)
    links = {
        "employer": token,
        "worker": give_link(LinkPurpose.PERSON, person, role=Role.WORKER, by=coach),
        "worker's voice": voices.ask(point, Side.WORKER, recipient="", by=coach)[1],
        "employer's voice": voices.ask(point, Side.EMPLOYER, recipient="", by=coach)[1],
    }
    db.session.commit()
    return Team(
        coach=coach,
        manager=make_user(organisation=organisation, role=Role.MANAGER),
        administrator=make_user(organisation=organisation, role=Role.ADMINISTRATOR),
        links=links,
        unlinked={"employer": f"/reviews/{review.id}/approve"},
    )


def _offer(coach: User) -> Offer:
    offer = make_offer(coach=coach, text=TEXT)
    employer = offer.employer
    make_site(employer)
    employers.add_contact(employer, Contact(name="Luca", email="luca@example.org"), by=coach)
    employers.log_contact(
        employer,
        kind=ContactKind.CALL,
        held_on=web.today(),
        said="Il rappelle.",
        next_step="Passer",
        next_on=web.today(),
        by=coach,
    )
    offers.save_offer(offer, by=coach)
    offers.add_requirement(offer, kind="skill", asked="Trier", by=coach)
    for text in ("Éplucher les légumes", "Laver la salle"):
        make_task(offer, text=text)
    db.session.refresh(offer)
    settled = next(flag for flag in offer.flags if flag.requirement_id is None or flag.rule)
    offers.override(settled, reason="Sans objet", by=coach)
    return offer


def _portfolio(person: Candidate, coach: User) -> None:
    parts = (
        Experience(kind=ExperienceKind.JOB, title="Aide en cuisine"),
        Ability(kind=AbilityKind.LANGUAGE, code="nl", level="A2"),
        Ability(kind=AbilityKind.LICENCE, code="B"),
        Ability(kind=AbilityKind.CERTIFICATE, code="Brevet maison"),
        Wish(kind=WishKind.WISH, text="Cuisine"),
        Wish(kind=WishKind.LIMIT, text="Pas la nuit"),
        ActionItem(text="Appeler", owner=Side.COACH, due_on=web.today()),
    )
    for part in parts:
        candidates.save_part(person, part, by=coach)
    candidates.add_note(person, "Note privée", by=coach)


def _placement(coach: User) -> Placement:
    presentation = scene.make_presentation(coach)
    scene.learnable(presentation.offer)
    placement = scene.start(coach, presentation, starts_on=web.today() - timedelta(days=20))
    placements.add_note(placement, "Note privée", by=coach)
    for kind in FollowUpKind:
        placements.add_point(placement, kind=kind, due_on=web.today(), by=coach)
    held = placements.add_point(
        placement, kind=FollowUpKind.TRIPARTITE, due_on=web.today(), by=coach
    )
    meetings.save_minutes(
        held,
        held_on=web.today(),
        said={"coach_said": "Tout va bien"},
        next_on=None,
        agreed=[meetings.Agreed("Un autre horaire", Side.EMPLOYER, web.today())],
        by=coach,
    )
    db.session.commit()
    return placement
