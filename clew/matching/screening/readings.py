"""What words can be heard as, and their letters, as numbers: compiled, all words of a list at once.

A reading holds the classes of a word's consonants, four bits each, behind a 1. A letter that can be heard in
several ways is heard in the same way throughout a word.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clew.matching.screening.compiled import compiled, inlined
from clew.matching.screening.letters import LETTERS, LIKE
from clew.matching.screening.soundings import (
    HEARD_AS,
    MORE_READINGS,
    MOST_HEARD,
    MOST_KNOWN,
    READINGS,
    UNITS,
    Sounding,
)

_FULL = np.uint64(1 << 4 * 14)
"""From this number on a reading has all the consonants that are kept, fourteen."""
_MOST_WAYS = 16
"""Ways to hear a word that are followed up."""
_OTHER = len(LIKE) - 1
"""Stands among a word's letters for one the table of sounds does not know."""
_IN_ONE = 8
"""Letters in one number."""


def _options() -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Give for each unit its consonants in each way to hear it, 0 behind the last; and how many ways there are."""
    consonants = np.zeros((UNITS, 3, 2), np.uint64)
    ways = np.ones(UNITS, np.int64)
    for unit, options in HEARD_AS.items():
        ways[unit] = len(options)
        for way, classes in enumerate(options):
            consonants[unit, way, : len(classes)] = classes
    return consonants, ways


_CONSONANTS, _WAYS = _options()


class Read(NamedTuple):
    """Words as numbers.

    Attributes:
        readings: (words, READINGS) what each can be heard as, 0 behind the last.
        letters: (words, 2) eight letters a number, the first in the lowest bits.
        sizes: (words) how many letters that are.
        occurring: (words) which letters occur, a bit each (`letters.LIKE`).
    """

    readings: NDArray[np.uint64]
    letters: NDArray[np.uint64]
    sizes: NDArray[np.uint64]
    occurring: NDArray[np.uint64]


def read_out(found: Sequence[Sounding]) -> Read:
    """Give as numbers what was heard of words."""
    words = len(found)
    more = [(word, *one) for word, f in enumerate(found) if f.more for one in f.more]
    owners = np.array([*range(words), *(word for word, _, _ in more)], np.int64)
    unheard = np.array([*(f.unheard for f in found), *(stands for _, _, stands in more)], np.uint64)
    heard, starts = _laid_out([*(f.heard for f in found), *(said for _, said, _ in more)])
    known = np.zeros((words, MOST_KNOWN), np.uint64)
    for word, f in enumerate(found):
        if f.told:
            known[word, : len(f.told)] = f.told
    read = Read(
        np.zeros((words, READINGS), np.uint64), np.zeros((words, LETTERS // _IN_ONE), np.uint64),
        np.zeros(words, np.uint64), np.zeros(words, np.uint64),
    )  # fmt: skip
    _put_readings(heard, starts, owners, unheard, known, read.readings)
    _put_letters(heard, starts, read.letters, read.sizes, read.occurring)
    return read


def _laid_out(heard: list[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Lay what was heard one behind the other: the units, and where each word begins and the last ends."""
    starts = np.zeros(len(heard) + 1, np.int64)
    np.cumsum(list(map(len, heard)), out=starts[1:])
    return np.frombuffer(b"".join(heard), np.uint8), starts


@compiled
def _put_readings(heard, starts, owners, unheard, known, out):
    """Put what words are heard as.

    Args:
        heard: units of all hearings, one behind the other; *starts*: where each begins, and the last ends.
        owners: the word of each hearing: each word's own first, in order, then what some are taken for beside.
        unheard: for each hearing what stands for it when there is no consonant in it, else 0.
        known: (words, MOST_KNOWN) readings that are numbers of known names, 0 behind the last; they stand last.
        out: (words, READINGS) all 0.
    """
    words = len(out)
    way, several = np.empty(UNITS, np.int64), np.empty(MOST_HEARD, np.int64)
    found = np.empty(READINGS, np.uint64)
    for at in range(len(owners)):
        if unheard[at]:
            found[0], many = unheard[at], 1
        else:
            units = heard[starts[at] : min(starts[at + 1], starts[at] + MOST_HEARD)]
            most = READINGS if at < words else MORE_READINGS
            many = _hear(units, most, way, several, found)
        for i in range(many):
            _put(found[i], out[owners[at]], READINGS)
    for word in range(words):
        names = np.count_nonzero(known[word])
        first = min(np.count_nonzero(out[word]), READINGS - names)
        out[word, first : first + names] = known[word, :names]


@compiled
def _hear(units, most, way, several, found):
    """Give the first ways to hear a word, at most so many; *way* and *several* are room to count in."""
    letters, many = 0, 0
    way[:] = -1
    for unit in units:
        if way[unit] < 0:
            way[unit] = 0
            if _WAYS[unit] > 1:
                several[letters] = unit
                letters += 1
    found[:] = 0
    for _ in range(_MOST_WAYS):
        reading = _reading(units, way)
        if reading > np.uint64(1):
            many = _put(reading, found, most)
        last = letters - 1
        while last >= 0 and way[several[last]] + 1 == _WAYS[several[last]]:
            way[several[last]] = 0
            last -= 1
        if last < 0 or many == most:
            break
        way[several[last]] += 1
    return many


@compiled
def _reading(units, way):
    """Give the consonants heard in one way."""
    reading, before = np.uint64(1), np.uint64(0)
    for unit in units:
        classes = _CONSONANTS[unit, way[unit]]
        if classes[0] == 0:
            before = np.uint64(0)
        for number in classes:  # a class right behind itself is heard once
            if number:
                if number != before and reading < _FULL:
                    reading = reading << np.uint64(4) | number
                before = number
    return reading


@inlined
def _put(reading, row, most):
    """Put a reading behind those of a row unless it is among them or there are so many; give how many there are."""
    many = 0
    while many < most and row[many] != 0:
        if row[many] == reading:
            reading = np.uint64(0)
        many += 1
    if many < most and reading != 0:
        row[many] = reading
        many += 1
    return many


@compiled
def _put_letters(heard, starts, out, sizes, occurring):
    """Put the letters of words, as many as are kept, how many there are, and which occur."""
    for word in range(len(out)):
        many = min(starts[word + 1] - starts[word], LETTERS)
        sizes[word] = many
        for at in range(many):
            letter = np.uint64(min(heard[starts[word] + at], _OTHER))
            out[word, at // _IN_ONE] |= letter << np.uint64(8 * (at % _IN_ONE))
            occurring[word] |= np.uint64(1 << np.int64(LIKE[letter]))
