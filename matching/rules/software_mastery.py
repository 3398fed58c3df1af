"""Mastery of a program is asked for where data are only entered.

Most posts use three screens of a large program; those can be shown in a morning.
"""

from collections.abc import Iterator

from matching.demands import asked, major, once
from matching.phrases import said
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Rule

CODE = "software-mastery"
CLEARS = ("task:advanced-use", "grant:in-house-training", "modality:preferred")
ENTERS_DATA = frozenset("45789")  # ISCO major groups: clerks, sales and care, crafts, operators


def find(offer: Offer) -> Iterator[Flag]:
    """Mention each program to be mastered in a post that enters data."""
    if not _enters_data(offer):
        return
    for row in once(asked(offer, Kind.SOFTWARE)):
        words = quoted(offer, row)
        if not row.tasks and said(offer, CODE, "mastery", words.value):
            yield flag(CODE, Family.NEGOTIABLE, 1, words, row=row, clears=CLEARS)


def _enters_data(offer: Offer) -> bool:
    if offer.occupation:
        return major(offer) in ENTERS_DATA
    return said(offer, CODE, "data_entry")


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
