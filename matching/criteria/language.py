"""A language: the CEFR level asked covers it; one level below is near it."""

from matching.criteria.base import Wanted
from matching.person import cefr
from matching.types import Need


def wanted(need: Need) -> Wanted:
    """Ask for "nl:B1" at B1 or above; "nl" and "nl:?" ask for any level."""
    iso, _, level = need.value.partition(":")
    if not iso or "+" in need.value:
        raise ValueError(f"a language need is one language, not {need.value!r}")
    enough = cefr(level)
    return Wanted(token=("language", iso), enough=enough, nearly=max(1, enough - 1), shared=True)
