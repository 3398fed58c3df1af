"""What a portfolio says, keyed so that every requirement is looked up the same way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from matching.types import Portfolio

Token = tuple[str, str]  # kind and value: ("skill", id), ("language", "nl"), ("wish", id)...

CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
MODES = ("foot", "bicycle", "transit", "car")
EPOCH = date(1970, 1, 1)
NEVER = -(2**31)  # a day before any other: nobody was ever shown, no arrival is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of a pool: levels by token, accepted trips, and the two facts of the order.

    ``weekly`` is the fewest and most hours a week; ``since`` the day of the last offer shown, or
    of arrival (days since 1970-01-01); ``shown`` how many offers were shown.
    """

    id: int
    levels: Mapping[Token, int]
    proofs: Mapping[Token, int] = field(default_factory=dict)
    place: tuple[float, float] | None = None
    minutes: tuple[int, ...] = (0, 0, 0, 0)  # by mode, in the order of MODES; 0 = not used
    weekly: tuple[float, float] | None = None
    since: int = NEVER
    shown: int = 0
    kinds: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", frozenset([kind for kind, _ in self.levels]))

    def says(self, kind: str) -> bool:
        """Tell whether anything of this kind was said."""
        return kind in self.kinds


def cefr(level: str) -> int:
    """Give 1 (A1) to 6 (C2); an empty or unread level asks for 1."""
    if level in {"", "?"}:
        return 1
    if level not in CEFR:
        raise ValueError(f"unknown language level {level!r}: expected one of {', '.join(CEFR)}")
    return CEFR.index(level) + 1


def day(when: date | None) -> int:
    """Count the days since 1970-01-01; NEVER for no date."""
    return NEVER if when is None else (when - EPOCH).days


def person_of(portfolio: Portfolio) -> Person:
    """Turn a portfolio into a person of the pool; raise ValueError on a level or mode unknown."""
    levels = {("skill", skill): level for skill, level in portfolio.skills.items()}
    for skill, level in portfolio.skills.items():
        if level not in {1, 2, 3}:
            raise ValueError(f"skill {skill!r} has level {level!r}: expected 1, 2 or 3")
    levels |= {("language", iso): cefr(level) for iso, level in portfolio.languages.items()}
    for kind, values in (
        ("licence", portfolio.licences),
        ("certificate", portfolio.certificates),
        ("hours", portfolio.hours),
        ("wish", portfolio.wishes),
        ("refusal", portfolio.refusals),
    ):
        levels |= {(kind, value): 1 for value in values}
    return Person(
        id=portfolio.id,
        levels=levels,
        proofs={("skill", skill): proof for skill, proof in portfolio.proofs.items()},
        place=portfolio.place,
        minutes=_minutes(portfolio.minutes),
        weekly=portfolio.weekly_hours,
        since=day(portfolio.last_shown_on or portfolio.arrived_on),
        shown=portfolio.offers_shown,
    )


def _minutes(accepted: Mapping[str, int]) -> tuple[int, ...]:
    unknown = set(accepted) - set(MODES)
    if unknown:
        raise ValueError(f"unknown travel mode {min(unknown)!r}: expected {', '.join(MODES)}")
    return tuple(accepted.get(mode, 0) for mode in MODES)
