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
    is_full,
    is_near,
    slip_reach,
)
from clew.matching.screening.compiled import compiled
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

_STRANGE = 5
"""More letters that occur on one side only are no two slips."""
_AT_ONCE = 32_768
"""Names that are looked up together."""
_FEW = 4_096
"""Look-ups that are not worth putting in order."""
_OF_ENDS = np.uint32(1 << 31)
"""Set for a key of two words' ends."""


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
    people: Names, listed: Names, tables: Tables, more: NDArray[np.float32], estimate: Estimate
) -> Met:
    """Give the pairs worth weighing.

    What many names look up is put in the order of the table first, and the pairs that are found in the order of
    the list, so that what lies side by side in memory is read side by side.

    Args:
        people: who is asked about; listed: the list, both as `as_names` gives them.
        tables: of the list, as `build_tables` gives them.
        more: for each person, what else than name and birth date could weigh for a hit at most.
        estimate: weights and the line.
    """
    many = min(len(people.owners), _AT_ONCE)
    asked, room = _asked(many), _room(32 * many + 4096)
    found_people, found_parties, at = [], [], 0
    while at < len(people.owners):
        last = min(at + many, len(people.owners))
        stop, found = _meet(people, listed, tables, more, estimate, at, last, asked, room)
        if found < 0:
            room = _room(len(room.asked) * 4)
            continue
        at = stop
        pairs = _once(room, found)
        worth = _judge(people, listed, pairs, estimate)
        found_people.append(people.owners[pairs.asked[worth]])
        found_parties.append(listed.owners[pairs.names[worth]])
    none = np.empty(0, np.int64)
    return Met(np.concatenate([none, *found_people]), np.concatenate([none, *found_parties]))


class Asked(NamedTuple):
    """What names look up, a row for each table, and what they need.

    Attributes:
        looked: of each look-up the bucket it leads to, the upper half of its key, and the place of its name among
            those asked at once, with the highest bit set for a key of two words' ends; (table, these three, look-up).
        spare: room for those of one table while they are put in order.
        reach: for each name and table the most its words can weigh there.
        near: for each name and table whether only birth dates near its own matter.
        needed: for each name what a pair must weigh.
    """

    looked: NDArray[np.uint32]
    spare: NDArray[np.uint32]
    reach: NDArray[np.float32]
    near: NDArray[np.bool_]
    needed: NDArray[np.float32]


def _asked(many: int) -> Asked:
    size = 48 * many + MOST_KEYS + 64
    return Asked(
        np.empty((3, 3, size), np.uint32), np.empty((3, size), np.uint32),
        np.empty((many, 3), np.float32), np.empty((many, 3), np.bool_), np.empty(many, np.float32),
    )  # fmt: skip


def _once(room: Room, found: int) -> Room:
    """Give each pair once, in the order of the list, with the least it needs."""
    both = room.names[:found].astype(np.uint64) << np.uint64(32)
    order = np.argsort(both | room.asked[:found].astype(np.uint64))
    each = order[: _least(room.asked, room.names, room.needed, order)]
    return Room(room.asked[each], room.names[each], room.needed[each])


@compiled
def _least(asked, names, needed, order):
    """Keep of each pair the first place in *order*, with the least that any of its places needs."""
    many = 0
    for at in order:
        last = order[many - 1] if many else -1
        if many and asked[last] == asked[at] and names[last] == names[at]:
            needed[last] = min(needed[last], needed[at])
            continue
        order[many] = at
        many += 1
    return many


@compiled
def _meet(people, listed, tables, more, estimate, first, last, asked, room):
    """Find names for those asked from *first* on; give the next to ask and how many, -1 where there is no room."""
    counts = np.zeros(3, np.int64)
    stop = _look_up(people, tables, more, estimate, first, last, asked, counts)
    found = np.int64(0)
    for table in range(3):
        chosen = tables[0] if table == 0 else tables[1] if table == 1 else tables[2]
        weights = estimate.births if table == 0 else estimate.births_slip
        if counts[table] >= _FEW:
            _in_order(asked.looked[table], asked.spare, counts[table], len(chosen.starts) - 1)
        found = _open(
            people, listed, chosen, weights, first, table, counts[table], asked, room, found
        )
        if found < 0:
            break
    return stop, found


@compiled
def _look_up(people, tables, more, estimate, first, last, asked, counts):
    """Put down what names look up in each table, until there is no room; give the next name."""
    words, keys = np.empty(MOST_WORDS, np.int64), np.empty(MOST_KEYS + 64, np.uint64)
    places, births, dates, codes = people.places, people.births, people.dates, people.codes
    apart = max(estimate.births[OTHER], estimate.births[OTHER_YEAR])
    room = asked.looked.shape[2] - len(keys)
    for at in range(first, last):
        if max(counts[0], counts[1], counts[2]) > room:
            return at
        many = named_words(places, people.names[at], people.names[at + 1], codes, words)
        owner, who = people.owners[at], at - first
        mine = dates[births[owner] : births[owner + 1]]
        most, loss = bounds(codes, words[:many], estimate)
        ends, plain, size = keys_of(
            words, many, codes, dates, births[owner], births[owner + 1], True, keys
        )
        needed = estimate.needed - more[owner]
        one = len(mine) == 1 and is_full(mine[0])
        beside_full, beside_vague = slip_reach(mine, many, estimate.births_slip)
        asked.needed[who] = needed
        for table in range(3):
            chosen = tables[0] if table == 0 else tables[1] if table == 1 else tables[2]
            reach = min(most if table == 0 else most - loss, estimate.most)
            beside = beside_vague if table == 1 else beside_full
            if table and reach + beside < needed:
                continue
            exactly = estimate.margin if reach >= estimate.most else np.float32(0)
            asked.reach[who, table] = reach
            asked.near[who, table] = one and apart + reach < needed + exactly
            start, stop = (0, plain) if table == 0 else (plain, size)
            place, mask, looked = (
                counts[table],
                np.uint64(len(chosen.starts) - 2),
                asked.looked[table],
            )
            for k in range(start, stop):
                looked[0, place] = np.uint32(keys[k] & mask)
                looked[1, place] = np.uint32(keys[k] >> np.uint64(32))
                of_ends = _OF_ENDS if table == 0 and k >= ends else np.uint32(0)
                looked[2, place] = np.uint32(who) | of_ends
                place += 1
            counts[table] = place
    return last


@compiled
def _in_order(looked, spare, many, buckets):
    """Put look-ups in the order of their buckets (radix sort, in two passes)."""
    bits = 0
    while 1 << bits < buckets:
        bits += 1
    low = (bits + 1) // 2
    mask = np.uint32((1 << low) - 1)
    _by_digit(looked, spare, many, np.uint32(0), mask)
    _by_digit(spare, looked, many, np.uint32(low), mask)


@compiled
def _by_digit(looked, into, many, shift, mask):
    """Put look-ups in the order of some bits of their buckets; those alike there stay in their order."""
    places = np.zeros(np.int64(mask) + 2, np.int64)
    for at in range(many):
        places[np.int64((looked[0, at] >> shift) & mask) + 1] += 1
    for digit in range(len(places) - 1):
        places[digit + 1] += places[digit]
    for at in range(many):
        own = np.int64((looked[0, at] >> shift) & mask)
        place = places[own]
        places[own] = place + 1
        into[0, place], into[1, place], into[2, place] = looked[0, at], looked[1, at], looked[2, at]


@compiled
def _open(people, listed, table, weights, first, number, many, asked, room, found):
    """Put names behind the *found* that stand under the keys looked up, with fitting birth dates; -1 where full.

    Of names that can weigh little only dates near their own are looked at: of the same year, of the same day and
    month, or not known to the day; all others weigh too little.
    """
    starts, dates, entries = table
    looked, least_of, reach, nears = asked.looked[number], asked.needed, asked.reach, asked.near
    owners, births, mine, letters = people.owners, people.births, people.dates, people.letters
    its_letters, into, names, left = listed.letters, room.asked, room.names, room.needed
    for at in range(many):
        bucket, tag, who = looked[0, at], looked[1, at], looked[2, at] & ~_OF_ENDS
        if starts[bucket] == starts[bucket + 1]:
            continue
        name, of_ends = first + np.int64(who), looked[2, at] & _OF_ENDS != 0
        born, last = births[owners[name]], births[owners[name] + 1]
        needed, near = least_of[who], nears[who, number]
        least = needed - reach[who, number]
        one, years = mine[born] if near else np.uint32(0), near and weights[NEXT_YEAR] >= least
        for place in range(starts[bucket], starts[bucket + 1]):
            its = dates[place]
            if (near and not is_near(one, its, years)) or entries[place, 0] != tag:
                continue
            other = entries[place, 1]
            if its == SEVERAL:
                weight = _best_of_several(mine, born, last, listed, other, weights)
            else:
                weight = best_met(mine, born, last, its, weights)
            if weight < least:
                continue
            if of_ends and many_bits(letters[name] ^ its_letters[other]) > _STRANGE:
                continue
            if found == len(into):
                return np.int64(-1)
            into[found], names[found], left[found] = name, other, needed - weight
            found += 1
    return found


@compiled
def _best_of_several(mine, born, last, listed, name, weights):
    party = listed.owners[name]
    its_first, its_last = listed.births[party], listed.births[party + 1]
    return best_born(mine, born, last, listed.dates, its_first, its_last, weights)


@compiled
def _judge(people, listed, pairs, estimate):
    """Say of each pair whether the names weigh enough."""
    names, places, owners, codes = people.names, people.places, people.owners, people.codes
    its_names, its_places, its_owners = listed.names, listed.places, listed.owners
    its_codes, kinds, its_kinds = listed.codes, people.kinds, listed.kinds
    asked_names, listed_names, least = pairs.asked, pairs.names, pairs.needed
    words, theirs = np.empty(MOST_WORDS, np.int64), np.empty(MOST_WORDS, np.int64)
    rows = room_for_letters()
    worth = np.zeros(len(asked_names), np.bool_)
    for at in range(len(asked_names)):
        asked, name, needed = asked_names[at], listed_names[at], least[at]
        if not kinds[owners[asked]] & its_kinds[its_owners[name]]:
            continue
        first, last, start, stop = (
            names[asked],
            names[asked + 1],
            its_names[name],
            its_names[name + 1],
        )
        many = named_words(places, first, last, codes, words)
        others = named_words(its_places, start, stop, its_codes, theirs)
        weight = likeness(codes, words[:many], its_codes, theirs[:others], estimate, needed, rows)
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
