"""Which figure before it a number goes on from, or is a part of."""

from itertools import pairwise

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.items import (
    BULLETS,
    OF_PERSONS,
    Item,
    Place,
    in_brackets,
    like_money,
)
from clew.analysis.figures.kinds import PEOPLE
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.numbers import digits

_LEAST_CONTINUED = 10
"""The least bare number that may continue a figure of the sentence before."""


class Continuing:
    """Finds the figure that another one continues, in one language."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words

    def whole_of(self, amount: Amount, place: Place) -> Item | None:
        """Give the figure that *amount* continues or is a part of."""
        whole = _whole_named(amount, place.items) or self._of_whom(amount, place.items)
        if whole:
            return whole
        if before := self._in_sentence(amount, place.here):
            return before
        low = amount.sentence.low
        after = low[amount.end] if amount.end < len(low) else ""
        opens = amount.begin == 0 and (after in self._words.be or after in self._words.grammar.come)
        lead = low[max(0, amount.begin - 3) : amount.begin]
        of_whom = "whom" in lead or {"among", "them"} <= set(lead)
        linked = amount.is_part or of_whom or low[0] in BULLETS or opens
        small = (amount.number.value or 0) < _LEAST_CONTINUED
        if not linked and (amount.noun != "bare" or small):
            return None
        return from_before(amount, place, 2 if linked else 1)

    def _in_sentence(self, amount: Amount, here: list[Item]) -> Item | None:
        """Give the last figure of the sentence that *amount* can continue.

        One that is a circumstance ("in three lorries") is passed over where another one is as large or larger.
        """
        fitting = [
            item for item in reversed(here)
            if item.amount.number.shape != "article" and _may_go_on(amount, item)
        ]  # fmt: skip
        for item in fitting:
            if not (self._is_circumstance(item) and len(fitting) > 1):
                return item
        return fitting[0] if fitting else None

    def _is_circumstance(self, item: Item) -> bool:
        low, at = item.amount.sentence.low, item.amount.begin - 1
        grammar = self._words.grammar
        return (
            at >= 0 and not item.follows and item.kind.name not in OF_PERSONS - {"other"}
            and (low[at] in grammar.placed or low[at] in grammar.holding)
        )  # fmt: skip

    def _of_whom(self, amount: Amount, items: list[Item]) -> Item | None:
        """Give the figure of "the migrants, 11 of whom": the last one of that noun."""
        low, at = amount.sentence.low, amount.begin - 1
        if not amount.is_part or at < 1 or low[at] != ",":
            return None
        found = self._words.heads.ending(low, at)
        same = (i for i in reversed(items) if found and i.amount.noun == found[1])
        return next(same, None)

    def listed_part(self, amount: Amount, place: Place) -> Item | None:
        """Give the figure of the line before that a line "of whom minors: 62" is a part of."""
        low = amount.sentence.low
        at = 1 if low[0] in BULLETS else 0
        opens = low[at : at + 1] and low[at] in self._words.grammar.of_links
        if amount.noun != "bare" or low[amount.begin - 1] != ":" or not opens:
            return None
        of = low[at + 1 : at + 2]
        return from_before(amount, place, 3) if of and of[0] in self._words.parts_of else None


def _may_go_on(amount: Amount, item: Item) -> bool:
    """Say whether *amount* can continue *item*, which stands before it in its sentence."""
    if item.kind.name in ("duration", "percent_change"):
        return False
    if item.in_brackets and not in_brackets(amount):
        return False
    if amount.noun in PEOPLE and item.kind.name not in OF_PERSONS:
        return False
    return not item.amount.is_money or (amount.noun == "bare" and like_money(amount, item))


def from_before(amount: Amount, place: Place, reach: int) -> Item | None:
    """Give the figure of the last *reach* sentences that *amount* goes on from."""
    for item in reversed(place.items):
        if item.at < place.at - reach:
            return None
        one = item.amount.number.shape == "article"
        if item.amount.is_money or item.amount.unit or item.in_brackets or one:
            continue
        if not item.follows or not amount.is_part:
            return item
    return None


def _whole_named(amount: Amount, items: list[Item]) -> Item | None:
    """Give the figure that "31 of the 207" names as the whole."""
    low, at = amount.sentence.low, amount.end
    if not amount.is_part or at >= len(low) or not low[at][0].isdecimal():
        return None
    value = digits(low[at])
    return next((i for i in reversed(items) if i.amount.number.value == value), None)


def other_period(amount: Amount, place: Place, words: Lexicon) -> Item | None:
    """Give what one of two bare numbers is told of: "1,034 people and 62 smugglers; … it had been 295 and 17"."""
    low = amount.sentence.low
    pair = [o for o in place.others if not (o.noun_end or o.unit) and o.number.shape == "digits"]
    for one, two in pairwise(pair):
        joined = low[one.end : two.begin] == ["and"] and low[max(0, one.begin - 1)] in words.be
        if not joined or amount not in (one, two):
            continue
        told = [
            i for i in place.items
            if i.at >= place.at - 1 and i.amount not in pair and not i.amount.unit and not i.follows
            and i.amount.number.shape != "article"
        ]  # fmt: skip
        whole = told[-2:] if len(told) > 1 and told[-1].at == told[-2].at else []
        if whole and whole[0].kind.name != whole[1].kind.name:
            return whole[0] if amount is one else whole[1]
    return None
