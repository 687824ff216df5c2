"""Hears each word of a name: as which letters, whether it counts, which known names it can be.

Two spellings of one word (Xhevdet, Dževdet, Џевдет) share a reading (`readings`): the consonants it can be
heard as, in classes of sounds that clerks exchange. Vowels, h and y are left out; what is left out or
exchanged here is weighed exactly later, by the names' own rules. Source of the sounds: naming/sounds.toml.
"""

import zlib
from typing import NamedTuple

from clew.matching.naming.known import full_names, known
from clew.matching.naming.parts import WORDS, forms, part_of
from clew.matching.naming.rulebook import rules
from clew.matching.naming.scripts import undigit, written
from clew.matching.naming.sounds import units
from clew.matching.screening.letters import LIKE, form_code, letter_code

READINGS = 5
"""Readings kept of a word: as it sounds in several languages, without Abd or -ullah, as a known name."""
MORE_READINGS = 2
"""Readings kept of what a word can be taken for beside: without Abd or -ullah, letter by letter."""
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
MOST_HEARD = 24
"""Letters and letter groups of a word that are heard."""
MOST_KNOWN = 2
"""Known names kept that one word can be."""
_NO_NAMES = ("title", "initial")
_DO_NOT_COUNT = forms(
    WORDS["placeholders"] + WORDS["son_of"] + WORDS["after_father"] + WORDS["servant"] + WORDS["parent"]
    + [end for ends in WORDS["endings"].values() for end in ends]
)  # fmt: skip
"""Words that never stand for a name: for an unknown one, before or behind one."""


def _options(unit: str) -> tuple[tuple[int, ...], ...]:
    """Give the ways to hear a unit, the classes of its consonants in each."""
    if unit in _MORE:
        return _MORE[unit]
    sounds = _SOUNDS.get(unit, unit)
    return tuple(dict.fromkeys((_CLASSES[sound],) if sound in _CLASSES else () for sound in sounds))


_SIGNS = [sound for sound in _CLASSES if sound not in _SOUNDS]
_NUMBERS = {unit: letter_code(unit) for unit in _SOUNDS} | {
    sign: number for number, sign in enumerate(_SIGNS, len(LIKE))
}
"""Numbers of units: the codes of letters (`letters`); behind them signs that stand for a sound, but no letter."""
_OTHER = len(LIKE) - 1
UNITS = len(LIKE) + len(_SIGNS)
"""How many numbers units have."""
HEARD_AS = {number: _options(unit) for unit, number in _NUMBERS.items()}
"""Number of a unit → the ways to hear it, the classes of its consonants in each."""
_SILENT = bytes(n for n in range(UNITS) if HEARD_AS.get(n, ((),)) == ((),))


class Sounding(NamedTuple):
    """What was heard of one word.

    Attributes:
        heard: numbers of its letters and letter groups.
        unheard: what stands for its reading when there is no consonant in it, else 0.
        more: *heard* and *unheard* of what it can be taken for beside.
        told: readings that are numbers of known names.
        counts: False for a title, a particle, a placeholder: it is looked up only where there is nothing else.
        part: the word as the names' rules count its bearers.
        abjad: True for a script that leaves short vowels out.
        form: what it is put together with (Abd, -ullah) or ends in, by its place in `letters.FORMS`; 0 for nothing.
        known: it is a known name, and all the names it can be are among its readings.
    """

    heard: bytes
    unheard: int
    more: tuple[tuple[bytes, int], ...]
    told: tuple[int, ...]
    counts: bool
    part: str
    abjad: bool
    form: int
    known: bool


def sounding(text: str) -> Sounding:
    """Hear one word, cleaned and in lower case.

    >>> sounding("haji").counts, sounding("al").counts, sounding("agim").counts
    (False, False, True)
    """
    word = written(text if text.isalpha() else undigit(text))
    if not word.text:
        return Sounding(b"", 0, (), (), False, "", False, 0, False)
    part = part_of(text, word, "")
    more = [part.text] if part.compound and part.text != word.text else []
    if word.mixed:
        more.append("".join(written(letter).text for letter in text))
    own, full = known(part.text), full_names(word.text)
    numbers = sorted(own | full) if own or full else ()
    return Sounding(
        *_heard(word.text, word.abjad),
        tuple(_heard(other, word.abjad) for other in more) if more else (),
        tuple(_KNOWN | number for number in numbers[:MOST_KNOWN]) if numbers else (),
        not (part.kind in _NO_NAMES or word.text in _DO_NOT_COUNT), part.text, word.abjad,
        form_code(part.compound, part.text), bool(own) and len(numbers) <= MOST_KNOWN,
    )  # fmt: skip


def _heard(word: str, abjad: bool) -> tuple[bytes, int]:
    """Give the numbers of a word's letters and letter groups, and what stands for them where all are silent."""
    said = units(word, abjad)
    heard = bytes([_NUMBERS.get(unit, _OTHER) for unit in said])
    if heard[:MOST_HEARD].translate(None, _SILENT):
        return heard, 0
    return heard, _HASHED | zlib.crc32("".join(said[:MOST_HEARD]).encode())
