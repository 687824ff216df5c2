"""The same task as another hand would set it: other mistakes, so that no matcher is fitted to ours."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from clew.exercise.crowd.variants import Change, Said, exact, is_adult, marks_lost, order_swapped

_BESIDE = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "ko", "m": "n", "n": "bm", "o": "ip", "p": "o", "r": "et", "s": "ad", "t": "ry", "u": "yi",
    "v": "cb", "z": "x",
}  # fmt: skip
_ALIKE = (
    ("ck", "k"),
    ("i", "ie"),
    ("ei", "ai"),
    ("o", "u"),
    ("e", "i"),
    ("d", "t"),
    ("b", "p"),
    ("z", "s"),
)
_TITLES = ("Mr", "Dr", "Mrs", "Haji", "Ing.")


def vowel_missing(said: Said, chance: Random) -> Said | None:
    """Leave one vowel out of the longest part."""
    part = max(said.name.split(), key=len)
    at = [i for i, sign in enumerate(part) if i and sign in "aeiou"]
    return _part(said, part, part[: (i := chance.choice(at))] + part[i + 1 :]) if at else None


def neighbour_key(said: Said, chance: Random) -> Said | None:
    """Hit the key beside the right one, at any letter of any part."""
    part = chance.choice(said.name.split())
    at = chance.randrange(len(part))
    near = _BESIDE.get(part[at].lower())
    if near is None or len(part) < 4:
        return None
    key = chance.choice(near)
    return _part(
        said, part, part[:at] + (key.upper() if part[at].isupper() else key) + part[at + 1 :]
    )


def letter_twice(said: Said, chance: Random) -> Said | None:
    """Write one letter twice."""
    part = max(said.name.split(), key=len)
    at = chance.randrange(1, len(part))
    return _part(said, part, part[:at] + part[at] + part[at:])


def heard(said: Said, chance: Random) -> Said | None:
    """Write one sound as it was heard."""
    for old, new in chance.sample(_ALIKE, len(_ALIKE)):
        at = said.name.find(old, 1)
        if at > 0:
            return replace(said, name=said.name[:at] + new + said.name[at + len(old) :])
    return None


def hyphenated(said: Said, chance: Random) -> Said | None:
    """Join the first two of three parts or more with a hyphen."""
    first, *rest = said.name.split()
    return None if len(rest) < 2 else replace(said, name=f"{first}-{' '.join(rest)}")


def initial_between(said: Said, chance: Random) -> Said | None:
    """Cut a middle part down to its first letter."""
    parts = said.name.split()
    if len(parts) < 3 or len(parts[1]) < 4:
        return None
    return replace(said, name=" ".join([parts[0], f"{parts[1][0]}.", *parts[2:]]))


def with_comma(said: Said, chance: Random) -> Said | None:
    """Write the last part in capitals and first, a comma after it."""
    *rest, last = said.name.split()
    return replace(said, name=f"{last.upper()}, {' '.join(rest)}") if rest else None


def in_capitals(said: Said, chance: Random) -> Said:
    """Write the name in capitals."""
    return replace(said, name=said.name.upper())


def with_title(said: Said, chance: Random) -> Said:
    """Put a title before the name."""
    return replace(said, name=f"{chance.choice(_TITLES)} {said.name}")


def year_digits_turned(said: Said, chance: Random) -> Said | None:
    """Turn the last two digits of the birth year round: 1978 becomes 1987."""
    birth = said.birth[:2] + said.birth[3] + said.birth[2] + said.birth[4:]
    return replace(said, birth=birth) if birth != said.birth and is_adult(birth) else None


def a_day_off(said: Said, chance: Random) -> Said:
    """Take the day before or after for the birth date."""
    day = date.fromisoformat(said.birth) + timedelta(days=chance.choice((-1, 1)))
    return replace(said, birth=day.isoformat())


def a_year_off(said: Said, chance: Random) -> Said | None:
    """Take the year before or after for the birth year."""
    birth = f"{int(said.birth[:4]) + chance.choice((-1, 1))}{said.birth[4:]}"
    return replace(said, birth=birth) if is_adult(birth) else None


def month_and_year_only(said: Said, chance: Random) -> Said:
    """Keep the year and the month of the birth date."""
    return replace(said, birth=said.birth[:7])


def _part(said: Said, part: str, changed: str) -> Said | None:
    return None if changed == part else replace(said, name=said.name.replace(part, changed, 1))


OTHER: Mapping[str, Change] = {
    "exact": exact,
    "vowel missing": vowel_missing,
    "neighbouring key": neighbour_key,
    "letter twice": letter_twice,
    "as heard": heard,
    "hyphen": hyphenated,
    "initial": initial_between,
    "surname, given": with_comma,
    "order swapped": order_swapped,
    "capitals": in_capitals,
    "title": with_title,
    "marks lost": marks_lost,
    "digits of the year turned": year_digits_turned,
    "a day off": a_day_off,
    "a year off": a_year_off,
    "month and year only": month_and_year_only,
}
"""The changes another hand makes, by the name truth gives them."""
