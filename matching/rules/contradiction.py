"""The offer says two things that cannot both hold.

Beginners accepted and years asked, a plus that is also required, training given in house and years
asked: each shuts out people the other sentence invites.
"""

from collections.abc import Iterator

from matching.demands import asked, either_or, regulated, rows, years
from matching.phrases import spans
from matching.raising import flag, passage, quoted
from matching.types import Family, Flag, Kind, Modality, Offer, Requirement, Rule

CODE = "contradiction"
CLEARS = ("wording:one-of-the-two",)
_TIMES = (Kind.HOURS, Kind.AVAILABILITY)
OPPOSITES = (
    ("none", "EQF", (Kind.DIPLOMA,)),
    ("no_split", "split", _TIMES),
    ("fixed", "split", _TIMES),
    ("no_night", "night", _TIMES),
)
REPEATED = (Kind.LANGUAGE, Kind.CERTIFICATE, Kind.DIPLOMA, Kind.LICENCE, Kind.VEHICLE)


def find(offer: Offer) -> Iterator[Flag]:
    """Raise beginners against years, training against years, a plus against a must."""
    counted = [row for row in asked(offer, Kind.EXPERIENCE) if years(row)]
    yield from _against_years(offer, counted)
    yield from _denied(offer)
    for wished in rows(offer, *REPEATED):
        if wished.modality is Modality.PREFERRED:
            yield from _also_required(offer, wished)


def _against_years(offer: Offer, counted: list[Requirement]) -> Iterator[Flag]:
    """Raise years asked where beginners are accepted or the firm trains."""
    beginners = [row for row in rows(offer, Kind.EXPERIENCE) if years(row) == 0]
    for row in counted:
        invites = next((other for other in beginners if not either_or(offer, row, other)), None)
        if invites:
            evidence = (quoted(offer, row), quoted(offer, invites))
            yield flag(CODE, Family.NEGOTIABLE, 2, *evidence, row=row, clears=CLEARS)
            return
    trained = next(iter(spans(offer.language, CODE, "trained", offer.text)), None)
    if trained and counted and not beginners:
        evidence = (quoted(offer, counted[0]), passage(offer, "training", trained))
        yield flag(CODE, Family.NEGOTIABLE, 2, *evidence, row=counted[0], clears=CLEARS)


def _denied(offer: Offer) -> Iterator[Flag]:
    """Raise a demand beside words that say there is none."""
    for denied, demanded, kinds in OPPOSITES:
        no = next((row for row in rows(offer, *kinds) if row.value == denied), None)
        yes = next((row for row in asked(offer, *kinds) if demanded in row.value), None)
        if no and yes and not either_or(offer, no, yes):
            evidence = (quoted(offer, yes), quoted(offer, no))
            yield flag(CODE, Family.NEGOTIABLE, 2, *evidence, row=yes, clears=CLEARS)


def _also_required(offer: Offer, wished: Requirement) -> Iterator[Flag]:
    if wished.kind is Kind.DIPLOMA and regulated(offer):
        return
    for row in asked(offer, wished.kind):
        if row.value == wished.value and not row.value.endswith("?"):
            evidence = (quoted(offer, row), quoted(offer, wished))
            yield flag(CODE, Family.NEGOTIABLE, 2, *evidence, row=row, clears=CLEARS)
            return


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
