"""Who can be led to a post, in three groups, and what each requirement costs.

People are grouped and ordered, never scored: docs/pool.md gives every definition.
"""

from collections.abc import Iterable, Mapping, Sequence
from threading import RLock
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matching.asked import Asked
from matching.columns import Columns, checked_columns, columns_of
from matching.criteria import TOPICS, Close, wish
from matching.opening import openings, schooling
from matching.person import Token, person_of
from matching.pool_index import Bits, Index
from matching.post import ALONE, Line, Post, Way
from matching.types import Census, Explanation, Group, Match, Opening, Portfolio, Profile


class Pool:
    """Portfolios laid out to be asked about posts; safe to share between threads.

    ``close`` maps an id of the reference to the ids of its family, nearest first: skills for what
    is near a need, occupations for what is near a wish. ``version`` is the caller's own stamp of
    the data the pool was built from; the pool only keeps it.
    """

    def __init__(
        self,
        portfolios: Iterable[Portfolio] = (),
        *,
        close: Close | None = None,
        version: object = None,
    ) -> None:
        """Build from portfolios; raise ValueError on an id met twice or a value not understood."""
        self._fill(columns_of(map(person_of, portfolios)), close, version)

    @classmethod
    def from_columns(
        cls,
        *,
        ids: ArrayLike,
        vocabulary: Sequence[Token],
        person: ArrayLike,
        code: ArrayLike,
        level: ArrayLike,
        proof: ArrayLike | None = None,
        place: ArrayLike | None = None,
        minutes: ArrayLike | None = None,
        weekly: ArrayLike | None = None,
        shown: ArrayLike | None = None,
        last_shown: ArrayLike | None = None,
        arrived: ArrayLike | None = None,
        close: Close | None = None,
        version: object = None,
    ) -> "Pool":
        """Build from arrays, straight from a database: n people, m facts about them.

        ``ids`` (n,) integers, all different. A fact is one line of a portfolio: ``person`` (m,) an
        id, ``code`` (m,) a position in ``vocabulary``, ``level`` (m,) 1..3 for a skill, 1..6 for a
        language (A1..C2), 1 for all else, ``proof`` (m,) the caller's number of the place where it
        was shown, -1 for none. ``vocabulary`` holds (kind, value) pairs, kind being "skill",
        "language", "licence", "certificate", "hours", "wish" or "refusal". A thing said twice of
        one person counts at its best level. Facts sorted by person build fastest.

        ``place`` (n, 2) latitude and longitude in degrees, NaN unknown; ``minutes`` (n, 4) the
        longest one-way trip accepted on foot, by bicycle, by public transport and by car, 0 not
        used; ``weekly`` (n, 2) fewest and most hours a week, NaN not said; ``shown`` (n,) offers
        shown; ``last_shown``, ``arrived`` (n,) numpy days, NaT for never or unknown.

        Raise ValueError on shapes that differ, an id met twice or a code out of range.
        """
        columns = checked_columns(
            ids=ids,
            vocabulary=vocabulary,
            person=person,
            code=code,
            level=level,
            proof=proof,
            place=place,
            minutes=minutes,
            weekly=weekly,
            shown=shown,
            last_shown=last_shown,
            arrived=arrived,
        )
        pool = cls.__new__(cls)
        pool._fill(columns, close, version)
        return pool

    def _fill(self, columns: Columns, close: Close | None, version: object) -> None:
        self._index = Index(columns)
        self._close: Close = {} if close is None else close
        self.version = version
        self._lock = RLock()

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_lock"}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.__dict__.update(state)
        self._lock = RLock()

    def __len__(self) -> int:
        return int(np.bitwise_count(self._index.alive).sum())

    def __contains__(self, person_id: int) -> bool:
        return person_id in self._index

    def update(self, portfolio: Portfolio) -> None:
        """Add a person or replace what is known of her, in place.

        Once in as many changes as a sixteenth of the pool (1,024 at least) it is laid out anew.
        """
        with self._lock:
            if self._index.full:
                self._index = Index(self._index.gather())
            self._index.put(person_of(portfolio))

    def remove(self, person_id: int) -> None:
        """Take a person out, in place; raise ValueError when she is not in the pool."""
        with self._lock:
            self._index.remove(person_id)

    def shortlist(
        self, profile: Profile, k: int = 50, *, group: Group | None = None
    ) -> list[Match]:
        """Give the first k people for a profile: ready, then supported, then to discuss.

        Inside a group: fits her wish, longest since the last offer shown (or since arriving),
        fewest shown, id. ``group`` keeps to one group. Raise ValueError on a need not understood.
        """
        if k < 0:
            raise ValueError("k must not be negative")
        with self._lock:
            post = Post(profile, self._close)
            wanted = [group] if group else list(Group)
            rows: list[int] = []
            members = self._members(post)
            fits = wish.fits(profile, self._index, self._close)
            for each in wanted:
                rows += self._in_order(members[each], fits, k - len(rows))
            people = [self._index.person(row) for row in rows]
            return [
                Match(id=person.id, group=where, reasons=reasons)
                for person, (where, reasons) in zip(people, post.judge(people), strict=True)
                if where is not None
            ]

    def counts(self, profile: Profile) -> dict[Group, int]:
        """Count the people of each group."""
        with self._lock:
            members = self._members(Post(profile, self._close))
            return {group: int(np.bitwise_count(bits).sum()) for group, bits in members.items()}

    def members(self, profile: Profile) -> dict[Group, NDArray[np.int64]]:
        """Give the ids of everyone in each group, sorted, shape (people of the group,)."""
        with self._lock:
            members = self._members(Post(profile, self._close))
            return {group: self._index.ids_of(bits) for group, bits in members.items()}

    def explain(self, profile: Profile, person_id: int) -> Explanation:
        """Say how one person stands with a profile, in a group or in none.

        Raise ValueError when she is not in the pool.
        """
        with self._lock:
            person = self._index.person(self._index.row(person_id))
            ((group, reasons),) = Post(profile, self._close).judge([person])
            return Explanation(id=person_id, group=group, reasons=reasons)

    def opening(self, profile: Profile, census: Census | None = None) -> list[Opening]:
        """Count the people who can be discussed as asked, without each requirement, each pair.

        A person can be discussed when every requirement is held or has an agreed way; questions
        that are hers (travel, hours, wish, refusal) are left to her. The first count leaves out
        nothing; then each requirement that keeps anyone out, in the order of the profile, then
        each pair. Counted on the whole pool. Needs of kind "diploma" and "experience" are read
        here alone, in ``census``; who is not in it does not hold them.

        Raise ValueError on a need not understood, or asked of the census when there is none.
        """
        with self._lock:
            post = Post(profile, self._close)
            asked = [(line.need, self._answered(line)) for line in post.lines if line.can_fail]
            asked += schooling(profile, census, self._index)
            order = {id(need): place for place, need in enumerate(profile.needs)}
            asked.sort(key=lambda pair: order[id(pair[0])])
            return openings(asked, self._index.alive)

    def _answered(self, line: Line) -> Bits:
        """Mark who holds what the line asks, or brings enough of it for the help there is."""
        return self._touched(line) if line.way is Way.NEAR else self._held(line)

    def _in_order(self, members: Bits, fits: Bits, k: int) -> list[int]:
        if k <= 0:
            return []
        rows = self._index.first(members & fits, k)
        if len(rows) < k:
            rows += self._index.first(members & ~fits, k - len(rows))
        return rows

    def _members(self, post: Post) -> dict[Group, Bits]:
        """Mark the people of each group, on the whole pool."""
        everyone = self._index.alive
        answered, held_alone = everyone.copy(), everyone.copy()
        touched: list[Bits] = []
        for line in post.lines:
            if line.need.necessity == "wished":
                continue
            held = self._held(line)
            held_alone &= held
            if not line.can_fail:
                continue
            near = self._touched(line) if line.counted or line.way is Way.NEAR else held
            answered &= near if line.way is Way.NEAR else held
            if line.counted:
                touched.append(near)
        questions = Asked(self._index)
        for topic in TOPICS:
            topic.ask(post.profile, self._close, questions)
        asked = ~answered | questions.everyone()
        here = everyone & at_least(touched, len(touched) - post.most_bare, everyone)
        return {
            Group.READY: here & ~asked & held_alone,
            Group.SUPPORTED: here & ~asked & ~held_alone,
            Group.TO_DISCUSS: here & asked,
        }

    def _held(self, line: Line) -> Bits:
        """Mark who holds what the line asks."""
        return self._index.bits(line.wanted.token, line.wanted.enough)

    def _touched(self, line: Line) -> Bits:
        """Mark who holds what the line asks or brings something near it."""
        wanted = line.wanted
        touched = self._index.bits(wanted.token, wanted.nearly)
        if line.places:  # with its own token: then all skills of a family share one set
            touched = touched | self._index.union((wanted.token, *line.places), ALONE)
        return touched


def at_least(sets: Sequence[Bits], least: int, everyone: Bits) -> Bits:
    """Mark who stands in at least ``least`` of the sets.

    Counts are kept one binary digit per array, so that 64 people are added in one operation:
    three arrays of one weight become one of that weight and one of the next.
    """
    if least <= 0:
        return everyone
    digits: list[Bits] = []
    column = list(sets)
    while column:
        carries: list[Bits] = []
        while len(column) > 1:
            a, b = column.pop(), column.pop()
            c = column.pop() if column else None
            either = a ^ b
            carries.append(a & b if c is None else (a & b) | (either & c))
            column.append(either if c is None else either ^ c)
        digits.append(column[0])
        column = carries
    return _reaching(digits, least, everyone)


def _reaching(digits: Sequence[Bits], least: int, everyone: Bits) -> Bits:
    """Compare the counts with a number, from the highest digit down."""
    if least >> len(digits):
        return np.zeros_like(everyone)
    above, equal = np.zeros_like(everyone), everyone.copy()
    for place in reversed(range(len(digits))):
        if least >> place & 1:
            equal &= digits[place]
        else:
            above |= equal & digits[place]
            equal &= ~digits[place]
    return everyone & (above | equal)
