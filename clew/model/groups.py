"""Puts together what pairs of numbers tie together."""

from collections.abc import Iterable

Edge = tuple[int, int]


def components(edges: Iterable[Edge]) -> list[list[int]]:
    """Give the connected groups of these pairs, each in order, the lowest first.

    >>> components([(5, 3), (1, 2), (3, 4)])
    [[1, 2], [3, 4, 5]]
    """
    above: dict[int, int] = {}
    for a, b in edges:
        low, high = sorted((_top(above, a), _top(above, b)))
        above[high] = low
    groups: dict[int, list[int]] = {}
    for number in sorted(above):
        groups.setdefault(_top(above, number), []).append(number)
    return [groups[top] for top in sorted(groups)]


def _top(above: dict[int, int], number: int) -> int:
    above.setdefault(number, number)
    while above[number] != number:
        above[number] = number = above[above[number]]
    return number
