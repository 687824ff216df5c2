"""The given names and family names a crowd draws from, widened far beyond the rehearsal's own."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from random import Random
from typing import Any

from clew.exercise.spelling import Word, names_of, passport, script_of

FAMILIES = 20_000
"""Family names per culture, 280,000 in all: a few million people of fourteen peoples bear about as many."""
GIVEN = 360
"""Given names per culture at most; some 3,600 in all."""
_OWN = ("albanian", "slavic", "macedonian", "bulgarian", "turkish", "arabic", "afghan")
_ALSO_OF = {"maghreb": "arabic", "kurdish": "turkish", "persian": "afghan", "urdu": "arabic"}
"""Cultures without names of their own in the rehearsal, and whose given names they bear as well."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The names of one culture, the commonest first.

    Attributes:
        share: weight of the culture in the crowd.
        language: whose spelling the names stand in: "sq", "sr", "tr" or "en".
        muslim: True where a clerk may meet the name in Arabic letters.
        forms: which parts a name has ("g" given, "p" father's given, "s" surname, other words as
            they are) and how often, as weights.
        given, families: names in Latin letters.
    """

    culture: str
    share: float
    language: str
    muslim: bool
    forms: tuple[tuple[str, float], ...]
    given: tuple[str, ...]
    families: tuple[str, ...]


@cache
def pools() -> tuple[Pool, ...]:
    """Give the pools of every culture; always the same ones, whatever the seed of a crowd."""
    said = tomllib.loads(files("clew.exercise.crowd").joinpath("pools.toml").read_text("utf-8"))
    return tuple(_pool(culture, table) for culture, table in said.items())


def _pool(culture: str, table: dict[str, Any]) -> Pool:
    chance = Random(f"names of {culture}")  # the pools belong to the culture, not to a crowd
    own_given, own_families = _rehearsed(culture)
    given = _filled(own_given, _joined(table["starts"], table["ends"]), GIVEN, chance)
    roots = [*table["starts"], *_syllables(table)]
    families = _filled(own_families, _joined(roots, table["endings"]), FAMILIES, chance)
    forms = tuple((form, float(weight)) for form, weight in table["form"].items())
    return Pool(
        culture, float(table["share"]), table["language"], table.get("muslim", False), forms, given,
        families,
    )  # fmt: skip


def _rehearsed(culture: str) -> tuple[list[str], list[str]]:
    """Give the given and family names of the rehearsal, as Latin passports print them."""
    bearers = _ALSO_OF.get(culture, culture)
    if bearers not in _OWN:
        return [], []
    names = names_of(bearers)
    families = names.families if culture in _OWN else ()
    return [_latin(word) for word in (*names.men, *names.women)], [_latin(w) for w in families]


def _latin(word: Word) -> str:
    return word.own if script_of(word.own) == "latin" else _title(passport(word))


def _title(text: str) -> str:
    return " ".join(part[:1].upper() + part[1:].lower() for part in text.split())


def _joined(starts: Sequence[str], ends: Sequence[str]) -> list[str]:
    return [start + end for start, end in product(starts, ends)]


def _syllables(table: dict[str, Any]) -> list[str]:
    short = [a + b + c for a, b, c in product(table["onsets"], table["vowels"], table["codas"])]
    long = [
        root + vowel + coda
        for root, vowel, coda in product(short[::7], table["vowels"][:4], table["codas"][::3])
    ]
    return short + long


def _filled(own: Iterable[str], made: list[str], size: int, chance: Random) -> tuple[str, ...]:
    """Give *own*, mixed, and after them as many of *made* as bring the pool to *size*."""
    kept = list(dict.fromkeys(own))
    chance.shuffle(kept)
    rest = sorted(set(made) - set(kept))
    return (*kept, *chance.sample(rest, min(len(rest), size - len(kept))))
