"""The dated tables the rules compare with: expected levels, thresholds, trades with a title."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from matching.types import Level, Offer

TABLES = files("matching") / "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A number above which a rule asks a question, for the occupations of an ISCO-08 prefix."""

    name: str
    isco: str
    value: float
    verified: bool
    source: str


def expected_level(offer: Offer) -> Level | None:
    """Return the level (EQF range) the post is expected to need, None where no row says.

    The organisation's own table goes first when the offer brings one; the longest prefix wins.
    """
    if offer.occupation is None:
        return None
    table = default_levels() if offer.levels is None else offer.levels
    fitting = [level for level in table if offer.occupation.isco.startswith(level.isco)]
    return max(fitting, key=lambda level: len(level.isco), default=None)


def threshold(offer: Offer, name: str) -> Threshold | None:
    """Return the threshold of that name for the occupation of the offer, None where none is set."""
    if offer.occupation is None:
        return None
    isco = offer.occupation.isco
    fitting = [row for row in _thresholds() if row.name == name and isco.startswith(row.isco)]
    return max(fitting, key=lambda row: len(row.isco), default=None)


def has_title_of_competence(isco: str) -> bool:
    """Say whether a *titre de compétence* is listed for a trade with this ISCO-08 code."""
    return any(isco.startswith(row["isco"]) for row in _rows("titles_of_competence.csv"))


@cache
def default_levels() -> tuple[Level, ...]:
    """Return the embedded table of expected levels."""
    return tuple(
        Level(
            isco=row["isco"],
            low=int(row["low"]),
            high=int(row["high"]),
            verified=row["verified"] == "yes",
            source=row["source"],
        )
        for row in _rows("levels.csv")
    )


@cache
def _thresholds() -> tuple[Threshold, ...]:
    return tuple(
        Threshold(
            name=row["name"],
            isco=row["isco"],
            value=float(row["value"]),
            verified=row["verified"] == "yes",
            source=row["source"],
        )
        for row in _rows("thresholds.csv")
    )


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = (TABLES / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
