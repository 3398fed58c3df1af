"""A list of soft skills that no task explains.

Adjectives tell the reader to select herself out and the employer nothing; a situation of the work
says the same and can be shown.
"""

from collections.abc import Iterator

from matching.demands import asked, codes
from matching.levels import threshold
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Requirement, Rule

CODE = "soft-skill-list"
CLEARS = ("task:situation", "drop")
ANYWHERE = 5  # different soft skills; the table has a lower number for basic work


def find(offer: Offer) -> Iterator[Flag]:
    """Mention the list once, with each of its words, when it is long for this work."""
    seen: dict[str, Requirement] = {}
    for row in asked(offer, Kind.CLICHE):
        if not row.tasks:
            for code in sorted(codes(row)):
                seen.setdefault(code, row)
    table = threshold(offer, "soft-skills")
    if len(seen) >= (table.value if table else ANYWHERE):
        words = dict.fromkeys(seen.values())
        evidence = tuple(quoted(offer, row) for row in words)
        yield flag(CODE, Family.NEGOTIABLE, 1, *evidence, clears=CLEARS)


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
