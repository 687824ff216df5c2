"""What two packed birth dates are to each other, compiled: the rules of clew.matching.weighing.births."""

import numpy as np

from clew.matching.screening.compiled import compiled, inlined

BIRTHS = (
    "same_birth_date", "birth_day_and_month_swapped", "same_birth_month", "birth_date_digits_transposed",
    "same_first_of_january", "unknown_day_same_birth_year", "same_birth_year", "birth_date_one_digit_off",
    "same_birth_month_other_day", "neighbouring_birth_year", "same_birth_year_other_day", "other_birth_year",
    "other_birth_date", "same_birth_date_in_another_calendar",
)  # fmt: skip
"""Rules of `dates_met`, by their numbers."""
(SAME, SWAPPED, MONTH, TRANSPOSED, FIRST, DAY_UNKNOWN, YEAR, DIGIT, OTHER_DAY, NEXT_YEAR, OTHER_MONTH, OTHER_YEAR,
 OTHER, CALENDAR) = range(len(BIRTHS))  # fmt: skip
SEVERAL = 1
"""Stands for a bearer's birth date where there are several."""
GREGORIAN = 1500
"""Years before this are of another calendar."""
_JANUARY = np.uint32(1 << 5 | 1)


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
def are_far_apart(a, b):
    """True for two dates of other years and other days that `dates_met` calls OTHER or OTHER_YEAR."""
    year, other, day, its_day = (
        np.int64(a >> 9),
        np.int64(b >> 9),
        a & np.uint32(511),
        b & np.uint32(511),
    )
    if year == other or day == its_day or year < GREGORIAN or other < GREGORIAN:
        return False
    if year - other > 1 or other - year > 1:
        return True
    return day != _JANUARY and its_day != _JANUARY and a & 31 != 0 and b & 31 != 0


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
    if year == other and month == its_day and day == its_month:
        return SWAPPED
    if (year != other) + (month != its_month) + (day != its_day) > 1:
        return OTHER_MONTH if year == other else OTHER
    if year != other:
        found = _slip(year, other)
        return found or OTHER
    found = _slip(month, its_month) + _slip(day, its_day)
    if found:
        return found
    return OTHER_DAY if month == its_month else OTHER_MONTH


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
