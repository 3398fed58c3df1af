"""A CV and a letter, or an online form alone, for basic work.

E-mail-only applications are among the eight brakes CEPAG counted in 2017; a call or a visit shows
as much for this work.
"""

from collections.abc import Iterator

from matching.demands import major
from matching.phrases import said, spans
from matching.raising import flag, passage
from matching.types import Family, Flag, Offer, Rule

CODE = "application-barrier"


def find(offer: Offer) -> Iterator[Flag]:
    """Mention the first barrier, unless the offer invites to call or to come by."""
    if major(offer) != "9" or said(offer, CODE, "open_door"):
        return
    for place in spans(offer.language, CODE, "barrier", offer.text)[:1]:
        clears = ("application:call-or-visit",)
        evidence = passage(offer, "application", place)
        yield flag(CODE, Family.NEGOTIABLE, 1, evidence, clears=clears)


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
