"""Put an offer and the people of a team in the engine's terms, and ask it who can be led there.

Nothing of the census is read here: schooling, years and registration are never part of a match.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from iod import db
from iod.accounts.models import User
from iod.candidates.models import Candidate
from iod.offers.models import Necessity, Offer, Requirement, Status
from iod.proposals import pools
from iod.proposals.portfolios import portfolio, with_portfolio
from iod.reference import services as reference
from matching import Explanation, Group, Match, Need, Pool, Profile, Reason, offers_for

GROUPS: dict[str, Group | None] = {group.value: group for group in Group} | {"others": None}
ASKED_OF_PEOPLE = ("skill", "language", "licence", "certificate")


@dataclass(frozen=True, slots=True)
class Found:
    """One person for an offer, or one offer for a person: a group (None: in none) and why."""

    candidate: Candidate
    offer: Offer
    group: Group | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The first people of a team for one offer, group by group, in equity order; and the others.

    ``counts`` and ``left`` count everybody, shown here or not.
    """

    groups: Mapping[Group, Sequence[Found]]
    others: Sequence[Found]
    counts: Mapping[Group, int]
    left: int


# --- the offer ----------------------------------------------------------------------------------


def profile(offer: Offer) -> Profile:
    """Return what the agreed job asks of a person, task by task then line by line."""
    needs: dict[tuple[str, str], Need] = {}
    for need in (*task_needs(offer), *_of_requirements(offer.requirements)):
        needs.setdefault((need.kind, need.value), need)
    return Profile(
        needs=tuple(needs.values()),
        place=reference.place(offer.site.post_code) if offer.site else None,
        hours=tuple(offer.hours or ()),
        weekly_hours=float(offer.weekly_hours) if offer.weekly_hours else None,
        occupation=offer.occupation_id,
        helper=offer.tutor,
    )


def task_needs(offer: Offer) -> Iterator[Need]:
    """Give what the tasks take, whatever the advertisement asked."""
    for task in offer.tasks:
        for skill in task.skills or ():
            yield Need(
                kind="skill",
                value=skill,
                necessity="learnable" if task.learnable else "strict",
                helper=offer.tutor,
                tasks=(str(task.id),),
            )


def _of_requirements(rows: Iterable[Requirement]) -> Iterator[Need]:
    for row in rows:
        if row.kind not in ASKED_OF_PEOPLE or row.modality == "offered" or not row.stays:
            continue
        for value in values(row, row.agreed_value or row.value):
            yield Need(
                kind=row.kind,
                value=value,
                necessity=necessity(row),
                learnable_days=row.learnable_days,
                helper=row.helper,
            )


def values(row: Requirement, said: str) -> list[str]:
    """Return each thing that one demand asks: two languages in one line are two."""
    if row.kind == "skill":
        return [row.skill_id] if row.skill_id else []
    return [v for v in said.split("+") if v and v != "?"]


def necessity(row: Requirement) -> str:
    """Return how much a demand weighs, as agreed or, before that, as written."""
    if row.necessity is None:
        return "wished" if row.modality == "preferred" else Necessity.STRICT.value
    return row.necessity.value


# --- the people ---------------------------------------------------------------------------------


def for_offer(offer: Offer, user: User, *, first: int = 50) -> Shortlist:
    """Return the people of a team for an offer: three groups, then everybody else.

    ``first`` people of each at most; the counts are of everybody.
    """
    asked = profile(offer)
    with pools.team_of(user) as team:
        members = team.pool.members(asked)
        matches = {group: team.pool.shortlist(asked, first, group=group) for group in Group}
        others = team.others(members)
        told = [team.pool.explain(asked, number) for number in others[:first]]
        people = _loaded(team, [*(match for found in matches.values() for match in found), *told])
    return Shortlist(
        groups={group: _found(offer, found, people) for group, found in matches.items()},
        others=_found(offer, told, people),
        counts={group: len(numbers) for group, numbers in members.items()},
        left=len(others),
    )


def some_for_offer(
    offer: Offer, user: User, group: Group | None, *, start: int, size: int
) -> tuple[list[Found], int]:
    """Return some people of one group, or of no group, from a place on; and how many there are."""
    asked = profile(offer)
    told: Sequence[Match | Explanation]
    with pools.team_of(user) as team:
        members = team.pool.members(asked)
        if group is not None:
            total = len(members[group])
            told = team.pool.shortlist(asked, start + size, group=group)[start:]
        else:
            others = team.others(members)
            total = len(others)
            told = [team.pool.explain(asked, number) for number in others[start : start + size]]
        people = _loaded(team, told)
    return _found(offer, told, people), total


def _loaded(team: pools.Team, told: Iterable[Match | Explanation]) -> dict[int, Candidate]:
    """Load the people of some answers, by their numbers in the pool."""
    numbers = {team.people[each.id]: each.id for each in told}
    query = with_portfolio(select(Candidate).where(Candidate.id.in_(numbers)))
    query = query.options(joinedload(Candidate.responsible))
    return {numbers[person.id]: person for person in db.session.scalars(query)}


def _found(
    offer: Offer, told: Iterable[Match | Explanation], people: Mapping[int, Candidate]
) -> list[Found]:
    """Put people to their answers; somebody erased in between has none any more."""
    return [
        Found(people[each.id], offer, each.group, each.reasons)
        for each in told
        if each.id in people
    ]


def for_one(offer: Offer, candidate: Candidate) -> Found:
    """Return how one person stands with one offer, whatever her group."""
    pool = Pool([portfolio(candidate, 0)], close=reference.close())
    told = pool.explain(profile(offer), 0)
    return Found(candidate, offer, told.group, told.reasons)


def offers_open_to(user: User) -> list[Offer]:
    """Return the offers of a team that are being worked on and have tasks, oldest first."""
    return open_offers(user.organisation_id)


def open_offers(organisation_id: uuid.UUID) -> list[Offer]:
    """Return the offers of an organisation that are being worked on and have tasks."""
    mine = Offer.organisation_id == organisation_id
    query = select(Offer).where(mine, Offer.status == Status.ACTIVE, Offer.tasks.any())
    parts = (selectinload(Offer.tasks), selectinload(Offer.requirements))
    links = (selectinload(Offer.employer), selectinload(Offer.site))
    query = query.options(*parts, *links).order_by(Offer.captured_on, Offer.id)
    return list(db.session.scalars(query))


def for_candidate(candidate: Candidate, user: User) -> list[Found]:
    """Return the offers for a person in the three groups, with the same reasons."""
    offers = dict(enumerate(offers_open_to(user)))
    profiles = {number: profile(offer) for number, offer in offers.items()}
    matches = offers_for(portfolio(candidate, 0), profiles, close=reference.close())
    return [Found(candidate, offers[m.id], m.group, m.reasons) for m in matches]


def proofs_shown(found: Found) -> set[uuid.UUID]:
    """Return the skills of a person that the post needs, or that are near what it needs."""
    covering = {reason.covers for reason in found.reasons if reason.need and reason.covers}
    return {p.id for p in found.candidate.proofs if p.skill_id in covering}
