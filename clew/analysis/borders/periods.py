"""Months, quarters and years as tables of detections write them."""

import re
from collections.abc import Iterator

_NAMES = {name: n for n, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)}  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})[-/. m]?(\d{1,2})(?:[-/. ]\d{1,2}(?:[ t]\d{1,2}:.*)?)?")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_NAMED = re.compile(r"([a-z]{3})[a-z]*[-/. _]*'?(\d{4}|\d\d)")
_QUARTER = re.compile(r"(\d{4})[-/. ]*q([1-4])|q([1-4])[-/. ]*(\d{4})")
_EARLIEST, _LATEST = 1900, 2100
_SIZES = {"month": 12, "quarter": 4, "year": 1}


def read_period(written: str) -> tuple[str, str] | None:
    """Give what a period is and its name, or None for what is none between 1900 and 2100.

    >>> read_period("JAN2015"), read_period("01/2015"), read_period("2015 Q2"), read_period("2015")
    (('month', '2015-01'), ('month', '2015-01'), ('quarter', '2015-Q2'), ('year', '2015'))
    """
    told = written.strip().casefold()
    kind, year, part = "month", 0, 0
    if found := _QUARTER.fullmatch(told):
        kind, year, part = "quarter", int(found[1] or found[4]), int(found[2] or found[3])
    elif re.fullmatch(r"\d{4}", told):
        kind, year, part = "year", int(told), 1
    elif found := _YEAR_FIRST.fullmatch(told):
        year, part = int(found[1]), int(found[2])
    elif found := _MONTH_FIRST.fullmatch(told):
        year, part = int(found[2]), int(found[1])
    elif (found := _NAMED.fullmatch(told)) and found[1] in _NAMES:
        year, part = int(found[2]) + (2000 if len(found[2]) == 2 else 0), _NAMES[found[1]]
    if not _EARLIEST <= year <= _LATEST or not 1 <= part <= 12:
        return None
    return kind, _name(year, part, kind)


def between(first: str, last: str, step: str) -> Iterator[str]:
    """Give the periods from *first* to *last* without a gap."""
    size = _SIZES[step]
    for at in range(_place(first, size), _place(last, size) + 1):
        year, part = divmod(at, size)
        yield _name(year, part + 1, step)


def _name(year: int, part: int, kind: str) -> str:
    return {"month": f"{year}-{part:02d}", "quarter": f"{year}-Q{part}", "year": f"{year}"}[kind]


def _place(period: str, size: int) -> int:
    year, part = period[:4], period[5:].lstrip("Q") or "1"
    return int(year) * size + int(part) - 1
