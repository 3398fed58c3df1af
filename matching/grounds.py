"""Lawful or plausible grounds an offer shows for touching a protected criterion."""

import re
from functools import cache

from matching.document import Document
from matching.lexicon import load


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        ground["name"]: re.compile("|".join(ground["find"])) for ground in load("grounds")["ground"]
    }


def shows(document: Document, *names: str) -> bool:
    """Tell whether the text or the title shows one of these grounds."""
    return any(
        _patterns()[name].search(document.text) or _patterns()[name].search(document.title)
        for name in names
    )
