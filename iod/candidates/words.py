"""The words of a portfolio, as a coach says them with the person beside her."""

from babel import Locale
from flask_babel import get_locale
from flask_babel import lazy_gettext as _

from iod.candidates.models import (
    ExperienceKind,
    Phase,
    Side,
    SkillLevel,
    WishKind,
)
from iod.reference import services as reference

PHASES = {
    Phase.INTAKE: _("Getting to know each other"),
    Phase.TOWARDS: _("On the way to a job"),
    Phase.IN_JOB: _("In a job, still followed"),
    Phase.LEFT: _("No longer followed"),
}
EXPERIENCES = {
    ExperienceKind.JOB: _("Paid job"),
    ExperienceKind.TRAINING: _("Training"),
    ExperienceKind.WORK_TRIAL: _("Work trial"),
    ExperienceKind.VOLUNTEERING: _("Volunteering"),
    ExperienceKind.FAMILY: _("At home, for others, informal"),
    ExperienceKind.OBSERVED: _("Seen on a visit to a workplace"),
    ExperienceKind.VALIDATED: _("Skill validated by a test"),
}
LEVELS = {
    SkillLevel.WITH_HELP: _("With help"),
    SkillLevel.ALONE: _("Alone"),
    SkillLevel.CAN_SHOW: _("Can show others"),
}
OWN_LEVELS = {  # as she reads them
    SkillLevel.WITH_HELP: _("I do it with help"),
    SkillLevel.ALONE: _("I do it alone"),
    SkillLevel.CAN_SHOW: _("I can show others"),
}
CEFR = {
    "A1": _("A few words (A1)"),
    "A2": _("Simple, everyday sentences (A2)"),
    "B1": _("Gets by at work (B1)"),
    "B2": _("At ease in most situations (B2)"),
    "C1": _("Very much at ease (C1)"),
    "C2": _("Like a first language (C2)"),
}
LICENCES = {
    "AM": _("AM – moped"),
    "A": _("A – motorcycle"),
    "B": _("B – car, van"),
    "BE": _("BE – car with trailer"),
    "C1": _("C1 – light lorry"),
    "C": _("C – lorry"),
    "CE": _("CE – articulated lorry"),
    "D1": _("D1 – minibus"),
    "D": _("D – bus"),
    "G": _("G – tractor"),
}
WISHES = {
    WishKind.WISH: _("Would like"),
    WishKind.LIMIT: _("Does not want, or cannot"),
}
MODES = {
    "foot": _("On foot"),
    "bicycle": _("By bicycle"),
    "transit": _("By bus or train"),
    "car": _("By car"),
}
HOURS = {
    "early": _("Early morning (before 7)"),
    "evening": _("Evening (after 19)"),
    "night": _("Night"),
    "saturday": _("Saturday"),
    "sunday": _("Sunday and holidays"),
    "split": _("Split day"),
    "shifts": _("Rotating shifts"),
}
SIDES = {
    Side.WORKER: _("The person"),
    Side.COACH: _("The team"),
    Side.EMPLOYER: _("The employer"),
}
OWN_SIDES = {
    Side.WORKER: _("I do it"),
    Side.COACH: _("We do it"),
    Side.EMPLOYER: _("The employer does it"),
}
EQF = {
    1: _("No certificate, or primary school"),
    2: _("Lower secondary (CE1D, 3rd year)"),
    3: _("6th vocational year without certificate (CQ6)"),
    4: _("Upper secondary (CESS)"),
    5: _("Short higher education"),
    6: _("Bachelor"),
    7: _("Master"),
}
# Spoken in the team's streets; the names come from the language of the page.
LANGUAGES = (
    "fr",
    "nl",
    "de",
    "en",
    "ar",
    "zgh",
    "tr",
    "it",
    "es",
    "pt",
    "pl",
    "ro",
    "bg",
    "ru",
    "uk",
    "sq",
    "sr",
    "hy",
    "ka",
    "ku",
    "fa",
    "ps",
    "ur",
    "hi",
    "bn",
    "ti",
    "am",
    "so",
    "ff",
    "wo",
    "bm",
    "ln",
    "sw",
    "rw",
    "zh",
    "vi",
)


def page_language() -> str:
    """Return the language of the page, as the reference knows it."""
    return "en" if str(get_locale()) == "en" else "fr"


def certificate_name(code: str) -> str:
    """Return the words for a certificate, or its name when it was typed by hand."""
    return reference.certificate_label(code, page_language())


def language_name(code: str) -> str:
    """Return the name of a language in the language of the page."""
    locale = get_locale() or Locale("fr")
    return str(locale.languages.get(code, code))


def hours_said(codes: list[str]) -> str:
    """Return the hours that are possible, in the order of the day and of the week."""
    return ", ".join(str(label) for code, label in HOURS.items() if code in codes)
