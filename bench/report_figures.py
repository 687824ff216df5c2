"""Figures in reports: facts against labels, beside a plain baseline; sums planted in invented pieces; speed."""

import re
import sys
import time
from pathlib import Path
from typing import Any

from bench.measured import Figure
from bench.name_figures import SHARED
from clew.analysis.figures.labels import labels_in
from clew.analysis.figures.measuring import count, summary
from clew.analysis.figures.reading import read_figures
from clew.analysis.figures.several import against_each_other
from clew.exercise.press import pieces

F1, LEAST, SURE, PAGES = 0.85, 0.75, 0.9, 100
_PAGE_CHARS = 1_800
_OWN = Path(__file__).parents[1] / "tests" / "analysis" / "figures" / "pieces"
_UNREAD = _OWN.with_name("unread")
_SURE_KINDS = ("arrests", "victims_identified", "victims_safeguarded", "fee")
_PLAIN = {
    "arrests": r"(?:arrested|detained)\s+(\d[\d,. ]*)|(\d[\d,. ]*)\s+(?:arrests|people were arrested)",
    "fee": r"(?:€|EUR)\s?(\d[\d,. ]*)",
    "deaths": r"(\d+)\s+(?:people\s+)?(?:died|dead|killed|drowned)",
    "seized_phones": r"(\d+)\s+(?:mobile\s+)?phones",
    "officers": r"(\d[\d,. ]*)\s+officers",
    "searches_premises": r"(\d+)\s+(?:house\s+)?searches",
}
"""One expression per kind, as a desk without a reader of figures would search."""


def report_figures() -> list[Figure]:
    """F1 over all kinds and the sure ones, verdicts, planted sums, pages a second."""
    return [*_labelled(), *_planted()]


def _labelled() -> list[Figure]:
    folder = SHARED / "data" / "press"
    if not folder.is_dir():
        sys.stderr.write(
            f"no figures on labelled reports: no real data at {SHARED}; set CLEW_SHARED\n"
        )
        return []
    labelled = list(labels_in(folder))
    measured = summary([count(said, text) for said, text in labelled])
    every = measured["all"]
    rows = [
        Figure(
            f"facts in {measured['files']} labelled reports, F1 over all kinds (the grammar was worked on with them)",
            f"{every['f1']:.3f} ({every['f1_low']:.3f} to {every['f1_high']:.3f})",
            f"{F1}", "", every["f1"] >= F1,
        ),
        Figure(
            "the same by one expression a kind; no peer reads such figures out of the box",
            f"{_plain(labelled):.3f}",
        ),
    ]  # fmt: skip
    rows += _sure(measured)
    for verdict in measured["verdicts"]:
        rows.append(
            Figure(
                f"labelled totals, {verdict['verdict']}",
                f"{verdict['right']} of {verdict['labelled']}",
            )
        )
    alarms = measured["false_contradictions"]
    rows.append(
        Figure("contradictions given where none is labelled", f"{alarms}", "0", "", alarms == 0)
    )
    own = summary([count(said, text) for said, text in labels_in(_OWN)])
    rows.append(
        Figure(
            f"facts in {own['files']} own pieces of many styles, F1 over all kinds (worked on with, too)",
            f"{own['all']['f1']:.3f} ({own['all']['f1_low']:.3f} to {own['all']['f1_high']:.3f})",
            f"{F1}", "", own["all"]["f1"] >= F1,
        )
    )  # fmt: skip
    return [*rows, *_unread(), _speed([text for _, text in labelled])]


def _sure(measured: dict[str, Any]) -> list[Figure]:
    """The kinds that are asked for by themselves."""
    return [
        Figure(
            f"of these, {k['kind'].replace('_', ' ')}",
            f"{k['f1']:.3f}",
            f"{SURE}",
            "",
            k["f1"] >= SURE,
        )
        for k in measured["kinds"]
        if k["kind"] in _SURE_KINDS
    ]


def _unread() -> list[Figure]:
    """Pieces the grammar was never worked on with."""
    measured = summary([count(said, text) for said, text in labels_in(_UNREAD)])
    of = f"{measured['files']} pieces of two writers that were never worked on with"
    every = measured["all"]
    rows = [
        Figure(
            f"facts in {of}, F1 over all kinds",
            f"{every['f1']:.3f} ({every['f1_low']:.3f} to {every['f1_high']:.3f})",
            f"{LEAST}", f"{F1}", every["f1"] >= LEAST,
        )
    ]  # fmt: skip
    rows += _sure(measured)
    alarms = measured["false_contradictions"]
    rows.append(Figure(f"contradictions given in {of}", f"{alarms}", "0", "", alarms == 0))
    return rows


def _speed(texts: list[str]) -> Figure:
    read_figures(texts[0])
    started = time.perf_counter()
    for text in texts:
        read_figures(text)
    pages = sum(map(len, texts)) / _PAGE_CHARS / (time.perf_counter() - started)
    return Figure(
        "pages of 1,800 characters read a second", f"{pages:,.0f}", f"{PAGES}", "", pages >= PAGES
    )


def _planted() -> list[Figure]:
    """Count contradictions found in invented pieces, and their consistent twins without an alarm."""
    found = {"contradiction": 0, "consistent": 0}
    every = [piece for seed in range(1, 6) for piece in pieces(seed)]
    for piece in every:
        first = read_figures(piece.text)
        verdicts = {total.verdict for total in first.totals}
        if piece.second:
            told = [("one", first), ("other", read_figures(piece.second))]
            verdicts |= {each.verdict for each in against_each_other(told)}
        found[piece.planted] += ("contradiction" in verdicts) == (piece.planted == "contradiction")
    half, wordings = len(every) // 2, len({piece.wording for piece in every})
    return [
        Figure(f"contradictions planted in invented pieces of {wordings} wordings, found",
               f"{found['contradiction']} of {half}", f"{half}", "", found["contradiction"] == half),
        Figure("their consistent twins without an alarm", f"{found['consistent']} of {half}", f"{half}", "",
               found["consistent"] == half),
    ]  # fmt: skip


def _plain(labelled: list[tuple[dict[str, Any], str]]) -> float:
    """Give the F1 of one expression per kind on the same labels."""
    found = false = wanted = 0
    for said, text in labelled:
        labels = [f for f in said["facts"] if f["kind"] != "other" and (f["value"] or f["low"])]
        wanted += len(labels)
        for kind, shape in _PLAIN.items():
            for match in re.finditer(shape, text):
                written = next(group for group in match.groups() if group)
                value = float(re.sub(r"\D", "", written) or -1)
                right = any(f["kind"] == kind and f["value"] == value for f in labels)
                found, false = found + right, false + (not right)
    return 2 * found / (found + false + wanted)
