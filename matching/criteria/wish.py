"""Wish: an occupation she named, or one of its family; other wishes are a question to her."""

from collections.abc import Iterator

from matching.asked import Asked
from matching.criteria.base import Close
from matching.person import Person
from matching.pool_index import Bits, Index
from matching.types import Profile, Reason, State

TOPIC = "wish"


def fitting(profile: Profile, close: Close) -> tuple[str, ...]:
    """List the occupations that make the post a wish: its own, then its family."""
    if not profile.occupation:
        return ()
    return (profile.occupation, *close.get(profile.occupation, ()))


def lines(profile: Profile, person: Person, close: Close) -> Iterator[Reason]:
    """Say which wish the post fits; ask where wishes are known and none is of this family."""
    for occupation in fitting(profile, close):
        if ("wish", occupation) in person.levels:
            yield Reason(state=State.HAS, topic=TOPIC, covers=occupation)
            return
    if profile.occupation and person.says("wish"):
        yield Reason(state=State.ASK, topic=TOPIC, covers=profile.occupation)


def fits(profile: Profile, index: Index, close: Close) -> Bits:
    """Mark everyone who wishes this occupation or one of its family."""
    return index.union(tuple(("wish", value) for value in fitting(profile, close)))


def ask(profile: Profile, close: Close, asked: Asked) -> None:
    """Ask everyone who has wishes, none of them of this family."""
    if profile.occupation:
        asked.people(asked.index.said("wish") & ~fits(profile, asked.index, close))
