"""Lays a page of print level and says where its lines stand, in the order a person reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from clew.sources.ocr import Box, Eye, Pixels, dominant

SIDE = 1_600
"""Pixels the longer side of a page is brought to before its lines are looked for."""
_FIRST_LOOK = 960
_LONG = 3
_PRINT = 0.6
_ASKEW = 0.2
_GUTTER = 0.3
_COLUMN_LINES, _COLUMN_LENGTH = 3, 9
_APART = 1.0
_SAME_ROW, _BLANK = 0.5, 0.3
_FLAT, _INK_SHARE, _SPECK = 24, 0.00005, 60


@dataclass(frozen=True, slots=True)
class Row:
    """One line as a person reads it; a line of a table has several boxes.

    Attributes:
        boxes: from left to right.
        block: number of the paragraph it stands in, from 1.
    """

    boxes: tuple[Box, ...]
    block: int


@dataclass(frozen=True, slots=True)
class Laid:
    """A page laid level, letters upright or head down.

    Attributes:
        pixels: the page.
        rows: its lines, in reading order.
        turned: degrees the page was turned, clockwise, to lie so; 0 up to 360.
    """

    pixels: Pixels
    rows: tuple[Row, ...]
    turned: float

    @property
    def boxes(self) -> list[Box]:
        """Give every box in reading order."""
        return [box for row in self.rows for box in row.boxes]


def is_blank(pixels: Pixels) -> bool:
    """Say whether hardly anything on a page is darker or lighter than its paper."""
    import numpy as np

    grey = pixels[:: max(1, len(pixels) // 700), :: max(1, len(pixels[0]) // 700)].mean(axis=2)
    if grey.max() - grey.min() < _FLAT:
        return True
    return bool((np.abs(grey - np.median(grey)) > _SPECK).mean() < _INK_SHARE)


def print_in(boxes: Sequence[Box]) -> list[Box]:
    """Leave out what is hardly print: grain, edges, leaves of trees."""
    return [box for box in boxes if box.sure >= _PRINT]


def is_long(box: Box) -> bool:
    """Say whether a box is long enough to tell which way print runs."""
    return box.length > _LONG * box.height


def lay(sight: Eye, pixels: Pixels) -> Laid:
    """Turn a page so that its lines lie level, and find them; whether head down is not known yet."""
    long = [box for box in print_in(sight.lines(pixels, _FIRST_LOOK)) if is_long(box)]
    turned = dominant(long) if long else 0.0
    if abs(turned) > _ASKEW:
        pixels = turn(pixels, turned)
    boxes = print_in(sight.lines(pixels, SIDE))
    left = dominant(box for box in boxes if box.length > 2 * _LONG * box.height)
    if _ASKEW < abs(left) < 10 * _ASKEW:  # the first look is coarse
        pixels, turned = turn(pixels, left), turned + left
        boxes = print_in(sight.lines(pixels, SIDE))
    return Laid(pixels, tuple(rows(_upright(boxes))), -turned % 360)


def head_up(laid: Laid) -> Laid:
    """Give a page that lies head down the right way up."""
    height, width = laid.pixels.shape[:2]
    pixels = laid.pixels[::-1, ::-1].copy()
    boxes = [box._replace(x=width - box.x, y=height - box.y) for box in laid.boxes]
    return Laid(pixels, tuple(rows(boxes)), (laid.turned + 180) % 360)


def turn(pixels: Pixels, degrees: float) -> Pixels:
    """Turn a page left by so many degrees, on a sheet that holds all of it, its edge continued."""
    import cv2
    import numpy as np

    quarters = round(degrees / 90)
    if abs(degrees - quarters * 90) < _ASKEW:
        return np.ascontiguousarray(np.rot90(pixels, quarters))
    height, width = pixels.shape[:2]
    move = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    wide, tall = (round(n) for n in np.abs(move[:, :2]) @ np.array([width, height]))
    move[:, 2] += (wide - width) / 2, (tall - height) / 2
    paper = [float(n) for n in np.median(pixels[::8, ::8].reshape(-1, 3), axis=0)]
    return cv2.warpAffine(
        pixels, move, (wide, tall), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT,
        borderValue=paper,
    )  # fmt: skip


def _upright(boxes: Sequence[Box]) -> list[Box]:
    """Leave out what does not lie as the page does: stamps across it, print up its edge."""
    return [box for box in boxes if abs(box.turned) < 20 or box.length < 2 * box.height]


def rows(boxes: Sequence[Box]) -> Iterator[Row]:
    """Put boxes of a level page into lines, columns one after the other, and lines into paragraphs."""
    block = 0
    for column in _columns(list(boxes)):
        last: Row | None = None
        for cells in _lines(column):
            if last is None or _is_apart(last.boxes, cells):
                block += 1
            last = Row(cells, block)
            yield last


def _columns(boxes: list[Box]) -> list[list[Box]]:
    """Part boxes at a gutter, else at a gap across the page where that shows a gutter below it."""
    if len(boxes) < 2 * _COLUMN_LINES:
        return [boxes] if boxes else []
    step = median(box.height for box in boxes)
    parts = _parted(boxes, lambda box: (box.x, box.length), _GUTTER * step)
    if len(parts) > 1 and all(_is_column(part) for part in parts):
        return [column for part in parts for column in _columns(part)]
    bands = _parted(boxes, lambda box: (box.y, box.height), _APART * step)
    if len(bands) > 1:
        cut = [_columns(band) for band in bands]
        if any(len(columns) > 1 for columns in cut):
            return [column for columns in cut for column in columns]
    return [boxes]


def _is_column(boxes: Sequence[Box]) -> bool:
    """Say whether boxes are running text and no column of a table's cells."""
    return (
        len(boxes) >= _COLUMN_LINES
        and median(box.length / box.height for box in boxes) > _COLUMN_LENGTH
    )


def _parted(boxes: list[Box], extent: Any, gap: float) -> list[list[Box]]:
    """Part boxes where none stands over a stretch of *gap* pixels."""
    parts: list[list[Box]] = []
    end = float("-inf")
    for box in sorted(boxes, key=lambda one: extent(one)[0] - extent(one)[1] / 2):
        middle, size = extent(box)
        if middle - size / 2 > end + gap or not parts:
            parts.append([])
        parts[-1].append(box)
        end = max(end, middle + size / 2)
    return parts


def _lines(boxes: Sequence[Box]) -> Iterator[tuple[Box, ...]]:
    """Give the boxes of each line from left to right, lines downwards."""
    waiting = sorted(boxes, key=lambda box: box.y)
    while waiting:
        first = waiting[0]
        reach = _SAME_ROW * min(first.height, median(box.height for box in boxes))
        line = [box for box in waiting if box.y - first.y <= reach]
        waiting = waiting[len(line) :]
        yield tuple(sorted(line, key=lambda box: box.x))


def _is_apart(above: Sequence[Box], cells: Sequence[Box]) -> bool:
    """Say whether a line begins a new paragraph: by the blank above it, or letters of another size."""
    bottom = max(box.y + box.height / 2 for box in above)
    top = min(box.y - box.height / 2 for box in cells)
    tall, small = (max(box.height for box in line) for line in (above, cells))
    return top - bottom > _BLANK * min(tall, small) or not 0.6 < tall / small < 1.7
