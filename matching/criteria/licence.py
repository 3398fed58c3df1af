"""A driving licence: held or not; who lacks it is asked, never left out."""

from matching.criteria.base import Wanted
from matching.types import Need


def wanted(need: Need) -> Wanted:
    """Ask for the category; nothing is near a licence."""
    return Wanted(token=("licence", need.value), enough=1, nearly=1)
