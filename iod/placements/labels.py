"""The words of the first months, as a coach, a worker and an employer read them."""

from datetime import date

from flask_babel import gettext as _t
from flask_babel import lazy_gettext as _

from iod.candidates.models import Side
from iod.placements import plan
from iod.placements.alerts import Alert, Sign
from iod.placements.days import months_after
from iod.placements.models import EndReason, FollowUp, FollowUpKind, Placement
from iod.web import day

KINDS = {
    FollowUpKind.CALL: _("Call"),
    FollowUpKind.VISIT: _("Visit"),
    FollowUpKind.TRIPARTITE: _("Three-way meeting"),
}
SIDES = {
    Side.WORKER: _("Worker"),
    Side.EMPLOYER: _("Employer"),
    Side.COACH: _("Coach"),
}
MOODS = {3: _("It goes well"), 2: _("So-so"), 1: _("It is hard")}
TOPICS = {
    "work": _("The work"),
    "welcome": _("The welcome, the person who shows"),
    "hours": _("The hours"),
    "travel": _("The way to work"),
    "learning": _("What is learnt"),
    "home": _("Childcare, money"),
}
QUESTIONS = {
    Side.WORKER: {
        "work": _("The work: do you manage?"),
        "welcome": _("The people: does somebody show you and help you?"),
        "hours": _("The hours: do they suit you?"),
        "travel": _("Getting there: does it work out?"),
        "home": _("At home: children, money. Answer only if you wish."),
    },
    Side.EMPLOYER: {
        "work": _("The work: does it get done as you need?"),
        "welcome": _("The welcome: does your experienced worker have time to show?"),
        "hours": _("The hours: do they hold, on both sides?"),
        "learning": _("Learning: what goes alone now, what still needs somebody?"),
    },
}
END_REASONS = {
    EndReason.STAYS: _("Stays in post: the follow-up is over"),
    EndReason.CONTRACT_COMPLETED: _("The contract came to its end"),
    EndReason.TRIAL_COMPLETED: _("The work trial came to its end"),
    EndReason.BETTER_JOB: _("Left for another job"),
    EndReason.RESIGNED: _("Left"),
    EndReason.DISMISSED: _("Was dismissed"),
    EndReason.OTHER: _("Something else"),
}
STAGES = {
    "before": _("Starts soon"),
    "first": _("First month"),
    "second": _("Months 2 and 3"),
    "third": _("Months 4 to 6"),
    "later": _("After six months"),
}
LAST_MONTHS = (("first", 1), ("second", 3), ("third", 6))


def stage(placement: Placement, today: date) -> str:
    """Return how far a placement is, as a code of STAGES."""
    if today < placement.starts_on:
        return "before"
    for code, months in LAST_MONTHS:
        if today < months_after(placement.starts_on, months):
            return code
    return "later"


def label_words(label: str) -> str:
    """Write the place of a point in the plan."""
    unit, _dash, number = label.partition("-")
    if label == plan.CONTRACT_END:
        return str(_t("before the contract ends"))
    if label == plan.AID_END:
        return str(_t("before the aid ends"))
    if unit == "day":
        return str(_t("day %(number)s", number=number))
    if unit == "week":
        return str(_t("week %(number)s", number=number))
    return str(_t("month %(number)s", number=number)) if unit == "month" else ""


def point_words(point: FollowUp) -> str:
    """Write what a point is."""
    return _named(point.kind, point.label)


def _named(kind: FollowUpKind, label: str) -> str:
    where = label_words(label)
    return f"{KINDS[kind]}, {where}" if where else str(KINDS[kind])


def alert_words(alert: Alert) -> str:
    """Write a warning with its reason."""
    when = day(alert.on)
    if alert.sign is Sign.MISSED and alert.kind is not None:
        point = _named(alert.kind, alert.text)
        return str(_t("%(point)s: was due on %(day)s and not held", point=point, day=when))
    if alert.sign is Sign.OVERDUE and alert.side is not None:
        owner = SIDES[alert.side]
        words = _t("Agreement overdue since %(day)s: %(text)s", day=when, text=alert.text)
        return f"{words} ({owner})"
    if alert.sign is Sign.WORSE:
        if alert.side is Side.WORKER:
            return str(_t("The worker’s answers of %(day)s are worse than before", day=when))
        return str(_t("The employer’s answers of %(day)s are worse than before", day=when))
    if alert.sign is Sign.CONTRACT:
        return str(_t("The contract ends on %(day)s", day=when))
    if alert.sign is Sign.AID:
        return str(_t("The hiring aid ends on %(day)s", day=when))
    return str(_t("To be learnt by %(day)s, not ticked: %(text)s", day=when, text=alert.text))
