"""The clock a country's records are written by, where the whole country has one."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_ZONES = {
    "Europe/Belgrade": "RS XK ME MK BA HR SI AL",
    "Europe/Berlin": "DE AT CH IT FR BE NL LU PL CZ SK HU DK SE NO MT LI",
    "Europe/Athens": "GR BG RO CY FI EE LV LT",
    "Europe/Istanbul": "TR",
    "Europe/London": "GB IE",
    "Asia/Damascus": "SY JO",
    "Asia/Baghdad": "IQ",
    "Asia/Tehran": "IR",
    "Asia/Kabul": "AF",
    "Asia/Karachi": "PK",
}
_OF_COUNTRY = {country: zone for zone, told in _ZONES.items() for country in told.split()}
"""Countries with one clock, after the IANA time zone database (zone1970.tab)."""


def zone_of_country(country: str | None) -> str | None:
    """Give the IANA name of the one clock of a country (ISO alpha-2), or None.

    >>> zone_of_country("XK"), zone_of_country("US")
    ('Europe/Belgrade', None)
    """
    return _OF_COUNTRY.get(country or "")


def is_zone(name: str) -> bool:
    """Say whether *name* is a zone this machine knows."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def to_utc(local: datetime, zone: str) -> datetime | None:
    """Give the UTC moment of a local time without an offset; None for one the clock shows twice.

    >>> to_utc(datetime(2026, 3, 1, 18), "Europe/Belgrade").isoformat()
    '2026-03-01T17:00:00+00:00'
    """
    there = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    if there.utcoffset() != there.replace(fold=1).utcoffset():
        return None
    return there.astimezone(UTC)
