"""A certificate that the employer can have the person take after the hire.

Safety and forklift papers take hours or days; asked at the door they shut out people a short course
would let in.
"""

import re
from collections.abc import Iterator

from matching.demands import around, asked, codes, once
from matching.phrases import said
from matching.raising import flag, quoted
from matching.types import Family, Flag, Kind, Offer, Requirement, Rule

CODE = "certificate-employer-can-give"
_AFTER = 90  # characters: the offer to pay often stands in the next sentence
_NEAR = 15  # characters
SHORT = re.compile(r"(?:VCA|CACES|CARISTE|BA4|BA5|SST|HACCP)\b")


def find(offer: Offer) -> Iterator[Flag]:
    """Mention each short course asked for before the hire, unless the employer offers it."""
    for row in once(asked(offer, Kind.CERTIFICATE)):
        if not any(SHORT.match(code) for code in codes(row)) or _is_a_task(offer, row):
            continue
        if not said(offer, CODE, "given", around(offer, row, _AFTER)):
            clears = ("grant:training-at-entry", "modality:preferred")
            yield flag(CODE, Family.NEGOTIABLE, 1, quoted(offer, row), row=row, clears=clears)


def _is_a_task(offer: Offer, row: Requirement) -> bool:
    """Say whether hygiene rules are to be kept, not a paper on them shown."""
    return row.value == "HACCP" and not said(offer, CODE, "paper", around(offer, row, _NEAR))


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
