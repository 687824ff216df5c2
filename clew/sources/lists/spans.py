"""Spans of years a birth may fall into."""

from collections.abc import Iterator
from typing import Final

_EACH: Final = 5
"""Years a span may have for each of them to be given."""


def years(first: str, last: str) -> Iterator[str]:
    """Give each year of a short span, the first and last of a longer one; what is known of an open one.

    >>> list(years("1958", "1960")), list(years("1950", "1960")), list(years("1950", ""))
    (['1958', '1959', '1960'], ['1950', '1960'], ['1950'])
    """
    if not (first.isdecimal() and last.isdecimal()):
        yield from filter(None, (first, last))
        return
    low, high = sorted((int(first), int(last)))
    span = range(low, high + 1) if high - low < _EACH else (low, high)
    yield from map(str, span)
