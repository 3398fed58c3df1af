"""Forms of choosing, presenting and meeting."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    Field,
    RadioField,
    SelectField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length

from iod.proposals.models import ChoiceAnswer, Outcome
from iod.web import ChecksField, Form, choices, today

ANSWERS = {
    ChoiceAnswer.YES: _("Yes"),
    ChoiceAnswer.LATER: _("Later"),
    ChoiceAnswer.NOT_CHOSEN: _("Not chosen"),
    ChoiceAnswer.OPEN: _("No answer yet"),
}
OWN_ANSWERS = {
    ChoiceAnswer.YES: _("Yes, I want to meet them"),
    ChoiceAnswer.LATER: _("Maybe later"),
    ChoiceAnswer.NOT_CHOSEN: _("Not this one"),
}
WAYS = {
    "spoken": _("Spoken, face to face or by telephone"),
    "signed": _("On a signed paper"),
}
OUTCOMES = {
    Outcome.HIRED: _("Hired"),
    Outcome.WORK_TRIAL: _("A work trial first"),
    Outcome.NOT_NOW: _("Not now"),
    Outcome.WITHDRAWN: _("Withdrawn before the meeting"),
}
REASONS = {
    "": "–",
    "person_declines": _("The person prefers something else"),
    "hours": _("Hours or travel do not fit"),
    "task": _("A task cannot be done yet, and nobody can teach it now"),
    "start": _("The start is too late or too early"),
    "need_gone": _("The firm no longer needs anybody"),
    "new_demand": _("The firm asks for something that was not agreed"),
    "pay": _("Pay or contract is not what was agreed"),
    "other": _("Something else, told in the file"),
}


class PassOverForm(Form):
    """Why somebody is not proposed this time."""

    reason = TextAreaField(
        _("Why is she not proposed this time?"),
        description=_("About the work and the moment, never about who she is."),
        validators=[Length(max=500)],
    )


class SheetForm(Form):
    """The offers put before a person, together."""

    offers = ChecksField(_("Offers to show"))
    fewer_reason = TextAreaField(
        _("Why fewer than three?"),
        description=_("Only when fewer than three offers are shown."),
        validators=[Length(max=500)],
    )


class AnswerForm(Form):
    """What the person says to one offer."""

    answer = RadioField(_("Answer"), choices=choices(ANSWERS), coerce=ChoiceAnswer)


class OwnAnswerForm(Form):
    """What she says herself, on her page; no reason is asked."""

    answer = RadioField(_("What do you say?"), choices=choices(OWN_ANSWERS), coerce=ChoiceAnswer)


class PresentForm(Form):
    """What the person lets this employer see, item by item; nothing is ticked beforehand."""

    items = ChecksField(
        _("She agrees that this employer sees"),
        description=_("Read each line with her. What is not ticked stays hidden."),
    )
    how = RadioField(_("How did she agree?"), choices=choices(WAYS), default="spoken")
    until = DateField(
        _("Until"),
        default=lambda: today() + timedelta(days=30),
        validators=[InputRequired(_("Enter the day"))],
    )
    override_reason = TextAreaField(
        _("Why can it not wait?"),
        description=_("Only when somebody is already being presented. The manager reads it."),
        validators=[Length(max=500)],
    )

    def validate_until(self, field: Field) -> None:
        """Refuse an end that is already past."""
        if field.data and field.data < today():
            raise ValidationError(_("This day is past."))


class MeetingForm(Form):
    """The meeting on the work site."""

    held_on = DateField(_("Day"), validators=[InputRequired(_("Enter the day"))])
    held_at = TimeField(_("Hour"), validators=[InputRequired(_("Enter the hour"))])
    site_id = SelectField(_("Place"))
    tasks_shown = TextAreaField(
        _("Tasks to show and to try"),
        description=_("At the workstation, without CV, on the work and not on the past."),
        validators=[Length(max=2000)],
    )


class OutcomeForm(Form):
    """How the meeting ended: what each said, and words apart for the person and for the file."""

    outcome = RadioField(
        _("Outcome"),
        choices=choices(OUTCOMES),
        coerce=Outcome,
        validators=[InputRequired(_("Choose an answer"))],
    )
    reason = SelectField(
        _("What decided it?"), choices=choices(REASONS), description=_("When it is not now.")
    )
    worker_said = TextAreaField(_("What the person said"), validators=[Length(max=2000)])
    employer_said = TextAreaField(_("What the employer said"), validators=[Length(max=2000)])
    words_for_person = TextAreaField(
        _("Words for the person"),
        description=_("She reads them: what went well, what comes next."),
        validators=[Length(max=2000)],
    )
    words_for_file = TextAreaField(
        _("Words for the file"),
        description=_("Facts about the work. The team reads them."),
        validators=[Length(max=2000)],
    )
