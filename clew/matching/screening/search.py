"""Finds the listed parties worth weighing against a person: many in, few out, none missed that could matter.

What is estimated here is no score: it only has to be high wherever the exact weighing
(clew.matching.weighing) is. Compiled with numba.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clew.matching.screening.births import (
    NEXT_YEAR,
    OTHER,
    OTHER_YEAR,
    SEVERAL,
    best_born,
    best_met,
    dates_met,
    is_full,
    is_near,
    slip_reach,
)
from clew.matching.screening.compiled import compiled, inlined
from clew.matching.screening.cutting import Cut
from clew.matching.screening.keys import MOST_KEYS, MOST_WORDS, all_words, keys_of, named_words
from clew.matching.screening.letters import room_for_letters
from clew.matching.screening.likeness import (
    Estimate,
    bounds,
    likeness,
    many_bits,
    run_together,
)
from clew.matching.screening.table import Tables
from clew.matching.screening.vocabulary import FACTS, OCCURS, Codes

_ROOM = 1 << 20
_STRANGE = 5
"""More letters that occur on one side only are no two slips."""
_LAST_STAMP = 1 << 31
"""Names asked after which their count begins anew."""


@dataclass(frozen=True, slots=True)
class Met:
    """People and listed parties worth weighing, pair by pair; a pair may come several times.

    Attributes:
        people: rows of the people; parties: rows of the listed parties.
    """

    people: NDArray[np.int64]
    parties: NDArray[np.int64]


class Names(NamedTuple):
    """Cut names with their codes, as the compiled search takes them (`cutting.Cut`, `vocabulary`).

    Attributes:
        letters: for each name which letters occur in it, a bit each.
    """

    names: NDArray[np.int64]
    places: NDArray[np.int64]
    owners: NDArray[np.int64]
    births: NDArray[np.int64]
    dates: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    codes: NDArray[np.uint64]
    letters: NDArray[np.uint32]


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
        names.names, names.places, names.owners, names.births, names.dates, names.kinds, codes,
        _letters(names.names, names.places, codes),
    )  # fmt: skip


@compiled
def _letters(names, places, codes):
    """Say of each name which letters occur in the words that are names, a bit each."""
    found, words = np.zeros(len(names) - 1, np.uint32), np.empty(MOST_WORDS, np.int64)
    for name in range(len(found)):
        for at in range(named_words(places, names[name], names[name + 1], codes, words)):
            found[name] |= np.uint32(codes[words[at], FACTS] >> OCCURS)
    return found


def search(
    people: Names, listed: Names, tables: Tables, seen: NDArray[np.uint32],
    more: NDArray[np.float32], estimate: Estimate,
) -> Met:  # fmt: skip
    """Give the pairs worth weighing.

    Names that have a key in common are found first, then judged in the order of the list, so that what
    lies side by side in memory is read side by side.

    Args:
        people: who is asked about; listed: the list, both as `as_names` gives them.
        tables: of the list, as `build_tables` gives them.
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
        at, found = _meet(people, listed, tables, seen, more, estimate, at, room)
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
def _meet(people, listed, tables, seen, more, estimate, at, room):
    """Find names for those asked from *at* on until the room is full; give the next to ask and how many."""
    words, keys = np.empty(MOST_WORDS, np.int64), np.empty(MOST_KEYS + 64, np.uint64)
    buckets = np.empty((MOST_KEYS + 64, 2), np.int64)
    names, places, owners, births, dates, codes = (
        people.names, people.places, people.owners, people.births, people.dates, people.codes,
    )  # fmt: skip
    weights = estimate.births
    apart = max(weights[OTHER], weights[OTHER_YEAR])
    found = np.int64(0)
    while at < len(owners):
        many = named_words(places, names[at], names[at + 1], codes, words)
        owner = owners[at]
        first, last = births[owner], births[owner + 1]
        most, loss = bounds(codes, words[:many], estimate)
        ends, plain, size = keys_of(words, many, codes, dates, first, last, True, keys)
        seen[-1] += np.uint32(1)
        before = found
        needed = estimate.needed - more[owner]
        mine = dates[first:last]
        one = last - first == 1 and is_full(mine[0])
        beside_full, beside_vague = slip_reach(mine, many, estimate.births_slip)
        for table in range(3):
            beside_dates = weights if table == 0 else estimate.births_slip
            reach = min(most if table == 0 else most - loss, estimate.most)
            beside = beside_vague if table == 1 else beside_full
            if table and reach + beside < needed:
                continue
            chosen = tables[0] if table == 0 else tables[1] if table == 1 else tables[2]
            start, stop = (0, plain) if table == 0 else (plain, size)
            exactly = estimate.margin if reach >= estimate.most else np.float32(0)
            if one and apart + reach < needed + exactly:
                found = _open_near(
                    mine, at, needed, reach, keys, (start, stop if table else ends, stop), buckets, chosen, listed,
                    beside_dates, people.letters[at], seen, room.asked, room.names, room.needed, found,
                )  # fmt: skip
            else:
                found = _open(
                    mine, at, needed, reach, keys, start, stop, chosen, listed, beside_dates, seen, room, found
                )  # fmt: skip
            if found < 0:
                seen[-1] += np.uint32(1)
                return at, before
        at += 1
    return at, found


@compiled
def _open_near(
    born, at, needed, most, keys, which, buckets, table, listed, weights, letters, seen,
    asked, names, weigh, found,
):  # fmt: skip
    """Put names behind the *found* that stand under some keys, their birth dates near; -1 where full.

    Only dates of the same year, of the same day and month, and dates that are not known to the day are
    looked at; all others weigh too little.

    Args:
        born: the one birth date of the person, known to the day; *at*: the number of the person's name.
        needed: what the pair must weigh; *most*: what the names can.
        keys: those from the first to the last of *which* are looked up, those of two words' ends from the second on.
        letters: the bits of letters that occur in the name.
        asked, names, weigh: room for what is found, as `Room` has it.
    """
    starts, dates, entries = table
    start, ends, stop = which
    mine = born[0]
    mask = np.uint64(len(starts) - 2)
    for k in range(start, stop):
        bucket = keys[k] & mask
        buckets[k, 0], buckets[k, 1] = starts[bucket], starts[bucket + np.uint64(1)]
    buckets[-1, 0] = _fetched(dates, buckets, start, stop)
    now = seen[-1]
    least = needed - most
    years = weights[NEXT_YEAR] >= least
    for k in range(start, stop):
        tag = np.uint32(keys[k] >> np.uint64(32))
        for place in range(buckets[k, 0], buckets[k, 1]):
            its = dates[place]
            if not is_near(mine, its, years):
                continue
            weight = weights[dates_met(mine, its)] if its > SEVERAL else np.float32(0)
            if (weight < least and its != SEVERAL) or entries[place, 0] != tag:
                continue
            name = entries[place, 1]
            if its == SEVERAL:
                weight = _best_of_several(born, listed, name, weights)
            if weight < least or seen[name] == now:
                continue
            if k >= ends and many_bits(letters ^ listed.letters[name]) > _STRANGE:
                continue
            if found == len(asked):
                return -1
            seen[name] = now
            asked[found], names[found], weigh[found] = at, name, needed - weight
            found += 1
    return found


@inlined
def _fetched(dates, buckets, start, stop):
    """Read the first date of each bucket, so that all are on their way from memory before one is needed.

    The sum is given only so that the reading is not left out.
    """
    total = np.int64(0)
    for k in range(start, stop):
        if buckets[k, 1] > buckets[k, 0]:
            total += dates[buckets[k, 0]]
    return total


@compiled
def _open(mine, at, needed, most, keys, start, stop, table, listed, weights, seen, room, found):
    """Do the same as `_open_near` for any birth dates: none, several, or where distant ones can matter."""
    starts, dates, entries = table
    mask = np.uint64(len(starts) - 2)
    for k in range(start, stop):
        bucket, tag = keys[k] & mask, np.uint32(keys[k] >> np.uint64(32))
        for place in range(starts[bucket], starts[bucket + np.uint64(1)]):
            name = entries[place, 1]
            if entries[place, 0] != tag or seen[name] == seen[-1]:
                continue
            if dates[place] == SEVERAL:
                weight = _best_of_several(mine, listed, name, weights)
            else:
                weight = best_met(mine, 0, len(mine), dates[place], weights)
            if weight < needed - most:
                continue
            if found == len(room.asked):
                return -1
            seen[name] = seen[-1]
            room.asked[found], room.names[found], room.needed[found] = at, name, needed - weight
            found += 1
    return found


@compiled
def _best_of_several(mine, listed, name, weights):
    party = listed.owners[name]
    first, last = listed.births[party], listed.births[party + 1]
    return best_born(mine, 0, len(mine), listed.dates, first, last, weights)


@compiled
def _judge(people, listed, pairs, estimate):
    """Say of each pair whether the names weigh enough."""
    words, theirs = np.empty(MOST_WORDS, np.int64), np.empty(MOST_WORDS, np.int64)
    rows = room_for_letters()
    worth = np.zeros(len(pairs.asked), np.bool_)
    for at in range(len(pairs.asked)):
        asked, name, needed = pairs.asked[at], pairs.names[at], pairs.needed[at]
        owner, party = people.owners[asked], listed.owners[name]
        if not people.kinds[owner] & listed.kinds[party]:
            continue
        first, last = people.names[asked], people.names[asked + 1]
        start, stop = listed.names[name], listed.names[name + 1]
        many = named_words(people.places, first, last, people.codes, words)
        others = named_words(listed.places, start, stop, listed.codes, theirs)
        weight = likeness(
            people.codes, words[:many], listed.codes, theirs[:others], estimate, needed, rows
        )
        if weight < needed and last - first - many != stop - start - others:
            weight = _with_particles(
                people, listed, (first, last, start, stop), estimate, needed, (words, theirs, rows)
            )
        worth[at] = weight >= needed
    return worth


@compiled
def _with_particles(people, listed, ends, estimate, needed, room):
    """Estimate again with titles and particles taken for names, where a name may have swallowed one."""
    words, theirs, rows = room
    first, last, start, stop = ends
    many = all_words(people.places, first, last, words)
    others = all_words(listed.places, start, stop, theirs)
    if not run_together(people.codes, words[:many], listed.codes, theirs[:others], rows)[1]:
        return np.float32(-99)
    return likeness(
        people.codes, words[:many], listed.codes, theirs[:others], estimate, needed, rows
    )
