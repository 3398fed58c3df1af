"""An age is asked for, other than the 18 years a law may ask.

No maximum age, said or implied, may stand in recruitment unless a law sets it (law of 13 February
1998; anti-discrimination law of 10 May 2007).
"""

from collections.abc import Iterator

from matching.demands import rows
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Rule

CODE = "age-bound"
# a row of kind family is an age to be told in the application: private data
WORDINGS = frozenset({"young", "young_team"})  # the rule on youth wording has these
LEGAL_MINIMUM = "18+"


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each age bound no law asks for; an age hidden in another demand is only mentioned."""
    for row in rows(offer, *(kind for kind in Kind if kind is not Kind.FAMILY)):
        if row.criterion != "age" or row.lawful or row.value in WORDINGS | {LEGAL_MINIMUM}:
            continue
        severity = 3 if row.kind is Kind.AGE else 1
        clears = ("law:age", "drop")
        yield flag(CODE, Family.LEGAL, severity, quoted(offer, row), row=row, clears=clears)


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
