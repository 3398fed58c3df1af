"""Forms about offers."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from iod.candidates.words import LANGUAGES, language_name
from iod.offers.models import Frequency, Necessity, Requirement
from iod.offers.phrases import (
    CEFR,
    CONTRACTS,
    FREQUENCIES,
    HOURS,
    KINDS,
    LEVELS,
    NECESSITIES,
    UNITS,
)
from iod.reference import services as reference
from iod.web import DecimalField, EditForm, Form, choices

LONGEST_TEXT = 50_000


def number_or_none(value: Any) -> Any:
    """Read an empty choice as nothing."""
    return None if value in (None, "", "None") else value


def member(value: Any) -> uuid.UUID | None:
    """Read the choice of a member of the team; an empty one as nobody."""
    return uuid.UUID(str(value)) if number_or_none(value) else None


class ChecksField(SelectMultipleField):
    """Several boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class OfferForm(EditForm):
    """What a coach types or pastes when an employer has a need."""

    employer_id = SelectField(_("Firm"), validators=[InputRequired(_("Choose the firm"))])
    site_id = SelectField(
        _("Place of work"), choices=choices({"": _("Not chosen yet")}), coerce=number_or_none
    )
    title = StringField(
        _("Job title"),
        validators=[InputRequired(_("Enter the job title")), Length(max=160)],
    )
    occupation = StringField(
        _("Occupation of the reference"),
        description=_("Start typing and choose from the list. Left empty, the job title decides."),
        validators=[Length(max=160)],
    )
    text = TextAreaField(
        _("Offer, in the employer’s words"),
        description=_("Paste the advertisement whole, or leave empty if there is none yet."),
        validators=[
            Length(
                max=LONGEST_TEXT,
                message=_("This is longer than 50,000 characters: keep only the offer itself."),
            )
        ],
    )
    openings = IntegerField(
        _("Number of openings"),
        default=1,
        validators=[
            InputRequired(_("How many people are wanted?")),
            NumberRange(1, 99, _("Between 1 and 99")),
        ],
    )

    occupation_id = ""  # what the typed occupation names

    def validate_occupation(self, field: Field) -> None:
        """Refuse an occupation that the reference has not got, and say what is near."""
        self.occupation_id = ""
        language = str(get_locale())
        if not field.data:
            return
        kept = getattr(self._obj, "occupation_id", "")
        if kept and field.data == reference.occupation_label(kept, language):
            self.occupation_id = kept
        elif found := reference.occupation_named(field.data, language):
            self.occupation_id = found
        else:
            near = [row.label for row in reference.occupation_suggestions(field.data, language, 3)]
            raise ValidationError(not_an_occupation(near))


def not_an_occupation(near: Sequence[str]) -> str:
    """Return the sentence for an occupation nobody knows, with those that may be meant."""
    if not near:
        words = gettext(
            "This occupation is not in the reference. Try another word, or leave it empty."
        )
    else:
        words = gettext(
            "This occupation is not in the reference. Is it one of these: %(labels)s? "
            "Otherwise leave it empty.",
            labels=", ".join(near),
        )
    return str(words)


class TaskForm(Form):
    """A task as it is really done."""

    text = StringField(
        _("What the person does"),
        description=_("A verb and a thing: “fill the shelves”, “answer the telephone”"),
        validators=[InputRequired(_("Describe the task")), Length(max=240)],
    )
    frequency = RadioField(
        _("How often?"),
        choices=choices(FREQUENCIES),
        coerce=Frequency,
        default=Frequency.DAILY,
    )
    share = IntegerField(
        _("Share of the time, in %"),
        validators=[Optional(), NumberRange(1, 100, _("Between 1 and 100"))],
    )
    tools = StringField(_("Tools and machines"), validators=[Length(max=240)])
    skills = ChecksField(
        _("What one must be able to do for it"),
        description=_("Read from the words of the task; untick what does not fit."),
    )
    prescribed = TextAreaField(
        _("What the job sheet says, if it differs"), validators=[Length(max=1000)]
    )
    learnable = RadioField(
        _("Can it be learnt on the post?"),
        choices=choices({"": _("Not asked yet"), "yes": _("Yes"), "no": _("No")}),
        default="",
    )


class RequirementForm(Form):
    """A demand the employer spoke of and did not write."""

    kind = SelectField(_("Kind"), choices=choices(KINDS), default="skill")
    asked = StringField(
        _("In the employer’s words"),
        validators=[InputRequired(_("Write what is asked")), Length(max=240)],
    )


class DiscussForm(EditForm):
    """What is agreed about one requirement."""

    tasks = ChecksField(_("Which tasks call for it?"))
    necessity = RadioField(
        _("What does the work need?"),
        choices=choices(NECESSITIES),
        coerce=Necessity,
        validators=[InputRequired(_("Choose one"))],
    )
    agreed = StringField(
        _("Agreed wording"),
        description=_("Leave as it is, or write it the way both of you would say it."),
        validators=[Length(max=240)],
    )
    level = SelectField(_("Agreed level"), choices=choices({"": _("As asked")}))
    helper = StringField(_("Who shows how, if it is learnt here"), validators=[Length(max=120)])
    learnable_days = IntegerField(
        _("In how many days"), validators=[Optional(), NumberRange(1, 400, _("Between 1 and 400"))]
    )
    reason = TextAreaField(
        _("Why, and who said so"),
        description=_("A fact of the work: it stays in the story of this requirement."),
        validators=[Length(max=1000)],
    )

    def offer_levels(self, row: Requirement) -> None:
        """Offer the levels that make sense for this kind of requirement."""
        words: dict[str, Any] = {"": _("As asked")}
        if row.kind == "diploma":
            words |= LEVELS
        elif row.kind == "language":
            code = (row.value or "fr").split(":")[0].split("+")[0]
            words |= {f"{code}:{level}": w for level, w in CEFR.items()}
        elif row.kind == "experience":
            words |= {"0": _("none")}
            words |= {"0.25": _("3 months"), "0.5": _("6 months"), "1": _("1 year")}
        self.level.choices = choices(words)


class ReasonForm(Form):
    """Why a question does not apply here."""

    reason = TextAreaField(
        _("Why does this question not apply here?"),
        validators=[InputRequired(_("Write the reason")), Length(max=1000)],
    )


class ConditionsForm(EditForm):
    """What the employer gives, and when the work is done."""

    contract_kind = SelectField(
        _("Contract"), choices=choices({"": _("Not known yet")} | CONTRACTS)
    )
    contract_months = IntegerField(
        _("For how many months, if it has an end"),
        validators=[Optional(), NumberRange(1, 60, _("Between 1 and 60"))],
    )
    weekly_hours = DecimalField(
        _("Hours a week"), validators=[Optional(), NumberRange(1, 60, _("Between 1 and 60"))]
    )
    pay_low = DecimalField(
        _("Gross pay, from"), validators=[Optional(), NumberRange(0, 99_999, _("Check the amount"))]
    )
    pay_high = DecimalField(
        _("to"), validators=[Optional(), NumberRange(0, 99_999, _("Check the amount"))]
    )
    pay_unit = SelectField(_("per"), choices=choices(UNITS))
    joint_committee = StringField(_("Joint committee"), validators=[Length(max=40)])
    timetable = TextAreaField(
        _("Timetable, day by day"),
        description=_("For example: Monday to Friday 7.30–16.00; one Saturday in three"),
        validators=[Length(max=1000)],
    )
    hours = ChecksField(_("The post also asks for"), choices=choices(HOURS))
    starts_on = DateField(_("Start"), validators=[Optional()])
    safety = TextAreaField(_("Safety and protective equipment"), validators=[Length(max=1000)])

    def validate_pay_high(self, field: Field) -> None:
        """Refuse a most under the least."""
        low: Decimal | None = self.pay_low.data
        if low is not None and field.data is not None and field.data < low:
            raise ValidationError(gettext("The most is under the least."))


class WelcomeForm(EditForm):
    """Who and what helps a newcomer."""

    tutor = StringField(
        _("Experienced worker who accompanies the newcomer"),
        description=_("The employer must name somebody: it is the law on welcoming newcomers."),
        validators=[Length(max=120)],
    )
    first_day = TextAreaField(_("First day, hour by hour"), validators=[Length(max=2000)])
    training = TextAreaField(
        _("What is learnt in the first weeks, and with whom"), validators=[Length(max=2000)]
    )


class HolderForm(EditForm):
    """Who does it today: the strongest argument, because it comes from the firm itself."""

    holder_eqf = SelectField(
        _("Diploma"),
        choices=choices(
            {"": _("Not asked yet"), "0": LEVELS["none"]}
            | {k.removeprefix("EQF"): v for k, v in LEVELS.items() if k != "none"}
        ),
        coerce=lambda v: int(v) if number_or_none(v) is not None else None,
    )
    holder_years = DecimalField(
        _("Years of practice when hired"),
        validators=[Optional(), NumberRange(0, 50, _("Between 0 and 50"))],
    )
    language = SelectField(_("Second language"), choices=choices({"": _("None or not asked")}))
    language_level = SelectField(_("Level"), choices=choices({"": "–"} | CEFR))

    def offer_languages(self) -> None:
        """Offer the languages by name, in the language of the page."""
        names = {code: language_name(code) for code in LANGUAGES}
        self.language.choices = choices({"": _("None or not asked")} | names)


class HandOverForm(Form):
    """Who follows the offer from now on."""

    responsible = SelectField(_("Responsible"), coerce=member)
    second = SelectField(_("Second"), coerce=member)

    def offer_members(self, members: Sequence[Any]) -> None:
        """Offer the members of the team."""
        names = {str(m.id): m.name for m in members}
        self.responsible.choices = choices(names)
        self.second.choices = choices({"": _("Nobody")} | names)


class CloseForm(Form):
    """Close an offer."""

    sure = BooleanField(_("Yes"))
