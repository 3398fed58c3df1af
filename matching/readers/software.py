"""Software: products by name, or office skills at large."""

from collections.abc import Iterator
from dataclasses import replace

from matching.document import Document
from matching.finding import Finding, listed
from matching.lexicon import pattern
from matching.types import Kind

_AND = pattern("software", "and")


def read_software(document: Document) -> Iterator[Finding]:
    """Yield the software asked, products of one breath joined by ``+``."""
    held: Finding | None = None
    named = (_named(document, finding) for finding in listed(document, "software", Kind.SOFTWARE))
    for finding in sorted(named, key=lambda f: (f.start, -f.end)):
        if held and finding.start < held.end:
            continue
        if held and _AND.fullmatch(document.text, held.end, finding.start):
            values = [*held.value.split("+"), *finding.value.split("+")]
            products = [value for value in dict.fromkeys(values) if value != "generic"]
            held = replace(held, end=finding.end, value="+".join(products) or "generic")
            continue
        if held:
            yield held
        held = finding
    if held:
        yield held


def _named(document: Document, finding: Finding) -> Finding:
    """Give a product the lexicon does not list the name the offer writes."""
    if finding.value != "other":
        return finding
    return replace(finding, value=document.cased[finding.start : finding.end])
