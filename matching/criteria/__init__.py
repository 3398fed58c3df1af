"""One file per reason of a match; a new reason is a new file and one line here.

A criterion of a need turns the need into what is wanted of a portfolio. A criterion of a topic
has two faces that always agree: the lines for one person, and who must be asked in a whole pool.
"""

from collections.abc import Callable, Iterator
from typing import Protocol

from matching.asked import Asked
from matching.criteria import (
    certificate,
    hours,
    language,
    licence,
    refusal,
    skill,
    travel,
    wish,
)
from matching.criteria.base import Close, Wanted
from matching.person import Person
from matching.types import Need, Profile, Reason


class Topic(Protocol):
    """What a module of a topic offers."""

    TOPIC: str

    def lines(self, profile: Profile, person: Person, close: Close) -> Iterator[Reason]:
        """Give the reasons of this topic for one person."""

    def ask(self, profile: Profile, close: Close, asked: Asked) -> None:
        """Say who must be asked in a whole pool."""


NEEDS: dict[str, Callable[[Need], Wanted]] = {
    "skill": skill.wanted,
    "language": language.wanted,
    "licence": licence.wanted,
    "certificate": certificate.wanted,
}
TOPICS: tuple[Topic, ...] = (travel, hours, wish, refusal)

__all__ = ["NEEDS", "TOPICS", "Close", "Wanted", "wish"]
