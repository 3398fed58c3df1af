"""Mastery of a program is asked for where data are only entered.

Most posts use three screens of a large program; those can be shown in a morning.
"""

from collections.abc import Iterator

from matching.demands import asked, major, once
from matching.phrases import said
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Requirement, Rule

CODE = "software-mastery"
CLEARS = ("task:advanced-use", "grant:in-house-training", "modality:preferred")
_BEFORE = 25  # characters
ENTERS_DATA = frozenset("45789")  # ISCO major groups: clerks, sales and care, crafts, operators


def find(offer: Offer) -> Iterator[Flag]:
    """Mention each program to be mastered in a post that enters data."""
    if not _enters_data(offer):
        return
    for row in once(asked(offer, Kind.SOFTWARE)):
        if not row.tasks and said(offer, CODE, "mastery", _with_what_precedes(offer, row)):
            yield flag(CODE, Family.NEGOTIABLE, 1, quoted(offer, row), row=row, clears=CLEARS)


def _with_what_precedes(offer: Offer, row: Requirement) -> str:
    """Return the words of a row and the few before them, where the mastery is said."""
    if row.start is None:
        return row.value
    return offer.text[max(0, row.start - _BEFORE) : row.end]


def _enters_data(offer: Offer) -> bool:
    if offer.occupation:
        return major(offer) in ENTERS_DATA
    return said(offer, CODE, "data_entry")


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
