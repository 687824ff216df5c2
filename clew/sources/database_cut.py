"""Makes a copy of a database that was cut off openable: what is lost stays empty, what is there is read."""

from pathlib import Path
from typing import Final

MOST_PAGES: Final = 16_000_000
"""Pages a copy is filled up to with nothing (a hole, which takes no room): 64 GB at 4 KiB."""
_HEADER: Final = 100
_INTERIOR, _LEAF = 5, 13


def mend(path: Path, stated: int) -> None:
    """Fill a cut copy up to its stated length, and let its list of tables name what is left of it.

    Args:
        path: the copy; it is changed.
        stated: bytes the database says it has.

    Source:
        SQLite, "Database File Format": the list of tables is the tree on page 1; an inner page
        holds (page below, key) cells and, in bytes 8 to 11, the last page below.
    """
    size = path.stat().st_size
    with path.open("r+b") as handle:
        head = handle.read(_HEADER)
        page = int.from_bytes(head[16:18])
        page = 65_536 if page == 1 else max(page, 512)
        whole = size // page
        first = _reaching(bytearray(head + handle.read(page - _HEADER)), page, whole, path)
        if stated // page <= MOST_PAGES:
            handle.truncate(whole * page)
            handle.truncate(stated)
        else:
            first[28:32] = max(whole, 1).to_bytes(4)
        handle.seek(0)
        handle.write(first)


def _reaching(first: bytearray, page: int, whole: int, path: Path) -> bytearray:
    """Give page 1 without the pages below it that are lost; as it was when it never had any."""
    if len(first) < page or first[_HEADER] != _INTERIOR:
        return first
    count = int.from_bytes(first[_HEADER + 3 : _HEADER + 5])
    start = _HEADER + 12
    places = [int.from_bytes(first[start + 2 * n : start + 2 * n + 2]) for n in range(count)]
    below = [
        (place, int.from_bytes(first[place : place + 4])) for place in places if place + 4 <= page
    ]
    last = int.from_bytes(first[_HEADER + 8 : _HEADER + 12])
    left = [(place, number) for place, number in below if _is_there(path, number, page, whole)]
    if not _is_there(path, last, page, whole):
        if not left:
            first[_HEADER] = _LEAF  # nothing below it is there: an empty list
            first[_HEADER + 3 : _HEADER + 5] = bytes(2)
            return first
        last = left.pop()[1]
    first[_HEADER + 3 : _HEADER + 5] = len(left).to_bytes(2)
    first[_HEADER + 8 : _HEADER + 12] = last.to_bytes(4)
    for n, (place, _) in enumerate(left):
        first[start + 2 * n : start + 2 * n + 2] = place.to_bytes(2)
    return first


def _is_there(path: Path, number: int, page: int, whole: int) -> bool:
    if not 1 < number <= whole:
        return False
    with path.open("rb") as handle:
        handle.seek((number - 1) * page)
        return handle.read(1) in (bytes([_LEAF]), bytes([_INTERIOR]))
