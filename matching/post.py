"""A profile made ready to be compared, and how one person stands with it.

The same definitions serve one person here and a whole pool in ``matching.pool``; docs/pool.md says
them in plain words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from matching.criteria import NEEDS, TOPICS, Close, Wanted
from matching.person import CEFR, Person, Token
from matching.types import Group, Need, Profile, Reason, State

NECESSITIES = frozenset({"strict", "learnable", "wished"})
CENSUS_KINDS = frozenset({"diploma", "experience"})  # read by opening() alone
ALONE = 2  # a close skill counts once she does it alone


class Way(Enum):
    """Which gaps of a need have an agreed way."""

    ANY = "any"  # learnable on the post: days or a helper are named
    NEAR = "near"  # someone is named to help: what is near will do
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Line:
    """One need that a portfolio can answer, with what is near it and how a gap is closed."""

    need: Need
    wanted: Wanted
    way: Way
    family: tuple[Token, ...]
    kin: frozenset[Token]
    reasons: dict[tuple[State, str, int | None, int | None], Reason] = field(default_factory=dict)

    @property
    def counted(self) -> bool:
        """Whether lacking it weighs on what a person and the post share."""
        return self.need.necessity == "strict" and self.wanted.shared

    @property
    def can_fail(self) -> bool:
        """Whether anyone can be left without an answer to it."""
        return self.need.necessity != "wished" and self.way is not Way.ANY

    def reason(self, person: Person) -> Reason | None:
        """Say how the need stands with one person; None for a wish that is not met."""
        token = self.wanted.token
        level = person.levels.get(token, 0)
        if level >= self.wanted.enough:
            return self._line(State.HAS, token, level, person)
        if self.need.necessity == "wished":
            return None
        near = self.nearest(person)
        state = self._gap(near is not None)
        if near is None:
            return self._line(state, None, None, person)
        return self._line(state, near, person.levels[near], person)

    def nearest(self, person: Person) -> Token | None:
        """Find what she brings nearest: the thing itself at a lower level, else a close one."""
        token = self.wanted.token
        if person.levels.get(token, 0) >= self.wanted.nearly:
            return token
        held = [kin for kin in person.levels.keys() & self.kin if person.levels[kin] >= ALONE]
        return min(held, key=lambda t: (-person.levels[t], self.family.index(t)), default=None)

    def _gap(self, near: bool) -> State:
        if self.way is Way.ANY:
            return State.LEARNABLE
        return State.CLOSE if near and self.way is Way.NEAR else State.ASK

    def _line(self, state: State, token: Token | None, level: int | None, person: Person) -> Reason:
        covers = "" if token is None else _covers(token, level or 0)
        proof = None if token is None else person.proofs.get(token)
        key = (state, covers, level, proof)
        known = self.reasons.get(key)
        if known is None:
            known = self.reasons[key] = Reason(
                state=state, need=self.need, covers=covers, level=level, proof=proof
            )
        return known


@dataclass(frozen=True)
class Post:
    """A profile with its needs made into lines; raise ValueError on a need not understood."""

    profile: Profile
    close: Close

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """One line per need a portfolio can answer, in the order of the profile."""
        needs = [n for n in self.profile.needs if _checked(n).kind not in CENSUS_KINDS]
        return tuple(self._line(need) for need in needs)

    @cached_property
    def counted(self) -> int:
        """How many strict skills and languages the post has."""
        return sum(line.counted for line in self.lines)

    @property
    def most_bare(self) -> int:
        """How many of these a person may lack altogether and still be discussed: half."""
        return self.counted // 2

    def _line(self, need: Need) -> Line:
        wanted = NEEDS[need.kind](need)
        kind, value = wanted.token
        close = self.close.get(value, ()) if wanted.family else ()
        family = tuple((kind, other) for other in dict.fromkeys(close) if other != value)
        return Line(need, wanted, self._way(need), family, frozenset(family))

    def _way(self, need: Need) -> Way:
        helper = need.helper or self.profile.helper
        if need.necessity == "learnable" and (helper or need.learnable_days):
            return Way.ANY
        return Way.NEAR if helper else Way.NONE

    def judge(self, person: Person) -> tuple[Group | None, tuple[Reason, ...]]:
        """Give the group (None: shares too little with the post) and the reasons, line by line."""
        found = [(line, line.reason(person)) for line in self.lines]
        bare = sum(line.counted and _is_bare(reason) for line, reason in found)
        reasons = [reason for _, reason in found if reason is not None]
        reasons += self._topics(person)
        group = None if bare > self.most_bare else group_of(reasons)
        return group, tuple(reasons)

    def _topics(self, person: Person) -> Iterator[Reason]:
        for topic in TOPICS:
            yield from topic.lines(self.profile, person, self.close)


def group_of(reasons: list[Reason]) -> Group:
    """Read the group off the states: any question, else any support, else ready."""
    states = {reason.state for reason in reasons}
    if State.ASK in states:
        return Group.TO_DISCUSS
    return Group.READY if states <= {State.HAS} else Group.SUPPORTED


def _is_bare(reason: Reason | None) -> bool:
    return reason is not None and reason.state is State.ASK and not reason.covers


def _covers(token: Token, level: int) -> str:
    kind, value = token
    return f"{value}:{CEFR[level - 1]}" if kind == "language" else value


def _checked(need: Need) -> Need:
    if need.kind not in NEEDS and need.kind not in CENSUS_KINDS:
        known = ", ".join([*NEEDS, *sorted(CENSUS_KINDS)])
        raise ValueError(f"unknown kind of need {need.kind!r}: expected one of {known}")
    if need.necessity not in NECESSITIES:
        raise ValueError(f"unknown necessity {need.necessity!r}")
    return need
