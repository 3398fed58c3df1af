"""One pool per organisation in each process, kept up with every change of its people.

The stamp of `iod.candidates.changes` says whether it is still exact; the people changed since are
replaced in place. A transaction that has itself changed somebody gets a pool of its own, which is
not kept: it may still be rolled back.
"""

import uuid
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from threading import Lock, RLock

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from iod import db
from iod.accounts.models import User
from iod.candidates import changes
from iod.candidates.models import Candidate
from iod.proposals.portfolios import LOOKED_FOR, pool_of, portfolio, with_portfolio
from iod.web import today
from matching import Group, Pool

ORGANISATIONS = 16  # pools kept in one process, the last used ones
IN_PLACE = 200  # people changed at once; beyond, a new pool is made sooner


@dataclass(eq=False)
class Team:
    """The pool of one organisation; numbers of the pool and ids of people, both ways.

    ``stamp`` is the last change it holds and ``day`` the day its certificates were looked at.
    """

    people: list[uuid.UUID]
    pool: Pool
    stamp: int
    day: date
    numbers: dict[uuid.UUID, int] = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = {person: number for number, person in enumerate(self.people)}

    def others(self, members: Mapping[Group, NDArray[np.int64]]) -> list[int]:
        """Return the numbers of everybody who is in no group, in the order of the pool's ids."""
        everyone = np.fromiter(self.numbers.values(), np.int64, len(self.numbers))
        left: list[int] = np.setdiff1d(everyone, np.concatenate(list(members.values()))).tolist()
        return left

    def follow(self, people: Sequence[uuid.UUID], stamp: int) -> None:
        """Replace, add or take out the people who changed, in place."""
        query = with_portfolio(
            select(Candidate).where(Candidate.id.in_(people), Candidate.phase.in_(LOOKED_FOR))
        ).execution_options(populate_existing=True)
        present = {person.id: person for person in db.session.scalars(query)}
        for each in people:
            if each in present:
                self.pool.update(portfolio(present[each], self._number(each)))
            elif each in self.numbers:
                self.pool.remove(self.numbers.pop(each))
        self.stamp = stamp

    def _number(self, person: uuid.UUID) -> int:
        if person not in self.numbers:
            self.numbers[person] = len(self.people)
            self.people.append(person)
        return self.numbers[person]


class Teams:
    """The pools of this process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[uuid.UUID, Team] = OrderedDict()
        self._locks: dict[uuid.UUID, RLock] = {}
        self._lock = Lock()

    @contextmanager
    def of(self, organisation_id: uuid.UUID) -> Iterator[Team]:
        """Give the pool of an organisation as it is now, to one thread at a time."""
        if changes.unkept():
            yield _made(organisation_id)
            return
        with self._lock:
            lock = self._locks.setdefault(organisation_id, RLock())
        with lock:
            yield self._fresh(organisation_id)

    def _fresh(self, organisation_id: uuid.UUID) -> Team:
        team, stamp = self._kept.get(organisation_id), changes.stamp(organisation_id)
        if team is not None and team.day == today() and team.stamp < stamp:
            people = changes.changed_since(organisation_id, team.stamp)
            team = None if len(people) > IN_PLACE else team
            if team is not None:
                team.follow(people, stamp)
        if team is None or team.day != today():
            team = _made(organisation_id)
        self._keep(organisation_id, team)
        return team

    def _keep(self, organisation_id: uuid.UUID, team: Team) -> None:
        with self._lock:
            self._kept[organisation_id] = team
            self._kept.move_to_end(organisation_id)
            while len(self._kept) > ORGANISATIONS:
                self._kept.popitem(last=False)


def _made(organisation_id: uuid.UUID) -> Team:
    stamp = changes.stamp(organisation_id)  # before the people: what comes in between is read again
    people, pool = pool_of(organisation_id)
    return Team(people, pool, stamp, today())


teams = Teams()


@contextmanager
def team_of(user: User) -> Iterator[Team]:
    """Give the pool of a member's team: nobody of another organisation is in it."""
    with teams.of(user.organisation_id) as team:
        yield team
