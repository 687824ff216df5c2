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
from clew.matching.screening.keys import MOST_KEYS, MOST_WORDS, keys_of, named_words
from clew.matching.screening.likeness import Estimate, bounds, likeness
from clew.matching.screening.soundings import LETTERS
from clew.matching.screening.table import Table
from clew.matching.screening.vocabulary import Codes

_ROOM = 1 << 20
_LAST_STAMP = 1 << 31
"""Names asked after which their count begins anew."""
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
    """Where pairs of names are put that have a key and fitting birth dates in common.

    Attributes:
        asked: the name asked about; names: the listed name.
        needed: what the names themselves must weigh.
    """

    asked: NDArray[np.int64]
    names: NDArray[np.int64]
    needed: NDArray[np.float32]


def _room(pairs: int) -> Room:
    return Room(np.empty(pairs, np.int64), np.empty(pairs, np.int64), np.empty(pairs, np.float32))


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

    Names that have a key in common are found first, then judged in the order of the list, so that what
    lies side by side in memory is read side by side.

    Args:
        people: who is asked about; listed: the list, both as `as_names` gives them.
        table: of the list, as `build_table` gives it.
        seen: one number a listed name, kept between calls; its last place counts the names asked.
        more: for each person, what else than name and birth date could weigh for a hit at most.
        estimate: weights and the line.
    """
    if int(seen[-1]) + 2 * len(people.owners) >= _LAST_STAMP:
        seen[:] = 0
    room = _room(min(_ROOM, 256 * len(people.owners) + 4096))
    found_people, found_parties, at = [], [], 0
    while at < len(people.owners):
        before = at
        at, found = _meet(people, listed, table, seen, more, estimate, at, room)
        if at == before:
            room = _room(len(room.asked) * 4)
            continue
        order = np.argsort(room.names[:found], kind="stable")
        pairs = Room(room.asked[order], room.names[order], room.needed[order])
        worth = _judge(people, listed, pairs, estimate)
        found_people.append(people.owners[pairs.asked[worth]])
        found_parties.append(listed.owners[pairs.names[worth]])
    none = np.empty(0, np.int64)
    return Met(np.concatenate([none, *found_people]), np.concatenate([none, *found_parties]))


@compiled
def _meet(people, listed, table, seen, more, estimate, at, room):
    """Find names for those asked from *at* on until the room is full; give the next to ask and how many."""
    words, keys = np.empty(MOST_WORDS, np.int64), np.empty(MOST_KEYS + 64, np.uint64)
    buckets = np.empty((MOST_KEYS + 64, 2), np.int64)
    pieces = np.empty((32, 2), np.int64)
    starts, _, _ = table
    mask = np.uint64(len(starts) - 2)
    found = np.int64(0)
    while at < len(people.owners):
        many = named_words(
            people.places, people.names[at], people.names[at + 1], people.codes, words
        )
        owner = people.owners[at]
        first, last = people.births[owner], people.births[owner + 1]
        most, loss = bounds(people.codes, words[:many], estimate)
        plain, size = keys_of(words, many, people.codes, people.dates, first, last, keys)
        for k in range(size):
            bucket = keys[k] & mask
            buckets[k, 0], buckets[k, 1] = starts[bucket], starts[bucket + np.uint64(1)]
        buckets[-1, 0] = _fetched(table.born, buckets, size)
        seen[-1] += np.uint32(1)
        before = found
        mine = people.dates[first:last]
        for k in range(size):
            needed = estimate.needed - more[owner] - (most if k < plain else most - loss)
            tag = np.uint32(keys[k] >> np.uint64(32))
            line = (needed, needed + most if k < plain else needed + most - loss)
            found = _open(
                mine,
                line,
                tag,
                buckets,
                k,
                listed,
                table,
                seen,
                estimate.births,
                pieces,
                at,
                room,
                found,
            )
            if found < 0:
                seen[-1] += np.uint32(1)
                return at, before
        at += 1
    return at, found


@inlined
def _fetched(dates, buckets, size):
    """Read the first date of each bucket, so that all are on their way from memory before one is needed.

    The sum is given only so that the reading is not left out.
    """
    total = np.int64(0)
    for k in range(size):
        if buckets[k, 1] > buckets[k, 0]:
            total += dates[buckets[k, 0]]
    return total


@inlined
def _open(mine, line, tag, buckets, k, listed, table, seen, births, pieces, at, room, found):
    """Put the names of one bucket whose birth dates weigh enough behind the *found*; -1 where the room is full."""
    needed, dates, entries = line[0], table.born, table.entries
    count, single = 1, len(mine) == 1
    pieces[0, 0], pieces[0, 1] = buckets[k, 0], buckets[k, 1]
    if single and buckets[k, 1] - buckets[k, 0] > _LONG_BUCKET:
        count = _pieces(mine[0], dates, buckets[k], births, needed, pieces)
    far_is_out = single and max(births[OTHER], births[OTHER_YEAR]) < needed
    for piece in range(count):
        for place in range(pieces[piece, 0], pieces[piece, 1]):
            born = dates[place]
            if far_is_out and are_far_apart(mine[0], born):
                continue
            if entries[place, 0] != tag:
                continue
            name = entries[place, 1]
            if born == SEVERAL:
                party = listed.owners[name]
                weight = best_born(
                    mine, 0, len(mine), listed.dates, listed.births[party],
                    listed.births[party + 1], births,
                )  # fmt: skip
            else:
                weight = best_met(mine, 0, len(mine), born, births)
            if weight < needed or seen[name] == seen[-1]:
                continue
            if found == len(room.asked):
                return -1
            seen[name] = seen[-1]
            room.asked[found], room.names[found], room.needed[found] = at, name, line[1] - weight
            found += 1
    return found


@compiled
def _pieces(mine, dates, bucket, births, needed, out):
    """Put the pieces of a bucket into *out* in which birth dates can weigh enough; give how many.

    A long bucket is read where no date stands, from the year before to the year after, and at the years
    that are a slip of the person's own; unless other years weigh enough too.
    """
    start, stop = np.int64(bucket[0]), np.int64(bucket[1])
    out[0, 0], out[0, 1] = start, stop
    if mine < GREGORIAN << 9:
        return 1
    if needed <= max(births[OTHER], births[OTHER_YEAR]):
        return 1
    year, day = np.int64(mine >> 9), np.int64(mine & 511)
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


@compiled
def _judge(people, listed, pairs, estimate):
    """Say of each pair whether the names weigh enough."""
    words, theirs = np.empty(MOST_WORDS, np.int64), np.empty(MOST_WORDS, np.int64)
    rows = np.empty((3, LETTERS + 1), np.int32)
    worth = np.zeros(len(pairs.asked), np.bool_)
    for at in range(len(pairs.asked)):
        asked, name, needed = pairs.asked[at], pairs.names[at], pairs.needed[at]
        if not people.kinds[people.owners[asked]] & listed.kinds[listed.owners[name]]:
            continue
        many = named_words(
            people.places, people.names[asked], people.names[asked + 1], people.codes, words
        )
        others = named_words(
            listed.places, listed.names[name], listed.names[name + 1], listed.codes, theirs
        )
        weight = likeness(
            people.codes, words[:many], listed.codes, theirs[:others], estimate, needed, rows
        )
        worth[at] = weight >= needed
    return worth


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
