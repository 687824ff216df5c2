"""Times as phones store them, a number counted from the zero of some clock, as UTC."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from clew.model.evidence import Found, Refusal
from clew.sources.database import Row

UNIX: Final = datetime(1970, 1, 1, tzinfo=UTC)
APPLE: Final = datetime(2001, 1, 1, tzinfo=UTC)
_UNITS: Final = {
    "s": (UNIX, 1),
    "ms": (UNIX, 1_000),
    "us": (UNIX, 1_000_000),
    "apple": (APPLE, 1),
    "apple-ns": (APPLE, 1_000_000_000),
}
_FROM, _TO = datetime(1995, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_NANOSECONDS: Final = 1e15
"""Apple's messages count seconds in old versions and nanoseconds since; no second count is so large."""


def moment(found: Found, prop: str, row: Row, column: str, unit: str) -> Iterator[Refusal]:
    """Add the time a column holds, UTC to the second; nothing when it holds none.

    Args:
        found: the entity it belongs to.
        prop: its property.
        row: the row.
        column: the column; 0 and nothing mean that no time was noted.
        unit: "s", "ms" or "us" since 1970, "apple" for seconds since 2001 (nanoseconds when it is
            so large that it cannot be seconds).
    """
    raw = row.number_in(column)
    if not raw:
        return
    written = row.text(column)
    at = utc(raw, unit)
    if at is not None:
        found.add(prop, at, written)
        return
    why = f"{written!r} is not a time a telephone can have noted"
    do = "the clock of the handset may have been wrong; note the time by hand if you know it"
    yield Refusal(row.spot, written, why, do, found.key, prop)


def unset_clock(
    at: str, written: str, spot: str, key: str, prop: str, since: str = _FROM.isoformat()[:10]
) -> Refusal | None:
    """Refuse a time from before there were mobile telephones and e-mails in the field; None for others.

    Args:
        at: ISO, UTC or a day alone.
        written: as in the file.
        spot, key, prop: where it stands and what it was meant for.
        since: ISO day or year before which the service did not exist.
    """
    if at >= since:
        return None
    why = f"{written!r} is the time of a clock that was never set"
    do = "note the time by hand if you know it; the rest of the record is kept"
    return Refusal(spot, written, why, do, key, prop)


def birthday(found: Found, prop: str, row: Row, column: str) -> Iterator[Refusal]:
    """Add the day a column holds in seconds since 2001, as Apple's address book keeps birthdays."""
    raw = row.number_in(column)
    if raw is None:
        return
    try:
        day = (APPLE + timedelta(seconds=raw)).date().isoformat()
    except OverflowError:
        day = ""
    if day > "1850":
        found.add(prop, day, row.text(column))
        return
    why = f"the birthday {row.text(column)!r} is no day somebody living was born on"
    yield Refusal(row.spot, row.text(column), why, "look at the contact", found.key, prop)


def utc(raw: float, unit: str) -> str | None:
    """Give a counted time as "2026-03-01T18:00:00", or None when no telephone can have noted it.

    >>> utc(1672531200000, "ms"), utc(694224000.0, "apple"), utc(694224000000000000, "apple")
    ('2023-01-01T00:00:00', '2023-01-01T00:00:00', '2023-01-01T00:00:00')
    >>> utc(3600000, "ms") is None
    True
    """
    if unit == "apple" and abs(raw) > _NANOSECONDS:
        unit = "apple-ns"
    zero, parts = _UNITS[unit]
    try:
        at = zero + timedelta(seconds=raw / parts)
    except (OverflowError, ValueError):
        return None
    return at.replace(microsecond=0).isoformat()[:19] if _FROM <= at < _TO else None
