"""Pages of a PDF as pictures: which of them are scans, and how they are drawn for reading."""

from typing import Any

from clew.sources.ocr import Pixels

_SIDE = 2_600
"""Pixels the longer side of a page is drawn with: A4 at about 220 dots an inch."""
_HARDLY_ANY = 120
"""Letters a scanner's own stamp may have; a page with more has a text of its own."""
_MOSTLY = 0.5


def is_picture_of_a_page(page: Any, text: str) -> bool:
    """Say whether a page is a scan: it has no text, or hardly any beside a picture that fills it.

    Args:
        page: a page of pypdfium2; the caller holds the lock.
        text: the text that stands on it.
    """
    letters = len("".join(text.split()))
    return not letters or (letters < _HARDLY_ANY and _share_of_pictures(page) > _MOSTLY)


def _share_of_pictures(page: Any) -> float:
    """Give the share of a page that its largest picture covers."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    width, height = page.get_size()
    largest = 0.0
    for shown in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        try:
            left, bottom, right, top = shown.get_bounds()
        except pdfium.PdfiumError:
            continue
        largest = max(largest, abs(right - left) * abs(top - bottom))
    return largest / max(1.0, float(width * height))


def pixels_of(page: Any) -> Pixels:
    """Draw a page; the caller holds the lock."""
    import numpy as np

    width, height = page.get_size()
    drawn = page.render(scale=_SIDE / max(width, height, 1.0), rev_byteorder=True)
    shades = drawn.to_numpy()
    if shades.ndim == 2:
        shades = shades[:, :, None]
    return np.ascontiguousarray(
        shades[:, :, :3] if shades.shape[2] >= 3 else np.repeat(shades[:, :, :1], 3, axis=2)
    )
