"""The pay is missing or vague.

Directive (EU) 2023/970 gives applicants the range before they negotiate; "attractive" is no amount.
"""

from collections.abc import Iterator

from matching.demands import rows
from matching.phrases import said
from matching.raising import flag, quoted, stated
from matching.types import Family, Flag, Kind, Offer, Rule
from matching.wages import says_pay

CODE = "pay-missing"
CLEARS = ("pay:range",)
VAGUE = frozenset({"vague", "selon_profil"})


def find(offer: Offer) -> Iterator[Flag]:
    """Mention the first vague words on pay, or that there are none."""
    if says_pay(offer) or said(offer, CODE, "amount"):
        return
    vague = next((row for row in rows(offer, Kind.PAY) if row.value in VAGUE), None)
    evidence = quoted(offer, vague) if vague else stated("pay")
    yield flag(CODE, Family.NEGOTIABLE, 1, evidence, row=vague, clears=CLEARS)


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
