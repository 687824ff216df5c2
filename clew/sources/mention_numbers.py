"""Telephone numbers, IMEI, IBAN and MRZ in running text, each checked by its own rule."""

import re
from collections.abc import Iterator

from clew.errors import BrokenRecord
from clew.model import identifiers, mrz
from clew.model.text import digits_to_ascii
from clew.sources.mention import Doubt, Mention, Sighting, before, pattern, scan

_CHECK = "check it against the report"
_IBAN = re.compile(r"(?<![^\W_])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{1,4}){3,8}(?![^\W_])")
_IBAN_SMALL = re.compile(r"(?<![^\W_])[a-z]{2}\d{2}(?:[ -]?[a-z0-9]{1,4}){3,8}(?![^\W_])")
_IBAN_RUN = re.compile(r"[A-Za-z0-9]+")
_IMEI = re.compile(r"(?<![\w+.,-])\d(?:[ ./-]?\d){13,16}(?!\w|[.,]\d)")
_IMEI_ALONE = re.compile(
    r"\d{15}|\d{2}([ -])\d{6}\1\d{6}\1\d|\d{6}([ -])\d{2}\2\d{6}\2\d|\d{8}([ /-])\d{6}\3\d"
)
_PHONE = re.compile(
    r"(?<![\w@+])(?<!\d[.,/-])(?:\+ ?|\(\+|\()?\d(?:[ \t()./\-–·\xa0]{0,3}\n?[ \t(]{0,3}\d){6,17}(?!\w)"
)
_CURRENCY_BEFORE = re.compile(r"[€$£¥%№#]\s?$")
_FEWEST_DIGITS = 7
_FEWEST_DIGITS_HOME = 8
_WHICH_COUNTRY = "which country is it from? add the file again with --country XX"


def zones(text: str, _country: str | None) -> Iterator[Sighting]:
    """Find machine-readable zones; their key is the document number, or the last line."""
    for span in mrz.find(text) if "<" in text else ():
        try:
            read = mrz.parse(span.lines)
        except BrokenRecord as exc:
            yield Doubt(
                "mrz", span.start, span.end, text[span.start : span.end], exc.what, exc.do or _CHECK
            )
            continue
        number = None if read.is_faulty("number") else identifiers.document(read.number)
        key = number or span.lines[-1]
        yield Mention("mrz", span.start, span.end, text[span.start : span.end], key)


def ibans(text: str, _country: str | None) -> Iterator[Sighting]:
    """Find IBANs with a right check number, in small letters where the text says IBAN; a wrong one is a doubt there."""
    for run in scan(_IBAN, text, 8):
        start = run.start()
        ends = [start + part.end() for part in _IBAN_RUN.finditer(run.group())]
        for end in reversed(ends):
            if key := identifiers.iban(text[start:end]):
                yield Mention("iban", start, end, text[start:end], key)
                break
        else:
            if pattern(r"\bWORDS\W{0,3}$", "iban").search(before(text, start, 20)):
                reason = f"{run.group()!r} is no IBAN: its length or check number is wrong"
                yield Doubt("iban", start, run.end(), run.group(), reason, _CHECK)
    for run in scan(_IBAN_SMALL, text, 8):
        start = run.start()
        if pattern(r"\bWORDS\W{0,3}$", "iban").search(before(text, start, 20)):
            ends = [start + part.end() for part in _IBAN_RUN.finditer(run.group())]
            for end in reversed(ends):
                if key := identifiers.iban(text[start:end]):
                    yield Mention("iban", start, end, text[start:end], key)
                    break


def imeis(text: str, _country: str | None) -> Iterator[Sighting]:
    """Find IMEIs with a right check digit; a wrong one is a doubt where the text says IMEI."""
    last_end = -99
    for run in scan(_IMEI, text, 14):
        said = before(text, run.start(), 40)
        is_called = bool(
            pattern(r"\bWORDS", "imei").search(said) or (run.start() - last_end <= 8 and said)
        )
        key = identifiers.imei(run.group())
        alone = bool(_IMEI_ALONE.fullmatch(run.group()))
        is_other = bool(pattern(r"\bWORDS\b", "not_imei").search(said[-20:]))
        if key and (is_called or (alone and not is_other)):
            yield Mention("imei", run.start(), run.end(), run.group(), key)
            last_end = run.end()
        elif is_called:
            yield Doubt("imei", run.start(), run.end(), run.group(), _no_imei(run.group()), _CHECK)


def _no_imei(written: str) -> str:
    digits = re.sub(r"\D", "", digits_to_ascii(written))
    if len(digits) == 15:
        return f"{written!r} is no IMEI: its check digit is wrong"
    return f"{written!r} is no IMEI: it has {len(digits)} digits, not 15 or 16"


def phones(text: str, country: str | None) -> Iterator[Sighting]:
    """Find telephone numbers, national ones read as of *country*.

    A number without + or 00 needs a leading 0, or a word such as "phone" before it; so amounts,
    years and ranges are none.
    """
    for row in scan(_PHONE, text, _FEWEST_DIGITS):
        at = row.start()
        while run := _PHONE.search(text, at, row.end()):
            at = run.end()
            if sighting := _phone(text, run, country):
                at = sighting.end
                yield sighting


def _phone(text: str, run: "re.Match[str]", country: str | None) -> Sighting | None:
    """Give the number *run* begins with, or why it is none, or nothing when it is an amount."""
    said = before(text, run.start(), 40)
    digits = re.sub(r"[^\d+]", "", digits_to_ascii(run.group()))
    if not digits.startswith(("+", "00")):
        is_home = digits.startswith("0") and len(digits) >= _FEWEST_DIGITS_HOME
        is_called = is_home or pattern(r"\bWORDS\W{0,12}$", "phone").search(said)
        if not is_called or _is_amount(text, run.start(), run.end()):
            return None
    return _longest_phone(text, run, country) or _phone_doubt(run, country, said)


def _is_amount(text: str, start: int, end: int) -> bool:
    after = text[end : end + 14]
    return bool(
        _CURRENCY_BEFORE.search(text[max(0, start - 2) : start])
        or pattern(r"\s?(?:[€$£%]|WORDS\b)", "unit").match(after)
    )


def _longest_phone(text: str, run: "re.Match[str]", country: str | None) -> Mention | None:
    """Give the longest valid number at the start of *run*, within its first line if possible."""
    start = run.start()
    ends = [start + m.end() for m in re.finditer(r"\d(?!\d)", run.group())]
    line_end = text.find("\n", start, run.end())
    ends.sort(key=lambda end: (line_end >= 0 and end > line_end, -end))
    for end in ends:
        written = text[start:end]
        if sum(c.isdigit() for c in written) < _FEWEST_DIGITS:
            continue
        if key := identifiers.phone(_balanced(written), country):
            return Mention("phone", start, end, written, key)
    return None


def _balanced(written: str) -> str:
    """Give the digits of a number without the trunk 0 of ``+383 (0)44``."""
    return re.sub(r"\(0\)", "", digits_to_ascii(written).replace("\n", " ").replace("\xa0", " "))


def _phone_doubt(run: "re.Match[str]", country: str | None, said: str) -> Doubt | None:
    written = run.group()
    if written.lstrip("( ").startswith("+"):
        reason = f"{written!r} is not a telephone number"
        return Doubt("phone", run.start(), run.end(), written, reason, _CHECK)
    digits = re.sub(r"\D", "", digits_to_ascii(written))
    is_called = pattern(r"\bWORDS(?:\W+[^\W\d_]+){0,3}\W{0,12}$", "phone").search(said)
    if is_called and country is None and digits.startswith("0") and not digits.startswith("00"):
        reason = f"telephone number {written!r} has no country prefix and no country is known"
        return Doubt("phone", run.start(), run.end(), written, reason, _WHICH_COUNTRY)
    return None
