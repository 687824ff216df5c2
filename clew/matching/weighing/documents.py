"""Compares document numbers: the same, the same but for look-alikes, or a slip apart."""

from collections.abc import Sequence
from functools import lru_cache

from clew.model.identifiers import document
from clew.model.mrz import check_digit

_LOOKS = str.maketrans("OQDIBSZ", "0001852")
_NUMBER = 9
"""Characters of the number in a machine-readable line; the tenth is its check digit."""
_LONG_ENOUGH = 7
"""Characters from which a number one character off is more than chance."""
_BEST_FIRST = (
    "same_document", "same_document_but_for_look_alikes", "document_one_character_off",
)  # fmt: skip


@lru_cache(maxsize=200_000)
def document_keys(text: str) -> tuple[str, ...]:
    """Give the keys of a number as written: itself, and without a machine-readable check digit.

    >>> document_keys("p0000000-5"), document_keys("L898902C36"), document_keys("none")
    (('P00000005',), ('L898902C36', 'L898902C3'), ())
    """
    key = document(text)
    if key is None:
        return ()
    number, digit = key[:_NUMBER], key[_NUMBER:]
    if len(digit) == 1 and digit == check_digit(number):
        return key, number
    return (key,)


@lru_cache(maxsize=200_000)
def look_alike_key(key: str) -> str:
    """Give a number with look-alikes read as one: O, Q, D as 0, I as 1, B as 8, S as 5, Z as 2."""
    return key.translate(_LOOKS)


def document_rule(a: str, b: str) -> str:
    """Give the rule for two numbers as written; empty when they are two numbers.

    >>> document_rule("P0012345", "PO012345"), document_rule("P0012345", "p-0012345")
    ('same_document_but_for_look_alikes', 'same_document')
    >>> document_rule("P0012345", "P0012346"), document_rule("P0012345", "K7712999")
    ('document_one_character_off', '')
    """
    mine, theirs = document_keys(a), document_keys(b)
    if not (mine and theirs):
        return ""
    if not set(mine).isdisjoint(theirs):
        return "same_document"
    one, other = look_alike_key(mine[0]), look_alike_key(theirs[0])
    if one == other:
        return "same_document_but_for_look_alikes"
    if (
        len(one) == len(other) >= _LONG_ENOUGH
        and sum(x != y for x, y in zip(one, other, strict=True)) == 1
    ):
        return "document_one_character_off"
    return ""


def best_document(a: Sequence[str], b: Sequence[str]) -> tuple[str, str, str] | None:
    """Give the best rule among the numbers of two records, with the two; None when they are different ones.

    Different numbers say nothing: people have several papers.
    """
    found = [
        (_BEST_FIRST.index(rule), min(mine, theirs), max(mine, theirs), mine, theirs)
        for mine in a
        for theirs in b
        if (rule := document_rule(mine, theirs))
    ]
    if not found:
        return None
    best = min(found)
    return _BEST_FIRST[best[0]], best[3], best[4]
