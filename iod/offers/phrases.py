"""The words of an offer's parts, for pages and printed sheets."""

from flask_babel import format_decimal, gettext, ngettext
from flask_babel import lazy_gettext as _

from iod.candidates.words import CEFR, HOURS, hours_said, language_name
from iod.offers import labels
from iod.offers.models import Decision, Frequency, Necessity, Status, Step

# The words of levels, hours and languages are those of the portfolio: one way to say a thing.
__all__ = ["CEFR", "HOURS", "hours_said", "language_name"]
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
