"""Counts how often birth dates of one person, and of two, follow each rule; on dates disturbed at stated rates."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations_with_replacement

from clew.matching.weighing.births import birth_rule
from clew.model.dates import is_day

Counts = Counter[tuple[str, str]]
"""(rule, how far the dates are known) → pairs."""
_VAGUE = frozenset({"year", "month", "first", "one_first"})
RULE_GROUPS: dict[str, frozenset[str]] = {
    "same_birth_date": frozenset({"full"}),
    "birth_day_and_month_swapped": frozenset({"full"}),
    "birth_date_one_digit_off": frozenset({"full"}),
    "birth_date_digits_transposed": frozenset({"full"}),
    "birth_dates_a_year_apart": frozenset({"full"}),
    "birth_dates_a_day_apart": frozenset({"full"}),
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

    Pairs of one person are two copies of a date; those of two people are all there are between one copy of
    each date.

    Args:
        dates: real birth dates, ISO 8601, one per person.
        said: rates of disturbances, as `stated.toml` has them, and *rows*, the pairs of one person to draw.
        chance: draws.
    """
    one: Counts = Counter()
    for _ in range(int(said["rows"])):
        born = registered(chance.choice(dates), said, chance)
        a, b = copied(born, said, chance), copied(born, said, chance)
        one[birth_rule(a, b), _group(_form(a), _form(b))] += 1
    held = (copied(registered(born, said, chance), said, chance) for born in dates)
    two = _pairs_of_two(Counter(held))
    return {
        rule: (_share(one, rule, groups), _share(two, rule, groups))
        for rule, groups in RULE_GROUPS.items()
    }


def _pairs_of_two(held: "Counter[str]") -> Counts:
    """Count the rules over all pairs of different people's dates.

    Only dates of neighbouring years and those one slip away are laid side by side; all others are different.
    """
    by_year: dict[int, list[str]] = {}
    for born in sorted(held):
        by_year.setdefault(int(born[:4]), []).append(born)
    found: Counts = Counter()
    for a in sorted(held):
        year = int(a[:4])
        near = {b for y in (year - 1, year, year + 1) for b in by_year.get(y, ())}
        near |= {b for b in _slips(a) if b in held}
        for b in near:
            if a < b:
                found[birth_rule(a, b), _group(_form(a), _form(b))] += held[a] * held[b]
        found[birth_rule(a, a), _group(_form(a), _form(a))] += held[a] * (held[a] - 1) // 2
    for group, pairs in _pairs_by_group(held).items():
        rest = "other_birth_date" if group == "full" else "other_birth_year"
        found[rest, group] += pairs - sum(n for (_, of), n in found.items() if of == group)
    return found


def _pairs_by_group(held: "Counter[str]") -> dict[str, int]:
    forms: Counter[str] = Counter()
    for born, many in held.items():
        forms[_form(born)] += many
    pairs: Counter[str] = Counter()
    for a, b in combinations_with_replacement(sorted(forms), 2):
        between = forms[a] * forms[b] if a != b else forms[a] * (forms[a] - 1) // 2
        pairs[_group(a, b)] += between
    return dict(pairs)


def _slips(born: str) -> Iterator[str]:
    """Give a date with one digit changed, and with two neighbouring characters exchanged."""
    for at in range(len(born)):
        yield from (born[:at] + digit + born[at + 1 :] for digit in "0123456789")
        yield born[:at] + born[at + 1 : at + 2] + born[at] + born[at + 2 :]


def _form(born: str) -> str:
    if len(born) < 10:
        return "year" if len(born) == 4 else "month"
    return "first" if born.endswith("-01-01") else "full"


def _group(a: str, b: str) -> str:
    """Say how far two dates are known: "full", or what is missing."""
    forms = {a, b}
    for vague in ("year", "month"):
        if vague in forms:
            return vague
    return "full" if a == b == "full" else "first" if a == b else "one_first"


def _share(counts: Counts, rule: str, groups: frozenset[str]) -> float:
    """Share of a rule among the pairs it can speak of, half a pair added so that none is impossible."""
    among = sum(many for (_, group), many in counts.items() if group in groups)
    held = sum(many for (name, group), many in counts.items() if name == rule and group in groups)
    return (held + 0.5) / (among + 1)


def registered(born: str, said: Mapping[str, float], chance: random.Random) -> str:
    """Give the date as the first register has it: 1 January where it holds no day."""
    return f"{born[:4]}-01-01" if chance.random() < said["first_of_january"] else born


def copied(born: str, said: Mapping[str, float], chance: random.Random) -> str:
    """Give the date as another record has it, disturbed in one way at most; both sides are copies."""
    drawn = 2 * chance.random()
    for kind, disturb in _DISTURB.items():
        drawn -= said[kind]
        if drawn < 0:
            return disturb(born, chance)
    return born


def _swapped(born: str, _: random.Random) -> str:
    turned = f"{born[:4]}-{born[8:]}-{born[5:7]}"
    return turned if is_day(turned) else born


def _digit_off(born: str, chance: random.Random) -> str:
    for _ in range(40):
        at = chance.choice((2, 3, 3, 5, 6, 8, 9))
        changed = born[:at] + chance.choice("0123456789") + born[at + 1 :]
        if changed != born and is_day(changed):
            return changed
    return born


def _transposed(born: str, chance: random.Random) -> str:
    at = chance.choice((2, 5, 8))
    turned = born[:at] + born[at + 1] + born[at] + born[at + 2 :]
    return turned if is_day(turned) else born


def _year_off(born: str, chance: random.Random) -> str:
    moved = f"{int(born[:4]) + chance.choice((-1, 1))}{born[4:]}"
    return moved if is_day(moved) else born


def _next_day(born: str, chance: random.Random) -> str:
    return (date.fromisoformat(born) + timedelta(days=chance.choice((-1, 1)))).isoformat()


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
    "year_off": _year_off,
    "next_day": _next_day,
    "day_off": _day_off,
    "month_off": _month_off,
    "year_only": lambda born, _: born[:4],
    "year_and_month": lambda born, _: born[:7],
    "year_guessed": _year_guessed,
    "unknown_day": lambda born, _: f"{born[:4]}-01-01",
    "other": _other,
}
