"""Health or fitness is asked for, or a load without its weight or its aid.

Health is protected by the law of 10 May 2007; the occupational doctor judges fitness after the
hire. A load tied to a weight or a tool is a task, and says more.
"""

from collections.abc import Iterator

from matching.demands import asked, codes, rows, sentence
from matching.phrases import said
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Requirement, Rule

CODE = "health"
CLEARS = ("task:load-with-weight", "task:load-with-aid", "law:fitness")
VAGUE = frozenset({"charges", "condition"})  # an aptitude with a ground is one a law asks for


def find(offer: Offer) -> Iterator[Flag]:
    """Raise a health demand (3); mention a load or a fitness left vague (1)."""
    reserved = any(row.lawful and row.criterion for row in rows(offer, Kind.ORIGIN))
    for row in asked(offer, Kind.HEALTH):
        if row.criterion != "handicap":
            continue
        if not row.lawful:
            yield flag(CODE, Family.LEGAL, 3, quoted(offer, row), row=row, clears=CLEARS)
        elif codes(row) & VAGUE and not reserved and not _measured(offer, row):
            yield flag(CODE, Family.LEGAL, 1, quoted(offer, row), row=row, clears=CLEARS)


def _measured(offer: Offer, row: Requirement) -> bool:
    """Say whether the sentence, or a recorded task, gives the weight or the aid."""
    places = [sentence(offer, row), *(f"{task.text} {task.tools}" for task in offer.tasks or ())]
    return any(said(offer, CODE, "measured", place) for place in places)


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
