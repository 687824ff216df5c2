"""Finds words of a topic in messages and payments: the table message_words.toml, folded."""

import re
from collections.abc import Callable
from functools import cache

from clew.analysis.prosecution.offences import table
from clew.model.text import fold


@cache
def topic(name: str) -> Callable[[str], str]:
    """Give what finds the first word of a topic in a text: the word as it stands in the table, or "".

    >>> topic("crossing")("They take the BORDERS at night"), topic("crossing")("A boring day")
    ('border', '')
    """
    known = {
        word: _pattern(word) for words in table("message_words")[name].values() for word in words
    }

    def found(text: str) -> str:
        folded = fold(text)
        return next((w.removesuffix("*") for w, one in known.items() if one.search(folded)), "")

    return found


def _pattern(word: str) -> re.Pattern[str]:
    begin = re.escape(fold(word.removesuffix("*")))
    return re.compile(rf"\b{begin}" if word.endswith("*") else rf"\b{begin}\b")
