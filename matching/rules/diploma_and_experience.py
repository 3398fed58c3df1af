"""A diploma and experience, both mandatory.

Either one often shows that the person can do the work; asking for both shuts out who learnt on the
job and who has just learnt.
"""

from collections.abc import Iterator

from matching.demands import asked, either_or, major, regulated, rows, years
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Requirement, Rule

CODE = "diploma-and-experience"
CLEARS = ("grant:either-or", "modality:preferred", "law:regulated-title")


def find(offer: Offer) -> Iterator[Flag]:
    """Raise the pair once, at its first words."""
    if regulated(offer) or any(years(row) == 0 for row in rows(offer, Kind.EXPERIENCE)):
        return
    diplomas = [row for row in asked(offer, Kind.DIPLOMA) if row.value != "none"]
    practice = list(asked(offer, Kind.EXPERIENCE))
    if not diplomas or not practice or _one_stands_for_the_other(offer, diplomas, practice):
        return
    severity = 1 if major(offer) in ("1", "2") else 2
    evidence = (quoted(offer, diplomas[0]), quoted(offer, practice[0]))
    yield flag(CODE, Family.NEGOTIABLE, severity, *evidence, row=practice[0], clears=CLEARS)


def _one_stands_for_the_other(
    offer: Offer, diplomas: list[Requirement], practice: list[Requirement]
) -> bool:
    return any(either_or(offer, diploma, other) for diploma in diplomas for other in practice)


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
