"""Opens pictures: their pixels, what the camera wrote into them, and hashes that outlive copying.

Source: Exif 2.3 (CIPA DC-008).
"""

import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from clew.errors import BrokenRecord, SourceError, UnsafeSource
from clew.model.dates import read_date
from clew.model.evidence import Evidence
from clew.sources.ocr import INSTALL

_MOST_PIXELS = 120_000_000
_LONGEST_SIDE = 3_000
_MOST_PAGES = 100
_EXIF, _GPS = 0x8769, 0x8825
_TAKEN, _OFFSET, _WRITTEN = 0x9003, 0x9011, 0x0132
_MAKER, _MODEL, _SERIAL = 0x010F, 0x0110, 0xA431
_UNSET_CLOCKS = ("1970-01-01", "1980-01-01", "2000-01-01")
_FLAT = 8
_GREYS, _WAVES = 32, 8
_FAULTS = (
    OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, ZeroDivisionError,
    OverflowError, AttributeError, struct.error, zlib.error,
)  # fmt: skip


@dataclass(slots=True)
class Picture:
    """One picture of a file; a file of several pages gives several.

    Attributes:
        name: name of the file.
        number: which picture of the file, from 1.
        kind: "JPEG", "PNG", …
        size: width and height in pixels, laid upright.
        pixels: red, green, blue as a numpy array, at most 3,000 along the longer side.
        scale: pixels of *pixels* for one of the file's.
        taken: (ISO text, as written) when the camera says it was taken; None if it does not.
        place: (latitude, longitude) in degrees, or None.
        camera: make, model and serial number as written, or "".
        doubts: (value as written, what is wrong with it, property or None).
    """

    name: str
    number: int
    kind: str
    size: tuple[int, int]
    pixels: Any
    scale: float
    taken: tuple[str, str] | None = None
    place: tuple[float, float] | None = None
    camera: str = ""
    doubts: list[tuple[str, str, str | None]] = field(default_factory=list)

    @property
    def spot(self) -> str:
        """Give the place a person can go to."""
        return "picture" if self.number == 1 else f"picture {self.number}"


def pictures(evidence: Evidence) -> Iterator[Picture]:
    """Give the pictures of a file, upright as its camera says.

    Raises:
        SourceError: the library that opens pictures is not installed.
        UnsafeSource: the picture is larger than clew opens.
        BrokenRecord: the picture is damaged.
    """
    try:
        from PIL import Image
    except ImportError as exc:
        raise SourceError(
            f"clew cannot open pictures here: {exc.name} is missing", do=INSTALL
        ) from exc
    try:
        with _quiet():
            opened = Image.open(evidence.path)
        with opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise UnsafeSource(
                    f"the picture has {opened.width} × {opened.height} pixels, clew opens "
                    f"{_MOST_PIXELS // 1_000_000} million",
                    do="make it smaller and add that",
                )
            for number in range(1, _pages(opened) + 1):
                yield _page(opened, evidence.name, number)
    except Image.DecompressionBombError as exc:
        raise UnsafeSource("the picture is too large to open", do="make it smaller") from exc
    except _FAULTS as exc:
        what = f"the picture cannot be opened whole ({type(exc).__name__})"
        raise BrokenRecord(what, do="ask for the picture again; it may have been cut off") from exc


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the library mutters about odd files off the terminal; what matters is refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _pages(opened: Any) -> int:
    """Give how many pictures of a file are read: the pages of a TIFF, of a film the first picture."""
    with _quiet():
        pages = int(getattr(opened, "n_frames", 1))
    return min(pages, _MOST_PAGES) if opened.format == "TIFF" else 1


def _page(opened: Any, name: str, number: int) -> Picture:
    """Load one picture of an opened file."""
    import numpy as np
    from PIL import ImageOps

    with _quiet():
        if number > 1:
            opened.seek(number - 1)
        upright = ImageOps.exif_transpose(opened).convert("RGB")
        size = upright.size
        upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        kind, scale = opened.format or "picture", upright.width / size[0]
        picture = Picture(name, number, kind, size, np.array(upright), scale)
        _add_camera(picture, opened.getexif())
        held = int(getattr(opened, "n_frames", 1))
    if number == 1 and held > (read := _pages(opened)):
        reason = f"the file holds {held} pictures, the first {read} of them are read"
        picture.doubts.append(("", reason, None))
    return picture


def _add_camera(picture: Picture, exif: Any) -> None:
    """Add when, where and with what a picture was taken, as the camera wrote it."""
    try:
        inside, gps = exif.get_ifd(_EXIF), exif.get_ifd(_GPS)
        names = (exif.get(_MAKER), exif.get(_MODEL), inside.get(_SERIAL))
        picture.camera = " ".join(filter(None, (_text(name) for name in names)))
        _add_moment(picture, _text(inside.get(_TAKEN)), _text(inside.get(_OFFSET)))
        if gps:
            _add_place(picture, gps)
    except _FAULTS as exc:
        reason = f"what the camera wrote into the picture cannot be read ({type(exc).__name__})"
        picture.doubts.append(("", reason, None))


def _text(value: object) -> str:
    return str(value).replace("\0", " ").strip() if isinstance(value, str | int) else ""


def _add_moment(picture: Picture, taken: str, offset: str) -> None:
    """Take the camera's time: in UTC if it gives its offset, else its day."""
    if not taken or not taken.strip(" :0"):
        return
    day = re.sub(r"^(\d{4}):(\d\d):(\d\d)", r"\1-\2-\3", taken)
    read = read_date(f"{day}{offset}")
    if read.text is None:
        picture.doubts.append((taken, read.reason, "authoredAt"))
    elif read.text.startswith(_UNSET_CLOCKS):
        reason = f"{taken!r} is the day a clock shows that was never set"
        picture.doubts.append((taken, reason, "authoredAt"))
    else:
        picture.taken = (read.text, f"{taken}{offset}")


def _add_place(picture: Picture, gps: Any) -> None:
    """Take the camera's place, in degrees; 0, 0 is what is written when none is known."""
    sides = []
    for ref, value in ((1, 2), (3, 4)):
        if value not in gps:
            return
        degrees, minutes, seconds = (float(part) for part in gps[value])
        side = degrees + minutes / 60 + seconds / 3600
        sides.append(-side if _text(gps.get(ref)) in ("S", "W") else side)
    latitude, longitude = sides
    written = f"{latitude:.6f}, {longitude:.6f}"
    if latitude == longitude == 0:
        picture.doubts.append((written, "the place 0, 0 stands where a camera knew none", None))
    elif not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        picture.doubts.append((written, f"{written} is no place on earth", None))
    else:
        picture.place = (latitude, longitude)


def picture_hash(pixels: Any) -> str:
    """Give 16 hex characters that stay nearly the same when a picture is made smaller or saved anew.

    Empty for a picture of one colour, which would seem like any other. Two pictures are alike when
    few of the 64 bits differ. Each bit says whether one of the 64 coarsest waves of the greys
    (discrete cosine transform of 32 × 32) is above the middle one.
    """
    import numpy as np
    from PIL import Image

    size = (_GREYS, _GREYS)
    grey = Image.fromarray(pixels).convert("L").resize(size, Image.Resampling.BOX)
    values = np.asarray(grey, dtype=np.float64)
    if values.max() - values.min() < _FLAT:
        return ""
    places = np.arange(_GREYS)
    waves = np.cos(np.pi / _GREYS * (places + 0.5) * np.arange(_WAVES)[:, None])
    coarse = (waves @ values @ waves.T).flatten()
    bits = coarse > np.median(coarse[1:])
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):016x}"
