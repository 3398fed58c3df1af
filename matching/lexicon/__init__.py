"""The words the engine knows: one folder per language, one TOML file per reader.

A ``[[phrase]]`` has a ``value``, patterns to ``find`` in folded text (lower case, no accents,
plain apostrophes), and sentences in which it must be ``found`` and ``not_found``. An
``[[example]]`` gives the values a reader must read in a ``text``. The tests run every sentence.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_TOKEN = re.compile(r"\\.|\[\^?\]?[^\]]*\]|\(\?[:=!<]+|\{[^}]*\}|.", re.DOTALL)
_PART = re.compile(r"(?<!\(\?P)<([a-z_0-9]+)>")
_LITERAL = re.compile(r"[a-z0-9 '/-]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with one meaning; ``anchor`` is a substring without which the pattern cannot match."""

    value: str
    pattern: re.Pattern[str]
    anchor: str
    entry: dict[str, Any]


@cache
def load(name: str, language: str = "fr") -> dict[str, Any]:
    """Return one file of the lexicon of a language."""
    path = files("matching") / "lexicon" / language / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def phrases(name: str, table: str = "phrase") -> tuple[Phrase, ...]:
    """Return the compiled phrases of a reader, in the order of its file."""
    return tuple(
        Phrase(entry.get("value", ""), re.compile(source), anchor(source), entry)
        for entry in load(name).get(table, ())
        for source in (expanded(name, written) for written in entry["find"])
    )


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """Compile a pattern of a reader's ``[pattern]`` table; ``<word>`` stands for a part of it."""
    return re.compile(expanded(name, load(name)["pattern"][key]))


def expanded(name: str, source: str) -> str:
    """Put the parts a pattern names in their place: those of its own file, then the shared ones."""
    parts = {**load("modality")["part"], **load(name).get("part", {})}
    while _PART.search(source):
        source = _PART.sub(lambda part: parts[part[1]], source)
    return source


def anchor(source: str) -> str:
    r"""Return the longest literal that every match of a pattern holds ("" when none is sure).

    >>> anchor(r"\bsens (?:du|de) contacts?\b")
    ' contact'
    """
    runs = [""]
    depth = 0
    for piece in _TOKEN.finditer(source):
        unit = piece[0]
        depth += unit.startswith("(") - (unit == ")")
        if depth == 0 and unit == "|":
            return ""
        if depth == 0 and unit[0] in "?*{":
            runs[-1] = runs[-1][:-1]
        if depth == 0 and _LITERAL.fullmatch(unit):
            runs[-1] += unit
        else:
            runs.append("")
    return max(runs, key=len)
