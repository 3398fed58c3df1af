"""Link free text to the concepts of a reference, by its own labels alone."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from scipy import sparse

from matching import link_index, titles
from matching.types import Concept, Hit

POOL = 160  # labels looked at closely for one phrase
BATCH = 128
HEADING = "/isco/"  # ESCO lists the groups of ISCO-08 among its concepts: classes, not occupations


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
        self.language = languages.pop() if languages else "fr"
        self._ids = [concept.id for concept in concepts]
        self._labels: list[str] = []
        self._keys: list[str] = []
        owner: list[int] = []
        bonus: list[float] = []
        for at, concept in enumerate(concepts):
            keys: dict[str, str] = {}
            for label in (concept.label, *concept.alternates):
                keys.setdefault(self._key(label), label)
            keys.pop("", None)
            self._labels += keys.values()
            self._keys += keys
            owner += [at] * len(keys)
            heading = -0.3 if HEADING in concept.id else 0.0
            bonus += [heading + 0.03 * (place == 0) for place in range(len(keys))]
        self._owner = np.array(owner, np.int32)
        self._bonus = np.array(bonus, np.float32)
        self._index()

    def _index(self) -> None:
        words = sorted({word for key in self._keys for word in key.split()})
        self._vocabulary = {word: at for at, word in enumerate(words)}
        self._letters = link_index.letters(self._keys)
        self._words = link_index.words(self._keys, self._vocabulary)
        rows = link_index.word_rows(self._keys, self._vocabulary)
        self._mass = np.asarray(rows @ self._words.weight)

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
            found += self._link_batch(texts[at : at + BATCH], k)
        return found

    def _key(self, text: str) -> str:
        parts = titles.segments(text, self.language)
        return " ".join(titles.content([w for part in parts for w in part], self.language))

    def _query(self, text: str) -> str:
        parts = titles.segments(text, self.language)
        clean = [titles.without_noise(part, self.language) for part in parts]
        words = [w for part in clean for w in part if not w.isdigit()]
        return " ".join(titles.content(words, self.language)) or self._key(text)

    def _link_batch(self, texts: Sequence[str], k: int) -> list[list[Hit]]:
        keys = [self._query(text) for text in texts]
        counted = link_index.counted(keys)
        letters = link_index.scaled(counted, self._letters.weight) @ self._letters.by_column
        known = link_index.word_rows(keys, self._vocabulary)
        mass = np.asarray(known @ self._words.weight)
        shared = known @ self._words.by_column
        return [
            self._rank(key, letters[[at]], shared[[at]], float(mass[at]), k)
            for at, key in enumerate(keys)
        ]

    def _rank(
        self, key: str, letters: sparse.csr_array, shared: sparse.csr_array, mass: float, k: int
    ) -> list[Hit]:
        """Order the labels by shared letters and words, the best of them by edits too."""
        mass += 8.0 * sum(word not in self._vocabulary for word in key.split())
        first = np.zeros(len(self._keys), np.float32)
        first[letters.indices] = letters.data / 2
        first[shared.indices] += shared.data / (mass + self._mass[shared.indices])
        first += self._bonus * (first > 0)
        pool = np.flatnonzero(first > 0)
        pool = pool[np.argsort(-first[pool], kind="stable")][: 3 * POOL]
        score = first[pool]
        if len(pool):
            near = [self._keys[label] for label in pool[:POOL]]
            ratios = process.cdist([key], near, scorer=fuzz.token_sort_ratio)[0]
            score[:POOL] += 0.004 * ratios.astype(np.float32)
        return self._hits(pool, score / 1.43, k)

    def _hits(
        self, pool: npt.NDArray[np.intp], score: npt.NDArray[np.float32], k: int
    ) -> list[Hit]:
        hits: dict[int, Hit] = {}
        for at in np.argsort(-score, kind="stable"):
            label = int(pool[at])
            concept = int(self._owner[label])
            if concept not in hits:
                value = round(float(score[at]), 6)
                hits[concept] = Hit(id=self._ids[concept], label=self._labels[label], score=value)
                if len(hits) == k:
                    break
        return list(hits.values())
