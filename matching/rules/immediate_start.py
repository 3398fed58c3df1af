"""A start at once, with no reason given.

Two weeks let a person in notice, in training or with children to place take the post.
"""

from collections.abc import Iterator

from matching.demands import asked, codes, rows, sentence
from matching.phrases import said
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Rule

CODE = "immediate-start"
CLEARS = ("reason:replacement", "reason:opening", "wording:start-date")


def find(offer: Offer) -> Iterator[Flag]:
    """Mention the first start at once, unless the offer says why or from which day to which."""
    if _explained(offer):
        return
    for row in asked(offer, Kind.AVAILABILITY):
        if "immediate" in codes(row):
            yield flag(CODE, Family.NEGOTIABLE, 1, quoted(offer, row), row=row, clears=CLEARS)
            return


def _explained(offer: Offer) -> bool:
    """Say whether someone is replaced, another reason stands, or the contract has its dates."""
    if offer.contract == "REMPL" or said(offer, CODE, "reason"):
        return True
    return any(
        "REMPL" in codes(row) or said(offer, CODE, "dated", sentence(offer, row))
        for row in rows(offer, Kind.CONTRACT)
    )


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
