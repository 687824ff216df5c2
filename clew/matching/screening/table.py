"""The table from key to name: built in two passes over all names, read by all processes at once.

Entries of one bucket stand together, in the order of the bearers' birth dates (packed; 1 where the bearer
has several), which stand in a row of their own: most of what is read of a bucket is its dates.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clew.matching.screening.births import SEVERAL
from clew.matching.screening.compiled import compiled
from clew.matching.screening.cutting import Cut
from clew.matching.screening.keys import MOST_KEYS, MOST_WORDS, keys_of, named_words
from clew.matching.screening.vocabulary import Codes

_SAMPLE = 10_000
"""Names by which the number of keys is reckoned beforehand."""


class Table(NamedTuple):
    """The table.

    Attributes:
        starts: where each bucket begins.
        born: birth date of each entry.
        entries: of each entry the upper half of its key, and the number of its name.
    """

    starts: NDArray[np.uint32]
    born: NDArray[np.uint32]
    entries: NDArray[np.uint32]


def build_table(names: Cut, codes: Codes) -> Table:
    """Build the table of cut names."""
    many = len(names.owners)
    arrays = (names.names, names.places, names.owners, names.births, names.dates, codes)
    sample = np.linspace(0, many - 1, min(many, _SAMPLE)).astype(np.int64)
    reckoned = _count(*arrays, sample, np.zeros(2, np.uint32), (0, 1)) * many // max(len(sample), 1)
    bits = max(4, int(np.ceil(np.log2(max(reckoned, 1)))) - 2)
    order = np.argsort(_dates(*arrays[2:5]), kind="stable")
    sizes = np.zeros((1 << bits) + 1, np.uint32)
    total = sum(_in_halves(bits, lambda half: _count(*arrays, order, sizes, half)))
    starts = np.cumsum(sizes, dtype=np.uint32)
    table = Table(starts, np.empty(total, np.uint32), np.empty((total, 2), np.uint32))
    filled = table._replace(starts=starts.copy())
    _in_halves(bits, lambda half: _fill(*arrays, order, filled, half))
    return table


def _in_halves(bits: int, work: Callable[[tuple[int, int]], int]) -> list[int]:
    """Do a work for either half of the buckets at the same time."""
    middle = 1 << bits - 1
    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(work, ((0, middle), (middle, 2 * middle))))


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
def _count(names, places, owners, births, dates, codes, order, sizes, half):
    """Count the keys of names that fall into half of the buckets, each one place behind its bucket."""
    words, keys = np.empty(MOST_WORDS, np.int64), np.empty(MOST_KEYS + 64, np.uint64)
    mask = np.uint64(len(sizes) - 2)
    total = 0
    for name in order:
        many = named_words(places, names[name], names[name + 1], codes, words)
        owner = owners[name]
        _, found = keys_of(words, many, codes, dates, births[owner], births[owner + 1], keys)
        for at in range(found):
            bucket = np.int64(keys[at] & mask)
            if half[0] <= bucket < half[1]:
                sizes[bucket + 1] += np.uint32(1)
                total += 1
    return total


@compiled
def _fill(names, places, owners, births, dates, codes, order, table, half):
    """Put the names into half of the buckets, in the order given; *starts* of the table move on."""
    words, keys = np.empty(MOST_WORDS, np.int64), np.empty(MOST_KEYS + 64, np.uint64)
    ends, born, entries = table
    mask = np.uint64(len(ends) - 2)
    for name in order:
        many = named_words(places, names[name], names[name + 1], codes, words)
        first, last = births[owners[name]], births[owners[name] + 1]
        date = (
            np.uint32(0)
            if last == first
            else dates[first]
            if last - first == 1
            else np.uint32(SEVERAL)
        )
        _, found = keys_of(words, many, codes, dates, first, last, keys)
        for at in range(found):
            bucket = np.int64(keys[at] & mask)
            if bucket < half[0] or bucket >= half[1]:
                continue
            place = ends[bucket]
            ends[bucket] = place + np.uint32(1)
            born[place] = date
            entries[place, 0] = np.uint32(keys[at] >> np.uint64(32))
            entries[place, 1] = np.uint32(name)
    return 0
