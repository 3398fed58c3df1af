"""Read job offers, flag what inflates them, link words, and find who can be led to a post.

Pure functions: no web, no database, no clock, no network.
"""

from matching.analyse import analyse
from matching.batch import Engine, Processes, Serial, match_all
from matching.carving import carve
from matching.choices import offers_for, would_open
from matching.columns import Column
from matching.link import Linker
from matching.pool import Pool
from matching.types import (
    Census,
    Concept,
    Draft,
    Evidence,
    Explanation,
    Flag,
    Gain,
    Group,
    Hit,
    Match,
    Need,
    Offer,
    Opening,
    Portfolio,
    Profile,
    Reason,
    Requirement,
    State,
    Task,
)

__all__ = [
    "Census",
    "Column",
    "Concept",
    "Draft",
    "Engine",
    "Evidence",
    "Explanation",
    "Flag",
    "Gain",
    "Group",
    "Hit",
    "Linker",
    "Match",
    "Need",
    "Offer",
    "Opening",
    "Pool",
    "Portfolio",
    "Processes",
    "Profile",
    "Reason",
    "Requirement",
    "Serial",
    "State",
    "Task",
    "analyse",
    "carve",
    "match_all",
    "offers_for",
    "would_open",
]
