"""Sums that are no price of a person: what those who work for a network get by the job, and ransoms."""

from itertools import pairwise

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.lexicon import Lexicon

_TO_RELEASE = 8
"""How many words behind a sum its release is told at most."""
_EMPLOYED = 14
"""How many words before a sum the one who gets it is told at most."""


def is_lump_pay(amount: Amount, words: Lexicon) -> bool:
    """Say whether those who work for a network are paid by the job: "the skipper was given EUR 5,000".

    What they get for each person moved is a price, "EUR 2,000 each" is none.
    """
    low = amount.sentence.low
    told = {low[at] for at in range(amount.number.end, amount.end)}
    if amount.per == "person" and words.each.isdisjoint(told):
        return False
    if amount.per == "person" and any(words.per.at(low, at) for at in range(amount.end - 1)):
        told_for = low[max(0, amount.end - 3) : amount.end]
        if "for" in told_for or "every" in told_for:
            return False
    heads = [
        (at, head[1])
        for at in range(amount.begin - 1, max(-1, amount.begin - _EMPLOYED), -1)
        if (head := words.heads.at(low, at)) is not None and head[1] not in ("others", "cash")
    ]
    employed = next((at for at, noun in heads if noun not in ("people", "minors")), -1)
    if employed < 0 or not {(employed, "crew"), (employed, "officers")} & {*heads}:
        return False
    between = low[employed : amount.begin]
    if any(word in ";:" for word in between):
        return False
    pairs = {*between, *map(" ".join, pairwise(between))}
    if not words.grammar.receiving.isdisjoint(pairs):
        return True
    return len(between) == 1 and low[employed - 1] in words.grammar.theirs


def is_ransom(amount: Amount, words: Lexicon) -> bool:
    """Say whether a sum is asked for letting somebody go: "1,500 euros for the release of each"."""
    after = amount.sentence.low[amount.number.end : amount.number.end + _TO_RELEASE]
    return "for" in after and not words.grammar.let_go.isdisjoint(after[after.index("for") :])


def named_behind(amount: Amount, words: Lexicon) -> str:
    """Give what a sum is said to be right behind it: "12,000 euros in compensation", "3,000 euros to build"."""
    low, at = amount.sentence.low, amount.end
    if at + 1 >= len(low):
        return ""
    if low[at] == "to" and low[at + 1] in words.grammar.made:
        return "other"
    found = words.money.at(low, at + 1) if low[at] in words.grammar.placed | {"as"} else None
    return found[1] if found and found[1] in ("other", "fee", "proceeds") else ""
