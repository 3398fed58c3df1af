"""Choices, presentations and meetings of the demo, at every stage."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from iod import db
from iod.accounts.models import User
from iod.candidates import services as candidates
from iod.candidates.models import Candidate
from iod.offers.models import Offer
from iod.proposals import presentations, services, shortlist, showing
from iod.proposals.models import Choice, ChoiceAnswer, ChoiceSheet, Outcome, Presentation
from iod.reviews.services import approved_profile
from iod.web import BRUSSELS

SAID = (
    (
        "J’ai reconnu les gestes, je me sens capable.",
        "A demandé à essayer avant de poser des questions.",
    ),
    ("L’équipe m’a parlé simplement.", "À l’aise avec le matériel, prudence avec les clients."),
    ("Je voudrais commencer vite.", "On voit l’habitude du travail."),
    ("C’est plus grand que ce que je croyais, mais ça va.", "Bonne écoute des consignes."),
)
PASSED_OVER = (
    "En formation jusqu’à la fin du mois, veut la terminer.",
    "Préfère attendre la réponse d’une autre offre.",
    "Le premier bus arrive après l’heure ; à revoir avec l’employeur.",
)
FOR_HER = "Vos gestes étaient sûrs. L’heure ne va pas ; on cherche plus tard le matin."
CANNOT_WAIT = "La première personne est en formation dix jours ; l’employeur attend déjà."
ANSWERS = (ChoiceAnswer.YES, ChoiceAnswer.LATER, ChoiceAnswer.NOT_CHOSEN, ChoiceAnswer.OPEN)


class Teller:
    """Tell the choices one after the other, nobody twice."""

    def __init__(self, story: Any) -> None:
        self.today: date = story.today
        self.user: User = story.told["users"]["coach@demo.example"]
        self.offers = [offer for offer in story.told["offers"] if offer.tasks]
        self.stages: dict[Any, str] = story.told.get("stages", {})
        self.met: set[Any] = set()
        self.told: list[Presentation] = []

    def at_stage(self, stage: str) -> list[Offer]:
        """Return the offers at a stage whose profile their employer approved."""
        kept = [offer for offer in self.offers if self.stages.get(offer.id) == stage]
        return [offer for offer in kept if approved_profile(offer) is not None]

    def somebody_for(self, offer: Offer) -> Candidate:
        """Return the first person of the shortlist who was not met yet."""
        found = shortlist.for_offer(offer, self.user)
        ranked = [each for group in found.groups.values() for each in group]
        everyone = [each.candidate for each in (*ranked, *found.others)]
        person = next(each for each in everyone if each.id not in self.met)
        self.met.add(person.id)
        return person

    def choose(self, person: Candidate, wanted: Offer | None, on: date) -> ChoiceSheet:
        """Put three offers before a person; she says yes to the one she is led to."""
        others = [offer for offer in self.offers if offer is not wanted]
        start = len(self.met) % len(others)
        several = (others[start:] + others[:start])[: 2 if wanted else 3]
        offers = ([wanted] if wanted else []) + several
        by = person.responsible
        sheet = services.give_sheet(person, offers, fewer_reason="", on=on, by=by)
        if wanted:
            services.answer(sheet.choices[0], ChoiceAnswer.YES, on=on, by=by)
            for choice in sheet.choices[1:]:
                services.answer(choice, ChoiceAnswer.LATER, on=on, by=by)
        return sheet

    def present(self, offer: Offer, on: date, *, in_spite: str = "") -> Presentation:
        """Lead somebody to an offer, with her agreement."""
        person = self.somebody_for(offer)
        self.choose(person, offer, on - timedelta(days=2))
        db.session.flush()
        items = showing.showable(shortlist.for_one(offer, person))
        row = presentations.present_agreed(
            offer,
            person,
            [each.item for each in items],
            how="spoken",
            on=on,
            until=on + timedelta(days=60),
            override_reason=in_spite,
            by=person.responsible,
        )
        row.created_at = datetime.combine(on, time(9, 30), BRUSSELS)
        self.told.append(row)
        return row

    def meet(self, row: Presentation, on: date) -> None:
        """Set the meeting on the work site."""
        presentations.plan(
            row,
            held_at=datetime.combine(on, time(10, 0), BRUSSELS),
            site=row.offer.site,
            tasks_shown="\n".join(task.text for task in row.offer.tasks[:3]),
            by=row.candidate.responsible,
        )

    def end(self, row: Presentation, outcome: Outcome, on: date) -> None:
        """Tell how the meeting ended."""
        worker, employer = SAID[len(self.told) % len(SAID)]
        hired = outcome is Outcome.HIRED
        presentations.conclude(
            row,
            outcome,
            reason="" if hired else "hours",
            worker_said=worker,
            employer_said=employer,
            words_for_person="" if hired else FOR_HER,
            words_for_file="" if hired else "Début à 5 h 45, premier bus à 6 h 10.",
            by=row.candidate.responsible,
        )
        row.closed_at = datetime.combine(on, time(12, 0), BRUSSELS)


def tell(story: Any) -> None:
    """Lead people to posts: hired, met, to meet, passed over, choosing."""
    teller = Teller(story)
    _hires(teller)
    _under_way(teller)
    _choosing(teller)
    _passing(teller)
    db.session.flush()
    story.told["presentations"] = teller.told


def _hires(teller: Teller) -> None:
    days_ago = 12
    for offer in (*teller.at_stage("filled"), *teller.at_stage("approved")[1:2]):
        for _opening in range(offer.openings if teller.stages[offer.id] == "filled" else 1):
            on = teller.today - timedelta(days=days_ago)
            row = teller.present(offer, on - timedelta(days=6))
            teller.meet(row, on - timedelta(days=2))
            teller.end(row, Outcome.HIRED, on)
            days_ago += 24


def _under_way(teller: Teller) -> None:
    """Leave open presentations at each step: to set, set, held, closed once, overridden."""
    today = teller.today
    approved = teller.at_stage("approved")
    for number, offer in enumerate(approved):
        if number == 0:
            row = teller.present(offer, today - timedelta(days=9))
            teller.meet(row, today - timedelta(days=5))
            teller.end(row, Outcome.NOT_NOW, today - timedelta(days=5))
        if number < 3:
            row = teller.present(offer, today - timedelta(days=2))
        if number in (1, 2):
            teller.meet(row, today + timedelta(days=1 if number == 1 else -1))
    if approved:
        teller.present(approved[0], today, in_spite=CANNOT_WAIT)


def _choosing(teller: Teller) -> None:
    for number in range(8):
        person = teller.somebody_for(teller.offers[number % len(teller.offers)])
        on = teller.today - timedelta(days=1 + 3 * number)
        sheet = teller.choose(person, None, on)
        if number == 0:
            continue  # waits for her answer on her link
        for place, choice in enumerate(sheet.choices):
            said = ANSWERS[(number + place) % len(ANSWERS)]
            services.answer(choice, said, on=on + timedelta(days=1), by=person.responsible)


def _passing(teller: Teller) -> None:
    for offer, reason in zip(teller.offers, PASSED_OVER, strict=False):
        person = teller.somebody_for(offer)
        services.pass_over(offer, person, reason, by=person.responsible)


def link() -> tuple[str, str] | None:
    """Return a fresh link to the page of somebody who has not answered yet."""
    waiting = (
        select(Candidate)
        .join(Choice, Choice.candidate_id == Candidate.id)
        .where(Choice.answer == ChoiceAnswer.OPEN)
        .order_by(Choice.created_at.desc(), Choice.id)
    )
    person = db.session.scalars(waiting.limit(1)).one_or_none()
    if person is None:
        return None
    return "worker link", f"/l/{candidates.give_link(person, by=None)}"
