"""Figures in reports: facts against labels, beside a plain baseline; sums planted in invented pieces; speed."""

import re
import sys
import time
from itertools import chain
from pathlib import Path
from typing import Any

from bench.measured import Figure
from bench.name_figures import SHARED
from clew.analysis.figures.judging.judge import judge
from clew.analysis.figures.labels import labelled_in_place, labels_in
from clew.analysis.figures.measuring import count, summary
from clew.analysis.figures.reading import read_figures
from clew.analysis.figures.several import against_each_other
from clew.exercise.press import pieces

F1, LEAST, SURE = 0.85, 0.75, 0.9
PAGES, PAGES_JUDGED = 100, 5
_PAGE_CHARS = 1_800
_OWN = Path(__file__).parents[1] / "tests" / "analysis" / "figures" / "pieces"
_UNREAD = _OWN.with_name("unread")
Labelled = tuple[dict[str, Any], str]
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
    measured = _measured(labelled)
    rows = [
        _facts(f"{measured['files']} labelled reports (worked on and fitted with)", measured, F1),
        _by_grammar(labelled),
        Figure(
            "the same by one expression a kind; no peer reads such figures out of the box",
            f"{_plain(labelled):.3f}",
        ),
    ]
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
    own = _measured(list(labels_in(_OWN)))
    rows.append(
        _facts(f"{own['files']} own pieces of many styles (worked on and fitted with)", own, F1)
    )
    return [*rows, *_unread(), *_speed([text for _, text in labelled])]


def _measured(labelled: list[Labelled]) -> dict[str, Any]:
    return summary([count(said, text, judge()) for said, text in labelled])


def _facts(of: str, measured: dict[str, Any], floor: float, goal: float | None = None) -> Figure:
    every = measured["all"]
    return Figure(
        f"facts in {of}, F1 over all kinds",
        f"{every['f1']:.3f} ({every['f1_low']:.3f} to {every['f1_high']:.3f})",
        f"{floor}", f"{goal or ''}", every["f1"] >= floor,
    )  # fmt: skip


def _by_grammar(labelled: list[Labelled]) -> Figure:
    alone = summary([count(said, text) for said, text in labelled])["all"]
    return Figure("the same by the grammar alone", f"{alone['f1']:.3f}")


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
    """Pieces the grammar was never worked on with and the judge never fitted to, by file."""
    each = {
        path.stem: list(labelled_in_place(path.read_text(encoding="utf-8")))
        for path in sorted(_UNREAD.glob("*.txt"))
    }
    rows = []
    for name, labelled in {"all": list(chain(*each.values())), **each}.items():
        measured = _measured(labelled)
        of = f"{measured['files']} unread pieces ({name})"
        rows += [_facts(of, measured, LEAST, F1), _by_grammar(labelled), *_sure(measured)]
        alarms = measured["false_contradictions"]
        rows.append(Figure(f"contradictions given in {of}", f"{alarms}", "0", "", alarms == 0))
    return rows


def _speed(texts: list[str]) -> list[Figure]:
    rows = []
    for by, floor, asked in (("", PAGES_JUDGED, judge()), (" by the grammar alone", PAGES, None)):
        read_figures(texts[0], None, asked)
        started = time.perf_counter()
        for text in texts:
            read_figures(text, None, asked)
        pages = sum(map(len, texts)) / _PAGE_CHARS / (time.perf_counter() - started)
        name = f"pages of 1,800 characters read a second{by}"
        rows.append(Figure(name, f"{pages:,.0f}", f"{floor}", "", pages >= floor))
    return rows


def _planted() -> list[Figure]:
    """Count contradictions found in invented pieces, and their consistent twins without an alarm."""
    found = {"contradiction": 0, "consistent": 0}
    every = [piece for seed in range(1, 6) for piece in pieces(seed)]
    for piece in every:
        first = read_figures(piece.text, None, judge())
        verdicts = {total.verdict for total in first.totals}
        if piece.second:
            told = [("one", first), ("other", read_figures(piece.second, None, judge()))]
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
