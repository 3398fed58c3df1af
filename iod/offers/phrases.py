"""The words of an offer's parts, for pages and printed sheets."""

from flask_babel import format_decimal, gettext, ngettext
from flask_babel import lazy_gettext as _

from iod.offers import labels
from iod.offers.models import Decision, Frequency, Necessity, Status, Step

KINDS = {"skill": _("Know-how")} | {kind: _(word) for kind, word in labels.KINDS.items()}
STATUSES = {
    Status.ACTIVE: _("Being worked on"),
    Status.FILLED: _("Filled"),
    Status.WITHDRAWN: _("Withdrawn"),
}
FREQUENCIES = {
    Frequency.DAILY: _("Every day"),
    Frequency.WEEKLY: _("Every week"),
    Frequency.MONTHLY: _("Every month"),
    Frequency.RARELY: _("More rarely"),
}
NECESSITIES = {
    Necessity.STRICT: _("Strictly necessary on the first day"),
    Necessity.LEARNABLE: _("Can be learnt here"),
    Necessity.WISHED: _("Welcome, not required"),
    Necessity.DROPPED: _("Dropped"),
}
STEPS = {
    Step.ASKED: _("Asked"),
    Step.DISCUSSED: _("Discussed"),
    Step.KEPT: _("Kept"),
    Step.SOFTENED: _("Softened"),
    Step.LEARNING: _("Moved to learning"),
    Step.DROPPED: _("Dropped"),
}
DECISIONS = {
    Decision.OPEN: _("To discuss"),
    Decision.ACCEPTED: _("The offer changes"),
    Decision.OVERRIDDEN: _("Set aside"),
    Decision.KEPT: _("Kept with a reason"),
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
UNITS = {"h": _("an hour"), "m": _("a month")}
LEVELS = {
    "none": _("No diploma"),
    "EQF1": _("Primary certificate (CEB)"),
    "EQF2": _("Lower secondary (CE1D, CESI)"),
    "EQF3": _("Vocational, sixth year (CQ6)"),
    "EQF4": _("Upper secondary (CESS, CQ7)"),
    "EQF5": _("Short higher education (BES)"),
    "EQF6": _("Bachelor"),
    "EQF7": _("Master"),
}
CEFR = {
    "A1": _("a few words (A1)"),
    "A2": _("simple sentences (A2)"),
    "B1": _("everyday talk (B1)"),
    "B2": _("at ease (B2)"),
    "C1": _("fluent (C1)"),
    "C2": _("as a first language (C2)"),
}
LANGUAGE_NAMES = {
    "fr": _("French"),
    "nl": _("Dutch"),
    "de": _("German"),
    "en": _("English"),
    "es": _("Spanish"),
    "it": _("Italian"),
    "ar": _("Arabic"),
    "tr": _("Turkish"),
    "pt": _("Portuguese"),
    "pl": _("Polish"),
    "ro": _("Romanian"),
    "uk": _("Ukrainian"),
}


CONTRACTS = {
    "CDI": _("Open-ended (CDI)"),
    "CDD": _("Fixed-term (CDD)"),
    "INTERIM": _("Agency work"),
    "INTERIM+CDI": _("Agency work, then open-ended"),
    "REMPL": _("Replacement"),
    "ALT": _("Work-linked training"),
    "occasional": _("Occasional or flexi-job"),
    "STATUT": _("Statutory"),
    "CONTRACTUEL": _("Contractual, public employer"),
}


def contract_words(value: str) -> str:
    """Write a contract code and its length in words."""
    kind, _sep, length = value.partition(":")
    words = str(CONTRACTS.get(kind, kind))
    if length.endswith("m") and length[:-1].isdigit():
        months = int(length[:-1])
        words += ", " + str(ngettext("%(num)s month", "%(num)s months", months))
    return words


def hours_words(codes: list[str] | None) -> str:
    """Write hour codes in words, in the order of the working day."""
    return ", ".join(str(words) for code, words in HOURS.items() if code in (codes or ()))


def language_name(code: str) -> str:
    """Return the name of a language in the reader's own."""
    return str(LANGUAGE_NAMES.get(code, code))


def _years(value: str) -> str:
    if value == "?":
        return str(gettext("length not said"))
    if float(value) == 0:
        return str(gettext("beginners welcome"))
    if float(value) < 1:
        return str(gettext("%(months)s months", months=round(float(value) * 12)))
    number = float(value)
    return str(
        ngettext("%(years)s year", "%(years)s years", int(number), years=format_decimal(number))
    )


def _spoken(value: str) -> str:
    parts = []
    for part in value.split("+"):
        code, _sep, level = part.partition(":")
        words = CEFR.get(level)
        parts.append(language_name(code) + (f" : {words}" if words else ""))
    return ", ".join(parts)


def value_words(kind: str, value: str) -> str:
    """Write the value of a requirement for anybody; "" where the employer's words say enough."""
    if not value:
        return ""
    try:
        if kind == "experience":
            return _years(value)
        if kind == "language":
            return _spoken(value)
    except ValueError:
        return value
    if kind == "diploma":
        return str(LEVELS.get(value.split("/")[0], ""))
    if kind == "licence":
        return str(gettext("category %(category)s", category=value))
    return ""
