"""Hours: each time of the post that is not possible, or not known to be, is asked."""

from collections.abc import Iterator

import numpy as np

from matching.asked import Asked
from matching.criteria.base import Close
from matching.person import Person
from matching.types import Profile, Reason, State

TOPIC = "hours"


def lines(profile: Profile, person: Person, close: Close) -> Iterator[Reason]:
    """Ask each code not possible and the weekly hours out of range; else say that all fit."""
    if not profile.hours and profile.weekly_hours is None:
        return
    questions = sorted(_codes(profile, person)) + list(_weekly(profile, person))
    for about in questions:
        yield Reason(state=State.ASK, topic=TOPIC, covers=about)
    if not questions:
        yield Reason(state=State.HAS, topic=TOPIC)


def _codes(profile: Profile, person: Person) -> set[str]:
    if profile.hours and not person.says("hours"):
        return {""}
    return {code for code in profile.hours if ("hours", code) not in person.levels}


def _weekly(profile: Profile, person: Person) -> Iterator[str]:
    asked = profile.weekly_hours
    if asked is None:
        return
    if person.weekly is None or not person.weekly[0] <= asked <= person.weekly[1]:
        yield f"weekly:{asked:g}"


def ask(profile: Profile, close: Close, asked: Asked) -> None:
    """Ask everyone for whom a time or the weekly hours of the post are not possible or known."""
    for code in profile.hours:
        asked.people(~asked.index.bits(("hours", code)))
    if profile.weekly_hours is not None:
        low, high = asked.index.weekly.T
        with np.errstate(invalid="ignore"):  # not said: NaN compares false, so it is asked
            asked.limits(~((low <= profile.weekly_hours) & (profile.weekly_hours <= high)))
