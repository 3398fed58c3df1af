"""A short contract, or few hours, with the demands of a lasting post.

Three months or less, or under 20 hours a week, with schooling or practice above the post.
"""

from collections.abc import Iterator

from matching.raising import flag
from matching.rules import diploma_above_post, too_much_experience
from matching.types import Family, Flag, Offer, Rule
from matching.wages import short_contract

CODE = "short-contract-long-demands"
CLEARS = ("contract:longer", "grant:either-or", "modality:preferred")


def find(offer: Offer) -> Iterator[Flag]:
    """Raise the contract once, beside the demand that is long for it."""
    short = short_contract(offer)
    if short is None:
        return
    long = [*diploma_above_post.find(offer), *too_much_experience.find(offer)]
    if long:
        evidence = (*(found.evidence[0] for found in long), short)
        row = long[0].requirement
        yield flag(CODE, Family.NEGOTIABLE, 2, *evidence, row=row, clears=CLEARS)


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
