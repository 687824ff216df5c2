"""Estimates, compiled, what two names weigh; never lower than the exact weighing but for a margin."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clew.matching.screening.compiled import compiled, inlined
from clew.matching.screening.keys import letter_at
from clew.matching.screening.soundings import KNOWN, LETTER_CLASSES, LETTERS, READINGS
from clew.matching.screening.vocabulary import ABJAD, FACTS, OCCURS, SIZE, TELLS

QUALITIES = ("same", "sounds_alike", "nearly_alike", "alike", "akin")
"""How well two words fit, as clew.matching.weighing.table has it; the numbers here are their places."""
_MINE, _THEIRS = 3, 4
"""Rows of `room_for_letters` that hold the letters."""
_LONG, _PHONETIC = np.uint64(1 << 16), np.uint64(1 << KNOWN)
"""Readings from the first number on have four consonants or more; from the second on they are no sounds."""
_LEAST_JOINED = 5
"""Letters a word must have to be two run together."""
_LAST_VOWEL = 3
"""Codes of letters up to this one are vowels (`soundings`)."""
_FAR = 5
"""Two words that are two names."""


class Estimate(NamedTuple):
    """What the estimate counts with, in log-odds; all but the last as clew.matching.weighing has it.

    Attributes:
        births: weight of each rule of two birth dates (`births.BIRTHS`).
        births_slip: the same beside names that have a slip.
        start: where the weight of names begins.
        tells: weight of each unit of what a word tells, by how well it fits (QUALITIES).
        rare: the same of what it tells beyond the *usual*.
        each: weight of each word, likewise.
        close: how far a word that fits so well counts towards a whole name that agrees.
        homonyms: see `NameWeights.homonyms`.
        against: for words both names have and the other has not.
        more: for each word only one name has, over those that fit; alone: where only one fits.
        usual: see `NameWeights.usual_information`.
        joined: added where two words of one name are one of the other.
        most: that names weigh.
        margin: by which the estimate may be too low, but for what weighs the most.
        needed: estimates below this are not worth weighing.
    """

    births: NDArray[np.float32]
    births_slip: NDArray[np.float32]
    start: np.float32
    tells: NDArray[np.float32]
    rare: NDArray[np.float32]
    each: NDArray[np.float32]
    close: NDArray[np.float32]
    homonyms: np.float32
    against: np.float32
    more: np.float32
    alone: np.float32
    joined: np.float32
    usual: np.float32
    most: np.float32
    margin: np.float32
    needed: np.float32


@inlined
def tells(codes, word):
    """What meeting a word tells, in log-odds."""
    return np.float32(codes[word, FACTS] & np.uint64(65_535)) / np.float32(TELLS)


@inlined
def worth(estimate, quality, told):
    """What a word weighs that fits so well; a title or a particle nothing."""
    if told <= 0:
        return np.float32(0)
    rare = max(np.float32(0), told - estimate.usual)
    return (
        estimate.tells[quality] * (told - rare)
        + estimate.rare[quality] * rare
        + estimate.each[quality]
    )


@inlined
def whole_name(estimate, told, many):
    """What a name adds of which all words agree."""
    if many < 2:
        return np.float32(0)
    rare = max(np.float32(0), told - estimate.usual * np.float32(many))
    by_parts = (
        estimate.start
        + estimate.tells[0] * (told - rare)
        + rare
        + estimate.each[0] * np.float32(many)
    )
    return max(
        np.float32(0), told * np.float32(2) / np.float32(many) - estimate.homonyms - by_parts
    )


@compiled
def bounds(codes, words, estimate):
    """The most the words of a name can add up to, and how much less where one of them has a slip."""
    most, loss, told = estimate.start, np.float32(99), np.float32(0)
    for word in words:
        mine = tells(codes, word)
        whole = worth(estimate, 0, mine)
        told += mine
        most += max(np.float32(0), whole)
        loss = min(loss, max(np.float32(0), whole - worth(estimate, 2, mine)))
    if len(words) == 1:
        most = max(most, told - estimate.homonyms)  # it may be two words run together
    return most + whole_name(estimate, told, len(words)), loss


@inlined
def likeness(codes, words, listed, theirs, estimate, needed, rows):
    """Estimate what two names weigh: for each word the best counterpart not taken, then what is left over."""
    total, told, close = estimate.start, np.float32(0), np.float32(0)
    fit, shared, used, taken = 0, np.float32(0), np.uint64(0), np.uint64(0)
    possible, _ = bounds(codes, words, estimate)
    if len(words) != len(theirs):
        shared, used, taken = run_together(codes, words, listed, theirs, rows)
    if used:
        possible = np.float32(99)
        total += np.float32(2) * worth(estimate, 1, shared / np.float32(2)) + estimate.joined
        told, close, fit = shared, np.float32(2) * estimate.close[1], 2
    free, spare = np.int64(len(words)) - many_bits(used), np.int64(len(theirs)) - many_bits(taken)
    for i in range(len(words)):
        if (used >> np.uint64(i)) & np.uint64(1):
            continue
        mine = tells(codes, words[i])
        possible -= max(np.float32(0), worth(estimate, 0, mine))
        quality, which = _worst(estimate, mine, needed - possible) + 1, -1
        for j in range(len(theirs)):
            if quality and not (taken >> np.uint64(j)) & np.uint64(1):
                near = _words_near(codes, words[i], listed, theirs[j], quality - 1, rows)
                if near < quality:
                    quality, which = near, j
        if which >= 0:
            taken |= np.uint64(1) << np.uint64(which)
            both = min(mine, tells(listed, theirs[which]))
            gained = worth(estimate, quality, both)
            possible += gained
            total, told, close = total + gained, told + both, close + estimate.close[quality]
            fit, free, spare = fit + 1, free - 1, spare - 1
        if possible < needed:
            return possible
    if free and spare:
        total += estimate.against
    elif fit:
        total += close / np.float32(fit) * whole_name(estimate, told, fit)
    if fit and free != spare:
        total += estimate.more * np.float32(abs(free - spare)) / np.float32(fit)
        if fit == 1:
            total += estimate.alone
    return min(total, estimate.most)


@compiled
def run_together(codes, words, listed, theirs, rows):
    """Two neighbouring words of one name that are one word of the other, by their letters.

    Gives what that tells, and which words of either name it uses, a bit each.
    """
    one, two = np.uint64(1), np.uint64(3)
    for i in range(len(words)):
        size = _size(codes, words[i])
        for j in range(len(theirs) - 1):
            if _is_as_long(size, _size(listed, theirs[j]) + _size(listed, theirs[j + 1])) and (
                _joined_near(codes, words[i], listed, theirs[j], theirs[j + 1], rows)
            ):
                both = tells(listed, theirs[j]) + tells(listed, theirs[j + 1])
                return min(tells(codes, words[i]), both), one << np.uint64(i), two << np.uint64(j)
    for j in range(len(theirs)):
        size = _size(listed, theirs[j])
        for i in range(len(words) - 1):
            if _is_as_long(size, _size(codes, words[i]) + _size(codes, words[i + 1])) and (
                _joined_near(listed, theirs[j], codes, words[i], words[i + 1], rows)
            ):
                both = tells(codes, words[i]) + tells(codes, words[i + 1])
                return min(tells(listed, theirs[j]), both), two << np.uint64(i), one << np.uint64(j)
    return np.float32(0), np.uint64(0), np.uint64(0)


@inlined
def _is_as_long(size, joined):
    """Whether a word may be two others run together, by its length."""
    return size >= _LEAST_JOINED and abs(size - min(joined, LETTERS)) * 4 <= size


@compiled
def _joined_near(codes, whole, others, front, back, rows):
    """Whether a word is two others run together, but for some letters; as far as letters are kept."""
    size, most = _size(codes, whole), _size(codes, whole) // 2
    joined = _size(others, front) + _size(others, back)
    mine = codes[whole, FACTS] >> OCCURS
    theirs = (others[front, FACTS] | others[back, FACTS]) >> OCCURS
    if joined <= LETTERS and (many_bits(mine & ~theirs) > most or many_bits(theirs & ~mine) > most):
        return False
    joined = min(joined, LETTERS)
    for at in range(size):
        rows[_MINE, at] = letter_at(codes, whole, at)
    at = 0
    for part in (front, back):
        for letter in range(min(_size(others, part), joined - at)):
            rows[_THEIRS, at] = letter_at(others, part, letter)
            at += 1
    return _letters_wrong(size, joined, most, rows) <= most


@inlined
def _size(codes, word):
    return np.int64((codes[word, FACTS] >> SIZE) & np.uint64(255))


@inlined
def many_bits(mask):
    """How many bits of 32 are set."""
    one, two, four = np.uint64(0x55555555), np.uint64(0x33333333), np.uint64(0x0F0F0F0F)
    mask = mask - ((mask >> np.uint64(1)) & one)
    mask = (mask & two) + ((mask >> np.uint64(2)) & two)
    mask = (mask + (mask >> np.uint64(4))) & four
    return np.int64(((mask * np.uint64(0x01010101)) & np.uint64(0xFFFFFFFF)) >> np.uint64(24))


@inlined
def _worst(estimate, mine, least):
    """The worst quality a word may fit with, where it must weigh *least* for its name to be worth weighing."""
    worst = _FAR - 1
    while worst >= 0 and least > 0 and worth(estimate, worst, mine) < least:
        worst -= 1
    return worst


@inlined
def _words_near(codes, a, listed, b, worst, rows):
    """How well two words fit: a place in QUALITIES; _FAR where they do not, or worse than *worst*."""
    m, n = _size(codes, a), _size(listed, b)
    size = max(m, n)
    shared, is_long, is_known = _shared(codes, a, listed, b)
    if shared and (is_known or (codes[a, FACTS] | listed[b, FACTS]) & ABJAD):
        return 1
    if shared:
        most = size // 2 if is_long or worst == 2 else 2 * size // 3
    else:
        most = max(3, size * 72 // 100)
        letters = (most + 1) // 2
        mine, theirs = codes[a, FACTS] >> OCCURS, listed[b, FACTS] >> OCCURS
        if (
            abs(m - n) > letters
            or many_bits(mine & ~theirs) > letters
            or many_bits(theirs & ~mine) > letters
        ):
            return _FAR
        if worst == 3:
            most = min(most, size // 2)
        elif worst == 2:
            most = min(most, size // 3)
    if worst == 0 or (worst == 1 and not shared):
        most = 0
    elif worst == 1:
        most = size // 3
    wrong = _wrong(codes, a, m, listed, b, n, most, rows)
    if wrong == 0:
        return 0
    if wrong > most:
        return 3 if shared and is_long else _FAR
    if shared:
        return 1 if wrong * 3 <= size else 2 if wrong * 2 <= size else 3
    return 2 if wrong * 3 <= size else 3 if wrong * 2 <= size else 4


@inlined
def _shared(codes, a, listed, b):
    """Whether two words have a reading in common, one of several consonants, one as a known name."""
    found, is_long, is_known = False, False, False
    for i in range(READINGS):
        reading = codes[a, i]
        if reading == 0:
            break
        for j in range(READINGS):
            other = listed[b, j]
            if other == reading:
                found = True
                is_long |= _LONG <= reading < _PHONETIC
                is_known |= reading >> np.uint64(KNOWN) == 1
            if other == 0:
                break
    return found, is_long, is_known


@inlined
def _wrong(codes, a, m, listed, b, n, most, rows):
    """Wrong letters between two words, as `_letters_wrong` counts them; equal ends are passed over."""
    start = 0
    while start < m and start < n and letter_at(codes, a, start) == letter_at(listed, b, start):
        start += 1
    while m > start and n > start and letter_at(codes, a, m - 1) == letter_at(listed, b, n - 1):
        m, n = m - 1, n - 1
    if most == 0:
        return m + n - 2 * start
    for at in range(start, m):
        rows[_MINE, at - start] = letter_at(codes, a, at)
    for at in range(start, n):
        rows[_THEIRS, at - start] = letter_at(listed, b, at)
    return _letters_wrong(m - start, n - start, most, rows)


@compiled
def _letters_wrong(m, n, most, rows):
    """Wrong letters between two rows of letters (optimal string alignment), twice as many.

    A vowel, or a sound for its like, counts half.

    Args:
        m, n: letters of the one and of the other.
        most: from which on they are not counted any more; what is given is then more than this.
        rows: as `room_for_letters` gives it, the letters in the last two rows.
    """
    rows[0, 0] = 0
    for j in range(n):
        rows[0, j + 1] = rows[0, j] + _counts_for(rows[_THEIRS, j])
    now, before, again, was = 0, 0, 0, 0
    for i in range(1, m + 1):
        again, before, now = before, now, (now + 1) % 3
        letter = rows[_MINE, i - 1]
        mine_counts = _counts_for(letter)
        rows[now, 0] = fewest = rows[before, 0] + mine_counts
        for j in range(1, n + 1):
            other = rows[_THEIRS, j - 1]
            counts = _counts_for(other)
            cost = min(rows[before, j] + mine_counts, rows[now, j - 1] + counts)
            changed = max(mine_counts, counts)
            if LETTER_CLASSES[letter] == LETTER_CLASSES[other]:
                changed = 0 if letter == other else 1
            cost = min(cost, rows[before, j - 1] + changed)
            if i > 1 and j > 1 and letter == rows[_THEIRS, j - 2] and rows[_MINE, i - 2] == other:
                cost = min(cost, rows[again, j - 2] + max(mine_counts, counts))
            rows[now, j] = cost
            fewest = min(fewest, cost)
        if fewest > most and was > most:
            return fewest
        was = fewest
    return rows[now, n]


@inlined
def room_for_letters():
    """Room in which letters are compared: three rows of counts, two of letters."""
    return np.empty((5, LETTERS + 1), np.int32)


@inlined
def _counts_for(letter):
    """How far a wrong letter counts, in halves."""
    return 1 if letter <= _LAST_VOWEL else 2
