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
from matching.read import read
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
    Kind,
    Match,
    Modality,
    Need,
    Offer,
    Opening,
    Portfolio,
    Profile,
    Reason,
    Requirement,
    State,
    Task,
    UnsupportedLanguage,
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
    "Kind",
    "Linker",
    "Match",
    "Modality",
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
    "UnsupportedLanguage",
    "analyse",
    "carve",
    "match_all",
    "offers_for",
    "read",
    "would_open",
]
