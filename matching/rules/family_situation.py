"""The family situation is asked about, or freedom from any tie.

Civil status, pregnancy, family responsibilities and, in Wallonia, the composition of the household
are protected. The timetable to be covered is what the employer needs to say.
"""

from collections.abc import Iterator

from matching.demands import rows
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Rule

CODE = "family-situation"


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each demand on the family."""
    for row in rows(offer, *Kind):
        if row.criterion == "famille" and not row.lawful:
            clears = ("rota:written",)
            yield flag(CODE, Family.LEGAL, 3, quoted(offer, row), row=row, clears=clears)


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
