"""Read job offers, flag what inflates them, link words, and find who can be led to a post.

Pure functions: no web, no database, no clock, no network.
"""

from matching.analyse import analyse
from matching.columns import Column
from matching.link import Linker
from matching.pool import Pool
from matching.types import (
    Census,
    Concept,
    Evidence,
    Explanation,
    Flag,
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
)

__all__ = [
    "Census",
    "Column",
    "Concept",
    "Evidence",
    "Explanation",
    "Flag",
    "Group",
    "Hit",
    "Linker",
    "Match",
    "Need",
    "Offer",
    "Opening",
    "Pool",
    "Portfolio",
    "Profile",
    "Reason",
    "Requirement",
    "State",
    "analyse",
]
