"""Certificates: brevets, attestations, cards and named trainings."""

import re
from collections.abc import Iterator
from dataclasses import replace

from matching.document import Document
from matching.finding import Finding, listed, matches
from matching.grounds import shows
from matching.lexicon import finder, pattern
from matching.types import Kind

_CACES = finder("certificate", "caces")
_JOIN = pattern("certificate", "join")
_STAND_ALONE = frozenset({"CASIER", "HACCP"})


def read_certificate(document: Document) -> Iterator[Finding]:
    """Yield the papers asked; papers of one breath are joined by ``+``."""
    found = [
        *_caces(document),
        *(_graded(document, f) for f in listed(document, "certificate", Kind.CERTIFICATE)),
    ]
    found.sort(key=lambda f: (f.start, -f.end))
    held: Finding | None = None
    for finding in found:
        if held and finding.start < held.end:
            continue
        if held and _one_breath(document, held, finding):
            values = dict.fromkeys((*held.value.split("+"), *finding.value.split("+")))
            held = replace(held, value="+".join(values), end=finding.end)
            continue
        if held:
            yield held
        held = finding
    if held:
        yield held


def _one_breath(document: Document, one: Finding, two: Finding) -> bool:
    if _STAND_ALONE & {one.value, two.value} or document.segment(one.start) is not document.segment(
        two.start
    ):
        return False
    return bool(_JOIN.fullmatch(document.text, one.end, two.start))


def _caces(document: Document) -> Iterator[Finding]:
    for match in matches(document, _CACES):
        numbers = re.findall(
            r"(?<![\dr])[1-9](?=[ab]?(?!\d))", re.sub(r"r ?\.?\d{3}", "r", match["rest"])
        )
        family = re.search(r"r ?\.?(372|482|489|490|389|386|486|485)", match["rest"])
        value = "CACES"
        if numbers:
            value = "CACES:" + "-".join(dict.fromkeys(numbers))
        elif family:
            value = f"CACES:R{family[1]}"
        end = match.end() - (len(match[0]) - len(match[0].rstrip(" ,/.:(+&-")))
        yield Finding(kind=Kind.CERTIFICATE, value=value, start=match.start(), end=end)


def _graded(document: Document, finding: Finding) -> Finding:
    """Name a brevet; a criminal record is lawful where a law or children explain it."""
    if finding.value == "BREVET":
        name = document.text[finding.start : finding.end].replace("-", " ").split()[-1]
        return replace(finding, value=f"BREVET_{name.split(chr(39))[-1].upper()}")
    if finding.value != "CASIER":
        return finding
    return replace(
        finding,
        criterion="fortune",
        lawful=shows(document, "children", "security", "army", "authority", "public"),
    )
