"""Makes a copy of a database that was cut off openable: what is lost stays empty, what is there is read."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

MOST_PAGES: Final = 16_000_000
"""Pages a copy is filled up to with nothing (a hole, which takes no room): 64 GB at 4 KiB."""
_HEADER: Final = 100
_INTERIOR, _INTERIOR_INDEX, _LEAF = 5, 2, 13
_LOOKED_AT: Final = 4_000_000
_MOST_NUMBER: Final = 2**32 - 1
"""The format numbers pages with four bytes; a damaged list of tables says anything."""


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


def rows_without_a_table(path: Path, roots: Iterable[int], length: int) -> tuple[int, int]:
    """Count (rows, pages) that stand in the file and belong to no table whose definition is left.

    Rows of pages the database had set free are not counted: they were deleted.

    Args:
        path: the copy, mended.
        roots: first page of each table and index that is known.
        length: bytes that were there before it was mended.
    """
    with path.open("rb") as handle:
        head = handle.read(_HEADER)
        page = int.from_bytes(head[16:18])
        pages = _Pages(handle, 65_536 if page == 1 else max(page, 512))
        reached = pages.below([1, *roots]) | pages.free(int.from_bytes(head[32:36]))
        rows = found = 0
        for number in range(2, min(length // pages.size, _LOOKED_AT) + 1):
            if number not in reached and (count := pages.rows(number)):
                rows, found = rows + count, found + 1
    return rows, found


class _Pages:
    """The pages of a database, by their numbers from 1."""

    def __init__(self, handle: BinaryIO, size: int) -> None:
        self._handle, self.size = handle, size

    def _page(self, number: int) -> bytes:
        if not 1 <= number <= _MOST_NUMBER:
            return b""
        self._handle.seek((number - 1) * self.size)
        return self._handle.read(self.size)

    def below(self, roots: Iterable[int]) -> set[int]:
        """Give the pages of the trees that begin at these pages."""
        reached: set[int] = set()
        waiting = [number for number in roots if number > 0]
        while waiting and len(reached) < _LOOKED_AT:
            number = waiting.pop()
            if number in reached:
                continue
            reached.add(number)
            page = self._page(number)
            at = _HEADER if number == 1 else 0
            if len(page) < self.size or page[at] not in (_INTERIOR, _INTERIOR_INDEX):
                continue
            count = int.from_bytes(page[at + 3 : at + 5])
            starts = (at + 12 + 2 * n for n in range(min(count, self.size // 2)))
            places = (int.from_bytes(page[start : start + 2]) for start in starts)
            waiting += [int.from_bytes(page[place : place + 4]) for place in places]
            waiting.append(int.from_bytes(page[at + 8 : at + 12]))
        return reached

    def free(self, trunk: int) -> set[int]:
        """Give the pages set free: each trunk page names the next one, and leaves."""
        found: set[int] = set()
        while trunk > 0 and trunk not in found and len(found) < _LOOKED_AT:
            found.add(trunk)
            page = self._page(trunk)
            if len(page) < self.size:
                break
            count = min(int.from_bytes(page[4:8]), self.size // 4 - 2)
            found |= {int.from_bytes(page[8 + 4 * n : 12 + 4 * n]) for n in range(count)}
            trunk = int.from_bytes(page[:4])
        return found

    def rows(self, number: int) -> int:
        """Give how many rows a page of a table holds; 0 for any other page."""
        page = self._page(number)
        if len(page) < self.size or page[0] != _LEAF:
            return 0
        count, begin = int.from_bytes(page[3:5]), int.from_bytes(page[5:7]) or 65_536
        places = [int.from_bytes(page[8 + 2 * n : 10 + 2 * n]) for n in range(count)]
        is_sound = 8 + 2 * count <= begin <= self.size and all(
            begin <= p < self.size for p in places
        )
        return count if is_sound else 0
