"""Say a flag to an employer: a question with its reason, its source and a softer wording.

The engine returns codes; the words live here. Placeholders are filled with the offer's own words,
so that what is proposed can be pasted back.
"""

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from flask_babel import gettext

from iod.offers.words import Words
from iod.offers.words_legal import LEGAL
from iod.offers.words_negotiable import NEGOTIABLE

WORDS: dict[str, Words] = LEGAL | NEGOTIABLE
Translate = Callable[[str], str]

_LONGEST = 90  # characters of the offer repeated in a sentence
_STRENGTH = re.compile(
    r"[\s,:(]*(?:est |sont |serait |seraient )?(?:strictement |vivement |fortement )?"
    r"(?:obligatoires?|exigée?s?|requise?s?|indispensables?|impérati(?:f|ve|vement)s?|demandée?s?"
    r"|souhaitée?s?|nécessaires?|required|mandatory)\s*[).!;]*$",
    re.IGNORECASE,
)
_MEASURES = ("pay", "scale", "floor", "rota", "weekly_hours", "contract", "level", "isco", "access")


class Grounds(Protocol):
    """What a sentence may quote: one row of evidence, fresh from the engine or stored."""

    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def value(self) -> str: ...  # noqa: D102


def say(rule: str, evidence: Sequence[Grounds], *, translate: Translate = gettext) -> Words:
    """Return the words of a rule, translated and filled with the employer's own words."""
    details = _details(evidence)
    words = WORDS[rule]
    return Words(
        title=translate(words.title) % details,
        reason=translate(words.reason) % details,
        source=translate(words.source) % details,
        question=translate(words.question) % details,
        rewording=translate(words.rewording) % details,
    )


def quotes(evidence: Sequence[Grounds]) -> list[str]:
    """Return the employer's words and the titles or rows typed by hand, each once, in order."""
    said = (
        _short(item.value)
        for item in evidence
        if item.value
        and (item.source == "text" or (item.source == "field" and item.name not in _MEASURES))
    )
    return list(dict.fromkeys(said))


def asked(quote: str) -> str:
    """Return what is asked without how strongly: "BTS exigé" becomes "BTS".

    >>> asked("Permis B obligatoire.")
    'Permis B'
    """
    return _STRENGTH.sub("", quote) or quote


def _details(evidence: Sequence[Grounds]) -> dict[str, str]:
    """Return what the placeholders of the words stand for."""
    said = quotes(evidence)
    demands = [asked(_short(item.value)) for item in evidence if _is_demand(item)]
    first, second = (*said, "…", "…")[:2]
    amounts = {item.name: item.value for item in evidence if item.source == "field"}
    paid = amounts.get("pay") or next((e.value for e in evidence if e.name == "pay"), "…")
    return {
        "quote": first,
        "second": second,
        "asked": asked(first),
        "other": _inside(asked(second)),
        "all": ", ".join(said),
        "count": str(len(said)),
        "demands": ", ".join(dict.fromkeys(demands)) or "…",
        "last": _short(evidence[-1].value) if evidence else "…",
        "paid": _money(paid),
        "least": _money(amounts.get("scale") or amounts.get("floor") or "…"),
    }


def _is_demand(item: Grounds) -> bool:
    offered = ("pay", "contract", "hours", "training", "service-car")
    return bool(item.value) and item.source == "text" and item.name not in offered


def _inside(quote: str) -> str:
    """Return words as they stand inside a sentence; an acronym keeps its capitals."""
    return quote[:1].lower() + quote[1:] if quote[1:2].islower() else quote


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} …"


def _money(amount: str) -> str:
    """Write "12.5/h" as "12,50 EUR/h"; leave words as they are."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)/([hmy])", amount)
    if match is None:
        return amount
    return f"{float(match[1]):.2f}".replace(".", ",") + f" EUR/{match[2]}"
