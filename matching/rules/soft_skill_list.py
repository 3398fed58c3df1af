"""A list of soft skills that no task explains.

Adjectives tell the reader to select herself out and the employer nothing; a situation of the work
says the same and can be shown.
"""

import re
from collections.abc import Iterator

from matching.demands import asked, codes
from matching.levels import threshold
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Requirement, Rule

CODE = "soft-skill-list"
CLEARS = ("task:situation", "drop")
# a line whose first words are told by the next ones: "Polyvalent : vous passez de la salle au bar"
_TOLD = re.compile(r"^(?P<head>[^.:\n]{3,40}):(?P<told>(?:[^\w\n]*\w+){5}.*)$", re.MULTILINE)
ANYWHERE = 5  # different soft skills; the table has a lower number for basic work


def find(offer: Offer) -> Iterator[Flag]:
    """Mention the list once, with each of its words, when it is long for this work."""
    seen: dict[str, Requirement] = {}
    for row in _bare(offer):
        if not row.tasks:
            for code in sorted(codes(row)):
                seen.setdefault(code, row)
    table = threshold(offer, "soft-skills")
    if len(seen) >= (table.value if table else ANYWHERE):
        words = dict.fromkeys(seen.values())
        evidence = tuple(quoted(offer, row) for row in words)
        yield flag(CODE, Family.NEGOTIABLE, 1, *evidence, clears=CLEARS)


def _bare(offer: Offer) -> Iterator[Requirement]:
    """Yield the soft skills asked, but those a line says the meaning of ("autonome : vous ...")."""
    found = list(asked(offer, Kind.CLICHE))
    starts = [row.start for row in found if row.start is not None]
    told = [
        (line.start(), line.end("head"))
        for line in _TOLD.finditer(offer.text)
        if not any(line.start("told") <= start < line.end() for start in starts)
    ]
    for row in found:
        if not any(first <= (row.start or -1) < last for first, last in told):
            yield row


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
