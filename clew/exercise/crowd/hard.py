"""Harder changes: another script, a lost birth date, two changes together."""

import re
from collections.abc import Mapping
from dataclasses import replace
from random import Random

from clew.exercise.crowd.variants import (
    Change,
    Said,
    birth_digit_off,
    day_and_month_swapped,
    exact,
    letter_missing,
    letter_wrong,
    order_swapped,
    spelled_otherwise,
    tables,
    year_only,
)
from clew.exercise.spelling import Word, plain, spell


def serbian_letters(said: Said, chance: Random) -> Said:
    """Write the name in Serbian Cyrillic, by its sounds."""
    return _spelled(said, "sr-Cyrl")


def macedonian_letters(said: Said, chance: Random) -> Said:
    """Write the name in Macedonian Cyrillic, by its sounds."""
    return _spelled(said, "mk")


def bulgarian_letters(said: Said, chance: Random) -> Said:
    """Write the name in Bulgarian Cyrillic, by its sounds."""
    return _spelled(said, "bg")


def arabic_letters(said: Said, chance: Random) -> Said | None:
    """Write a Muslim name in Arabic letters, without its short vowels."""
    if not said.pool.muslim or said.pool.language != "en":
        return None
    return replace(said, name=_written(said.name, "arabic"))


def greek_letters(said: Said, chance: Random) -> Said:
    """Write the name in Greek letters."""
    name = _written(said.name, "greek")
    return replace(said, name=" ".join(part.capitalize() for part in name.split()))


def birth_lost(said: Said, chance: Random) -> Said:
    """Leave the birth date out."""
    return replace(said, birth="")


def both(first: Change, second: Change) -> Change:
    """Make one change after the other."""

    def changed(said: Said, chance: Random) -> Said | None:
        half = first(said, chance)
        return None if half is None else second(half, chance)

    return changed


def _spelled(said: Said, language: str) -> Said:
    parts = [spell(Word(part, said.pool.language), language) for part in said.name.split()]
    return replace(said, name=" ".join(parts))


def _written(name: str, script: str) -> str:
    """Write *name* by a table of letters; marks the table does not know are left off first."""
    rules: Mapping[str, str] = tables()[script]
    known = "".join(c if c in rules else plain(c) for c in name.lower())
    keys = sorted(rules, key=lambda key: (-len(key.strip("^$")), "^" not in key, "$" not in key))
    pattern = re.compile("|".join(_pattern(key) for key in keys))
    return pattern.sub(lambda match: _letters(rules, match), known)


def _pattern(key: str) -> str:
    body = re.escape(key.strip("^$"))
    return (r"\b" if key[0] == "^" else "") + body + (r"\b" if key[-1] == "$" else "")


def _letters(rules: Mapping[str, str], match: "re.Match[str]") -> str:
    text, at_start = match[0], match.start() == 0 or match.string[match.start() - 1] == " "
    at_end = match.end() == len(match.string) or match.string[match.end()] == " "
    for key in (f"^{text}" if at_start else "", f"{text}$" if at_end else "", text):
        if key in rules:
            return rules[key]
    return text


HARD: Mapping[str, Change] = {
    "Serbian letters": serbian_letters,
    "Macedonian letters": macedonian_letters,
    "Bulgarian letters": bulgarian_letters,
    "Arabic letters": arabic_letters,
    "Greek letters": greek_letters,
    "order swapped": order_swapped,
    "birth lost": both(exact, birth_lost),
    "order swapped, letter wrong": both(order_swapped, letter_wrong),
    "order swapped, birth lost": both(order_swapped, birth_lost),
    "letter missing, birth digit off": both(letter_missing, birth_digit_off),
    "spelled otherwise, day and month swapped": both(spelled_otherwise, day_and_month_swapped),
    "spelled otherwise, letter wrong": both(spelled_otherwise, letter_wrong),
    "Serbian letters, order swapped": both(order_swapped, serbian_letters),
    "Serbian letters, year only": both(serbian_letters, year_only),
}
"""The changes of a hard crowd, by the name truth gives them."""
