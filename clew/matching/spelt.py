"""Says whether two words are one name in two spellings or scripts, to cover it wherever it stands."""

from functools import lru_cache

from clew.matching.naming.pairing import words_apart
from clew.matching.naming.scripts import clean, written
from clew.model.text import fold

ONE_WORD = 0.15
"""Up to this share of wrong sounds two words of a name are taken for one in two spellings or scripts."""
_SPELT = 4
"""Letters from which on another spelling of a word is looked for in its own script."""


@lru_cache(maxsize=500_000)
def is_one_name(word: str, other: str) -> bool:
    """Say whether two words are one name, in another spelling or script perhaps.

    >>> is_one_name("Shtepia", "Штепија"), is_one_name("Vesa", "فيسا"), is_one_name("Ana", "and")
    (True, True, False)
    """
    one, two = fold(word).replace(" ", ""), fold(other).replace(" ", "")
    if one == two:
        return bool(one)
    mine, theirs = written(clean(word)), written(clean(other))
    is_one_script = word.isascii() == other.isascii() and mine.abjad == theirs.abjad
    if not one or not two or (is_one_script and min(len(one), len(two)) < _SPELT):
        return False
    if any(char.isdigit() for char in (*one, *two)):
        return False
    return words_apart(mine, theirs) <= ONE_WORD
