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

from matching.lexicon.needs import needs

_PART = re.compile(r"(?<!\(\?P)<([a-z_0-9]+)>")


@dataclass(frozen=True, slots=True)
class Finder:
    """A pattern looked for in whole texts; every match holds one of ``words`` (() when unknown)."""

    pattern: re.Pattern[str]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with one meaning, and what else their entry of the lexicon says."""

    value: str
    finder: Finder
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
        Phrase(entry.get("value", ""), Finder(re.compile(source), needs(source)), entry)
        for entry in load(name).get(table, ())
        for source in (expanded(name, written) for written in entry["find"])
    )


GRAM = 3  # characters; every key word is looked up by its first ones


@dataclass(frozen=True, slots=True)
class Keys:
    """Which phrases are worth looking for: by word, words by their beginning; or always."""

    grams: frozenset[str]
    words: dict[str, list[tuple[str, list[int]]]]
    always: tuple[int, ...]


@cache
def index(name: str, table: str = "phrase") -> Keys:
    """Return the words that announce the phrases of a reader."""
    places: dict[str, list[int]] = {}
    always = []
    for place, phrase in enumerate(phrases(name, table)):
        for word in phrase.finder.words:
            places.setdefault(word, []).append(place)
        if not phrase.finder.words:
            always.append(place)
    words: dict[str, list[tuple[str, list[int]]]] = {}
    for word, at in sorted(places.items()):
        words.setdefault(word[:GRAM], []).append((word, at))
    return Keys(frozenset(words), words, tuple(always))


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """Compile a pattern of a reader's ``[pattern]`` table; ``<word>`` stands for a part of it."""
    return re.compile(expanded(name, load(name)["pattern"][key]))


@cache
def finder(name: str, key: str) -> Finder:
    """Compile a pattern of a reader's ``[pattern]`` table that is looked for in whole texts."""
    found = pattern(name, key)
    words = load(name).get("needs", {}).get(key)
    return Finder(found, tuple(words) if words else needs(found.pattern))


def expanded(name: str, source: str) -> str:
    """Put the parts a pattern names in their place: those of its own file, then the shared ones."""
    parts = {**load("modality")["part"], **load(name).get("part", {})}
    while _PART.search(source):
        source = _PART.sub(lambda part: parts[part[1]], source)
    return source
