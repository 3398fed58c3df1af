"""Link free text to the concepts of a reference, by its own labels alone."""

from collections.abc import Iterable, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from matching import link_index, titles
from matching.link_index import Floats, Ints, Near
from matching.link_words import Query, Words
from matching.types import Concept, Hit

POOL = 160  # labels compared letter by letter with one phrase
TAIL = 4  # further labels kept for each hit asked
BATCH = 128
HEADING = "/isco/"  # ESCO lists the groups of ISCO-08 among its concepts: classes, not occupations

# What the score is made of; measured on the published development sets, rounded.
LETTERS, WORDS, EDITS, FIRST_LABEL, OWN_NAME = 0.5, 0.7, 0.2, 0.03, 0.2
WHOLE = LETTERS + WORDS + EDITS + FIRST_LABEL + OWN_NAME * (LETTERS + WORDS)
CLASS = 0.4


class Linker:
    """Find the concepts that a title or a skill phrase may mean.

    ``concepts``: any number of concepts in one language; a label is found under every gender,
    number, case and accent. ValueError when languages are mixed.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        concepts = list(concepts)
        languages = {concept.language for concept in concepts}
        if len(languages) > 1:
            raise ValueError(f"one language at a time, not {', '.join(sorted(languages))}")
        language = languages.pop() if languages else "fr"
        texts = [text for c in concepts for text in (c.label, *c.alternates)]
        parts = (titles.segments(text, language) for text in texts)
        self._words = Words(language, [w for found in parts for part in found for w in part])
        self._ids = [concept.id for concept in concepts]
        self._labels: list[str] = []
        self._keys: list[str] = []
        owner: list[int] = []
        for at, concept in enumerate(concepts):
            keys: dict[str, str] = {}
            for label in (concept.label, *concept.alternates):
                keys.setdefault(self._words.key(label), label)
            keys.pop("", None)
            self._labels += keys.values()
            self._keys += keys
            owner += [at] * len(keys)
        self._words.learn(self._keys)
        self._owner = np.array(owner, np.int32)
        starts = np.flatnonzero(np.diff(self._owner, prepend=-1))
        self._first = np.repeat(starts, np.diff(starts, append=len(owner)))
        self._rank = np.argsort(np.argsort(np.array(self._ids, object), kind="stable"))
        self._heading = np.array([HEADING in concept.id for concept in concepts], bool)
        self._index()

    def _index(self) -> None:
        rows = [dict.fromkeys(self._words.families(key), 1.0) for key in self._keys]
        columns = sorted({family for row in rows for family in row})
        self._columns = {family: at for at, family in enumerate(columns)}
        worth = np.array([self._words.weight(family) for family in columns], np.float32)
        self._tables = link_index.build(self._keys, rows, self._columns, worth)

    def link(self, text: str, k: int = 10) -> list[Hit]:
        """Return at most ``k`` concepts for a phrase, best first; ValueError when k < 1."""
        return self.link_many([text], k)[0]

    def link_many(self, texts: Sequence[str], k: int = 10) -> list[list[Hit]]:
        """Return the hits of each phrase, in the order of the phrases."""
        if k < 1:
            raise ValueError("k must be at least 1")
        if not self._keys:
            return [[] for _ in texts]
        found: list[list[Hit]] = []
        for at in range(0, len(texts), BATCH):
            queries = [self._words.query(text) for text in texts[at : at + BATCH]]
            found += self._link_batch(queries, k)
        return found

    def _link_batch(self, queries: list[Query], k: int) -> list[list[Hit]]:
        keys = [query.key for query in queries]
        families = [self._words.families(key) for key in keys]
        rows = [self._words.near(own) for own in families]
        masses = [sum(map(self._mass, own)) for own in families]
        tables = self._tables.near(keys, link_index.marked(rows, self._columns), masses)
        return [self._hits(key, near, k) for key, near in zip(keys, tables, strict=True)]

    def _mass(self, family: str) -> float:
        if (at := self._columns.get(family)) is not None:
            return float(self._tables.word_weight[at])
        return link_index.UNKNOWN * self._words.weight(family)

    def _hits(self, key: str, near: Near, k: int) -> list[Hit]:
        """Order the concepts by the best of their labels."""
        first = LETTERS * near.letters + WORDS * near.words
        pool = _best(first, POOL + TAIL * k)
        score = first[pool] + OWN_NAME * first[self._first[pool]]
        score += FIRST_LABEL * (self._first[pool] == pool)
        closest = [self._keys[label] for label in pool[:POOL]]
        edits = process.cdist([key], closest, scorer=fuzz.token_sort_ratio)[0]
        score[:POOL] += EDITS * edits.astype(np.float32) / 100
        concept = self._owner[pool]
        score *= np.where(self._heading[concept], CLASS, 1) / WHOLE
        score = np.round(score, 6)
        hits: dict[int, Hit] = {}
        for at in np.lexsort((pool, self._rank[concept], -score)):
            if (of := int(concept[at])) not in hits:
                label = self._labels[pool[at]]
                hits[of] = Hit(id=self._ids[of], label=label, score=float(score[at]))
                if len(hits) == k:
                    break
        return list(hits.values())


def _best(score: Floats, count: int) -> Ints:
    """Return the places of the highest scores above zero, best first, equal ones in order."""
    found = np.flatnonzero(score > 0).astype(np.int32)
    if len(found) > count:
        least = np.partition(score[found], -count)[-count]
        found = found[score[found] >= least]
    return found[np.argsort(-score[found], kind="stable")]
