from datetime import date

import pytest

from iod.placements.models import FollowUpKind
from iod.placements.plan import DEFAULT, before_an_end, day_of, points


def test_the_default_plan_is_the_one_of_the_method():
    plan = points(DEFAULT, date(2026, 3, 2))  # a Monday
    assert [(p.kind, p.label, p.due_on) for p in plan] == [
        (FollowUpKind.CALL, "day-2", date(2026, 3, 3)),
        (FollowUpKind.VISIT, "week-1", date(2026, 3, 6)),
        (FollowUpKind.CALL, "week-2", date(2026, 3, 13)),
        (FollowUpKind.TRIPARTITE, "month-1", date(2026, 4, 2)),
        (FollowUpKind.CALL, "month-2", date(2026, 5, 4)),  # 2 May is a Saturday
        (FollowUpKind.TRIPARTITE, "month-3", date(2026, 6, 2)),
        (FollowUpKind.TRIPARTITE, "month-6", date(2026, 9, 2)),
        (FollowUpKind.CALL, "month-12", date(2027, 3, 2)),
    ]


def test_nothing_is_planned_after_the_end_of_the_contract():
    plan = points(DEFAULT, date(2026, 3, 2), contract_ends_on=date(2026, 6, 1))
    assert [p.label for p in plan] == [
        "day-2",
        "week-1",
        "week-2",
        "month-1",
        "contract-end",
        "month-2",
    ]


def test_the_end_of_a_contract_is_spoken_of_four_weeks_before():
    # four weeks before is Monday 25 May, Whit Monday: the Friday before
    assert before_an_end(date(2026, 1, 5), date(2026, 6, 22)) == date(2026, 5, 22)


def test_the_end_of_a_short_trial_is_spoken_of_half_way():
    assert before_an_end(date(2026, 3, 2), date(2026, 3, 13)) == date(2026, 3, 6)


def test_the_end_of_an_aid_has_its_point():
    plan = points(DEFAULT, date(2026, 3, 2), aid_ends_on=date(2027, 3, 1))
    assert ("aid-end", date(2027, 2, 1)) in [(p.label, p.due_on) for p in plan]


def test_a_start_on_a_leap_day_has_its_months():
    assert day_of("month-12", date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize("label", ["", "soon", "day-", "day-x", "year-1", "month--1"])
def test_a_label_that_means_nothing_is_refused(label):
    with pytest.raises(ValueError, match="a point comes after"):
        day_of(label, date(2026, 3, 2))
