"""Origin: nationality, origin and the right to work."""

from collections.abc import Iterator
from dataclasses import replace

from matching.document import Document
from matching.finding import Finding, listed
from matching.grounds import shows
from matching.types import Kind


def read_origin(document: Document) -> Iterator[Finding]:
    """Yield nationality, origin and the right to work; public authority is a ground."""
    for finding in listed(document, "origin", Kind.ORIGIN):
        if finding.value in ("FR", "BE", "EU") and finding.criterion == "nationalite":
            grounds = ("army", "authority", "security-law")
            yield replace(finding, lawful=shows(document, *grounds))
        else:
            yield finding
