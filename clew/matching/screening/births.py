"""What two packed birth dates are to each other, compiled: the rules of clew.matching.weighing.births."""

import numpy as np

from clew.matching.screening.compiled import compiled, inlined

BIRTHS = (
    "same_birth_date", "birth_day_and_month_swapped", "same_birth_month", "birth_date_digits_transposed",
    "same_first_of_january", "unknown_day_same_birth_year", "same_birth_year", "birth_date_one_digit_off",
    "same_birth_month_other_day", "neighbouring_birth_year", "same_birth_year_other_day", "other_birth_year",
    "other_birth_date", "same_birth_date_in_another_calendar", "birth_dates_a_year_apart", "birth_dates_a_day_apart",
)  # fmt: skip
"""Rules of `dates_met`, by their numbers."""
(SAME, SWAPPED, MONTH, TRANSPOSED, FIRST, DAY_UNKNOWN, YEAR, DIGIT, OTHER_DAY, NEXT_YEAR, OTHER_MONTH, OTHER_YEAR,
 OTHER, CALENDAR, YEAR_APART, DAY_APART) = range(len(BIRTHS))  # fmt: skip
SEVERAL = 1
"""Stands for a bearer's birth date where there are several."""
GREGORIAN = 1500
"""Years before this are of another calendar."""
_JANUARY = np.uint32(1 << 5 | 1)
_IN_YEAR, _CALENDAR = np.uint32(511), np.uint32(GREGORIAN << 9)
"""Bits of a packed date below the year; the first date that is one, and of this calendar."""
_DAYS = np.array([0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 0, 0, 0], np.int32)
"""Days of a year that are over when a month begins."""


@compiled
def best_born(mine, first, last, theirs, start, stop, births):
    """The most that any birth date of the one weighs beside any of the other."""
    if stop == start:
        return np.float32(0)
    best = np.float32(-99)
    for at in range(start, stop):
        best = max(best, best_met(mine, first, last, theirs[at], births))
    return best


@inlined
def is_full(born):
    """True for one date known to the day; not for 1 January, which stands for days that are not known."""
    return born >= _CALENDAR and born & np.uint32(31) != 0 and born & np.uint32(511) != _JANUARY


@inlined
def is_near(full, born, years):
    """False for two dates that weigh as two people's: neither of one year nor of one day of the year.

    Args:
        full: a date known to the day; born: any, also 0 or SEVERAL.
        years: whether neighbouring years of which one gives no day are near.
    """
    differ = full ^ born
    if differ <= _IN_YEAR or differ & _IN_YEAR == 0 or born < _CALENDAR:
        return True
    return years and not is_full(born) and abs((born >> 9) - np.int64(full >> 9)) == 1


@inlined
def slip_reach(mine, many, births):
    """The most that birth dates can weigh of people whose names are met only through a slip.

    Of names of several words those with the same date, or day and month exchanged, are met without one:
    by a word that has no slip and the date.

    Returns:
        Beside a bearer with one date known to the day, and beside any other.
    """
    full, vague = np.float32(0), np.float32(0)
    if len(mine) == 0:
        return full, vague
    one_full = len(mine) == 1 and is_full(mine[0])
    for rule in range(len(births)):
        if many > 1 and rule in (SAME, SWAPPED):
            continue
        vague = max(vague, births[rule])
        if not one_full or rule not in (MONTH, FIRST, DAY_UNKNOWN, YEAR, CALENDAR):
            full = max(full, births[rule])
    return full, vague


@inlined
def best_met(mine, first, last, theirs, births):
    """The most that any birth date of the one weighs beside one date; 0 where a side has none."""
    if theirs == 0 or last == first:
        return np.float32(0)
    best = np.float32(-99)
    for at in range(first, last):
        best = max(best, births[dates_met(mine[at], theirs)] if mine[at] else np.float32(0))
    return best


@compiled
def dates_met(a, b):
    """What two packed dates are to each other: a place in BIRTHS."""
    year, other = np.int64(a >> 9), np.int64(b >> 9)
    if (year < GREGORIAN) != (other < GREGORIAN):
        return CALENDAR
    month, day, its_month, its_day = (a >> 5) & 15, a & 31, (b >> 5) & 15, b & 31
    apart = NEXT_YEAR if abs(year - other) == 1 else OTHER_YEAR
    if day == 0 or its_day == 0:
        if year != other:
            return apart
        if month == 0 or its_month == 0:
            return YEAR
        return MONTH if month == its_month else OTHER_MONTH
    if (month == 1 and day == 1) or (its_month == 1 and its_day == 1):
        if year != other:
            return apart
        return FIRST if a == b else DAY_UNKNOWN
    if a == b:
        return SAME
    return _two_days(year, month, day, other, its_month, its_day)


@compiled
def _two_days(year, month, day, other, its_month, its_day):
    """What two different days are to each other."""
    if year == other and month == its_day and day == its_month:
        return SWAPPED
    wrong = (year != other) + (month != its_month) + (day != its_day)
    if year != other:
        if wrong > 1:
            return OTHER
        found = _slip(year, other)
        return found or (YEAR_APART if abs(year - other) == 1 else OTHER)
    found = _slip(month, its_month) + _slip(day, its_day) if wrong == 1 else 0
    if found:
        return found
    if abs(_of_year(year, month, day) - _of_year(year, its_month, its_day)) == 1:
        return DAY_APART
    return OTHER_DAY if month == its_month else OTHER_MONTH


@inlined
def _of_year(year, month, day):
    """The number of a day in its year."""
    leaps = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return np.int64(_DAYS[month]) + np.int64(day) + (1 if leaps and month > 2 else 0)


@compiled
def _slip(a, b):
    """DIGIT or TRANSPOSED where two numbers differ by that; else 0, also where they are the same."""
    wrong, before, digit, its_digit, turned = 0, -1, -1, -1, False
    for at in range(4):
        mine, theirs = a % 10, b % 10
        if mine != theirs:
            wrong += 1
            turned = wrong == 2 and before == at - 1 and mine == its_digit and theirs == digit
            before, digit, its_digit = at, mine, theirs
        a //= 10
        b //= 10
    if wrong == 1:
        return DIGIT
    return TRANSPOSED if turned else 0
