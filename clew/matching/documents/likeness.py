"""Which pictures are alike: 64-bit hashes that differ in few bits."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

FEW_BITS = 8
"""On specimen passports, 6 in 7 copies made smaller and turned differed in at most so many bits, and
portraits of different people in more (docs/documents.md)."""
_EACH_WITH_EACH = 3_000
_BYTES = 8
_MOST_SHARING = 200


def alike(hashes: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """Give pairs of ids whose hashes differ in at most eight bits, with how many; each pair once.

    Of more than 3,000 hashes only those are compared that agree in one of their eight bytes, which
    misses eight differences spread over all bytes; a byte that more than 200 share is passed over.

    >>> list(alike({"a": "00ff00ff00ff00ff", "b": "00ff00ff00ff00fe", "c": "123456789abcdef0"}))
    [('a', 'b', 1)]
    """
    numbers = {one: int(text, 16) for one, text in hashes.items()}
    pairs = combinations(hashes, 2) if len(hashes) <= _EACH_WITH_EACH else _sharing_a_byte(hashes)
    for a, b in pairs:
        bits = (numbers[a] ^ numbers[b]).bit_count()
        if bits <= FEW_BITS:
            yield a, b, bits


def _sharing_a_byte(hashes: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    sharing: dict[tuple[int, str], list[str]] = defaultdict(list)
    for one, text in hashes.items():
        for place in range(_BYTES):
            sharing[place, text[place * 2 : place * 2 + 2]].append(one)
    groups = [group for group in sharing.values() if len(group) <= _MOST_SHARING]
    return dict.fromkeys(pair for group in groups for pair in combinations(group, 2))
