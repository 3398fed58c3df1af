"""Pages about the dated tables, and the suggestions shown while one types."""

import uuid

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_login import current_user

from iod import db
from iod.access import TEAM_ROLES, Role, allow
from iod.errors import Refused
from iod.reference import dated, services
from iod.reference.forms import (
    COLUMN_WORDS,
    TABLE_WORDS,
    TableForm,
    checked_line,
    row_form,
)
from iod.reference.models import OCCUPATION, SKILL, DatedRow
from iod.web import today

bp = Blueprint("reference", __name__, url_prefix="/reference")
MOST_LINES = 500
SHOWN = 8  # errors told at once


def kind_of(name: str) -> str:
    """Return the table of an address, or answer 404."""
    kind = name.replace("-", "_")
    return kind if kind in dated.KINDS else abort(404)


def table_page(kind: str, form: TableForm) -> str:
    """Show a table."""
    rows = dated.rows_of(kind, current_user.organisation_id)
    return render_template(
        "reference/table.html",
        kind=kind,
        heading=TABLE_WORDS[kind],
        rows=rows,
        to_check={row.id for row in rows if dated.to_check(row, rows, today())},
        columns=[c for c in dated.own_columns(kind) if not c.endswith("english")],
        words=COLUMN_WORDS,
        numbers={name for name, _least, _most in dated.layout(kind).numbers},
        form=form,
    )


@bp.get("/")
@allow(Role.MANAGER, Role.ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """List the dated tables and what is to be checked in each."""
    tables = []
    for kind in dated.KINDS:
        rows = dated.rows_of(kind, current_user.organisation_id)
        count = sum(dated.to_check(row, rows, today()) for row in rows)
        tables.append((kind, TABLE_WORDS[kind], len(rows), count))
    return render_template("reference/index.html", tables=tables)


@bp.get("/<name>")
@allow(Role.MANAGER, Role.ADMINISTRATOR)
def table(name: str) -> ResponseReturnValue:
    """Show one table."""
    return table_page(kind_of(name), TableForm(formdata=None))


@bp.route("/<name>/new", methods=["GET", "POST"])
@allow(Role.MANAGER, Role.ADMINISTRATOR)
def new(name: str) -> ResponseReturnValue:
    """Add a row of one's own."""
    return _edit(kind_of(name), None)


@bp.route("/rows/<uuid:row_id>", methods=["GET", "POST"])
@allow(Role.MANAGER, Role.ADMINISTRATOR)
def edit(row_id: uuid.UUID) -> ResponseReturnValue:
    """Correct a row; of one that came with the program an own copy is made."""
    row = db.one_or_404(DatedRow.visible_to(current_user).where(DatedRow.id == row_id))
    return _edit(row.kind, row)


def _edit(kind: str, row: DatedRow | None) -> ResponseReturnValue:
    form = row_form(kind, row)
    if form.validate_on_submit():
        kept = row if row is not None and row.organisation_id else DatedRow(kind=kind)
        form.fill(kept)
        if form.attempt(dated.save_row, kept, by=current_user):
            flash(_("Saved."), "success")
            return redirect(url_for("reference.table", name=kind.replace("_", "-")))
    return render_template(
        "reference/edit.html", kind=kind, heading=TABLE_WORDS[kind], form=form, row=row
    )


@bp.post("/rows/<uuid:row_id>/remove")
@allow(Role.MANAGER, Role.ADMINISTRATOR)
def remove(row_id: uuid.UUID) -> ResponseReturnValue:
    """Take one's own row away."""
    own = DatedRow.visible_to(current_user).where(DatedRow.organisation_id.is_not(None))
    row = db.one_or_404(own.where(DatedRow.id == row_id))
    kind = row.kind
    dated.remove_row(row, by=current_user)
    flash(_("Removed."), "success")
    return redirect(url_for("reference.table", name=kind.replace("_", "-")))


@bp.get("/<name>/export")
@allow(Role.MANAGER, Role.ADMINISTRATOR)
def export(name: str) -> ResponseReturnValue:
    """Give a table as a spreadsheet."""
    kind = kind_of(name)
    text = dated.spreadsheet(kind, dated.rows_of(kind, current_user.organisation_id))
    answer = Response(text, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


@bp.post("/<name>/import")
@allow(Role.MANAGER, Role.ADMINISTRATOR)
def bring_in(name: str) -> ResponseReturnValue:
    """Bring a spreadsheet in, whole or not at all."""
    kind = kind_of(name)
    form = TableForm()
    if form.validate_on_submit():
        kept: list[int] = []
        if form.attempt(lambda: kept.append(_bring_in(kind, form))):
            words = ngettext("%(num)s row saved.", "%(num)s rows saved.", kept[0])
            flash(words, "success")
            return redirect(url_for("reference.table", name=name))
    return table_page(kind, form)


def _bring_in(kind: str, form: TableForm) -> int:
    try:
        text = form.file.data.read().decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(_("Save the file again as “CSV UTF-8”."), field="file") from None
    lines = dated.read_spreadsheet(kind, text)
    if len(lines) > MOST_LINES:
        raise Refused(_("The file is too long."), field="file")
    rows, wrong = [], []
    for number, cells in lines:
        row, problems = checked_line(kind, cells)
        if row is None:
            wrong += [_("Line %(line)s: %(why)s", line=number, why=why) for why in problems]
        else:
            rows.append((number, row))
    if wrong:
        raise Refused(" – ".join(wrong[:SHOWN]), field="file")
    return dated.import_rows(rows, by=current_user)


@bp.get("/suggest/<noun>")
@allow(*TEAM_ROLES)
def suggest(noun: str) -> ResponseReturnValue:
    """Answer what typed words may mean, as JSON."""
    find = {OCCUPATION: services.occupation_suggestions, SKILL: services.skill_suggestions}
    if noun not in find:
        abort(404)
    found = find[noun](request.args.get("q", "")[:160], str(get_locale()))
    return {"suggestions": [{"id": row.id, "label": row.label} for row in found]}
