"""Refusal: an occupation or a skill she does not want again is asked, never assumed."""

from collections.abc import Iterator

from matching.asked import Asked
from matching.criteria.base import Close
from matching.person import Person
from matching.types import Profile, Reason, State

TOPIC = "refusal"


def at_stake(profile: Profile) -> tuple[str, ...]:
    """List what a refusal may be about: the occupation, then the skills the post needs."""
    ids = [profile.occupation] if profile.occupation else []
    ids += [n.value for n in profile.needs if n.kind == "skill" and n.necessity != "wished"]
    return tuple(dict.fromkeys(ids))


def lines(profile: Profile, person: Person, close: Close) -> Iterator[Reason]:
    """Ask about each refused thing the post would bring back."""
    if not person.says("refusal"):
        return
    for value in at_stake(profile):
        if ("refusal", value) in person.levels:
            yield Reason(state=State.ASK, topic=TOPIC, covers=value)


def ask(profile: Profile, close: Close, asked: Asked) -> None:
    """Ask everyone who refused something the post would bring back."""
    stake = tuple(("refusal", value) for value in at_stake(profile))
    asked.people(asked.index.union(stake))
