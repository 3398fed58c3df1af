"""Hold the labels of a reference as sparse columns, and find the labels nearest to a phrase.

Two tables over the folded labels: runs of three to five letters inside words (hashed, so that no
list of them is kept) and whole words. Both are plain compressed rows that can be memory-mapped.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

BUCKETS = 1 << 18
SIZES = (3, 4, 5)

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


def grams(keys: Sequence[str]) -> tuple[Ints, Ints]:
    """Return the runs of letters of each key as (row, bucket) pairs, one pair per occurrence."""
    text = " " + "".join(key + " \0" for key in keys)
    codes = np.frombuffer(text.replace("\0", "\0 ").encode("utf-32-le"), np.uint32)
    rows = np.cumsum(codes == 0, dtype=np.int32)
    blank, cut = codes == 32, codes == 0
    found_rows, found = [], []
    for size in SIZES:
        count = len(codes) - size + 1
        if count < 1:
            continue
        code = np.zeros(count, np.uint64)
        inside = np.zeros(count, bool)
        for at in range(size):
            piece = slice(at, at + count)
            code = code * np.uint64(1_000_003) + codes[piece]
            inside |= cut[piece] | (blank[piece] if 0 < at < size - 1 else False)
        code ^= code >> np.uint64(29)
        code *= np.uint64(0xBF58476D1CE4E5B9)
        keep = ~inside
        found_rows.append(rows[:count][keep])
        found.append((code[keep] >> np.uint64(64 - 18)).astype(np.int32))
    if not found:
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    return np.concatenate(found_rows), np.concatenate(found)


def counted(keys: Sequence[str]) -> sparse.csr_array:
    """Count the runs of letters of each key: a row per key, a column per bucket."""
    row, bucket = grams(keys)
    shape = (len(keys), BUCKETS)
    table = sparse.coo_array((np.ones(len(row), np.float32), (row, bucket)), shape=shape).tocsr()
    table.data = 1 + np.log(table.data)
    return table


def scaled(table: sparse.csr_array, weight: Floats) -> sparse.csr_array:
    """Weigh the columns and bring each row to length one."""
    table.data *= weight[table.indices]
    lengths = np.sqrt(np.add.reduceat(np.r_[table.data, 0] ** 2, table.indptr[:-1]))
    lengths[np.diff(table.indptr) == 0] = 1
    table.data /= np.repeat(lengths, np.diff(table.indptr)).astype(np.float32)
    return table


def rarity(table: sparse.csr_array) -> Floats:
    """Return the weight of each column: the rarer, the more it says."""
    seen = np.bincount(table.indices, minlength=table.shape[1])
    return (np.log((1 + table.shape[0]) / (1 + seen)) + 1).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Table:
    """A compressed table of labels by column, with the weight of each column."""

    by_column: sparse.csr_array  # a row per column of the labels' table, a column per label
    weight: Floats


def letters(keys: Sequence[str]) -> Table:
    """Index keys by their runs of letters."""
    table = counted(keys)
    weight = rarity(table)
    return Table(scaled(table, weight).T.tocsr(), weight)


def words(keys: Sequence[str], vocabulary: dict[str, int]) -> Table:
    """Index keys by their whole words; a cell is the weight of the word."""
    table = word_rows(keys, vocabulary)
    weight = rarity(table)
    table.data = weight[table.indices]
    return Table(table.T.tocsr(), weight)


def word_rows(keys: Sequence[str], vocabulary: dict[str, int]) -> sparse.csr_array:
    """Mark the known words of each key: a row per key, a column per word of the vocabulary."""
    row, column = [], []
    for at, key in enumerate(keys):
        known = sorted({vocabulary[word] for word in key.split() if word in vocabulary})
        row += [at] * len(known)
        column += known
    data = np.ones(len(row), np.float32)
    return sparse.coo_array((data, (row, column)), shape=(len(keys), len(vocabulary))).tocsr()
