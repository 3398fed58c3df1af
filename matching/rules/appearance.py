"""A good appearance is asked for.

In Belgium a risk and a vague bar rather than plainly unlawful: the criterion is an innate or
involuntary physical trait. Work clothes and hygiene are not appearance.
"""

from collections.abc import Iterator

from matching.demands import is_photograph, rows
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Rule

CODE = "appearance"


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each demand on looks that no safety or hygiene rule explains."""
    for row in rows(offer, *Kind):
        if row.criterion == "apparence" and not row.lawful and not is_photograph(offer, row):
            clears = ("wording:work-clothes", "wording:hygiene")
            yield flag(CODE, Family.LEGAL, 2, quoted(offer, row), row=row, clears=clears)


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
