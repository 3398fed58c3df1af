"""Age: bounds in years and age words, with the ground the offer shows."""

import re
from collections.abc import Iterator

from matching.document import Document
from matching.finding import Finding, listed, matches
from matching.grounds import no_bar, shows
from matching.lexicon import finder, pattern
from matching.readers.numbers import plain
from matching.types import Kind

_BOUND = finder("age", "bound")
_ABOUT_AGE = pattern("age", "about_age")
_SPAN = pattern("age", "span")
_LAW = pattern("age", "law")
_LOW = ("low", "low2", "low3", "min", "min2", "min3")
_HIGH = ("high", "high2", "high3", "max", "max2")
_WELCOME = pattern("age", "welcome")
_NOT_AGE = pattern("age", "not_age")


def read_age(document: Document) -> Iterator[Finding]:
    """Yield age bounds and age words; a legal age or the army is a ground."""
    text = document.text
    for match in matches(document, _BOUND):
        segment = document.segment(match.start())
        around = text[
            max(segment.start, match.start() - 35) : min(
                max(segment.end, match.end()), match.end() + 26
            )
        ]
        aid = re.search(
            r"\b(?:impulsion|activa|convention premier emploi|cpe|rosetta|aide|sine)\b", around
        )
        asked = _ABOUT_AGE.search(around) or _SPAN.search(match[0])
        if "ans" not in around or not asked or aid or _NOT_AGE.search(_near(document, match)):
            continue
        if _WELCOME.search(text, segment.start, segment.end):
            continue
        finding = _bound(document, match)
        if finding:
            yield finding
    words = list(listed(document, "age", Kind.AGE))
    teams = [f for f in words if f.value == "young_team"]
    for finding in words:
        if not finding.lawful and no_bar(document, finding.start, finding.end):
            continue
        if finding.value == "young_team" or not any(
            finding.start < team.end and team.start < finding.end for team in teams
        ):
            yield finding


def _near(document: Document, match: re.Match[str]) -> str:
    """Return a bound with the words around it, up to a comma."""
    segment = document.segment(match.start())
    text = document.text
    before = text[max(segment.start, match.start() - 35) : match.start()]
    after = text[match.end() : min(max(segment.end, match.end()), match.end() + 26)]
    return before.rpartition(",")[2] + match[0] + after.partition(",")[0]


def _bound(document: Document, match: re.Match[str]) -> Finding | None:
    groups = match.groupdict()
    low = next((groups[key] for key in _LOW if groups[key]), None)
    high = next((groups[key] for key in _HIGH if groups[key]), None)
    values = [float(value.replace(",", ".")) for value in (low, high) if value]
    if not all(15 <= value <= 75 for value in values) or (low and high and values[1] <= values[0]):
        return None
    if low and high:
        value = f"{plain(values[0])}-{plain(values[1])}"
    else:
        value = f"{plain(values[0])}+" if low else f"-{plain(values[0])}"
    segment = document.segment(match.start())
    legal = (
        bool(_LAW.search(document.text, segment.start, segment.end))
        or value in ("18+", "16+", "15+")
        or shows(document, "army")
        or (bool(low) and not high and values[0] <= 21 and shows(document, "by-law"))
    )
    return Finding(
        kind=Kind.AGE,
        value=value,
        start=match.start(),
        end=match.end(),
        criterion="age",
        lawful=legal,
        keep=True,
    )
