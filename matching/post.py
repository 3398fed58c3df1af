"""A profile made ready to be compared, and how one person stands with it.

The same definitions serve one person here and a whole pool in ``matching.pool``; docs/pool.md says
them in plain words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property, lru_cache

from matching.columns import LEVELS
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


# What covers a line: its rank (the level for the thing itself, from LEVELS up for what is close),
# the token, the level.
Covering = tuple[int, Token, int]
Kin = dict[Token, list[tuple[int, int, int]]]  # token -> number of a line, place, out of how many


@dataclass(frozen=True, slots=True)
class Line:
    """One need that a portfolio can answer, with what is near it and how a gap is closed."""

    need: Need
    wanted: Wanted
    way: Way
    places: Mapping[Token, int]  # what is close, nearest first; may hold the token itself
    known: dict[tuple[int, int | None], Reason] = field(default_factory=dict)

    @property
    def counted(self) -> bool:
        """Whether lacking it weighs on what a person and the post share."""
        return self.need.necessity == "strict" and self.wanted.shared

    @property
    def can_fail(self) -> bool:
        """Whether anyone can be left without an answer to it."""
        return self.need.necessity != "wished" and self.way is not Way.ANY

    def reason(self, best: Covering | None, proofs: Mapping[Token, int]) -> Reason | None:
        """Say how the need stands with what covers it best; None for a wish that is not met."""
        rank = best[0] if best else 0
        held = self.wanted.enough <= rank < LEVELS
        if not held and self.need.necessity == "wished":
            return None
        proof = proofs.get(best[1]) if best and proofs else None
        found = self.known.get((rank, proof))
        if found is None:
            found = self.known[rank, proof] = self._reason(best, held, proof)
        return found

    def _reason(self, best: Covering | None, held: bool, proof: int | None) -> Reason:
        state = State.HAS if held else self._gap(best is not None)
        if best is None:
            return Reason(state=state, need=self.need)
        _, token, level = best
        return Reason(
            state=state, need=self.need, covers=_covers(token, level), level=level, proof=proof
        )

    def _gap(self, near: bool) -> State:
        if self.way is Way.ANY:
            return State.LEARNABLE
        return State.CLOSE if near and self.way is Way.NEAR else State.ASK


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
    def counted(self) -> frozenset[int]:
        """Which lines are strict skills and languages."""
        return frozenset(number for number, line in enumerate(self.lines) if line.counted)

    @property
    def most_bare(self) -> int:
        """How many of these a person may lack altogether and still be discussed: half."""
        return len(self.counted) // 2

    def _line(self, need: Need) -> Line:
        wanted = NEEDS[need.kind](need)
        kind, value = wanted.token
        close = self.close.get(value, ()) if wanted.family else ()
        return Line(need, wanted, self._way(need), family(kind, tuple(close)))

    def _way(self, need: Need) -> Way:
        helper = need.helper or self.profile.helper
        if need.necessity == "learnable" and (helper or need.learnable_days):
            return Way.ANY
        return Way.NEAR if helper else Way.NONE

    def judge(self, people: Sequence[Person]) -> list[tuple[Group | None, tuple[Reason, ...]]]:
        """Give each person's group (None: shares too little) and reasons, line by line."""
        kin = self._kin({token for person in people for token in person.levels})
        return [self._judge(person, kin) for person in people]

    def _judge(self, person: Person, kin: Kin) -> tuple[Group | None, tuple[Reason, ...]]:
        best = self._nearest(person, kin)
        for token in self._own.keys() & person.levels.keys():
            level = person.levels[token]
            for number in self._own[token]:  # the thing itself goes before what is close to it
                if level >= self.lines[number].wanted.nearly:
                    best[number] = (level, token, level)
        row = list(self._bare)
        for number, covering in best.items():
            row[number] = self.lines[number].reason(covering, person.proofs)
        reasons = [reason for reason in row if reason is not None]
        reasons += self._topics(person)
        too_far = len(self.counted - best.keys()) > self.most_bare
        return None if too_far else group_of(reasons), tuple(reasons)

    @cached_property
    def _own(self) -> dict[Token, list[int]]:
        own: dict[Token, list[int]] = {}
        for number, line in enumerate(self.lines):
            own.setdefault(line.wanted.token, []).append(number)
        return own

    @cached_property
    def _bare(self) -> tuple[Reason | None, ...]:
        """What is said of each line where nothing is even near."""
        return tuple(line.reason(None, {}) for line in self.lines)

    def _kin(self, tokens: set[Token]) -> Kin:
        """Map each of these tokens to the lines it is close to, and its place among how many."""
        kin: Kin = {}
        for number, line in enumerate(self.lines):
            for token in line.places.keys() & tokens:
                kin.setdefault(token, []).append((number, line.places[token], len(line.places)))
        return kin

    def _nearest(self, person: Person, kin: Kin) -> dict[int, Covering]:
        """Find the best close thing she does alone, for each line that has one."""
        nearest: dict[int, Covering] = {}
        for token in kin.keys() & person.levels.keys():
            level = person.levels[token]
            for number, place, among in kin[token] if level >= ALONE else ():
                rank = LEVELS + (LEVELS - level) * among + place  # highest level, then nearest
                if number not in nearest or rank < nearest[number][0]:
                    nearest[number] = (rank, token, level)
        return nearest

    def _topics(self, person: Person) -> Iterator[Reason]:
        for topic in TOPICS:
            yield from topic.lines(self.profile, person, self.close)


@lru_cache(maxsize=2048)
def family(kind: str, close: tuple[str, ...]) -> Mapping[Token, int]:
    """Number the tokens of a family, nearest first; posts of one trade share it."""
    return {(kind, value): place for place, value in enumerate(dict.fromkeys(close))}


def group_of(reasons: list[Reason]) -> Group:
    """Read the group off the states: any question, else any support, else ready."""
    states = [reason.state for reason in reasons]
    if State.ASK in states:
        return Group.TO_DISCUSS
    helped = State.CLOSE in states or State.LEARNABLE in states
    return Group.SUPPORTED if helped else Group.READY


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
