"""Driving licences, and the demand for a car of one's own."""

from collections.abc import Iterator

from matching.document import Document
from matching.finding import Finding, listed, scan, span
from matching.lexicon import pattern
from matching.types import Kind

_CATEGORY = pattern("licence", "category")
_CODES = {
    **dict.fromkeys(("vl", "voiture", "auto", "vehicule leger"), "B"),
    **dict.fromkeys(("pl", "camion", "c1"), "C"),
    **dict.fromkeys(("ec", "spl", "c1e"), "CE"),
    **dict.fromkeys(("moto", "a1", "a2"), "A"),
    "eb": "BE",
    "d1": "D",
    "scooter": "AM",
    "tracteur": "G",
}
_LESSONS = pattern("licence", "lessons")
_HEAVY = ("poids lourd", "chauffeur pl", "conducteur pl", " pl ", "camion")


def read_licence(document: Document) -> Iterator[Finding]:
    """Yield the driving licences asked, categories joined by ``+``."""
    for _, match in scan(document, "licence"):
        start, end = span(match)
        segment = document.segment(start)
        if _LESSONS.search(document.text[max(segment.start, start - 45) : start]):
            continue
        letters = match["cat"] if "cat" in match.re.groupindex else ""
        codes = list(dict.fromkeys(_code(found[0]) for found in _CATEGORY.finditer(letters or "")))
        value = "+".join(codes) or ("C" if document.has(*_HEAVY) else "B")
        yield Finding(kind=Kind.LICENCE, value=value, start=start, end=end)


def _code(word: str) -> str:
    if word.startswith(("poids", "super")):
        return "C" if word.startswith("poids") else "CE"
    return _CODES.get(word, word.upper())


def read_vehicle(document: Document) -> Iterator[Finding]:
    """Yield the demand for a car or for being mobile without public transport."""
    return listed(document, "vehicle", Kind.VEHICLE)
