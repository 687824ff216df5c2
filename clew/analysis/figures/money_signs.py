"""Signs and codes of money beside a number."""

import unicodedata

from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.numbers import Number
from clew.analysis.figures.sentences import Sentence


def inner_currency(sentence: Sentence, number: Number, words: Lexicon) -> str | None:
    """Give the money told inside a number, as in "from €2 to €3"."""
    for at in range(number.begin, number.end):
        if found := words.currencies.at(sentence.low, at):
            return found[1]
    return None


def is_code(sentence: Sentence, begin: int, end: int) -> bool:
    """Say whether the words are a sign or a code in capitals, not the end of another sum."""
    written = sentence.written(begin, end)
    return not written.islower() and not written[0].isdecimal()


def unknown_sign(sentence: Sentence, number: Number) -> str | None:
    """Give a sign of money beside a number that is none clew knows."""
    for at in (number.begin - 1, number.end):
        word = sentence.low[at] if 0 <= at < len(sentence.low) else ""
        if len(word) == 1 and unicodedata.category(word) == "Sc":
            return word
    return None
