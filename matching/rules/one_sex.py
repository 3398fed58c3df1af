"""Only one sex is addressed.

No direct or indirect reference to the sex may stand in an offer (gender law of 10 May 2007). A bare
masculine title is only mentioned: adding H/F/X is enough.
"""

from collections.abc import Iterator

from matching.demands import rows
from matching.phrases import folded, said, spans
from matching.raising import flag, passage, quoted, stated
from matching.types import Evidence, Family, Flag, Kind, Offer, Rule

CODE = "one-sex"
CLEARS = ("wording:all-genders",)


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each wording for one sex; failing that, a title without its other form."""
    named = [row for row in rows(offer, Kind.SEX) if not row.lawful]
    for row in named:
        yield flag(CODE, Family.LEGAL, 3, quoted(offer, row), row=row, clears=CLEARS)
    if not named and not said(offer, CODE, "open", f"{offer.title}\n{offer.text}"):
        yield from _bare(offer)


def _bare(offer: Offer) -> Iterator[Flag]:
    """Raise a title in the feminine alone (3) or a bare masculine, of title or text (1)."""
    for group, severity in (("feminine", 3), ("masculine", 1)):
        evidence = _designation(offer, group)
        if evidence:
            yield flag(CODE, Family.LEGAL, severity, evidence, clears=CLEARS)
            return
    for row in rows(offer, Kind.SEX):
        if row.value == "M":
            yield flag(CODE, Family.LEGAL, 1, quoted(offer, row), row=row, clears=CLEARS)
            return


def _designation(offer: Offer, group: str) -> Evidence | None:
    head = folded(offer.title).strip()
    if head:
        return stated("title", offer.title) if said(offer, CODE, group, offer.title) else None
    place = next(iter(spans(offer.language, CODE, f"{group}_sought", offer.text)), None)
    return passage(offer, "title", place) if place else None


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
