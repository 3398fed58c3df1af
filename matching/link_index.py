"""Hold the labels of a reference as sparse columns, and find the labels nearest to a phrase.

Two tables over the folded labels: runs of three to five letters inside words (hashed, so that no
list of them is kept) and families of words. Both are plain compressed rows, so that they can be
memory-mapped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

BITS = 18
SIZES = (3, 4, 5)
UNKNOWN = 8.0  # weight of a word that stands in no label

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


def runs(keys: Sequence[str]) -> tuple[Ints, Ints]:
    """Return the runs of letters of each key as (row, bucket) pairs, one pair per occurrence.

    A run stays inside a word; the blanks before and after the word belong to it.
    """
    text = " " + "".join(key + " \0 " for key in keys)
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    rows = np.cumsum(codes == 0, dtype=np.int32)
    blank, end = codes == 32, codes == 0
    places, buckets = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for size in SIZES:
        count = max(len(codes) - size + 1, 0)
        code = np.zeros(count, np.uint64)
        crosses = np.zeros(count, bool)
        for at in range(size):
            piece = slice(at, at + count)
            code = code * np.uint64(1_000_003) + codes[piece]
            crosses |= end[piece] | (blank[piece] & (0 < at < size - 1))
        code = (code ^ (code >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
        places.append(rows[:count][~crosses])
        buckets.append((code[~crosses] >> np.uint64(64 - BITS)).astype(np.int32))
    return np.concatenate(places), np.concatenate(buckets)


def counted(keys: Sequence[str]) -> sparse.csr_array:
    """Count the runs of letters of each key, damped: a row per key, a column per bucket."""
    row, bucket = runs(keys)
    ones = np.ones(len(row), np.float32)
    table = sparse.coo_array((ones, (row, bucket)), shape=(len(keys), 1 << BITS)).tocsr()
    table.data = 1 + np.log(table.data)
    return table


def scaled(table: sparse.csr_array, weight: Floats) -> sparse.csr_array:
    """Weigh the columns and bring each row to length one."""
    data = table.data * weight[table.indices]
    counts = np.diff(table.indptr)
    row = np.repeat(np.arange(len(counts)), counts)
    length = np.sqrt(np.bincount(row, data**2, minlength=len(counts))).astype(np.float32)
    data /= length[row]
    return sparse.csr_array((data, table.indices, table.indptr), shape=table.shape)


def rarity(table: sparse.csr_array) -> Floats:
    """Return the weight of each column: the rarer, the more it says."""
    seen = np.bincount(table.indices, minlength=table.shape[1])
    return (np.log((1 + table.shape[0]) / (1 + seen)) + 1).astype(np.float32)


def marked(rows: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> sparse.csr_array:
    """Lay weighted words out as a table: a row per mapping, a column per known word."""
    cells = [
        (at, columns[word], value)
        for at, row in enumerate(rows)
        for word, value in row.items()
        if word in columns
    ]
    row, column, value = zip(*cells, strict=True) if cells else ((), (), ())
    place = (np.array(row, np.int32), np.array(column, np.int32))
    shape = (len(rows), len(columns))
    return sparse.coo_array((np.array(value, np.float32), place), shape=shape).tocsr()


@dataclass(frozen=True, slots=True)
class Near:
    """The labels that share letters or words with one phrase, and how much, from 0 to 1."""

    letters: Floats
    words: Floats


@dataclass(frozen=True, slots=True)
class Index:
    """The two tables, turned round (a row per run or word, a column per label), and weights."""

    letters: sparse.csr_array
    letter_weight: Floats
    words: sparse.csr_array
    word_weight: Floats
    mass: Floats  # per label: the weight of its words

    def near(
        self, keys: Sequence[str], words: sparse.csr_array, masses: Sequence[float]
    ) -> list[Near]:
        """Compare phrases with all labels; ``words``: their rows, ``masses``: their weights."""
        letters = scaled(counted(keys), self.letter_weight) @ self.letters
        shared = words @ self.words
        return [
            Near(
                letters=_spread(letters, at, self.mass.size),
                words=self._overlap(_spread(shared, at, self.mass.size), mass),
            )
            for at, mass in enumerate(masses)
        ]

    def grown(
        self, keys: Sequence[str], rows: Sequence[Mapping[str, float]], columns: Mapping[str, int]
    ) -> "Index":
        """Return the index with further labels at its end; the weights of what it knows stay."""
        letters = scaled(counted(keys), self.letter_weight)
        new = len(columns) - len(self.word_weight)
        weight = np.r_[self.word_weight, np.full(new, UNKNOWN, np.float32)]
        words = marked(rows, columns)
        mass = (words @ weight).astype(np.float32)
        words.data = weight[words.indices]
        room = sparse.csr_array((new, self.words.shape[1]), dtype=np.float32)
        wider = sparse.vstack([self.words, room], format="csr")
        return Index(
            sparse.hstack([self.letters, letters.T], format="csr"),
            self.letter_weight,
            sparse.hstack([wider, words.T], format="csr"),
            weight,
            np.r_[self.mass, mass],
        )

    def _overlap(self, shared: Floats, mass: float) -> Floats:
        """Return twice the weight shared, over the weight of both sides (Dice's measure)."""
        shared = np.minimum(shared, np.minimum(self.mass, np.float32(mass)))
        both = np.maximum(self.mass + np.float32(mass), np.float32(1e-6))
        overlap: Floats = 2 * shared / both
        return overlap


def _spread(table: sparse.csr_array, row: int, size: int) -> Floats:
    out = np.zeros(size, np.float32)
    part = slice(table.indptr[row], table.indptr[row + 1])
    out[table.indices[part]] = table.data[part]
    return out


def build(
    keys: Sequence[str],
    rows: Sequence[Mapping[str, float]],
    columns: Mapping[str, int],
    worth: Floats,
) -> Index:
    """Index labels by their keys and by their words; ``worth`` scales the weight of each word."""
    letters = counted(keys)
    letter_weight = rarity(letters)
    words = marked(rows, columns)
    word_weight = rarity(words) * worth
    mass = (words @ word_weight).astype(np.float32)
    words.data = word_weight[words.indices]
    turned = scaled(letters, letter_weight).T.tocsr()
    return Index(turned, letter_weight, words.T.tocsr(), word_weight, mass)
