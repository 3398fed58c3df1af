"""A criminal record is asked for without naming the law that allows it.

An employer may handle a criminal record only where a law says so: work with children has its own
extract (article 596.2 of the Code of criminal procedure), private security its own law.
"""

from collections.abc import Iterator

from matching.demands import codes, rows, sentence
from matching.phrases import said
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Rule

CODE = "criminal-record"


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each criminal record asked for with no law named."""
    if said(offer, CODE, "extract"):
        return
    for row in rows(offer, Kind.CERTIFICATE, Kind.ELIGIBILITY):
        if (
            "CASIER" in codes(row)
            and not row.lawful
            and not said(offer, CODE, "law", sentence(offer, row))
        ):
            clears = ("law:named",)
            yield flag(CODE, Family.LEGAL, 2, quoted(offer, row), row=row, clears=clears)


RULE = Rule(code=CODE, family=Family.LEGAL, find=find)
