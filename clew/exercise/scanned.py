"""Pages of print as a scanner gives them: drawn, turned, askew, grainy; the same bytes every time."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from clew.errors import UsageError
from clew.exercise.papers import with_table

_FONT, _FONT_RIGHT_TO_LEFT = "Libertinus Serif", "DejaVu Sans Mono"
_DOTS, _PAPER = 200, 250
_MARKUP = "\\*_`$#@<>~\"'-+/=[]"
_WIDTH, _HEIGHT = 595, 842
"""A4 in points."""


@dataclass(frozen=True, slots=True)
class Wear:
    """What happens to a page between the printer and the file.

    Attributes:
        turned: degrees it lies turned to the left: 90 or 180 for a page put in wrongly, 3 for one askew.
        grain: spread of the noise, in 256 shades of grey.
        quality: of the JPEG, up to 100.
    """

    turned: float = 0
    grain: float = 0
    quality: int = 80


def drawn(paragraphs: Sequence[Sequence[str]], *, size: float = 11, to_left: bool = False) -> Any:
    """Draw a page of A4, one line of print for each line given; a picture of Pillow.

    Args:
        paragraphs: their lines.
        size: of the letters, in points.
        to_left: whether it is written from right to left.

    Raises:
        UsageError: the extra that draws is missing.
    """
    try:
        import typst
        from PIL import Image
    except ImportError as exc:
        raise UsageError(
            f"scanned pages cannot be drawn here: {exc.name} is missing",
            do="install clew[pictures,print]",
        ) from exc
    font = _FONT_RIGHT_TO_LEFT if to_left else _FONT
    way = "rtl" if to_left else "ltr"
    head = (
        '#set page(paper: "a4", margin: 2cm)\n'
        f'#set text(font: "{font}", size: {size}pt, dir: {way}, hyphenate: false)\n'
    )
    text = "\n\n".join(" \\\n".join(_plain(line) for line in lines) for lines in paragraphs)
    made: Any = typst.compile((head + text).encode(), format="png", ppi=_DOTS)
    first = made[0] if isinstance(made, list) else made
    assert first is not None
    return Image.open(io.BytesIO(first)).convert("L")


def _plain(line: str) -> str:
    """Take from a line what would be markup."""
    return "".join(f"\\{letter}" if letter in _MARKUP else letter for letter in line)


def worn(page: Any, wear: Wear, rng: Random) -> Any:
    """Turn a page and let it become grainy."""
    from PIL import Image

    if wear.turned:
        page = page.rotate(
            wear.turned, expand=True, fillcolor=_PAPER, resample=Image.Resampling.BICUBIC
        )
    if wear.grain:
        import numpy as np

        shades = np.asarray(page, dtype=np.float64) * 0.85 + 25
        shades += np.random.default_rng(rng.getrandbits(32)).normal(0, wear.grain, shades.shape)
        page = Image.fromarray(shades.clip(0, 255).astype(np.uint8))
    return page


def scan_pdf(pages: Sequence[Any], quality: int = 80) -> bytes:
    """Give a PDF whose pages are pictures and nothing else."""
    kids = " ".join(f"{3 + 3 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
    ]
    for number, page in enumerate(pages):
        wide, tall = (_WIDTH, _HEIGHT) if page.height >= page.width else (_HEIGHT, _WIDTH)
        first = 3 + 3 * number
        out = io.BytesIO()
        page.save(out, "JPEG", quality=quality, comment=b"EXERCISE")
        place = f"q {wide} 0 0 {tall} 0 0 cm /Scan Do Q".encode()
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide} {tall}] /Contents {first + 1} 0 R"
            f" /Resources << /XObject << /Scan {first + 2} 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(place), place),
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray"
            b" /BitsPerComponent 8 /Filter /DCTDecode /Length %d >>\nstream\n%b\nendstream"
            % (page.width, page.height, len(out.getvalue()), out.getvalue()),
        ]
    return with_table(objects)
