"""What every page shares: forms, words of dates, language."""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ParamSpec
from zoneinfo import ZoneInfo

import qrcode
from babel.dates import format_timedelta
from flask import (
    Blueprint,
    Flask,
    current_app,
    g,
    has_request_context,
    redirect,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import Babel, format_date, format_datetime, format_decimal, get_locale
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm
from jinja2 import StrictUndefined
from jinja2.runtime import Undefined
from markupsafe import Markup
from qrcode.image.svg import SvgPathImage
from sqlalchemy import Select, func, select
from wtforms import (
    DateField,
    Field,
    FieldList,
    FileField,
    FormField,
    HiddenField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms import DecimalField as PlainDecimalField
from wtforms.fields.core import UnboundField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from iod import db
from iod.access import Role, allow
from iod.config import LANGUAGES
from iod.errors import Refused

P = ParamSpec("P")
BRUSSELS = ZoneInfo("Europe/Brussels")
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
PLAIN_NUMBER = re.compile(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

bp = Blueprint("web", __name__)


def without_control_characters(value: Any) -> Any:
    """Drop what no keyboard types (PostgreSQL refuses NUL), trim, and unify line ends."""
    if type(value) is not str:  # a choice of an enumeration is a str too, and stays what it is
        return value
    return CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def text_or_nothing(value: Any) -> Any:
    """Take a text that was not sent for an empty one."""
    return "" if value is None else value


def readable(_form: object, field: Field) -> None:
    """Refuse a paste that is not text, keeping what could be read of it."""
    raw = "".join(v for v in field.raw_data or [] if isinstance(v, str))
    if raw and len(CONTROL.findall(raw)) > max(3, len(raw) // 50):
        raise StopValidation(
            _("This does not look like text: was a file pasted by mistake? Paste the words only.")
        )


def plausible(_form: object, field: Field) -> None:
    """Refuse a year that can only be a typing error."""
    if field.data and not field.errors and not EARLIEST <= field.data <= LATEST:
        raise StopValidation(_("Look at the year again."))


class Form(FlaskForm):
    """A form that can show why the domain said no."""

    class Meta(FlaskForm.Meta):
        """Clean every typed text in one place."""

        def bind_field(
            self, form: FlaskForm, unbound_field: UnboundField, options: dict[str, Any]
        ) -> Field:
            """Give each field the cleaning filter and the check for pasted files."""
            if issubclass(unbound_field.field_class, (FormField, FieldList, FileField)):
                return unbound_field.bind(form=form, **options)
            kwargs = unbound_field.kwargs
            filters = [without_control_characters, *kwargs.get("filters", ())]
            if issubclass(unbound_field.field_class, StringField):
                filters.insert(0, text_or_nothing)
            validators = [readable, *kwargs.get("validators", ())]
            if issubclass(unbound_field.field_class, DateField):
                validators.append(plausible)
            fresh = UnboundField(
                unbound_field.field_class,
                *unbound_field.args,
                **(kwargs | {"filters": filters, "validators": validators}),
            )
            return fresh.bind(form=form, **options)

    def attempt(self, action: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Run an action; if it is refused, undo it and say why beside the field."""
        try:
            action(*args, **kwargs)
        except Refused as refusal:
            db.session.rollback()
            if refusal.field and refusal.field in self:
                self[refusal.field].errors = [refusal.message]
            else:
                self.form_errors.append(refusal.message)
            return False
        except db.TOO_LATE:
            db.session.rollback()
            self.form_errors.append(
                _("Somebody else was faster: this was changed meanwhile. Compare, then save again.")
            )
            return False
        return True


class EditForm(Form):
    """A form over a row that others may edit too: a stale one shows the newer text beside."""

    version = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse to overwrite what somebody else saved meanwhile, and show it."""
        good = super().validate(extra_validators)
        row = self._obj
        # An empty version is that of a page opened before the row existed.
        known = self.version.raw_data and self.version.raw_data[0]
        if row is None or known is None or known == [] or str(row.version) == str(known):
            return bool(good)
        for field in self:
            newer = getattr(row, field.name, None)
            typed = field.name not in ("version", "csrf_token") and newer is not None
            if typed and str(newer) != str(field.data):
                field.errors = [*field.errors, _("Saved meanwhile: “%(text)s”", text=newer)]
        self.version.data = self.version.raw_data = str(row.version)
        self.form_errors.append(
            _("Somebody saved this page after you opened it. Compare, then save again.")
        )
        return False

    def __init__(self, *args: Any, obj: Any = None, **kwargs: Any) -> None:
        self._obj = obj
        super().__init__(*args, obj=obj, **kwargs)

    def populate_obj(self, obj: Any) -> None:
        """Write the form onto its row; the version is the database's to count."""
        for name, field in self._fields.items():
            if name != "version":
                field.populate_obj(obj, name)


class DecimalField(PlainDecimalField):
    """A number as people write it: "14,37" or "14.37", with or without spaces."""

    widget = TextInput()
    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"render_kw": {"inputmode": "decimal"}} | kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a comma as the decimal sign; what is no plain number is said."""
        for typed_number in valuelist:
            written = re.sub(r"\s", "", typed_number).replace(",", ".")
            if not PLAIN_NUMBER.fullmatch(written):
                self.data = None
                raise ValueError(_("Write a number, such as 14.50."))
            self.data = Decimal(written)

    def _value(self) -> str:
        text = str(super()._value())
        local = str(get_locale()) == "fr" and not self.raw_data
        return text.replace(".", ",") if local else text


class ChecksField(SelectMultipleField):
    """Several answers, each with its box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def attributes(field: Field) -> dict[str, str]:
    """Return what ties a control to its help and to what is wrong with it."""
    ids = [f"{field.id}-help"] if field.description else []
    if not field.errors:
        return {"aria-describedby": " ".join(ids)} if ids else {}
    return {"aria-describedby": " ".join([*ids, f"{field.id}-wrong"]), "aria-invalid": "true"}


def choices(words: Mapping[Any, Any]) -> list[SelectChoice]:
    """Return the choices of a select or radio field, in the order of their words.

    The values are those of an enumeration (or plain texts); give the field
    ``coerce=TheEnumeration``.
    """
    return [SelectChoice(getattr(value, "value", value), label) for value, label in words.items()]


def no_future(_form: object, field: Field) -> None:
    """Refuse a date that has not come yet."""
    if field.data and field.data > today():
        raise ValidationError(_("This date has not come yet."))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a long list."""

    items: list[Any]
    page: int
    pages: int
    total: int


def paginate(query: Select[Any], *, size: int = 30) -> Page:
    """Return the page of a query that the address asks for; a strange number means the first."""
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery()))
    pages = max(1, -(-(total or 0) // size))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    rows = db.session.scalars(query.limit(size).offset((page - 1) * size)).unique()
    return Page(items=list(rows), page=page, pages=pages, total=total or 0)


def typed(name: str, *, longest: int = 100) -> str:
    """Return words typed in the address, such as those of a search, without what nobody types."""
    return str(without_control_characters(request.args.get(name, "")))[:longest]


def today() -> date:
    """Return today's date where the users live."""
    return db.now().astimezone(BRUSSELS).date()


# --- how things are written -------------------------------------------------------------------


def day(value: date | None) -> str:
    """Write a date in full."""
    return format_date(value, "d MMMM y") if value else ""


def short_day(value: date | None) -> str:
    """Write a date with its weekday, without the year."""
    return format_date(value, "EEE d MMM") if value else ""


def moment(value: datetime | None) -> str:
    """Write a moment, to the minute, in local time."""
    pattern = "d MMMM y 'à' HH:mm" if str(get_locale()) == "fr" else "d MMMM y 'at' HH:mm"
    return format_datetime(value, pattern) if value else ""


def since(value: date | datetime | None) -> str:
    """Write how long ago something was, in days, weeks or months."""
    if value is None:
        return ""
    then = value.astimezone(BRUSSELS).date() if isinstance(value, datetime) else value
    delta = then - today()
    if delta.days == 0:
        return str(_("today"))
    return format_timedelta(delta, add_direction=True, granularity="day", locale=get_locale())


def number(value: Any) -> str:
    """Write a number without useless zeros, the local way."""
    return format_decimal(value) if value is not None else ""


def money(value: Any) -> str:
    """Write an amount with its cents, without the currency."""
    return format_decimal(value, format="#,##0.00") if value is not None else ""


FRENCH_SPACE = re.compile(r"(?<=[^\s\u00a0\u202f]) (?=[;:!?»%€])|(?<=«) ")


def typographic(text: str) -> str:
    """Keep French punctuation on the line of its word."""
    return FRENCH_SPACE.sub("\u00a0", text)


def paragraphs(text: str) -> Markup:
    """Show typed text with its line breaks."""
    blocks = re.split(r"\n\s*\n", text)
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(block.split("\n"))) for block in blocks
    )


# --- language ---------------------------------------------------------------------------------


def chosen_language() -> str:
    """Return the visitor's choice, the member's, or French."""
    if not has_request_context():
        return "fr"
    if (language := session.get("language")) in LANGUAGES:
        return str(language)
    language = g.get("visitor_language") or getattr(current_user, "language", None)
    return str(language) if language in LANGUAGES else "fr"


@bp.post("/language")
@allow(Role.PUBLIC)
def language() -> ResponseReturnValue:
    """Show the pages in another language from now on."""
    if (wanted := request.form.get("language")) in LANGUAGES:
        session["language"] = wanted
    return redirect(local_address(request.form.get("next")) or url_for("web.start"))


def local_address(address: str | None) -> str | None:
    """Return an address only if it stays on this site."""
    if address and re.fullmatch(r"/(?![/\\])[^\x00-\x20\\]*", address):
        return address
    return None


def qr_code(address: str) -> str:
    """Return a QR code of an address as a picture that needs no other file."""
    picture = qrcode.make(address, image_factory=SvgPathImage, box_size=12, border=2)
    return "data:image/svg+xml;base64," + base64.b64encode(picture.to_string()).decode()


def absolute(path: str) -> str:
    """Return the address people type for a path of this site, whatever Host they came by."""
    return str(current_app.config["IOD_BASE_URL"]).rstrip("/") + path


@bp.get("/")
@allow(Role.PUBLIC)
def start() -> ResponseReturnValue:
    """Send each visitor to the first page of her work."""
    if not current_user.is_authenticated:
        return redirect(url_for("security.login"))
    if current_user.role is Role.ADMINISTRATOR:
        return redirect(url_for("accounts.team"))
    return redirect(url_for("overview.home"))


def sentence_or_blank(value: object) -> object:
    """Show nothing for a value that is not known; a misspelt name stays an error."""
    if isinstance(value, Undefined):
        return value
    return "" if value is None else value


def init_app(app: Flask) -> None:
    """Give the templates their words and the answers their headers."""
    Babel(app, locale_selector=chosen_language)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.finalize = sentence_or_blank
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    filters: dict[str, Callable[..., object]] = {
        "day": day,
        "short_day": short_day,
        "moment": moment,
        "money": money,
        "number": number,
        "since": since,
        "typographic": typographic,
        "paragraphs": paragraphs,
    }
    app.jinja_env.filters.update(filters)
    app.jinja_env.globals |= {
        "LANGUAGES": LANGUAGES,
        "Role": Role,
        "today": today,
        "attributes": attributes,
    }

    @app.context_processor
    def shared() -> dict[str, Any]:
        return {"locale": str(get_locale())}

    app.register_blueprint(bp)
