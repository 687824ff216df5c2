"""Reads a page of print: lays it level, tells its script, reads line by line with how sure it is.

Latin is read by the networks of `clew.sources.ocr`, other scripts by the program tesseract where
there is one (Greek by the networks, badly, where there is none). What cannot be read is said, never guessed.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from time import monotonic
from typing import Literal

from clew.errors import SourceError
from clew.sources.ocr import Box, Eye, Pixels
from clew.sources.scan_layout import Laid, Row, head_up, is_blank, is_long, lay
from clew.sources.tesseract import Read, Tesseract, tesseract

PAGE_SECONDS = 120.0
"""Longest one page is read; what is left of it then is said."""
LOW = 0.75
"""Below this confidence a line is marked, to be compared with the picture."""
_SAMPLE, _BATCH = 6, 16
_RATE, _CLEAR = 1.2, 0.55
"""Letters for each line height that Latin print has at least; other scripts come out nearly empty."""
_SURE, _SHORT = 0.8, 3
_GREEK = 0.15
_GOOD_ENOUGH = 0.85

Kind = Literal["read", "blank", "no print", "unread"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was read.

    Attributes:
        text: its letters; the cells of a table's line parted by " | "; empty: nothing could be read.
        sure: mean confidence over its letters, 0 to 1.
        row: where it stands.
    """

    text: str
    sure: float
    row: Row


@dataclass(frozen=True, slots=True)
class PageRead:
    """What was seen on a page.

    Attributes:
        kind: "read"; "blank": nothing is on it; "no print": no line of print; "unread": print of a
            script nothing here reads.
        lines: its lines in reading order.
        script: "Latin", "Greek", "Cyrillic", "Arabic"; of an unread page what it looks like.
        language: the language of tesseract it was read with, or "".
        laid: the page laid level, or None where no line was found.
        left: lines that were not read because the time was over.
        silent: lines nothing could be made of.
    """

    kind: Kind
    lines: tuple[Line, ...] = ()
    script: str = ""
    language: str = ""
    laid: Laid | None = None
    left: int = 0
    silent: int = 0

    @property
    def sure(self) -> float:
        """Give the mean confidence over its letters."""
        letters = sum(len(line.text) for line in self.lines)
        return sum(line.sure * len(line.text) for line in self.lines) / letters if letters else 0.0


@cache
def scripts() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Give what is read with tesseract: script, its languages, the language read besides."""
    table = tomllib.loads(files("clew.sources").joinpath("scripts.toml").read_text("utf-8"))
    return tuple((s["name"], tuple(s["languages"]), s["with"]) for s in table["script"])


def read_page(sight: Eye, pixels: Pixels, before: str = "") -> PageRead:
    """Read one page.

    Args:
        sight: the networks.
        pixels: the page as it came.
        before: language the page before it was read with, tried first.
    """
    if is_blank(pixels):
        return PageRead("blank")
    until = monotonic() + PAGE_SECONDS
    laid = lay(sight, pixels)
    if not any(is_long(box) for box in laid.boxes):
        return PageRead("no print", laid=laid)
    up, down = _looked(sight, laid), _looked(sight, head_up(laid))
    best = max(up, down, key=lambda one: one.worth)
    if best.is_latin and not best.is_greek:
        return _read_latin(sight, best, until)
    program = tesseract()
    chosen = _choose(sight, program, (up, down), before) if program else None
    if program is not None and chosen is not None:
        return _read_other(sight, program, chosen, until)
    if best.is_latin:
        return _read_latin(sight, best, until)
    return PageRead("unread", script=_looks_like(sight, up), laid=laid)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A page one way up, with the longest lines read as Latin."""

    laid: Laid
    sample: tuple[Box, ...]
    rate: float
    sure: float
    greek: float

    @property
    def worth(self) -> float:
        return self.rate * self.sure

    @property
    def is_latin(self) -> bool:
        return self.rate >= _RATE and self.sure >= _CLEAR

    @property
    def is_greek(self) -> bool:
        return self.greek > _GREEK


def _looked(sight: Eye, laid: Laid) -> _Looked:
    sample = tuple(sorted(laid.boxes, key=lambda box: -box.length)[:_SAMPLE])
    read = [sight.read(sight.crop(laid.pixels, box), sight.latin_and_greek) for box in sample]
    letters = "".join(one.text for one in read).replace(" ", "")
    heights = sum(box.length / box.height for box in sample)
    sure = sum(one.sure * len(one.text) for one in read) / max(1, sum(len(o.text) for o in read))
    greek = sum("\u0370" <= letter < "\u0400" for letter in letters) / max(1, len(letters))
    return _Looked(laid, sample, len(letters) / heights, sure, greek)


def _read_latin(sight: Eye, looked: _Looked, until: float) -> PageRead:
    """Read a page of Latin or Greek; lines that come out badly are tried with tesseract too."""
    alphabet = sight.latin_and_greek if looked.is_greek else ""
    read: dict[Box, Read] = {}
    for box in looked.laid.boxes:
        if monotonic() > until:
            break
        letters = sight.read(sight.crop(looked.laid.pixels, box), alphabet)
        read[box] = Read(letters.text.strip(), letters.sure)
    _try_again(sight, looked.laid, read, until)
    return _page(looked.laid, read, "Greek" if looked.is_greek else "Latin", "")


def _try_again(sight: Eye, laid: Laid, read: dict[Box, Read], until: float) -> None:
    """Read lines that are hardly Latin with tesseract, and take what it is surer of."""
    program = tesseract()
    poor = [box for box, one in read.items() if _is_poor(box, one)]
    if program is None or not poor:
        return
    crops = [sight.crop(laid.pixels, box) for box in poor]
    longest = sorted(range(len(poor)), key=lambda n: -poor[n].length)[:_SAMPLE]
    tried = [
        (_sure(program.read([crops[n] for n in longest], language, _left(until))), language)
        for language in _first_languages(program)
    ]
    sure, language = max(tried, default=(0.0, ""))
    if sure < _CLEAR:
        return
    for box, one in zip(poor, program.read(crops, language, _left(until)), strict=True):
        if one.sure > read[box].sure:
            read[box] = one


def _is_poor(box: Box, one: Read) -> bool:
    wide = box.length / box.height
    return wide > _SHORT and (one.sure < _SURE or len(one.text.replace(" ", "")) / wide < _RATE)


def _first_languages(program: Tesseract) -> list[str]:
    """Give for each script the first language the program knows, with what is read besides."""
    return [
        _together(program, known[0], besides)
        for _, languages, besides in scripts()
        if (known := [one for one in languages if one in program.languages])
    ]


def _together(program: Tesseract, language: str, besides: str) -> str:
    return f"{language}+{besides}" if besides in program.languages else language


def _choose(
    sight: Eye, program: Tesseract, ways: Sequence[_Looked], before: str
) -> tuple[_Looked, str, str] | None:
    """Find the way up, the script and the language a page is read best with."""

    def tried(way: _Looked, language: str) -> float:
        crops = [sight.crop(way.laid.pixels, box) for box in way.sample]
        return _sure(program.read(crops, language, PAGE_SECONDS / 4))

    best: tuple[float, _Looked, str, str] | None = None
    for name, languages, besides in scripts():
        known = [one for one in languages if one in program.languages]
        if before in known:
            known = [before, *(one for one in known if one != before)]
        for way in ways if known else ():
            sure = tried(way, _together(program, known[0], besides))
            if best is None or sure > best[0]:
                best = (sure, way, name, known[0])
    if best is None or best[0] < _CLEAR:
        return None
    sure, way, script, language = best
    if sure >= _GOOD_ENOUGH and language == before:
        return way, script, language
    found = next(one for one in scripts() if one[0] == script)
    others = [
        (tried(way, _together(program, one, found[2])), one)
        for one in found[1]
        if one in program.languages and one != language
    ]
    _, language = max([(sure, language), *others])
    return way, script, language


def _sure(read: Iterable[Read]) -> float:
    """Give the mean confidence over the letters of some lines."""
    lines = list(read)
    letters = sum(len(one.text) for one in lines)
    return sum(one.sure * len(one.text) for one in lines) / letters if letters else 0.0


def _read_other(
    sight: Eye, program: Tesseract, chosen: tuple[_Looked, str, str], until: float
) -> PageRead:
    looked, script, language = chosen
    besides = next(one[2] for one in scripts() if one[0] == script)
    boxes, read = looked.laid.boxes, dict[Box, Read]()
    for start in range(0, len(boxes), _BATCH):
        batch = boxes[start : start + _BATCH]
        crops = [sight.crop(looked.laid.pixels, box) for box in batch]
        try:
            lines = program.read(crops, _together(program, language, besides), _left(until))
        except SourceError:
            break  # the time is over: the lines left are counted
        for box, crop, one in zip(batch, crops, lines, strict=True):
            read[box] = _surer(sight, crop, one)
    return _page(looked.laid, read, script, language)


def _surer(sight: Eye, crop: Pixels, one: Read) -> Read:
    """Give a line as tesseract read it, or as Latin where that is surer: a plate, an address."""
    if one.sure >= _SURE:
        return one
    latin = sight.read(crop)
    is_better = latin.sure > max(one.sure, _SURE) and len(latin.text) >= len(one.text) * 2 / 3
    return Read(latin.text.strip(), latin.sure) if is_better else one


def _left(until: float) -> float:
    return max(1.0, until - monotonic())


def _page(laid: Laid, read: dict[Box, Read], script: str, language: str) -> PageRead:
    lines, left = [], 0
    for row in laid.rows:
        cells = [read[box] for box in row.boxes if box in read and read[box].text]
        left += not any(box in read for box in row.boxes)
        lines.append(Line(" | ".join(cell.text for cell in cells), _sure(cells), row))
    kept = tuple(line for line in lines if line.text)
    silent = len(lines) - len(kept) - left
    return PageRead("read", kept, script, language, laid, left, silent)


def _looks_like(sight: Eye, looked: _Looked) -> str:
    """Say what script print nothing here reads looks like: Arabic has many small marks."""
    import cv2
    import numpy as np

    small = whole = 0
    for box in looked.sample:
        grey = cv2.cvtColor(sight.crop(looked.laid.pixels, box), cv2.COLOR_RGB2GRAY)
        _, ink = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
        _, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(ink))
        heights = [int(stat[cv2.CC_STAT_HEIGHT]) for stat in stats[1:] if stat[4] > 3]
        small += sum(height < len(ink) / 5 for height in heights)
        whole += len(heights)
    return "Arabic" if small > 0.3 * max(1, whole) else "Cyrillic"
