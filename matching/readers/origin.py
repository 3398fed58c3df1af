"""Origin: nationality, origin and the right to work."""

from collections.abc import Iterator
from dataclasses import replace

from matching.document import Document
from matching.finding import Finding, listed
from matching.grounds import about_others, no_bar, shows
from matching.lexicon import pattern
from matching.types import Kind

_NOT_THE_PERSON = pattern("origin", "not_the_person")


def read_origin(document: Document) -> Iterator[Finding]:
    """Yield nationality, origin and the right to work; public authority is a ground."""
    for finding in listed(document, "origin", Kind.ORIGIN):
        if finding.lawful:
            yield finding
        elif no_bar(document, finding.start, finding.end):
            continue
        elif finding.criterion == "origine":
            if not about_others(document, finding, _NOT_THE_PERSON):
                yield finding
        elif finding.value in ("FR", "BE", "EU"):
            grounds = ("army", "authority", "security-law")
            yield replace(finding, lawful=shows(document, *grounds))
        else:
            yield finding
