"""Dates of work: Belgian public holidays, weekends, ends of months."""

from calendar import monthrange
from datetime import date, timedelta

FIXED = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday


def easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian reckoning).

    >>> easter(2026)
    datetime.date(2026, 4, 5)
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, odd = divmod(century, 4)
    lunar = (century - (century + 8) // 25 + 1) // 3
    full_moon = (19 * golden + century - leaps - lunar + 15) % 30
    weekday = (32 + 2 * odd + 2 * (rest // 4) - full_moon - rest % 4) % 7
    late = (golden + 11 * full_moon + 22 * weekday) // 451
    month, day = divmod(full_moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int) -> set[date]:
    """Return the ten legal holidays of a year in Belgium (Royal Decree of 18 April 1974)."""
    sunday = easter(year)
    moving = {sunday + timedelta(days=days) for days in AFTER_EASTER}
    return moving | {date(year, month, day) for month, day in FIXED}


def is_working_day(day: date) -> bool:
    """Tell whether offices are open: neither weekend nor legal holiday."""
    return day.weekday() < 5 and day not in holidays(day.year)


def working_day(day: date, *, earlier: bool = False) -> date:
    """Return the day itself if offices are open, else the next one, or the one before."""
    while not is_working_day(day):
        day += timedelta(days=-1 if earlier else 1)
    return day


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last of the month where it has none.

    >>> months_after(date(2028, 1, 31), 1)
    datetime.date(2028, 2, 29)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
