"""What a page read by machine becomes: paragraphs with their places, how sure, what to compare."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from threading import Lock

from clew.errors import SourceError
from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.model.ports import NOT_READ_YET
from clew.sources.mrz_found import say
from clew.sources.mrz_pictures import Seen, zones
from clew.sources.ocr import Looking, Pixels, eye
from clew.sources.papers import DOCUMENT, tidy
from clew.sources.scan_doubts import questions
from clew.sources.scan_reading import LOW, PAGE_SECONDS, Line, PageRead, read_page
from clew.sources.tesseract import INSTALL as PROGRAM

MOST_SCANS = 100
"""Pages of one file that are read by machine; further ones are counted and said."""
_KEPT_OPEN = 4
_FILLED, _FEWEST_LINES = "<<", 2
_LOOK = "look at the page itself, and type what matters into a text file and add that"


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page without a text of its own, as a machine read it.

    Attributes:
        schema: schema of the document it belongs to.
        spot: "page 2", "picture".
        read: what was seen on it.
        country: ISO alpha-2 that national numbers in it are read by, or None.
        zones: its machine-readable zones, each with the number of its first line.
    """

    schema: str
    spot: str
    read: PageRead
    country: str | None
    zones: tuple[tuple[int, Seen], ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of a page that belong together.

    Attributes:
        spot: "page 2, line 5" or "page 2, lines 5-9".
        lines: numbers of its lines on the page, from 1, with the lines.
    """

    spot: str
    lines: tuple[tuple[int, Line], ...]

    @property
    def text(self) -> str:
        """Give its lines as a person would read them."""
        return tidy("\n".join(line.text for _, line in self.lines))


def paragraphs(spot: str, read: PageRead) -> list[Paragraph]:
    """Give the paragraphs of a page in reading order."""
    numbered = list(enumerate(read.lines, 1))
    found = []
    for _, lines in groupby(numbered, key=lambda one: one[1].row.block):
        here = tuple(lines)
        first, last = here[0][0], here[-1][0]
        place = f"line {first}" if first == last else f"lines {first}-{last}"
        found.append(Paragraph(f"{spot}, {place}", here))
    return found


def found_on(page: ScannedPage) -> Iterator[Found | Refusal]:
    """Give the document with what stands on one page, and what a person should compare."""
    read, spot = page.read, page.spot
    if read.kind == "read":
        found = Found(page.schema, DOCUMENT, spot, keep="shared")
        for one in paragraphs(spot, read):
            found.add("bodyText", one.text, spot=one.spot)
        found.add("notes", _how_read(page), spot=spot)
        yield found
        for one in paragraphs(spot, read):
            yield from questions(one.text, page.country, one.spot, DOCUMENT)
        for first, seen in page.zones:
            yield from _document(page, first, seen)
        yield from _unsure(page)
    elif read.kind == "no print":
        reason = (
            f"{spot} has no text, and no line of print was found on it: it is probably a picture"
        )
        yield Refusal(spot, "", reason, "look at the page itself", DOCUMENT)
    elif read.kind == "unread":
        reason = f"{spot} has print that is not read here: it looks like {read.script} script"
        yield Refusal(spot, "", reason, f"{PROGRAM}, then add the file again", DOCUMENT)


def _document(page: ScannedPage, first: int, seen: Seen) -> Iterator[Found | Refusal]:
    """Give the person and the document of a zone on the page; the page is its proof."""
    spot = f"{page.spot}, line {first}"
    for item in say(seen.mended.mrz, spot, lambda line: f"{page.spot}, line {first + line}"):
        if isinstance(item, Found) and item.schema != "Person":
            item.link("proof", DOCUMENT)
            for note in seen.mended.notes:
                item.add("summary", f"{note}; compare with the picture", "\n".join(seen.lines))
        yield item


def zones_on(read: PageRead) -> tuple[tuple[int, Seen], ...]:
    """Read the machine-readable zones among the lines of a page that look like one, digits checked."""
    slender = {
        line.row.boxes[0]: number
        for number, line in enumerate(read.lines, 1)
        if _FILLED in line.text and len(line.row.boxes) == 1
    }
    if read.laid is None or len(slender) < _FEWEST_LINES:
        return ()
    return tuple(
        (slender[seen.boxes[0]], seen)
        for seen in zones(Looking(eye(), read.laid.pixels), list(slender))
        if seen.boxes[0] in slender
    )


def _how_read(page: ScannedPage) -> str:
    read = page.read
    turned = round(read.laid.turned) % 360 if read.laid else 0
    way = f", turned by {turned}°" if turned else ""
    return (
        f"{page.spot}: {_lines(len(read.lines))} of {read.script} script read by machine, "
        f"confidence {read.sure:.2f}{way}"
    )


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def _unsure(page: ScannedPage) -> Iterator[Refusal]:
    """Say which lines are kept though the machine was not sure of them, and how many it left."""
    read = page.read
    low = [(number, line) for number, line in enumerate(read.lines, 1) if line.sure < LOW]
    if low:
        what = "a line was" if len(low) == 1 else f"{len(low)} lines were"
        listed = ", ".join(f"line {number} ({line.sure:.2f})" for number, line in low[:20])
        value = "\n".join(line.text for _, line in low)
        yield Refusal(
            f"{page.spot}, line {low[0][0]}",
            value[:2000],
            f"{what} read with little confidence: {listed}; they are kept as read",
            "compare them with the picture",
            DOCUMENT,
        )
    if read.silent:
        reason = f"of {_lines(read.silent)} of print on it nothing could be read"
        yield Refusal(page.spot, "", reason, _LOOK, DOCUMENT)
    if read.left:
        reason = f"{_lines(read.left)} not read: the page took over {PAGE_SECONDS:.0f} s"
        yield Refusal(page.spot, "", reason, _LOOK, DOCUMENT)


class Scans:
    """Reads the scanned pages of one file, as many as clew reads of one, and keeps the tally.

    Args:
        evidence: the file.
        guesses: told what was read.
    """

    def __init__(self, evidence: Evidence, guesses: Guesses) -> None:
        self._evidence, self._guesses = evidence, guesses
        self._language = ""
        self._blank: list[str] = []
        self._over: list[str] = []
        self._count = 0

    def page(
        self, schema: str, spot: str, pixels: Callable[[], Pixels]
    ) -> ScannedPage | Refusal | None:
        """Read one page; None for one that is not read because the file has too many.

        Args:
            schema: schema of the document.
            spot: the page.
            pixels: gives the page as a picture.
        """
        if self._count >= MOST_SCANS:
            self._over.append(spot)
            return None
        self._count += 1
        try:
            read = _kept(self._evidence, spot, pixels, self._language)
        except SourceError as exc:
            self._guesses.said[NOT_READ_YET] = spot
            return Refusal(spot, "", f"{spot} is a scan and was not read: {exc.what}", exc.do)
        self._tally(spot, read)
        found = zones_on(read)
        counts = self._guesses.counts
        if found:
            counts["travel_documents"] = counts.get("travel_documents", 0) + len(found)
        return ScannedPage(schema, spot, read, self._evidence.country, found)

    def _tally(self, spot: str, read: PageRead) -> None:
        if read.kind == "blank":
            self._blank.append(spot)
            self._guesses.said["blank"] = ", ".join(self._blank)[:200]
        if read.kind == "unread":
            self._guesses.said[NOT_READ_YET] = spot
        if read.kind == "read":
            self._language = read.language or self._language
            counts = self._guesses.counts
            counts["pages_read_by_machine"] = counts.get("pages_read_by_machine", 0) + 1

    def left(self) -> Iterator[Refusal]:
        """Say which pages were not read because there were too many."""
        if self._over:
            what = "page was" if len(self._over) == 1 else "pages were"
            yield Refusal(
                self._over[0],
                f"{self._over[0]} to {self._over[-1]}",
                f"{len(self._over)} scanned {what} not read: clew reads {MOST_SCANS} of one file",
                f"cut the file into parts of at most {MOST_SCANS} pages and add those",
            )


_open: OrderedDict[tuple[object, ...], PageRead] = OrderedDict()
_opening = Lock()


def _kept(evidence: Evidence, spot: str, pixels: Callable[[], Pixels], before: str) -> PageRead:
    """Give a page from those read last, for a person opens several places of one page."""
    at = evidence.path.stat()
    key = (str(evidence.path), at.st_mtime_ns, at.st_size, spot)
    with _opening:
        if key in _open:
            _open.move_to_end(key)
            return _open[key]
    read = read_page(eye(), pixels(), before)
    if read.kind == "unread":
        return read
    with _opening:
        _open[key] = read
        while len(_open) > _KEPT_OPEN:
            _open.popitem(last=False)
    return read


def opened(evidence: Evidence, spot: str, pixels: Callable[[], Pixels]) -> PageRead:
    """Read a page again to show it.

    Raises:
        SourceError: the libraries that read print are not installed.
    """
    return _kept(evidence, spot, pixels, "")
