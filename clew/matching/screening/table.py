"""The tables from key to name: built in a few passes over all names, read by all processes at once.

There are three (`Tables`), so that most people are looked up in few and small places. Entries of one
bucket stand together, in the order of the bearers' birth dates (packed; 1 where the bearer has several),
which stand in a row of their own: most of what is read of a bucket is its dates.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clew.matching.screening.births import SEVERAL, is_full
from clew.matching.screening.compiled import compiled
from clew.matching.screening.cutting import Cut
from clew.matching.screening.keys import MOST_KEYS, MOST_WORDS, keys_of, named_words
from clew.matching.screening.vocabulary import Codes

_SHELVES = 10
"""Bits by which keys are sorted roughly first, so that the rest is sorted within what a processor holds near."""
_Range = tuple[int, int]


class Table(NamedTuple):
    """One table.

    Attributes:
        starts: where each bucket begins.
        born: birth date of each entry.
        entries: of each entry the upper half of its key, and the number of its name.
    """

    starts: NDArray[np.uint32]
    born: NDArray[np.uint32]
    entries: NDArray[np.uint32]


class Tables(NamedTuple):
    """The tables of a list.

    Attributes:
        plain: keys of the words as they are.
        vague: keys with a letter left out, of bearers whose birth date is not known to the day.
        slips: keys with a letter left out, of the other bearers.
    """

    plain: Table
    vague: Table
    slips: Table


class _Keys(NamedTuple):
    """Keys, each with the number of its name."""

    keys: NDArray[np.uint64]
    names: NDArray[np.uint32]


def build_tables(names: Cut, codes: Codes) -> Tables:
    """Build the tables of cut names."""
    arrays = (names.names, names.places, names.owners, names.births, names.dates, codes)
    born = _dates(*arrays[2:5])
    order = np.argsort(born, kind="stable")
    middle = len(order) // 2
    parts = (order[:middle], order[middle:])

    def keyed(part: NDArray[np.int64]) -> tuple[_Keys, ...]:
        many = _count(*arrays, part, born)
        found = tuple(_Keys(np.empty(n, np.uint64), np.empty(n, np.uint32)) for n in many)
        _fill(*arrays, part, born, found)
        return found

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(keyed, parts)
        return Tables(
            *(
                _sorted(pair, born, lambda work, over: list(threads.map(work, over)))
                for pair in zip(first, second, strict=True)
            )
        )


def _sorted(
    halves: tuple[_Keys, _Keys],
    born: NDArray[np.uint32],
    at_once: Callable[..., list[NDArray[np.int64]]],
) -> Table:
    """Sort keys into buckets; those of one bucket stay in their order.

    Args:
        halves: the keys, those of the earlier born first.
        born: birth date of each name.
        at_once: does a work for two things at the same time.
    """
    total = sum(len(half.keys) for half in halves)
    bits = max(4, int(np.ceil(np.log2(max(total, 1)))) - 2)
    shelves = min(bits, _SHELVES)
    shift, mask = np.uint64(bits - shelves), np.uint64((1 << bits) - 1)
    counts = at_once(lambda half: _on_shelves(half.keys, mask, shift, 1 << shelves), halves)
    ends = np.cumsum(counts[0] + counts[1])
    begins = np.concatenate([np.zeros(1, np.int64), ends])
    rough = _Keys(np.empty(total, np.uint64), np.empty(total, np.uint32))
    places = (begins[:-1].copy(), begins[:-1] + counts[0])
    at_once(lambda h: _shelve(halves[h], mask, shift, places[h], rough), (0, 1))
    table = Table(
        np.zeros((1 << bits) + 1, np.uint32),
        np.empty(total, np.uint32),
        np.empty((total, 2), np.uint32),
    )
    table.starts[-1] = total
    middle = 1 << shelves - 1
    halves_of_shelves = ((0, middle), (middle, 2 * middle))
    at_once(lambda over: _finish(rough, begins, mask, shift, over, born, table), halves_of_shelves)
    return table


@compiled
def _dates(owners, births, dates):
    """The birth date of the bearer of each name, 0 for none, SEVERAL for more than one."""
    found = np.zeros(len(owners), np.uint32)
    for name in range(len(owners)):
        first, last = births[owners[name]], births[owners[name] + 1]
        if last - first == 1:
            found[name] = dates[first]
        elif last > first:
            found[name] = np.uint32(SEVERAL)
    return found


@compiled
def _count(names, places, owners, births, dates, codes, order, born):
    """How many keys of names each table takes."""
    words, keys = np.empty(MOST_WORDS, np.int64), np.empty(MOST_KEYS + 64, np.uint64)
    many = np.zeros(3, np.int64)
    for name in order:
        count = named_words(places, names[name], names[name + 1], codes, words)
        owner = owners[name]
        _, plain, found = keys_of(
            words, count, codes, dates, births[owner], births[owner + 1], False, keys
        )
        many[0] += plain
        many[2 if is_full(born[name]) else 1] += found - plain
    return many


@compiled
def _fill(names, places, owners, births, dates, codes, order, born, out):
    """Put the keys of names, in the order given, into those of the three tables."""
    words, keys = np.empty(MOST_WORDS, np.int64), np.empty(MOST_KEYS + 64, np.uint64)
    plain, vague, slips = out
    ends = np.zeros(3, np.int64)
    for name in order:
        count = named_words(places, names[name], names[name + 1], codes, words)
        owner = owners[name]
        _, many, found = keys_of(
            words, count, codes, dates, births[owner], births[owner + 1], False, keys
        )
        for at in range(many):
            plain.keys[ends[0]], plain.names[ends[0]] = keys[at], name
            ends[0] += 1
        full = is_full(born[name])
        for at in range(many, found):
            if full:
                slips.keys[ends[2]], slips.names[ends[2]] = keys[at], name
                ends[2] += 1
            else:
                vague.keys[ends[1]], vague.names[ends[1]] = keys[at], name
                ends[1] += 1
    return ends


@compiled
def _on_shelves(keys, mask, shift, shelves):
    """How many keys each shelf takes."""
    many = np.zeros(shelves, np.int64)
    for key in keys:
        many[np.int64((key & mask) >> shift)] += 1
    return many


@compiled
def _shelve(half, mask, shift, places, rough):
    """Put keys on their shelves, from the *places* on."""
    for at in range(len(half.keys)):
        shelf = np.int64((half.keys[at] & mask) >> shift)
        place = places[shelf]
        rough.keys[place], rough.names[place] = half.keys[at], half.names[at]
        places[shelf] = place + 1
    return places


@compiled
def _finish(rough, begins, mask, shift, over, born, table):
    """Put the keys of some shelves into their buckets."""
    ends = np.empty(1 << np.int64(shift), np.int64)
    size = len(ends)
    for shelf in range(over[0], over[1]):
        start, stop = begins[shelf], begins[shelf + 1]
        ends[:] = 0
        for at in range(start, stop):
            ends[np.int64(rough.keys[at] & mask) & (size - 1)] += 1
        before = start
        for bucket in range(size):
            many = ends[bucket]
            table.starts[shelf * size + bucket] = ends[bucket] = before
            before += many
        for at in range(start, stop):
            key, name = rough.keys[at], rough.names[at]
            own = np.int64(key & mask) & (size - 1)
            place = ends[own]
            ends[own] = place + 1
            table.born[place] = born[name]
            table.entries[place, 0] = np.uint32(key >> np.uint64(32))
            table.entries[place, 1] = name
    return begins
