"""How the cost of a screening grows with the checks and with the length of the list."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from bench.crowds import crowd
from bench.curve import Curve
from bench.measured import Figure, Part, clew, table
from bench.screening_figures import SIZES

DRAWN = Path(__file__).parents[1] / "docs" / "figures"
CHECKS = {False: (12_500, 25_000, 50_000, 100_000), True: (250_000, 500_000, 1_000_000, 2_500_000)}
LISTS = {False: (2_000, 10_000, 50_000), True: (10_000, 100_000, 1_000_000)}
_ASKED = {False: 100_000, True: 1_000_000}
"""Checks with which the length of the list is varied."""


def cost_figures(folder: Path, full: bool) -> tuple[list[Figure], list[Part]]:
    """Measure both, draw both, and give the powers they grow with."""
    files = crowd(*SIZES[full])
    by_checks, by_list = CHECKS[full], LISTS[full]
    whole = _index(folder, pl.read_parquet(files.listed))
    checks = [(n, _seconds(folder, files.people, n, whole)) for n in by_checks]
    lists = []
    for n in by_list:
        index = _index(folder, pl.read_parquet(files.listed, n_rows=n))
        lists.append((n, _seconds(folder, files.people, _ASKED[full], index)))
    drawings = {
        "checks": Curve(
            f"Screening against {by_list[-1]:,} entities", "people checked", "seconds", checks
        ),
        "list": Curve(
            f"Screening {_ASKED[full]:,} people", "entities on the list", "seconds", lists
        ),
    }
    for name, curve in drawings.items():
        curve.draw(DRAWN / f"cost-{name}.svg")
    figures = [
        _figure("people checked", drawings["checks"], lambda power: power <= 1.15, "1.15"),
        _figure("entities on the list", drawings["list"], lambda power: power < 1, "less than 1"),
    ]
    return figures, [_part(drawings, _ASKED[full])]


def _index(folder: Path, listed: pl.DataFrame) -> Path:
    out = folder / f"index-{listed.height}"
    if not out.exists():
        listed.write_parquet(folder / f"list-{listed.height}.parquet")
        clew("index", "build", folder / f"list-{listed.height}.parquet", "--out", out)
    return out


def _seconds(folder: Path, people: Path, checks: int, index: Path) -> float:
    """Screen the first *checks* people; seconds of reading, screening and writing hits."""
    some = folder / f"people-{checks}.parquet"
    if not some.exists():
        pl.read_parquet(people, n_rows=checks).write_parquet(some)
    run = clew("screen", some, "--against", index, "--out", folder / "cost.parquet", "--json")
    return float(run.json()["seconds_screen"])


def _figure(what: str, curve: Curve, holds: Callable[[float], bool], wanted: str) -> Figure:
    power = curve.growth()
    return Figure(
        f"{curve.title.lower()}: power by which seconds grow with {what}",
        f"{power:.2f}",
        wanted,
        "",
        holds(power),
    )


def _part(drawings: dict[str, Curve], asked: int) -> Part:
    lines = [
        "Seconds from people in Parquet to hits, the index standing; the start of the processes is in them.",
        "",
    ]
    for name, curve in drawings.items():
        checks = {"checks": 0, "list": asked}[name]
        rows = [(f"{int(x):,}", f"{y:.1f}", f"{(checks or x) / y:,.0f}") for x, y in curve.points]
        header = (curve.across, "seconds", "checks/s")
        lines += [f"![{curve.title}](figures/cost-{name}.svg)", "", *table(header, rows)]
    return Part("Cost", lines)
