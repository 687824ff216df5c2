"""Birth dates of the Islamic calendars, solar (Iran, Afghanistan) and lunar, beside Gregorian ones.

Source: the lunar calendar is the tabular one (Type II leap years, civil epoch 16 July 622 Julian), a day
or two off what was seen in the sky; the solar one uses the 33-year cycle, exact for 1244 to 1472.
"""

from datetime import date, timedelta
from functools import lru_cache

OTHER_CALENDAR_UNTIL = 1500
"""A year of birth before this is not a Gregorian one of anybody living."""
_SOLAR_START = date(622, 3, 21)
_LUNAR_START = date(622, 7, 19)
_SOLAR_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_LUNAR_LEAPS = frozenset({2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29})
_CLOSE = timedelta(days=2)
"""Days the tabular lunar calendar can be off."""


@lru_cache(maxsize=20_000)
def solar_day(year: int, month: int, day: int) -> date | None:
    """Give the Gregorian day of a day of the solar calendar; None when there is no such day.

    >>> solar_day(1359, 1, 1), solar_day(1359, 13, 1)
    (datetime.date(1980, 3, 21), None)
    """
    if not (1 <= month <= 12 and 1 <= day <= 31 - (month > 6) - (month == 12 and not _leap(year))):
        return None
    before = year - 1
    leaps = before // 33 * 8 + sum(left <= before % 33 for left in _SOLAR_LEAPS)
    days = before * 365 + leaps + (month - 1) * 30 + min(month - 1, 6) + day - 1
    return _SOLAR_START + timedelta(days=days)


def _leap(year: int) -> bool:
    return year % 33 in _SOLAR_LEAPS


@lru_cache(maxsize=20_000)
def lunar_day(year: int, month: int, day: int) -> date | None:
    """Give the Gregorian day of a day of the tabular lunar calendar; None when there is no such day.

    >>> lunar_day(1400, 1, 1), lunar_day(1400, 1, 31)
    (datetime.date(1979, 11, 21), None)
    """
    if not (1 <= month <= 12 and 1 <= day <= 30):
        return None
    before = year - 1
    leaps = before // 30 * 11 + sum(left <= before % 30 for left in _LUNAR_LEAPS)
    days = before * 354 + leaps + (month - 1) * 29 + month // 2 + day - 1
    return _LUNAR_START + timedelta(days=days)


def is_other_calendar(text: str) -> bool:
    """True when a date as kept ("1359-01-01", "1400") has a year that cannot be Gregorian."""
    return text[:4].isdecimal() and 1200 <= int(text[:4]) < OTHER_CALENDAR_UNTIL


def fits(other: str, gregorian: str) -> str:
    """Say how a date of an Islamic calendar fits a Gregorian one: "day", "year", or not at all ("").

    >>> fits("1359-01-01", "1980-03-21"), fits("1359", "1980"), fits("1400", "1980"), fits("1359", "1990")
    ('day', 'year', 'year', '')
    """
    year = int(other[:4])
    if len(other) >= 10 and len(gregorian) >= 10:
        month, day = int(other[5:7]), int(other[8:10])
        born = date.fromisoformat(gregorian[:10])
        if born == solar_day(year, month, day):
            return "day"
        lunar = lunar_day(year, month, day)
        if lunar and abs(born - lunar) <= _CLOSE:
            return "day"
    born_in = int(gregorian[:4])
    return "year" if born_in in _years(year) else ""


@lru_cache(maxsize=2_000)
def _years(year: int) -> frozenset[int]:
    """Give the Gregorian years in which a year of either calendar falls."""
    days = (
        solar_day(year, 1, 1),
        solar_day(year, 12, 29),
        lunar_day(year, 1, 1),
        lunar_day(year, 12, 29),
    )
    return frozenset(day.year for day in days if day)
