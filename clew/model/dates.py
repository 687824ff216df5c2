"""Dates as clerks write them, read as ISO text or refused with a reason.

Nothing is taken for granted that the characters do not say: an all-number date whose day and
month could be swapped needs an *order*; a time without an offset gives its day only, since nobody
knows the clerk's time zone; a two-digit year is the latest one not after *latest_year*.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from clew.model.text import digits_to_ascii, fold

Order = Literal["DMY", "MDY", "YMD"]

EARLIEST_YEAR = 1880
LATEST_YEAR = 2100
_TIME = re.compile(
    r"[T,\s]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*"
    r"(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(\d{1,4}|[x?]{2,4})\s*[./\-\s]\s*(\d{1,2}|[x?]{2})\s*[./\-\s]\s*(\d{1,4}|[x?]{2,4})\.?$",
    re.IGNORECASE,
)
_YEAR_MONTH = re.compile(r"(\d{4})[./\-](\d{1,2})\.?$")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./\-](\d{4})\.?$")
_SWAP_EVIDENCE = 20  # one order must be seen this much more often than the other to be believed


class DateRead(NamedTuple):
    """What a written date says.

    Attributes:
        text: ISO text, times in UTC; None when refused.
        day: the calendar day as written, whatever the offset; None when refused.
        reason: why it was refused; empty when read.
        is_ambiguous: only the order of day and month is missing.
    """

    text: str | None
    day: str | None
    reason: str = ""
    is_ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class OrderFound:
    """In which order a column writes day, month and year.

    Attributes:
        order: the order, or None when its dates do not decide it.
        because: the date that decides, or what contradicts what.
        is_contradicted: some dates of the column say otherwise.
    """

    order: Order | None
    because: str
    is_contradicted: bool = False


@lru_cache(maxsize=131_072)
def read_date(text: str, order: Order | None = None, latest_year: int | None = None) -> DateRead:
    """Read one written date: 1980, 5.1.1980., 5 maj 1980, 05JAN80, ٠٥/٠١/١٩٨٠, also with a time.

    Args:
        text: as in the file.
        order: how an all-number date is to be read; None: only dates that decide it themselves.
        latest_year: two-digit years are the latest not after it (default: the current year).

    >>> read_date("05.01.1980.", "DMY").text, read_date("2026-09-23T10:00:00+02:00").text
    ('1980-01-05', '2026-09-23T08:00:00')
    >>> read_date("31/02/1980", "DMY").reason
    "'31/02/1980' is no date: February 1980 has 29 days"
    """
    latest = latest_year or datetime.now(UTC).year
    plain = _tidy(text)
    if not plain:
        return _refused(text, "nothing is written")
    clock = _TIME.search(plain)
    day = _day(text, plain[: clock.start()] if clock else plain, order, latest)
    if not clock or day.day is None or len(day.day) != 10:
        return day
    return _at_time(text, day.day, clock)


def order_of(samples: Iterable[str]) -> OrderFound:
    """Say in which order a column writes its dates, from the dates in which one part is above 12.

    One order must be seen twenty times as often as its opposite; dates with the year first and
    dates with a month's name say nothing.
    """
    seen: dict[Order, list[str]] = {"DMY": [], "MDY": []}
    order: Order
    has_year_first = False
    for text in samples:
        decides = _decides(_tidy(text))
        has_year_first |= decides == "YMD"
        if decides in seen:
            seen[decides].append(text.strip())
    days, months = seen["DMY"], seen["MDY"]
    if not days and not months:
        return OrderFound("YMD", "years come first") if has_year_first else OrderFound(None, "")
    order, winner, loser = "DMY", days, months
    if len(months) > len(days):
        order, winner, loser = "MDY", months, days
    if not loser:
        return OrderFound(order, f"{winner[0]!r}")
    against = f"{winner[0]!r} ({len(winner)} such) against {loser[0]!r} ({len(loser)} such)"
    is_clear = len(winner) >= _SWAP_EVIDENCE * len(loser)
    return OrderFound(order if is_clear else None, against, is_contradicted=True)


def order_in(country: str | None) -> Order | None:
    """Give the order a country (ISO alpha-2) writes dates in, or None while none is known.

    >>> order_in("RS"), order_in("US"), order_in(None)
    ('DMY', 'MDY', None)
    """
    if not country:
        return None
    orders = _words()["orders"]
    return "MDY" if country in orders["MDY"] else "YMD" if country in orders["YMD"] else "DMY"


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = tomllib.loads(
        files("clew.model").joinpath("dates.toml").read_text(encoding="utf-8")
    )
    return loaded


@cache
def _months() -> dict[str, int]:
    """Give month names, folded, with their number."""
    names = _words()["months"]
    return {
        fold(word.replace("_", " ")): int(n)
        for n, words in names.items()
        for word in str(words).split()
    }


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(_words()["ending"]["words"], key=len, reverse=True))


def _tidy(text: str) -> str:
    """Give *text* with 0–9 digits, single blanks, and without the word for "year" after it."""
    plain = " ".join(digits_to_ascii(text).replace("\u200f", "").replace("\u200e", "").split())
    if plain[-1:].isdigit():
        return plain
    for word in _endings():
        if plain.lower().endswith(word) and re.search(r"\d[.\s]*$", plain[: -len(word)]):
            return plain[: -len(word)].rstrip()
    return plain


def _refused(text: str, why: str) -> DateRead:
    return DateRead(None, None, f"{text!r} is no date: {why}")


def _day(text: str, plain: str, order: Order | None, latest: int) -> DateRead:
    if shape := _NUMBERS.fullmatch(plain):
        return _numbers(text, shape.groups(), order, latest)
    if plain.isdecimal():
        return _compact(text, plain)
    if shape := _YEAR_MONTH.fullmatch(plain):
        return _checked(text, int(shape[1]), int(shape[2]), 0)
    if shape := _MONTH_YEAR.fullmatch(plain):
        return _checked(text, int(shape[2]), int(shape[1]), 0)
    return _with_month_name(text, plain, latest)


def _compact(text: str, digits: str) -> DateRead:
    if len(digits) == 4:
        return _checked(text, int(digits), 0, 0)
    if len(digits) == 8 and EARLIEST_YEAR <= int(digits[:4]) <= LATEST_YEAR:
        return _checked(text, int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if len(digits) == 5:
        told = (date(1899, 12, 30) + timedelta(days=int(digits))).isoformat()
        return _refused(text, f"it may be a spreadsheet's count of days, which would be {told}")
    return _refused(text, f"{len(digits)} digits in a row do not say what is day, month and year")


def _numbers(text: str, parts: tuple[str, ...], order: Order | None, latest: int) -> DateRead:
    a, b, c = (0 if part[0] in "xX?" else int(part) for part in parts)
    if len(parts[0]) >= 3 or (order == "YMD" and len(parts[2]) <= 2):
        return _checked(text, _year(parts[0], latest), b, c)
    if len(parts[0]) == 2 and a > 31 and len(parts[2]) <= 2:
        return _checked(text, _year(parts[0], latest), b, c)
    year = _year(parts[2], latest)
    if order == "DMY" or a == b or a == 0 or b == 0:
        return _checked(text, year, b, a)
    if order == "MDY":
        return _checked(text, year, a, b)
    if a > 12 or b > 12:
        return _checked(text, year, *((b, a) if a > 12 else (a, b)))
    why = "day and month could be swapped and nothing in the file says which comes first"
    return DateRead(None, None, f"{text!r} can be read in two ways: {why}", is_ambiguous=True)


def _year(digits: str, latest: int) -> int:
    if digits[0] in "xX?":
        return 0
    year = int(digits)
    if len(digits) > 2:
        return year
    return latest - (latest - year) % 100


def _with_month_name(text: str, plain: str, latest: int) -> DateRead:
    words = re.findall(r"\d+|[^\W\d_]+", plain)
    numbers = [w for w in words if w.isdecimal()]
    month = _months().get(fold(" ".join(w for w in words if not w.isdecimal())))
    if month is None or not 1 <= len(numbers) <= 2:
        return _refused(text, "clew knows no such way of writing one")
    if len(numbers) == 1:
        return _checked(text, _year(numbers[0], latest), month, 0)
    day, year = numbers if len(numbers[0]) <= 2 else reversed(numbers)
    return _checked(text, _year(year, latest), month, int(day))


_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _checked(text: str, year: int, month: int, day: int) -> DateRead:
    """Give the date if it exists; a month or day of 0 is not known."""
    if year == 0:
        return _refused(text, "the year is not known")
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        hint = "; it may be of another calendar" if 1200 <= year <= 1500 or year > 2400 else ""
        return _refused(text, f"year {year} is not between {EARLIEST_YEAR} and {LATEST_YEAR}{hint}")
    if month == 0:
        return DateRead(f"{year}", f"{year}")
    if month > 12:
        return _refused(text, f"there is no month {month}")
    days = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    if day > days:
        return _refused(text, f"{_MONTH_NAMES[month - 1]} {year} has {days} days")
    told = f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
    return DateRead(told, told)


def _at_time(text: str, day: str, clock: re.Match[str]) -> DateRead:
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if clock[4]:
        hour = hour % 12 + (12 if clock[4][0] in "pP" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return _refused(text, f"there is no time {clock.group().strip(' ,T')}")
    if not clock[5]:
        return DateRead(day, day)
    if clock[5][0] in "+-" and clock[5][1:3] > "14":
        return _refused(text, f"no clock is {clock[5]} from UTC")
    moment = datetime.combine(date.fromisoformat(day), datetime.min.time(), _zone(clock[5]))
    told = moment.replace(hour=hour, minute=minute, second=second).astimezone(UTC)
    return DateRead(told.strftime("%Y-%m-%dT%H:%M:%S"), day)


def _zone(offset: str) -> timezone:
    digits = re.sub(r"\D", "", offset)
    if not digits:
        return UTC
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-ahead if offset[0] == "-" else ahead)


def _decides(plain: str) -> Order | None:
    """Say which order this one date can only have, or None."""
    clock = _TIME.search(plain)
    shape = _NUMBERS.fullmatch(plain[: clock.start()] if clock else plain)
    if not shape or not all(part.isdecimal() for part in shape.groups()):
        return None
    a, b, _ = (int(part) for part in shape.groups())
    if len(shape[1]) >= 3 or a > 31:
        return "YMD"
    if a > 12 >= b > 0:
        return "DMY"
    if b > 12 >= a > 0:
        return "MDY"
    return None


def is_day(text: str) -> bool:
    """True for a day of the calendar in ISO text.

    >>> is_day("1980-02-29"), is_day("1981-02-29"), is_day("1980-02")
    (True, False, False)
    """
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
