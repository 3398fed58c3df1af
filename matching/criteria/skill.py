"""A skill: done alone covers it; done with help, or a close skill done alone, is near it."""

from matching.criteria.base import Wanted
from matching.types import Need

ALONE = 2


def wanted(need: Need) -> Wanted:
    """Ask for the skill at level 2 (alone); level 1 (with help) and its family are near."""
    return Wanted(token=("skill", need.value), enough=ALONE, nearly=1, family=True, shared=True)
