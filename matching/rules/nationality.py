"""A nationality or an origin is asked for.

Protected by the anti-racism law of 30 July 1981. A post of public authority may reserve it: then it
is only mentioned. Asking whether the person may work in Belgium is neutral.
"""

from collections.abc import Iterator

from matching.demands import codes, rows
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Rule

CODE = "nationality"
# rules of their own have mother tongues, accents, and what an application must tell
ELSEWHERE = (Kind.LANGUAGE, Kind.CLICHE, Kind.FAMILY)
NEUTRAL = frozenset({"any", "permis_travail"})


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each nationality or origin asked for."""
    for row in rows(offer, *(kind for kind in Kind if kind not in ELSEWHERE)):
        if row.criterion not in ("nationalite", "origine") or codes(row) <= NEUTRAL:
            continue
        severity = 1 if row.lawful else 3
        clears = ("law:public-authority", "wording:right-to-work")
        yield flag(CODE, Family.LEGAL, severity, quoted(offer, row), row=row, clears=clears)


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
