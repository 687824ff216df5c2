"""Every value cleaned once, before FollowTheMoney sees it: taken, or refused with a reason and a remedy.

FollowTheMoney's own ``add`` drops what it cannot clean without a word; nothing may reach it that
it would drop. Distinct values are cleaned once and remembered.
"""

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from clew.model import countries, identifiers
from clew.model.dates import is_day
from clew.model.text import digits_to_ascii, fold

if TYPE_CHECKING:
    from followthemoney.property import Property

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SECOND = re.compile(r"[12]\d{3}-\d\d-\d\dT(?:[01]\d|2[0-3])(?::[0-5]\d){2}")
"""A time in UTC to the second, which FollowTheMoney keeps as it stands; asking it costs 12 µs."""
_GENDERS = {
    "male": [
        *("m", "male", "man", "mashkull", "muski", "musko", "muz", "erkek", "bay", "e"),
        *("maz", "mazki", "maski", "mann", "homme", "dhkr", "mrd", "1"),
    ],
    "female": [
        *("f", "female", "woman", "femer", "femra", "zenski", "zensko", "zena", "zenska", "z"),
        *("kadin", "bayan", "k", "frau", "femme", "w", "antha", "zn", "2"),
    ],
    "other": ["x", "u", "other"],
}
"""Words for a person's sex in the region's languages, folded, with sh and zh written s and z."""
_GENDER = {word: gender for gender, words in _GENDERS.items() for word in words}


class Taken(NamedTuple):
    """A value as the model holds it, or why it cannot.

    Attributes:
        text: the cleaned value; None when refused.
        reason: why it was refused; empty when taken.
        do: what to do about it; empty when taken.
    """

    text: str | None
    reason: str = ""
    do: str = ""


class Cleaner:
    """Cleans values of one file; numbers written without a prefix are read as of *country*.

    Attributes:
        country: ISO alpha-2 upper case, or None.
    """

    def __init__(self, country: str | None) -> None:
        self.country = country
        self._known: dict[tuple[str, str], Taken] = {}

    def clean(self, prop: "Property", key: str, text: str) -> Taken:
        """Clean *text* for *prop*; the answer is remembered for every property with this *key*."""
        taken = self._known.get((key, text))
        if taken is None:
            if len(self._known) > 500_000:
                self._known.clear()
            taken = self._known[key, text] = self._clean(prop, text)
        return taken

    def _clean(self, prop: "Property", text: str) -> Taken:
        kind = prop.type.name
        if kind == "date" and _DAY.fullmatch(text) and is_day(text):
            return Taken(text)
        if kind == "date" and _SECOND.fullmatch(text) and is_day(text[:10]):
            return Taken(text)
        if kind == "phone":
            return self._phone(text)
        if kind == "country":
            code = countries.country_code(text)
            if code:
                return Taken(code)
            return Taken(
                None,
                countries.no_country_because(text),
                "correct the country, or add it to the list of names",
            )
        if kind == "gender":
            return gender(text)
        if kind == "email":
            key = identifiers.email(text)
            return (
                Taken(key)
                if key
                else Taken(None, f"{text!r} is not an e-mail address", "check it against the file")
            )
        return _by_type(prop, text)

    def _phone(self, text: str) -> Taken:
        number = identifiers.phone(text, self.country)
        if number:
            return Taken(number)
        if self.country is None and not digits_to_ascii(text).strip().startswith(("+", "00")):
            return Taken(
                None,
                f"telephone number {text!r} has no country prefix and no country is known for this file",
                "which country is it from? add the file again with --country XX",
            )
        home = f" in {self.country}" if self.country else ""
        return Taken(None, f"{text!r} is not a telephone number{home}", "check it against the file")


def gender(text: str) -> Taken:
    """Give "male", "female" or "other" for a word of the region, or refuse it."""
    word = _GENDER.get(fold(text).replace("sh", "s").replace("zh", "z").replace(" ", ""))
    if word:
        return Taken(word)
    return Taken(None, f"{text!r} is not a sex clew can read", "write M, F or X")


def _by_type(prop: "Property", text: str) -> Taken:
    if len(text) > prop.type.max_length:
        return Taken(
            None,
            f"a value of {len(text)} characters is too long for {prop.label.lower()} (at most {prop.type.max_length})",
            "shorten it, or keep it in the notes",
        )
    cleaned = None
    with suppress(ValueError):  # a cleaner's way to say that a line break is no part of a MIME type
        cleaned = prop.type.clean(text, format=prop.format)
    if cleaned:
        return Taken(cleaned)
    return Taken(
        None,
        f"{text!r} is not a {prop.type.label.lower()} that {prop.label.lower()} can hold",
        "correct it in the source, or note it by hand",
    )
