"""A diploma where a *titre de compétence* proves the same trade.

In French-speaking Belgium a free practical test proves what a person can do, without school papers;
it is no school certificate, so the employer is asked whether it will do.
"""

from collections.abc import Iterator

from matching.demands import asked, eqf, schooling_by_law
from matching.levels import has_title_of_competence
from matching.phrases import said
from matching.raising import flag, quoted
from matching.rules.diploma_above_post import practice_will_do
from matching.types import Evidence, Family, Flag, Kind, Offer, Rule

CODE = "title-of-competence"
CLEARS = ("grant:title-of-competence", "grant:either-or", "law:regulated-title")
HIGHEST = 4  # the titles stand beside upper secondary schooling, not above it


def find(offer: Offer) -> Iterator[Flag]:
    """Mention the first diploma that a title of the same trade could replace."""
    if offer.occupation is None or schooling_by_law(offer) or said(offer, CODE, "granted"):
        return
    isco = offer.occupation.isco
    for row in asked(offer, Kind.DIPLOMA):
        level = eqf(row)
        if not level or level > HIGHEST or practice_will_do(offer, row):
            continue
        if has_title_of_competence(isco):
            listed = Evidence(source="table", name=f"titles:{isco}:unverified", value="")
            evidence = (quoted(offer, row), listed)
            yield flag(CODE, Family.NEGOTIABLE, 1, *evidence, row=row, clears=CLEARS)
            return


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
