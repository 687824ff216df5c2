"""Letters of words as numbers, and how far two words are apart in them, compiled.

Counted as clew.matching.naming counts wrong letters (`sounds.apart`, `pairing.trusted`), but for letters that are
doubled where two groups of letters meet; `tests/matching/screening/test_letters.py` counts how often that tells.
"""

from functools import cache

import numpy as np

from clew.matching.naming.known import plain
from clew.matching.naming.pairing import (
    ENDINGS,
    LETTERS_COUNT,
    NO_SLIP,
    SHORTEST_STEM,
    SOUND,
    UNSOUND,
)
from clew.matching.naming.parts import WORDS
from clew.matching.naming.rulebook import rules
from clew.matching.naming.sounds import cost_instead, cost_left_out
from clew.matching.screening.compiled import compiled, inlined

LETTERS = 16
"""Letters kept of a word; longer words are told apart by their readings."""
_SOUNDS: dict[str, str] = rules("sounds")["letters"]
_UNITS = {unit: number for number, unit in enumerate(sorted(_SOUNDS), 1)}
_OTHER = len(_UNITS) + 1
"""Of letters the table of sounds does not know."""
_CODES = _OTHER + 1
assert _CODES <= 1 << 8, "a letter's code is one byte of a word's codes"
_STEPS = 32
"""In how many steps a wrong letter is counted."""
_LIKE = {sound: at for at, sound in enumerate("aeouvbptdszTSZCJkgxlmnrhfjqw", 1)} | {
    "i": 2, "y": 2, "u": 3, "o": 3,
}  # fmt: skip
_OTHER_LIKE = 31


@cache
def letter_code(unit: str) -> int:
    """Give the number of a letter or letter group that stands for one sound."""
    return _UNITS.get(unit, _OTHER)


@cache
def _like(unit: str) -> int:
    return _LIKE.get(_SOUNDS.get(unit, unit)[0], _OTHER_LIKE)


_COMPOUNDS = sorted(
    {"servant", "parent", *WORDS["endings"], *(r["ending"] for r in WORDS["written_together"])}
)
FORMS = ("", *_COMPOUNDS, *ENDINGS)
"""What a name can be put together with, or end in as many family names do."""
assert len(FORMS) <= 1 << 6, "a form has 6 bits of a word's codes"
ENDS = len(_COMPOUNDS) + 1
"""The place in FORMS of the first ending."""
TITLE = FORMS.index("title")
_ENDS = {ending: place for place, ending in enumerate(ENDINGS, ENDS)}
_SIZES = sorted(set(map(len, ENDINGS)), reverse=True)
_SHARED_END = np.zeros((len(FORMS), len(FORMS)), np.uint8)
"""For two forms the letters of the longest ending they share."""


def form_code(compound: str, text: str) -> int:
    """Give the place in FORMS of what a name is put together with, else of its ending."""
    if compound:
        return FORMS.index(compound)
    text = plain(text)
    return next((_ENDS[text[-size:]] for size in _SIZES if text[-size:] in _ENDS), 0)


@inlined
def shared_end(form, other):
    """Letters of the longest ending that names of two forms share."""
    return _SHARED_END[form, other]


def _of_each(number: int, default: int) -> "np.ndarray[tuple[int], np.dtype[np.uint8]]":
    return np.full(number, default, np.uint8)


LIKE = _of_each(_CODES, _OTHER_LIKE)
"""For each code one of 31 letters it is most like."""
_INSTEAD, _AT_END = _of_each(_CODES * _CODES, _STEPS), _of_each(_CODES * _CODES, _STEPS)
"""Cost of one for another, in steps, at the place code * _CODES + other code: inside a word, and at its end."""
_LEFT_OUT = np.full((2, 2, _CODES), _STEPS, np.uint8)
"""Cost of one that the other word does not have: between words with vowels and else; inside a word, and at its end."""
_WIDEST = 4
_SPELT = np.zeros((_CODES, _WIDEST), np.int32)
"""For each code the letters that stand for it, without marks; 0 behind the last."""
_UNSPELT = 1
"""Stands for a letter the table of sounds does not know."""


def _fill() -> None:
    _SPELT[_OTHER, 0] = _UNSPELT
    for unit, code in _UNITS.items():
        LIKE[code] = _like(unit)
        for at, letter in enumerate(plain(unit)[:_WIDEST]):
            _SPELT[code, at] = ord(letter)
        for other, theirs in _UNITS.items():
            _INSTEAD[code * _CODES + theirs] = int(_STEPS * cost_instead(unit, other, False))
            _AT_END[code * _CODES + theirs] = int(_STEPS * cost_instead(unit, other, True))
        for at_end in (False, True):
            _LEFT_OUT[0, int(at_end), code] = int(
                _STEPS * cost_left_out(unit, at_end, False, False)
            )
            _LEFT_OUT[1, int(at_end), code] = int(
                _STEPS * min(cost_left_out(unit, at_end, one, not one) for one in (False, True))
            )
    _INSTEAD[-1] = _AT_END[-1] = 0
    for form, one in enumerate(ENDINGS, ENDS):
        for its, two in enumerate(ENDINGS, ENDS):
            ends = [end for end in ENDINGS if one.endswith(end) and two.endswith(end)]
            _SHARED_END[form, its] = max(map(len, ends), default=0)


_fill()
_MINE, _THEIRS, _ADDED = 3, 4, 5
"""Rows of `room_for_letters` that hold the letters, and what those of the other word cost."""


@inlined
def room_for_letters():
    """Room in which letters are compared: three rows of counts, two of letters, one of costs."""
    return np.empty((6, LETTERS * _WIDEST + 1), np.int32)


@inlined
def put_letter(rows, mine, at, letter):
    """Put one letter of the one (*mine*) or the other word into the room."""
    rows[_MINE if mine else _THEIRS, at] = letter


@compiled
def wrong_share(m, n, ending, abjad, most, rows):
    """Share of wrong letters between the two words in the room; above *most* it is only more than that.

    Args:
        m, n: letters of the one and of the other.
        ending: letters of an ending both have, which many share.
        abjad: one of them is of a script that leaves short vowels out.
        most: from which on the letters are not counted any more.
        rows: as `room_for_letters` gives it, the letters put into it.
    """
    size = max(m, n, 2)
    if size > SHORTEST_STEM:
        size = max(size - ending, SHORTEST_STEM)
    limit = np.int64(most * np.float32(_STEPS * size)) + 1
    kind = 1 if abjad else 0
    wrong = _sounds_wrong(m, n, kind, limit, rows)
    share = np.float32(wrong) / np.float32(_STEPS * size)
    if share <= np.float32(SOUND) or wrong > limit:
        return share
    if abjad:
        return share + (share - np.float32(SOUND)) * np.float32(NO_SLIP)
    doubt = min(np.float32(1), (share - np.float32(SOUND)) / np.float32(UNSOUND - SOUND))
    m, n = _spell(rows, _MINE, m), _spell(rows, _THEIRS, n)
    written = np.float32(_letters_wrong(m, n, rows)) / np.float32(max(m, n, 2))
    return share + max(np.float32(0), written - share) * doubt * np.float32(LETTERS_COUNT)


@compiled
def _spell(rows, which, many):
    """Put the letters that stand for those of a word in their place; give how many."""
    found = 0
    for at in range(many):
        unit = rows[which, at]
        for part in range(_WIDEST):
            if _SPELT[unit, part]:
                rows[_ADDED, found] = _SPELT[unit, part]
                found += 1
    for at in range(found):
        rows[which, at] = rows[_ADDED, at]
    return found


@compiled
def _sounds_wrong(m, n, kind, most, rows):
    """Steps between two rows of letters by the sounds they stand for; letters that changed places count one."""
    now, before, again = 0, 1, 2
    rows[before, 0] = 0
    for j in range(n):
        rows[_ADDED, j] = _LEFT_OUT[kind, np.int64(j == n - 1), rows[_THEIRS, j]]
        rows[before, j + 1] = rows[before, j] + rows[_ADDED, j]
    was = 0
    for i in range(m):
        letter, last = rows[_MINE, i], i == m - 1
        dropped, instead = np.int32(_LEFT_OUT[kind, np.int64(last), letter]), letter * _CODES
        slant = rows[before, 0]
        left = fewest = rows[now, 0] = slant + dropped
        for j in range(n):
            other, above = rows[_THEIRS, j], rows[before, j + 1]
            cost = slant + np.int32(_INSTEAD[instead + other])
            if above + dropped < cost:
                cost = above + dropped
            if left + rows[_ADDED, j] < cost:
                cost = left + rows[_ADDED, j]
            if i and j and letter == rows[_THEIRS, j - 1] and rows[_MINE, i - 1] == other:
                cost = min(cost, rows[again, j - 1] + _STEPS)
            if cost < fewest:
                fewest = cost
            rows[now, j + 1] = left = cost
            slant = above
        if last and n:
            at_end = rows[before, n - 1] + np.int32(_AT_END[instead + rows[_THEIRS, n - 1]])
            return min(rows[now, n], at_end)
        if fewest > most and was > most:
            return fewest
        was = fewest
        now, before, again = again, now, before
    return rows[before, n]


@compiled
def _letters_wrong(m, n, rows):
    """Wrong letters between two rows as they are written (optimal string alignment); equal ends are passed over."""
    start = 0
    while start < m and start < n and _is_alike(rows, start, start):
        start += 1
    while m > start and n > start and _is_alike(rows, m - 1, n - 1):
        m, n = m - 1, n - 1
    for j in range(n - start + 1):
        rows[0, j] = j
    now, before, again = 0, 0, 0
    for i in range(1, m - start + 1):
        again, before, now = before, now, (now + 1) % 3
        rows[now, 0] = i
        for j in range(1, n - start + 1):
            mine, theirs = start + i - 1, start + j - 1
            cost = min(rows[before, j] + 1, rows[now, j - 1] + 1)
            cost = min(cost, rows[before, j - 1] + (0 if _is_alike(rows, mine, theirs) else 1))
            if (
                i > 1
                and j > 1
                and _is_alike(rows, mine, theirs - 1)
                and _is_alike(rows, mine - 1, theirs)
            ):
                cost = min(cost, rows[again, j - 2] + 1)
            rows[now, j] = cost
    return rows[now, n - start]


@inlined
def _is_alike(rows, mine, theirs):
    return rows[_MINE, mine] == rows[_THEIRS, theirs]
