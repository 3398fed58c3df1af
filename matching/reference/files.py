"""Read the reference's spreadsheets: CSV files that a non-programmer opens and edits."""

import csv
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent
SEPARATOR = "|"  # between several values of one cell


def rows(name: str, columns: tuple[str, ...], folder: Path = FOLDER) -> Iterator[dict[str, str]]:
    """Yield the rows of a file as stripped texts, with ``line`` added.

    A file saved again by a spreadsheet set to French (semicolons, byte-order mark) is read too.
    Raises ValueError naming the file and the line when a column is missing or a row is too long.
    """
    try:
        text = (folder / name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{name} is not in UTF-8: save it again as “CSV UTF-8”") from error
    header = text.split("\n", 1)[0]
    reader = csv.reader(
        text.splitlines(), delimiter=";" if header.count(";") > header.count(",") else ","
    )
    names = [cell.strip() for cell in next(reader, [])]
    missing = [column for column in columns if column not in names]
    if missing:
        raise ValueError(f"{name}: column missing: {', '.join(missing)}")
    for cells in reader:
        if not any(cells):
            continue
        if len(cells) != len(names):
            raise ValueError(
                f"{name}, line {reader.line_num}: {len(cells)} cells instead of {len(names)}"
            )
        row = dict(zip(names, map(str.strip, cells), strict=True))
        row["line"] = str(reader.line_num)
        yield row


def several(cell: str) -> tuple[str, ...]:
    """Split a cell that holds several values."""
    return tuple(part for value in cell.split(SEPARATOR) if (part := value.strip())) if cell else ()


def yes(row: dict[str, str], column: str, name: str) -> bool:
    """Read a yes/no cell; raise ValueError naming file and line on anything else."""
    value = row[column].casefold()
    if value not in ("yes", "no"):
        raise ValueError(f"{name}, line {row['line']}: {column} is yes or no, not {value!r}")
    return value == "yes"
