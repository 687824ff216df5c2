"""Dates of booking messages: DDMMYY in segments, DDMMMYY in the documents of travellers."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache

from clew.model.dates import read_date
from clew.model.evidence import Found, Refusal

YEARS_VALID = 50


@lru_cache(maxsize=10_000)
def day_of(text: str) -> str | None:
    """Give DDMMYY of this century as ISO text, or None.

    >>> day_of("121210"), day_of("321210"), day_of("")
    ('2010-12-12', None, None)
    """
    shape = re.fullmatch(r"(\d\d)(\d\d)(\d\d)", text, re.ASCII)
    if not shape:
        return None
    day, month, year = (int(part) for part in shape.groups())
    try:
        return date(2000 + year, month, day).isoformat()
    except ValueError:
        return None


def add_written(
    found: Found, prop: str, written: str, at: str, ahead: int = 0
) -> Iterator[Refusal]:
    """Add a date such as 12JUL64, of the latest year not more than *ahead* years from now."""
    if not written:
        return
    read = read_date(written, latest_year=datetime.now(UTC).year + ahead)
    if read.day:
        found.add(prop, read.day, written, at)
    else:
        yield Refusal(at, written, read.reason, "ask the carrier", key=found.key, prop=prop)
