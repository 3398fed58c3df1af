"""Run the rules over an offer."""

from collections.abc import Iterable
from dataclasses import replace

from matching.occupation import occupation_of
from matching.read import read
from matching.rules import RULES
from matching.types import Flag, Offer, Rule


def analyse(offer: Offer, *, rules: Iterable[Rule] = RULES) -> list[Flag]:
    """Return what the rules notice in an offer, in reading order.

    Flags about something absent (no place in the text) come last; ties are sorted by rule code.
    There is no total and no score. Raises UnsupportedLanguage where the text has to be read and
    is in a language that is not. Rules and their sources: docs/engine.md.
    """
    offer = complete(offer)
    found = [flag for rule in rules for flag in rule.find(offer)]
    return sorted(found, key=_reading_order)


def complete(offer: Offer) -> Offer:
    """Return the offer with its requirements read and its occupation told from the title.

    What the offer brings is kept. Raises UnsupportedLanguage as ``read`` does.
    """
    if offer.requirements is None:
        rows = read(offer.text, language=offer.language, title=offer.title)
        offer = replace(offer, requirements=tuple(rows))
    if offer.occupation is None and offer.title:
        offer = replace(offer, occupation=occupation_of(offer.title, offer.language))
    return offer


def _reading_order(flag: Flag) -> tuple[bool, int, int, str]:
    return flag.start is None, flag.start or 0, flag.end or 0, flag.rule
