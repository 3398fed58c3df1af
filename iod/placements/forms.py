"""Forms about the first months."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    Field,
    FieldList,
    FormField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional

from iod.candidates.models import Side
from iod.placements.labels import END_REASONS, KINDS, MOODS, SIDES
from iod.placements.models import EndReason, FollowUpKind
from iod.web import DecimalField, EditForm, Form, choices, no_future, today

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


def plausible(_form: object, field: Field) -> None:
    """Refuse a year that can only be a typing error."""
    if field.data and not FIRST_DAY <= field.data <= LAST_DAY:
        raise ValidationError(_("Look at the year again."))


class PlacementForm(EditForm):
    """The terms on which somebody starts."""

    starts_on = DateField(
        _l("First day of work"), validators=[InputRequired(_l("Enter the date")), plausible]
    )
    contract = StringField(
        _l("Contract"),
        description=_l("For example: CDI, CDD 6 months, PFI, MISIP"),
        validators=[InputRequired(_l("Enter the kind of contract")), Length(max=80)],
    )
    contract_ends_on = DateField(_l("End of the contract"), validators=[Optional(), plausible])
    weekly_hours = DecimalField(
        _l("Hours a week"),
        places=None,
        validators=[
            Optional(),
            NumberRange(min=1, max=60, message=_l("Between 1 and 60 hours.")),
        ],
    )
    tutor = StringField(
        _l("Experienced worker"),
        description=_l("The person who welcomes and shows; the law asks the firm to name one."),
        validators=[Length(max=120)],
    )
    aid = StringField(_l("Hiring aid"), validators=[Length(max=120)])
    aid_ends_on = DateField(_l("End of the aid"), validators=[Optional(), plausible])


class PointForm(Form):
    """One more point of the plan."""

    kind = RadioField(
        _l("What is planned?"),
        choices=choices(KINDS),
        coerce=FollowUpKind,
        default=FollowUpKind.CALL,
    )
    due_on = DateField(_l("When"), validators=[InputRequired(_l("Enter the date")), plausible])


class MoveForm(Form):
    """Another day for a point."""

    due_on = DateField(_l("New day"), validators=[InputRequired(_l("Enter the date")), plausible])
    reason = StringField(
        _l("Why"), validators=[InputRequired(_l("Say why, in a few words.")), Length(max=200)]
    )


class HeldForm(Form):
    """A call or a visit that took place."""

    held_on = DateField(
        _l("When"),
        default=today,
        validators=[InputRequired(_l("Enter the date")), plausible, no_future],
    )
    summary = TextAreaField(
        _l("What you learnt"),
        description=_l("For the team alone: neither the worker nor the employer reads it."),
        validators=[InputRequired(_l("Write a few words")), Length(max=4000)],
    )


class MilestoneForm(Form):
    """Something to learn or to do."""

    text = StringField(
        _l("What is to be learnt or done"),
        validators=[InputRequired(_l("Write a few words")), Length(max=200)],
    )
    helper = StringField(_l("Who helps"), validators=[Length(max=120)])
    due_on = DateField(_l("By when"), validators=[InputRequired(_l("Enter the date")), plausible])


class NoteForm(Form):
    """A private note."""

    text = TextAreaField(
        _l("Private note"),
        description=_l("For the team alone. It is on no page of the meeting."),
        validators=[InputRequired(_l("Write a few words")), Length(max=4000)],
    )


class EndForm(Form):
    """How a follow-up ends."""

    ended_on = DateField(
        _l("When"),
        default=today,
        validators=[InputRequired(_l("Enter the date")), plausible, no_future],
    )
    reason = RadioField(
        _l("What happened?"),
        choices=choices(END_REASONS),
        coerce=EndReason,
        validators=[InputRequired(_l("Choose what happened"))],
    )
    ended_by = SelectField(
        _l("Who ended it?"),
        choices=choices({"": _l("Nobody, it came to its end"), **SIDES}),
        coerce=lambda value: Side(value) if value else None,
        default="",
    )
    debrief = TextAreaField(
        _l("What is to be remembered?"),
        description=_l("Which requirement really mattered, which one did not? For the team."),
        validators=[Length(max=4000)],
    )


# --- voices -----------------------------------------------------------------------------------


class LinkForm(Form):
    """To whom the questions go."""

    recipient = EmailField(
        _l("E-mail address"),
        description=_l("Leave empty to give the link by hand: QR code or text message."),
        validators=[Optional(), Email(_l("This is not an e-mail address.")), Length(max=254)],
    )


class PartForm(Form):
    """One part of a page; the token is checked once, for the whole page."""

    class Meta(Form.Meta):
        """No token of its own."""

        csrf = False


class TopicForm(PartForm):
    """The answer to one question; drawn once per topic, with its own prefix."""

    mood = RadioField(
        _l("Your answer"),
        choices=choices(MOODS),
        coerce=lambda value: int(value) if value else None,
        validators=[Optional()],
    )
    words = StringField(_l("A few words, if you wish"), validators=[Length(max=500)])
    share = BooleanField(_l("We may speak of it at the meeting"))


# --- the meeting ------------------------------------------------------------------------------


class AgreedForm(PartForm):
    """One agreement: what, who, by when. An empty line is no agreement."""

    text = StringField(_l("What is agreed"), validators=[Length(max=200)])
    owner = SelectField(_l("Who does it"), choices=choices(SIDES), coerce=Side)
    due_on = DateField(_l("By when"), validators=[Optional(), plausible])

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the day of what is agreed."""
        good = bool(super().validate(extra_validators))
        if self.text.data and self.due_on.data is None and not self.due_on.errors:
            self.due_on.errors = [_("Enter the date")]
            return False
        return good


class MinutesForm(EditForm):
    """What the three said and agreed."""

    held_on = DateField(
        _l("When"),
        default=today,
        validators=[InputRequired(_l("Enter the date")), plausible, no_future],
    )
    worker_said = TextAreaField(_l("What the worker says"), validators=[Length(max=4000)])
    employer_said = TextAreaField(_l("What the employer says"), validators=[Length(max=4000)])
    coach_said = TextAreaField(_l("What the coach says"), validators=[Length(max=4000)])
    agreed = FieldList(FormField(AgreedForm), min_entries=3, max_entries=12)
    worker_disagrees = TextAreaField(
        _l("The worker does not agree on"), validators=[Length(max=2000)]
    )
    employer_disagrees = TextAreaField(
        _l("The employer does not agree on"), validators=[Length(max=2000)]
    )
    next_on = DateField(_l("Next meeting"), validators=[Optional(), plausible])

    SAID = ("worker_said", "employer_said", "coach_said", "worker_disagrees", "employer_disagrees")
