"""Travel: about how long the trip takes against what the person accepts."""

from collections.abc import Iterator

import numpy as np

from matching.criteria.base import Close
from matching.person import MODES, Person
from matching.pool_index import Bits, Index
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


def asked(profile: Profile, index: Index, close: Close) -> Bits | None:
    """Mark everyone whose accepted trips are too short or not said."""
    if profile.place is None:
        return None
    km = straight_km(profile.place, index.latitudes, index.longitudes)
    fits = np.zeros(len(index.home), dtype=bool)
    for i, mode in enumerate(MODES):
        accepted = index.minutes[:, i]
        with np.errstate(invalid="ignore"):  # no place: NaN compares false, so it is asked
            fits |= (accepted > 0) & (trip_minutes(km, mode)[index.home] <= accepted)
    return index.where_limits(~fits)
