"""Forms about people: small ones, in the order of the talk."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional, Regexp

from iod.candidates import words
from iod.candidates.models import ExperienceKind, Phase, Side, SkillLevel
from iod.config import LANGUAGES
from iod.reference import services as reference
from iod.web import ChecksField, EditForm, Form, choices, no_future, today

ASK_NAME = InputRequired(_("Enter the name"))
POST_CODE = Regexp(r"^$|^[1-9]\d{3}$", message=_("A Belgian post code has four digits."))


class CandidateForm(EditForm):
    """Who the person is and how to reach her; nothing else is asked."""

    first_name = StringField(_("First name"), validators=[ASK_NAME, Length(max=80)])
    last_name = StringField(_("Last name"), validators=[ASK_NAME, Length(max=80)])
    different = BooleanField(_("It is another person of the same name"))
    phone = TelField(_("Telephone"), validators=[Length(max=40)])
    email = EmailField(
        _("E-mail address"),
        validators=[Optional(), Email(_("This is not an e-mail address.")), Length(max=254)],
    )
    post_code = StringField(_("Post code"), validators=[POST_CODE])
    town = StringField(_("Town"), validators=[Length(max=80)])
    language = SelectField(
        _("Language of the messages to her"),
        choices=choices(LANGUAGES),
        default="fr",
    )
    arrived_on = DateField(
        _("Followed here since"),
        default=today,
        validators=[InputRequired(_("Enter the day")), no_future],
    )


class PhaseForm(Form):
    """Where she is on the way."""

    phase = RadioField(_("Phase"), choices=choices(words.PHASES), coerce=Phase)


class HandOverForm(Form):
    """Who follows her."""

    responsible_id = SelectField(_("Responsible"))
    second_id = SelectField(_("Second"), description=_("Who takes over when the other is away."))

    def __init__(self, *args: Any, team: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.responsible_id.choices = choices(team)
        self.second_id.choices = choices({"": _("Nobody")} | team)


# --- the parts of the portfolio -----------------------------------------------------------------


def near_occupation() -> SelectField:
    """Return the choice of an occupation, left to the typed words when nothing is chosen."""
    return SelectField(
        _("Nearest occupation"),
        description=_("Left open, the words above decide. It brings suggestions of skills."),
        validators=[Optional()],
    )


def occupations() -> list[Any]:
    """Return the occupations to choose from, in the language of the page."""
    known = {o.id: o.label for o in reference.all_occupations(words.page_language())}
    return choices({"": _("As the words say")} | known)


class ExperienceForm(Form):
    """Something she did, paid or not."""

    kind = RadioField(
        _("What was it?"),
        choices=choices(words.EXPERIENCES),
        coerce=ExperienceKind,
        default=ExperienceKind.JOB,
    )
    title = StringField(
        _("What did she do?"),
        description=_("In her words: “helped in my uncle’s bakery”, “cleaned offices”."),
        validators=[InputRequired(_("Say it in a few words")), Length(max=160)],
    )
    place = StringField(_("Where?"), validators=[Length(max=160)])
    started_on = DateField(_("From"), validators=[Optional(), no_future])
    ended_on = DateField(
        _("Until"), description=_("Leave empty if it goes on."), validators=[Optional()]
    )
    story = TextAreaField(
        _("What she tells about it"),
        description=_("Tasks, tools, with whom, what she was proud of."),
        validators=[Length(max=4000)],
    )
    occupation_id = near_occupation()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.occupation_id.choices = occupations()

    def validate_ended_on(self, field: Field) -> None:
        """Refuse an end before the beginning."""
        if field.data and self.started_on.data and field.data < self.started_on.data:
            raise ValidationError(_("The end comes before the beginning."))


class SkillForm(Form):
    """A skill, how well, and what proves it."""

    label = StringField(
        _("Skill"), validators=[InputRequired(_("Name the skill")), Length(max=160)]
    )
    skill_id = HiddenField()
    level = RadioField(
        _("How does she do it?"),
        choices=choices(words.LEVELS),
        coerce=SkillLevel,
        validators=[InputRequired(_("Choose an answer"))],
    )
    proof = TextAreaField(
        _("What shows it?"),
        description=_("One sentence of hers: where, what, how much."),
        validators=[Length(max=1000)],
    )
    experience_id = SelectField(_("Learnt or shown in"), validators=[Optional()])
    wanted = BooleanField(_("She wants to do this again"), default=True)


class LanguageForm(Form):
    """A language and how she gets by in it."""

    code = SelectField(_("Language"))
    level = RadioField(
        _("How does she get by?"),
        choices=choices(words.CEFR),
        validators=[InputRequired(_("Choose an answer"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code.choices = choices({c: words.language_name(c) for c in words.LANGUAGES})


class LicenceForm(Form):
    """A driving licence."""

    code = SelectField(_("Licence"), choices=choices(words.LICENCES), default="B")
    expires_on = DateField(_("Valid until"), validators=[Optional()])


class CertificateForm(Form):
    """A certificate or a card, with its end."""

    code = SelectField(_("Certificate or card"))
    other = StringField(_("Another one"), validators=[Length(max=80)])
    expires_on = DateField(_("Valid until"), validators=[Optional()])

    def __init__(self, *args: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        known = {c.id: c.label for c in reference.all_certificates(words.page_language())}
        self.code.choices = choices({"": _("Another one, named below")} | known)
        if obj is not None and obj.code not in known and not self.is_submitted():
            self.code.data, self.other.data = "", obj.code

    def validate_other(self, field: Field) -> None:
        """Ask for a name when none of the list was chosen."""
        if not self.code.data and not field.data:
            raise ValidationError(_("Choose one of the list, or name it."))


class WishForm(Form):
    """What she would like, or a limit she sets."""

    text = StringField(
        _("In her words"), validators=[InputRequired(_("Say it in a few words")), Length(max=200)]
    )
    occupation_id = near_occupation()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.occupation_id.choices = occupations()


class ActionForm(Form):
    """One line of the action plan."""

    text = StringField(
        _("What will be done?"),
        validators=[InputRequired(_("Say it in a few words")), Length(max=300)],
    )
    owner = RadioField(_("By whom?"), choices=choices(words.SIDES), coerce=Side, default=Side.COACH)
    due_on = DateField(_("By when?"), validators=[InputRequired(_("Enter the day"))])
    done_on = DateField(_("Done on"), validators=[Optional(), no_future])


def minutes(label: Any) -> IntegerField:
    """Return a field for the longest trip of one mode."""
    limits = NumberRange(0, 180, message=_("Between 0 and 180 minutes."))
    return IntegerField(label, validators=[Optional(), limits])


def weekly(label: Any) -> IntegerField:
    """Return a field for hours a week."""
    limits = NumberRange(1, 48, message=_("Between 1 and 48 hours."))
    return IntegerField(label, validators=[Optional(), limits])


class AvailabilityForm(EditForm):
    """How she gets to work, and which hours are possible."""

    foot = minutes(words.MODES["foot"])
    bicycle = minutes(words.MODES["bicycle"])
    transit = minutes(words.MODES["transit"])
    car = minutes(words.MODES["car"])
    asked = BooleanField(_("We spoke about the hours"), default=True)
    hours = ChecksField(_("Besides daytime on weekdays, possible:"), choices=choices(words.HOURS))
    weekly_hours_low = weekly(_("At least, hours a week"))
    weekly_hours_high = weekly(_("At most, hours a week"))
    adaptation = TextAreaField(
        _("Adaptation agreed"),
        description=_("What helps her at work (a chair, written instructions). Never why."),
        validators=[Length(max=1000)],
    )

    def validate_weekly_hours_high(self, field: Field) -> None:
        """Refuse a most under the least."""
        low = self.weekly_hours_low.data
        if low and field.data and field.data < low:
            raise ValidationError(_("The most is under the least."))


# --- what stays apart ---------------------------------------------------------------------------


class CensusForm(Form):
    """What eligibility and statistics need; never part of a match."""

    schooling_eqf = SelectField(
        _("Highest certificate"),
        choices=choices({"": _("Not asked")} | {str(k): v for k, v in words.EQF.items()}),
        coerce=lambda value: int(value) if value else None,
    )
    years_of_practice = IntegerField(
        _("Years of practice, all jobs together"),
        validators=[Optional(), NumberRange(0, 60, message=_("Between 0 and 60 years."))],
    )
    registered_on = DateField(_("Registered as a jobseeker on"), validators=[Optional(), no_future])


class NoteForm(Form):
    """A private note of the team."""

    text = TextAreaField(
        _("Note"), validators=[InputRequired(_("Write the note")), Length(max=10000)]
    )
