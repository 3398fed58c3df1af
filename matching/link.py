"""Link free text to the concepts of a reference, by its own labels alone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from matching import link_index, link_store
from matching.link_index import Floats, Index, Ints, Near
from matching.link_words import Query, Words
from matching.types import Concept, Hit

POOL = 160  # labels compared letter by letter with one phrase
TAIL = 4  # further labels kept for each hit asked
BATCH = 128
HEADING = "/isco/"  # ESCO lists the groups of ISCO-08 among its concepts: classes, not occupations

# What the score is made of; measured on the published development sets, rounded.
LETTERS, WORDS, EDITS = 0.5, 0.7, 0.2
LAST_WORD, FIRST_LABEL, OWN_NAME = 0.05, 0.03, 0.2
WHOLE = LETTERS + WORDS + EDITS + LAST_WORD + FIRST_LABEL + OWN_NAME * (LETTERS + WORDS)
CLASS = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What speaks for a hit: words it shares, words of the same meaning, typing errors read.

    ``shared`` are words of the label; ``near`` pairs (word of the phrase, word of the label);
    ``read`` pairs (word as typed, word as read).
    """

    label: str
    shared: tuple[str, ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    read: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a reference, each with its folded words and the place of its concept."""

    texts: tuple[str, ...]
    keys: tuple[str, ...]
    owner: Ints
    first: Ints  # per label: the place of the first label of its concept
    last: Ints  # per label: the family of its last word
    columns: dict[str, int]  # family of words -> row of the index
    index: Index


class Linker:
    """Find the concepts that a title or a skill phrase may mean.

    ``concepts``: any number of concepts in one language; a label is found under every gender,
    number, case and accent. ValueError when languages are mixed or an id comes twice.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        concepts = list(concepts)
        self._begin(link_store.language_of(concepts), [concept.id for concept in concepts])
        texts = [[concept.label, *concept.alternates] for concept in concepts]
        self._words.learn(text for labels in texts for text in labels)
        found = [self._distinct(labels) for labels in texts]
        keys = [key for labels in found for key in labels]
        sizes = [len(labels) for labels in found]
        self._words.take_keys(keys)
        rows = [dict.fromkeys(self._words.families(key), 1.0) for key in keys]
        families = sorted({family for row in rows for family in row})
        columns = {family: at for at, family in enumerate(families)}
        worth = np.array([self._words.weight(family) for family in families], np.float32)
        self._labels = Labels(
            texts=tuple(text for labels in found for text in labels.values()),
            keys=tuple(keys),
            owner=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
            first=np.repeat(np.cumsum([0, *sizes[:-1]], dtype=np.int32)[: len(sizes)], sizes),
            last=np.array([columns[list(row)[-1]] for row in rows], np.int32),
            columns=columns,
            index=link_index.build(keys, rows, columns, worth),
        )

    def _begin(self, language: str, ids: list[str]) -> None:
        self.language = language
        self._ids = ids
        self._place = {concept: at for at, concept in enumerate(ids)}
        if len(self._place) < len(ids):
            raise ValueError("two concepts have the same id")
        self._rank = np.argsort(np.argsort(np.array(ids, object), kind="stable"))
        self._heading = np.array([HEADING in concept for concept in ids], bool)
        self._words = Words(language)

    def _distinct(self, labels: Iterable[str]) -> dict[str, str]:
        """Return the labels by their folded words, the first of those that fold alike."""
        keys: dict[str, str] = {}
        for label in labels:
            keys.setdefault(self._words.key(label), label)
        keys.pop("", None)
        return keys

    def link(self, text: str, k: int = 10) -> list[Hit]:
        """Return at most ``k`` concepts for a phrase, best first; ValueError when k < 1."""
        return self.link_many([text], k)[0]

    def link_many(self, texts: Sequence[str], k: int = 10) -> list[list[Hit]]:
        """Return the hits of each phrase, in the order of the phrases.

        Equal scores are in the order of the ids. A score is between 0 and 1, where 1 is the
        first label of the concept, word for word.
        """
        if k < 1:
            raise ValueError("k must be at least 1")
        labels = self._labels
        if not labels.keys:
            return [[] for _ in texts]
        found: list[list[Hit]] = []
        for at in range(0, len(texts), BATCH):
            queries = [self._words.query(text) for text in texts[at : at + BATCH]]
            found += self._link_batch(labels, queries, k)
        return found

    def _link_batch(self, labels: Labels, queries: list[Query], k: int) -> list[list[Hit]]:
        keys = [query.key for query in queries]
        families = [self._words.families(key) for key in keys]
        rows = link_index.marked([self._words.near(own) for own in families], labels.columns)
        masses = [sum(self._mass(labels, family) for family in own) for own in families]
        tables = labels.index.near(keys, rows, masses)
        last = [labels.columns.get(own[-1], -1) if own else -1 for own in families]
        return [
            self._hits(labels, key, end, near, k)
            for key, end, near in zip(keys, last, tables, strict=True)
        ]

    def _mass(self, labels: Labels, family: str) -> float:
        if (at := labels.columns.get(family)) is not None:
            return float(labels.index.word_weight[at])
        return link_index.UNKNOWN * self._words.weight(family)

    def _hits(self, labels: Labels, key: str, last: int, near: Near, k: int) -> list[Hit]:
        """Order the concepts by the best of their labels."""
        alike = LETTERS * near.letters + WORDS * near.words
        pool = _best(alike, POOL + TAIL * k)
        first = labels.first[pool]
        score = alike[pool] + OWN_NAME * alike[first] + FIRST_LABEL * (first == pool)
        score += LAST_WORD * (labels.last[pool] == last)
        closest = [labels.keys[label] for label in pool[:POOL]]
        edits = process.cdist([key], closest, scorer=fuzz.token_sort_ratio)[0]
        score[:POOL] += EDITS * edits.astype(np.float32) / 100
        concept = labels.owner[pool]
        score = np.round(score * np.where(self._heading[concept], CLASS, 1) / WHOLE, 6)
        hits: dict[int, Hit] = {}
        for at in np.lexsort((pool, self._rank[concept], -score)):
            if (of := int(concept[at])) not in hits:
                label = labels.texts[pool[at]]
                hits[of] = Hit(id=self._ids[of], label=label, score=float(score[at]))
                if len(hits) == k:
                    break
        return list(hits.values())

    def explain(self, text: str, hit: Hit) -> Why:
        """Say why a phrase led to a hit."""
        query = self._words.query(text)
        own = {family: word for word in query.key.split() for family in self._words.families(word)}
        shared, near = [], []
        for word in re.findall(r"[\w+#]+", hit.label):
            families = self._words.families(self._words.key(word))
            if own.keys() & families:
                shared.append(word)
            elif alike := [
                own[family]
                for family in own
                if any(self._words.is_near(family, other) for other in families)
            ]:
                near.append((alike[0], word))
        read = tuple(query.read.items())
        return Why(label=hit.label, shared=tuple(shared), near=tuple(near), read=read)

    def add_alternate(self, concept_id: str, label: str) -> None:
        """Let a concept be found by one more label from now on, as when a coach confirms it.

        Takes effect at once; the words it brings weigh as rare ones until the index is built
        anew. ValueError when the concept is unknown or the label holds no word.
        """
        if concept_id not in self._place:
            raise ValueError(f"no concept {concept_id!r} in this reference")
        key = self._words.key(label)
        if not key:
            raise ValueError("a label needs at least one word")
        old, place = self._labels, self._place[concept_id]
        mine = np.flatnonzero(old.owner == place)
        if any(old.keys[at] == key for at in mine):
            return
        self._words.learn([label])
        self._words.take_keys([key])
        row = dict.fromkeys(self._words.families(key), 1.0)
        columns = dict(old.columns)
        for family in row:
            columns.setdefault(family, len(columns))
        first = old.first[mine[0]] if len(mine) else len(old.keys)
        self._labels = Labels(
            texts=(*old.texts, label),
            keys=(*old.keys, key),
            owner=np.append(old.owner, np.int32(place)),
            first=np.append(old.first, np.int32(first)),
            last=np.append(old.last, np.int32(columns[list(row)[-1]])),
            columns=columns,
            index=old.index.grown([key], [row], columns),
        )

    def save(self, folder: Path) -> None:
        """Write the index to a folder, as plain arrays and text."""
        labels = self._labels
        texts = {
            "language": self.language,
            "ids": self._ids,
            "labels": labels.texts,
            "keys": labels.keys,
            "families": list(labels.columns),
            "seen": self._words.seen,
        }
        link_store.write(
            folder, texts, {name: getattr(labels, name) for name in link_store.PLACES}, labels.index
        )

    @classmethod
    def load(cls, folder: Path) -> "Linker":
        """Read an index back, its arrays mapped; ValueError when the folder holds none."""
        texts, arrays, index = link_store.read(folder)
        linker = cls.__new__(cls)
        linker._begin(texts["language"], texts["ids"])
        linker._words.take(texts["seen"])
        linker._words.take_keys(texts["keys"])
        linker._labels = Labels(
            texts=tuple(texts["labels"]),
            keys=tuple(texts["keys"]),
            owner=arrays["owner"],
            first=arrays["first"],
            last=arrays["last"],
            columns={family: at for at, family in enumerate(texts["families"])},
            index=index,
        )
        return linker

    @classmethod
    def cached(cls, concepts: Iterable[Concept], folder: Path) -> "Linker":
        """Read the index of these concepts from a folder, built and written there when stale."""
        concepts = list(concepts)
        kept = folder / link_store.digest(concepts)
        if not kept.is_dir():
            link_store.replace(folder, kept, cls(concepts).save)
        return cls.load(kept)


def _best(score: Floats, count: int) -> Ints:
    """Return the places of the highest scores above zero, best first, equal ones in order."""
    found = np.flatnonzero(score > 0).astype(np.int32)
    if len(found) > count:
        least = np.partition(score[found], -count)[-count]
        found = found[score[found] >= least]
    return found[np.argsort(-score[found], kind="stable")]
