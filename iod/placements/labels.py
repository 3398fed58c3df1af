"""The words of the first months, as a coach, a worker and an employer read them."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from iod.candidates.models import Side
from iod.placements import plan
from iod.placements.alerts import Alert, Sign
from iod.placements.days import months_after
from iod.placements.models import EndReason, FollowUp, FollowUpKind, Placement
from iod.web import day

KINDS = {
    FollowUpKind.CALL: _l("Call"),
    FollowUpKind.VISIT: _l("Visit"),
    FollowUpKind.TRIPARTITE: _l("Three-way meeting"),
}
SIDES = {
    Side.WORKER: _l("Worker"),
    Side.EMPLOYER: _l("Employer"),
    Side.COACH: _l("Coach"),
}
MOODS = {3: _l("It goes well"), 2: _l("So-so"), 1: _l("It is hard")}
TOPICS = {
    "work": _l("The work"),
    "welcome": _l("The welcome, the person who shows"),
    "hours": _l("The hours"),
    "travel": _l("The way to work"),
    "learning": _l("What is learnt"),
    "home": _l("Childcare, money"),
}
QUESTIONS = {
    Side.WORKER: {
        "work": _l("The work: do you manage?"),
        "welcome": _l("The people: does somebody show you and help you?"),
        "hours": _l("The hours: do they suit you?"),
        "travel": _l("Getting there: does it work out?"),
        "home": _l("At home: children, money. Answer only if you wish."),
    },
    Side.EMPLOYER: {
        "work": _l("The work: does it get done as you need?"),
        "welcome": _l("The welcome: does your experienced worker have time to show?"),
        "hours": _l("The hours: do they hold, on both sides?"),
        "learning": _l("Learning: what goes alone now, what still needs somebody?"),
    },
}
END_REASONS = {
    EndReason.STAYS: _l("Stays in post: the follow-up is over"),
    EndReason.CONTRACT_COMPLETED: _l("The contract came to its end"),
    EndReason.TRIAL_COMPLETED: _l("The work trial came to its end"),
    EndReason.BETTER_JOB: _l("Left for another job"),
    EndReason.RESIGNED: _l("Left"),
    EndReason.DISMISSED: _l("Was dismissed"),
    EndReason.OTHER: _l("Something else"),
}
STAGES = {
    "before": _l("Starts soon"),
    "first": _l("First month"),
    "second": _l("Months 2 and 3"),
    "third": _l("Months 4 to 6"),
    "later": _l("After six months"),
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
        return str(_("before the contract ends"))
    if label == plan.AID_END:
        return str(_("before the aid ends"))
    if unit == "day":
        return str(_("day %(number)s", number=number))
    if unit == "week":
        return str(_("week %(number)s", number=number))
    return str(_("month %(number)s", number=number)) if unit == "month" else ""


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
        return str(_("%(point)s: was due on %(day)s and not held", point=point, day=when))
    if alert.sign is Sign.OVERDUE and alert.side is not None:
        owner = SIDES[alert.side]
        words = _("Agreement overdue since %(day)s: %(text)s", day=when, text=alert.text)
        return f"{words} ({owner})"
    if alert.sign is Sign.WORSE:
        if alert.side is Side.WORKER:
            return str(_("The worker’s answers of %(day)s are worse than before", day=when))
        return str(_("The employer’s answers of %(day)s are worse than before", day=when))
    if alert.sign is Sign.CONTRACT:
        return str(_("The contract ends on %(day)s", day=when))
    if alert.sign is Sign.AID:
        return str(_("The hiring aid ends on %(day)s", day=when))
    return str(_("To be learnt by %(day)s, not ticked: %(text)s", day=when, text=alert.text))
