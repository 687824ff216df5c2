"""A drawing (SVG) as a picture (PNG) or a page (PDF), with everything it says.

Set offline with the fonts inside the library, which hold Latin, Cyrillic, Greek and Arabic letters;
a drawing looks the same on every machine. Only shapes and words are taken: what could lead out of
the drawing (a script, a picture of another file, an address) is refused.
"""

from datetime import datetime
from math import sqrt
from typing import TYPE_CHECKING, Any

from clew.errors import UsageError, pick
from clew.report.pdf import painted, typeset

if TYPE_CHECKING:
    from lxml.etree import _Element

KINDS = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
"""What a drawing can be saved as → media type."""
MOST_BYTES = 8_388_608
"""Largest drawing that is set, 8 MiB."""
_MOST_SIDE = 14_400
"""Longest side in points: what a page of a PDF may have (ISO 32000-1, annex C)."""
_MOST_DOTS = 64_000_000
_DOTS = 144.0
_FACES = "'Libertinus Serif', 'DejaVu Sans Mono'"
_SVG = "{http://www.w3.org/2000/svg}"
_TAKEN = frozenset({
    "svg", "g", "path", "line", "polyline", "polygon", "rect", "circle", "ellipse", "text", "tspan", "title", "desc",
    "defs", "marker", "clipPath",
})  # fmt: skip


def picture(svg: str, kind: str, made_at: datetime) -> bytes:
    """Give a drawing as "svg", "png" (144 dots an inch, less where it is very large) or "pdf" (PDF/A-2b).

    Args:
        svg: the drawing, with a viewBox; its title becomes the title of the page.
        kind: one of `KINDS`.
        made_at: the time a PDF bears, UTC.

    Raises:
        NotFound: there is no such kind.
        UsageError: it is no drawing of shapes and words, or too large for a page.
        SettingsError: the library of the extra "print" is missing.
    """
    pick("kind of picture", kind, KINDS)
    root = _drawing(svg)
    if kind == "svg":
        return svg.encode()
    width, height = _size(root)
    data = {"svg": _with_faces(root), "width": width, "title": root.findtext(f"{_SVG}title") or ""}
    if kind == "pdf":
        return typeset("picture", data, made_at)
    return painted("picture", data, min(_DOTS, 72 * sqrt(_MOST_DOTS / (width * height))))


def _drawing(svg: str) -> "_Element":
    from lxml import etree

    if len(svg.encode()) > MOST_BYTES:
        raise UsageError("the drawing is larger than 8 MiB", do="draw less of it at a time")
    parser: Any = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root: _Element = etree.fromstring(svg.encode(), parser)
    except etree.XMLSyntaxError as exc:
        raise UsageError(f"this is no SVG: {exc}", do="save it from the desk again") from exc
    if root.getroottree().docinfo.internalDTD is not None or root.tag != f"{_SVG}svg":
        raise _not_taken("a document that is no plain SVG")
    for one in root.iter():
        name = str(one.tag).removeprefix(_SVG)
        if name not in _TAKEN:
            raise _not_taken(f"<{name}>")
        for key, value in one.attrib.items():
            told, said = str(key), str(value)
            if (
                told.endswith("href")
                or told.startswith("on")
                or "url(" in said.replace("url(#", "")
            ):
                raise _not_taken(f"{told}={said[:40]!r}")
    return root


def _not_taken(what: str) -> UsageError:
    return UsageError(f"a drawing of shapes and words holds no {what}", do="take it out of the SVG")


def _size(root: "_Element") -> tuple[float, float]:
    try:
        _, _, width, height = (float(n) for n in str(root.get("viewBox", "")).split())
    except ValueError:
        raise UsageError("the SVG has no viewBox", do='write viewBox="0 0 WIDTH HEIGHT"') from None
    if not (0 < width <= _MOST_SIDE and 0 < height <= _MOST_SIDE):
        raise UsageError(
            f"a drawing of {width:g} × {height:g} fits on no page",
            do=f"draw less of it; {_MOST_SIDE:,} is the longest side",
        )
    return width, height


def _with_faces(root: "_Element") -> str:
    """Name the faces to be set in; a line with a letter the first lacks is set in the second."""
    from lxml import etree

    for one in root.iter():
        if one.get("font-family"):
            del one.attrib["font-family"]
    root.set("font-family", _FACES)
    return etree.tostring(root, encoding="unicode")
