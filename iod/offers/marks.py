"""The offer's text with every reading and flag in its place."""

from dataclasses import dataclass, field
from itertools import pairwise

from iod.offers.models import Flag, Offer, Requirement


@dataclass(slots=True)
class Segment:
    """A piece of the text, and what was read or asked about it."""

    text: str
    requirements: list[Requirement] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)


def marked(offer: Offer) -> list[Segment]:
    """Cut the text at every border of a reading or a flag; together the pieces are the text."""
    placed = [r for r in offer.requirements if r.start is not None and r.end is not None]
    flagged = [f for f in offer.flags if f.start is not None and f.end is not None]
    length = len(offer.text)
    cuts = {0, length}
    for row in placed:
        cuts |= {min(row.start or 0, length), min(row.end or 0, length)}
    for flag in flagged:
        cuts |= {min(flag.start or 0, length), min(flag.end or 0, length)}
    edges = sorted(cuts)
    return [
        Segment(
            text=offer.text[start:end],
            requirements=[r for r in placed if r.start <= start and end <= r.end],  # type: ignore[operator]
            flags=[f for f in flagged if f.start <= start and end <= f.end],  # type: ignore[operator]
        )
        for start, end in pairwise(edges)
    ]
