"""Tell the occupation of an offer from its title, or say nothing.

A label counts when all its words stand in one part of the title and hold its first word: "Cuisinier
confirmé" is a cook, "Formateur en cuisine" is not. A wrong occupation would make wrong flags, so a
doubtful title has none.
"""

import csv
from collections.abc import Iterator
from functools import cache

from matching import titles
from matching.reference import LANGUAGES, load
from matching.reference.files import FOLDER
from matching.types import Occupation

_Entry = tuple[frozenset[str], Occupation]
_OTHERS = "other_titles.csv"  # trades beside those people are placed in, to compare levels with


def occupation_of(title: str, language: str = "fr") -> Occupation | None:
    """Return the occupation a title names, None where no label fits."""
    if language not in LANGUAGES:
        return None
    for part in titles.segments(title, language):
        words = titles.content(titles.without_noise(part, language), language)
        found = _longest(words, language)
        if found:
            return found
    return None


def occupation_of_isco(isco: str) -> Occupation:
    """Return what is known of an ISCO-08 code: whether a title of that group is regulated."""
    rows = [row for row in load().occupations.values() if row.isco == isco]
    return Occupation(isco=isco, regulated=any(row.regulated for row in rows))


def _longest(words: list[str], language: str) -> Occupation | None:
    """Return the occupation of the longest label held in the words, the first of the file."""
    if not words:
        return None
    held = frozenset(words)
    fitting = [entry for entry in _index(language).get(words[0], ()) if entry[0] <= held]
    return max(fitting, key=lambda entry: len(entry[0]), default=(held, None))[1]


@cache
def _index(language: str) -> dict[str, tuple[_Entry, ...]]:
    """Return the labels by each of their words, in the order of the files."""
    index: dict[str, list[_Entry]] = {}
    for label, occupation in _labels(language):
        words = [word for part in titles.segments(label, language) for word in part]
        key = frozenset(titles.content(words, language))
        for word in sorted(key):
            index.setdefault(word, []).append((key, occupation))
    return {word: tuple(entries) for word, entries in index.items()}


def _labels(language: str) -> Iterator[tuple[str, Occupation]]:
    reference = load()
    for concept in reference.occupation_concepts(language):
        row = reference.occupations[concept.id]
        occupation = Occupation(isco=row.isco, id=row.id, regulated=row.regulated)
        for label in (concept.label, *concept.alternates):
            yield label, occupation
    with (FOLDER / _OTHERS).open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            known = Occupation(isco=line["isco"], regulated=line["regulated"] == "yes")
            yield line["title"], known
