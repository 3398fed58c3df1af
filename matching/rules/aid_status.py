"""A hiring-aid status is a condition of the post.

An aid may come with the person hired; made a condition, it closes the post to everyone else (CEPAG
2017 counts it among the eight brakes).
"""

from collections.abc import Iterator

from matching.demands import asked, codes, sentence
from matching.phrases import said, spans
from matching.raising import flag, passage, quoted
from matching.types import Family, Flag, Kind, Offer, Rule

CODE = "aid-status"
CLEARS = ("wording:aid-possible",)


def find(offer: Offer) -> Iterator[Flag]:
    """Mention each aid status that the offer makes a condition."""
    read = [row for row in asked(offer, Kind.ELIGIBILITY) if "APE" in codes(row)]
    for row in read:
        if not said(offer, CODE, "optional", sentence(offer, row)):
            yield flag(CODE, Family.LEGAL, 1, quoted(offer, row), row=row, clears=CLEARS)
    for place in spans(offer.language, CODE, "condition", offer.text):
        if not any((row.start or 0) < place[1] and place[0] < (row.end or 0) for row in read):
            yield flag(CODE, Family.LEGAL, 1, passage(offer, "aid", place), clears=CLEARS)


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
