"""Finds the listed parties worth weighing against a person: many in, few out, none missed that could matter.

What is estimated here is no score: it only has to be high wherever the exact weighing
(clew.matching.weighing) is. Compiled with numba.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clew.matching.screening.births import (
    DIGIT,
    GREGORIAN,
    NEXT_YEAR,
    OTHER,
    OTHER_YEAR,
    SEVERAL,
    TRANSPOSED,
    are_far_apart,
    best_born,
    best_met,
)
from clew.matching.screening.compiled import compiled, inlined
from clew.matching.screening.cutting import Cut
from clew.matching.screening.keys import KEY_WORDS, MOST_KEYS, keys_of, named_words
from clew.matching.screening.likeness import Estimate, bounds, likeness
from clew.matching.screening.soundings import LETTERS
from clew.matching.screening.table import Table
from clew.matching.screening.vocabulary import Codes

_ROOM = 1 << 16
_MOST_WORDS = KEY_WORDS + 4
_LONG_BUCKET, _VERY_LONG = 64, 1024
"""Entries from which a bucket is not read as a whole; from the second number on, where more dates can matter."""


@dataclass(frozen=True, slots=True)
class Met:
    """People and listed parties worth weighing, pair by pair; a pair may come several times.

    Attributes:
        people: rows of the people; parties: rows of the listed parties.
    """

    people: NDArray[np.int64]
    parties: NDArray[np.int64]


class Names(NamedTuple):
    """Cut names with their codes, as the compiled search takes them (`cutting.Cut`, `vocabulary`)."""

    names: NDArray[np.int64]
    places: NDArray[np.int64]
    owners: NDArray[np.int64]
    births: NDArray[np.int64]
    dates: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    codes: NDArray[np.uint64]


class Room(NamedTuple):
    """Where the search puts what it works with, so that none of it is made anew for each name.

    Attributes:
        words: places of the words asked about; keyed: of those keys are made of.
        theirs: places of the words of a listed name.
        keys: of the name asked about; ranges: of their buckets; pieces: of one bucket.
        rows: of the count of wrong letters.
        out: pairs found.
    """

    words: NDArray[np.int64]
    keyed: NDArray[np.int64]
    theirs: NDArray[np.int64]
    keys: NDArray[np.uint64]
    ranges: NDArray[np.int64]
    pieces: NDArray[np.int64]
    rows: NDArray[np.int32]
    out: NDArray[np.int64]


def _room(pairs: int) -> Room:
    return Room(
        np.empty(_MOST_WORDS, np.int64), np.empty(_MOST_WORDS, np.int64), np.empty(_MOST_WORDS, np.int64),
        np.empty(MOST_KEYS + 64, np.uint64), np.empty((MOST_KEYS + 64, 2), np.int64), np.empty((32, 2), np.int64),
        np.empty((3, LETTERS + 1), np.int32),
        np.empty((pairs, 2), np.int64),
    )  # fmt: skip


def as_names(names: Cut, codes: Codes) -> Names:
    """Lay cut names and their codes out for the search."""
    return Names(
        names.names, names.places, names.owners, names.births, names.dates, names.kinds, codes
    )  # fmt: skip


def search(
    people: Names, listed: Names, table: Table, seen: NDArray[np.uint32],
    more: NDArray[np.float32], estimate: Estimate,
) -> Met:  # fmt: skip
    """Give the pairs worth weighing.

    Args:
        people: who is asked about; listed: the list, both as `as_names` gives them.
        table: of the list, as `build_table` gives it.
        seen: one number a listed name, kept between calls; its last place counts the names asked.
        more: for each person, what else than name and birth date could weigh for a hit at most.
        estimate: weights and the line.
    """
    room = _room(_ROOM)
    taken, at = [], 0
    while at < len(people.owners):
        before = at
        at, found = _search(people, listed, table, seen, more, estimate, at, room)
        taken.append(room.out[:found].copy())
        if at == before:
            room = _room(len(room.out) * 4)
    pairs = np.concatenate(taken) if taken else np.empty((0, 2), np.int64)
    return Met(pairs[:, 0], pairs[:, 1])


@compiled
def _search(people, listed, table, seen, more, estimate, at, room):
    """Ask names from *at* on until the room is full; give the next to ask and how many pairs were found."""
    found = np.int64(0)
    while at < len(people.owners):
        now = _ask(people, listed, table, seen, more[people.owners[at]], estimate, at, room, found)
        if now < 0:
            return at, found
        found = now
        at += 1
    return at, found


@compiled
def _ask(people, listed, table, seen, more, estimate, at, room, found):
    """Put the pairs of one name behind the *found* in the room; give how many there are now, -1 where it is full."""
    starts, dates, entries = table
    words, keys, ranges = room.words, room.keys, room.ranges
    many = named_words(people.places, people.names[at], people.names[at + 1], people.codes, words)
    owner = people.owners[at]
    first, last = people.births[owner], people.births[owner + 1]
    most, loss = bounds(people.codes, words[:many], estimate)
    line = estimate.needed - more
    room.keyed[:many] = words[:many]
    plain, size = keys_of(room.keyed, many, people.codes, people.dates, first, last, keys)
    mask = np.uint64(len(starts) - 2)
    for k in range(size):
        bucket = keys[k] & mask
        ranges[k, 0], ranges[k, 1] = starts[bucket], starts[bucket + np.uint64(1)]
    seen[-1] += np.uint32(1)
    mine = people.dates[first] if last > first else np.uint32(0)
    for k in range(size):
        tag = np.uint32(keys[k] >> np.uint64(32))
        needed = line - (most if k < plain else most - loss)
        far_is_out = last - first == 1 and max(estimate.births[OTHER], estimate.births[OTHER_YEAR]) < needed
        pieces = 1
        room.pieces[0, 0], room.pieces[0, 1] = ranges[k, 0], ranges[k, 1]
        if ranges[k, 1] - ranges[k, 0] > _LONG_BUCKET:
            pieces = _pieces(people.dates, first, last, dates, ranges[k], estimate.births, needed, room.pieces)
        for piece in range(pieces):
            for place in range(room.pieces[piece, 0], room.pieces[piece, 1]):
                born = dates[place]
                if far_is_out and are_far_apart(mine, born):
                    continue
                if entries[place, 0] != tag:
                    continue
                name = entries[place, 1]
                weight = np.float32(99)
                if born != SEVERAL:
                    weight = best_met(people.dates, first, last, born, estimate.births)
                if weight < needed or seen[name] == seen[-1]:
                    continue
                party = listed.owners[name]
                if born == SEVERAL:
                    weight = best_born(
                        people.dates, first, last, listed.dates, listed.births[party],
                        listed.births[party + 1], estimate.births,
                    )  # fmt: skip
                    if weight < needed:
                        continue
                seen[name] = seen[-1]
                if people.kinds[owner] & listed.kinds[party] and _is_worth(
                    people, many, listed, name, estimate, line - weight, room
                ):
                    if found == len(room.out):
                        seen[-1] += np.uint32(1)
                        return -1
                    room.out[found, 0], room.out[found, 1] = owner, party
                    found += 1
    return found


@compiled
def _pieces(mine, first, last, dates, bucket, births, needed, out):
    """Put the pieces of a bucket into *out* in which birth dates can weigh enough; give how many.

    A long bucket is read where no date stands, from the year before to the year after, and at the years
    that are a slip of the person's own; unless other years weigh enough too.
    """
    start, stop = np.int64(bucket[0]), np.int64(bucket[1])
    out[0, 0], out[0, 1] = start, stop
    if last - first != 1 or mine[first] < GREGORIAN << 9:
        return 1
    if needed <= max(births[OTHER], births[OTHER_YEAR]):
        return 1
    year, day = np.int64(mine[first] >> 9), np.int64(mine[first] & 511)
    reach = 1 if births[NEXT_YEAR] >= needed else 0
    out[0, 1] = _first_from(dates, start, stop, GREGORIAN << 9)
    out[1, 0] = _first_from(dates, out[0, 1], stop, (year - reach) << 9)
    out[1, 1] = _first_from(dates, out[1, 0], stop, (year + reach + 1) << 9)
    found = 2
    if needed > max(births[DIGIT], births[TRANSPOSED]):
        return found
    if stop - start <= _VERY_LONG:
        out[0, 1] = stop
        return 1
    tens, units = year // 10 % 10, year % 10
    for digit in range(10):
        for other in (year + (digit - tens) * 10, year + digit - units):
            found = _piece(dates, out[0, 1], stop, other << 9 | day, other, year, out, found)
    turned = year - tens * 10 - units + units * 10 + tens
    found = _piece(dates, out[0, 1], stop, turned << 9 | day, turned, year, out, found)
    hundreds = year // 100 % 10
    turned = year + (tens - hundreds) * 100 + (hundreds - tens) * 10
    return _piece(dates, out[0, 1], stop, turned << 9 | day, turned, year, out, found)


@compiled
def _piece(dates, start, stop, born, other, year, out, found):
    """Add the piece of one birth date, of another year than the neighbours."""
    if abs(other - year) <= 1:
        return found
    first = _first_from(dates, start, stop, born)
    end = first
    while end < stop and dates[end] == born:
        end += 1
    if end > first:
        out[found, 0], out[found, 1] = first, end
        found += 1
    return found


@inlined
def _is_worth(people, many, listed, name, estimate, needed, room):
    """True where the names of a pair weigh enough."""
    others = named_words(
        listed.places, listed.names[name], listed.names[name + 1], listed.codes, room.theirs
    )
    words, theirs = room.words[:many], room.theirs[:others]
    return likeness(people.codes, words, listed.codes, theirs, estimate, needed, room.rows) >= needed


@compiled
def _first_from(dates, start, stop, born):
    """The first place of a bucket whose birth date is not before this one."""
    while start < stop:
        middle = (start + stop) // 2
        if dates[middle] < born:
            start = middle + 1
        else:
            stop = middle
    return start
