"""Finds the listed parties worth weighing against a person: many in, few out, none missed that could matter.

What is estimated here is no score: it only has to be high wherever the exact weighing
(clew.matching.weighing) is. Compiled with numba.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from clew.matching.screening.cutting import Cut
from clew.matching.screening.keys import KEY_WORDS, MOST_KEYS, keys_of, letter_at, named_words
from clew.matching.screening.soundings import LETTERS, READINGS
from clew.matching.screening.table import SEVERAL
from clew.matching.screening.vocabulary import FACTS, OCCURS, SIZE, TELLS, Codes

_ROOM = 1 << 16
_LONG_BUCKET = 24
"""Entries from which a bucket is entered at the year of birth."""
_GREGORIAN = 1500
"""Years before this are of another calendar."""
_JANUARY, _OLDEST = np.uint32(1 << 5 | 1), np.uint32(_GREGORIAN << 9)
_FAR = 3
"""Two words that fit, sound alike and have few letters wrong are 0, 1 and 2 apart; others this."""
_MOST_WORDS = KEY_WORDS + 4
BIRTHS = (
    "same_birth_date", "birth_day_and_month_swapped", "same_birth_month", "birth_date_digits_transposed",
    "same_first_of_january", "unknown_day_same_birth_year", "same_birth_year", "birth_date_one_digit_off",
    "same_birth_month_other_day", "neighbouring_birth_year", "same_birth_year_other_day", "other_birth_year",
    "other_birth_date", "same_birth_date_in_another_calendar",
)  # fmt: skip
"""What two birth dates can be to each other, as clew.matching.weighing.births has it."""
(SAME, SWAPPED, MONTH, TRANSPOSED, FIRST, DAY_UNKNOWN, YEAR, DIGIT, OTHER_DAY, NEXT_YEAR, OTHER_MONTH, OTHER_YEAR,
 OTHER, CALENDAR) = range(len(BIRTHS))  # fmt: skip


class Estimate(NamedTuple):
    """What the estimate counts with, in log-odds; all but the last as clew.matching.weighing has it.

    Attributes:
        births: weight of each thing two birth dates can be to each other, in the order of BIRTHS.
        start: where the weight of names begins.
        tells: weight of each unit of what a word tells, where it fits, sounds alike, has few letters wrong.
        each: weight of each word, likewise.
        against: for words both names have and the other has not.
        most: that names weigh.
        needed: estimates below this are not worth weighing.
    """

    births: NDArray[np.float32]
    start: float
    tells: NDArray[np.float32]
    each: NDArray[np.float32]
    against: float
    most: float
    needed: float


@dataclass(frozen=True, slots=True)
class Met:
    """People and listed parties worth weighing, pair by pair; a pair may come several times.

    Attributes:
        people: rows of the people; parties: rows of the listed parties.
    """

    people: NDArray[np.int64]
    parties: NDArray[np.int64]


class Names(NamedTuple):
    """Cut names with their codes, as the compiled search takes them."""

    names: NDArray[np.int64]
    places: NDArray[np.int64]
    owners: NDArray[np.int64]
    births: NDArray[np.int64]
    dates: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    codes: NDArray[np.uint64]


def as_names(names: Cut, codes: Codes) -> Names:
    """Lay cut names and their codes out for the search."""
    return Names(
        names.names, names.places, names.owners, names.births, names.dates, names.kinds, codes
    )  # fmt: skip


def search(
    people: Names,
    listed: Names,
    table: tuple[NDArray[np.uint32], NDArray[np.uint32]],
    seen: NDArray[np.uint32],
    more: NDArray[np.float32],
    estimate: Estimate,
) -> Met:
    """Give the pairs worth weighing.

    Args:
        people: who is asked about; listed: the list, both as `as_names` gives them.
        table: of the list, as `build_table` gives it.
        seen: one number a listed name, kept between calls; its last place counts the names asked.
        more: for each person, what else than name and birth date could weigh for a hit at most.
        estimate: weights and the line.
    """
    out = np.empty((_ROOM, 2), np.int64)
    taken, at, found = [], 0, 0
    while at < len(people.owners):
        at, found = _search(people, listed, table[0], table[1], seen, more, estimate, at, out)
        taken.append(out[:found].copy())
        if found == 0 and at < len(people.owners):
            out = np.empty((len(out) * 4, 2), np.int64)
    pairs = np.concatenate(taken) if taken else np.empty((0, 2), np.int64)
    return Met(pairs[:, 0], pairs[:, 1])


@njit(cache=True, nogil=True)
def _search(people, listed, starts, entries, seen, more, estimate, at, out):  # type: ignore[no-untyped-def]
    """Ask names from *at* on until the room is full; give the next to ask and how many pairs were found."""
    words, theirs = np.empty(_MOST_WORDS, np.int64), np.empty(_MOST_WORDS, np.int64)
    asked = np.empty(_MOST_WORDS, np.int64)
    keys = np.empty(MOST_KEYS + 64, np.uint64)
    ranges = np.empty((len(keys), 2), np.int64)
    rows = np.empty((3, LETTERS + 1), np.int32)
    mask = np.uint64(len(starts) - 2)
    found = 0
    while at < len(people.owners):
        before = found
        many = named_words(
            people.places, people.names[at], people.names[at + 1], people.codes, words
        )
        owner = people.owners[at]
        first, last = people.births[owner], people.births[owner + 1]
        most, loss = np.float32(estimate.start), np.float32(99)
        for i in range(many):
            whole = _worth(estimate, 0, tells(people.codes, words[i]))
            most += max(np.float32(0), whole)
            loss = min(loss, max(np.float32(0), whole - _worth(estimate, 2, tells(people.codes, words[i]))))
            asked[i] = words[i]
        most = min(most, np.float32(estimate.most)) + more[owner]
        plain, size = keys_of(asked, many, people.codes, people.dates, first, last, keys)
        for k in range(size):
            bucket = keys[k] & mask
            ranges[k, 0], ranges[k, 1] = starts[bucket], starts[bucket + np.uint64(1)]
        date_tells = last - first == 1 and most - loss + estimate.births[NEXT_YEAR] < estimate.needed
        year = people.dates[first] >> 9 if date_tells else np.uint32(0)
        seen[-1] += np.uint32(1)
        stamp = seen[-1]
        for k in range(size):
            tag = np.uint32(keys[k] >> np.uint64(32))
            start, stop = ranges[k, 0], ranges[k, 1]
            again = start
            if k >= plain and year >= _GREGORIAN and stop - start > _LONG_BUCKET:
                again = _first_from(entries, start, stop, year << np.uint32(9))
                stop = _first_from(entries, again, stop, (year + np.uint32(1)) << np.uint32(9))
            place = start - 1
            while place + 1 < stop:
                place += 1
                if place < again and entries[place, 2] > SEVERAL:
                    place = again - 1
                    continue
                if entries[place, 0] != tag:
                    continue
                name, born = entries[place, 1], entries[place, 2]
                bound = estimate.needed - (most if k < plain else most - loss)
                if born != SEVERAL:
                    weight = _met(people.dates, first, last, born, estimate.births)
                    if weight < bound:
                        continue
                if seen[name] == stamp:
                    continue
                party = listed.owners[name]
                if born == SEVERAL:
                    weight = _born(
                        people.dates, first, last, listed.dates, listed.births[party],
                        listed.births[party + 1], estimate.births,
                    )  # fmt: skip
                    if weight < bound:
                        continue
                seen[name] = stamp
                if not people.kinds[owner] & listed.kinds[party]:
                    continue
                others = named_words(
                    listed.places, listed.names[name], listed.names[name + 1], listed.codes, theirs
                )
                alike = _alike(
                    people.codes,
                    words[:many],
                    listed.codes,
                    theirs[:others],
                    estimate,
                    estimate.needed - weight - more[owner],
                    rows,
                )
                if alike + weight + more[owner] < estimate.needed:
                    continue
                if found == len(out):
                    seen[-1] += np.uint32(1)
                    return at, before
                out[found, 0], out[found, 1] = owner, party
                found += 1
        at += 1
    return at, found


@njit(cache=True)
def _first_from(entries, start, stop, born):  # type: ignore[no-untyped-def]
    """The first place of a bucket whose birth date is not before this one."""
    while start < stop:
        middle = (start + stop) // 2
        if entries[middle, 2] < born:
            start = middle + 1
        else:
            stop = middle
    return start


@njit(cache=True, inline="always")
def _worth(estimate, quality, told):  # type: ignore[no-untyped-def]
    """What a word weighs that fits so well."""
    return estimate.tells[quality] * told + estimate.each[quality]


@njit(cache=True)
def _born(mine, first, last, theirs, start, stop, births):  # type: ignore[no-untyped-def]
    """The most that any birth date of the one weighs beside any of the other."""
    if stop == start:
        return np.float32(0)
    best = np.float32(-99)
    for at in range(start, stop):
        best = max(best, _met(mine, first, last, theirs[at], births))
    return best


@njit(cache=True, inline="always")
def _are_far_apart(a, b):  # type: ignore[no-untyped-def]
    """True for two full dates of which neither the year agrees nor day and month, 1 January apart."""
    day, its_day = a & np.uint32(511), b & np.uint32(511)
    return (
        a >> 9 != b >> 9 and day != its_day and day != _JANUARY and its_day != _JANUARY
        and a & 31 and b & 31 and a >= _OLDEST and b >= _OLDEST
    )  # fmt: skip


@njit(cache=True, inline="always")
def _met(mine, first, last, theirs, births):  # type: ignore[no-untyped-def]
    if last - first == 1 and _are_far_apart(mine[first], theirs):
        return births[OTHER]
    if theirs == 0 or last == first:
        return np.float32(0)
    best = np.float32(-99)
    for at in range(first, last):
        best = max(best, births[dates_met(mine[at], theirs)] if mine[at] else np.float32(0))
    return best


@njit(cache=True)
def dates_met(a, b):  # type: ignore[no-untyped-def]
    """What two packed dates are to each other: a place in BIRTHS."""
    year, other = np.int64(a >> 9), np.int64(b >> 9)
    if (year < _GREGORIAN) != (other < _GREGORIAN):
        return CALENDAR
    month, day, its_month, its_day = (a >> 5) & 15, a & 31, (b >> 5) & 15, b & 31
    apart = NEXT_YEAR if abs(year - other) == 1 else OTHER_YEAR
    if day == 0 or its_day == 0:
        if year != other:
            return apart
        if month == 0 or its_month == 0:
            return YEAR
        return MONTH if month == its_month else OTHER_MONTH
    if (month == 1 and day == 1) or (its_month == 1 and its_day == 1):
        if year != other:
            return apart
        return FIRST if a == b else DAY_UNKNOWN
    if a == b:
        return SAME
    if year == other and month == its_day and day == its_month:
        return SWAPPED
    if (year != other) + (month != its_month) + (day != its_day) > 1:
        return OTHER_MONTH if year == other else OTHER
    if year != other:
        found = _slip(year, other)
        return found if found else OTHER
    found = _slip(month, its_month) + _slip(day, its_day)
    if found:
        return found
    return OTHER_DAY if month == its_month else OTHER_MONTH


@njit(cache=True)
def _slip(a, b):  # type: ignore[no-untyped-def]
    """DIGIT or TRANSPOSED where two numbers differ by that; else 0, also where they are the same."""
    wrong, before, digit, its_digit, turned = 0, -1, -1, -1, False
    for at in range(4):
        mine, theirs = a % 10, b % 10
        if mine != theirs:
            wrong += 1
            turned = wrong == 2 and before == at - 1 and mine == its_digit and theirs == digit
            before, digit, its_digit = at, mine, theirs
        a //= 10
        b //= 10
    if wrong == 1:
        return DIGIT
    return TRANSPOSED if turned else 0


@njit(cache=True, inline="always")
def tells(codes, word):  # type: ignore[no-untyped-def]
    """What meeting a word tells, in log-odds."""
    return np.float32(codes[word, FACTS] & np.uint64(65_535)) / np.float32(TELLS)


@njit(cache=True)
def _alike(codes, words, listed, theirs, estimate, needed, rows):  # type: ignore[no-untyped-def]
    """Estimate what two names weigh: for each word the best counterpart not taken, then what is left over."""
    many, others = len(words), len(theirs)
    taken, left = np.uint64(0), np.uint64(0)
    possible, total = np.float32(estimate.start), np.float32(estimate.start)
    for i in range(many):
        possible += max(np.float32(0), _worth(estimate, 0, tells(codes, words[i])))
    free = many
    for i in range(many):
        told = tells(codes, words[i])
        best, which = _FAR, -1
        for j in range(others):
            if not (taken >> np.uint64(j)) & np.uint64(1):
                near = _words_near(codes, words[i], listed, theirs[j], rows)
                if near < best:
                    best, which = near, j
        whole = max(np.float32(0), _worth(estimate, 0, told))
        if which >= 0:
            taken |= np.uint64(1) << np.uint64(which)
            gained = _worth(estimate, best, min(told, tells(listed, theirs[which])))
            total += gained
            possible += gained - whole
            free -= 1
        else:
            left |= np.uint64(1) << np.uint64(i)
            if many == others:
                possible -= whole
        if possible < needed:
            return possible
    spare = 0
    for j in range(others):
        spare += not (taken >> np.uint64(j)) & np.uint64(1)
    if free != spare:
        gained, mine, its = _run_together(codes, words, left, listed, theirs, taken)
        total += max(np.float32(0), _worth(estimate, 1, gained))
        free -= mine
        spare -= its
    if free and spare:
        total += estimate.against
    return min(total, np.float32(estimate.most))


@njit(cache=True)
def _run_together(codes, words, left, listed, theirs, taken):  # type: ignore[no-untyped-def]
    """Two neighbouring words of one name that are one word of the other, by their letters.

    Gives what that tells and how many words of either name it uses.
    """
    one, two = np.uint64(1), np.uint64(3)
    for i in range(len(words)):
        for j in range(len(theirs) - 1):
            if (left >> np.uint64(i)) & one and not (taken >> np.uint64(j)) & two:
                if _joined_near(codes, words[i], listed, theirs[j], theirs[j + 1]):
                    return tells(codes, words[i]), 1, 2
    for j in range(len(theirs)):
        for i in range(len(words) - 1):
            if not (taken >> np.uint64(j)) & one and (left >> np.uint64(i)) & two == two:
                if _joined_near(listed, theirs[j], codes, words[i], words[i + 1]):
                    return tells(listed, theirs[j]), 2, 1
    return np.float32(0), 0, 0


@njit(cache=True)
def _joined_near(codes, whole, others, front, back):  # type: ignore[no-untyped-def]
    size = _size(codes, whole)
    at, wrong = 0, 0
    for part in (front, back):
        for letter in range(_size(others, part)):
            if at < size:
                wrong += letter_at(codes, whole, at) != letter_at(others, part, letter)
                at += 1
    wrong += size - at
    return size > 4 and wrong * 4 <= size


@njit(cache=True, inline="always")
def _size(codes, word):  # type: ignore[no-untyped-def]
    return np.int64((codes[word, FACTS] >> SIZE) & np.uint64(255))


@njit(cache=True, inline="always")
def _bits(mask):  # type: ignore[no-untyped-def]
    """How many bits of 32 are set."""
    one, two, four = np.uint64(0x55555555), np.uint64(0x33333333), np.uint64(0x0F0F0F0F)
    mask = mask - ((mask >> np.uint64(1)) & one)
    mask = (mask & two) + ((mask >> np.uint64(2)) & two)
    mask = (mask + (mask >> np.uint64(4))) & four
    return np.int64(((mask * np.uint64(0x01010101)) & np.uint64(0xFFFFFFFF)) >> np.uint64(24))


@njit(cache=True)
def _words_near(codes, a, listed, b, rows):  # type: ignore[no-untyped-def]
    """How far two words are apart: 0 the same letters, 1 a reading in common, 2 few letters wrong, else _FAR."""
    m, n = _size(codes, a), _size(listed, b)
    mine, theirs = codes[a, FACTS] >> OCCURS, listed[b, FACTS] >> OCCURS
    for i in range(READINGS):
        reading = codes[a, i]
        if reading == 0:
            break
        for j in range(READINGS):
            other = listed[b, j]
            if other == reading:
                return 0 if m == n and mine == theirs else 1
            if other == 0:
                break
    size = max(m, n)
    most = size * 42 // 100
    if abs(m - n) > most or _bits(mine & ~theirs) > most or _bits(theirs & ~mine) > most:
        return _FAR
    return 2 if _wrong(codes, a, m, listed, b, n, rows) <= most else _FAR


@njit(cache=True)
def _wrong(codes, a, m, listed, b, n, rows):  # type: ignore[no-untyped-def]
    """Wrong letters between two words (optimal string alignment)."""
    for j in range(n + 1):
        rows[0, j] = j
    now, before, again = 0, 0, 0
    for i in range(1, m + 1):
        again, before, now = before, now, (now + 1) % 3
        rows[now, 0] = i
        mine = letter_at(codes, a, i - 1)
        for j in range(1, n + 1):
            its = letter_at(listed, b, j - 1)
            cost = min(
                min(rows[before, j], rows[now, j - 1]) + 1, rows[before, j - 1] + (mine != its)
            )
            if (
                i > 1
                and j > 1
                and mine == letter_at(listed, b, j - 2)
                and letter_at(codes, a, i - 2) == its
            ):
                cost = min(cost, rows[again, j - 2] + 1)
            rows[now, j] = cost
    return rows[now, n]
