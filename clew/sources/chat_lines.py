"""The lines of a chat as an app exports it to text: where a message begins, and its date.

Phones write the date in the style of their settings, and the file does not say which. A style is
taken when it is the only one under which the dates exist and run forward, or else the only one under
which they exist; otherwise it is asked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final

from clew.model.dates import Order, read_date
from clew.model.text import digits_to_ascii

FIRST_YEAR: Final = 2009
"""WhatsApp's first year: no chat is older."""
LOOKED_AT: Final = 20_000
"""Dates looked at to find their style."""
_MOST_CHARS: Final = 60_000
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_DATE = r"(?P<date>\d{1,4}\s?[./\-]\s?\d{1,2}\s?[./\-]\s?\d{1,4}\.?)"
_TIME = r"(?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f\u00a0]*[^\d\s\]\[:\-–][^\d\]\[:\-–]{0,12})?)"
_APPLE = re.compile(rf"\[{_DATE}[,،]?\s+{_TIME}\]\s*(?P<rest>.*)", re.DOTALL)
_ANDROID = re.compile(rf"{_DATE}[,،]?\s+{_TIME}\s+[-–]\s+(?P<rest>.*)", re.DOTALL)
_ORDERS: Final[tuple[Order, ...]] = ("DMY", "MDY", "YMD")
_BACKWARDS: Final = 0.02
"""Share of dates that may run backwards: clocks are set, phones are changed."""


@dataclass(frozen=True, slots=True)
class Line:
    """The first line of a message, taken apart.

    Attributes:
        date: as written.
        when: date and time as written.
        sender: as written; empty for what the app itself noted.
        text: what follows.
    """

    date: str
    when: str
    sender: str
    text: str


def opening(line: str) -> Line | None:
    """Take the first line of a message apart; None for a line that goes on with one.

    >>> opening("[01/03/2026, 21:05:33] Beni: po").sender
    'Beni'
    >>> opening("3/1/26, 9:05 PM - Beni: po").when
    '3/1/26, 9:05 PM'
    """
    plain = digits_to_ascii(_MARKS.sub("", line)).strip()
    match = _APPLE.match(plain) or _ANDROID.match(plain)
    if match is None:
        return None
    hours = int(re.split(r"[:.]", match["time"])[0])
    if hours > 24:
        return None
    sender, colon, text = match["rest"].partition(": ")
    if not colon and match["rest"].endswith(":"):
        sender, colon, text = match["rest"][:-1], ":", ""
    if not colon or len(sender) > 120:
        sender, text = "", match["rest"]
    when = f"{match['date']}, {match['time'].strip()}"
    return Line(match["date"], when, sender.removeprefix("~").strip(), text[:_MOST_CHARS])


def styles(dates: Iterable[str]) -> list[Order]:
    """Give the orders of day, month and year under which these dates exist and run forward.

    Where they run so under none (a clock never set, or set back), those under which they exist.
    """
    distinct = list(_changes(dates))[:LOOKED_AT]
    read = {order: days for order in _ORDERS if (days := _days(distinct, order))}
    return [order for order, days in read.items() if _runs(days)] or list(read)


def same_under(dates: Sequence[str], orders: Sequence[Order]) -> bool:
    """Tell whether the orders read these dates alike."""
    return all(len({read_date(text, order).day for order in orders}) == 1 for text in set(dates))


def _changes(dates: Iterable[str]) -> Iterator[str]:
    last = ""
    for text in dates:
        if text != last:
            yield text
        last = text


def _days(dates: Sequence[str], order: Order) -> list[str]:
    """Give the days these dates are under *order*, none when one of them does not exist."""
    if order == "YMD" and any(len(re.split(r"[./\-]", d)[-1].strip(". ")) == 4 for d in dates):
        return []
    if order != "YMD" and any(len(re.match(r"\d+", d)[0]) == 4 for d in dates):  # type: ignore[index]
        return []
    days = [read_date(text, order, datetime.now(UTC).year).day for text in dates]
    known = [day for day in days if day is not None]
    return known if len(known) == len(days) else []


def _runs(days: Sequence[str]) -> bool:
    """Tell whether days lie in WhatsApp's time, none ahead, and run forward."""
    first, last = str(FIRST_YEAR), f"{datetime.now(UTC).year + 1}"
    backwards = sum(later < earlier for earlier, later in pairwise(days))
    return all(first <= day < last for day in days) and backwards <= len(days) * _BACKWARDS
