"""Diplomas: a level or a name, the lowest that satisfies when several are proposed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from matching.document import Document
from matching.finding import Finding, listed
from matching.lexicon import pattern
from matching.types import Kind

_BETWEEN = pattern("diploma", "between")
_JOINT = re.compile(r"\bou\b|/|,|\ba\b|\bet/ou\b|\bsoit\b|^\s*-\s*$|\+")
_LEVEL = re.compile(r"EQF(\d)")


def read_diploma(document: Document) -> Iterator[Finding]:
    """Yield the diplomas asked; alternatives become one finding at the lowest level."""
    found = sorted(listed(document, "diploma", Kind.DIPLOMA), key=lambda f: (f.start, -f.end))
    held: Finding | None = None
    for finding in found:
        if not _asked(document, finding):
            continue
        if held and finding.start < held.end:
            if finding.end <= held.end or (
                _LEVEL.match(held.value) and not _LEVEL.match(finding.value)
            ):
                continue
            held = _lowest(held, finding)
            continue
        if held and _alternatives(document, held, finding):
            held = _lowest(held, finding)
            continue
        if held:
            yield held
        held = finding
    if held:
        yield held


def _alternatives(document: Document, one: Finding, two: Finding) -> bool:
    if document.segment(one.start) is not document.segment(two.start) or two.start - one.end > 45:
        return False
    between = document.text[one.end : two.start]
    if "none" in (one.value, two.value):
        return False
    return bool(_BETWEEN.fullmatch(between)) and (
        bool(_JOINT.search(between)) or not between.strip(" -")
    )


def _lowest(one: Finding, two: Finding) -> Finding:
    levels = [
        (int(match[1]), value) for value in (one.value, two.value) if (match := _LEVEL.match(value))
    ]
    value = min(levels)[1] if levels else one.value
    return replace(one, value=value, end=max(one.end, two.end))


_TONGUE = re.compile(r"\b(?:francais|neerlandais|anglais|allemand|niveau|nl|fr|en)\b")
_THEIRS = pattern("diploma", "theirs")


def _asked(document: Document, finding: Finding) -> bool:
    segment = document.segment(finding.start)
    before = document.text[max(segment.start, finding.start - 50) : finding.start]
    if document.text[finding.start : finding.end] == "a2" and _TONGUE.search(before):
        return False
    return not _THEIRS.search(before) and segment.section != "company"
