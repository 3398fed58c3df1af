"""What an offer asks, in numbers: the questions every rule puts to a list of requirements."""

import re
from collections.abc import Iterator

from matching.phrases import folded
from matching.types import Kind, Modality, Offer, Requirement

CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
_EITHER = re.compile(r"\b(?:ou|soit|sinon|a defaut|en l'absence|or|either)\b|/")
_REACH = 160  # characters: farther apart, two demands are not one choice


def rows(offer: Offer, *kinds: Kind) -> Iterator[Requirement]:
    """Yield the requirements of some kinds, however strongly they are put."""
    return (row for row in offer.requirements or () if row.kind in kinds)


def asked(offer: Offer, *kinds: Kind) -> Iterator[Requirement]:
    """Yield the mandatory requirements of some kinds."""
    return (row for row in rows(offer, *kinds) if row.modality is Modality.MANDATORY)


def codes(row: Requirement) -> frozenset[str]:
    """Return the codes of a value: ``"weekend+split"`` holds two."""
    return frozenset(row.value.split("+"))


def eqf(row: Requirement) -> int | None:
    """Return the EQF level (1 to 8) of a diploma row, None where none can be read.

    >>> eqf(Requirement(kind=Kind.DIPLOMA, value="EQF4/CESS"))
    4
    """
    match = re.match(r"EQF([1-8])", row.value)
    return int(match[1]) if match else None


def years(row: Requirement) -> float | None:
    """Return the years of practice asked, None where the offer does not count them."""
    try:
        return float(row.value)
    except ValueError:
        return None


def languages(row: Requirement) -> dict[str, str]:
    """Return the CEFR level of each language of a row; "?" where the offer names none."""
    return dict(code.partition(":")[::2] for code in sorted(codes(row)))


def major(offer: Offer) -> str:
    """Return the ISCO-08 major group of an offer, "" where its occupation is not known."""
    return offer.occupation.isco[:1] if offer.occupation else ""


def is_isco(offer: Offer, *prefixes: str) -> bool:
    """Say whether the occupation of an offer is known and begins with one of these codes."""
    return offer.occupation is not None and offer.occupation.isco.startswith(prefixes)


def regulated(offer: Offer) -> bool:
    """Say whether the law asks for a title in this occupation."""
    return offer.occupation is not None and offer.occupation.regulated


def sentence(offer: Offer, row: Requirement) -> str:
    """Return the folded sentence or line around a requirement, "" for a row typed by hand."""
    if row.start is None or row.end is None:
        return ""
    plain = folded(offer.text)
    before = max(plain.rfind(mark, 0, row.start) for mark in ("\n", ". ", "! ", "? "))
    ends = [at for mark in ("\n", ". ", "! ", "? ") if (at := plain.find(mark, row.end)) >= 0]
    return plain[before + 1 : min(ends, default=len(plain))]


def either_or(offer: Offer, first: Requirement, second: Requirement) -> bool:
    """Say whether the offer lets one demand stand in for the other ("CESS ou 2 ans")."""
    if None in (first.start, first.end, second.start, second.end):
        return False
    left, right = sorted((first, second), key=lambda row: (row.start or 0, row.end or 0))
    plain = folded(offer.text)
    between = plain[left.end or 0 : right.start or 0]
    if not between.strip():  # the two readings touch or overlap: the words of both decide
        between = plain[left.start or 0 : right.end or 0]
    return len(between) <= _REACH and _EITHER.search(between) is not None
