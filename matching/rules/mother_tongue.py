"""A mother tongue or an accent is asked for.

It points at an origin; a level for speaking, reading or writing says what the work needs (Unia's
negotiated cases; anti-racism law of 30 July 1981).
"""

from collections.abc import Iterator

from matching.demands import rows
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Rule

CODE = "mother-tongue"


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each language demand that is about where the person comes from."""
    for row in rows(offer, Kind.LANGUAGE, Kind.CLICHE):
        if row.criterion not in ("origine", "langue") or row.lawful:
            continue
        clears = ("wording:language-level",)
        yield flag(CODE, Family.LEGAL, 3, quoted(offer, row), row=row, clears=clears)


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
