"""The table from key to name: built in two passes over all names, read by all processes at once.

An entry is three numbers: the upper half of its key, the name's number, the bearer's birth date (packed;
1 where the bearer has several). Entries of one bucket stand together, in the order of the birth dates.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from clew.matching.screening.births import SEVERAL
from clew.matching.screening.cutting import Cut
from clew.matching.screening.keys import KEY_WORDS, MOST_KEYS, keys_of, named_words
from clew.matching.screening.vocabulary import Codes

Table = tuple[NDArray[np.uint32], NDArray[np.uint32]]


def build_table(names: Cut, codes: Codes) -> Table:
    """Give (where each bucket begins, the entries by bucket)."""
    arrays = (
        names.names, names.places, names.owners, names.births, names.dates, codes,
    )  # fmt: skip
    total = _count(*arrays, np.zeros(1, np.uint32), 0)
    bits = max(4, int(np.ceil(np.log2(max(total, 1)))))
    sizes = np.zeros((1 << bits) + 1, np.uint32)
    _count(*arrays, sizes, bits)
    starts = np.cumsum(sizes, dtype=np.uint32)
    entries = np.empty((total, 3), np.uint32)
    _fill(*arrays, starts.copy(), bits, entries)
    _order(starts, entries)
    return starts, entries


@njit(cache=True)
def _count(names, places, owners, births, dates, codes, sizes, bits):  # type: ignore[no-untyped-def]
    """Count the keys of all names; with *bits*, also those of each bucket, one place behind it."""
    words, keys = np.empty(KEY_WORDS + 18, np.int64), np.empty(MOST_KEYS + 64, np.uint64)
    total = 0
    for name in range(len(owners)):
        many = named_words(places, names[name], names[name + 1], codes, words)
        owner = owners[name]
        _, found = keys_of(words, many, codes, dates, births[owner], births[owner + 1], keys)
        total += found
        if bits:
            for at in range(found):
                sizes[(keys[at] & np.uint64((1 << bits) - 1)) + np.uint64(1)] += np.uint32(1)
    return total


@njit(cache=True)
def _fill(names, places, owners, births, dates, codes, ends, bits, entries):  # type: ignore[no-untyped-def]
    words, keys = np.empty(KEY_WORDS + 18, np.int64), np.empty(MOST_KEYS + 64, np.uint64)
    for name in range(len(owners)):
        many = named_words(places, names[name], names[name + 1], codes, words)
        owner = owners[name]
        first, last = births[owner], births[owner + 1]
        born = np.uint32(0)
        if last - first == 1:
            born = dates[first]
        elif last > first:
            born = np.uint32(SEVERAL)
        _, found = keys_of(words, many, codes, dates, first, last, keys)
        for at in range(found):
            bucket = keys[at] & np.uint64((1 << bits) - 1)
            place = ends[bucket]
            ends[bucket] = place + np.uint32(1)
            entries[place, 0] = np.uint32(keys[at] >> np.uint64(32))
            entries[place, 1] = np.uint32(name)
            entries[place, 2] = born


@njit(cache=True)
def _order(starts, entries):  # type: ignore[no-untyped-def]
    """Bring the entries of each bucket into the order of the birth dates."""
    for bucket in range(len(starts) - 1):
        start, stop = starts[bucket], starts[bucket + 1]
        if stop - start < 2:
            continue
        if stop - start > 32:
            order = np.argsort(entries[start:stop, 2], kind="mergesort")
            entries[start:stop] = entries[start:stop][order]
            continue
        for at in range(start + 1, stop):
            tag, name, born = entries[at, 0], entries[at, 1], entries[at, 2]
            to = at
            while to > start and entries[to - 1, 2] > born:
                entries[to] = entries[to - 1]
                to -= 1
            entries[to, 0], entries[to, 1], entries[to, 2] = tag, name, born
