"""About how long a trip takes: a straight line, a detour factor and a speed, nothing finer.

The answer is a reason to ask ("about 45 minutes by bus"), never a reason to leave someone out.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from matching.person import MODES

EARTH_KM = 6371.0088  # mean radius, IUGG
DETOUR = 1.3  # roads against the straight line
STEP = 15  # minutes
SPEEDS = {"foot": 5.0, "bicycle": 15.0, "transit": 25.0, "car": 50.0}  # km/h, door to door
QUARTERS_PER_KM = np.array([DETOUR * 60 / SPEEDS[mode] / STEP for mode in MODES])

Floats = NDArray[np.float64]
Place = tuple[float, float]


def straight_km(place: Place, latitudes: Floats | float, longitudes: Floats | float) -> Floats:
    """Give the great-circle distance in km, to the metre, from one place to others.

    Latitudes and longitudes are in degrees, one or shape (n,); NaN stays NaN. Haversine formula.
    """
    lat, lon = np.radians(place[0]), np.radians(place[1])
    lats, lons = np.radians(latitudes), np.radians(longitudes)
    half = (
        np.sin((lats - lat) / 2) ** 2 + np.cos(lat) * np.cos(lats) * np.sin((lons - lon) / 2) ** 2
    )
    km: Floats = np.round(2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))), 3)
    return km


def trip_minutes(km: Floats) -> Floats:
    """Give one-way trips in minutes, rounded up to quarters of an hour, at least one.

    ``km`` is the straight line, of any shape; one more axis holds the four modes of MODES.
    """
    minutes: Floats = np.maximum(np.ceil(km[..., np.newaxis] * QUARTERS_PER_KM), 1.0) * STEP
    return minutes


@lru_cache(maxsize=65536)
def trips(place: Place, home: Place) -> tuple[int, ...]:
    """Give the minutes of the trip between two places for each mode, in the order of MODES."""
    return tuple(trip_minutes(straight_km(place, *home)).astype(int).tolist())
