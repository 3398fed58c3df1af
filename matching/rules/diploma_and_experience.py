"""A diploma and experience, both mandatory.

Either one often shows that the person can do the work; asking for both shuts out who learnt on the
job and who has just learnt.
"""

from collections.abc import Iterator

from matching.demands import asked, either_or, eqf, major, rows, schooling_by_law, years
from matching.raising import flag, quoted
from matching.rules.diploma_above_post import practice_will_do
from matching.rules.vague_bar import is_asked
from matching.types import Family, Flag, Kind, Offer, Requirement, Rule

CODE = "diploma-and-experience"
PROFESSIONAL = 6  # EQF: a bachelor
SEVERAL_YEARS = 3
CLEARS = ("grant:either-or", "modality:preferred", "law:regulated-title")


def find(offer: Offer) -> Iterator[Flag]:
    """Raise the pair once, at its first words."""
    if schooling_by_law(offer) or any(years(row) == 0 for row in rows(offer, Kind.EXPERIENCE)):
        return
    diplomas = [row for row in asked(offer, Kind.DIPLOMA) if row.value != "none"]
    practice = [row for row in asked(offer, Kind.EXPERIENCE) if years(row) or is_asked(offer, row)]
    if not diplomas or not practice or _one_stands_for_the_other(offer, diplomas, practice):
        return
    severity = _severity(offer, diplomas, practice)
    if severity == 0:
        return
    longest = max(practice, key=lambda row: years(row) or 0)
    evidence = (quoted(offer, diplomas[0]), quoted(offer, longest))
    yield flag(CODE, Family.NEGOTIABLE, severity, *evidence, row=longest, clears=CLEARS)


def _severity(offer: Offer, diplomas: list[Requirement], practice: list[Requirement]) -> int:
    """Return 2; for professional work 1 where years are asked too, 0 for a little practice."""
    professional = major(offer) in ("1", "2")
    if not major(offer):
        professional = max((eqf(row) or 0 for row in diplomas), default=0) >= PROFESSIONAL
    if not professional:
        return 2
    return int(max((years(row) or 0 for row in practice), default=0) >= SEVERAL_YEARS)


def _one_stands_for_the_other(
    offer: Offer, diplomas: list[Requirement], practice: list[Requirement]
) -> bool:
    if any(practice_will_do(offer, diploma) for diploma in diplomas):
        return True
    return any(either_or(offer, diploma, other) for diploma in diplomas for other in practice)


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
