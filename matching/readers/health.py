"""Health, fitness, loads, heights and appearance, with the ground the offer shows."""

from collections.abc import Iterator
from dataclasses import replace

from matching.document import Document
from matching.finding import Finding, listed
from matching.grounds import no_bar, shows
from matching.lexicon import pattern
from matching.types import Kind

_STRICT = pattern("health", "strict")
_BEFORE_HIRE = pattern("health", "before_hire")
_NOT_LOOKS = pattern("health", "not_looks")
_FITNESS = ("public", "physical", "examined")


def read_health(document: Document) -> Iterator[Finding]:
    """Yield what is asked of the body; a named physical task or a doctor's finding is a ground."""
    for finding in listed(document, "health", Kind.HEALTH):
        if finding.lawful:
            yield finding
        elif not no_bar(document, finding.start, finding.end) and not _clothes(document, finding):
            yield _grounded(document, finding)


def _clothes(document: Document, finding: Finding) -> bool:
    """Tell whether a size is that of clothes the firm gives."""
    segment = document.segment(finding.start)
    said = document.text[finding.start : finding.end]
    return said.startswith("taille") and bool(
        _NOT_LOOKS.search(document.text, segment.start, segment.end)
    )


def _grounded(document: Document, finding: Finding) -> Finding:
    """Return a finding with its ground: none lets a firm rule out the sick before the hire."""
    if finding.criterion == "conviction":
        return replace(finding, lawful=shows(document, "neutral"))
    if finding.value not in ("condition", "aptitude"):
        return finding
    grounds: tuple[str, ...] = ("army", "authority")
    if finding.value == "aptitude":
        segment = document.segment(finding.start)
        early = _BEFORE_HIRE.search(document.text, segment.start, segment.end)
        grounds += ("public",) if early else _FITNESS
    elif not _STRICT.search(document.text, finding.start, finding.end):
        grounds += _FITNESS
    return replace(finding, lawful=shows(document, *grounds))
