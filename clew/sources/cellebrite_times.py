"""Times of a phone report: as the tool gives them to machines, or as it shows them to people."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

_SHOWN: Final = re.compile(
    r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}),?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([AP]M)?"
    r"\s*\(UTC\s*([+-]\d{1,2})(?::?([0-5]\d))?\)",
    re.IGNORECASE,
)
EITHER: Final = "may be of day {0} in month {1} or of day {1} in month {0}"


def utc(text: str) -> str | None:
    """Give a time with its offset as UTC to the second; None for one that leaves something open.

    >>> utc("2026-03-01T21:05:00+01:00"), utc("13/03/2026 9:05:00 PM(UTC+1)"), utc("01/03/2026 21:05:00(UTC+1)")
    ('2026-03-01T20:05:00', '2026-03-13T20:05:00', None)
    """
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return _shown(text)
    return _plain(at) if at.tzinfo is not None else None


def open_question(text: str) -> str:
    """Say what a time leaves open: its offset, or which of its numbers is the day."""
    found = _SHOWN.fullmatch(text.strip())
    if found is None:
        return "does not say its offset from UTC"
    a, b = int(found[1]), int(found[2])
    return EITHER.format(a, b) if a <= 12 and b <= 12 else "is no time of the calendar"


def _shown(text: str) -> str | None:
    """Read a time as shown to people, where only one of its numbers can be the day."""
    found = _SHOWN.fullmatch(text.strip())
    if found is None:
        return None
    a, b, year, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    if a <= 12 and b <= 12 and a != b:
        return None
    day, month = (a, b) if a > 12 else (b, a)
    if found[7]:
        hour = hour % 12 + 12 * (found[7].upper() == "PM")
    east = timedelta(hours=int(found[8]))
    east += timedelta(minutes=int(found[9] or 0)) * (-1 if found[8].startswith("-") else 1)
    try:
        return _plain(datetime(year, month, day, hour, minute, second, tzinfo=timezone(east)))
    except ValueError:
        return None


def _plain(at: datetime) -> str | None:
    try:
        return at.astimezone(UTC).isoformat()[:19]
    except OverflowError:
        return None
