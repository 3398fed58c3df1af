"""Read job offers, flag what inflates them, link words, and find who can be led to a post.

Pure functions: no web, no database, no clock, no network.
"""

from matching.analyse import analyse
from matching.link import Linker
from matching.types import Concept, Evidence, Flag, Hit, Offer, Requirement

__all__ = ["Concept", "Evidence", "Flag", "Hit", "Linker", "Offer", "Requirement", "analyse"]
