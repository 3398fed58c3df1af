"""Civil status and standing: eligibility, residence and family situation."""

from collections.abc import Iterator

from matching.document import Document
from matching.finding import Finding, listed
from matching.types import Kind


def read_eligibility(document: Document) -> Iterator[Finding]:
    """Yield civil rights, conduct, examinations, aid status and statements of openness."""
    return listed(document, "eligibility", Kind.ELIGIBILITY)


def read_residence(document: Document) -> Iterator[Finding]:
    """Yield the demand to live somewhere or to know the area."""
    return listed(document, "residence", Kind.RESIDENCE)


def read_family(document: Document) -> Iterator[Finding]:
    """Yield the demands on private life: family, belief, union, debts, identity papers."""
    return listed(document, "family", Kind.FAMILY)
