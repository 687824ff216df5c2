"""Reads lines of Latin and Greek print in a picture, offline: where they stand, and the letters they hold.

The two networks (PP-OCR, found and read through onnxruntime) come inside the wheel of rapidocr; of
that package nothing but its model files is used. One thread, so that several files can be read at
once.
"""

from cmath import exp, phase
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import cos, degrees, radians, sin
from typing import Any, NamedTuple

from clew.errors import SourceError

_SIDE = 736
_HEIGHT = 48
_INK = 0.3
_LATIN_UP_TO = 0x250
_GREEK = ("\u0370", "\u0400")
_MEAN, _SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
INSTALL = "install the pictures extra: pip install 'clew[pictures]', then add the file again"
Pixels = Any
"""A picture as numpy array: height, width, red-green-blue, bytes."""


class Box(NamedTuple):
    """Where a line stands: a rectangle that may lie askew.

    Attributes:
        x: centre, pixels from the left; y: from the top.
        length: along the line, pixels; height: across it.
        turned: degrees clockwise from lying level; as found, above -90 and up to 90.
        sure: how surely it is print, 0 to 1.
    """

    x: float
    y: float
    length: float
    height: float
    turned: float
    sure: float = 1.0

    @property
    def flipped(self) -> "Box":
        """Give the same box, its text running the other way."""
        return self._replace(turned=self.turned + 180)

    @property
    def down(self) -> float:
        """Give how far down the page it stands, as its text runs."""
        return -self.x * sin(radians(self.turned)) + self.y * cos(radians(self.turned))

    @property
    def along(self) -> float:
        """Give how far along the page it stands, as its text runs."""
        return self.x * cos(radians(self.turned)) + self.y * sin(radians(self.turned))


class Letters(NamedTuple):
    """What a line holds.

    Attributes:
        text: the letters that are likeliest.
        chances: for each letter of *text*, how likely each letter of the alphabet is.
        sure: mean likelihood of the letters taken, 0 to 1.
    """

    text: str
    chances: Any
    sure: float


class Glance(NamedTuple):
    """A line looked at once.

    Attributes:
        text: the letters that are likeliest of all the network knows, of whatever script.
        sure: mean likelihood of those letters, 0 to 1.
        latin: the Latin letters it can be read in.
        chances: for each step along the line, how likely none and each of *latin* is.
    """

    text: str
    sure: float
    latin: str
    chances: Any

    def read(self, alphabet: str = "") -> Letters:
        """Read it, taking only letters of *alphabet*, Latin ones (default: all of them)."""
        if not alphabet:
            return _letters(self.chances, self.latin)
        places = [0, *(self.latin.index(letter) + 1 for letter in alphabet)]
        return _letters(self.chances[:, places], alphabet)


class Looking:
    """The lines of one picture; each is looked at once, however often it is asked what it holds.

    Attributes:
        seen: what was looked at so far.
    """

    def __init__(self, eye: "Eye", pixels: Pixels) -> None:
        self.eye, self.pixels = eye, pixels
        self.seen: dict[Box, Glance] = {}

    def glance(self, box: Box) -> Glance:
        """Look at a line, its text running as *box* says."""
        if box not in self.seen:
            self.seen[box] = self.eye.glance(self.eye.crop(self.pixels, box))
        return self.seen[box]


class Eye:
    """Finds and reads lines; made once, for loading the networks takes a quarter of a second.

    Attributes:
        latin_and_greek: the alphabet of Latin and Greek letters together, for `read`.

    Raises:
        SourceError: the libraries or the models are not installed; says what to install.
    """

    def __init__(self) -> None:
        try:
            import cv2
            import numpy as np
            import onnxruntime as ort

            models = files("rapidocr") / "models"
        except ImportError as exc:
            raise SourceError(
                f"clew cannot read letters in pictures here: {exc.name} is missing", do=INSTALL
            ) from exc
        self._cv, self._np = cv2, np
        cv2.setNumThreads(1)
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        names = sorted(str(path) for path in models.iterdir() if path.name.endswith(".onnx"))
        find = next((name for name in names if "_det_" in name), None)
        read = next((name for name in names if "_rec_" in name), None)
        if not find or not read:
            raise SourceError("the models of rapidocr are not in its wheel", do=INSTALL)
        self._find = ort.InferenceSession(find, options, providers=["CPUExecutionProvider"])
        self._read = ort.InferenceSession(read, options, providers=["CPUExecutionProvider"])
        told = self._read.get_modelmeta().custom_metadata_map["character"]
        self._letters = ["", *told.split("\n"), " "]
        latin = [n for n, c in enumerate(self._letters) if len(c) < 2 and c < chr(_LATIN_UP_TO)]
        self._latin = "".join(self._letters[n] for n in latin[1:])
        self._latin_places = np.array(latin)
        self._places: dict[str, Any] = {}
        greek = [c for c in self._letters if len(c) == 1 and _GREEK[0] <= c < _GREEK[1]]
        self.latin_and_greek = self._latin + "".join(greek)

    def lines(self, pixels: Pixels, side: int = _SIDE, laid: float = 0.0) -> list[Box]:
        """Give where lines of print stand, in no order.

        Args:
            pixels: the picture.
            side: pixels its longer side is brought to before looking.
            laid: degrees it is turned left before looking, for level print is found best.
        """
        if not laid:
            return self._lines(pixels, side)
        cv, np = self._cv, self._np
        height, width = pixels.shape[:2]
        move = cv.getRotationMatrix2D((width / 2, height / 2), laid, 1.0)
        wide, tall = (int(n) for n in np.abs(move[:, :2]) @ np.array([width, height]))
        move[:, 2] += (wide - width) / 2, (tall - height) / 2
        level = cv.warpAffine(pixels, move, (wide, tall), borderMode=cv.BORDER_REPLICATE)
        back = cv.invertAffineTransform(move)
        found = []
        for box in self._lines(level, side):
            x, y = back @ np.array([box.x, box.y, 1.0])
            found.append(box._replace(x=float(x), y=float(y), turned=_level(box.turned + laid)))
        return found

    def _lines(self, pixels: Pixels, side: int) -> list[Box]:
        cv, np = self._cv, self._np
        height, width = pixels.shape[:2]
        scale = side / max(height, width)
        tall, wide = (max(32, round(edge * scale / 32) * 32) for edge in (height, width))
        small = cv.resize(pixels, (wide, tall)).astype(np.float32) / 255
        small = (small - np.array(_MEAN, np.float32)) / np.array(_SPREAD, np.float32)
        batch = np.ascontiguousarray(small.transpose(2, 0, 1)[None])
        chances = self._find.run(None, {"x": batch})[0][0, 0]
        ink = (chances > _INK).astype(np.uint8)
        ink = cv.dilate(ink, np.ones((2, 2), np.uint8))
        shapes, _ = cv.findContours(ink, cv.RETR_LIST, cv.CHAIN_APPROX_SIMPLE)
        found = []
        for shape in shapes:
            if box := _box(cv.minAreaRect(shape), width / wide, height / tall):
                x, y, across, down = cv.boundingRect(shape)
                patch = chances[y : y + down, x : x + across]
                found.append(box._replace(sure=float(patch[patch > _INK].mean())))
        return found

    def crop(self, pixels: Pixels, box: Box) -> Pixels:
        """Give a line laid level, 48 pixels high."""
        cv, np = self._cv, self._np
        angle = np.deg2rad(box.turned)
        along = np.array([np.cos(angle), np.sin(angle)])
        across = np.array([-along[1], along[0]])
        centre = np.array([box.x, box.y])
        wide = max(8, round(_HEIGHT * box.length / box.height))
        corner = centre - along * box.length / 2 - across * box.height / 2
        ends = [corner, corner + along * box.length, corner + across * box.height]
        move = cv.getAffineTransform(
            np.array(ends, np.float32), np.array([[0, 0], [wide, 0], [0, _HEIGHT]], np.float32)
        )
        return cv.warpAffine(
            pixels, move, (wide, _HEIGHT), flags=cv.INTER_CUBIC, borderMode=cv.BORDER_REPLICATE
        )

    def read(self, line: Pixels, alphabet: str = "") -> Letters:
        """Read a line as `crop` gives it, taking only letters of *alphabet* (default: Latin)."""
        places = self._places_of(alphabet) if alphabet else self._latin_places
        return _letters(self._chances(line)[:, places], alphabet or self._latin)

    def glance(self, line: Pixels) -> "Glance":
        """Look at a line once, to read it in several alphabets of Latin letters."""
        chances = self._chances(line)
        best = chances.argmax(1)
        kept = _changing(best)
        sure = float(chances[kept, best[kept]].mean()) if kept else 0.0
        text = "".join(self._letters[n] for n in best[kept])
        return Glance(text, sure, self._latin, chances[:, self._latin_places])

    def _chances(self, line: Pixels) -> Any:
        np = self._np
        batch = (line[:, :, ::-1].astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)[None]
        return self._read.run(None, {"x": np.ascontiguousarray(batch)})[0][0]

    def _places_of(self, alphabet: str) -> Any:
        """Give where the network counts the letters of an alphabet; looked up once for each."""
        if alphabet not in self._places:
            found = (self._letters.index(letter) for letter in alphabet)
            self._places[alphabet] = self._np.array([0, *found])
        return self._places[alphabet]


def _changing(best: Any) -> list[int]:
    """Give where a letter begins: the network says the same one for as long as it is seen."""
    return [t for t, n in enumerate(best) if n and (t == 0 or best[t - 1] != n)]


def _letters(narrow: Any, alphabet: str) -> Letters:
    """Take the likeliest letters; the first column is no letter, the others those of *alphabet*."""
    best = narrow.argmax(1)
    kept = _changing(best)
    sure = float(narrow[kept, best[kept]].mean()) if kept else 0.0
    return Letters("".join(alphabet[n - 1] for n in best[kept]), narrow[kept, 1:], sure)


def _box(found: Any, stretch_x: float, stretch_y: float) -> Box | None:
    """Give the box of a patch of ink, grown to hold the whole letters; None for a speck."""
    (x, y), (length, height), turned = found
    if length < height:
        length, height, turned = height, length, turned - 90
    if height < 3:
        return None
    grown = 2 * 1.6 * length * height / (2 * (length + height))
    stretch = (stretch_x + stretch_y) / 2
    return Box(
        x * stretch_x, y * stretch_y, (length + grown) * stretch, (height + grown) * stretch,
        _level(turned),
    )  # fmt: skip


def _level(turned: float) -> float:
    """Give a direction between -90, which it is not, and 90 degrees."""
    return 90 - (90 - turned) % 180


def dominant(boxes: Iterable[Box]) -> float:
    """Give the direction most print runs in, by length, above -90 and up to 90 degrees."""
    doubled = sum(box.length * exp(2j * radians(box.turned)) for box in boxes)
    return degrees(phase(doubled)) / 2 if doubled else 0.0


@cache
def eye() -> Eye:
    """Give the eye of this process."""
    return Eye()
