"""Travel: about how long the trip takes against what the person accepts."""

from collections.abc import Iterator

import numpy as np

from matching.asked import Asked
from matching.criteria.base import Close
from matching.person import MODES, Person
from matching.travel import straight_km, trip_minutes, trips
from matching.types import Profile, Reason, State

TOPIC = "travel"


def lines(profile: Profile, person: Person, close: Close) -> Iterator[Reason]:
    """Say the shortest accepted trip, else ask about the one least over what is accepted."""
    if profile.place is None:
        return
    used = [i for i, accepted in enumerate(person.minutes) if accepted]
    if person.place is None or not used:
        yield Reason(state=State.ASK, topic=TOPIC)
        return
    trip = trips(profile.place, person.place)
    fits = [(trip[i], i) for i in used if trip[i] <= person.minutes[i]]
    if fits:
        minutes, mode = min(fits)
    else:
        _, minutes, mode = min((trip[i] - person.minutes[i], trip[i], i) for i in used)
    state = State.HAS if fits else State.ASK
    yield Reason(state=state, topic=TOPIC, covers=f"{MODES[mode]}:{minutes}")


def ask(profile: Profile, close: Close, asked: Asked) -> None:
    """Ask everyone whose accepted trips are too short or not said."""
    if profile.place is None:
        return
    index = asked.index
    km = straight_km(profile.place, index.latitudes, index.longitudes)
    with np.errstate(invalid="ignore"):  # no place: NaN compares false, so it is asked
        fits = (trip_minutes(km)[index.home] <= index.minutes) & (index.minutes > 0)
    asked.limits(~np.any(fits, axis=1))
