"""Addresses, grid references (MGRS) and plus codes in running text."""

import re
from collections.abc import Iterator

from clew.model.grid import from_mgrs, from_plus_code
from clew.sources.mention import Mention, Sighting, before, pattern, scan

_MGRS = re.compile(
    r"(?<![\w.])\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z][A-HJ-NP-V]\s?(?:\d{2,5}\s\d{2,5}|\d{4,10})(?!\w)"
)
_PLUS = re.compile(r"(?<![\w+])[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,7}(?![\w+])")
_SURE_DIGITS = 8  # an MGRS reference of 10 m; a shorter one needs a word such as "MGRS"
_CAPITAL = r"(?-i:[^\W\d_a-zà-öø-ÿа-яѐ-џ])"
_WORDS = rf"(?:{_CAPITAL}[\w.'’-]{{0,24}}|\d{{1,2}}\.?|i|e|dhe|of|de)"
_NUMBER = r"(?:\s?,?\s(?:(?:no|nr|br|бр|num)\b\.?:?\s?)?\d{1,4}(?:[A-Za-zА-Я]\b|/\d{1,3}(?!\d))?(?![\d%]))"
_STREET_FIRST = rf"(?<!\w)WORDS\s(?:{_WORDS}\s){{0,3}}{_CAPITAL}[\w'’-]{{1,24}}{_NUMBER}"
_NUMBER_FIRST = (
    rf"(?<![\d.,])\d{{1,5}}\s(?:{_CAPITAL}[\w'’-]{{0,24}}\s){{1,3}}(?:street|road|avenue)(?!\w)"
)
_NAME_FIRST = (
    rf"(?<!\w)(?:{_CAPITAL}[\w'’-]{{1,24}}\s){{1,3}}(?:cad(?:desi|\.)|sok(?:ak|ağı|\.)|utca|straße|strasse)"
    r"(?:,?\sNo:?)?\s\d{1,4}(?!\d)"
)


def grid_references(text: str, _country: str | None) -> Iterator[Sighting]:
    """Find MGRS references and whole plus codes; the key is the middle in degrees to five decimals."""
    for run in scan(_MGRS, text, 5):
        place = from_mgrs(run.group())
        digits = sum(map(str.isdigit, run.group()[3:]))
        is_called = pattern(r"\bWORDS", "coordinates").search(before(text, run.start(), 40))
        if place and (digits >= _SURE_DIGITS or is_called):
            yield _at(run, place)
    if "+" in text:
        for run in _PLUS.finditer(text):
            if place := from_plus_code(run.group()):
                yield _at(run, place)


def _at(run: "re.Match[str]", place: tuple[float, float]) -> Mention:
    key = f"{place[0]:.5f},{place[1]:.5f}"
    return Mention("coordinates", run.start(), run.end(), run.group(), key)


def addresses(text: str, _country: str | None) -> Iterator[Sighting]:
    """Find a street with a house number: "rruga Agim Ramadani 5", "12 Main Street", "Lale Sok. No: 4"."""
    for shape in (_STREET_FIRST, _NUMBER_FIRST, _NAME_FIRST):
        for run in scan(pattern(shape, "street"), text, 1):
            written = run.group()
            yield Mention("address", run.start(), run.end(), written, " ".join(written.split()))
