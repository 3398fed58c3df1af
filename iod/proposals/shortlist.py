"""Put an offer and the people of a team in the engine's terms, and ask it who can be led there.

Nothing of the census is read here: schooling, years and registration are never part of a match.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select
from sqlalchemy.orm import selectinload

from iod import db
from iod.accounts.models import User
from iod.candidates.models import Ability, AbilityKind, Candidate, Phase, SkillLevel, WishKind
from iod.offers.models import Necessity, Offer, Requirement, Status
from iod.reference import services as reference
from iod.web import today
from matching import Group, Need, Pool, Portfolio, Profile, Reason, offers_for

ASKED_OF_PEOPLE = ("skill", "language", "licence", "certificate")
LEVELS = {SkillLevel.WITH_HELP: 1, SkillLevel.ALONE: 2, SkillLevel.CAN_SHOW: 3}
LOOKED_FOR = (Phase.INTAKE, Phase.TOWARDS)
DAYTIME = "day"  # she was asked about her hours, even when nothing but daytime is possible


@dataclass(frozen=True, slots=True)
class Found:
    """One person for an offer, or one offer for a person: a group (None: in none) and why."""

    candidate: Candidate
    offer: Offer
    group: Group | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The people of a team for one offer, group by group, in equity order; and all the others."""

    groups: Mapping[Group, Sequence[Found]]
    others: Sequence[Found] = field(default_factory=tuple)


# --- the offer ----------------------------------------------------------------------------------


def profile(offer: Offer) -> Profile:
    """Return what the agreed job asks of a person, task by task then line by line."""
    needs: dict[tuple[str, str], Need] = {}
    for need in (*_of_tasks(offer), *_of_requirements(offer.requirements)):
        needs.setdefault((need.kind, need.value), need)
    return Profile(
        needs=tuple(needs.values()),
        place=reference.place(offer.site.post_code) if offer.site else None,
        hours=tuple(offer.hours or ()),
        weekly_hours=float(offer.weekly_hours) if offer.weekly_hours else None,
        occupation=offer.occupation_id,
        helper=offer.tutor,
    )


def _of_tasks(offer: Offer) -> Iterable[Need]:
    for task in offer.tasks:
        for skill in task.skills or ():
            yield Need(
                kind="skill",
                value=skill,
                necessity="learnable" if task.learnable else "strict",
                helper=offer.tutor,
                tasks=(str(task.id),),
            )


def _of_requirements(rows: Iterable[Requirement]) -> Iterable[Need]:
    for row in rows:
        if row.kind not in ASKED_OF_PEOPLE or row.modality == "offered" or not row.stays:
            continue
        for value in _values(row):
            yield Need(
                kind=row.kind,
                value=value,
                necessity=_necessity(row),
                learnable_days=row.learnable_days,
                helper=row.helper,
            )


def _values(row: Requirement) -> list[str]:
    if row.kind == "skill":
        return [row.skill_id] if row.skill_id else []
    return [v for v in (row.agreed_value or row.value).split("+") if v and v != "?"]


def _necessity(row: Requirement) -> str:
    if row.necessity is None:
        return "wished" if row.modality == "preferred" else Necessity.STRICT.value
    return row.necessity.value


# --- the people ---------------------------------------------------------------------------------


def portfolio(candidate: Candidate, number: int) -> Portfolio:
    """Return what a person brings, under a number of the pool."""
    skills = {p.skill_id: LEVELS[p.level] for p in candidate.proofs if p.skill_id}
    limits = {w.occupation_id for w in candidate.wishes if w.kind is WishKind.LIMIT}
    unwanted = {p.skill_id for p in candidate.proofs if not p.wanted}
    wishes = {w.occupation_id for w in candidate.wishes if w.kind is WishKind.WISH}
    return Portfolio(
        id=number,
        skills=skills,
        languages={a.code: a.level for a in candidate.of_kind(AbilityKind.LANGUAGE)},
        licences=frozenset(a.code for a in candidate.of_kind(AbilityKind.LICENCE)),
        certificates=frozenset(
            a.code for a in candidate.of_kind(AbilityKind.CERTIFICATE) if _holds(a)
        ),
        place=reference.place(candidate.post_code),
        minutes=candidate.travel,
        hours=_hours(candidate),
        weekly_hours=_weekly(candidate),
        wishes=frozenset(wishes - {""}),
        refusals=frozenset((limits | unwanted) - {""}),
        offers_shown=candidate.offers_shown,
        last_shown_on=candidate.last_offer_on,
        arrived_on=candidate.arrived_on,
    )


def _holds(paper: Ability) -> bool:
    return paper.expires_on is None or paper.expires_on >= today()


def _hours(candidate: Candidate) -> frozenset[str]:
    return frozenset() if candidate.hours is None else frozenset({DAYTIME, *candidate.hours})


def _weekly(candidate: Candidate) -> tuple[float, float] | None:
    low, high = candidate.weekly_hours_low, candidate.weekly_hours_high
    return None if low is None and high is None else (float(low or 0), float(high or 48))


def with_portfolio(query: Select[Candidate]) -> Select[Candidate]:
    """Load with people all that a comparison reads, in a fixed number of queries."""
    return query.options(
        selectinload(Candidate.proofs),
        selectinload(Candidate.abilities),
        selectinload(Candidate.wishes),
        selectinload(Candidate.experiences),
    )


def people_of(user: User) -> list[Candidate]:
    """Return the people of a team who look for work."""
    query = with_portfolio(Candidate.visible_to(user).where(Candidate.phase.in_(LOOKED_FOR)))
    return list(db.session.scalars(query.order_by(Candidate.search_key, Candidate.id)))


# --- the answers --------------------------------------------------------------------------------


def for_offer(offer: Offer, user: User) -> Shortlist:
    """Return the people of a team for an offer: three groups, then everybody else."""
    people = dict(enumerate(people_of(user)))
    pool = Pool(
        (portfolio(person, number) for number, person in people.items()), close=reference.close()
    )
    asked = profile(offer)
    groups: dict[Group, list[Found]] = {group: [] for group in Group}
    for match in pool.shortlist(asked, k=len(people)):
        found = Found(people.pop(match.id), offer, match.group, match.reasons)
        groups[match.group].append(found)
    others = [
        Found(person, offer, None, pool.explain(asked, number).reasons)
        for number, person in people.items()
    ]
    return Shortlist(groups, others)


def for_one(offer: Offer, candidate: Candidate) -> Found:
    """Return how one person stands with one offer, whatever her group."""
    pool = Pool([portfolio(candidate, 0)], close=reference.close())
    told = pool.explain(profile(offer), 0)
    return Found(candidate, offer, told.group, told.reasons)


def offers_open_to(user: User) -> list[Offer]:
    """Return the offers of a team that are being worked on and have tasks, oldest first."""
    query = Offer.visible_to(user).where(Offer.status == Status.ACTIVE, Offer.tasks.any())
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
