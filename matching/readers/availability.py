"""Availability: start at once, week-ends, nights, shifts, split days, travel, and their absence."""

import re
from collections.abc import Iterator
from dataclasses import replace

from matching.document import Document
from matching.finding import Finding, listed
from matching.lexicon import pattern
from matching.types import Kind, Modality

_NOT_WORK = pattern("availability", "not_work")
_FREE_AFTER = pattern("availability", "free_after")
_NONE = pattern("availability", "none")
_NONE_AFTER = re.compile(r" (?:n.est|ne sont) (?:pas )?(?:demande|prevu|exige)")
_ABSENT = {
    "weekend": "no_weekend",
    "night": "no_night",
    "travel": "no_travel",
    "oncall": "no_oncall",
}
_JOIN = pattern("availability", "join")
_VOLUNTARY = re.compile(r"[^.;\n]{0,25}\b(?:volontariat|volontaire|si vous le souhaitez)\b")


def read_availability(document: Document) -> Iterator[Finding]:
    """Yield the times asked; neighbours of one value are one finding."""
    held: Finding | None = None
    for finding in sorted(
        listed(document, "availability", Kind.AVAILABILITY), key=lambda f: (f.start, -f.end)
    ):
        if held and finding.start < held.end:
            continue
        finding = _settled(document, finding)
        if finding.value == "":
            continue
        if held and _one_list(document, held, finding):
            held = replace(held, end=finding.end)
            continue
        if held:
            yield held
        held = finding
    if held:
        yield held


def _settled(document: Document, finding: Finding) -> Finding:
    """Read negation and free choice around a finding."""
    segment = document.segment(finding.start)
    text = document.text
    before = text[max(segment.start, finding.start - 28) : finding.start]
    rested = finding.value == "weekend" and _FREE_AFTER.match(text, finding.end)
    if rested or _NOT_WORK.search(text[max(segment.start, finding.start - 60) : finding.start]):
        return replace(finding, value="")
    if _NONE.search(before) or _NONE_AFTER.match(text, finding.end):
        return replace(finding, value=_ABSENT.get(finding.value, ""), modality=Modality.OFFERED)
    if finding.value.startswith("no_"):
        return replace(finding, modality=Modality.OFFERED)
    if _VOLUNTARY.match(text, finding.end, max(finding.end, segment.end)):
        return replace(finding, modality=Modality.PREFERRED)
    return finding


def _one_list(document: Document, one: Finding, two: Finding) -> bool:
    if one.value != two.value or document.segment(one.start) is not document.segment(two.start):
        return False
    return two.start - one.end <= 40 and bool(_JOIN.fullmatch(document.text, one.end, two.start))
