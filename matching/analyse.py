"""Run the rules over an offer."""

from collections.abc import Iterable
from dataclasses import replace

from matching.rules import RULES
from matching.types import Flag, Offer, Rule


def analyse(offer: Offer, *, rules: Iterable[Rule] = RULES) -> list[Flag]:
    """Return what the rules notice in an offer, in reading order.

    Flags about something absent (no place in the text) come last; ties are sorted by rule code.
    There is no total and no score. Requirements are read from the text when the offer brings none.
    """
    offer = replace(offer, requirements=offer.requirements or ())
    found = [flag for rule in rules for flag in rule.find(offer)]
    return sorted(found, key=_reading_order)


def _reading_order(flag: Flag) -> tuple[bool, int, int, str]:
    return flag.start is None, flag.start or 0, flag.end or 0, flag.rule
