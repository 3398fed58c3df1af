"""The dated tables the pages start from: what they hold is read here, never computed with.

Each row has ``valid_from``, ``valid_to`` (empty: until further notice), ``source``,
``checked_on`` and ``verified``. A cell nobody could confirm is empty, or its row is not verified.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from matching.reference.files import FOLDER, rows, yes

DATED = ("label", "valid_from", "valid_to", "source", "checked_on", "verified")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a table is laid out: what makes a row the same one over time, and its numbers."""

    key: tuple[str, ...]
    others: tuple[str, ...] = ()
    numbers: tuple[tuple[str, float, float], ...] = ()  # column, least, most

    @property
    def columns(self) -> tuple[str, ...]:
        """Return every column the file must have."""
        return (*self.key, *self.others, *(name for name, _, _ in self.numbers), *DATED)


TABLES = {
    "diplomas": Layout(
        key=("code",), others=("english", "issued_in"), numbers=(("eqf", 1, 8), ("isced", 0, 8))
    ),
    "eligibility": Layout(key=("list", "code"), others=("english",)),
    "hiring_aids": Layout(
        key=("code", "month_from"),
        others=("english", "for_whom", "for_whom_english", "contract", "contract_english", "unit"),
        numbers=(("month_from", 1, 120), ("month_to", 1, 120), ("amount", 0, 10_000)),
    ),
    "places": Layout(
        key=("code",),
        others=("postcodes", "dutch", "german", "province", "located_at"),
        numbers=(("latitude", 49.4, 51.0), ("longitude", 2.8, 6.5)),
    ),
    "protected_criteria": Layout(key=("code",), others=("english", "criterion", "body", "law")),
    "wage_floors": Layout(
        key=("joint_committee", "category"),
        others=("english",),
        numbers=(("hourly", 5, 100), ("monthly", 500, 20_000), ("weekly_hours", 20, 48)),
    ),
}


def read_table(name: str, folder: Path = FOLDER) -> tuple[dict[str, str], ...]:
    """Return the rows of a table as texts, in the file's order.

    Raises ValueError when the table is unknown or a row cannot be read.
    """
    if name not in TABLES:
        raise ValueError(f"no table {name!r}; there are {', '.join(TABLES)}")
    return tuple(rows(f"tables/{name}.csv", TABLES[name].columns, folder))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of an embedded table, read once; ValueError on an unknown name."""
    return read_table(name)


def is_date(cell: str) -> bool:
    """Say whether a cell holds a day written 2026-01-31."""
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def table_problems(folder: Path = FOLDER) -> Iterator[str]:
    """Yield what is wrong in the tables, one plain sentence each."""
    for name, layout in TABLES.items():
        try:
            found = read_table(name, folder)
            for row in found:
                yield from (
                    f"tables/{name}.csv, line {row['line']}: {problem}"
                    for problem in _row_problems(row, layout, name)
                )
        except ValueError as error:
            yield str(error)
            continue
        yield from _overlaps(name, found, layout)


def _row_problems(row: dict[str, str], layout: Layout, name: str) -> Iterator[str]:
    if not row["label"] or ("english" in layout.others and not row["english"]):
        yield "a label is missing"
    if not is_date(row["valid_from"]) or (row["valid_to"] and not is_date(row["valid_to"])):
        yield "valid_from is a day, valid_to a day or empty"
    elif row["valid_to"] and row["valid_to"] < row["valid_from"]:
        yield "valid_to comes before valid_from"
    if yes(row, "verified", f"tables/{name}.csv") and not (
        row["source"] and is_date(row["checked_on"])
    ):
        yield "verified, but without its source or the day it was opened"
    yield from _number_problems(row, layout)


def _number_problems(row: dict[str, str], layout: Layout) -> Iterator[str]:
    for column, least, most in layout.numbers:
        cell = row[column]
        if not cell:
            continue
        try:
            fits = least <= float(cell) <= most
        except ValueError:
            fits = False
        if not fits:
            yield f"{column} is a number from {least:g} to {most:g}, or empty, not {cell!r}"


def _overlaps(name: str, found: tuple[dict[str, str], ...], layout: Layout) -> Iterator[str]:
    periods: defaultdict[tuple[str, ...], list[tuple[str, str, str]]] = defaultdict(list)
    for row in found:
        key = tuple(row[column] for column in layout.key)
        periods[key].append((row["valid_from"], row["valid_to"] or "9999-12-31", row["line"]))
    for spans in periods.values():
        spans.sort()
        for (_, until, line), (start, _, other) in pairwise(spans):
            if start <= until:
                yield f"tables/{name}.csv: lines {line} and {other} overlap in time"
