"""Gives each word of a name the codes it is looked up by: how it can sound, and its letters.

Two spellings of one word (Xhevdet, Dževdet, Џевдет) share a reading: the consonants it can be heard as,
in classes of sounds that clerks exchange. Vowels, h and y are left out; what is left out or exchanged
here is weighed exactly later, by the names' own rules. Source of the sounds: naming/sounds.toml.
"""

import zlib
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from clew.matching.naming.known import full_names, known
from clew.matching.naming.parts import WORDS, forms, part_of
from clew.matching.naming.rulebook import rules
from clew.matching.naming.scripts import undigit, written
from clew.matching.naming.sounds import units
from clew.matching.screening.letters import LETTERS, form_code, letter_code

READINGS = 5
"""Readings kept of a word: as it sounds in several languages, without Abd or -ullah, as a known name."""
_FULL = 1 << 4 * 14
"""From this number on a reading has all the consonants that are kept, fourteen."""
_MOST_WAYS = 16
"""Ways to hear a word that are followed up."""
_CLASSES = {
    sound: number
    for number, sounds in enumerate(("bp", "vf", "td", "szTSZCJ", "kg", "l", "m", "n", "r"), 1)
    for sound in sounds
}
_SOUNDS: dict[str, str] = rules("sounds")["letters"]
_MORE: dict[str, tuple[tuple[int, ...], ...]] = {
    "x": ((5, 4), (4,), ()), "w": ((2,), ()), "g": ((5,), (4,)), "kh": ((), (5,)), "ch": ((4,), (5,), ()),
    "X": ((), (5,)), "W": ((), (2,)), "K": ((5,),), "ğ": ((), (5,)), "gh": ((5,), ()), "h": ((),), "Q": ((5,), ()),
    "ț": ((4,), (3,)), "ţ": ((4,), (3,)),
}  # fmt: skip
"""Units heard as no consonant or as two in some languages of the route; the rest follows the table of sounds."""
KNOWN = 60
"""The bit set in readings that are numbers of known names."""
_KNOWN, _HASHED = 1 << KNOWN, 1 << 61
_MOST_KNOWN = 2
"""Known names kept that one word can be."""
_SAID_APART = forms(
    WORDS["servant"] + WORDS["parent"] + [end for ends in WORDS["endings"].values() for end in ends]
)
_PLACEHOLDERS = forms(WORDS["placeholders"])
_SON_OF = forms(WORDS["son_of"] + WORDS["after_father"])


class Sounding(NamedTuple):
    """The codes of one word.

    Attributes:
        readings: what it can be heard as, at most READINGS.
        letters: one code per letter or letter group (`letters`), at most LETTERS.
        counts: False for a title, a particle, a placeholder: it is looked up only where there is nothing else.
        part: the word as the names' rules count its bearers.
        abjad: True for a script that leaves short vowels out.
        form: what it is put together with (Abd, -ullah) or ends in, by its place in `letters.FORMS`; 0 for nothing.
        known: it is a known name, and all the names it can be are among its readings.
    """

    readings: tuple[int, ...]
    letters: bytes
    counts: bool
    part: str
    abjad: bool = False
    form: int = 0
    known: bool = False


@lru_cache(maxsize=200_000)
def sounding(text: str) -> Sounding:
    """Give the codes of one word, cleaned and in lower case.

    >>> set(sounding("xhevdet").readings) & set(sounding("џевдет").readings) != set()
    True
    >>> sounding("haji").counts, sounding("al").counts, sounding("agim").counts
    (False, False, True)
    """
    word = written(text if text.isalpha() else undigit(text))
    if not word.text:
        return Sounding((), b"", False, "")
    part = part_of(text, word, "")
    heard = units(word.text, word.abjad)
    found = dict.fromkeys(_readings(heard, READINGS))
    if part.compound and part.text != word.text:
        found |= dict.fromkeys(_readings(units(part.text, word.abjad), 2))
    if word.mixed:
        each = "".join(written(letter).text for letter in text)
        found |= dict.fromkeys(_readings(units(each, word.abjad), 2))
    own = known(part.text)
    numbers = sorted(own | full_names(word.text))
    told = [_KNOWN | number for number in numbers[:_MOST_KNOWN]]
    readings = (*islice(found, READINGS - len(told)), *told)
    counts = not (
        part.kind in ("title", "initial")
        or word.text in _PLACEHOLDERS
        or word.text in _SAID_APART
        or word.text in _SON_OF
    )
    letters = bytes(map(letter_code, heard[:LETTERS]))
    return Sounding(
        readings or (_hashed(word.text),), letters, counts, part.text, word.abjad,
        form_code(part.compound, part.text), bool(own) and len(numbers) <= _MOST_KNOWN,
    )  # fmt: skip


def _readings(heard: tuple[str, ...], most: int) -> list[int]:
    """Give the first ways to hear a word as numbers: its consonant classes, four bits each, behind a 1.

    A letter that can be heard in several ways is heard in the same way throughout a word.
    """
    heard = heard[:24]
    options = [_options(unit) for unit in heard]
    several = list(
        dict.fromkeys(unit for unit, ways in zip(heard, options, strict=True) if len(ways) > 1)
    )
    found: dict[int, None] = {}
    for way in _ways(tuple(several)) if several else ({},):
        packed, before = 1, 0
        for unit, ways in zip(heard, options, strict=True):
            classes = ways[way[unit]] if len(ways) > 1 else ways[0]
            if not classes:
                before = 0
                continue
            for number in classes:  # a class right behind itself is heard once
                if number != before and packed < _FULL:
                    packed = packed << 4 | number
                before = number
        if packed > 1:
            found[packed] = None
            if len(found) == most:
                break
    return list(found) or [_hashed("".join(heard))]


@lru_cache(maxsize=20_000)
def _ways(units: tuple[str, ...]) -> tuple[dict[str, int], ...]:
    """Give which way to hear each of some letters, in all combinations but at most so many."""
    ways: list[tuple[int, ...]] = [()]
    for unit in units:
        ways = [(*way, one) for way in ways for one in range(len(_options(unit)))][:_MOST_WAYS]
    return tuple(dict(zip(units, way, strict=True)) for way in ways)


@lru_cache(maxsize=5_000)
def _options(unit: str) -> tuple[tuple[int, ...], ...]:
    if unit in _MORE:
        return _MORE[unit]
    sounds = _SOUNDS.get(unit, "")
    if not sounds:
        return ((_CLASSES[unit],),) if unit in _CLASSES else ((),)
    return tuple(dict.fromkeys((_CLASSES[sound],) if sound in _CLASSES else () for sound in sounds))


def _hashed(text: str) -> int:
    return _HASHED | zlib.crc32(text.encode())
