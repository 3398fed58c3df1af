"""Lawful or plausible grounds an offer shows for touching a protected criterion."""

import re
from functools import cache

from matching.document import Document
from matching.finding import Finding
from matching.lexicon import load


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        ground["name"]: re.compile("|".join(ground["find"])) for ground in load("grounds")["ground"]
    }


_OPEN = re.compile(load("grounds")["open"]["said"])
_CLOSED = re.compile(load("grounds")["open"]["closed"])


def shows(document: Document, *names: str) -> bool:
    """Tell whether the text or the title shows one of these grounds."""
    return any(
        _patterns()[name].search(document.text) or _patterns()[name].search(document.title)
        for name in names
    )


def no_bar(document: Document, start: int, end: int) -> bool:
    """Tell whether the sentence around a span says that it makes no difference."""
    segment = document.segment(start)
    start, end = segment.start, max(segment.end, end)
    return bool(_OPEN.search(document.text, start, end)) and not _CLOSED.search(
        document.text, start, end
    )


def about_others(document: Document, finding: Finding, words: re.Pattern[str]) -> bool:
    """Tell whether the words just before a finding name something else than the person sought."""
    left = max(document.segment(finding.start).start, finding.start - 60)
    return bool(words.search(document.text[left : finding.start]))
