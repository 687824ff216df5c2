"""Finds machine-readable zones in a picture of documents, lying any way round, and reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin

from clew.model.mrz_letters import ALPHABET, Mended, mend, possible
from clew.sources.ocr import Box, Letters, Looking

_SLENDER = 8.0
_MOST_LINES = 14
_LINES_OF = {30: 3, 36: 2, 44: 2}
_SURE = 0.6
_THIS_WAY, _UPSIDE_DOWN = 0.9, ">"
"""A line read so surely lies as it was read, unless it holds a filler that is upside down: of 94 lines of specimens
turned over none was read surer than 0.85 but such."""
_SHORTEST, _LONGEST = 26, 48
_QUARTER = 90
_LIKE_A_ZONE = 20
_MOST_OFF = 3
_PORTRAIT = (-0.02, -0.62, 0.33, -0.10)
"""Where a passport's portrait stands: from the left end of the first line, in lengths of that line:
left, top, right, bottom (ICAO Doc 9303-4, zone V)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A zone in a picture.

    Attributes:
        lines: its characters as seen, before any was put right.
        mended: the zone as read.
        boxes: where its lines stand.
    """

    lines: tuple[str, ...]
    mended: Mended
    boxes: tuple[Box, ...]

    def laid_alike(self, box: Box) -> Box:
        """Give *box* with its text running as the zone's does."""
        away = abs((box.turned - self.boxes[0].turned + 180) % 360 - 180)
        return box.flipped if away > _QUARTER else box

    def holds(self, box: Box) -> bool:
        """Say whether a line is one of the zone's."""
        return box in self.boxes or box.flipped in self.boxes

    def place_in(self, scale: float) -> str:
        """Say where it stands, in the file's pixels from the upper left corner, and how it lies."""
        first, last = self.boxes[0], self.boxes[-1]
        x, y = (first.x + last.x) / 2 / scale, (first.y + last.y) / 2 / scale
        turned = round(first.turned) % 360
        return f"around {x:.0f}, {y:.0f}" + (f", turned by {turned}°" if turned else "")

    @property
    def portrait(self) -> Box | None:
        """Give where the portrait of a passport stands; None for other documents."""
        if self.mended.mrz.layout != "TD3":
            return None
        first = self.boxes[0]
        angle = radians(first.turned)
        left, top, right, bottom = (part * first.length for part in _PORTRAIT)
        along, down = (left + right) / 2 - first.length / 2, (top + bottom) / 2
        x = first.x + along * cos(angle) - down * sin(angle)
        y = first.y + along * sin(angle) + down * cos(angle)
        return Box(x, y, right - left, bottom - top, first.turned)


def zones(looking: Looking, boxes: Sequence[Box]) -> list[Seen]:
    """Give the zones among the lines of print of a picture, best first; none shares a line."""
    read = [
        (box, letters)
        for box, letters in _slender_lines(looking, boxes)
        if letters.sure >= _SURE and _SHORTEST <= len(letters.text) <= _LONGEST
    ]
    found = [seen for group in _groups(read) for seen in _zone(group)]
    found.sort(key=lambda seen: len(seen.mended.mrz.faults) + len(seen.mended.notes) / 10)
    apart: list[Seen] = []
    for seen in found:
        if not any(other.holds(box) for other in apart for box in seen.boxes):
            apart.append(seen)
    return apart


def strays(looking: Looking, boxes: Sequence[Box]) -> list[str]:
    """Give lines that are surely machine-readable, by their fillers, though no zone could be read."""
    return [
        letters.text
        for _, letters in _slender_lines(looking, boxes)
        if letters.sure >= _SURE and "<<" in letters.text and len(letters.text) >= _LIKE_A_ZONE
    ]


def _slender_lines(looking: Looking, boxes: Sequence[Box]) -> Iterator[tuple[Box, Letters]]:
    """Read the longest lines of a picture, in both directions where the first does not surely hold."""
    slender = sorted((b for b in boxes if b.length > _SLENDER * b.height), key=lambda b: -b.length)
    for found in slender[:_MOST_LINES]:
        glance = looking.glance(found)
        yield found, glance.read(ALPHABET)
        if glance.sure < _THIS_WAY or _UPSIDE_DOWN in glance.text:
            yield found.flipped, looking.glance(found.flipped).read(ALPHABET)


Group = list[tuple[Box, Letters]]


def _groups(read: Group) -> Iterator[Group]:
    """Give two or three lines one below the other, of one length and direction."""
    for first in read:
        group = [first]
        for other in sorted(read, key=lambda one: one[0].down):
            if other[0].down > group[-1][0].down and _belongs(group[-1][0], other[0], first[0]):
                group.append(other)
        for size in (3, 2):
            if len(group) >= size:
                yield group[:size]


def _belongs(above: Box, box: Box, first: Box) -> bool:
    near = hypot(box.x - above.x, box.y - above.y) < 6 * max(above.height, box.height)
    alike = 0.85 < box.length / first.length < 1.18
    return near and alike and abs((box.turned - first.turned + 180) % 360 - 180) < 4


def _zone(group: Group) -> Iterator[Seen]:
    """Read the lines of a group as a zone of as many lines, where their lengths allow it."""
    for length, need in _LINES_OF.items():
        fitted = [_fit(letters, length) for _, letters in group]
        rows = [row for row in fitted if row is not None]
        if need == len(group) == len(rows) and (mended := _read_as(rows)):
            yield Seen(tuple(text for text, _ in rows), mended, tuple(box for box, _ in group))


Fitted = tuple[str, list[Sequence[float]]]
"""A line of the right length, and how likely each letter of the alphabet is at each place."""


def _read_as(rows: Sequence[Fitted]) -> Mended | None:
    """Take at each place the likeliest character it can hold, and count the digits."""

    def chance(line: int, at: int, letter: str) -> float:
        return float(rows[line][1][at][ALPHABET.index(letter)])

    def likeliest(line: int, at: int, allowed: str) -> str:
        taken = rows[line][0][at]
        return taken if taken in allowed else max(allowed, key=lambda c: chance(line, at, c))

    held = possible([text for text, _ in rows])
    lines = tuple(
        "".join(likeliest(n, at, allowed) for at, allowed in enumerate(places))
        for n, places in enumerate(held)
    )
    return mend(lines, chance=chance)


def _fit(letters: Letters, length: int) -> Fitted | None:
    """Bring a line to *length* where only a few fillers at its end are too many or too few."""
    text, chances = letters.text, list(letters.chances)
    over = len(text) - length
    run = len(text) - len(text.rstrip("<"))
    if abs(over) > _MOST_OFF:
        return None
    if over > 0:
        return (text[:length], chances[:length]) if run > over else None
    if over < 0:
        if run < 2:
            return None
        text, chances = text + "<" * -over, chances + [chances[-1]] * -over
    return text, chances
