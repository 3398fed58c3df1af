from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iod.placements.days import easter, holidays, is_working_day, months_after, working_day

# From published calendars; 2038 is the latest Easter can be, 1818 and 2285 the earliest.
EASTERS = [
    date(1818, 3, 22),
    date(1954, 4, 18),
    date(1981, 4, 19),
    date(2000, 4, 23),
    date(2024, 3, 31),
    date(2025, 4, 20),
    date(2026, 4, 5),
    date(2027, 3, 28),
    date(2038, 4, 25),
    date(2049, 4, 18),
    date(2076, 4, 19),
    date(2285, 3, 22),
]


@pytest.mark.parametrize("sunday", EASTERS)
def test_easter_falls_where_published_calendars_put_it(sunday):
    assert easter(sunday.year) == sunday


def test_belgium_has_ten_legal_holidays():
    assert sorted(holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 7, 21),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
    ]


def test_two_holidays_on_one_day_are_one_day_off():
    assert easter(2008) + timedelta(days=39) == date(2008, 5, 1)  # Ascension on Labour Day
    assert len(holidays(2008)) == 9


@pytest.mark.parametrize(
    ("asked", "later", "earlier"),
    [
        (date(2026, 4, 3), date(2026, 4, 3), date(2026, 4, 3)),  # Good Friday: offices are open
        (date(2026, 4, 4), date(2026, 4, 7), date(2026, 4, 3)),  # across Easter Monday
        (date(2026, 5, 14), date(2026, 5, 15), date(2026, 5, 13)),  # Ascension
        (date(2026, 12, 25), date(2026, 12, 28), date(2026, 12, 24)),
        (date(2027, 1, 1), date(2027, 1, 4), date(2026, 12, 31)),  # across the year
        (date(2026, 8, 15), date(2026, 8, 17), date(2026, 8, 14)),  # a holiday on a Saturday
        (date(2026, 3, 29), date(2026, 3, 30), date(2026, 3, 27)),  # clocks change that night
        (date(2026, 10, 25), date(2026, 10, 26), date(2026, 10, 23)),
    ],
)
def test_a_day_off_moves_to_the_nearest_working_day(asked, later, earlier):
    assert working_day(asked) == later
    assert working_day(asked, earlier=True) == earlier


@given(st.dates(date(1950, 1, 1), date(2200, 1, 1)))
def test_a_moved_day_is_worked_and_close(day):
    moved = working_day(day)
    assert is_working_day(moved)
    assert timedelta(0) <= moved - day <= timedelta(days=4)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), 0, date(2026, 3, 31)),
    ],
)
def test_months_keep_the_day_or_end_with_the_month(day, months, expected):
    assert months_after(day, months) == expected
