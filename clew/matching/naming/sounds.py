"""How far apart two words sound: wrong letters, counted in the sounds letters can stand for."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from clew.matching.naming.rulebook import rules

_LETTERS: dict[str, str] = rules("sounds")["letters"]


def _unit() -> re.Pattern[str]:
    """Give what finds the next letter group, the longest that fits, else the next letter."""
    behind: dict[str, list[str]] = {}
    for group in sorted((unit for unit in _LETTERS if len(unit) > 1), key=len, reverse=True):
        behind.setdefault(group[0], []).append(re.escape(group[1:]))
    groups = [f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in behind.items()]
    return re.compile("|".join([*groups, "."]))


_UNIT = _unit()
_SCALES: dict[str, float] = rules("sounds")["scales"]
_VOWELS = frozenset("aeiou")
Units = tuple[str, ...]


def _both_ways(table: dict[str, float]) -> dict[tuple[str, str], float]:
    pairs = {}
    for pair, cost in table.items():
        one, other = pair.split()
        pairs[one, other] = pairs[other, one] = cost
    return pairs


_NEAR = _both_ways(rules("sounds")["near"])
_NEAR_AT_END = {**_NEAR, **_both_ways(rules("sounds")["near_at_end"])}
_LEFT_OUT: dict[str, float] = rules("sounds")["left_out"]
_LETTERS_LEFT_OUT: dict[str, float] = rules("sounds")["letters_left_out"]
_LEFT_OUT_AT_END: dict[str, float] = rules("sounds")["left_out_at_end"]


@lru_cache(maxsize=200_000)
def units(word: str, abjad: bool = False) -> Units:
    """Cut a word into the letters and letter groups that stand for one sound each.

    A letter written twice counts once.

    >>> units("xhevvdet")
    ('xh', 'e', 'v', 'd', 'e', 't')
    """
    found: list[str] = []
    for unit in word if abjad else _UNIT.findall(word):
        if not found or found[-1] != unit:
            found.append(unit)
    return tuple(found)


def cost_instead(one: str, other: str, at_end: bool) -> float:
    """Give the cost of one unit for another; last ones are exchanged more freely."""
    if one == other:
        return 0.0
    near = _NEAR_AT_END if at_end else _NEAR
    mine, theirs = _LETTERS.get(one, one), _LETTERS.get(other, other)
    best = min(
        (0.0 if a == b else near.get((a, b), 1.0)) + 0.03 * (at + to)
        for at, a in enumerate(mine)
        for to, b in enumerate(theirs)
    )
    return min(1.0, max(best, _SCALES["other_letter"]))


class _Instead(dict[str, float]):
    """The cost of each unit for one, worked out when it is first asked for."""

    def __init__(self, unit: str, at_end: bool) -> None:
        super().__init__()
        self._unit, self._at_end = unit, at_end

    def __missing__(self, other: str) -> float:
        cost = self[other] = cost_instead(self._unit, other, self._at_end)
        return cost


@lru_cache(maxsize=2_000)
def _all_instead(unit: str, at_end: bool) -> _Instead:
    return _Instead(unit, at_end)


@lru_cache(maxsize=50_000)
def cost_left_out(unit: str, at_end: bool, abjad: bool, other_abjad: bool) -> float:
    """Give the cost of a unit the other side does not write."""
    if unit in _LETTERS_LEFT_OUT:
        return _LETTERS_LEFT_OUT[unit]
    sounds = _LETTERS.get(unit, unit)
    if other_abjad and sounds[0] in _VOWELS:
        return _SCALES["unwritten_vowel"]
    cost = min(_LEFT_OUT.get(sound, 1.0) for sound in sounds)
    if abjad != other_abjad and sounds[0] not in _VOWELS:
        return max(cost, _SCALES["abjad_consonant"])
    if at_end:
        cost = min(cost, *(_LEFT_OUT_AT_END.get(sound, 1.0) for sound in sounds))
    return cost


def size(word: str, abjad: bool = False, beside_abjad: bool = False) -> int:
    """Letters of a word as they count: groups once, doubled ones once, vowels not beside an abjad.

    >>> size("xhevvdet"), size("xhevdet", beside_abjad=True)
    (6, 4)
    """
    found = units(word, abjad)
    if beside_abjad and not abjad:
        return sum(_LETTERS.get(unit, unit)[0] not in _VOWELS for unit in found)
    return len(found)


@lru_cache(maxsize=500_000)
def apart(one: str, other: str, one_abjad: bool = False, other_abjad: bool = False) -> float:
    """Give how far two words are apart, in wrong letters; 0 is the same.

    >>> apart("xhevdet", "dževdet") < 0.1, apart("marko", "mirko") > 0.7
    (True, True)
    """
    if one == other:
        return 0.0
    mine, theirs = units(one, one_abjad), units(other, other_abjad)
    if one_abjad and other_abjad:
        return float(OSA.distance(one, other))
    cost = _aligned(mine, theirs, one_abjad, other_abjad)
    if not (one_abjad or other_abjad) and cost > 1:
        cost = min(cost, float(OSA.distance(mine, theirs)))
    return cost


def _aligned(mine: Units, theirs: Units, mine_abjad: bool, theirs_abjad: bool) -> float:
    """Cheapest way to turn one row of units into the other."""
    last_mine, last_theirs = len(mine) - 1, len(theirs) - 1
    drop = [
        cost_left_out(unit, at == last_mine, mine_abjad, theirs_abjad)
        for at, unit in enumerate(mine)
    ]
    add = [
        cost_left_out(unit, at == last_theirs, theirs_abjad, mine_abjad)
        for at, unit in enumerate(theirs)
    ]
    row = [0.0]
    for cost in add:
        row.append(row[-1] + cost)
    for at, unit in enumerate(mine):
        instead, dropped, slant = _all_instead(unit, False), drop[at], row[0]
        left = slant + dropped
        now = [left]
        for to, wanted in enumerate(theirs):
            above = row[to + 1]
            best = slant + instead[wanted]
            if above + dropped < best:
                best = above + dropped
            left += add[to]
            if best < left:
                left = best
            now.append(left)
            slant = above
        before, row = row, now
    if mine and theirs:  # last letters are exchanged more freely
        at_end = before[-2] + _all_instead(mine[-1], True)[theirs[-1]]
        return min(row[-1], at_end)
    return row[-1]
