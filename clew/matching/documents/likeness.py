"""Which pictures are alike: 64-bit hashes that differ in few bits.

Two hashes that differ in at most seven bits agree in one of eight bytes, so only those that share
a byte in its place are compared.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

FEW_BITS = 6
"""Copies of one picture, made smaller or saved anew, were seen to differ in at most so many bits."""
_BYTES = 8
_MOST_SHARING = 200


def alike(hashes: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """Give pairs of ids whose hashes differ in at most six bits, with how many; each pair once.

    A byte that more than 200 hashes share tells nothing and is passed over: bare walls, screens.

    >>> list(alike({"a": "00ff00ff00ff00ff", "b": "00ff00ff00ff00fe", "c": "123456789abcdef0"}))
    [('a', 'b', 1)]
    """
    sharing: dict[tuple[int, str], list[str]] = defaultdict(list)
    for one, text in hashes.items():
        for place in range(_BYTES):
            sharing[place, text[place * 2 : place * 2 + 2]].append(one)
    seen: set[tuple[str, str]] = set()
    for group in sharing.values():
        if len(group) > _MOST_SHARING:
            continue
        for a, b in combinations(group, 2):
            if (a, b) in seen:
                continue
            seen.add((a, b))
            bits = (int(hashes[a], 16) ^ int(hashes[b], 16)).bit_count()
            if bits <= FEW_BITS:
                yield a, b, bits
