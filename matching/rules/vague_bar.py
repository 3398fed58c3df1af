"""A bar nobody can measure: "expérience significative", "diplôme dans le domaine".

The careful reader counts herself out, the bold one in; a number and a name are fairer.
"""

from collections.abc import Iterator

from matching.demands import asked, regulated
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Rule

CODE = "vague-bar"
CLEARS = ("wording:number-or-name", "modality:preferred")


def find(offer: Offer) -> Iterator[Flag]:
    """Mention each mandatory experience without a length, each diploma without a level."""
    for row in asked(offer, Kind.EXPERIENCE, Kind.DIPLOMA):
        named_by_law = row.kind is Kind.DIPLOMA and regulated(offer)
        if row.value.split("/")[0] in ("?", "EQF?") and not named_by_law:
            yield flag(CODE, Family.NEGOTIABLE, 1, quoted(offer, row), row=row, clears=CLEARS)


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
