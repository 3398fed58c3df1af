"""Forms about the dated tables, one per table, made from its layout."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, DateField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from iod.reference import dated
from iod.reference.models import DatedRow
from iod.web import DecimalField, EditForm, Form

TABLE_WORDS = {
    "hiring_aids": _("Hiring aids"),
    "wage_floors": _("Wage floors and scales"),
    "diplomas": _("Diplomas and their levels"),
    "levels": _("Level expected of a post"),
    "eligibility": _("Who may be accompanied or aided"),
    "protected_criteria": _("Protected criteria"),
}
COLUMN_WORDS = {
    "amount": _("Amount, in euros"),
    "body": _("Competent body"),
    "category": _("Category"),
    "code": _("Code"),
    "contract": _("Contract"),
    "contract_english": _("Contract, in English"),
    "criterion": _("Criterion of the rules"),
    "eqf": _("European level (EQF), 1 to 8"),
    "for_whom": _("For whom"),
    "for_whom_english": _("For whom, in English"),
    "high": _("Highest level (EQF)"),
    "hourly": _("Per hour, gross, in euros"),
    "isced": _("International level (ISCED), 0 to 8"),
    "isco": _("ISCO-08 code, 1 to 4 digits"),
    "issued_in": _("Issued in"),
    "joint_committee": _("Joint committee"),
    "law": _("Law"),
    "list": _("List"),
    "low": _("Lowest level (EQF)"),
    "month_from": _("From month"),
    "month_to": _("To month"),
    "monthly": _("Per month, gross, in euros"),
    "unit": _("Per"),
    "weekly_hours": _("Hours a week"),
}
MAY_BE_EMPTY = {"joint_committee", "category", "month_from"}  # national; from the first day
MUST_BE_NUMBERS = {"low", "high"}
WHOLE = {"eqf", "isced", "low", "high", "month_from", "month_to"}


class DatedForm(EditForm):
    """What every dated row has."""

    label = StringField(
        _("Label"), validators=[InputRequired(_("Enter the label")), Length(max=240)]
    )
    english = StringField(_("Label in English"), validators=[Length(max=240)])
    valid_from = DateField(
        _("Valid from"),
        format=["%Y-%m-%d", "%d/%m/%Y"],
        validators=[InputRequired(_("Enter the first day"))],
    )
    valid_to = DateField(
        _("Valid to"),
        format=["%Y-%m-%d", "%d/%m/%Y"],
        description=_("The last day; empty while no end is known."),
        validators=[Optional()],
    )
    source = StringField(
        _("Source"),
        description=_("The law, the page or the circular, with its date."),
        validators=[Length(max=400)],
    )
    checked_on = DateField(
        _("Source read on"), format=["%Y-%m-%d", "%d/%m/%Y"], validators=[Optional()]
    )
    verified = BooleanField(
        _("I opened this source and the row says what it says"),
        false_values=(False, "false", "no", "non", "0", ""),
    )
    note = TextAreaField(_("Note for the team"), validators=[Length(max=1000)])

    def fill(self, row: DatedRow) -> None:
        """Carry what was typed onto a row."""
        row.values = {name: _text(self[name].data) for name in dated.own_columns(row.kind)}
        for name in dated.COMMON:
            setattr(row, name, self[name].data)

    def own_fields(self, kind: str) -> list[Any]:
        """Return the fields that only this table has."""
        return [self[name] for name in dated.own_columns(kind)]


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def form_class(kind: str) -> type[DatedForm]:
    """Return the form of a table."""
    numbers = {name: (least, most) for name, least, most in dated.layout(kind).numbers}
    fields: dict[str, Any] = {}
    for name in dated.own_columns(kind):
        needed = name in dated.layout(kind).key and name not in MAY_BE_EMPTY
        needed = needed or name in MUST_BE_NUMBERS & numbers.keys()
        first = [InputRequired(_("This is needed"))] if needed else [Optional()]
        if name in numbers:
            least, most = numbers[name]
            bounds = _("A number from %(least)s to %(most)s", least=f"{least:g}", most=f"{most:g}")
            first.append(NumberRange(least, most, bounds))
            if name in WHOLE:
                fields[name] = IntegerField(COLUMN_WORDS[name], validators=first)
            else:
                fields[name] = DecimalField(COLUMN_WORDS[name], places=None, validators=first)
        else:
            digits = [Regexp(r"\d{1,4}$", message=_("One to four digits"))]
            first += digits if name == "isco" else [Length(max=400)]
            fields[name] = StringField(COLUMN_WORDS[name], validators=first)
    return type("RowForm", (DatedForm,), fields)


def row_form(kind: str, row: DatedRow | None) -> DatedForm:
    """Return the form of a table, filled with a row."""
    if row is None:
        return form_class(kind)()
    numbers = {name for name, _least, _most in dated.layout(kind).numbers}
    values = {
        name: Decimal(text) if text and name in numbers else text or None
        for name, text in row.values.items()
    }
    facts = {name: getattr(row, name) for name in dated.COMMON}
    version = row.version if row.organisation_id else None
    return form_class(kind)(obj=SimpleNamespace(**values, **facts, version=version))


def checked_line(kind: str, cells: dict[str, str]) -> tuple[DatedRow | None, list[str]]:
    """Return the row of a spreadsheet's line, or what is wrong with it."""
    form = form_class(kind)(formdata=MultiDict(cells), meta={"csrf": False})
    if not form.validate():
        return None, [
            f"{name}: {message}" for name, messages in form.errors.items() for message in messages
        ]
    row = DatedRow(kind=kind)
    form.fill(row)
    return row, []


class TableForm(Form):
    """A spreadsheet to bring in."""

    file = FileField(
        _("CSV file"),
        description=_("With the columns of the exported file. All its lines are kept, or none."),
        validators=[FileRequired(_("Choose a file"))],
    )
