"""The follow-up plan: which points, on which days. No database, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from iod.placements.days import months_after, working_day
from iod.placements.models import FollowUpKind

CONTRACT_END = "contract-end"
AID_END = "aid-end"
# Long enough to speak of what comes next, and before anybody has decided alone.
BEFORE_AN_END = timedelta(days=28)

DEFAULT: tuple[Mapping[str, str], ...] = (
    {"kind": "call", "after": "day-2"},
    {"kind": "visit", "after": "week-1"},
    {"kind": "call", "after": "week-2"},
    {"kind": "tripartite", "after": "month-1"},
    {"kind": "call", "after": "month-2"},
    {"kind": "tripartite", "after": "month-3"},
    {"kind": "tripartite", "after": "month-6"},
    {"kind": "call", "after": "month-12"},
)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the plan."""

    kind: FollowUpKind
    label: str
    due_on: date


def day_of(label: str, starts_on: date) -> date:
    """Return the calendar day of a label such as ``day-2``, ``week-1`` or ``month-3``.

    Day 2 is the second day of the contract; week 1 is the fifth day, so that there is something
    to see; a month ends on the same day of the next month.
    """
    unit, _dash, number = label.partition("-")
    if not number.isdecimal() or unit not in {"day", "week", "month"}:
        raise ValueError(f"a point comes after day-N, week-N or month-N, not {label!r}")
    if unit == "month":
        return months_after(starts_on, int(number))
    days = int(number) - 1 if unit == "day" else 7 * int(number) - 3
    return starts_on + timedelta(days=days)


def before_an_end(starts_on: date, ends_on: date) -> date:
    """Return the day to speak of an end: four weeks before, or half-way through a short time."""
    half = starts_on + (ends_on - starts_on) / 2
    return working_day(max(ends_on - BEFORE_AN_END, half), earlier=True)


def points(
    template: Iterable[Mapping[str, str]],
    starts_on: date,
    *,
    contract_ends_on: date | None = None,
    aid_ends_on: date | None = None,
) -> list[Point]:
    """Return the points of a placement by day; none falls after the end of the contract."""
    found = [
        Point(FollowUpKind(line["kind"]), line["after"], working_day(day))
        for line in template
        if (day := day_of(line["after"], starts_on)) <= (contract_ends_on or date.max)
    ]
    for label, end in ((CONTRACT_END, contract_ends_on), (AID_END, aid_ends_on)):
        if end is not None:
            found.append(Point(FollowUpKind.CALL, label, before_an_end(starts_on, end)))
    return sorted(found, key=lambda point: (point.due_on, point.label))
