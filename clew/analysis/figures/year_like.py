"""Sums of money that look like a year: "EUR 2000", "2000 euros", "between 1900 and 2000 EUR" are no dates."""

import re
from functools import cache

from clew.analysis.figures.lexicon import Lexicon

_REACH = 24
_NUMBER = r"\d[\d.,]*"


class Sums:
    """Says where a number of four figures is money, in one language."""

    def __init__(self, words: Lexicon) -> None:
        self._before, self._after = _shapes(words)

    def are_at(self, text: str, begin: int, end: int) -> bool:
        """Say whether *text* has money before or behind the number from *begin* to *end*, or behind its range."""
        before = self._before.search(text, max(0, begin - _REACH), begin)
        if before and _is_sign(before["money"]):
            return True
        return self._after.match(text, end, end + _REACH) is not None


def _is_sign(written: str) -> bool:
    """Say whether money is written as a sign, a code in capitals or a name, not as a word like "all" or "try"."""
    return len(written) > 3 or not written.islower()


@cache
def _shapes(words: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = sorted(words.currencies.single(), key=len, reverse=True)
    money = "|".join(rf"\b{name}\b" if name.isalpha() else re.escape(name) for name in names)
    links = "|".join(map(re.escape, sorted(words.range_words | set(words.range_pairs.values()))))
    to = rf"\s*(?:[-–—]|\b(?:{links})\b)\s*"
    before = rf"(?P<money>{money})\s?(?:{_NUMBER}{to})?$"
    after = rf"(?:{to}{_NUMBER})?[\s-]?(?:{money})(?!\s*\d)"
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)
