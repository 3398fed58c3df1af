"""A diploma where a *titre de compétence* proves the same trade.

In French-speaking Belgium a free practical test proves what a person can do, without school papers;
it is no school certificate, so the employer is asked whether it will do.
"""

from collections.abc import Iterator

from matching.demands import asked, either_or, eqf, regulated, rows
from matching.levels import has_title_of_competence
from matching.phrases import said
from matching.raising import flag, quoted
from matching.types import Evidence, Family, Flag, Kind, Offer, Requirement, Rule

CODE = "title-of-competence"
CLEARS = ("grant:title-of-competence", "grant:either-or", "law:regulated-title")
HIGHEST = 4  # the titles stand beside upper secondary schooling, not above it


def find(offer: Offer) -> Iterator[Flag]:
    """Mention the first diploma that a title of the same trade could replace."""
    if offer.occupation is None or regulated(offer) or said(offer, CODE, "granted"):
        return
    isco = offer.occupation.isco
    for row in asked(offer, Kind.DIPLOMA):
        level = eqf(row)
        if level and level <= HIGHEST and has_title_of_competence(isco) and not _open(offer, row):
            listed = Evidence(source="table", name=f"titles:{isco}:unverified", value="")
            evidence = (quoted(offer, row), listed)
            yield flag(CODE, Family.NEGOTIABLE, 1, *evidence, row=row, clears=CLEARS)
            return


def _open(offer: Offer, row: Requirement) -> bool:
    return any(either_or(offer, row, other) for other in rows(offer, Kind.EXPERIENCE))


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
