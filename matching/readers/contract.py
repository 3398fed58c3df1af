"""Contract: its type and how long it lasts."""

import re
from collections.abc import Iterator
from dataclasses import replace

from matching.document import Document
from matching.finding import Finding, Taken, listed, matches
from matching.lexicon import finder, pattern
from matching.readers.numbers import number, plain
from matching.types import Kind

_LENGTH = pattern("contract", "length")
_DATES = pattern("contract", "dates")
_DURATION = finder("contract", "duration")
_MONTHS = {
    "mois": 1.0,
    "semaine": 0.25,
    "semaines": 0.25,
    "an": 12.0,
    "ans": 12.0,
    "annee": 12.0,
    "annees": 12.0,
}
_OTHER = {"CDI", "CDD", "INTERIM", "ALT"}
_BETWEEN = pattern("contract", "between")
_VISION = pattern("contract", "vision")
_POSSIBLE = pattern("contract", "possible")
_BLURB = pattern("contract", "blurb")


def read_contract(document: Document) -> Iterator[Finding]:
    """Yield the contracts offered, with their length; an agency's list of contracts is not one."""
    found = sorted(listed(document, "contract", Kind.CONTRACT), key=lambda f: (f.start, -f.end))
    found = _apart(found)
    index, taken = 0, Taken()
    while index < len(found):
        run = [found[index]]
        while index + 1 < len(found) and _BETWEEN.fullmatch(
            document.text, run[-1].end, found[index + 1].start
        ):
            index += 1
            run.append(found[index])
        index += 1
        kinds = {f.value for f in run} & _OTHER
        if len(kinds) > 1 and _advertises(document, run):
            continue
        for finding in _united(document, run):
            taken.add(finding.start, finding.end)
            yield finding
    yield from _durations(document, taken)


def _apart(found: list[Finding]) -> list[Finding]:
    """Drop a finding that begins inside an earlier one (sorted by start, longest first)."""
    kept: list[Finding] = []
    for finding in found:
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept


def _advertises(document: Document, run: list[Finding]) -> bool:
    segment = document.segment(run[0].start)
    before = document.text[max(segment.start, run[0].start - 90) : run[0].start]
    return segment.talk or len({f.value for f in run}) > 2 or bool(_BLURB.search(before))


def _united(document: Document, run: list[Finding]) -> Iterator[Finding]:
    first = run[0]
    segment = document.segment(first.start)
    if (
        _POSSIBLE.search(document.text[max(segment.start, first.start - 45) : first.start])
        and first.value == "CDI"
    ):
        return
    if len(run) > 1 and len({f.value for f in run}) > 1:
        values = "+".join(dict.fromkeys(f.value for f in run))
        yield replace(first, end=run[-1].end, value=values)
        return
    for finding in run:
        yield _measured(document, finding)


def _measured(document: Document, finding: Finding) -> Finding:
    """Add the length that follows, and the promise of a longer contract."""
    text = document.text
    vision = _VISION.match(text, finding.end)
    if vision:
        return replace(finding, end=vision.end())
    if finding.value not in ("CDD", "INTERIM", "REMPL", "ALT"):
        return finding
    length = _LENGTH.match(text, finding.end)
    if length and "\n" not in length[0]:
        value = f"CDD:{_months(length)}m" if finding.value == "CDD" else finding.value
        return replace(finding, end=length.end(), value=value)
    dates = _DATES.match(text, finding.end)
    return replace(finding, end=dates.end()) if dates else finding


def _months(match: re.Match[str]) -> str:
    return plain(number(match["n"]) * _MONTHS[match["unit"]])


def _durations(document: Document, taken: Taken) -> Iterator[Finding]:
    for match in matches(document, _DURATION):
        if taken.meets(match.start(), match.end()):
            continue
        before = document.text[max(0, match.start() - 40) : match.start()]
        if re.search(r"\b(?:formation|stage|essai|experience|preavis)\b", before):
            continue
        known = re.search(r"\bcdd\b|duree determinee", before)
        value = f"{'CDD' if known else '?'}:{_months(match)}m"
        yield Finding(kind=Kind.CONTRACT, value=value, start=match.start(), end=match.end())
