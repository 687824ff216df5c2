"""Counts how often birth dates of one person, and of two, follow each rule; on dates disturbed at stated rates."""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from clew.matching.weighing.births import birth_rule

_VAGUE = frozenset({"year", "month", "first", "one_first"})
RULE_GROUPS: dict[str, frozenset[str]] = {
    "same_birth_date": frozenset({"full"}),
    "birth_day_and_month_swapped": frozenset({"full"}),
    "birth_date_one_digit_off": frozenset({"full"}),
    "birth_date_digits_transposed": frozenset({"full"}),
    "same_birth_month_other_day": frozenset({"full"}),
    "same_birth_year_other_day": frozenset({"full"}),
    "other_birth_date": frozenset({"full"}),
    "same_birth_year": frozenset({"year"}),
    "same_birth_month": frozenset({"month"}),
    "same_first_of_january": frozenset({"first"}),
    "unknown_day_same_birth_year": frozenset({"one_first"}),
    "neighbouring_birth_year": _VAGUE,
    "other_birth_year": _VAGUE,
}
"""Rule → how far the dates must be known for it to speak; shares are counted among such pairs only."""


def counted_births(
    dates: Sequence[str], said: Mapping[str, float], chance: random.Random
) -> dict[str, tuple[float, float]]:
    """Give rule → (m, u): shares of pairs of one person and of two people that follow it.

    Args:
        dates: real birth dates, ISO 8601.
        said: rates of disturbances, as `stated.toml` has them, and *rows*, the pairs to draw.
        chance: draws.
    """
    rows = int(said["rows"])
    one: Counter[tuple[str, str]] = Counter()
    two: Counter[tuple[str, str]] = Counter()
    for _ in range(rows):
        born = _registered(chance.choice(dates), said, chance)
        one.update([_met(_copied(born, said, chance), _copied(born, said, chance))])
    for _ in range(4 * rows):
        mine, theirs = (_registered(born, said, chance) for born in chance.sample(dates, 2))
        two.update([_met(_copied(mine, said, chance), _copied(theirs, said, chance))])
    return {
        rule: (_share(one, rule, groups), _share(two, rule, groups))
        for rule, groups in RULE_GROUPS.items()
    }


def _share(counts: "Counter[tuple[str, str]]", rule: str, groups: frozenset[str]) -> float:
    """Share of a rule among the pairs it can speak of, half a pair added so that none is impossible."""
    among = sum(many for (_, group), many in counts.items() if group in groups)
    held = sum(many for (name, group), many in counts.items() if name == rule and group in groups)
    return (held + 0.5) / (among + 1)


def _met(a: str, b: str) -> tuple[str, str]:
    shortest = min(len(a), len(b))
    if shortest < 10:
        group = "year" if shortest == 4 else "month"
    else:
        firsts = a.endswith("-01-01") + b.endswith("-01-01")
        group = ("full", "one_first", "first")[firsts]
    return birth_rule(a, b), group


def _registered(born: str, said: Mapping[str, float], chance: random.Random) -> str:
    """Give the date as the first register has it: 1 January where it holds no day."""
    return f"{born[:4]}-01-01" if chance.random() < said["first_of_january"] else born


def _copied(born: str, said: Mapping[str, float], chance: random.Random) -> str:
    """Give the date as another record has it, disturbed in one way at most; both sides are copies."""
    drawn = 2 * chance.random()
    for kind, disturb in _DISTURB.items():
        drawn -= said[kind]
        if drawn < 0:
            return disturb(born, chance)
    return born


def _swapped(born: str, _: random.Random) -> str:
    turned = f"{born[:4]}-{born[8:]}-{born[5:7]}"
    return turned if _is_day(turned) else born


def _digit_off(born: str, chance: random.Random) -> str:
    for _ in range(40):
        at = chance.choice((2, 3, 3, 5, 6, 8, 9))
        changed = born[:at] + chance.choice("0123456789") + born[at + 1 :]
        if changed != born and _is_day(changed):
            return changed
    return born


def _transposed(born: str, chance: random.Random) -> str:
    at = chance.choice((2, 5, 8))
    turned = born[:at] + born[at + 1] + born[at] + born[at + 2 :]
    return turned if _is_day(turned) else born


def _day_off(born: str, chance: random.Random) -> str:
    return f"{born[:8]}{chance.randint(1, 28):02}"


def _month_off(born: str, chance: random.Random) -> str:
    return f"{born[:5]}{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def _year_guessed(born: str, chance: random.Random) -> str:
    return str(int(born[:4]) + chance.choice((-1, 1)))


def _other(_: str, chance: random.Random) -> str:
    day = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
    return day.isoformat()


_DISTURB: dict[str, Callable[[str, random.Random], str]] = {
    "swapped": _swapped,
    "digit_off": _digit_off,
    "transposed": _transposed,
    "day_off": _day_off,
    "month_off": _month_off,
    "year_only": lambda born, _: born[:4],
    "year_and_month": lambda born, _: born[:7],
    "year_guessed": _year_guessed,
    "unknown_day": lambda born, _: f"{born[:4]}-01-01",
    "other": _other,
}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
