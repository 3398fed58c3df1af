"""The pool in memory: who brings what, as lists of rows that become sets of bits.

Rows are the people in the order a shortlist wants them (longest since the last offer, fewest
shown, id), so the first bits of a set are the first people of a group. A changed person leaves her
row and takes a new one at the end; the index is built again when that room is used up.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from matching.columns import LEVELS, Columns, Ints, columns_of, values_for
from matching.person import MODES, Person, Token

Bits = NDArray[np.uint64]  # one bit per row, little-endian inside each word
WORD = 64
CACHE_BYTES = 64 * 2**20
WORTH_KEEPING = 64  # sets of more than one person in so many take longer to make again
LEAST_ROOM = 1024  # rows for changed people
MIX = np.uint64(0x9E3779B97F4A7C15)  # an odd number with well spread bits: 2**64 / golden ratio

OrderKey = tuple[int, int, int]  # since, shown, id


class Index:
    """Columns laid out by token and by person.

    ``latitudes``, ``longitudes`` (places,); ``home``, ``minutes``, ``weekly`` (limits, ...): the
    different places and the different limits (place, accepted minutes, weekly hours) of people.
    """

    def __init__(self, columns: Columns) -> None:
        self.base = len(columns.ids)
        self.start = -(-self.base // WORD) * WORD  # rows of changed people begin on a new word
        self.room = self.start + max(LEAST_ROOM, self.base // 16 // WORD * WORD)
        self._marks = np.zeros(self.room, dtype=np.bool_)  # always left clean
        self._sort(columns)
        self._lay_out(columns)
        self._set_limits(columns)
        self.alive = self._pack(np.arange(self.base))
        self.extras: dict[int, Person] = {}  # row -> person
        self._moved: dict[int, int | None] = {}  # id -> row among the extras, None once removed
        self._next = self.start
        self._overlay: dict[int, list[int]] = defaultdict(list)  # column -> rows
        self._spoken: dict[str, list[int]] = defaultdict(list)  # kind -> rows
        self._cache: OrderedDict[tuple[int, ...], Bits] = OrderedDict()

    # --- building -------------------------------------------------------------------------------

    def _sort(self, columns: Columns) -> None:
        self._order = np.lexsort((columns.ids, columns.shown, columns.since)).astype(np.int32)
        self.ids = columns.ids[self._order]
        self.since, self.shown = columns.since[self._order], columns.shown[self._order]
        self._by_id = np.argsort(self.ids, kind="stable").astype(np.int32)
        self._sorted_ids = self.ids[self._by_id]

    def _lay_out(self, columns: Columns) -> None:
        self.vocabulary = list(columns.vocabulary)
        self.codes = {token: code for code, token in enumerate(self.vocabulary)}
        self._of_kind: dict[str, list[int]] = defaultdict(list)
        for code, (kind, _) in enumerate(self.vocabulary):
            self._of_kind[kind].append(code)
        self._known = len(self.vocabulary)  # tokens with lists; later ones live in the overlay
        person, column = columns.person, columns.code * np.int32(LEVELS) + columns.level
        proof = columns.proof
        if len(person) and (np.diff(person) < 0).any():
            by_person = np.argsort(person, kind="stable")
            person, column = person[by_person], column[by_person]
            proof = None if proof is None else proof[by_person]
        ends = np.zeros(self.base + 1, dtype=np.int64)
        np.cumsum(np.bincount(person, minlength=self.base), out=ends[1:])
        self._facts, self._ends, self._proofs = column, ends, proof  # by person, as they came
        tags = np.zeros(len(column), dtype=np.int8)
        by_token = csr_array((tags, column, ends), (self.base, self._known * LEVELS)).tocsc()
        rank = np.empty(self.base, dtype=np.int32)
        rank[self._order] = np.arange(self.base, dtype=np.int32)
        self._rows, self._starts = rank[by_token.indices], by_token.indptr

    def _set_limits(self, columns: Columns) -> None:
        nothing = np.array([[np.nan, np.nan] + [0.0] * len(MODES) + [np.nan, np.nan]])
        said = (columns.place, columns.minutes.astype(np.float64), columns.weekly)
        rows = np.vstack((np.column_stack(said)[self._order], nothing))  # the last: empty rows
        places, where = _distinct(rows[:, :2])
        limits, which = _distinct(np.column_stack((where, rows[:, 2:])))
        self.latitudes, self.longitudes = places[:, 0].copy(), places[:, 1].copy()
        self.home = limits[:, 0].astype(np.int32)
        self.minutes = limits[:, 1 : 1 + len(MODES)].astype(np.int16)
        self.weekly = limits[:, 1 + len(MODES) :].copy()
        self._limit = np.full(self.room, which[-1], dtype=np.intp)  # as it is read at each post
        self._limit[: self.base] = which[:-1]

    # --- sets of people -------------------------------------------------------------------------

    def bits(self, token: Token, low: int = 1, high: int = LEVELS) -> Bits:
        """Mark who has the token at a level from ``low`` to ``high`` - 1."""
        return self.union((token,), low, high)

    def union(self, tokens: Sequence[Token], low: int = 1, high: int = LEVELS) -> Bits:
        """Mark who has any of the tokens at a level from ``low`` to ``high`` - 1."""
        codes = sorted({code for code in map(self.codes.get, tokens) if code is not None})
        found = self._base((low, high, *codes))
        if not self.extras:
            return found
        late = [c * LEVELS + level for c in codes for level in range(low, high)]
        return self._with(found, [row for c in late for row in self._overlay.get(c, ())])

    def said(self, kind: str) -> Bits:
        """Mark who said anything of this kind."""
        found = self._base((1, LEVELS, *self._of_kind.get(kind, ())))
        return self._with(found, self._spoken.get(kind, []))

    def where_limits(self, which: NDArray[np.bool_]) -> Bits:
        """Mark whose limits are among these; ``which`` has shape (limits,)."""
        return _words(which[self._limit])

    def where_column(self, values: Mapping[int, float], least: float) -> Bits:
        """Mark whose value in a mapping by id is at least this; unknown is not."""
        marks = np.zeros(self.room, dtype=np.bool_)
        marks[self._by_id] = values_for(values, self._sorted_ids) >= least
        for row, person in self.extras.items():
            marks[row] = values.get(person.id, np.nan) >= least
        return _words(marks)

    def none(self) -> Bits:
        """Mark nobody."""
        return np.zeros(self.room // WORD, dtype=np.uint64)

    def _base(self, key: tuple[int, ...]) -> Bits:
        """Mark the unchanged people of some codes; ``key`` is low, high, then the codes."""
        found = self._cache.get(key)
        if found is not None:
            self._cache.move_to_end(key)
            return found
        low, high, *codes = key
        known = [code * LEVELS for code in codes if code < self._known]
        lists = [self._rows[self._starts[at + low] : self._starts[at + high]] for at in known]
        for rows in lists:
            self._marks[rows] = True
        bits = _words(self._marks)
        for rows in lists:  # cheaper than a new array of marks each time
            self._marks[rows] = False
        if sum(map(len, lists)) > self.base // WORTH_KEEPING:
            self._keep(key, bits)
        return bits

    def _keep(self, key: tuple[int, ...], bits: Bits) -> None:
        bits.flags.writeable = False
        self._cache[key] = bits
        if len(self._cache) * bits.nbytes > CACHE_BYTES:
            self._cache.popitem(last=False)

    def _with(self, bits: Bits, rows: Sequence[int]) -> Bits:
        if not rows:
            return bits
        return bits | self._pack(np.array(rows))

    def _pack(self, rows: NDArray[np.int64]) -> Bits:
        marks = np.zeros(self.room, dtype=np.bool_)
        marks[rows] = True
        return _words(marks)

    # --- one person -----------------------------------------------------------------------------

    def row(self, person_id: int) -> int:
        """Find the row of a person; raise ValueError when she is not in the pool."""
        if person_id in self._moved:
            found = self._moved[person_id]
        else:
            at = int(np.searchsorted(self._sorted_ids, person_id))
            known = at < self.base and self._sorted_ids[at] == person_id
            found = int(self._by_id[at]) if known else None
        if found is None:
            raise ValueError(f"person {person_id} is not in the pool")
        return found

    def person(self, row: int) -> Person:
        """Read back what a row says."""
        if row >= self.start:
            return self.extras[row]
        came = self._order[row]
        facts = slice(self._ends[came], self._ends[came + 1])
        columns = self._facts[facts]
        order = columns.argsort(
            kind="stable"
        )  # of one thing said twice, the best level comes last and stays
        codes, levels = np.divmod(columns[order], LEVELS)
        tokens = [self.vocabulary[code] for code in codes.tolist()]
        proofs: dict[Token, int] = {}
        if self._proofs is not None:
            last = dict(zip(tokens, self._proofs[facts][order].tolist(), strict=True))
            proofs = {token: proof for token, proof in last.items() if proof >= 0}
        limit = self._limit[row]
        home = self.home[limit]
        place = (float(self.latitudes[home]), float(self.longitudes[home]))
        weekly = (float(self.weekly[limit, 0]), float(self.weekly[limit, 1]))
        return Person(
            id=int(self.ids[row]),
            levels=dict(zip(tokens, levels.tolist(), strict=True)),
            proofs=proofs,
            place=None if np.isnan(place[0]) else place,
            minutes=tuple(self.minutes[limit].tolist()),
            weekly=None if np.isnan(weekly[0]) else weekly,
            since=int(self.since[row]),
            shown=int(self.shown[row]),
        )

    def ids_of(self, bits: Bits) -> NDArray[np.int64]:
        """Give the ids of a set, sorted."""
        words = self.start // WORD
        known = self.ids[_first_rows(bits[:words], self.base)]
        late = [self.extras[row + self.start].id for row in _first_rows(bits[words:], self.room)]
        return np.sort(np.concatenate((known, np.array(late, dtype=np.int64))))

    def remove(self, person_id: int) -> None:
        """Take a person out; raise ValueError when she is not in the pool."""
        self._mark(self.row(person_id), alive=False)
        self._moved[person_id] = None

    def put(self, person: Person) -> None:
        """Add a person or replace what is known of her; the index must not be full."""
        if person.id in self:
            self.remove(person.id)
        row, self._next = self._next, self._next + 1
        for token, level in person.levels.items():
            code = self.codes.setdefault(token, len(self.vocabulary))
            if code == len(self.vocabulary):
                self.vocabulary.append(token)
            self._overlay[code * LEVELS + level].append(row)
        for kind in {kind for kind, _ in person.levels}:
            self._spoken[kind].append(row)
        self._limit[row] = self._limit_of(person)
        self.extras[row] = person
        self._moved[person.id] = row
        self._mark(row, alive=True)

    def __contains__(self, person_id: int) -> bool:
        try:
            self.row(person_id)
        except ValueError:
            return False
        return True

    def _mark(self, row: int, *, alive: bool) -> None:
        bit = np.uint64(1) << np.uint64(row % WORD)
        if alive:
            self.alive[row // WORD] |= bit
        else:
            self.alive[row // WORD] &= ~bit

    def _limit_of(self, person: Person) -> int:
        """Find or add the limits of a person; the tables are short, so a copy is cheap."""
        lat, lon = person.place or (np.nan, np.nan)
        low, high = person.weekly or (np.nan, np.nan)
        home = _find(_same(self.latitudes, lat) & _same(self.longitudes, lon))
        if home == len(self.latitudes):
            self.latitudes = np.append(self.latitudes, lat)
            self.longitudes = np.append(self.longitudes, lon)
        same = (self.home == home) & (self.minutes == np.array(person.minutes)).all(axis=1)
        limit = _find(same & _same(self.weekly[:, 0], low) & _same(self.weekly[:, 1], high))
        if limit == len(self.home):
            self.home = np.append(self.home, np.int32(home))
            self.minutes = np.vstack((self.minutes, np.array(person.minutes, dtype=np.int16)))
            self.weekly = np.vstack((self.weekly, np.array((low, high))))
        return limit

    @property
    def full(self) -> bool:
        """Whether the room for changed people is used up."""
        return self._next == self.room

    def gather(self) -> Columns:
        """Give back the columns of everyone present, to build the next index from."""
        rows = self.first(self.alive, self.room)
        return columns_of(self.person(row) for row in rows)

    def first(self, bits: Bits, k: int) -> list[int]:
        """Give the first k rows of a set, in the order of a shortlist."""
        words = self.start // WORD
        rows: list[int] = _first_rows(bits[:words], k).tolist()
        late: list[int] = (_first_rows(bits[words:], self.room) + self.start).tolist()
        return sorted(rows + late, key=self._key)[:k] if late else rows

    def _key(self, row: int) -> OrderKey:
        if row >= self.start:
            late = self.extras[row]
            return late.since, late.shown, late.id
        return int(self.since[row]), int(self.shown[row]), int(self.ids[row])


def _distinct(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], Ints]:
    """Give the different rows of (n, c) values and, for each row, which of them it is.

    Rows are sorted by a hash of their bits, since sorting whole rows takes ten times as long; two
    different rows of one hash are found and sorted the long way.
    """
    plain = np.ascontiguousarray(values) + 0.0  # one zero
    plain[np.isnan(plain)] = np.nan  # one NaN
    bits = plain.view(np.uint64)
    key = np.zeros(len(plain), dtype=np.uint64)
    for column in range(bits.shape[1]):
        key = (key ^ bits[:, column]) * MIX
        key ^= key >> np.uint64(29)
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    if not np.array_equal(bits[first][which], bits):
        _, first, which = np.unique(bits, axis=0, return_index=True, return_inverse=True)
    return plain[first], which.reshape(-1).astype(np.int32)


def _same(values: NDArray[np.float64], value: float) -> NDArray[np.bool_]:
    return np.isnan(values) if np.isnan(value) else values == value


def _find(which: NDArray[np.bool_]) -> int:
    """Give the first place that is true, the length where none is."""
    return int(which.argmax()) if which.any() else len(which)


def _words(marks: NDArray[np.bool_]) -> Bits:
    return np.packbits(marks, bitorder="little").view(np.uint64)


def _first_rows(words: Bits, k: int) -> NDArray[np.int64]:
    """Give the positions of the first k set bits."""
    used = np.flatnonzero(words)
    if not len(used):
        return used
    enough = int(np.searchsorted(np.cumsum(np.bitwise_count(words[used])), k)) + 1
    used = used[:enough]
    inside = np.unpackbits(words[used].view(np.uint8), bitorder="little").reshape(-1, WORD)
    at, bit = np.nonzero(inside)
    return (used[at] * WORD + bit)[:k]
