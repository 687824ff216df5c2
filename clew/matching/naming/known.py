"""Names that everybody on the route knows: which spellings are one name and which are two."""

import re
import unicodedata
from functools import lru_cache

from clew.matching.naming.rulebook import rules
from clew.matching.naming.scripts import EachLetter, written

_LETTERS = str.maketrans(
    {"š": "sh", "ş": "sh", "ș": "sh", "ž": "zh", "č": "ch", "ç": "ch", "ć": "c", "đ": "dj", "ğ": "g", "ı": "i",
     "ë": "e"}
)  # fmt: skip
_PAIRS = (("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ph", "f"), ("ck", "k"), ("q", "k"))
_TWICE = re.compile(r"(.)\1+")


def _bare(letter: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))


_BARE = EachLetter(_bare)
"""Each letter without its marks."""


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """Give the letters a known name is looked up by: no marks, none doubled, common spellings made one.

    >>> plain("yussef"), plain("yusef")
    ('iusef', 'iusef')
    """
    is_ascii = word.isascii()
    if not is_ascii:
        word = word.translate(_LETTERS)
    for old, new in _PAIRS:
        if old in word:
            word = word.replace(old, new)
    if not is_ascii:
        word = "".join(map(_BARE.__getitem__, word))
    if _TWICE.search(word):
        word = _TWICE.sub(r"\1", word)
    return word.replace("y", "i")


def _lines() -> list[str]:
    return [line for culture, said in rules("known").items() if culture != "short" for line in said]


def _table() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_lines()):
        for form in line.split():
            found.setdefault(plain(written(form).text), set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


def _shorts() -> frozenset[tuple[str, str]]:
    pairs = set()
    for line in rules("known")["short"]:
        short, *full = (plain(written(form).text) for form in line.split())
        pairs |= {pair for name in full for pair in ((short, name), (name, short))}
    return frozenset(pairs)


_KNOWN = _table()
_FIRST = tuple(plain(written(line.split()[0]).text) for line in _lines())
_SHORTS = _shorts()
_NONE: frozenset[int] = frozenset()


def _full() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for line in rules("known")["short"]:
        short, *full = (plain(written(form).text) for form in line.split())
        for name in full:
            found.setdefault(short, set()).update(_KNOWN.get(name, _NONE))
    return {short: frozenset(numbers) for short, numbers in found.items()}


_FULL = _full()


def known(word: str) -> frozenset[int]:
    """Give the numbers of the known names this word can be; empty when it is not known.

    >>> known("mehmet") == known("mohammed"), known("milan") & known("milana")
    (True, frozenset())
    """
    return _KNOWN.get(plain(word), _NONE)


def one_spelling(word: str) -> str:
    """Give one spelling for every spelling of a known name, any other word in its plain letters.

    >>> one_spelling("mehmet") == one_spelling("mohammed"), one_spelling("gjoni")
    (True, 'gjoni')
    """
    numbers = known(word)
    return _FIRST[min(numbers)] if numbers else plain(word)


def is_short_for(one: str, other: str) -> bool:
    """True when one word is a familiar form of the other.

    >>> is_short_for("ibro", "ibrahim"), is_short_for("ibrahim", "ibro"), is_short_for("ibro", "idris")
    (True, True, False)
    """
    return (plain(one), plain(other)) in _SHORTS


def full_names(word: str) -> frozenset[int]:
    """Give the numbers of the known names this word is a familiar form of; empty when it is none.

    >>> full_names("ibro") == known("ibrahim")
    True
    """
    return _FULL.get(plain(word), _NONE)
