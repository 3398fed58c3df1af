"""Civil status and standing: eligibility, residence and family situation."""

from collections.abc import Iterator

from matching.document import Document
from matching.finding import Finding, listed
from matching.grounds import about_others, no_bar
from matching.lexicon import pattern
from matching.types import Kind

_NOT_THE_PERSON = pattern("family", "not_the_person")


def read_eligibility(document: Document) -> Iterator[Finding]:
    """Yield civil rights, conduct, examinations, aid status and statements of openness."""
    return listed(document, "eligibility", Kind.ELIGIBILITY)


def read_residence(document: Document) -> Iterator[Finding]:
    """Yield the demand to live somewhere or to know the area."""
    for finding in listed(document, "residence", Kind.RESIDENCE):
        if finding.lawful or not no_bar(document, finding.start, finding.end):
            yield finding


def read_family(document: Document) -> Iterator[Finding]:
    """Yield the demands on private life: family, belief, union, debts, identity papers."""
    for finding in listed(document, "family", Kind.FAMILY):
        others = finding.criterion == "conviction" and about_others(
            document, finding, _NOT_THE_PERSON
        )
        if finding.lawful or not (others or no_bar(document, finding.start, finding.end)):
            yield finding
