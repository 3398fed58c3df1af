"""What people bring, in the engine's terms: one person from her rows, or a team from columns.

Nothing of the census is read here: schooling, years and registration are never part of a match.
"""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Row, Select, String, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from iod import db
from iod.candidates.models import (
    Ability,
    AbilityKind,
    Candidate,
    Phase,
    SkillLevel,
    SkillProof,
    Wish,
    WishKind,
)
from iod.candidates.words import CEFR
from iod.reference import services as reference
from iod.web import today
from matching import Pool, Portfolio

LOOKED_FOR = (Phase.INTAKE, Phase.TOWARDS)
DAYTIME = "day"  # she was asked about her hours, even when nothing but daytime is possible
LEVELS = {SkillLevel.WITH_HELP: 1, SkillLevel.ALONE: 2, SkillLevel.CAN_SHOW: 3}
SPOKEN = {level: number for number, level in enumerate(CEFR, 1)}
MODES = ("foot", "bicycle", "transit", "car")  # as Pool.from_columns wants them
LONGEST_WEEK = 48
UNKNOWN = float("nan")

Key = Any  # the id of a person as the database gives it, unread: half a million are compared
Fact = tuple[Key, str, str, int]  # whose, kind, value, level


def with_portfolio(query: Select[Candidate]) -> Select[Candidate]:
    """Load with people all that a comparison reads, in a fixed number of queries."""
    return query.options(
        selectinload(Candidate.proofs),
        selectinload(Candidate.abilities),
        selectinload(Candidate.wishes),
        selectinload(Candidate.experiences),
    )


# --- one person, from her rows ------------------------------------------------------------------


def portfolio(candidate: Candidate, number: int) -> Portfolio:
    """Return what a person brings, under a number of the pool."""
    proofs = sorted(candidate.proofs, key=lambda proof: LEVELS[proof.level])
    limits = {w.occupation_id for w in candidate.wishes if w.kind is WishKind.LIMIT}
    unwanted = {p.skill_id for p in candidate.proofs if not p.wanted}
    wishes = {w.occupation_id for w in candidate.wishes if w.kind is WishKind.WISH}
    return Portfolio(
        id=number,
        skills={p.skill_id: LEVELS[p.level] for p in proofs if p.skill_id},
        languages={a.code: a.level for a in candidate.of_kind(AbilityKind.LANGUAGE)},
        licences=frozenset(a.code for a in candidate.of_kind(AbilityKind.LICENCE)),
        certificates=frozenset(
            a.code for a in candidate.of_kind(AbilityKind.CERTIFICATE) if _holds(a)
        ),
        place=reference.place(candidate.post_code),
        minutes=candidate.travel,
        hours=frozenset(_hours(candidate.hours)),
        weekly_hours=_weekly(candidate.weekly_hours_low, candidate.weekly_hours_high),
        wishes=frozenset(wishes - {""}),
        refusals=frozenset((limits | unwanted) - {""}),
        offers_shown=candidate.offers_shown,
        last_shown_on=candidate.last_offer_on,
        arrived_on=candidate.arrived_on,
    )


def _holds(paper: Ability) -> bool:
    return paper.expires_on is None or paper.expires_on >= today()


def _hours(said: list[str] | None) -> list[str]:
    return [] if said is None else [DAYTIME, *said]


def _weekly(low: int | None, high: int | None) -> tuple[float, float] | None:
    return None if low is None and high is None else (float(low or 0), float(high or LONGEST_WEEK))


# --- a team, from columns -----------------------------------------------------------------------


def pool_of(organisation_id: uuid.UUID) -> tuple[list[uuid.UUID], Pool]:
    """Return the people of an organisation who look for work, by name, and a pool of them.

    The number of a person in the pool is her place in the list.
    """
    rows = db.session.execute(_people(organisation_id)).all()
    numbers = {row.key: number for number, row in enumerate(rows)}
    codes: dict[tuple[str, str], int] = {}
    person, code, level = [], [], []
    for key, kind, value, much in (*_said(rows), *_kept(organisation_id)):
        if key in numbers:
            person.append(numbers[key])
            code.append(codes.setdefault((kind, value), len(codes)))
            level.append(much)
    weeks = [_weekly(row.weekly_hours_low, row.weekly_hours_high) for row in rows]
    pool = Pool.from_columns(
        ids=range(len(rows)),
        vocabulary=tuple(codes),
        person=person,
        code=code,
        level=level,
        place=_pairs([reference.place(row.post_code) for row in rows]),
        minutes=[[row.travel.get(mode, 0) for mode in MODES] for row in rows] or None,
        weekly=_pairs(weeks),
        shown=[row.offers_shown for row in rows],
        last_shown=_days([row.last_offer_on for row in rows]),
        arrived=_days([row.arrived_on for row in rows]),
        close=reference.close(),
    )
    return [row.key if isinstance(row.key, uuid.UUID) else uuid.UUID(row.key) for row in rows], pool


def raw(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """Select a column as the driver gives it: reading each id as a UUID takes longer than all."""
    return type_coerce(column, String())


def _people(organisation_id: uuid.UUID) -> Select[Any]:
    mine = Candidate.organisation_id == organisation_id
    return (
        select(
            raw(Candidate.id).label("key"),
            Candidate.post_code,
            Candidate.travel,
            Candidate.hours,
            Candidate.weekly_hours_low,
            Candidate.weekly_hours_high,
            Candidate.offers_shown,
            Candidate.last_offer_on,
            Candidate.arrived_on,
        )
        .where(mine, Candidate.phase.in_(LOOKED_FOR))
        .order_by(Candidate.search_key, Candidate.id)
    )


def _said(rows: Iterable[Row[Any]]) -> Iterator[Fact]:
    """Give what stands on the row of a person itself."""
    for row in rows:
        for hours in _hours(row.hours):
            yield row.key, "hours", hours, 1


def _kept(organisation_id: uuid.UUID) -> Iterator[Fact]:
    """Give what stands in the parts of the portfolios, one plain query for each kind of part."""
    yield from _skills(organisation_id)
    yield from _papers(organisation_id)
    whose, occupation, kind = raw(Wish.candidate_id), Wish.occupation_id, raw(Wish.kind)
    mine = Wish.organisation_id == organisation_id
    kinds = {WishKind.WISH: "wish", WishKind.LIMIT: "refusal"}
    for key, value, said in db.session.execute(
        select(whose, occupation, kind).where(mine, occupation != "")
    ):
        yield key, kinds[said], value, 1


def _skills(organisation_id: uuid.UUID) -> Iterator[Fact]:
    whose, skill, level = raw(SkillProof.candidate_id), SkillProof.skill_id, raw(SkillProof.level)
    mine = SkillProof.organisation_id == organisation_id
    levels = {str(name): number for name, number in LEVELS.items()}
    for key, value, said, wanted in db.session.execute(
        select(whose, skill, level, SkillProof.wanted).where(mine, skill != "")
    ):
        yield key, "skill", value, levels[said]
        if not wanted:
            yield key, "refusal", value, 1


def _papers(organisation_id: uuid.UUID) -> Iterator[Fact]:
    whose, kind = raw(Ability.candidate_id), raw(Ability.kind)
    mine = Ability.organisation_id == organisation_id
    expires = Ability.expires_on
    holds = or_(Ability.kind != AbilityKind.CERTIFICATE, expires.is_(None), expires >= today())
    for key, sort, value, level in db.session.execute(
        select(whose, kind, Ability.code, Ability.level).where(mine, holds)
    ):
        yield key, sort, value, SPOKEN.get(level, 1) if sort == AbilityKind.LANGUAGE else 1


def _pairs(values: Iterable[tuple[float, float] | None]) -> NDArray[np.float64]:
    pairs = [(UNKNOWN, UNKNOWN) if pair is None else pair for pair in values]
    return np.array(pairs, dtype=np.float64).reshape(-1, 2)


def _days(values: Iterable[date | None]) -> NDArray[np.datetime64]:
    return np.array(list(values), dtype="datetime64[D]")
