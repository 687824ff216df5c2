"""Machine-readable zones of passports, identity cards and visas (ICAO Doc 9303 parts 3 to 7).

`find` says where such lines stand in a text, `parse` reads them and counts every check digit
again. A field whose digit is wrong stays as written and is named in `Mrz.faults`; a letter that
may stand for a digit (O for 0) is pointed out, never put right.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise

from clew.errors import BrokenRecord
from clew.model.mrz_layouts import FRA, LINE_OF, MRV_A, MRV_B, TD1, TD2, TD3, Layout, Place

Zone = tuple[str, ...]

_WEIGHTS = (7, 3, 1)
_VALUE = {c: n for n, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
_TO_DIGIT = str.maketrans("OQDIZSBG", "00012586")
_TO_LETTER = str.maketrans("01258", "OIZSB")
_RUN = re.compile(r"(?<![A-Z0-9<])(?:[A-Z0-9<]{44}|[A-Z0-9<]{36}|[A-Z0-9<]{30})(?![A-Z0-9<])")
_BETWEEN = re.compile(r"\s+|\s*[/|]\s*")
_COMPARE = "compare the characters with the document"
_DATED = ("birth", "expiry")
_KNOWN_LENGTHS = {30: 3, 36: 2, 44: 2}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in an MRZ that cannot be right.

    Attributes:
        line: which line of the zone, 0-based.
        field: "number", "birth", "expiry", "optional", "composite", "sex" or "name".
        value: the characters as written.
        reason: what is wrong with them.
        do: what to do next.
    """

    line: int
    field: str
    value: str
    reason: str
    do: str


@dataclass(frozen=True, slots=True)
class Mrz:
    """One document's machine-readable zone, read.

    Attributes:
        layout: "TD1", "TD2", "TD3", "MRV-A", "MRV-B" or "FRA".
        lines: the lines as written.
        code: document code without fillers: "P", "PP", "ID", "V".
        issuer: issuing state as written: "RKS", "D".
        number: document number without fillers, also when its digit is wrong.
        nationality: as written, may be empty.
        birth_date: ISO date, "1985-12" or "1985" when less is printed, None when unknown.
        sex: "M", "F", "X" or "" when not said.
        expiry_date: ISO date, or None.
        surname: primary identifier, words by blanks.
        given_names: secondary identifier, words by blanks; may be empty.
        optional: what the state put into the optional fields, without fillers; may be empty.
        name_is_cut: the name fills its field to the end, so it may have been cut.
        written: field → its characters with fillers.
        faults: what cannot be right; a field named here is not to be relied on.
    """

    layout: str
    lines: tuple[str, ...]
    code: str
    issuer: str
    number: str
    nationality: str
    birth_date: str | None
    sex: str
    expiry_date: str | None
    surname: str
    given_names: str
    optional: tuple[str, ...]
    name_is_cut: bool
    written: dict[str, str]
    faults: tuple[Fault, ...]

    @property
    def is_good(self) -> bool:
        """Say whether nothing in the zone contradicts itself."""
        return not self.faults

    def line_of(self, field: str) -> int:
        """Give the line *field* stands on, 0-based."""
        return LINE_OF[self.layout].get(field, 0)

    def is_faulty(self, field: str) -> bool:
        """Say whether *field* is named in a fault."""
        return any(f.field == field for f in self.faults)


@dataclass(frozen=True, slots=True)
class Span:
    """Where an MRZ stands in a text: characters from *start* up to *end*, and its lines."""

    start: int
    end: int
    lines: tuple[str, ...]


def check_digit(text: str) -> str:
    """Give the 7-3-1 check digit of *text* over A–Z, 0–9 and ``<``.

    Source: ICAO Doc 9303-3, 4.9.

    >>> check_digit("520727"), check_digit("AB2134<<<"), check_digit("<<<<<<")
    ('3', '5', '0')
    """
    return str(sum(_VALUE[c] * _WEIGHTS[i % 3] for i, c in enumerate(text)) % 10)


def find(text: str) -> list[Span]:
    """Give the machine-readable zones in *text*, in order; zones never overlap.

    A zone is 3 runs of 30 or 2 runs of 36 or 44 characters A–Z, 0–9 and ``<``, separated by
    white space, ``/`` or ``|`` only, whose first begins like a document.
    """
    runs = list(_RUN.finditer(text))
    spans: list[Span] = []
    at = 0
    while at < len(runs):
        need = _KNOWN_LENGTHS[len(runs[at].group())]
        zone = runs[at : at + need]
        lines = tuple(run.group() for run in zone)
        joined = all(_BETWEEN.fullmatch(text, a.end(), b.start()) for a, b in pairwise(zone))
        if joined and len(zone) == need and layout_of(lines):
            spans.append(Span(zone[0].start(), zone[-1].end(), lines))
            at += need
        else:
            at += 1
    return spans


def layout_of(lines: Zone) -> Layout | None:
    """Give the layout these lines have, or None.

    Number, length and first letter decide; dates must be half digits, or all fillers for one of
    them, so that two first lines in a row are no document.
    """
    layout = _layout_by_shape(lines)
    return layout if layout and _holds_dates(lines, layout) else None


def _layout_by_shape(lines: Zone) -> Layout | None:
    lengths = {len(line) for line in lines}
    if len(lengths) != 1 or "<" not in "".join(lines) or not lines[0][:1].isalpha():
        return None
    first, shape = lines[0][0], (len(lines), lengths.pop())
    if shape == (3, 30):
        return TD1 if first in "ACI" else None
    if shape == (2, 36):
        if lines[0].startswith("IDFRA"):
            return FRA
        return MRV_B if first == "V" else TD2 if first in "ACIP" else None
    if shape == (2, 44):
        return MRV_A if first == "V" else TD3 if first == "P" else None
    return None


def _holds_dates(lines: Zone, layout: Layout) -> bool:
    dates = [_cut(lines, layout.fields[field]) for field in _DATED if field in layout.fields]
    digits = [sum(char.isdigit() for char in text) for text in dates]
    are_dates = [n >= 3 or not text.strip("<") for n, text in zip(digits, dates, strict=True)]
    return all(are_dates) and max(digits) >= 3


def parse(lines: list[str] | tuple[str, ...], today: date | None = None) -> Mrz:
    """Read the lines of one zone and count its check digits.

    Args:
        lines: two or three lines; blanks around them do not matter.
        today: the day two-digit years are read by (default: the current day). A birth year is the
            latest one not in the future; an expiry year the latest one at most 50 years ahead.

    Raises:
        BrokenRecord: the lines are no MRZ by number, length or letters.
    """
    zone = tuple(line.strip() for line in lines)
    layout = _layout_or_refuse(zone)
    written = {name: _cut(zone, place) for name, place in layout.fields.items()}
    written.setdefault("nationality", written["issuer"] if layout is FRA else "")
    written.setdefault("optional", "")
    if layout is FRA:
        written |= {"name": f"{written['surname'].rstrip('<')}<<{written['given']}", "expiry": ""}
    number, optional, faults = _checked(layout, zone, written)
    day = today or datetime.now(UTC).date()
    birth, expiry = _birth(written["birth"], day), _expiry(written["expiry"], day)
    surname, _, given = written["name"].rstrip("<").partition("<<")
    faults += _impossible(layout, written, {"birth": birth, "expiry": expiry}, faults)
    return Mrz(
        layout=layout.name,
        lines=zone,
        code=written["code"].strip("<"),
        issuer=written["issuer"].strip("<"),
        number=number,
        nationality=written["nationality"].strip("<"),
        birth_date=birth or None,
        sex=written["sex"].strip("<"),
        expiry_date=expiry or None,
        surname=_words(surname),
        given_names=_words(given),
        optional=tuple(filter(None, map(_words, (optional, written.get("optional 2", ""))))),
        name_is_cut=layout is not FRA and not written["name"].endswith("<"),
        written=written,
        faults=tuple(faults),
    )


def _layout_or_refuse(zone: Zone) -> Layout:
    for number, line in enumerate(zone, 1):
        if strange := re.search(r"[^A-Z0-9<]", line):
            raise BrokenRecord(
                f"line {number} of the MRZ holds {strange.group()!r}, "
                "only A–Z, 0–9 and '<' are possible",
                do="type the line again as printed on the document",
                value="\n".join(zone),
            )
    if layout := layout_of(zone):
        return layout
    if spoilt := _layout_by_shape(zone):
        raise BrokenRecord(
            f"the lines hold no dates where a {spoilt.name} zone has them",
            do="they may be of two documents; put each document's lines together",
            value="\n".join(zone),
        )
    shape = " and ".join(str(len(line)) for line in zone)
    raise BrokenRecord(
        f"{len(zone)} lines of {shape} characters are no MRZ",
        do="an MRZ has 3 lines of 30 characters, 2 of 36 or 2 of 44; type it again",
        value="\n".join(zone),
    )


def _cut(zone: Zone, place: Place) -> str:
    line, start, end = place
    return zone[line][start - 1 : end]


def _words(text: str) -> str:
    return " ".join(word for word in text.split("<") if word)


def _checked(layout: Layout, zone: Zone, written: dict[str, str]) -> tuple[str, str, list[Fault]]:
    """Give the number, the optional field without the number's rest, and the wrong digits."""
    number, optional = written["number"].rstrip("<"), written["optional"]
    digits = {field: _cut(zone, place) for field, place in layout.checks.items()}
    covered = {**written, "composite": "".join(_cut(zone, place) for place in layout.composite)}
    rest = optional.split("<")[0] if layout in (TD1, TD2) and digits["number"] == "<" else ""
    if rest:
        covered["number"] = number = written["number"] + rest[:-1]
        digits["number"], optional = rest[-1], optional[len(rest) :]
    faults = [
        _wrong_digit(layout, field, covered[field], digit)
        for field, digit in digits.items()
        if not _digit_is_right(field, covered[field], digit)
    ]
    return number, optional, faults


def _digit_is_right(field: str, covered: str, digit: str) -> bool:
    if digit == "<":
        return field in ("optional", "birth", "expiry") and not covered.strip("<")
    return check_digit(covered) == digit


_CALLED = {
    "number": "document number", "birth": "birth date", "expiry": "expiry date",
    "optional": "personal number", "composite": "whole zone",
}  # fmt: skip


def _wrong_digit(layout: Layout, field: str, covered: str, digit: str) -> Fault:
    line = layout.checks[field][0]
    counted = check_digit(covered)
    reason = f"check digit of the {_CALLED[field]} is {digit!r}, counted is {counted!r}"
    if field == "composite":
        return Fault(line, field, digit, reason, "compare each character of the zone")
    return Fault(line, field, covered, reason, _look(field, covered, digit))


def _look(field: str, covered: str, digit: str) -> str:
    """Say where to look: a letter that resembles a digit, if that would make the sum right."""
    told = _COMPARE
    folded = covered.translate(_TO_DIGIT)
    if field not in ("birth", "expiry"):
        folded = next((way for way in _ways(covered) if check_digit(way) == digit), covered)
    if folded != covered and check_digit(folded) == digit:
        return f"{told}: read as {folded.rstrip('<')!r} the digit would be right"
    return told


def _ways(covered: str) -> Iterator[str]:
    """Give *covered* with one character changed for the digit or letter it resembles."""
    for i, char in enumerate(covered):
        for alike in (char.translate(_TO_DIGIT), char.translate(_TO_LETTER)):
            if alike != char:
                yield covered[:i] + alike + covered[i + 1 :]


def _impossible(
    layout: Layout, written: dict[str, str], dates: dict[str, str], known: list[Fault]
) -> list[Fault]:
    """Give the dates, sex and names that cannot be, where no check digit already said so."""
    said = {fault.field for fault in known}
    faults = []
    for field, told in dates.items():
        if told == "" and written[field].strip("<") and field not in said:
            reason = f"{_CALLED[field]} {written[field]!r} is no date (YYMMDD)"
            line = layout.fields[field][0]
            faults.append(Fault(line, field, written[field], reason, _COMPARE))
    if written["sex"] not in "MFX<":
        reason = f"sex {written['sex']!r} is none of M, F, X and '<'"
        faults.append(Fault(layout.fields["sex"][0], "sex", written["sex"], reason, _COMPARE))
    if re.search(r"\d", written["name"]):
        line = layout.fields["surname" if layout is FRA else "name"][0]
        reason = f"name {written['name'].rstrip('<')!r} holds digits"
        faults.append(Fault(line, "name", written["name"], reason, "type the name as printed"))
    return faults


def _birth(yymmdd: str, today: date) -> str:
    return _dated(yymmdd, lambda day: day <= today)


def _expiry(yymmdd: str, today: date) -> str:
    return _dated(yymmdd, lambda day: day.year <= today.year + 50)


def _dated(yymmdd: str, fits: Callable[[date], bool]) -> str:
    """Read YYMMDD in the latest century that fits, shorter where parts are unknown; '' if none."""
    shape = re.fullmatch(r"(\d\d)(?:(\d\d)(\d\d)|(\d\d)<<|<<<<)", yymmdd)
    if not shape:
        return ""
    year, month, day, only_month = (int(part) if part else None for part in shape.groups())
    for century in (2100, 2000, 1900):
        try:
            told = date(century + (year or 0), month or only_month or 1, day or 1)
        except ValueError:
            continue
        if fits(told):
            return told.isoformat()[: 10 if day is not None else 7 if only_month is not None else 4]
    return ""
