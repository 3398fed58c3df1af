"""The words of a reference: which ones are known, which are near, which were mistyped."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from matching import titles

NEAR = 0.7  # what a word of the same meaning counts, beside the word itself
LIGHT = 0.5  # what a word that says little counts
PART = 4  # letters of the shortest part of a compound
SHORTEST_TYPO = 4
BEFORE_A_PLACE = frozenset(("a", "te", "in", "at"))
TWO_TYPOS = 9  # letters from which two errors are allowed


@dataclass(frozen=True, slots=True)
class Query:
    """A phrase as it is looked for: its folded words, and what was read for a mistyped word."""

    key: str
    read: dict[str, str] = field(default_factory=dict)


class Words:
    """The words of the labels of one reference, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.seen: Counter[str] = Counter()  # plain words of the labels
        self._keys: set[str] = set()
        self._folded: set[str] = set()
        self._families: set[str] = set()
        self._by_length: dict[int, list[str]] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._near = self._neighbours()
        self._light = {f for word in titles.rules(language).light for f in self._families_of(word)}
        self._links = titles.rules(language).links

    def learn(self, labels: Iterable[str]) -> None:
        """Take in the words of labels."""
        parts = (titles.segments(label, self.language) for label in labels)
        self.take(Counter(word for label in parts for part in label for word in part))

    def take(self, seen: Counter[str]) -> None:
        """Take in plain words with how often they stand in labels."""
        for word in sorted(seen.keys() - self.seen.keys()):
            folded = titles.fold(word, self.language).split()
            self._folded.update(folded)
            self._families.update(titles.family(part, self.language) for part in folded)
            if len(word) >= SHORTEST_TYPO - 1 and not word.isdigit():
                self._by_length.setdefault(len(word), []).append(word)
        self.seen.update(seen)
        self._parts.clear()

    def take_keys(self, keys: Iterable[str]) -> None:
        """Remember the keys of the labels: a phrase that is one of them is taken as it is."""
        self._keys.update(keys)

    def _families_of(self, word: str) -> list[str]:
        folded = titles.fold(word, self.language)
        return [titles.family(part, self.language) for part in folded.split()]

    def _neighbours(self) -> dict[str, set[str]]:
        near: dict[str, set[str]] = {}
        for line in titles.rules(self.language).near:
            group = {family for word in line for family in self._families_of(word)}
            for family in group:
                near.setdefault(family, set()).update(group - {family})
        return near

    def key(self, text: str) -> str:
        """Return the folded words of a text, nothing taken out."""
        parts = titles.segments(text, self.language)
        return " ".join(titles.content([w for part in parts for w in part], self.language))

    def query(self, text: str) -> Query:
        """Return the folded words of a phrase, without noise, with typing errors put right."""
        if (whole := self.key(text)) in self._keys:
            return Query(whole)
        parts = titles.segments(text, self.language)
        clean = [titles.without_noise(part, self.language) for part in parts]
        read = {w: self._corrected(w) for part in clean for w in part}
        parts = [[read[w] for w in self._until_a_place(part, read)] for part in clean]
        told = [part for part in parts if any(self._known(w) for w in part)] or parts
        words = [w for part in told for w in part if self._known(w) or not _numbered(w)]
        key = " ".join(titles.content(words, self.language)) or whole
        return Query(key, {w: other for w, other in read.items() if w != other})

    def _until_a_place(self, words: list[str], read: dict[str, str]) -> list[str]:
        """Cut "vigneron à Mauves" before the preposition when no label knows the name after it."""
        stop = titles.rules(self.language).stop
        for at, word in enumerate(words):
            if at and word in BEFORE_A_PLACE:
                after = next((other for other in words[at + 1 :] if other not in stop), "")
                if after and not self._known(read[after]):
                    return words[:at]
        return words

    def _known(self, word: str) -> bool:
        """Tell whether a word or its family stands in some label or list of near words."""
        if word in titles.rules(self.language).stop:
            return False
        folded = titles.fold(word, self.language).split()
        return word in self.seen or all(self._stands(part) for part in folded)

    def _stands(self, folded: str) -> bool:
        return folded in self._folded or self._is_family(titles.family(folded, self.language))

    def _is_family(self, family: str) -> bool:
        return family in self._families or family in self._near

    def _corrected(self, word: str) -> str:
        """Return the word of the labels that a mistyped word most likely is, or the word itself."""
        if (
            len(word) < SHORTEST_TYPO
            or word in titles.rules(self.language).stop
            or _numbered(word)
            or self._known(word)
            or self.parts(titles.fold(word, self.language))
        ):
            return word
        errors = (1, 2) if len(word) >= TWO_TYPOS else (1,)
        return next(filter(None, (self._at(word, most) for most in errors)), word)

    def _at(self, word: str, most: int) -> str:
        """Return the most frequent word of the labels at ``most`` edits from a word."""
        lengths = range(len(word) - most, len(word) + most + 1)
        near = [other for length in lengths for other in self._by_length.get(length, ())]
        if not near:
            return ""
        away = process.cdist([word], near, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[
            0
        ]
        found = [near[at] for at in np.flatnonzero(away <= most)]
        return min(found, key=lambda other: (-self.seen[other], other), default="")

    def parts(self, word: str) -> tuple[str, ...]:
        """Split a folded compound into parts that stand in some label; () when it is none."""
        if not self._links or len(word) < 2 * PART:
            return ()
        if word not in self._parts:
            self._parts[word] = self._split(word)
        return self._parts[word]

    def _split(self, word: str) -> tuple[str, ...]:
        for at in range(len(word) - PART, PART - 1, -1):
            head = word[at:]
            if self._part(head):
                for link in self._links:
                    start = word[: at - len(link)] if word[:at].endswith(link) else ""
                    if len(start) >= PART and self._part(start):
                        return (start, head)
                    if len(start) >= 2 * PART and (found := self.parts(start)):
                        return (*found, head)
        return ()

    def _part(self, word: str) -> bool:
        return word in self._folded or titles.family(word, self.language) in self._families

    def families(self, key: str) -> list[str]:
        """Return the families of the words of a key and of the parts of its compounds."""
        found = []
        for word in key.split():
            found.append(titles.family(word, self.language))
            found += [titles.family(part, self.language) for part in self.parts(word)]
        return list(dict.fromkeys(found))

    def weight(self, family: str) -> float:
        """Return what a family counts beside others: less when it says little."""
        return LIGHT if family in self._light else 1.0

    def is_near(self, family: str, other: str) -> bool:
        """Tell whether two families mean the same or nearly so."""
        return other in self._near.get(family, ())

    def near(self, families: Iterable[str]) -> dict[str, float]:
        """Return the families meant by a phrase: its own, and those of the same meaning."""
        own = dict.fromkeys(families, 1.0)
        others = sorted({other for family in own for other in self._near.get(family, ())})
        return {**dict.fromkeys(others, NEAR), **own}


def _numbered(word: str) -> bool:
    return any(c.isdigit() for c in word)
