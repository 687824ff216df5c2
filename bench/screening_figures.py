"""How well and how fast crowds are screened, with DuckDB, Splink and logic-v2 on the same rows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from bench.alarms import CEILING, line_at
from bench.crowds import Files, crowd
from bench.joins import ALIKE, Joined, duckdb_join, logic_v2_rescored, splink_link
from bench.measured import Figure, Part, clew, table
from clew.matching.screening.measuring import MeasuredScreening, Setting, measure_screening
from clew.matching.weights import PROPOSED

SIZES = {False: (100_000, 50_000), True: (2_500_000, 1_000_000)}
SMALL = {False: (50_000, 20_000), True: (200_000, 100_000)}
"""People and entities where all peers are measured: Splink and logic-v2 do not reach further."""
_WHAT = {
    "usual": "ordinary changes", "even": "ordinary changes, names drawn evenly", "hard": "hard changes",
    "other": "another hand's changes",
}  # fmt: skip
_GOAL_S, _FLOOR_S, _MOST_MB = 20, 45, 6_000
_RECALL = {"usual": 0.99, "even": 0.99}
"""Share of planted pairs that must be found, in time; of the other crowds nothing is asked."""
_LEAST = {True: 0.001, False: 0.1}
"""Probability from which clew gives pairs for the table of peers: on small crowds, on large ones."""


@dataclass(frozen=True, slots=True)
class Screening:
    """One run of `clew screen` on a crowd: its summary, and its hits counted against truth."""

    files: Files
    summary: dict[str, Any]
    hits: pl.DataFrame
    measured: MeasuredScreening


def screened(files: Files, folder: Path, *options: object) -> Screening:
    """Screen a crowd with the command, from Parquet to hits, and count."""
    out = folder / f"hits-{files.crowd.kinds}-{files.crowd.people}.parquet"
    run = clew("screen", files.people, "--against", files.listed, "--out", out, "--json", *options)
    summary: dict[str, Any] = run.json()
    setting = Setting(
        checks=summary["checks"],
        list_entities=summary["list_entities"],
        threshold=PROPOSED,
        prior=summary["prior"],
        seconds=run.seconds,
    )
    hits = pl.read_parquet(out)
    return Screening(files, summary, hits, measure_screening(hits, files.truth, setting))


def screening_figures(folder: Path, full: bool) -> tuple[list[Figure], list[Part]]:
    """Screen a crowd of each kind; the rows of the page, and its tables."""
    runs = [screened(crowd(*SIZES[full], kinds), folder) for kinds in _WHAT]
    figures = [figure for run in runs for figure in (*_cost(run), *_accuracy(run))]
    return figures, [_kinds(runs), _peers(folder, full)]


def _cost(run: Screening) -> list[Figure]:
    seconds, peak = run.measured.setting.seconds, run.summary["peak_rss_mb"]
    invented = run.files.crowd
    is_asked = invented.people >= SIZES[True][0] and invented.kinds in _RECALL
    said = run.summary
    parts = ", ".join(
        f"{name} {said[f'seconds_{name}']:.1f}" for name in ("read", "index", "screen")
    )
    return [
        Figure(
            f"screening from Parquet to hits, whole command, {run.files}",
            f"{seconds:.1f} s ({parts}; {run.summary['checks'] / seconds:,.0f} checks/s)",
            f"{_FLOOR_S} s" if is_asked else "",
            f"{_GOAL_S} s" if is_asked else "",
            seconds < _FLOOR_S if is_asked else None,
        ),
        Figure(
            f"memory at its peak, all processes, {run.files}",
            f"{peak:,.0f} MB",
            f"{_MOST_MB:,} MB",
            "",
            peak < _MOST_MB,
        ),
    ]


def _accuracy(run: Screening) -> list[Figure]:
    measured, wanted = run.measured, _RECALL.get(run.files.crowd.kinds)
    where = f"{run.files}, threshold {PROPOSED}, prior {measured.setting.prior:.2g}"
    alarms = [1000 * n for n in (measured.alarms.share, measured.alarms.low, measured.alarms.high)]
    value, low, high = (100 * n for n in measured.predictive)
    return [
        Figure(
            f"planted pairs found, {where}, alarm ceiling {CEILING:g} per 1,000",
            str(measured.pairs),
            f"{wanted:.0%}" if wanted else "",
            "",
            measured.pairs.share >= wanted if wanted else None,
        ),
        Figure(
            f"alarms per 1,000 checks, {where}",
            f"{alarms[0]:.2f} ({alarms[1]:.2f} to {alarms[2]:.2f})",
            f"at most {CEILING:g}",
            "",
            alarms[0] <= CEILING,
        ),
        Figure(
            f"of 100 hits right at a base rate of 1 in {1 / measured.setting.base_rate:,.0f}, {where}",
            f"{value:.0f} ({low:.0f} to {high:.0f})",
        ),
    ]


def _kinds(runs: list[Screening]) -> Part:
    rows = [
        (_WHAT[run.files.crowd.kinds], kind, str(share))
        for run in runs
        for kind, share in run.measured.by_kind.items()
    ]
    said = f"Pairs found by how the person was disturbed: {runs[0].files} and its sisters; threshold {PROPOSED}."
    return Part("Found by kind", [said, "", *table(("crowd", "kind", "found (95 %)"), rows)])


def _peers(folder: Path, full: bool) -> Part:
    """Set the peers beside clew on small crowds, and the join beside it on the large one too."""
    rows = [
        row
        for kinds in ("usual", "hard")
        for row in _beside(crowd(*SMALL[full], kinds), folder, everything=True)
    ]
    if full:
        for kinds in ("usual", "even", "hard"):
            rows += _beside(crowd(*SIZES[full], kinds), folder, everything=False)
    header = (
        "rows", "matcher", "its own line", "found", "alarms per 1,000",
        f"found where alarms are {CEILING:g} per 1,000", "seconds",
    )  # fmt: skip
    said = (
        "The same rows from Parquet to hits on this machine. The last but one column draws each matcher's line "
        f"where it raises {CEILING:g} alarms per 1,000 people who are not on the list, so that none is set "
        "beside another at a line it was not made for. logic-v2 scores anew the pairs clew gives at any "
        f"probability from {_LEAST[True]} on; its seconds are those of the scoring alone."
    )
    return Part("Peers on the same rows", [said, "", *table(header, rows)])


def _beside(files: Files, folder: Path, *, everything: bool) -> list[tuple[object, ...]]:
    own = screened(files, folder, "--threshold", _LEAST[everything])
    mine = Joined(own.hits, own.measured.setting.seconds)
    peers: dict[str, tuple[Callable[[], Joined], float]] = {
        "clew": (lambda: mine, PROPOSED),
        f"DuckDB, Jaro-Winkler {ALIKE}": (lambda: duckdb_join(files.people, files.listed), ALIKE),
    }
    if everything:
        people, listed = pl.read_parquet(files.people), pl.read_parquet(files.listed)
        planted = files.truth.height / (people.height * listed.height)
        peers["Splink"] = (lambda: splink_link(files.people, files.listed, planted), PROPOSED)
        peers["logic-v2 over clew's pairs"] = (
            lambda: logic_v2_rescored(own.hits, people, listed),
            PROPOSED,
        )
    rows: list[tuple[object, ...]] = []
    for name, (join, line) in peers.items():
        joined = join()
        setting = replace(own.measured.setting, threshold=line)
        at_own = measure_screening(joined.hits, files.truth, setting)
        drawn = line_at(joined.hits, files.truth, files.crowd.people)
        there = measure_screening(joined.hits, files.truth, replace(setting, threshold=drawn))
        rows.append((
            files, name, f"{line}", f"{at_own.pairs.share:.1%}", f"{1000 * at_own.alarms.share:.2f}",
            f"{there.pairs.share:.1%} (line {drawn:.3f})", f"{joined.seconds:.1f}",
        ))  # fmt: skip
    return rows
