"""What a column without a telling header holds, judged by its values."""

import re
from collections.abc import Sequence

from clew.model.dates import read_date
from clew.model.text import digits_to_ascii, fold

_ENOUGH = 0.85  # share of the values that must look like it
_FEWEST = 3
_DISTINCT = 0.5  # share of a column of names that are different ones
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")
_PHONE = re.compile(r"(\+|00)[\d\s()/.-]{8,20}")
_DOCUMENT = re.compile(r"[A-Z]{1,3}\s?\d{5,9}[A-Z]?")
_NAME = re.compile(r"[^\W\d_]{2,}(?:[ '’-][^\W\d_]{1,}){1,4}")
_SEXES = frozenset(
    {"m", "f", "z", "zh", "e", "k", "male", "female", "mashkull", "femer", "mushki", "zhenski"}
    | {"muski", "zenski", "mazh", "zhena", "erkek", "kadin"}
)
_BIRTH_YEARS = range(1915, 2021)


def meaning_by_values(values: Sequence[str]) -> str | None:
    """Give what a column holds, if nearly all its *values* look alike, else None.

    Recognised: e-mail addresses, telephone numbers with a prefix, sexes, dates in the years people
    are born, document numbers and names of two words or more.

    >>> meaning_by_values(["+381 64 000 0001", "+383 44 000 002", "+355 69 000 0003"])
    'phone'
    """
    told = [digits_to_ascii(value).strip() for value in values if value.strip()]
    if len(told) < _FEWEST:
        return None
    for meaning, looks_like in _LOOKS.items():
        if meaning == "name" and len(set(told)) < _DISTINCT * len(told):
            continue  # a court or a unit in each row is no list of people
        if sum(map(looks_like, told)) >= _ENOUGH * len(told):
            return meaning
    return None


def _is_birth_date(text: str) -> bool:
    if len(text) < 8:
        return False
    read = read_date(text)
    if read.is_ambiguous:
        read = read_date(text, "DMY")
    return read.day is not None and len(read.day) == 10 and int(read.day[:4]) in _BIRTH_YEARS


_LOOKS = {
    "email": lambda text: bool(_EMAIL.fullmatch(text)),
    "phone": lambda text: bool(_PHONE.fullmatch(text)),
    "sex": lambda text: fold(text) in _SEXES,
    "birth_date": _is_birth_date,
    "document": lambda text: bool(_DOCUMENT.fullmatch(text)),
    "name": lambda text: bool(_NAME.fullmatch(text)),
}
