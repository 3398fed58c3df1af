"""The people in post of the demo: fifteen stays, two of them in trouble."""

import tomllib
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from importlib.resources import files
from itertools import cycle, islice
from typing import Any

from sqlalchemy import select

from iod import db
from iod.access import Role
from iod.accounts.models import LinkPurpose, User
from iod.accounts.services import give_link
from iod.candidates.models import Side
from iod.placements import meetings, services, voices
from iod.placements.meetings import Agreed
from iod.placements.models import EndReason, FollowUp, FollowUpKind, Placement, Voice
from iod.proposals.models import Presentation
from iod.web import BRUSSELS

WORDS = {
    1: "C’est dur en ce moment.",
    2: "Ça dépend des jours.",
    3: "",
}
EMPLOYER = {"work": 3, "welcome": 3, "hours": 2, "learning": 3}
USUAL = [3, 3, 2, 3, 3]


def tell(story: Any) -> None:
    """Put those who were hired in post and follow each of them until today."""
    told = tomllib.loads((files("iod.placements") / "demo.toml").read_text("utf8"))
    by = story.told["users"]["coach@demo.example"]
    hires = list(db.session.scalars(services.hired(by)))
    for number, (presentation, stay) in enumerate(zip(hires, told["stay"], strict=False)):
        _stay(story, presentation, stay, told, number)


def _stay(
    story: Any, presentation: Presentation, stay: dict[str, Any], told: dict[str, Any], number: int
) -> None:
    by = presentation.candidate.responsible
    hired_at = presentation.closed_at or presentation.created_at
    starts_on = hired_at.astimezone(BRUSSELS).date() + timedelta(days=stay.get("wait", 3))

    def later(key: str) -> Any:
        return starts_on + timedelta(days=stay[key]) if key in stay else None

    placement = services.start_placement(
        presentation,
        starts_on=starts_on,
        contract=stay["contract"],
        contract_ends_on=later("contract_days"),
        weekly_hours=Decimal(stay["hours"]),
        tutor=presentation.offer.tutor,
        aid=stay.get("aid", ""),
        aid_ends_on=later("aid_days"),
        today=starts_on,
        by=by,
    )
    db.session.flush()
    if stay.get("note"):
        services.add_note(placement, stay["note"], by=by)
    _points(story, placement, stay, told, number, by)
    _learning(story, placement, by)
    if stay.get("asked"):
        point = next(p for p in placement.follow_ups if p.kind is FollowUpKind.TRIPARTITE)
        voices.ask(point, Side.WORKER, recipient="", by=by)
    if stay.get("ended"):
        services.end_placement(
            placement,
            ended_on=placement.contract_ends_on or story.today,
            reason=EndReason.CONTRACT_COMPLETED,
            ended_by=None,
            debrief="L’expérience demandée au départ n’a jamais compté ; la ponctualité, si.",
            by=by,
        )


def _points(
    story: Any,
    placement: Placement,
    stay: dict[str, Any],
    told: dict[str, Any],
    number: int,
    by: User,
) -> None:
    """Hold every point whose day has passed, but the one that was missed."""
    texts = {
        FollowUpKind.CALL: islice(cycle(told["calls"]), number, None),
        FollowUpKind.VISIT: islice(cycle(told["visits"]), number, None),
    }
    past = [p for p in placement.follow_ups if p.due_on < story.today]
    met = 0
    for point in list(past):
        if point.kind is FollowUpKind.TRIPARTITE:
            _meet(point, stay, told, number, met, by)
            met += 1
        elif not (stay.get("missed") and point.label == "month-2"):
            summary = next(texts[point.kind])
            services.hold_point(point, held_on=point.due_on, summary=summary, by=by)
    _keep_agreements(story, placement, stay, by)


def _meet(
    point: FollowUp, stay: dict[str, Any], told: dict[str, Any], number: int, met: int, by: User
) -> None:
    moods = stay.get("moods", [USUAL])
    mood = moods[min(met, len(moods) - 1)]
    asked = zip(voices.TOPICS[Side.WORKER], mood, strict=True)
    answers = {topic: {"mood": m, "words": WORDS[m]} for topic, m in asked}
    shared = ["work", "welcome"] if min(mood) < 2 else list(answers)
    _say(point, Side.WORKER, answers, shared, by)
    said = {topic: {"mood": m, "words": ""} for topic, m in EMPLOYER.items()}
    _say(point, Side.EMPLOYER, said, list(said), by)
    last = "meeting" in stay and met == len(moods) - 1
    text = told["meeting"][stay["meeting"] if last else (number + met) % 3]
    minutes = meetings.save_minutes(
        point,
        held_on=point.due_on,
        said={
            "worker_said": text["worker"],
            "employer_said": text["employer"],
            "coach_said": text["coach"],
            "worker_disagrees": "",
            "employer_disagrees": text.get("employer_disagrees", ""),
        },
        next_on=None,
        agreed=[
            Agreed(words, Side(owner), point.due_on + timedelta(days=days))
            for words, owner, days in text["agreed"]
        ],
        by=by,
    )
    meetings.share_minutes(minutes, (), subject="", text="", by=by)


def _say(point: FollowUp, side: Side, answers: dict[str, Any], shared: list[str], by: User) -> None:
    voice = voices.answer_for(point, side, answers, shared, by=by)
    voice.given_at = datetime.combine(point.due_on - timedelta(days=2), time(10), UTC)


def _keep_agreements(story: Any, placement: Placement, stay: dict[str, Any], by: User) -> None:
    """Tick what was due, but the last agreement of the stay where nothing moves any more."""
    db.session.flush()
    due = [a for a in services.agreements([placement])[placement.id] if a.due_on < story.today]
    if stay.get("late_agreement"):
        due = due[:-1]
    for item in due:
        meetings.tick_agreement(item, on=item.due_on, by=by)


def _learning(story: Any, placement: Placement, by: User) -> None:
    for milestone in placement.milestones:
        if milestone.due_on < story.today:
            services.tick_milestone(milestone, on=milestone.due_on, by=by)


def link() -> tuple[str, str] | None:
    """Return a fresh link by which a worker answers before her next meeting."""
    waiting = (
        select(Voice)
        .join(FollowUp)
        .where(Voice.side == Side.WORKER, Voice.given_at.is_(None), FollowUp.held_on.is_(None))
        .order_by(FollowUp.due_on, Voice.id)
    )
    voice = db.session.scalars(waiting.limit(1)).one_or_none()
    if voice is None:
        return None
    token = give_link(LinkPurpose.VOICE, voice, role=Role.WORKER, by=None)
    return "voice link", f"/l/{token}"
