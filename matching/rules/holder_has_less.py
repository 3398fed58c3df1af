"""Who does the work well today has less than is asked.

The strongest argument there is, because it comes from the employer's own house. Needs the block
"who does it today".
"""

from collections.abc import Iterator

from matching.demands import CEFR, asked, eqf, languages, once, years
from matching.raising import flag, quoted
from matching.types import Evidence, Family, Flag, Holder, Kind, Offer, Requirement, Rule

CODE = "holder-has-less"
CLEARS = ("holder:has-it", "task:new")


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each mandatory diploma, experience or language above what the holder had."""
    if offer.holder is None:
        return
    for row in once(asked(offer, Kind.DIPLOMA, Kind.EXPERIENCE, Kind.LANGUAGE)):
        less = _less(offer.holder, row)
        if less:
            evidence = (quoted(offer, row), less)
            yield flag(CODE, Family.NEGOTIABLE, 3, *evidence, row=row, clears=CLEARS)


def _less(holder: Holder, row: Requirement) -> Evidence | None:
    """Return what the holder had, where it is less than the row asks."""
    if row.kind is Kind.LANGUAGE:
        return _less_language(holder, row)
    had, asks = (holder.eqf, eqf(row)) if row.kind is Kind.DIPLOMA else (holder.years, years(row))
    if had is None or asks is None or had >= asks:
        return None
    return Evidence(source="holder", name=str(row.kind), value=f"{had:g}")


def _less_language(holder: Holder, row: Requirement) -> Evidence | None:
    for iso, asks in languages(row).items():
        had = holder.languages.get(iso, "")
        if not holder.languages or asks not in CEFR:
            continue
        if had not in CEFR or CEFR.index(had) < CEFR.index(asks):
            return Evidence(source="holder", name=f"language:{iso}", value=had)
    return None


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
