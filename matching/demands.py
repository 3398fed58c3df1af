"""What an offer asks, in numbers: the questions every rule puts to a list of requirements."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from matching.phrases import folded
from matching.types import Kind, Modality, Offer, Requirement

CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
_CHOICES = (
    # in the same sentence, and not closed by "avec" or by a clause of its own ("CAP ou BEP, vous")
    re.compile(r"\b(?:ou|or)\b(?!.*\b(?:et|avec)\b)(?!.*\w\)? ?, (?:vous|tu)\b)[^.!?\n]*$"),
    re.compile(r"\b(?:soit|sinon|a defaut|en l'absence|either)\b"),  # across a list
    re.compile(r"\n\W*(?:ou|or)\b"),  # the next line begins with it
)
_ENDS = ("\n", ". ", "! ", "? ")
_ENDS_WITH_OR = re.compile(r"\b(?:ou|soit|or)\W*$")
_STARTS_WITH_OR = re.compile(r"\W*(?:ou|soit|a defaut|or)\b")
BY_CARD = ("83", "7127", "54")  # drivers, refrigeration, security: regulated without a diploma
MOST_ROWS = 300
_AROUND = 300  # characters: a sentence is not looked for farther than this
_REACH = 160  # characters: farther apart, two demands are not one choice


def rows(offer: Offer, *kinds: Kind) -> Iterator[Requirement]:
    """Yield the requirements of some kinds, however strongly they are put.

    At most ``MOST_ROWS`` of them: no advertisement has more, and a text made to be endless must
    not take the rules endless time.
    """
    wanted = frozenset(kinds)
    return islice((row for row in offer.requirements or () if row.kind in wanted), MOST_ROWS)


def asked(offer: Offer, *kinds: Kind) -> Iterator[Requirement]:
    """Yield the mandatory requirements of some kinds."""
    return (row for row in rows(offer, *kinds) if row.modality is Modality.MANDATORY)


def schooling_by_law(offer: Offer) -> bool:
    """Say whether the law asks for schooling here, not only for a card or a short certificate."""
    return regulated(offer) and not is_isco(offer, *BY_CARD)


def once(found: Iterable[Requirement]) -> Iterator[Requirement]:
    """Yield each kind and value once, at its first mention."""
    seen: set[tuple[Kind, str]] = set()
    for row in found:
        if (row.kind, row.value) not in seen:
            seen.add((row.kind, row.value))
            yield row


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
    """Say whether the law sets the schooling: a regulated title, or a statutory public post."""
    statutory = any(row.value == "STATUT" for row in rows(offer, Kind.CONTRACT))
    return statutory or (offer.occupation is not None and offer.occupation.regulated)


def sentence(offer: Offer, row: Requirement) -> str:
    """Return the folded sentence or line around a requirement, "" for a row typed by hand."""
    if row.start is None or row.end is None:
        return ""
    plain = folded(offer.text)
    first, last = max(0, row.start - _AROUND), row.end + _AROUND
    before = max(plain.rfind(mark, first, row.start) for mark in _ENDS)
    ends = [at for mark in _ENDS if (at := plain.find(mark, row.end, last)) >= 0]
    return plain[max(before + 1, first) : min(ends, default=last)]


def around(offer: Offer, row: Requirement, characters: int) -> str:
    """Return the words of a row with a few characters of its text on each side."""
    if row.start is None or row.end is None:
        return row.value
    return offer.text[max(0, row.start - characters) : row.end + characters]


def is_photograph(offer: Offer, row: Requirement) -> bool:
    """Say whether a row on looks is about a photograph to be sent."""
    return "photo" in folded(offer.text[row.start or 0 : row.end or 0])


def either_or(offer: Offer, first: Requirement, second: Requirement) -> bool:
    """Say whether the offer lets one demand stand in for the other ("CESS ou 2 ans")."""
    if None in (first.start, first.end, second.start, second.end):
        return False
    left, right = sorted((first, second), key=lambda row: (row.start or 0, row.end or 0))
    plain = folded(offer.text)
    if _STARTS_WITH_OR.match(plain, right.start or 0, right.end or 0):
        return True
    next_to_it = (right.start or 0) - (left.end or 0) <= _REACH // 4
    if next_to_it and _ENDS_WITH_OR.search(plain[left.start or 0 : left.end or 0]):
        return True
    between = plain[left.end or 0 : right.start or 0]
    if len(between) > _REACH or between.strip() == "/":
        return between.strip() == "/"
    return any(choice.search(between) is not None for choice in _CHOICES)
