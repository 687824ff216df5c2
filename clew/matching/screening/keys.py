"""The keys a name is looked up by: pairs of its words' readings, one reading with a birth date, one word alone.

Compiled with numba; all keys are 64-bit hashes. A name of one or two words is also looked up with one
consonant (or, in a short word, one letter) of one word left out, on both sides, so that any one slip of
the hand is met; longer names are met by the words that have no slip.
"""

import numpy as np
from numpy.typing import NDArray

from clew.matching.screening.compiled import compiled, inlined
from clew.matching.screening.letters import LIKE
from clew.matching.screening.soundings import READINGS
from clew.matching.screening.vocabulary import COUNTS, FACTS, SIZE, SIZE_BITS

MOST_KEYS = 640
"""Keys of one name at most."""
KEY_WORDS = 6
"""Words of a name that keys are made of: the first five and the last."""
MOST_WORDS = 24
"""Words of a name that are compared."""
MOST_VARIANTS = 24
"""What one word with a slip can be, at most."""
_PAIR, _ALONE, _BORN, _BEGIN = (
    np.uint64(0x9E3779B97F4A7C15),
    np.uint64(0xC2B2AE3D27D4EB4F),
    np.uint64(0x165667B19E3779F9),
    np.uint64(0x27D4EB2F165667C5),
)
_SHORT = np.uint64(1 << 12)
"""Readings below this have at most two consonants and are varied by their letters."""
_JANUARY = np.uint64(1 << 5 | 1)
_ONE_WORD = 1 << 20
"""The bit set in keys of first sounds that lead to names of one word."""
_LETTERS = np.uint64(1 << 61)
_PHONETIC = np.uint64(1 << 60)


@inlined
def mixed(key: np.uint64) -> np.uint64:
    """Spread a number over 64 bits (splitmix64)."""
    key ^= key >> np.uint64(30)
    key *= np.uint64(0xBF58476D1CE4E5B9)
    key ^= key >> np.uint64(27)
    key *= np.uint64(0x94D049BB133111EB)
    return key ^ (key >> np.uint64(31))


@inlined
def is_name(codes, word):
    """True for a word that is a name; not for a title, a particle, a placeholder."""
    return (codes[word, FACTS] >> COUNTS) & np.uint64(1) != 0


@compiled
def named_words(
    places: NDArray[np.int64],
    start: int,
    stop: int,
    codes: NDArray[np.uint64],
    out: NDArray[np.int64],
) -> int:
    """Put the places of the words that are names into *out*; all words where fewer than two are."""
    many = 0
    for at in range(start, stop):
        if is_name(codes, places[at]) and many < len(out):
            out[many] = places[at]
            many += 1
    return many if many > 1 else all_words(places, start, stop, out)


@compiled
def all_words(places: NDArray[np.int64], start: int, stop: int, out: NDArray[np.int64]) -> int:
    """Put the places of all words into *out*."""
    many = min(stop - start, len(out))
    for at in range(many):
        out[at] = places[start + at]
    return many


@inlined
def letter_at(codes, word, at):
    """The code of one letter of a word."""
    return (codes[word, READINGS + (at >> 3)] >> np.uint64((at & 7) << 3)) & np.uint64(255)


@compiled
def _slips(codes, word, out):
    """What is left of a word when one of its consonants is taken out, or of a short word one letter; with the word.

    The word itself is among them, by its reading and where short by its letters, so that a slip on one
    side only is met too.
    """
    first = codes[word, 0]
    out[0] = first
    many = 1
    if first >= _SHORT and first < _PHONETIC:
        shift = np.uint64(0)
        while (first >> shift) > np.uint64(1) and many < MOST_VARIANTS:
            low = first & ((np.uint64(1) << shift) - np.uint64(1))
            out[many] = ((first >> (shift + np.uint64(4))) << shift) | low
            many += 1
            shift += np.uint64(4)
        return many
    size = np.int64((codes[word, FACTS] >> SIZE) & SIZE_BITS)
    if size < 2 or size > 10:
        return many
    for skip in range(-1, size if size > 2 else 0):
        key = np.uint64(17)
        for at in range(size):
            if at != skip:
                like = np.uint64(LIKE[letter_at(codes, word, at)])
                key = mixed(key * np.uint64(31) + like)
        out[many] = _LETTERS | (key >> np.uint64(4))
        many += 1
    return many


@inlined
def _pair(a: np.uint64, b: np.uint64) -> np.uint64:
    low, high = (a, b) if a < b else (b, a)
    return mixed(mixed(low + _PAIR) ^ high)


@compiled
def _joined(a: np.uint64, b: np.uint64) -> np.uint64:
    """The reading of two words run together."""
    size = np.uint64(0)
    while (b >> size) > np.uint64(1):
        size += np.uint64(4)
    low = b & ((np.uint64(1) << size) - np.uint64(1))
    if (
        size
        and (a & np.uint64(15)) == (b >> (size - np.uint64(4))) & np.uint64(15)
        and a > np.uint64(1)
    ):
        size -= np.uint64(4)
        low = b & ((np.uint64(1) << size) - np.uint64(1))
    if a >> (np.uint64(60) - size):
        return np.uint64(0)
    return (a << size) | low


@compiled
def keys_of(words, many, codes, dates, first, last, asks, out):
    """Put the keys of one name into *out*; give where those of its ends begin, where those with slips, and how many.

    Args:
        words: places of its words in *codes*; *many* of them count.
        dates: packed birth dates; those from *first* to *last* are the bearer's.
        asks: True for a name that is looked up, False for one that shall be found.
        out: room for MOST_KEYS.
    """
    if many > KEY_WORDS:
        words[KEY_WORDS - 1] = words[many - 1]
        many = KEY_WORDS
    found = 0
    for i in range(many):
        for a in range(READINGS):
            mine = codes[words[i], a]
            if mine == 0:
                break
            if _is_alone(codes, words, many, i):
                out[found] = mixed(mine + _ALONE)
                found += 1
            for j in range(i + 1, many):
                for b in range(READINGS):
                    if codes[words[j], b] == 0 or found >= MOST_KEYS:
                        break
                    out[found] = _pair(mine, codes[words[j], b])
                    found += 1
    found = _keys_joined(words, many, codes, out, found)
    sure = _keys_born(words, many, codes, dates, first, last, asks, out, found)
    found = _keys_of_ends(words, many, codes, dates, first, last, out, sure)
    return sure, found, _keys_with_slips(words, many, codes, out, found)


@inlined
def _is_alone(codes, words, many, i):
    """True for the only word of a name, and for the only one that is no title or particle."""
    named = 0
    for j in range(many):
        named += is_name(codes, words[j])
    return many == 1 or (named == 1 and is_name(codes, words[i]))


@compiled
def _keys_with_slips(words, many, codes, out, found):
    """Keys of a short name with one consonant or letter of one word left out."""
    if many > 2:
        return found
    left = np.empty(MOST_VARIANTS, np.uint64)
    for i in range(many):
        kept = _slips(codes, words[i], left)
        for v in range(kept):
            if _is_alone(codes, words, many, i):
                out[found] = mixed(left[v] + _ALONE)
                found += 1
            for j in range(many):
                for r in range(2):
                    if i == j or codes[words[j], r] == 0 or found >= MOST_KEYS:
                        break
                    out[found] = _pair(left[v], codes[words[j], r])
                    found += 1
    return found


@compiled
def _keys_joined(words, many, codes, out, found):
    """Keys of a name with two neighbouring words run together."""
    if many < 2 or many > 4:
        return found
    for i in range(many - 1):
        a, b = codes[words[i], 0], codes[words[i + 1], 0]
        if a >= _PHONETIC or b >= _PHONETIC:
            continue
        both = _joined(a, b)
        if both == 0:
            continue
        if many == 2 and found < MOST_KEYS:
            out[found] = mixed(both + _ALONE)
            found += 1
        for j in range(many):
            if j in (i, i + 1):
                continue
            for r in range(READINGS):
                if codes[words[j], r] == 0 or found >= MOST_KEYS:
                    break
                out[found] = _pair(both, codes[words[j], r])
                found += 1
    return found


@compiled
def _keys_born(words, many, codes, dates, first, last, asks, out, found):
    """Keys of each word with a full birth date, its day and month also exchanged.

    A name run together into one word is met by its first consonant: it looks for names of several words, and
    they for one.
    """
    for at in range(first, last):
        either = _either_way(dates[at])
        if either == 0:
            continue
        if found < MOST_KEYS:
            of_one_word = (many == 1) != asks
            begins = _end(codes[words[0], 0], 0, 1) | np.uint64(_ONE_WORD if of_one_word else 0)
            out[found] = mixed(mixed(either + _BEGIN) ^ begins)
            found += 1
        for i in range(many):
            for r in range(READINGS):
                if codes[words[i], r] == 0 or found >= MOST_KEYS:
                    break
                out[found] = mixed(mixed(either + _BORN) ^ codes[words[i], r])
                found += 1
    return found


@compiled
def _keys_of_ends(words, many, codes, dates, first, last, out, found):
    """Keys of two words that may have a slip each: two consonants at an end of one, one at an end of the other.

    They go with a full birth date, but 1 January, which stands for days not known.
    """
    for at in range(first, last):
        either = _either_way(dates[at])
        if many != 2 or either == 0 or either & np.uint64(511) == _JANUARY:
            continue
        for way in range(8):
            if found >= MOST_KEYS:
                break
            mine = _end(codes[words[way & 1], 0], way & 2, 2)
            other = _end(codes[words[1 - (way & 1)], 0], way & 4, 1)
            out[found] = mixed(mixed(either + _BEGIN) ^ (mine << np.uint64(16) | other))
            found += 1
    return found


@inlined
def _either_way(date):
    """A packed date, the same whether day and month are exchanged or not; 0 where it is not known to the day."""
    year, month, day = date >> 9, (date >> 5) & 15, date & 31
    if month == 0 or day == 0:
        return np.uint64(0)
    low, high = (month, day) if month < day else (day, month)
    return np.uint64(year << 9 | (low << 5 | high if high <= 12 else month << 5 | day))


@inlined
def _end(reading, last, many):
    """The classes of the first or the last consonants of a reading, one or two, told apart; 0 where there is none."""
    if reading >= _PHONETIC or reading < np.uint64(16):
        return np.uint64(0)
    bits = np.uint64(4 * many)
    if last:
        return reading & ((np.uint64(1) << bits) - np.uint64(1)) | np.uint64(1 << 12)
    while reading >> bits > np.uint64(1):
        reading >>= np.uint64(4)
    return reading
