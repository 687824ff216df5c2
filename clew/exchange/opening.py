"""Opens a kept original at one place, with what a masked victim's record says covered."""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clew.errors import NotFound, pick
from clew.model.evidence import Evidence, Excerpt
from clew.sources.reader import all_readers
from clew.store import View, mappings
from clew.store.covered import Covered, covered
from clew.store.covering import MASK
from clew.store.masking import is_masked
from clew.store.originals import open_original
from clew.store.shelf import source_of

_WIDEST = 1_600
Line = tuple[str, tuple[str, ...], bool]
"""A line of an excerpt: its spot, its cells, and whether it is the place that was asked for."""


@dataclass(frozen=True, slots=True)
class Original:
    """A kept file and what is needed to read it again.

    Attributes:
        evidence: the file as it was received.
        reader: name of the reader that read it.
        covered: what of it stays covered for the asker.
        is_hidden: whether nobody may look at it as a picture, which cannot be covered word by word: it
            holds, or was handed over as holding, records of victims that are masked.
    """

    evidence: Evidence
    reader: str
    covered: Covered
    is_hidden: bool


def original(view: View, source: int) -> Original:
    """Give the kept file of a source the asker may see.

    Raises:
        NotFound: there is no such source, its file is gone, or no reader could read it.
    """
    row = source_of(view, source)
    if row.reader is None:
        raise NotFound(
            f"no reader could read {row.name!r}", do="its receipt says why, and what to do"
        )
    path = open_original(view.case, row.sha256)
    receipt = json.loads(row.receipt or "{}")
    beside = receipt.get("beside", {})
    evidence = Evidence(
        path, row.name, row.sha256, row.size, row.agency, row.country,
        beside=tuple((ending, open_original(view.case, digest)) for ending, digest in beside.items()),
    )  # fmt: skip
    hidden = covered(view, source)
    is_hidden = bool(hidden.spots or hidden.texts) or is_masked(view, receipt.get("category"))
    return Original(evidence, row.reader, hidden, is_hidden)


def excerpt(kept: Original, where: str, folder: Path) -> Excerpt:
    """Give the place *where* of a kept file with its surroundings.

    Args:
        kept: the file.
        where: the spot as values name it: "row 5", "page 2".
        folder: where column mappings are saved.

    Raises:
        NotFound: the file has no such place.
    """
    reader = pick("reader", kept.reader, all_readers())
    evidence = kept.evidence
    if reader.tables is not None:
        names = [table.signature for table in reader.tables(evidence)]
        saved = {name: mappings.load(folder, name) for name in names}
        evidence = replace(evidence, mappings={name: m for name, m in saved.items() if m})
    found = reader.excerpt(evidence, where)
    return Excerpt(found.kind, found.columns, tuple(_cover(found.kind, found.lines, kept.covered)))


def crop(kept: Original, where: str) -> bytes | None:
    """Give the place *where* of a scan as a PNG; None where it was not read off a picture, or may not be seen."""
    show = pick("reader", kept.reader, all_readers()).picture
    if show is None or kept.is_hidden:
        return None
    pixels = show(kept.evidence, where)
    if pixels is None or not pixels.size:
        return None
    from PIL import Image

    drawn = Image.fromarray(pixels).convert("L")
    drawn.thumbnail((_WIDEST, _WIDEST))
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def _cover(kind: str, lines: Sequence[Line], hidden: Covered) -> Iterator[Line]:
    """Cover the lines of a place: a text as one, so that a name is met that goes on in the next line."""
    if kind == "text":
        cells = iter(
            hidden.written.cells([hidden.cover(c) for _, several, _ in lines for c in several])
        )
        yield from (
            (spot, tuple(next(cells) for _ in several), here) for spot, several, here in lines
        )
        return
    for spot, several, here in lines:
        if spot in hidden.spots:
            yield spot, tuple(MASK if cell else cell for cell in several), here
        else:
            yield (
                spot,
                tuple(hidden.rows.cells([_replaced(cell, hidden.texts) for cell in several])),
                here,
            )


def _replaced(text: str, texts: Iterable[str]) -> str:
    for theirs in texts:
        text = text.replace(theirs, MASK)
    return text
