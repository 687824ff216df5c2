"""A cut text parted into windows the model can take, and the pieces of each figure in them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clew.analysis.figures.judging.wordpieces import Cut

LONGEST = 384
"""How many pieces the model takes at once, the two marks at the ends included."""
_BEFORE, _BEHIND = 72, 32
"""How many pieces around those whose figures a window decides it sees, in a text longer than one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands in the text.

    Attributes:
        number: the letters its number begins and ends at.
        phrase: the same of the number with hedge, unit and noun.
    """

    number: tuple[int, int]
    phrase: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """Part of a text.

    Attributes:
        first, last: its pieces of the cut text, the last not included.
        figures: the figures it decides, by their place in the list given.
        numbers, phrases: for each figure its first and last piece, counted from the mark at the window's head.
    """

    first: int
    last: int
    figures: list[int]
    numbers: list[tuple[int, int]]
    phrases: list[tuple[int, int]]


def windows(cut: Cut, places: Sequence[Place]) -> Iterator[Window]:
    """Part *cut* so that each of *places*, in the order of the text, is decided in one window."""
    at = 0
    for first, last, until in _parts(len(cut.ids)):
        window = Window(first, last, [], [], [])
        while at < len(places) and bisect_right(cut.ends, places[at].number[0]) < until:
            window.figures.append(at)
            window.numbers.append(_within(cut, places[at].number, window))
            window.phrases.append(_within(cut, places[at].phrase, window))
            at += 1
        if window.figures:
            yield window


def _parts(size: int) -> Iterator[tuple[int, int, int]]:
    """Give where each window begins and ends, and up to which piece it decides."""
    body = LONGEST - 2
    if size <= body:
        yield 0, size, size
        return
    begin = 0
    while begin < size:
        first = max(0, begin - _BEFORE)
        last = min(size, first + body)
        begin = size if last == size else last - _BEHIND
        yield first, last, begin


def _within(cut: Cut, span: tuple[int, int], window: Window) -> tuple[int, int]:
    first, last = bisect_right(cut.ends, span[0]), bisect_left(cut.starts, span[1]) - 1
    low, high = window.first, window.last - 1
    first = min(max(first, low), high)
    return first - low + 1, min(max(last, first), high) - low + 1
