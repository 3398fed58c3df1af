"""Several hard hours at once, and neither the pay nor the timetable is given.

Weekends, split days, nights, variable hours and on-call duty can be lived with when they are known;
a person with children or without a car needs the rota to answer.
"""

import re
from collections.abc import Iterator

from matching.demands import asked, codes, rows
from matching.raising import flag, quoted, stated
from matching.types import Family, Flag, Kind, Offer, Rule
from matching.wages import says_pay

CODE = "availability-stack"
CLEARS = ("rota:written", "pay:given")
_HOUR = re.compile(r"\d")  # days alone are no timetable
HARD = frozenset({"weekend", "split", "night", "variable", "oncall"})


def find(offer: Offer) -> Iterator[Flag]:
    """Raise two or more kinds of hard hours once, unless pay or a rota is given."""
    hard = [row for row in asked(offer, Kind.AVAILABILITY) if codes(row) & HARD]
    kinds = frozenset().union(*(codes(row) & HARD for row in hard))
    if len(kinds) < 2 or says_pay(offer) or _has_rota(offer):
        return
    evidence = (*(quoted(offer, row) for row in hard), stated("pay"), stated("rota"))
    yield flag(CODE, Family.NEGOTIABLE, 2, *evidence, row=hard[0], clears=CLEARS)


def _has_rota(offer: Offer) -> bool:
    """Say whether a timetable is known: recorded, or clock times in the text."""
    if offer.rota is not None:
        return offer.rota
    return any(
        codes(row) & {"clock", "fixed"} and _HOUR.search(quoted(offer, row).value)
        for row in rows(offer, Kind.HOURS)
    )


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
