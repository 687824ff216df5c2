"""Writes names of any script in the Latin letters the table of sounds knows."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from clew.matching.naming.rulebook import rules

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_ABJAD_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640\u0591-\u05c7]")
_SCRIPTS = ("cyrillic", "greek", "arabic", "hebrew", "armenian", "georgian")
_LETTERS: dict[str, str] = {
    letter: latin for script in _SCRIPTS for letter, latin in rules("scripts")[script].items()
}
_LOOKS: dict[str, str] = rules("scripts")["look_latin"]
_GREEK_PAIRS: dict[str, str] = rules("scripts")["greek_pairs"]
_GREEK_PAIR = re.compile("|".join(_GREEK_PAIRS))
_MARKED: dict[str, str] = rules("scripts")["marked"]
_MARKS = frozenset(_MARKED["letters"])
_LONE_J = re.compile("(?<![lnd])j")
_KNOWN_LATIN = frozenset("".join(rules("sounds")["letters"]))
_LOOKED_LIKE = str.maketrans("0134578$@!", "oieastbsai")
"""Digits written for letters inside a word of letters ("Ig0r")."""


class Word(NamedTuple):
    """One word of a name in Latin letters.

    Attributes:
        text: the word in lower case; in it capital letters stand for signs of scripts without vowels.
        abjad: True when the script leaves short vowels out (Arabic, Hebrew).
        mixed: True when letters of two scripts stood inside it and were folded into one.
        foreign: True when the script has no table here; such words are compared letter by letter.
    """

    text: str
    abjad: bool = False
    mixed: bool = False
    foreign: bool = False


def clean(text: str) -> str:
    """Compose letters, and take out marks that show nothing; dots and case stay as they are."""
    if text.isascii():
        return text
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).replace("\u200c", " "))


class EachLetter(dict[str, str]):
    """What is told of each letter, worked out when it is first asked for.

    Args:
        tell: what is told of a letter.
    """

    def __init__(self, tell: Callable[[str], str]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, char: str) -> str:
        told = self[char] = self._tell(char)
        return told


def _script(char: str) -> str:
    if char < "\u0250":
        return "latin"
    if "\u0370" <= char < "\u0400" or "\u1f00" <= char < "\u2000":
        return "greek"
    if "\u0400" <= char < "\u0530":
        return "cyrillic"
    if "\u0590" <= char < "\u0600":
        return "hebrew"
    if "\u0600" <= char < "\u0780" or "\ufb50" <= char < "\uff00":
        return "arabic"
    return "other"


@lru_cache(maxsize=200_000)
def written(word: str) -> Word:
    """Write one word, already cleaned and without blanks, in Latin letters.

    >>> written("ЏЕВДЕТ").text, written("Şükrü").text, written("حسن").abjad
    ('dževdet', 'şükrü', True)
    """
    if word.isascii():
        return Word(word.lower())
    word = _ABJAD_MARKS.sub("", word.replace("İ", "i").lower()).replace("i\u0307", "i")
    seen = set(map(_SCRIPT_OF.__getitem__, word))
    seen.discard("")
    mixed = "latin" in seen and bool(seen & {"cyrillic", "greek"})
    if mixed:
        word = "".join(_LOOKS.get(char, char) for char in word)
    if "greek" in seen:
        word = _GREEK_PAIR.sub(_greek_pair, _plain(word, "greek"))
    text = "".join(map(_LATIN_OF.__getitem__, word))
    if seen == {"latin"} and not _MARKS.isdisjoint(text):
        text = _LONE_J.sub(_MARKED["j"], text).replace("c", _MARKED["c"])
    abjad = bool(seen & {"arabic", "hebrew"})
    if abjad and len(text) > 2 and text[0] == "A" and text[1] in "WY":
        text = text[1:]  # alef only carries the long vowel
    foreign = _KNOWN_LATIN.isdisjoint(text)
    return Word(text, abjad, mixed, foreign)


def _greek_pair(found: re.Match[str]) -> str:
    """Give the sound of two Greek letters; at the beginning ντ is a plain d."""
    return "d" if found[0] == "ντ" and not found.start() else _GREEK_PAIRS[found[0]]


def undigit(word: str) -> str:
    """Read digits inside a word of letters as the letters they look like.

    >>> undigit("ig0r"), undigit("42nd")
    ('igor', '42nd')
    """
    letters = sum(char.isalpha() for char in word)
    digits = sum(char.isdigit() for char in word)
    return word.translate(_LOOKED_LIKE).replace("9", "g") if letters > digits > 0 else word


def _plain(word: str, script: str) -> str:
    """Take accents off the letters of one script."""
    parts = (
        unicodedata.normalize("NFD", char)[0] if _script(char) == script else char for char in word
    )
    return "".join(parts)


def _latin(char: str) -> str:
    if char == "'":
        return ""
    if char in _LETTERS:
        return _LETTERS[char]
    if char in _KNOWN_LATIN:
        return char
    if _script(char) == "other" and not char.islower():
        return char
    plain = unicodedata.normalize("NFKD", char)[0]
    return _LETTERS.get(plain, plain)


_SCRIPT_OF = EachLetter(lambda char: _script(char) if char.isalpha() else "")
"""The script of each letter; empty for what is no letter."""
_LATIN_OF = EachLetter(_latin)
