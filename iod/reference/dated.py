"""The dated tables: seeded with the program, completed by each organisation, never guessed."""

import csv
import io
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from iod import audit, db
from iod.accounts.models import User
from iod.errors import Refused
from iod.reference.models import DatedRow
from matching.levels import default_levels
from matching.reference import dated as embedded
from matching.reference.dated import Layout
from matching.types import Floor, Level

LEVELS, FLOORS = "levels", "wage_floors"
# Levels expected of a post: the embedded table applies where the organisation has no row.
OWN = {LEVELS: Layout(key=("isco",), numbers=(("low", 1, 8), ("high", 1, 8)))}
KINDS = (
    "hiring_aids",
    FLOORS,
    "diplomas",
    LEVELS,
    "eligibility",
    "protected_criteria",
)
COMMON = ("label", "english", "valid_from", "valid_to", "source", "checked_on", "verified", "note")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def layout(kind: str) -> Layout:
    """Return how a table is laid out."""
    return OWN.get(kind) or embedded.TABLES[kind]


def own_columns(kind: str) -> tuple[str, ...]:
    """Return the columns that only this table has."""
    plan = layout(kind)
    others = (c for c in plan.others if c not in COMMON)
    names = (*plan.key, *others, *(name for name, _, _ in plan.numbers))
    return tuple(dict.fromkeys(names))


def code_of(kind: str, values: Mapping[str, str]) -> str:
    """Return what makes a row the same fact over time."""
    return "/".join(values.get(column) or "*" for column in layout(kind).key)


# --- with the program -------------------------------------------------------------------------


def seed(session: Session) -> int:
    """Bring the program's own rows to what this version ships; return how many were written."""
    held = {
        (row.kind, row.code, row.valid_from): row
        for row in session.scalars(select(DatedRow).where(DatedRow.organisation_id.is_(None)))
    }
    written = 0
    for kind, cells in _shipped():
        values = {column: cells[column] for column in own_columns(kind)}
        facts = {
            "label": cells["label"],
            "english": cells.get("english", ""),
            "values": values,
            "valid_to": _day(cells["valid_to"]),
            "source": cells["source"],
            "checked_on": _day(cells["checked_on"]),
            "verified": cells["verified"] == "yes",
            "note": cells.get("note", ""),
        }
        key = (kind, code_of(kind, values), date.fromisoformat(cells["valid_from"]))
        row = held.pop(key, None)
        if row is None:
            row = DatedRow(kind=kind, code=key[1], valid_from=key[2])
            session.add(row)
        if any(getattr(row, name) != fact for name, fact in facts.items()):
            written += 1
            for name, fact in facts.items():
                setattr(row, name, fact)
    for row in held.values():
        session.delete(row)
    return written + len(held)


def _shipped() -> Iterator[tuple[str, dict[str, str]]]:
    for kind in KINDS:
        if kind not in OWN:
            yield from ((kind, cells) for cells in embedded.table(kind))


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


# --- what an organisation sees ----------------------------------------------------------------


def rows_of(kind: str, organisation_id: uuid.UUID | None) -> list[DatedRow]:
    """Return a table: the organisation's rows, and those of the program none of them covers."""
    shared = DatedRow.organisation_id.is_(None)
    mine = DatedRow.organisation_id == organisation_id
    query = select(DatedRow).where(DatedRow.kind == kind, shared | mine)
    rows = list(db.session.scalars(query.order_by(DatedRow.code, DatedRow.valid_from, DatedRow.id)))
    own = [row for row in rows if row.organisation_id]
    return [row for row in rows if row.organisation_id or not any(o.covers(row) for o in own)]


def to_check(row: DatedRow, rows: Iterable[DatedRow], today: date) -> bool:
    """Tell whether somebody should look a row up: not verified, or ended and nothing follows."""
    if not row.verified:
        return True
    ended = row.valid_to is not None and row.valid_to < today
    return ended and not any(
        other.code == row.code and other.valid_from > row.valid_from for other in rows
    )


# --- what may be done -------------------------------------------------------------------------


def save_row(row: DatedRow, *, by: User) -> None:
    """Keep an organisation's row; two rows never speak of one fact on one day."""
    row.organisation_id = by.organisation_id
    row.code = code_of(row.kind, row.values)
    if row.valid_to and row.valid_to < row.valid_from:
        raise Refused(_("The end comes before the beginning."), field="valid_to")
    if row.kind == LEVELS and int(row.values["low"]) > int(row.values["high"]):
        raise Refused(_("The lowest level is above the highest."), field="high")
    if row.verified and not (row.source and row.checked_on):
        raise Refused(
            _("Name the source and the day you read it, or leave the row to be checked."),
            field="source",
        )
    with db.session.no_autoflush:  # what changed is still to be read below
        others = rows_of(row.kind, by.organisation_id)
    for other in others:
        if other is not row and other.organisation_id and other.covers(row):
            raise Refused(_overlap(other), field="valid_from")
    event = "dated_row.added" if db.is_new(row) else "dated_row.changed"
    changed = audit.changes(row)
    db.session.add(row)
    audit.record(event, row, by=by, kind=row.kind, code=row.code, columns=sorted(changed))


def _overlap(other: DatedRow) -> str:
    start = format_date(other.valid_from, "d MMMM y")
    if other.valid_to is None:
        words = _(
            "A row for the same thing is valid from %(start)s without end. Give it an end first.",
            start=start,
        )
    else:
        words = _(
            "A row for the same thing is valid from %(start)s to %(end)s. Choose other dates.",
            start=start,
            end=format_date(other.valid_to, "d MMMM y"),
        )
    return str(words)


def remove_row(row: DatedRow, *, by: User) -> None:
    """Take an organisation's row away; the program's row, if any, is seen again."""
    if row.organisation_id is None:
        raise Refused(_("This row comes with the program: add your own beside it."))
    audit.record("dated_row.removed", row, by=by, kind=row.kind, code=row.code)
    db.session.delete(row)


# --- spreadsheets -----------------------------------------------------------------------------


def columns(kind: str) -> tuple[str, ...]:
    """Return the columns of a table's spreadsheet."""
    return (*own_columns(kind), *COMMON)


def cells(row: DatedRow) -> dict[str, str]:
    """Return a row as texts, by column."""
    common = {
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else "",
        "checked_on": row.checked_on.isoformat() if row.checked_on else "",
        "verified": "yes" if row.verified else "no",
    }
    texts = {name: str(getattr(row, name)) for name in COMMON if name not in common}
    own = {column: str(row.values.get(column, "")) for column in own_columns(row.kind)}
    return own | texts | common


def spreadsheet(kind: str, rows: Iterable[DatedRow]) -> str:
    """Return a table as CSV; no cell is taken for a formula by the program that opens it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns(kind))
    for row in rows:
        found = cells(row)
        writer.writerow(_safe(found[column]) for column in columns(kind))
    return "\ufeff" + out.getvalue()


def _safe(cell: str) -> str:
    return "'" + cell if cell.startswith(FORMULA) else cell


def read_spreadsheet(kind: str, text: str) -> list[tuple[int, dict[str, str]]]:
    """Return the filled lines of a table's CSV with their numbers."""
    text = text.removeprefix("\ufeff")
    header = text.split("\n", 1)[0]
    mark = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    names = [name.strip() for name in next(reader, [])]
    missing = [column for column in columns(kind) if column not in names]
    if missing:
        raise Refused(
            _("These columns are missing: %(names)s.", names=", ".join(missing)), field="file"
        )
    found = []
    for line in reader:
        if any(cell.strip() for cell in line):
            texts = [_unsafe(cell.strip()) for cell in line]
            found.append((reader.line_num, dict(zip(names, texts, strict=False))))
    return found


def _unsafe(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell


def import_rows(rows: list[tuple[int, DatedRow]], *, by: User) -> int:
    """Keep the rows of a spreadsheet, all or none; those already known are left alone."""
    kept = 0
    for line, row in rows:
        row.code = code_of(row.kind, row.values)
        known = next(
            (
                other
                for other in rows_of(row.kind, by.organisation_id)
                if (other.code, other.valid_from) == (row.code, row.valid_from)
            ),
            None,
        )
        if known is not None and cells(known) == cells(row):
            continue
        if known is not None and known.organisation_id:
            for name in ("values", *COMMON):
                setattr(known, name, getattr(row, name))
            row = known
        try:
            save_row(row, by=by)
        except Refused as refusal:
            words = _("Line %(line)s: %(why)s", line=line, why=refusal.message)
            raise Refused(words, field="file") from None
        db.session.flush()
        kept += 1
    return kept


# --- for the rules ----------------------------------------------------------------------------


def floor_on(day: date, organisation_id: uuid.UUID | None = None) -> Floor | None:
    """Return the national wage floor of a day; None where nobody has confirmed the amount."""
    national = code_of(FLOORS, {})
    for row in rows_of(FLOORS, organisation_id):
        if row.code == national and row.verified and row.holds_on(day):
            return _floor(row)
    return None


def _floor(row: DatedRow) -> Floor | None:
    amounts = [row.values.get(name) for name in ("hourly", "monthly", "weekly_hours")]
    if not all(amounts):
        return None
    hourly, monthly, week = (float(str(amount)) for amount in amounts)
    return Floor(
        hourly=hourly,
        monthly=monthly,
        weekly_hours=week,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def levels_for(organisation_id: uuid.UUID, day: date) -> tuple[Level, ...] | None:
    """Return the levels expected of posts, the organisation's before the embedded ones.

    None where the organisation has written none: the embedded table then applies as it is.
    """
    own = {
        row.values["isco"]: Level(
            isco=row.values["isco"],
            low=int(row.values["low"]),
            high=int(row.values["high"]),
            verified=row.verified,
            source=row.source,
        )
        for row in rows_of(LEVELS, organisation_id)
        if row.holds_on(day)
    }
    if not own:
        return None
    return (*own.values(), *(level for level in default_levels() if level.isco not in own))
