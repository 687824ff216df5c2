"""Figures no numeral tells: "he was sentenced", "both were found guilty", "seven of ten", "every fourth".

The grammar counts none of them, for as often they count nothing. They are put to a judge alone.
"""

from collections.abc import Iterator, Sequence

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.cues import Cue
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.numbers import PERSON, Number
from clew.analysis.figures.one_person import nth
from clew.analysis.figures.sentences import Sentence

_BEFALLS = frozenset(
    ("arrest", "custody", "prison", "detain", "catch", "charge", "convict", "sought", "die", "hurt")
)
_ENDS_CLAUSE = frozenset(".;:()[]–—?!•")
_SUBJECT = 7
"""How many words before a verb its subject begins at most."""
_OBJECT = 2
"""How many words behind a verb it has its object at least: "picked up 12 of them"."""
_WHOLES = frozenset((*range(2, 21), 100))
"""Wholes of which several are a share: "seven of ten"; of others they are counted, but for "one in forty"."""


def unsaid(
    sentence: Sentence, cues: Sequence[Cue], told: Sequence[Amount], words: Lexicon
) -> list[Amount]:
    """Give the figures of *sentence* that stand in no numeral.

    Args:
        sentence: the sentence, cut into words.
        cues: what its verbs and nouns say.
        told: its figures told in numbers.
        words: the language.
    """
    taken = {at for amount in told for at in range(amount.number.begin, amount.number.end)}
    pairs = [
        Amount(sentence, Number(at, at + 1, 2.0, shape="words"), at, at + 1)
        for at, word in enumerate(sentence.low)
        if word in words.grammar.twos and at not in taken
    ]
    shares = [
        Amount(sentence, share, share.begin, share.end, unit="percent")
        for share in _shares(sentence.low, words)
        if not any(_holds(amount.number, share) for amount in told)
    ]
    return [*pairs, *shares, *_persons(sentence, cues, told, words)]


def _holds(number: Number, share: Number) -> bool:
    """Say whether a number told has a share within it: "five and a half"."""
    return number.begin <= share.begin and share.end <= number.end


def _shares(low: list[str], words: Lexicon) -> Iterator[Number]:
    """Read "seven of ten", "two in three", "every fourth", and fractions no whole is told behind."""
    for at, word in enumerate(low):
        if word in words.grammar.every and (part := nth(_word(low, at + 1), words)) > 1:
            yield Number(at, at + 2, round(100 / part, 1), shape="share")
        elif word in words.fractions:
            yield Number(at, at + 1, words.fractions[word], shape="share")
        elif _word(low, at + 1) in words.grammar.of_a_whole and (share := _part(low, at, words)):
            yield share


def _part(low: list[str], at: int, words: Lexicon) -> Number | None:
    behind = at + 3 if _word(low, at + 2) in words.grammar.every else at + 2
    part, whole = _count(low[at], words), _count(_word(low, behind), words)
    if not 0 < part < whole or not (whole in _WHOLES or part == 1):
        return None
    return Number(at, behind + 1, round(100 * part / whole, 1), shape="share")


def _count(word: str, words: Lexicon) -> float:
    """Give a whole number up to a hundred in one word; 0 for any other."""
    if word.isdecimal() and len(word) < 4:
        return float(word)
    return words.ones.get(word) or words.tens.get(word) or 100.0 * (word in words.hundred)


def _word(low: list[str], at: int) -> str:
    return low[at] if at < len(low) else ""


def _persons(
    sentence: Sentence, cues: Sequence[Cue], told: Sequence[Amount], words: Lexicon
) -> Iterator[Amount]:
    """Give one person for each verb that tells what became of somebody no number stands for."""
    low, end = sentence.low, 0
    counted = [amount for amount in told if amount.unit is None and not _is_age(amount)]
    for cue in cues:
        if cue.says not in _BEFALLS or cue.is_noun or cue.begin < end:
            continue
        first = cue.begin
        while first > max(end, cue.begin - _SUBJECT) and low[first - 1] not in _ENDS_CLAUSE:
            first -= 1
        while low[first] == ",":
            first += 1
        several = not words.grammar.are_many.isdisjoint(low[max(first, cue.begin - 3) : cue.begin])
        last = cue.end + _OBJECT
        if several or any(first <= amount.number.begin < last for amount in counted):
            continue
        end = cue.end
        yield Amount(sentence, Number(cue.begin, end, 1.0, shape=PERSON), first, end, noun="people")


def _is_age(amount: Amount) -> bool:
    """Say whether a number stands between marks behind a name: "Pellow, 37, was found guilty"."""
    low, number = amount.sentence.low, amount.number
    around = low[max(0, number.begin - 1) : number.begin] + low[number.end : number.end + 1]
    return around in ([",", ","], ["(", ")"])
