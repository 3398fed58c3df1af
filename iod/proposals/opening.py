"""What each demand of an offer costs: head counts over the whole team, never names.

Schooling and years of practice are read here alone, and only to be counted.
"""

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from weakref import WeakKeyDictionary

from sqlalchemy import select

from iod import audit, db
from iod.accounts.models import User
from iod.candidates import changes
from iod.candidates.models import CandidateCensus
from iod.offers.models import Offer, Requirement
from iod.offers.profile import fingerprint
from iod.offers.profile import profile as agreement
from iod.proposals import pools
from iod.proposals.shortlist import ASKED_OF_PEOPLE, necessity, profile, task_needs, values
from iod.reviews.models import ShownOpening
from iod.reviews.services import shown_opening
from matching import Census, Need, Opening, Profile

SCHOOLING = ("diploma", "experience")
PAIRS = 3  # that matter most
Known = tuple[uuid.UUID, int | None, int | None]  # whose, schooling, years
STEP = 5  # people: what the employer sees is rounded to it, and never finer


@dataclass
class Counted:
    """Schooling and years by number of the pool, with the last change they hold."""

    eqf: dict[int, float] = field(default_factory=dict)
    years: dict[int, float] = field(default_factory=dict)
    numbers: dict[uuid.UUID, int] = field(default_factory=dict)
    stamp: int | None = None

    def take(self, team: pools.Team, rows: Iterable[Known]) -> None:
        """Keep what is known of the people of the pool."""
        for person, eqf, years in rows:
            number = self.numbers[person] = team.numbers.get(person, -1)
            if eqf is not None:
                self.eqf[number] = eqf
            if years is not None:
                self.years[number] = years

    def forget(self, people: Iterable[uuid.UUID]) -> None:
        """Leave out what was known of some people."""
        for person in people:
            number = self.numbers.pop(person, -1)
            self.eqf.pop(number, None)
            self.years.pop(number, None)


_counted: WeakKeyDictionary[pools.Team, Counted] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Bar:
    """How many people can be discussed once some demands are left out."""

    without: tuple[Need, ...]
    people: int


@dataclass(frozen=True)
class Effect:
    """How many people of the whole team can be discussed, and what keeps the others out."""

    everyone: int
    asked: int
    agreed: int
    bars: Sequence[Bar]  # one demand left out, of all that are asked of the person

    pairs: Sequence[Bar]  # two left out, where that opens more than either alone

    @cached_property
    def costly(self) -> list[Bar]:
        """Return the demands that keep somebody out by themselves, the costliest first."""
        return sorted((b for b in self.bars if b.people > self.asked), key=lambda b: -b.people)

    @cached_property
    def idle(self) -> list[Need]:
        """Return the demands that by themselves keep nobody out."""
        return [need for b in self.bars if b.people == self.asked for need in b.without]


# --- the two profiles ---------------------------------------------------------------------------


def as_agreed(offer: Offer) -> Profile:
    """Return the job as agreed, with what schooling and practice it still asks."""
    kept = [
        Need(kind=row.kind, value=value, necessity=necessity(row))
        for row in _of_schooling(offer)
        if row.stays
        for value in _numbers(row.kind, row.agreed_value or row.value)
    ]
    agreed = profile(offer)
    return replace(agreed, needs=(*agreed.needs, *_once(kept)))


def as_asked(offer: Offer) -> Profile:
    """Return the job as it was advertised: the same work, every demand as it was first written."""
    asked = [
        Need(
            kind=row.kind,
            value=value,
            necessity="wished" if row.modality == "preferred" else "strict",
        )
        for row in offer.requirements
        if row.modality != "offered" and row.kind in (*ASKED_OF_PEOPLE, *SCHOOLING)
        for value in _asked_values(row)
    ]
    return replace(profile(offer), needs=_once([*task_needs(offer), *asked]), helper="")


def _of_schooling(offer: Offer) -> Iterator[Requirement]:
    for row in offer.requirements:
        if row.kind in SCHOOLING and row.modality != "offered":
            yield row


def _asked_values(row: Requirement) -> list[str]:
    return _numbers(row.kind, row.value) if row.kind in SCHOOLING else values(row, row.value)


def _numbers(kind: str, value: str) -> list[str]:
    """Keep "EQF4" or "2"; what asks for no level and no length costs nobody."""
    said = value.removeprefix("EQF") if kind == "diploma" else value
    number = said.split("/")[0].replace(".", "", 1)
    return [value] if number.isdigit() and number.strip("0") else []


def _once(needs: Iterable[Need]) -> tuple[Need, ...]:
    found: dict[tuple[str, str], Need] = {}
    for need in needs:
        found.setdefault((need.kind, need.value), need)
    return tuple(found.values())


# --- counting -----------------------------------------------------------------------------------


def effect(offer: Offer, user: User) -> Effect:
    """Count on the whole team: as asked, as agreed, without each demand and each pair."""
    asked = as_asked(offer)
    work = {(need.kind, need.value) for need in task_needs(offer)}
    with pools.team_of(user) as team:
        openings = team.pool.opening(asked, census(team, user.organisation_id))
        agreed = people(team, as_agreed(offer), user.organisation_id)
        everyone = len(team.pool)
    first, *others = [o for o in openings if not any((n.kind, n.value) in work for n in o.without)]
    bars = [Bar(o.without, o.after) for o in others if len(o.without) == 1]
    return Effect(everyone, first.before, agreed, bars, _pairs(bars, others))


def _pairs(bars: Iterable[Bar], openings: Iterable[Opening]) -> list[Bar]:
    alone = {id(bar.without[0]): bar.people for bar in bars}
    found = [
        Bar(o.without, o.after)
        for o in openings
        if len(o.without) == 2 and o.after > max(alone[id(need)] for need in o.without)
    ]
    return sorted(found, key=lambda bar: -bar.people)[:PAIRS]


def people(team: pools.Team, job: Profile, organisation_id: uuid.UUID) -> int:
    """Count who can be discussed for a job."""
    return team.pool.opening(job, census(team, organisation_id))[0].before


def census(team: pools.Team, organisation_id: uuid.UUID) -> Census:
    """Return schooling and years of the people of a team as they are now."""
    known = _counted.setdefault(team, Counted())
    if known.stamp is None:
        known.take(team, _rows(organisation_id))
    elif known.stamp < team.stamp:
        changed = changes.changed_since(organisation_id, known.stamp)
        known.forget(changed)
        known.take(team, _rows(organisation_id, changed))
    known.stamp = team.stamp
    return Census(eqf=known.eqf, years=known.years)


def _rows(organisation_id: uuid.UUID, people: Sequence[uuid.UUID] | None = None) -> Iterable[Known]:
    query = select(
        CandidateCensus.candidate_id,
        CandidateCensus.schooling_eqf,
        CandidateCensus.years_of_practice,
    ).where(CandidateCensus.organisation_id == organisation_id)
    if people is not None:
        query = query.where(CandidateCensus.candidate_id.in_(people))
    return db.session.execute(query)


# --- for the employer ---------------------------------------------------------------------------


def step(count: int) -> int:
    """Round to steps of five people; 0 stands for fewer than five.

    >>> [step(count) for count in (0, 4, 5, 7, 8, 12, 13)]
    [0, 0, 5, 5, 10, 10, 15]
    """
    return 0 if count < STEP else STEP * round(count / STEP)


def show(offer: Offer, *, by: User) -> ShownOpening:
    """Put the rounded counts on the employer's page, once for each version of the profile.

    They stay as they were counted first: shown again after somebody came or left, or after a
    change that asks nothing else of a person, they would tell about one person.
    """
    kept = shown_opening(offer)
    if kept is not None:
        return kept
    asked, agreed = as_asked(offer), as_agreed(offer)
    digest = hashlib.sha256(repr((asked.needs, agreed.needs, agreed.helper)).encode()).hexdigest()
    query = select(ShownOpening).where(
        ShownOpening.offer_id == offer.id, ShownOpening.asked_of_people == digest
    )
    before = db.session.scalars(query.limit(1)).one_or_none()
    if before is not None:
        steps = (before.as_asked, before.as_agreed)
    else:
        with pools.team_of(by) as team:
            steps = (
                step(people(team, asked, by.organisation_id)),
                step(people(team, agreed, by.organisation_id)),
            )
    row = ShownOpening(
        organisation_id=offer.organisation_id,
        offer_id=offer.id,
        fingerprint=fingerprint(agreement(offer)),
        asked_of_people=digest,
        as_asked=steps[0],
        as_agreed=steps[1],
        shown_by_id=by.id,
    )
    db.session.add(row)
    audit.record("opening.shown", row, by=by)
    return row
