"""A bar nobody can measure: "expérience significative", "diplôme dans le domaine".

The careful reader counts herself out, the bold one in; a number and a name are fairer.
"""

from collections.abc import Iterator

from matching.demands import around, asked, either_or, rows, schooling_by_law, years
from matching.phrases import said
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Requirement, Rule

CODE = "vague-bar"
_NEAR = 40  # characters: where the number or the level may stand
CLEARS = ("wording:number-or-name", "modality:preferred")


def find(offer: Offer) -> Iterator[Flag]:
    """Mention once the experience without a length, once the diploma without a level."""
    for vague in (_experience(offer), _diplomas(offer)):
        if vague:
            evidence = (quoted(offer, row) for row in vague)
            yield flag(CODE, Family.NEGOTIABLE, 1, *evidence, row=vague[0], clears=CLEARS)


def is_asked(offer: Offer, row: Requirement) -> bool:
    """Say whether words on experience set a bar: a first experience, or one to gain, do not."""
    return not said(offer, CODE, "not_asked", around(offer, row, _NEAR))


def _experience(offer: Offer) -> list[Requirement]:
    """Return the experience nobody counts, [] where the offer gives a number elsewhere."""
    if any(years(row) is not None for row in rows(offer, Kind.EXPERIENCE)):
        return []
    schooling = list(rows(offer, Kind.DIPLOMA))
    return [
        row
        for row in asked(offer, Kind.EXPERIENCE)
        if not any(either_or(offer, row, other) for other in schooling)
        and is_asked(offer, row)
        and not said(offer, CODE, "measured", around(offer, row, _NEAR))
    ]


def _diplomas(offer: Offer) -> list[Requirement]:
    """Return the schooling without a level, unless the words near say it or take who has none."""
    if schooling_by_law(offer):
        return []
    return [
        row
        for row in asked(offer, Kind.DIPLOMA)
        if row.value.startswith("EQF?")
        and not said(offer, CODE, "level", around(offer, row, _NEAR))
        and not said(offer, CODE, "self_taught", around(offer, row, _NEAR))
    ]


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
