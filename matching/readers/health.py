"""Health, fitness, loads, heights and appearance, with the ground the offer shows."""

from collections.abc import Iterator
from dataclasses import replace

from matching.document import Document
from matching.finding import Finding, listed
from matching.grounds import shows
from matching.types import Kind


def read_health(document: Document) -> Iterator[Finding]:
    """Yield what is asked of the body; a named physical task or a doctor's finding is a ground."""
    for finding in listed(document, "health", Kind.HEALTH):
        if finding.criterion == "conviction":
            yield replace(finding, lawful=shows(document, "neutral"))
        elif finding.value in ("condition", "aptitude") and not finding.lawful:
            grounds = ("army", "authority", "public", "physical", "examined")
            yield replace(finding, lawful=shows(document, *grounds))
        else:
            yield finding
