"""Forms about firms."""

import re

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    Field,
    RadioField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Email, InputRequired, Length, Optional

from iod.employers.models import Channel, ContactKind, Stage
from iod.web import EditForm, Form, choices, no_future, today

STAGE_WORDS = {
    Stage.TO_CALL: _("To call"),
    Stage.IN_CONTACT: _("In contact"),
    Stage.PARTNER: _("Partner"),
    Stage.PAUSED: _("Paused"),
}
CHANNEL_WORDS = {
    Channel.PHONE: _("Telephone"),
    Channel.TEXT: _("Text message"),
    Channel.MAIL: _("E-mail"),
    Channel.VISIT: _("Visit"),
}
KIND_WORDS = {
    ContactKind.CALL: _("Call"),
    ContactKind.VISIT: _("Visit"),
    ContactKind.MAIL: _("E-mail"),
}


def enterprise_number(_form: object, field: Field) -> None:
    """Check the ten digits and the check digits of a Belgian enterprise number."""
    digits = re.sub(r"[\s.]|^BE", "", field.data or "", flags=re.IGNORECASE)
    if not re.fullmatch(r"[01]?\d{9}", digits):
        raise ValidationError(gettext("An enterprise number has ten digits, such as 0403.170.701."))
    digits = digits.zfill(10)
    if 97 - int(digits[:8]) % 97 != int(digits[8:]):
        raise ValidationError(gettext("The check digits do not match: look at the number again."))
    field.data = f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


class EmployerForm(EditForm):
    """A firm."""

    name = StringField(
        _("Name of the firm"), validators=[InputRequired(_("Enter the name")), Length(max=160)]
    )
    activity = StringField(
        _("What it does"),
        description=_("In a few words: bakery, industrial cleaning…"),
        validators=[Length(max=160)],
    )
    enterprise_number = StringField(
        _("Enterprise number"), validators=[Optional(), enterprise_number]
    )
    joint_committee = StringField(
        _("Joint committee"), description=_("For example 121 or 302"), validators=[Length(max=40)]
    )
    size = StringField(_("Number of workers"), validators=[Length(max=40)])
    stage = SelectField(_("Relation"), choices=choices(STAGE_WORDS), coerce=Stage)
    different = BooleanField(_("It is another firm with the same name"))


class SiteForm(Form):
    """A place of work."""

    name = StringField(
        _("Name of the site"),
        description=_("If the firm has several"),
        validators=[Length(max=120)],
    )
    street = StringField(_("Street and number"), validators=[Length(max=160)])
    post_code = StringField(_("Post code"), validators=[Length(max=10)])
    town = StringField(_("Town"), validators=[InputRequired(_("Enter the town")), Length(max=120)])
    access = TextAreaField(
        _("How one gets there without a car"),
        description=_("Bus line and stop, station, minutes on foot, first and last bus"),
        validators=[Length(max=1000)],
    )
    reachable = RadioField(
        _("Can one be there on time without a car?"),
        choices=choices({"": _("Not known yet"), "yes": _("Yes"), "no": _("No")}),
        default="",
    )


class ContactForm(Form):
    """Somebody to speak to."""

    name = StringField(
        _("First and last name"), validators=[InputRequired(_("Enter the name")), Length(max=120)]
    )
    function = StringField(_("Function"), validators=[Length(max=120)])
    phone = TelField(_("Telephone"), validators=[Length(max=40)])
    email = EmailField(
        _("E-mail address"),
        validators=[Optional(), Email(_("This is not an e-mail address.")), Length(max=254)],
    )
    language = SelectField(
        _("Language"), choices=choices({"fr": "Français", "en": "English"}), default="fr"
    )
    channel = SelectField(_("Best reached by"), choices=choices(CHANNEL_WORDS), coerce=Channel)


class ContactLogForm(Form):
    """What was said, and what comes next."""

    kind = RadioField(
        _("What was it?"),
        choices=choices(KIND_WORDS),
        coerce=ContactKind,
        default=ContactKind.CALL,
    )
    held_on = DateField(
        _("When"), default=today, validators=[InputRequired(_("Enter the date")), no_future]
    )
    said = TextAreaField(
        _("What was said"),
        validators=[InputRequired(_("Write a few words")), Length(max=4000)],
    )
    next_step = StringField(_("Next step"), validators=[Length(max=200)])
    next_on = DateField(_("By when"), validators=[Optional()])
