"""Read job offers, flag what inflates them, link words, and find who can be led to a post.

Pure functions: no web, no database, no clock, no network.
"""

from matching.link import Linker
from matching.types import Concept, Hit

__all__ = ["Concept", "Hit", "Linker"]
