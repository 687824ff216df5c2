"""Compares the father's name and the place of birth of two records."""

from collections.abc import Sequence
from functools import lru_cache

from clew.matching.naming.pairing import AT_ONCE
from clew.matching.naming.reading import read
from clew.matching.naming.route_names import lay
from clew.matching.weighing.clue import Clue
from clew.matching.weighing.shares import Shares
from clew.matching.weighing.table import weight_of
from clew.model.text import skeletons, tokens

RARE = 8.0
"""What a father's name tells from which on it weighs in full."""


def father_clue(a: Sequence[str], b: Sequence[str], shares: Shares) -> Clue | None:
    """Give the clue of the fathers' names: the same, or two; None when that cannot be said.

    A common name weighs a part of what `same_father` says; brothers share it.
    """
    found = [
        (told, min(mine, theirs), max(mine, theirs), mine, theirs)
        for mine in a
        for theirs in b
        if (told := _father(mine, theirs))
    ]
    if not found:
        return None
    told, _, _, mine, theirs = max(found)
    if told < 0:
        return Clue("other", "other_father", weight_of("other_father"), mine, theirs)
    tells = min(shares.information(part.text) for part in (*read(mine).parts, *read(theirs).parts))
    weight = round(weight_of("same_father") * min(1.0, tells / RARE), 3)
    return Clue("other", "same_father", weight, mine, theirs)


@lru_cache(maxsize=50_000)
def _father(a: str, b: str) -> int:
    """Give 1 for names that fit, -1 for two names, 0 where neither can be said."""
    laid = lay(read(a), read(b))
    if not (laid.a.parts and laid.b.parts):
        return 0
    if not laid.pairs:
        return -1
    agree = all(pair.share < AT_ONCE for pair in laid.pairs)
    both_more = len(laid.pairs) < min(len(laid.a.parts), len(laid.b.parts))
    return 1 if agree and not both_more else 0


def place_clue(a: Sequence[str], b: Sequence[str]) -> Clue | None:
    """Give the clue of the places of birth; None when a side says nothing that can be read."""
    found = [
        (_is_one_place(mine, theirs), min(mine, theirs), max(mine, theirs), mine, theirs)
        for mine in a
        for theirs in b
        if tokens(mine) and tokens(theirs)
    ]
    if not found:
        return None
    fits, _, _, mine, theirs = max(found)
    rule = "same_place_of_birth" if fits else "other_place_of_birth"
    return Clue("other", rule, weight_of(rule), mine, theirs)


@lru_cache(maxsize=100_000)
def _is_one_place(a: str, b: str) -> bool:
    """True when the words of the shorter each have a word of the same sound in the longer."""
    mine, theirs = _sounds(a), _sounds(b)
    shorter, longer = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    return all(any(sounds & other for other in longer) for sounds in shorter)


def _sounds(text: str) -> list[set[str]]:
    return [{key or word for key in skeletons(word)} for word in tokens(text)]
