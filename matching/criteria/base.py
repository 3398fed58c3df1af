"""What every criterion shares: the question a need puts to a portfolio."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matching.person import Token

Close = Mapping[str, Sequence[str]]  # id -> ids of the same family of the reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A token and the level that covers it.

    ``enough`` is the least level that covers the need; ``nearly`` the least level that is near it
    (equal to ``enough`` where nothing is near). ``family`` says that a close id of the reference
    is near too, ``shared`` that the need counts when asking what a person shares with the post.
    """

    token: Token
    enough: int
    nearly: int
    family: bool = False
    shared: bool = False
