"""The offer asks what the person earned before.

Directive (EU) 2023/970 forbids it: the range of the post comes first, the past pay never. What the
person hopes to earn may be asked.
"""

from collections.abc import Iterator

from matching.phrases import spans
from matching.raising import flag, passage
from matching.types import Family, Flag, Offer, Rule

CODE = "salary-history"


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each question about past or present pay."""
    for place in spans(offer.language, CODE, "asked", offer.text):
        clears = ("pay:range",)
        yield flag(CODE, Family.LEGAL, 3, passage(offer, "application", place), clears=clears)


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
