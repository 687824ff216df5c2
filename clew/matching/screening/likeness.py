"""Estimates, compiled, what two names weigh: hardly ever lower than the exact weighing but for a margin.

Two words that hardly fit (`barely_akin`) are taken for two names here, which weighs less.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clew.matching.screening.compiled import compiled, inlined
from clew.matching.screening.keys import letter_at
from clew.matching.screening.letters import (
    ENDS,
    LETTERS,
    TITLE,
    put_letter,
    shared_end,
    wrong_share,
)
from clew.matching.screening.soundings import KNOWN, READINGS
from clew.matching.screening.vocabulary import (
    ABJAD,
    FACTS,
    FORM,
    FORM_BITS,
    IS_KNOWN,
    OCCURS,
    SIZE,
    SIZE_BITS,
    TELLS,
)
from clew.matching.weighing.table import QUALITIES as _UP_TO

QUALITIES = ("same", "sounds_alike", "nearly_alike", "alike", "akin")
"""How well two words fit, as clew.matching.weighing.table has it; the numbers here are their places."""
_SHARES = np.array([dict(_UP_TO)[quality] for quality in QUALITIES], np.float32)
"""The share of wrong letters up to which each holds."""
_JOINED_SHARE = np.float32(0.25)
"""Up to which share of wrong letters a word may be two others run together."""
_LEAST_JOINED = 5
"""Letters a word must have to be two run together."""
_AKIN, _FAR = 4, 5
"""A word and the same put together with another (Hanif, Abdul Hanif); two words that are two names."""


class Estimate(NamedTuple):
    """What the estimate counts with, in log-odds; all but the last as clew.matching.weighing has it.

    What is read for each pair of words stands in tuples: to take an array out of a tuple costs more than the sum.

    Attributes:
        births: weight of each rule of two birth dates (`births.BIRTHS`).
        births_slip: the same beside names that have a slip.
        start: where the weight of names begins.
        tells: weight of each unit of what a word tells, by how well it fits (QUALITIES).
        rare: the same of what it tells beyond the *usual*.
        each: weight of each word, likewise.
        close: how far a word that fits so well counts towards a whole name that agrees; 0: none with it does.
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
    tells: tuple[np.float32, ...]
    rare: tuple[np.float32, ...]
    each: tuple[np.float32, ...]
    close: tuple[np.float32, ...]
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
    first, second = np.float32(0), np.float32(0)
    for word in words:
        mine = tells(codes, word)
        whole = worth(estimate, 0, mine)
        told += mine
        first, second = max(first, mine), max(second, min(first, mine))
        most += max(np.float32(0), whole)
        loss = min(loss, max(np.float32(0), whole - worth(estimate, 2, mine)))
    if len(words) == 1:
        most = max(most, told - estimate.homonyms)  # it may be two words run together
    agrees = whole_name(estimate, told, len(words))
    if len(words) > 2:
        agrees = max(agrees, whole_name(estimate, first + second, 2))
    return most + agrees, loss


@inlined
def likeness(codes, words, listed, theirs, estimate, needed, rows):
    """Estimate what two names weigh: for each word the best counterpart not taken, then what is left over."""
    total, told, close = estimate.start, np.float32(0), np.float32(0)
    fit, shared, used, taken, agrees = 0, np.float32(0), np.uint64(0), np.uint64(0), True
    possible, _ = bounds(codes, words, estimate)
    if len(words) != len(theirs):
        shared, used, taken = run_together(codes, words, listed, theirs, rows)
    if used:
        possible = np.float32(99)
        total += np.float32(2) * worth(estimate, 1, shared / np.float32(2)) + estimate.joined
        told, close, fit = shared, np.float32(2) * estimate.close[1], 2
    free, spare = np.int64(len(words)) - many_bits(used), np.int64(len(theirs)) - many_bits(taken)
    same = _same_words(codes, words, listed, theirs, used, taken)
    taken |= same[1]
    for i in range(len(words)):
        if (used >> np.uint64(i)) & np.uint64(1):
            continue
        mine = tells(codes, words[i])
        best = max(np.float32(0), worth(estimate, 0, mine))
        if (same[0] >> np.uint64(i)) & np.uint64(1):
            quality, both = 0, mine
        else:
            quality, which = _worst(estimate, mine, needed - possible + best) + 1, -1
            for j in range(len(theirs)):
                if quality > 1 and not (taken >> np.uint64(j)) & np.uint64(1):
                    near = _words_near(codes, words[i], listed, theirs[j], quality - 1, rows)
                    if near < quality:
                        quality, which = near, j
            if which >= 0:
                taken |= np.uint64(1) << np.uint64(which)
                both = min(mine, tells(listed, theirs[which]))
            else:
                quality, both = _FAR, np.float32(0)
        possible -= best
        if quality < _FAR:
            gained = worth(estimate, quality, both)
            possible += gained
            total, told, close = total + gained, told + both, close + estimate.close[quality]
            fit, free, spare = fit + 1, free - 1, spare - 1
            agrees &= estimate.close[quality] > 0
        if possible < needed:
            return possible
    if free and spare:
        total += estimate.against
    elif fit and agrees:
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
        put_letter(rows, True, at, letter_at(codes, whole, at))
    at = 0
    for part in (front, back):
        for letter in range(min(_size(others, part), joined - at)):
            put_letter(rows, False, at, letter_at(others, part, letter))
            at += 1
    facts = codes[whole, FACTS] | others[front, FACTS] | others[back, FACTS]
    return wrong_share(size, joined, 0, facts & ABJAD != 0, _JOINED_SHARE, rows) <= _JOINED_SHARE


@inlined
def _size(codes, word):
    return np.int64((codes[word, FACTS] >> SIZE) & SIZE_BITS)


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
def _same_words(codes, words, listed, theirs, used, taken):
    """Which words of either name are words of the other too, a bit each; none counts twice."""
    mine, others = np.uint64(0), np.uint64(0)
    for i in range(len(words)):
        if (used >> np.uint64(i)) & np.uint64(1):
            continue
        for j in range(len(theirs)):
            bit = np.uint64(1) << np.uint64(j)
            if not (taken | others) & bit and _is_same(codes, words[i], listed, theirs[j]):
                mine |= np.uint64(1) << np.uint64(i)
                others |= bit
                break
    return mine, others


@inlined
def _is_same(codes, a, listed, b):
    return (
        codes[a, READINGS] == listed[b, READINGS]
        and codes[a, READINGS + 1] == listed[b, READINGS + 1]
        and _size(codes, a) == _size(listed, b)
    )


@inlined
def _words_near(codes, a, listed, b, worst, rows):
    """How well two words that differ fit: a place in QUALITIES; _FAR where they do not, or worse than *worst*."""
    m, n = _size(codes, a), _size(listed, b)
    mine, theirs = codes[a, FACTS], listed[b, FACTS]
    shared, is_known = _shared(codes, a, listed, b)
    either = mine | theirs
    if is_known or (shared and either & ABJAD):
        return 1
    form, other = np.int64((mine >> FORM) & FORM_BITS), np.int64((theirs >> FORM) & FORM_BITS)
    compound, its = form if form < ENDS else 0, other if other < ENDS else 0
    if compound == its and mine & theirs & IS_KNOWN:
        return _FAR  # two known names
    left_off = shared and compound != its and (compound == 0 or its == 0)
    if left_off and (compound == TITLE or its == TITLE):
        return 1
    if not shared:
        letters = (max(3, max(m, n) * 72 // 100) + 1) // 2
        mine, theirs = mine >> OCCURS, theirs >> OCCURS
        if (
            abs(m - n) > letters
            or many_bits(mine & ~theirs) > letters
            or many_bits(theirs & ~mine) > letters
        ):
            return _FAR
    for at in range(m):
        put_letter(rows, True, at, letter_at(codes, a, at))
    for at in range(n):
        put_letter(rows, False, at, letter_at(listed, b, at))
    share = wrong_share(m, n, shared_end(form, other), either & ABJAD != 0, _SHARES[worst], rows)
    for quality in range(1, worst + 1):
        if share <= _SHARES[quality]:
            return quality
    return _AKIN if left_off and worst >= _AKIN else _FAR


@inlined
def _shared(codes, a, listed, b):
    """Whether two words have a reading in common, and whether one as a known name."""
    found, is_known = False, False
    for i in range(READINGS):
        reading = codes[a, i]
        if reading == 0:
            break
        for j in range(READINGS):
            other = listed[b, j]
            if other == reading:
                found = True
                is_known |= reading >> np.uint64(KNOWN) == 1
            if other == 0:
                break
    return found, is_known
