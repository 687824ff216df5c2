"""What days told from another day mean: "last week", "this year", the period before."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

_SPAN = re.compile(r"(\d{4}(?:-\d\d){0,2})/(\d{4}(?:-\d\d){0,2})")


def told_phrases(said: Mapping[str, str]) -> dict[str, str]:
    """Give phrase → what it means, from a language's table: "week -1" = "last week; the week before"."""
    return {
        phrase.strip(): meaning
        for meaning, listed in said.items()
        for phrase in listed.split(";")
        if phrase.strip()
    }


def told_from(at: date, meaning: str) -> str:
    """Give the ISO form of *meaning* told on the day *at*.

    >>> told_from(date(2024, 7, 8), "week -1"), told_from(date(2024, 7, 8), "year 0")
    ('2024-07-01/2024-07-07', '2024-01-01/2024-07-08')
    """
    unit, count = meaning.split()
    back = int(count)
    if unit == "day":
        return (at + timedelta(days=back)).isoformat()
    if unit == "year":
        return f"{at.year}-01-01/{at.isoformat()}" if back == 0 else str(at.year + back)
    if unit == "open":
        return f"{at.year}-01-01/.."
    if unit == "month":
        return _month(at.year, at.month + back)
    monday = at - timedelta(days=at.weekday())
    if unit == "weekend":
        return f"{monday - timedelta(days=2)}/{monday - timedelta(days=1)}"
    start = monday + timedelta(days=7 * back)
    return f"{start}/{start + timedelta(days=6)}"


def _month(year: int, month: int) -> str:
    """Give a month counted on over the ends of the year: month 0 is December of the year before."""
    months = year * 12 + month - 1
    return f"{months // 12}-{months % 12 + 1:02d}"


def part_of_year(year: int, first: int, size: int) -> str:
    """Give the months of a part of a year: the half from month 7 on is 2023-07/2023-12."""
    return f"{year}-{first:02d}/{year}-{first + size - 1:02d}"


def period_before(iso: str) -> str | None:
    """Give the period of the same length before *iso*; None where it is no closed period.

    >>> period_before("2024-10/2024-12"), period_before("2018-02-26/2018-03-04"), period_before("2023")
    ('2024-07/2024-09', '2018-02-19/2018-02-25', '2022')
    """
    if re.fullmatch(r"\d{4}", iso):
        return str(int(iso) - 1)
    if re.fullmatch(r"\d{4}-\d\d", iso):
        return _month(int(iso[:4]), int(iso[5:]) - 1)
    span = _SPAN.fullmatch(iso)
    if span is None or len(span[1]) != len(span[2]):
        return None
    if len(span[1]) == 4:
        years = int(span[2]) - int(span[1]) + 1
        return f"{int(span[1]) - years}/{int(span[2]) - years}"
    if len(span[1]) == 7:
        months = (
            12 * (int(span[2][:4]) - int(span[1][:4])) + int(span[2][5:]) - int(span[1][5:]) + 1
        )
        return "/".join(_month(int(one[:4]), int(one[5:]) - months) for one in span.groups())
    begin, end = date.fromisoformat(span[1]), date.fromisoformat(span[2])
    length = end - begin + timedelta(days=1)
    return f"{begin - length}/{end - length}"


def year_before(iso: str) -> str:
    """Give the same days, months or year one year before *iso*.

    >>> year_before("2024-01/2024-03"), year_before("2023"), year_before("2024-02-29")
    ('2023-01/2023-03', '2022', '2023-02-28')
    """
    moved = re.sub(r"\d{4}", lambda year: f"{int(year[0]) - 1:04d}", iso)
    return moved.replace("-02-29", "-02-28")


def last_day(iso: str) -> str:
    """Give the last day of an ISO day, month or year.

    >>> last_day("2024-02"), last_day("2023"), last_day("2023-01-05")
    ('2024-02-29', '2023-12-31', '2023-01-05')
    """
    if len(iso) == 4:
        return f"{iso}-12-31"
    if len(iso) == 7:
        return f"{iso}-{monthrange(int(iso[:4]), int(iso[5:]))[1]:02d}"
    return iso
