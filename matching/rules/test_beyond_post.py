"""A written or bilingual test for manual work.

A test should look like the work: an hour of it shows more, and shuts out fewer people.
"""

from collections.abc import Iterator

from matching.demands import is_isco
from matching.phrases import spans
from matching.raising import flag, passage, stated
from matching.types import Family, Flag, Offer, Rule

CODE = "test-beyond-post"
MANUAL = ("512", "513", "515", "6", "7", "8", "9")  # kitchen, table and house work; crafts; basic


def find(offer: Offer) -> Iterator[Flag]:
    """Raise the first test on paper asked of people who will work with their hands."""
    if offer.occupation is None or not is_isco(offer, *MANUAL):
        return
    for place in spans(offer.language, CODE, "on_paper", offer.text)[:1]:
        evidence = (passage(offer, "test", place), stated("isco", offer.occupation.isco))
        yield flag(CODE, Family.NEGOTIABLE, 2, *evidence, clears=("test:practical",))


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
