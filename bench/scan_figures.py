"""How many characters of a page are read wrongly: pages drawn with known text, turned, askew and grainy."""

import time
import tomllib
from collections.abc import Mapping
from pathlib import Path
from random import Random
from textwrap import wrap
from typing import Any

from rapidfuzz.distance import Levenshtein

from bench.measured import Figure, Part, table
from clew.exercise.scanned import Wear, drawn, worn
from clew.sources.mentions import look_for_numbers
from clew.sources.ocr import eye
from clew.sources.scan_reading import PageRead, read_page

WORN: Mapping[str, Wear] = {
    "as printed": Wear(),
    "head down": Wear(180),
    "turned by a quarter": Wear(90),
    "askew by 4°": Wear(4),
    "grainy": Wear(grain=14),
}
WRONG = 0.03
FOUND = 0.9
_A_LINE, _A_WIDE_LINE = 78, 64


def scan_figures(full: bool) -> tuple[list[Figure], list[Part]]:
    """Character error rate by script and wear, numbers found in what was read, seconds a page.

    Args:
        full: every wear; else as printed and head down.
    """
    listed = tomllib.loads(Path(__file__).with_name("scan_texts.toml").read_text("utf-8"))["page"]
    wears = dict(WORN) if full else {name: WORN[name] for name in ("as printed", "head down")}
    rows, rates, found, there, taken = [], list[float](), 0, 0, list[float]()
    for page in listed:
        cells = [page["name"]]
        for wear in wears.values():
            started = time.process_time()
            read = _read(page, wear)
            taken.append(time.process_time() - started)
            text = "\n".join(line.text for line in read.lines)
            rates.append(wrong(page["text"], text))
            cells.append(f"{rates[-1]:.1%}")
            here = _numbers(page["text"], page["country"])
            there += len(here)
            found += len(here & _numbers(text, page["country"]))
        rows.append(cells)
    mean = sum(rates) / len(rates)
    figures = [
        Figure(
            f"characters of {len(rates)} drawn pages read wrongly",
            f"{mean:.1%}, worst page {max(rates):.1%}",
            f"{WRONG:.0%}",
            "",
            mean <= WRONG,
        ),
        Figure(
            "telephone numbers, plates and documents of those pages found in what was read",
            f"{found} of {there}",
            f"{FOUND:.0%}",
            "",
            found >= FOUND * there,
        ),
        Figure(
            "a page of 5 lines, one core, the program tesseract not counted",
            f"{sorted(taken)[len(taken) // 2]:.1f} s",
        ),
    ]
    return figures, [
        Part("Scans: characters read wrongly", table(("script and language", *wears), rows))
    ]


def _read(page: Mapping[str, Any], wear: Wear) -> PageRead:
    to_left = page.get("to_left", False)
    width = _A_WIDE_LINE if to_left else _A_LINE
    paragraphs = [wrap(text, width) for text in page["text"].strip().split("\n\n")]
    sheet = worn(drawn(paragraphs, to_left=to_left), wear, Random(1))
    import numpy as np

    return read_page(eye(), np.array(sheet.convert("RGB")))


def wrong(true: str, read: str) -> float:
    """Give the share of the characters of *true* that were read wrongly, left out or put in."""
    said = " ".join(true.split())
    return float(Levenshtein.distance(said, " ".join(read.split()))) / len(said)


def _numbers(text: str, country: str) -> set[tuple[str, str]]:
    seen = look_for_numbers(" ".join(text.split()), country).mentions
    return {(one.kind, one.key) for one in seen if one.kind != "date"}
