"""Shows places of a page read by machine: its lines with how sure it was, and what they look like."""

import re

from clew.sources.ocr import Pixels
from clew.sources.scan_reading import LOW, PageRead


def lines_of(spot: str) -> tuple[str, int, int] | None:
    """Give the page, first and last line a place names ("page 2, lines 5-9"); a page alone has 0 and 0."""
    shape = re.fullmatch(r"(\w+(?: \d{1,7})?)(?:, lines? (\d{1,5})(?:-(\d{1,5}))?)?", spot)
    if shape is None:
        return None
    first = int(shape[2] or 0)
    return shape[1], first, int(shape[3] or first)


def shown(
    spot: str, read: PageRead, first: int, last: int
) -> list[tuple[str, tuple[str, ...], bool]]:
    """Give the lines of a page for an excerpt: text, and how sure the machine was."""
    head = "read by machine: compare it with the picture"
    lines: list[tuple[str, tuple[str, ...], bool]] = [] if first else [(spot, (head,), True)]
    for number, line in enumerate(read.lines, 1):
        mark = "low confidence" if line.sure < LOW else "confidence"
        cells = (line.text, f"read by machine, {mark} {line.sure:.2f}")
        lines.append((f"{spot}, line {number}", cells, first <= number <= last))
    return lines


def cut_out(read: PageRead, first: int, last: int) -> Pixels | None:
    """Cut the lines *first* to *last* out of a page laid level; the whole page where first is 0."""
    if read.laid is None:
        return None
    pixels = read.laid.pixels
    if not first:
        return pixels
    boxes = [box for line in read.lines[first - 1 : last] for box in line.row.boxes]
    if not boxes:
        return None
    room = max(box.height for box in boxes)
    top = max(0, round(min(box.y - box.height / 2 for box in boxes) - room / 2))
    bottom = round(max(box.y + box.height / 2 for box in boxes) + room / 2)
    left = max(0, round(min(box.x - box.length / 2 for box in boxes) - room))
    right = round(max(box.x + box.length / 2 for box in boxes) + room)
    return pixels[top:bottom, left:right]
