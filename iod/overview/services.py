"""Whose turn is it: what waits for the team, for the employer, for the person. Writes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from iod import db
from iod.accounts.models import User
from iod.candidates import services as people
from iod.candidates.models import ActionItem, Candidate, Phase, Side
from iod.employers.services import promised_steps
from iod.offers.models import Offer
from iod.overview import posts
from iod.overview.lines import Line, Turn, oldest_first
from iod.overview.posts import Post
from iod.placements import alerts, labels
from iod.placements import services as placements
from iod.placements.alerts import Alert, Sign
from iod.placements.models import FollowUp, FollowUpKind, Placement
from iod.proposals.models import Choice, ChoiceAnswer, ChoiceSheet, Presentation
from iod.proposals.portfolios import LOOKED_FOR
from iod.reviews.services import Standing
from iod.web import BRUSSELS

AHEAD = timedelta(days=7)  # a step or a meeting of the week needs to be prepared
LONG = timedelta(days=30)  # without an offer, this is long
OWNERS = {Side.COACH: Turn.TEAM, Side.EMPLOYER: Turn.EMPLOYER, Side.WORKER: Turn.PERSON}
# A missed point and an overdue agreement have their own line already.
OWN_LINES = (Sign.MISSED, Sign.OVERDUE)


@dataclass(frozen=True, slots=True)
class Home:
    """The home page: the lines of each side, and who has waited longest for an offer."""

    turns: Mapping[Turn, Sequence[Line]]
    waiting: Sequence[Candidate]

    @property
    def nothing(self) -> bool:
        """Tell whether nothing waits at all."""
        return not self.waiting and not any(self.turns.values())


def home(user: User, *, mine: bool, today: date) -> Home:
    """Return all that waits, oldest promise first, in a fixed number of reads."""
    in_post = list(db.session.scalars(placements.listing(user, mine=mine)).unique())
    everything = posts.open_posts(user)
    found = [
        *_steps(user, mine=mine, today=today),
        *posts.lines(post for post in everything if not mine or post.is_followed_by(user)),
        *posts.introductions(user, mine=mine, today=today),
        *_sheets(user, mine=mine),
        *_said_yes(user, everything, mine=mine),
        *_hired(user, mine=mine),
        *_points(in_post, today),
        *_warnings(in_post, today),
        *_actions(user, mine=mine, today=today),
    ]
    turns = {turn: oldest_first([line for line in found if line.turn is turn]) for turn in Turn}
    long_ago = _waiting_since() <= today - LONG
    query = waiting(user, mine=mine).where(long_ago).limit(5)
    return Home(turns, list(db.session.scalars(query)))


def _steps(user: User, *, mine: bool, today: date) -> Iterable[Line]:
    for row in db.session.scalars(promised_steps(user, mine=mine)):
        if row.next_on is not None and row.next_on <= today + AHEAD:
            yield Line(
                turn=Turn.TEAM,
                on=row.next_on,
                title=row.employer.name,
                detail=row.next_step,
                action=_("Do it, note it"),
                endpoint="employers.show",
                values={"employer_id": row.employer_id},
            )


def _sheets(user: User, *, mine: bool) -> Iterable[Line]:
    """Yield the choice sheets to which the person has answered nothing yet."""
    query = (
        ChoiceSheet.visible_to(user)
        .join(ChoiceSheet.candidate)
        .where(
            Candidate.phase.in_(LOOKED_FOR),
            ~ChoiceSheet.choices.any(Choice.answer != ChoiceAnswer.OPEN),
        )
        .options(joinedload(ChoiceSheet.candidate), selectinload(ChoiceSheet.choices))
    )
    if mine:
        query = query.where(_followed(user))
    for row in db.session.scalars(query.order_by(ChoiceSheet.given_on, ChoiceSheet.id)):
        number = len(row.choices)
        yield Line(
            turn=Turn.PERSON,
            on=row.given_on,
            title=row.candidate.name,
            detail=ngettext("Chooses: %(num)s offer", "Chooses among %(num)s offers", number),
            action=_("Ask, note the answer"),
            endpoint="proposals.sheet",
            values={"sheet_id": row.id},
            promised=False,
        )


def _followed(user: User) -> ColumnElement[bool]:
    return or_(Candidate.responsible_id == user.id, Candidate.second_id == user.id)


def _said_yes(user: User, everything: Iterable[Post], *, mine: bool) -> Iterable[Line]:
    """Yield the yes of a person to a post that is approved and free, until she is presented."""
    ready = [p.offer.id for p in everything if p.standing is Standing.APPROVED and p.free]
    presented = select(Presentation.id).where(
        Presentation.candidate_id == Choice.candidate_id, Presentation.offer_id == Choice.offer_id
    )
    query = (
        select(Choice, Candidate)
        .join(Candidate, Choice.candidate_id == Candidate.id)
        .where(
            Choice.organisation_id == user.organisation_id,
            Choice.answer == ChoiceAnswer.YES,
            Choice.offer_id.in_(ready),
            Candidate.phase.in_(LOOKED_FOR),
            ~presented.exists(),
        )
        .options(joinedload(Choice.offer).joinedload(Offer.employer))
        .order_by(Choice.answered_on, Choice.id)
    )
    if mine:
        query = query.where(_followed(user))
    for choice, person in db.session.execute(query):
        yield Line(
            turn=Turn.TEAM,
            on=choice.answered_on or choice.created_at.astimezone(BRUSSELS).date(),
            title=f"{person.name} → {choice.offer.title}, {choice.offer.employer.name}",
            detail=_("Said yes to this offer"),
            action=_("Present"),
            endpoint="proposals.present",
            values={"offer_id": choice.offer_id, "candidate_id": person.id},
            promised=False,
        )


def _hired(user: User, *, mine: bool) -> Iterable[Line]:
    query = placements.hired(user)
    if mine:
        query = query.where(Presentation.candidate.has(_followed(user)))
    for row in db.session.scalars(query):
        since = row.closed_at or row.created_at
        yield Line(
            turn=Turn.TEAM,
            on=since.astimezone(BRUSSELS).date(),
            title=f"{row.candidate.name} → {row.offer.title}, {row.offer.employer.name}",
            detail=_("Hired"),
            action=_("Prepare the first day"),
            endpoint="placements.new",
            values={"presentation_id": row.id},
            promised=False,
        )


# --- in post ----------------------------------------------------------------------------------


def _points(rows: Iterable[Placement], today: date) -> Iterable[Line]:
    for placement in rows:
        for point in placement.follow_ups:
            if point.held_on is None and point.due_on <= today + AHEAD:
                yield _point(placement, point)
                yield from _voices(placement, point)


def _point(placement: Placement, point: FollowUp) -> Line:
    meets = point.kind is FollowUpKind.TRIPARTITE
    return Line(
        turn=Turn.TEAM,
        on=point.due_on,
        title=_person_at(placement),
        detail=labels.point_words(point),
        action=_("Prepare the meeting") if meets else _("Note what was said"),
        endpoint="placements.point",
        values={"point_id": point.id},
    )


def _voices(placement: Placement, point: FollowUp) -> Iterable[Line]:
    for voice in point.voices:
        if voice.given_at is None:
            yield Line(
                turn=OWNERS[voice.side],
                on=point.due_on,
                title=_person_at(placement),
                detail=_("Asked before the meeting, no answer yet"),
                action=_("Ask by telephone"),
                endpoint="placements.ask",
                values={"point_id": point.id, "side": voice.side.value},
            )


def _warnings(rows: Iterable[Placement], today: date) -> Iterable[Line]:
    for placement in rows:
        for alert in alerts.alerts(placement, (), today):
            if alert.sign not in OWN_LINES:
                yield _warning(placement, alert)


def _warning(placement: Placement, alert: Alert) -> Line:
    return Line(
        turn=Turn.TEAM,
        on=alert.on,
        title=_person_at(placement),
        detail=labels.alert_words(alert),
        action=_("See why"),
        endpoint="placements.show",
        values={"placement_id": placement.id},
        alert=True,
    )


def _person_at(placement: Placement) -> str:
    return f"{placement.candidate.name}, {placement.offer.employer.name}"


def _actions(user: User, *, mine: bool, today: date) -> Iterable[Line]:
    """Yield what is due in the one action plan of each person, whoever has to do it."""
    query = (
        select(ActionItem, FollowUp.placement_id)
        .join(ActionItem.candidate)
        .outerjoin(FollowUp, ActionItem.origin_id == FollowUp.id)
        .where(
            ActionItem.organisation_id == user.organisation_id,
            ActionItem.done_on.is_(None),
            ActionItem.due_on <= today,
            Candidate.phase != Phase.LEFT,
        )
        .options(joinedload(ActionItem.candidate))
    )
    if mine:
        query = query.where(_followed(user))
    rows = cast(Iterable[tuple[ActionItem, UUID | None]], db.session.execute(query))
    for item, placement_id in rows:
        where: tuple[str, dict[str, object]] = (
            ("placements.show", {"placement_id": placement_id, "_anchor": "agreements"})
            if placement_id is not None
            else ("candidates.show", {"candidate_id": item.candidate_id})
        )
        yield Line(
            turn=OWNERS[item.owner],
            on=item.due_on,
            title=item.candidate.name,
            detail=item.text,
            action=_("Tick or speak of it"),
            endpoint=where[0],
            values=where[1],
        )


# --- the board --------------------------------------------------------------------------------


def _waiting_since() -> ColumnElement[date]:
    return func.coalesce(Candidate.last_offer_on, Candidate.arrived_on)


def waiting(user: User, *, mine: bool) -> Select[Candidate]:
    """Select the people who look for work, whoever has waited longest for an offer first."""
    return people.listing(user, mine=mine).where(Candidate.phase.in_(LOOKED_FOR))


@dataclass(frozen=True, slots=True)
class Board:
    """The wall board: people waiting, open posts, people in post by stage."""

    waiting: Sequence[Candidate]
    more_waiting: int
    posts: Sequence[Post]
    in_post: dict[str, Sequence[Placement]]
    warned: frozenset[object]


def board(user: User, *, mine: bool, today: date, most: int = 60) -> Board:
    """Return the wall board of a team, or of one member."""
    query = waiting(user, mine=mine)
    number = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery()))
    in_post = list(db.session.scalars(placements.listing(user, mine=mine)).unique())
    agreed = placements.agreements(in_post)
    return Board(
        waiting=list(db.session.scalars(query.limit(most))),
        more_waiting=max(0, (number or 0) - most),
        posts=[p for p in posts.open_posts(user) if not mine or p.is_followed_by(user)],
        in_post={
            stage: [row for row in in_post if labels.stage(row, today) == stage]
            for stage in labels.STAGES
        },
        warned=frozenset(
            row.id for row in in_post if alerts.alerts(row, agreed.get(row.id, ()), today)
        ),
    )
