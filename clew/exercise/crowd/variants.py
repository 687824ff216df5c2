"""One change to what a list says of a person, as clerks and machines make it: letters, parts, dates."""

import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from clew.exercise.crowd.pools import Pool
from clew.exercise.spelling import plain

_LETTERS = "abcdefghijklmnoprstuvz"
_LONG = 4
"""Letters a part must have before one of them is disturbed."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says of a person.

    Attributes:
        name: parts parted by blanks, given names first.
        birth: ISO 8601, "1980" for a year alone, "" when lost.
        pool: the names of the bearer's culture.
    """

    name: str
    birth: str
    pool: Pool


Change = Callable[[Said, Random], Said | None]
"""Gives the row changed, or None where this change cannot be made to this row."""


@cache
def tables() -> Mapping[str, Any]:
    """Read variants.toml."""
    said = files("clew.exercise.crowd").joinpath("variants.toml").read_text("utf-8")
    return tomllib.loads(said)


def exact(said: Said, chance: Random) -> Said:
    """Change nothing."""
    return said


def order_swapped(said: Said, chance: Random) -> Said | None:
    """Put the last part first."""
    *rest, last = said.name.split()
    return _named(said, [last, *rest]) if rest else None


def letter_wrong(said: Said, chance: Random) -> Said | None:
    """Write another letter for one."""
    return _in_one_part(said, chance, lambda part, at: part[:at] + _letter(chance) + part[at + 1 :])


def letter_missing(said: Said, chance: Random) -> Said | None:
    """Leave one letter out."""
    return _in_one_part(said, chance, lambda part, at: part[:at] + part[at + 1 :])


def letter_added(said: Said, chance: Random) -> Said | None:
    """Write one letter too many."""
    return _in_one_part(said, chance, lambda part, at: part[:at] + _letter(chance) + part[at:])


def letters_turned(said: Said, chance: Random) -> Said | None:
    """Turn two neighbouring letters round."""

    def turned(part: str, at: int) -> str:
        before = at - 1 if at == len(part) - 1 else at
        return part[:before] + part[before + 1] + part[before] + part[before + 2 :]

    return _in_one_part(said, chance, turned)


def spelled_otherwise(said: Said, chance: Random) -> Said | None:
    """Write one sound as a clerk of another language does."""
    rows = [row if chance.random() < 0.5 else row[::-1] for row in tables()["spellings"]]
    chance.shuffle(rows)
    for old, new in rows:
        lower = said.name.lower()
        at = lower.find(old)
        if at >= 0 and not (len(old) == 1 and lower[at : at + len(new)] == new):
            spelled = new if at and said.name[at - 1] != " " else new[:1].upper() + new[1:]
            return replace(said, name=said.name[:at] + spelled + said.name[at + len(old) :])
    return None


def marks_lost(said: Said, chance: Random) -> Said | None:
    """Write plain Latin letters for marked ones."""
    name = plain(said.name)
    return None if name == said.name else replace(said, name=name)


def part_missing(said: Said, chance: Random) -> Said | None:
    """Leave out a part between the first and the last."""
    parts = said.name.split()
    if len(parts) < 3 or parts[1] in tables()["particles"]:
        return None
    return _named(said, [parts[0], *parts[2:]])


def part_added(said: Said, chance: Random) -> Said | None:
    """Add another given name of the culture after the first part."""
    first, *rest = said.name.split()
    return _named(said, [first, chance.choice(said.pool.given[:100]), *rest]) if rest else None


def parts_joined(said: Said, chance: Random) -> Said | None:
    """Write two neighbouring parts as one."""
    parts = said.name.split()
    if len(parts) < 3:
        return None
    at = chance.randrange(len(parts) - 1)
    joined = parts[at] + parts[at + 1].lower()
    return _named(said, [*parts[:at], joined, *parts[at + 2 :]])


def part_split(said: Said, chance: Random) -> Said | None:
    """Write one long part as two."""
    parts = said.name.split()
    long = [at for at, part in enumerate(parts) if len(part) >= 2 * _LONG - 1]
    if not long:
        return None
    at = chance.choice(long)
    cut = chance.randrange(3, len(parts[at]) - 2)
    split = [parts[at][:cut], parts[at][cut:].capitalize()]
    return _named(said, [*parts[:at], *split, *parts[at + 1 :]])


def day_and_month_swapped(said: Said, chance: Random) -> Said | None:
    """Swap the day and the month of the birth date."""
    year, month, day = said.birth.split("-")
    if day > "12" or day == month:
        return None
    return replace(said, birth=f"{year}-{day}-{month}")


def birth_digit_off(said: Said, chance: Random) -> Said | None:
    """Write one digit of the birth date wrong; the date stays one an adult can have."""
    places = [at for at, sign in enumerate(said.birth) if sign != "-" and at > 1]
    chance.shuffle(places)
    for at in places:
        for digit in chance.sample("0123456789", 10):
            birth = said.birth[:at] + digit + said.birth[at + 1 :]
            if birth != said.birth and is_adult(birth):
                return replace(said, birth=birth)
    return None


def year_only(said: Said, chance: Random) -> Said:
    """Keep the year of the birth date alone."""
    return replace(said, birth=said.birth[:4])


def first_of_january(said: Said, chance: Random) -> Said | None:
    """Write 1 January for a day that is not known."""
    birth = f"{said.birth[:4]}-01-01"
    return None if birth == said.birth else replace(said, birth=birth)


def is_adult(birth: str) -> bool:
    """True for a date that exists and lies between 1930 and 2008."""
    try:
        return 1930 <= date.fromisoformat(birth).year <= 2008
    except ValueError:
        return False


def _named(said: Said, parts: list[str]) -> Said:
    return replace(said, name=" ".join(parts))


def _letter(chance: Random) -> str:
    return chance.choice(_LETTERS)


def _in_one_part(said: Said, chance: Random, change: Callable[[str, int], str]) -> Said | None:
    """Change one part of four letters or more, not at its first letter; None when it stays the same."""
    parts = said.name.split()
    long = [at for at, part in enumerate(parts) if len(part) >= _LONG]
    if not long:
        return None
    at = chance.choice(long)
    part = unicodedata.normalize("NFC", parts[at])
    changed = change(part, chance.randrange(1, len(part)))
    if changed == part:
        return None
    return _named(said, [*parts[:at], changed, *parts[at + 1 :]])


USUAL: Mapping[str, Change] = {
    "exact": exact,
    "order swapped": order_swapped,
    "letter wrong": letter_wrong,
    "letter missing": letter_missing,
    "letter added": letter_added,
    "letters turned": letters_turned,
    "spelled otherwise": spelled_otherwise,
    "marks lost": marks_lost,
    "part missing": part_missing,
    "part added": part_added,
    "parts joined": parts_joined,
    "part split": part_split,
    "day and month swapped": day_and_month_swapped,
    "birth digit off": birth_digit_off,
    "year only": year_only,
    "1 January": first_of_january,
}
"""The changes of an ordinary crowd, by the name truth gives them."""
