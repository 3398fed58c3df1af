"""A certificate that the employer can have the person take after the hire.

Safety and forklift papers take hours or days; asked at the door they shut out people a short course
would let in.
"""

import re
from collections.abc import Iterator

from matching.demands import asked, codes, once, sentence
from matching.phrases import said
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Rule

CODE = "certificate-employer-can-give"
SHORT = re.compile(r"(?:VCA|CACES|CARISTE|BA4|BA5|SST|HACCP)\b")


def find(offer: Offer) -> Iterator[Flag]:
    """Mention each short course asked for before the hire, unless the employer offers it."""
    for row in once(asked(offer, Kind.CERTIFICATE)):
        short = any(SHORT.match(code) for code in codes(row))
        if short and not said(offer, CODE, "given", sentence(offer, row)):
            clears = ("grant:training-at-entry", "modality:preferred")
            yield flag(CODE, Family.NEGOTIABLE, 1, quoted(offer, row), row=row, clears=clears)


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
