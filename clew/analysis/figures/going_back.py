"""Dates told from a date before them: "on the same day", "in that year", "the same period of 2020"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

SAME = (
    r"\bthe same (day|year|month|night)\b|\b(?:in|of) that (year)\b"
    r"|\bthe (?:joint |main )?(?:action (day)|(day) of (?:the )?(?:action|raids?|operation|searches))\b"
)
_ALIKE = r"(?:same|corresponding|equivalent|comparable|like)"
PERIOD_ALONE = (
    rf"(?:over|in|during|for|within) the {_ALIKE} (?:\w+ )?"
    r"(?:periods?|months|quarter|half-year|weeks|days|years|time)"
)
SAME_PERIOD = rf"{_ALIKE} (?:\w+ )?(?:periods?|months?|quarters?|half|half-year|weeks?|time|days?)"
"""The shapes of what goes back, in small letters."""
THE_SAME, PERIOD_OF, DAYS_ON = "= ", "of ", "+ "
"""What the ISO form begins with until the date gone back to is known."""

_OF = 4
"""How many letters "of" takes between a day and "the same year"."""
_SHAPES = {
    "day": re.compile(r"\d{4}-\d\d-\d\d$"),
    "month": re.compile(r"(\d{4}-\d\d)"),
    "year": re.compile(r"(?:\d[\d-]*/)?(\d{4})"),
    "period": re.compile(r"(?:\d{4}(?:-\d\d)?|\d[\d-]+/\d[\d-]+)$"),
}
"""What the ISO form of a day, month, year or closed period begins with."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in the text.

    Attributes:
        begin, end: its place in the text.
        iso: day, month or year, `A/B`, `A/..`, `--MM-DD`; empty when it cannot be resolved.
        is_relative: told from the day of publication.
    """

    begin: int
    end: int
    iso: str
    is_relative: bool = False


def gone_back(moments: Sequence[Moment], is_compared: Callable[[int], bool]) -> list[Moment]:
    """Give *moments*, in order, with those that go back to one before them resolved.

    What goes back to nothing stays unresolved (a day, a month), or is the year it names (a period).
    *is_compared* says of a place in the text whether a date there is only compared with.
    """
    told: list[Moment] = []
    compared: set[int] = set()
    for moment in moments:
        known = [m for m in told if m.begin not in compared]
        if is_compared(moment.begin) or moment.iso.startswith(PERIOD_OF):
            compared.add(moment.begin)
        if not moment.iso.startswith((THE_SAME, PERIOD_OF, DAYS_ON)):
            told.append(moment)
            continue
        unit = moment.iso.removeprefix(THE_SAME)
        if unit == "year" and told and moment.begin - told[-1].end <= _OF:
            _give_year(told, _same("year", known[:-1]))
        elif moment.iso.startswith(PERIOD_OF):
            iso = _in_year(moment.iso.removeprefix(PERIOD_OF), known)
            told.append(replace(moment, iso=iso))
        elif moment.iso.startswith(DAYS_ON):
            told.append(replace(moment, iso=_days_on(moment.iso, _same("day", told))))
        else:
            told.append(replace(moment, iso=_same(unit, known)))
    return told


def _give_year(told: list[Moment], year: str) -> None:
    """Give the last date the year it is told to be of: "on 7 September of the same year"."""
    if year and not told[-1].iso.startswith("-"):
        told[-1] = replace(told[-1], iso=re.sub(r"^\d{4}", year, told[-1].iso))


def _same(unit: str, before: Sequence[Moment]) -> str:
    """Give the day, month, year or period told last."""
    shape = _SHAPES.get(unit, _SHAPES["day"])
    for moment in reversed(before):
        if found := shape.match(moment.iso):
            return found[found.lastindex or 0]
    return ""


def _days_on(told: str, day: str) -> str:
    """Give the day so many days after *day*: "the next day", "two days later"."""
    if not day:
        return ""
    return (date.fromisoformat(day) + timedelta(days=int(told.removeprefix(DAYS_ON)))).isoformat()


def _in_year(year: str, before: Sequence[Moment]) -> str:
    """Give the period told last as it was in *year*: 2023-01/2023-09 in 2022 is 2022-01/2022-09."""
    period = _same("period", before)
    if len(period) <= len(year):
        return year
    back = int(period.split("/")[-1][:4]) - int(year)
    return re.sub(r"\d{4}", lambda each: str(int(each[0]) - back), period)
