"""Values of a column cleaned all at once: what can be is done by column, the rest once per value.

Every function takes a series of text in which null means that nothing is said, and gives the
values as they are compared with the texts it refused. A refused value is null, or, where part of
it can be used, that part.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

import polars as pl

from clew.model import countries, identifiers, values
from clew.model.dates import EARLIEST_YEAR, DateRead, Order, read_date
from clew.model.text import digits_to_ascii

LONGEST_NAME: Final = 384
"""Characters a name may have; FollowTheMoney's own limit."""
LONGEST_PLACE: Final = 1024
"""Characters a place may have; FollowTheMoney's own limit."""
_INVISIBLE: Final = r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
_UNTIDY: Final = r"^\s|\s\s|[\x00-\x1f\x7f]|\s$"
_NOTHING: Final = ("", "-", "--", "?", "n/a", "null", "none", "nan", "unknown", "-0-")
"""What clerks and programs write where nothing is known, in lower case."""
_FEWEST_DIGITS: Final = 5
_OTHER_CALENDAR: Final = range(1200, 1501)
"""Years of the Hijri and solar calendars in which people alive may be born."""
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")


class Why(NamedTuple):
    """Why a value was refused, and what to do about it."""

    reason: str
    remedy: str


class Fault(NamedTuple):
    """A refused value: where in its column it stands, its text, and why."""

    at: int
    text: str
    why: Why


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A column, cleaned.

    Attributes:
        values: as compared, null where nothing is said or it was refused; as long as the column.
        refused: the values that were refused, in the order of the column.
        notes: what else was seen, with how often.
    """

    values: pl.Series
    refused: list[Fault] = field(default_factory=list)
    notes: Mapping[str, int] = field(default_factory=dict)


class One(NamedTuple):
    """One value, cleaned: its text, or why not; both when only a part of it can be used."""

    text: str | None
    why: Why | None = None
    note: str = ""


def tidy(column: pl.Series) -> pl.Series:
    """Give *column* without blanks around and doubled; empty texts become null."""
    untidy = column.str.contains(_UNTIDY).fill_null(value=False)
    if untidy.any():
        told = column.filter(untidy).str.replace_all(r"[\s\x00-\x1f\x7f]+", " ")
        column = _put(column, untidy, told.str.strip_chars())
    empty = (column == "").fill_null(value=False)
    return _put(column, empty, None) if empty.any() else column


def said(column: pl.Series) -> pl.Series:
    """Give a tidy *column* with null for words that say nothing: "n/a", "unknown", "-"."""
    column = tidy(column)
    silent = column.str.len_bytes() <= max(map(len, _NOTHING))
    few = column.filter(silent.fill_null(value=False))
    if not few.len() or not few.str.to_lowercase().is_in(_NOTHING).any():
        return column
    return _put(column, column.str.to_lowercase().is_in(_NOTHING).fill_null(value=False), None)


def _put(column: pl.Series, at: pl.Series, text: pl.Series | None) -> pl.Series:
    return column.clone().scatter(at.arg_true(), text)


def names(column: pl.Series, what: str = "name", longest: int = LONGEST_NAME) -> Cleaned:
    """Give names without marks that cannot be seen; one that is too long is refused."""
    notes = {}
    foreign = (column.str.len_bytes() != column.str.len_chars()).fill_null(value=False)
    if foreign.any():
        marked = foreign & column.str.contains(_INVISIBLE).fill_null(value=False)
        if count := int(marked.sum()):
            seen = column.filter(marked).str.replace_all(_INVISIBLE, "")
            column = _put(column, marked, seen)
            notes[f"invisible characters removed from a {what}"] = count
    column = tidy(column)
    long = (column.str.len_bytes() > longest).fill_null(value=False)
    if not long.any():
        return Cleaned(column, [], notes)
    long &= column.str.len_chars() > longest
    do = "shorten it in the source, or correct the columns of the file"
    refused = [
        Fault(at, column[at], Why(f"a {what} of {len(column[at])} characters is too long", do))
        for at in long.arg_true()
    ]
    return Cleaned(_put(column, long, None), refused, notes)


def plain(column: pl.Series) -> Cleaned:
    """Give places or document numbers as written; one over 1,024 characters is refused."""
    return names(said(column), "value", LONGEST_PLACE)


def births(column: pl.Series, order: Order | None) -> Cleaned:
    """Give dates of birth as ISO text as far as they are known.

    ISO dates are read by column; every other form once per distinct text. A year of another
    calendar (1365) stays as written. A date in the future is refused. The year alone is kept, and
    the rest refused, of a date that can be read in two ways, of a day there is not (32 January)
    and of a day of another calendar.
    """
    today = datetime.now(UTC).date()
    if _are_days(column.unique(), today).all():
        return Cleaned(column)
    column = said(column)
    return _by_value(column, _are_days(column, today), lambda text: birth(text, order, today))


def _are_days(column: pl.Series, today: date) -> pl.Series:
    """Say which texts are ISO dates up to today; null says nothing."""
    days = column.str.to_date("%Y-%m-%d", strict=False)
    good = days.is_between(date(EARLIEST_YEAR, 1, 1), today) & (column.str.len_bytes() == 10)
    return good.fill_null(value=False) | column.is_null()


def birth(text: str, order: Order | None, today: date) -> One:
    """Clean one date of birth.

    >>> birth("5.1.1980.", "DMY", date(2026, 1, 1)).text, birth("1365", None, date(2026, 1, 1)).text
    ('1980-01-05', '1365')
    """
    written = digits_to_ascii(text)
    year = _YEAR.search(written)
    if year and int(year[0]) in _OTHER_CALENDAR:
        if written.strip() == year[0]:
            return One(year[0], None, "years of birth of another calendar, kept as written")
        why = Why(f"{text!r} is a day of another calendar", "its year is compared, as written")
        return One(year[0], why)
    read = read_date(text, order, today.year)
    if read.day is None:
        return _year_of(year[0] if year else "", read, today)
    if read.day > today.isoformat():
        why = Why(f"{text!r} lies in the future", "correct the date of birth in the source")
        return One(None, why)
    return One(read.day)


def _year_of(year: str, read: DateRead, today: date) -> One:
    """Keep the year of a date that cannot be read whole."""
    if not year or not EARLIEST_YEAR <= int(year) <= today.year:
        return One(None, Why(read.reason, "correct the date of birth in the source"))
    do = "write dates as YYYY-MM-DD" if read.is_ambiguous else "correct it in the source"
    return One(year, Why(read.reason, f"its year is compared; {do}"))


def sexes(column: pl.Series) -> Cleaned:
    """Give "male" or "female"; anything else is refused."""
    column = said(column)
    return _by_value(column, column.is_in(["male", "female"]), sex)


def sex(text: str) -> One:
    """Clean the word for one sex."""
    taken = values.gender(text)
    if taken.text == "other":
        return One(None, Why(f"{text!r} says neither male nor female", "sex is not compared here"))
    return One(taken.text, None if taken.text else Why(taken.reason, "write M or F"))


def nations(column: pl.Series) -> Cleaned:
    """Give countries as two lower-case letters, from names, ISO codes or codes of documents."""
    return _by_value(said(column), None, country_of)


def country_of(text: str) -> One:
    """Clean one country, whichever way it is written."""
    code = countries.country_code(text)
    if code:
        return One(code)
    return One(None, Why(countries.no_country_because(text), "correct the country in the source"))


def phones(column: pl.Series, country: str | None) -> Cleaned:
    """Give telephone numbers as E.164 where they can be, else their digits."""
    column = said(column)
    whole = column.str.contains(r"^\+[1-9]\d{7,14}$")
    return _by_value(column, whole, lambda text: phone(text, country))


def phone(text: str, country: str | None) -> One:
    """Clean one telephone number: E.164, else its digits when there are at least five."""
    if number := identifiers.phone(text, country):
        return One(number)
    digits = re.sub(r"\D", "", digits_to_ascii(text))
    if len(digits) >= _FEWEST_DIGITS:
        return One(digits, None, "telephone numbers without a country, compared by their digits")
    return One(None, Why(f"{text!r} is not a telephone number", "check it against the source"))


def _by_value(column: pl.Series, good: pl.Series | None, clean: Callable[[str], One]) -> Cleaned:
    """Clean what is not *good* already, each distinct text once."""
    rest = column.is_not_null()
    if good is not None:
        rest &= ~good.fill_null(value=False)
    if not rest.any():
        return Cleaned(column)
    counted = column.filter(rest).value_counts()
    texts, counts = counted[column.name].to_list(), counted["count"].to_list()
    found = [clean(text) for text in texts]
    known = pl.DataFrame(
        {"_text": texts, "_clean": [one.text for one in found]},
        schema={"_text": pl.String, "_clean": pl.String},
    )
    cleaned = (
        column.filter(rest)
        .to_frame("_text")
        .join(known, on="_text", how="left", maintain_order="left")["_clean"]
    )
    whys = {text: one.why for text, one in zip(texts, found, strict=True) if one.why}
    notes: dict[str, int] = {}
    for one, count in zip(found, counts, strict=True):
        if one.note:
            notes[one.note] = notes.get(one.note, 0) + count
    return Cleaned(_put(column, rest, cleaned), list(_faults(column, whys)), notes)


def _faults(column: pl.Series, whys: Mapping[str, Why]) -> Iterable[Fault]:
    if whys:
        for at in column.is_in(list(whys)).fill_null(value=False).arg_true():
            yield Fault(at, column[at], whys[column[at]])
