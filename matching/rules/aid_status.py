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
_NEAR = 40  # characters
CLEARS = ("wording:aid-possible",)


def find(offer: Offer) -> Iterator[Flag]:
    """Mention once the aid status that the offer makes a condition."""
    for row in asked(offer, Kind.ELIGIBILITY):
        if "APE" in codes(row) and not said(offer, CODE, "optional", sentence(offer, row)):
            yield flag(CODE, Family.LEGAL, 1, quoted(offer, row), row=row, clears=CLEARS)
            return
    for start, end in spans(offer.language, CODE, "condition", offer.text):
        if not said(offer, CODE, "optional", offer.text[max(0, start - _NEAR) : end + _NEAR]):
            evidence = passage(offer, "aid", (start, end))
            yield flag(CODE, Family.LEGAL, 1, evidence, clears=CLEARS)
            return


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
