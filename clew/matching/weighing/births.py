"""Compares birth dates: the same, a slip apart, as far as both are known, of another calendar, or different."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from clew.matching.weighing.calendars import fits, is_other_calendar

_FIRST = "-01-01"


@lru_cache(maxsize=200_000)
def birth_rule(a: str, b: str) -> str:
    """Give the rule for two birth dates as kept (2001, 2001-05 or 2001-05-17).

    >>> birth_rule("1980-05-04", "1980-04-05"), birth_rule("1980", "1980-04-05")
    ('birth_day_and_month_swapped', 'same_birth_year')
    >>> birth_rule("1980-05-04", "1980-05-07"), birth_rule("1980-05-04", "1985-06-07")
    ('birth_date_one_digit_off', 'other_birth_date')
    """
    a, b = a[:10], b[:10]
    if is_other_calendar(a) != is_other_calendar(b):
        return _across_calendars(a, b) if is_other_calendar(a) else _across_calendars(b, a)
    if min(len(a), len(b)) < 10:
        return _vague(a, b)
    if a.endswith(_FIRST) or b.endswith(_FIRST):
        return _first_of_january(a, b)
    if a == b:
        return "same_birth_date"
    return _full(a, b)


def _across_calendars(other: str, gregorian: str) -> str:
    return {
        "day": "same_birth_date_in_another_calendar",
        "year": "same_birth_year_in_another_calendar",
        "": "other_birth_year",
    }[fits(other, gregorian)]


def _vague(a: str, b: str) -> str:
    if a[:4] != b[:4]:
        return _years_apart(a, b)
    if min(len(a), len(b)) < 7:
        return "same_birth_year"
    return "same_birth_month" if a[:7] == b[:7] else "same_birth_year_other_day"


def _years_apart(a: str, b: str) -> str:
    near = a[:4].isdecimal() and b[:4].isdecimal() and abs(int(a[:4]) - int(b[:4])) == 1
    return "neighbouring_birth_year" if near else "other_birth_year"


def _first_of_january(a: str, b: str) -> str:
    if a == b:
        return "same_first_of_january"
    if a[:4] == b[:4]:
        return "unknown_day_same_birth_year"
    return _years_apart(a, b)


def _full(a: str, b: str) -> str:
    wrong = [at for at in range(10) if a[at] != b[at]]
    if a[:4] == b[:4] and a[5:7] == b[8:] and a[8:] == b[5:7]:
        return "birth_day_and_month_swapped"
    if len(wrong) == 1:
        return "birth_date_one_digit_off"
    if _is_transposed(a, b, wrong):
        return "birth_date_digits_transposed"
    if a[4:] == b[4:] and _years_apart(a, b) == "neighbouring_birth_year":
        return "birth_dates_a_year_apart"
    if a[:4] == b[:4] and _days_apart(a, b) == 1:
        return "birth_dates_a_day_apart"
    if a[:7] == b[:7]:
        return "same_birth_month_other_day"
    return "same_birth_year_other_day" if a[:4] == b[:4] else "other_birth_date"


def _days_apart(a: str, b: str) -> int | None:
    """Days between two dates; None where one is no day of the calendar."""
    try:
        return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)
    except ValueError:
        return None


def _is_transposed(a: str, b: str, wrong: list[int]) -> bool:
    if len(wrong) != 2 or wrong[1] != wrong[0] + 1:
        return False
    one, two = wrong
    return a[one] == b[two] and a[two] == b[one]


def best_births(
    a: Sequence[str], b: Sequence[str], weight: dict[str, float]
) -> tuple[str, int, int] | None:
    """Give the rule that speaks most for one person among the dates two records give, and which two.

    Args:
        a: dates of the one record; b of the other.
        weight: rule → weight.

    None when a record gives none.
    """
    if not (a and b):
        return None
    found = [
        (
            -weight[rule := birth_rule(mine, theirs)],
            min(mine, theirs),
            max(mine, theirs),
            rule,
            i,
            j,
        )
        for i, mine in enumerate(a)
        for j, theirs in enumerate(b)
    ]
    _, _, _, rule, i, j = min(found)
    return rule, i, j
