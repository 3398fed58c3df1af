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


OWN = -1  # the place of the need's own token; close ones follow from 0, nearest first
HELD, LESS, KIN = 0, 1, 2  # ranks of what covers a need: itself, itself at a lower level, close

Covering = tuple[int, Token, int]  # rank, token, level
Reach = dict[Token, list[tuple[int, int]]]  # token -> (number of a line, place)


@dataclass(frozen=True, slots=True)
class Line:
    """One need that a portfolio can answer, with what is near it and how a gap is closed."""

    need: Need
    wanted: Wanted
    way: Way
    places: Mapping[Token, int]  # what is close, nearest first; may hold the token itself
    known: dict[tuple[Covering | None, int | None], Reason] = field(default_factory=dict)

    @property
    def counted(self) -> bool:
        """Whether lacking it weighs on what a person and the post share."""
        return self.need.necessity == "strict" and self.wanted.shared

    @property
    def can_fail(self) -> bool:
        """Whether anyone can be left without an answer to it."""
        return self.need.necessity != "wished" and self.way is not Way.ANY

    def rank(self, place: int, level: int) -> int | None:
        """Order what may cover the need, best first; None where it is not even near."""
        if place == OWN:
            if level >= self.wanted.enough:
                return HELD
            return LESS if level >= self.wanted.nearly else None
        if level < ALONE:
            return None
        return KIN + (LEVELS - level) * len(self.places) + place

    def reason(self, best: Covering | None, proofs: Mapping[Token, int]) -> Reason | None:
        """Say how the need stands with what covers it best; None for a wish that is not met."""
        if self.need.necessity == "wished" and (best is None or best[0] != HELD):
            return None
        proof = proofs.get(best[1]) if best else None
        found = self.known.get((best, proof))
        if found is None:
            found = self.known[best, proof] = self._reason(best, proof)
        return found

    def _reason(self, best: Covering | None, proof: int | None) -> Reason:
        state = self._state(best)
        if best is None:
            return Reason(state=state, need=self.need)
        _, token, level = best
        return Reason(
            state=state, need=self.need, covers=_covers(token, level), level=level, proof=proof
        )

    def _state(self, best: Covering | None) -> State:
        if best is not None and best[0] == HELD:
            return State.HAS
        if self.way is Way.ANY:
            return State.LEARNABLE
        return State.CLOSE if best is not None and self.way is Way.NEAR else State.ASK


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
    def counted(self) -> tuple[int, ...]:
        """Which lines are strict skills and languages."""
        return tuple(number for number, line in enumerate(self.lines) if line.counted)

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
        reach = self._reach({token for person in people for token in person.levels})
        return [self._judge(person, reach) for person in people]

    def _judge(self, person: Person, reach: Reach) -> tuple[Group | None, tuple[Reason, ...]]:
        best = self._best(person, reach)
        found = [line.reason(best.get(i), person.proofs) for i, line in enumerate(self.lines)]
        bare = sum(number not in best for number in self.counted)
        reasons = [reason for reason in found if reason is not None]
        reasons += self._topics(person)
        group = None if bare > self.most_bare else group_of(reasons)
        return group, tuple(reasons)

    def _reach(self, tokens: set[Token]) -> Reach:
        """Map each of these tokens to the lines it may cover, with its place among what is near."""
        reach: Reach = {}
        for number, line in enumerate(self.lines):
            for token in line.places.keys() & tokens:
                reach.setdefault(token, []).append((number, line.places[token]))
            reach.setdefault(line.wanted.token, []).append((number, OWN))
        return reach

    def _best(self, person: Person, reach: Reach) -> dict[int, Covering]:
        """Find what covers each line best."""
        best: dict[int, Covering] = {}
        for token in reach.keys() & person.levels.keys():
            level = person.levels[token]
            for number, place in reach[token]:
                rank = self.lines[number].rank(place, level)
                if rank is not None and (number not in best or rank < best[number][0]):
                    best[number] = (rank, token, level)
        return best

    def _topics(self, person: Person) -> Iterator[Reason]:
        for topic in TOPICS:
            yield from topic.lines(self.profile, person, self.close)


@lru_cache(maxsize=2048)
def family(kind: str, close: tuple[str, ...]) -> Mapping[Token, int]:
    """Number the tokens of a family, nearest first; posts of one trade share it."""
    return {(kind, value): place for place, value in enumerate(dict.fromkeys(close))}


def group_of(reasons: list[Reason]) -> Group:
    """Read the group off the states: any question, else any support, else ready."""
    states = {reason.state for reason in reasons}
    if State.ASK in states:
        return Group.TO_DISCUSS
    return Group.READY if states <= {State.HAS} else Group.SUPPORTED


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
