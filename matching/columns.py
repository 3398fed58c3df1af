"""The arrays a pool is built from, straight from a database or gathered from portfolios."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matching.person import EPOCH, MODES, NEVER, Person, Token

LEVELS = 8  # levels 0..7 of a token; skills use 1..3, languages 1..6, all else 1
KINDS = frozenset({"skill", "language", "licence", "certificate", "hours", "wish", "refusal"})

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """People and what they bring, as arrays; n people, m facts, t tokens, 4 modes of travel.

    ``ids`` (n,) int64, all different. ``person`` (m,) position in ``ids``; ``code`` (m,) position
    in ``vocabulary``; ``level`` (m,) uint8; ``proof`` (m,) int64, -1 for none, or None.
    ``place`` (n, 2) degrees, NaN unknown; ``minutes`` (n, 4) in the order foot, bicycle, transit,
    car, 0 not used; ``weekly`` (n, 2) hours, NaN not said; ``since`` (n,) days; ``shown`` (n,).
    """

    ids: NDArray[np.int64]
    vocabulary: tuple[Token, ...]
    person: Ints
    code: Ints
    level: NDArray[np.uint8]
    proof: NDArray[np.int64] | None
    place: NDArray[np.float64]
    minutes: NDArray[np.int16]
    weekly: NDArray[np.float64]
    since: Ints
    shown: Ints


def checked_columns(
    *,
    ids: ArrayLike,
    vocabulary: Sequence[Token],
    person: ArrayLike,
    code: ArrayLike,
    level: ArrayLike,
    proof: ArrayLike | None = None,
    place: ArrayLike | None = None,
    minutes: ArrayLike | None = None,
    weekly: ArrayLike | None = None,
    shown: ArrayLike | None = None,
    last_shown: ArrayLike | None = None,
    arrived: ArrayLike | None = None,
) -> Columns:
    """Check and complete the arrays of ``Pool.from_columns``; ``person`` holds ids here."""
    whose = np.asarray(ids, dtype=np.int64)
    n = len(whose)
    order = np.argsort(whose, kind="stable")
    if n > 1 and not (np.diff(whose[order]) > 0).all():
        raise ValueError("two people of the pool have the same id")
    codes, levels = np.asarray(code, dtype=np.int32), np.asarray(level, dtype=np.uint8)
    positions = _positions(np.asarray(person), whose, order)
    if not len(positions) == len(codes) == len(levels):
        raise ValueError("person, code and level must have the same length")
    _check_facts(codes, levels, vocabulary)
    return Columns(
        ids=whose,
        vocabulary=tuple(vocabulary),
        person=positions,
        code=codes,
        level=levels,
        proof=None if proof is None else _shaped(proof, (len(codes),), np.int64, "proof"),
        place=_shaped(place, (n, 2), np.float64, "place", np.nan),
        minutes=_shaped(minutes, (n, len(MODES)), np.int16, "minutes"),
        weekly=_shaped(weekly, (n, 2), np.float64, "weekly", np.nan),
        since=_since(last_shown, arrived, n),
        shown=_shaped(shown, (n,), np.int32, "shown"),
    )


def _check_facts(codes: Ints, levels: NDArray[np.uint8], vocabulary: Sequence[Token]) -> None:
    unknown = {kind for kind, _ in vocabulary} - KINDS
    if unknown:
        raise ValueError(f"unknown kind {min(unknown)!r} in the vocabulary")
    if len(set(vocabulary)) != len(vocabulary):
        raise ValueError("the vocabulary names one thing twice")
    if len(codes) and (codes.min() < 0 or codes.max() >= len(vocabulary)):
        raise ValueError("a code stands outside the vocabulary")
    if len(levels) and (levels.min() < 1 or levels.max() >= LEVELS):
        raise ValueError(f"a level must be from 1 to {LEVELS - 1}")


def _positions(person: NDArray[Any], ids: NDArray[np.int64], order: NDArray[np.int64]) -> Ints:
    """Turn ids into positions in ``ids``; one table look-up where ids are dense."""
    if not len(person):
        return np.empty(0, dtype=np.int32)
    if not len(ids) or person.min() < ids[order[0]] or person.max() > ids[order[-1]]:
        raise ValueError("a fact is about a person who is not in the pool")
    low, high = int(ids[order[0]]), int(ids[order[-1]])
    if high - low < 4 * len(ids) + 1024:
        table = np.full(high - low + 1, -1, dtype=np.int32)
        table[ids - low] = np.arange(len(ids), dtype=np.int32)
        found: Ints = table[person - low] if low else table[person]
    else:
        at = np.searchsorted(ids, person, sorter=order)
        found = order[at].astype(np.int32)
        found[ids[found] != person] = -1
    if found.min() < 0:
        raise ValueError("a fact is about a person who is not in the pool")
    return found


def _shaped(
    values: ArrayLike | None, shape: tuple[int, ...], dtype: Any, name: str, empty: float = 0
) -> NDArray[Any]:
    if values is None:
        return np.full(shape, empty, dtype=dtype)
    array = np.asarray(values, dtype=dtype)
    if array.shape != shape:
        raise ValueError(f"{name} must have shape {shape}, not {array.shape}")
    return array


def _since(last_shown: ArrayLike | None, arrived: ArrayLike | None, n: int) -> Ints:
    """Count days since 1970 of the last offer shown, else of arrival; NEVER where both miss."""
    nothing = np.full(n, np.datetime64("NaT"), dtype="datetime64[D]")
    shown, came = (
        nothing if days is None else np.asarray(days, dtype="datetime64[D]")
        for days in (last_shown, arrived)
    )
    for days, name in ((shown, "last_shown"), (came, "arrived")):
        if days.shape != (n,):
            raise ValueError(f"{name} must have shape {(n,)}, not {days.shape}")
    since = np.where(np.isnat(shown), came, shown)
    days = (since - np.datetime64(EPOCH)).astype(np.int64)
    days[np.isnat(since)] = NEVER
    return days.astype(np.int32)


class Column(Mapping[int, float]):
    """A mapping of id to value held as two arrays, for a ``Census`` of very many people.

    ``ids`` and ``values`` have shape (n,); raise ValueError on lengths that differ.
    """

    def __init__(self, ids: ArrayLike, values: ArrayLike) -> None:
        whose, what = np.asarray(ids, dtype=np.int64), np.asarray(values, dtype=np.float64)
        if whose.shape != what.shape or whose.ndim != 1:
            raise ValueError("a column needs as many values as ids")
        order = np.argsort(whose, kind="stable")
        self.ids, self.values_by_id = whose[order], what[order]

    def __getitem__(self, person_id: int) -> float:
        at = int(np.searchsorted(self.ids, person_id))
        if at == len(self.ids) or self.ids[at] != person_id:
            raise KeyError(person_id)
        return float(self.values_by_id[at])

    def __iter__(self) -> Iterator[int]:
        return iter(self.ids.tolist())

    def __len__(self) -> int:
        return len(self.ids)


def values_for(values: Mapping[int, float], ids: NDArray[np.int64]) -> NDArray[np.float64]:
    """Line up a mapping with sorted ids; NaN where it says nothing."""
    if not isinstance(values, Column):
        return np.array([values.get(i, np.nan) for i in ids.tolist()], dtype=np.float64)
    if np.array_equal(values.ids, ids):
        return values.values_by_id
    if not len(values):
        return np.full(len(ids), np.nan)
    at = np.minimum(np.searchsorted(values.ids, ids), len(values) - 1)
    return np.where(values.ids[at] == ids, values.values_by_id[at], np.nan)


def columns_of(people: Iterable[Person]) -> Columns:
    """Gather the columns of people already read as ``Person``."""
    crowd = list(people)
    codes: dict[Token, int] = {}
    facts = [
        (i, codes.setdefault(token, len(codes)), level, person.proofs.get(token, -1))
        for i, person in enumerate(crowd)
        for token, level in person.levels.items()
    ]
    person, code, level, proof = zip(*facts, strict=True) if facts else ((), (), (), ())
    ids = np.array([p.id for p in crowd], dtype=np.int64)
    if len(set(ids.tolist())) != len(ids):
        raise ValueError("two people of the pool have the same id")
    nowhere, unsaid = (np.nan, np.nan), (np.nan, np.nan)
    return Columns(
        ids=ids,
        vocabulary=tuple(codes),
        person=np.array(person, dtype=np.int32),
        code=np.array(code, dtype=np.int32),
        level=np.array(level, dtype=np.uint8),
        proof=np.array(proof, dtype=np.int64),
        place=np.array([p.place or nowhere for p in crowd], dtype=np.float64).reshape(-1, 2),
        minutes=np.array([p.minutes for p in crowd], dtype=np.int16).reshape(-1, len(MODES)),
        weekly=np.array([p.weekly or unsaid for p in crowd], dtype=np.float64).reshape(-1, 2),
        since=np.array([p.since for p in crowd], dtype=np.int32),
        shown=np.array([p.shown for p in crowd], dtype=np.int32),
    )
