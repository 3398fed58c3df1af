"""Find the phrases of a rule in a text: one TOML file by language and rule.

Each phrase is a pair: a stem that is cheap to look for, and the pattern tried only where the stem
stands somewhere in the text. Both are written without capitals and accents, because they are
matched against a folded copy of the text in which every character keeps its place.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from matching.text import fold
from matching.types import Offer, Span

LEXICON = files("matching") / "lexicon"


@lru_cache(maxsize=8)
def folded(text: str) -> str:
    """Return the text without capitals and accents, each character in its place.

    >>> folded("Élève d’ÉTÉ")
    "eleve d'ete"
    """
    return fold(text)


@cache
def lexicon(language: str, rule: str) -> dict[str, Any]:
    """Return the phrases and examples of a rule in a language; empty where it has none."""
    path = LEXICON / language / "rules" / f"{rule}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@cache
def _patterns(language: str, rule: str, group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    pairs = lexicon(language, rule).get("phrases", {}).get(group, {})
    return tuple((stem, re.compile(pattern)) for stem, pattern in pairs.items())


def spans(language: str, rule: str, group: str, text: str) -> list[Span]:
    """Return where the phrases of a group stand in a text, in reading order."""
    plain = folded(text)
    return sorted(
        match.span()
        for stem, pattern in _patterns(language, rule, group)
        if stem in plain
        for match in pattern.finditer(plain)
    )


def said(offer: Offer, rule: str, group: str, text: str | None = None) -> bool:
    """Say whether a phrase of the group stands in the offer's text (or in another text of it)."""
    plain = folded(offer.text if text is None else text)
    return any(
        stem in plain and pattern.search(plain) is not None
        for stem, pattern in _patterns(offer.language, rule, group)
    )
