"""Time parted into hours, days, weeks, months or years, whichever shows a period in some hundred steps."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from clew.errors import UsageError

MOST_STEPS = 130
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years a file of a case can mean; what lies outside them is a slip or a stand-in, and has no date here."""
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_LONGEST = {"hour": 4, "day": MOST_STEPS, "week": MOST_STEPS * 7, "month": MOST_STEPS * 30}
"""Step → days it may show."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period shown: its first and last day, and the step it is parted by.

    Attributes:
        step: "hour", "day", "week" (from Monday), "month" or "year".
    """

    first: date
    last: date
    step: str

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1

    def holds(self, at: str, until: str) -> int:
        """Say where a thing lies: -1 before the period, 1 after it, 0 in it or into it."""
        if until[:10] < self.first.isoformat():
            return -1
        return 1 if at[:10] > self.last.isoformat() else 0

    def begin_of(self, at: str) -> str:
        """Give when the step begins in which a moment lies; an hour only where the time of day is told."""
        day = max(date.fromisoformat(at[:10]), self.first)
        if self.step == "hour":
            told = at[11:13] if len(at) > 12 and at[:10] == day.isoformat() else ""
            return f"{day.isoformat()}T{told}" if told else day.isoformat()
        if self.step == "week":
            day -= timedelta(day.weekday())
        elif self.step == "month":
            day = day.replace(day=1)
        elif self.step == "year":
            day = day.replace(month=1, day=1)
        return day.isoformat()

    def end_of(self, begin: str) -> str:
        """Give the last day of the step that begins then."""
        day = date.fromisoformat(begin[:10])
        if self.step == "week":
            day += timedelta(6)
        elif self.step == "month":
            day = day.replace(day=monthrange(day.year, day.month)[1])
        elif self.step == "year":
            day = day.replace(month=12, day=31)
        return day.isoformat()

    def part(self, at: str) -> float:
        """Give how far into the period an hour or a day begins, from 0 to 1 and beyond."""
        day = (date.fromisoformat(at[:10]) - self.first).days
        hours = int(at[11:13] or 0) if "T" in at else 0
        return (day + hours / 24) / self.days


def period(first: str, last: str) -> Period:
    """Give the period from one day to another.

    Args:
        first, last: "2026-03-01", "2026-03" or "2026"; the whole month or year counts.

    Raises:
        UsageError: one is no day, or they stand the wrong way round.
    """
    ends = days_of(first), days_of(last)
    for told, found in zip((first, last), ends, strict=True):
        if found is None:
            raise UsageError(f"{told!r} is not a day", do="write it as 2026-03-01, 2026-03 or 2026")
    assert ends[0] is not None
    assert ends[1] is not None
    begin, end = ends[0][0], ends[1][1]
    if end < begin:
        raise UsageError(f"{last} lies before {first}", do="give the earlier day first")
    days = (end - begin).days + 1
    step = next((name for name, most in _LONGEST.items() if days <= most), "year")
    return Period(begin, end, step)


def days_of(told: str) -> tuple[date, date] | None:
    """Give the first and last day a date means, None where it is none.

    >>> days_of("2026-02")
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    found = _DAY.match(told)
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        if not day:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None
