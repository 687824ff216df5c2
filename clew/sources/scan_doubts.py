"""Asks about numbers a machine may have read with letters for digits: nothing is changed in the text."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from clew.model.evidence import Refusal
from clew.sources.mention import Mention
from clew.sources.mentions import look_for_numbers

_COMPARE = "compare it with the picture; note the number by hand if the digits are right"
_FEWEST_DIGITS = 3
_DASHED = re.compile(r"(?<![\w+])[-–—~](?=[1-9]\d[\d\ ./-]{6,20}\d)")
"""A dash where the sign before a country's code is expected."""
_NUMBERED = frozenset({"phone", "imei", "iban", "document", "account"})


def questions(text: str, country: str | None, spot: str, key: str) -> Iterator[Refusal]:
    """Ask about what would be a number if letters that look like digits were digits.

    Args:
        text: a passage as it was read.
        country: ISO alpha-2 that national numbers are read by, or None.
        spot: where the passage stands.
        key: key of the document inside its file.
    """
    read = _with_digits(text)
    if read == text:
        return
    here = {(one.start, one.end, one.key) for one in look_for_numbers(text, country).mentions}
    for one in look_for_numbers(read, country).mentions:
        written = text[one.start : one.end]
        if one.kind in _NUMBERED and written != one.text and _is_new(one, here):
            reason = (
                f"the machine read {written!r}; with the signs that look like these "
                f"it is {one.text!r}, a valid {one.kind} number"
            )
            yield Refusal(spot, written, reason, _COMPARE, key)


def _is_new(one: Mention, here: set[tuple[int, int, str]]) -> bool:
    return (one.start, one.end, one.key) not in here


def _with_digits(text: str) -> str:
    """Put digits for their look-alikes in runs that are mostly digits, plus for a dash; no place moves.

    >>> _with_digits("tel. +381 64 OOO 0lll, Olga")
    'tel. +381 64 000 0111, Olga'
    """
    alike, run = _look_alikes()
    return run.sub(lambda found: _digits(found[0], alike), _DASHED.sub("+", text))


def _digits(run: str, alike: dict[int, str]) -> str:
    is_number = sum(letter.isdigit() for letter in run) >= _FEWEST_DIGITS
    return run.translate(alike) if is_number else run


@cache
def _look_alikes() -> tuple[dict[int, str], "re.Pattern[str]"]:
    table = tomllib.loads(files("clew.sources").joinpath("scripts.toml").read_text("utf-8"))
    alike: dict[str, str] = table["look_alikes"]
    letters = "".join(re.escape(letter) for letter in alike)
    run = rf"(?:(?<!\w)[{letters}]|\+|\d)[\d{letters}\ /.\-]*[\d{letters}](?![^\W\d_])"
    return str.maketrans(alike), re.compile(run)
