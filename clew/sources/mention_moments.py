"""Dates and coordinates in running text."""

import re
from collections.abc import Iterator
from itertools import pairwise

from clew.model.dates import order_in, read_date
from clew.sources.mention import Doubt, Mention, Sighting, before, pattern, scan

_DAY_FIRST = re.compile(
    r"(?<![\d.,/-])(\d{1,2})(?:([.])\s?(\d{1,2})\2\s?|([/-])(\d{1,2})\4)(\d{4}|\d{2})(?![\d/]|[.,-]\d)"
)
_YEAR_FIRST = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d([-./])\d{1,2}\1\d{1,2}(?![\d/]|[.,-]\d)")
_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?!\d|[.,/-]\d)")
_DAY_MONTH = re.compile(
    r"(?<![\w.,/-])(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.|-?(?:ти|ви|ри|ми|ог|и))?[\s-]*(?:of\s+)?)?"
    r"(?P<month>[^\W\d_]{3,12})[.,'’]?[\s,-]*$"
)
_MONTH_DAY = re.compile(
    r"(?<!\w)(?P<month>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s*$"
)
_MONTH_REACH = 28
_HIGHEST_DAY, _HIGHEST_MONTH = 31, 12

_DECIMAL = re.compile(
    r"(?<![\d.,-])(?P<lat>-?\d{1,2}\.\d{3,8})(?P<south>\s?°?\s?[NSns])?\s?°?\s*[,;/ ]\s*"
    r"(?P<lon>-?\d{1,3}\.\d{3,8})(?P<west>\s?°?\s?[EWew])?(?!\d|[.,]\d|\w)"
)
_SURE_DECIMALS = 4
_ANGLE = re.compile(
    r"(?:(?<!\w)(?P<pre>[NSEW])\s?)?(?<![\d.])(?P<deg>\d{1,3}(?:\.\d+)?)\s?°\s?"
    r"(?:(?P<min>\d{1,2}(?:[.,]\d+)?)\s?['′’]\s?)?"
    r"(?:(?P<sec>\d{1,2}(?:[.,]\d+)?)\s?(?:\"|″|”|''|’’)\s?)?(?(pre)|(?P<post>[NSEW](?!\w))?)"
)
_ANGLE_GAP = re.compile(r"[\s,;/]{0,3}")


def dates(text: str, country: str | None) -> Iterator[Sighting]:
    """Find dates with a year; all-number ones are read in the order *country* writes them in."""
    order = order_in(country)
    for run in scan(_YEAR_FIRST, text, 6):
        if told := read_date(run.group(), order).text:
            yield Mention("date", run.start(), run.end(), run.group(), told)
    for run in scan(_DAY_FIRST, text, 4):
        first, second = int(run[1]), int(run[3] or run[5])
        if not _could_be_date(first, second, run[6], run[1], run[3] or run[5]):
            continue
        read = read_date(run.group(), order)
        if read.text:
            yield Mention("date", run.start(), run.end(), run.group(), read.text)
        else:
            yield Doubt(
                "date", run.start(), run.end(), run.group(), read.reason, _ask(read.is_ambiguous)
            )
    for year in scan(_YEAR, text, 4):
        if mention := _with_month(text, year):
            yield mention


def _could_be_date(first: int, second: int, year: str, *written: str) -> bool:
    if not (first and second and min(first, second) <= _HIGHEST_MONTH):
        return False
    return max(first, second) <= _HIGHEST_DAY and (
        len(year) == 4 or all(len(part) == 2 for part in written)
    )


def _ask(is_ambiguous: bool) -> str:
    if is_ambiguous:
        return "which country writes so? add the file again with --country XX"
    return "check it against the report"


def _with_month(text: str, year: "re.Match[str]") -> Mention | None:
    """Give the date that ends in *year* when a month's name stands before it."""
    begin = max(0, year.start() - _MONTH_REACH)
    said = text[begin : year.start()]
    for shape in (_MONTH_DAY, _DAY_MONTH):
        run = shape.search(said)
        if not run:
            continue
        told = read_date(f"{run['day'] or ''} {run['month']} {year.group()}").text
        start = run.start()
        if not told and run["day"] and shape is _DAY_MONTH:
            told = read_date(f"{run['month']} {year.group()}").text
            start = run.start("month")
        if told:
            return Mention(
                "date", begin + start, year.end(), text[begin + start : year.end()], told
            )
    return None


def coordinates(text: str, _country: str | None) -> Iterator[Sighting]:
    """Find latitude and longitude together; the key is both in degrees to five decimals.

    Plain decimals need four places behind the point, a letter, or a word such as "GPS".
    """
    for run in scan(_DECIMAL, text, 8):
        places = min(len(run[part].partition(".")[2]) for part in ("lat", "lon"))
        is_called = pattern(r"\bWORDS", "coordinates").search(before(text, run.start(), 40))
        if places >= _SURE_DECIMALS or run["south"] or run["west"] or is_called:
            lat, lon = float(run["lat"]), float(run["lon"])
            lat = -lat if (run["south"] or "").strip().lower().endswith("s") else lat
            lon = -lon if (run["west"] or "").strip().lower().endswith("w") else lon
            yield from _at(text, run.start(), run.end(), lat, lon)
    if "°" in text:
        for one, two in pairwise(_ANGLE.finditer(text)):
            if _ANGLE_GAP.fullmatch(text, one.end(), two.start()):
                yield from _pair(text, one, two)


def _pair(text: str, one: "re.Match[str]", two: "re.Match[str]") -> Iterator[Sighting]:
    letters = [(m["post"] or m["pre"] or "").upper() for m in (one, two)]
    angles = [_degrees(one), _degrees(two)]
    if letters[0] in ("E", "W"):
        letters.reverse()
        angles.reverse()
    if letters[0] in ("N", "S") and letters[1] in ("E", "W"):
        lat = -angles[0] if letters[0] == "S" else angles[0]
        lon = -angles[1] if letters[1] == "W" else angles[1]
        end = two.start() + len(two.group().rstrip())
        yield from _at(text, one.start(), end, lat, lon)


def _degrees(angle: "re.Match[str]") -> float:
    minutes, seconds = (float((angle[part] or "0").replace(",", ".")) for part in ("min", "sec"))
    return float(angle["deg"]) + minutes / 60 + seconds / 3600


def _at(text: str, start: int, end: int, lat: float, lon: float) -> Iterator[Sighting]:
    if abs(lat) <= 90 and abs(lon) <= 180:
        yield Mention("coordinates", start, end, text[start:end], f"{lat:.5f},{lon:.5f}")
