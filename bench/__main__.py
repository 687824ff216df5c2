"""Runs every measurement and writes docs/figures.md; FULL=1 takes the large sizes."""

import json
import os
import platform
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench.bulk_figures import bulk_figures
from bench.cost_figures import cost_figures
from bench.desk_pages import page_figures, search_figures
from bench.format_figures import format_figures
from bench.index_figures import index_figures
from bench.lists import passengers
from bench.measured import Figure, Part, best, clew
from bench.mention_figures import mention_figures
from bench.name_figures import name_figures
from bench.network_figures import network_figures
from bench.phone_reports import phone_figures
from bench.planted import planted_figures
from bench.rehearsed_texts import rehearsed_figures
from bench.report_figures import report_figures
from bench.scan_figures import scan_figures
from bench.screening_figures import screening_figures
from bench.spark_figures import spark_figures
from bench.travel_figures import travel_figures
from bench.un_figures import un_figures

FULL = os.environ.get("FULL") == "1"
OUT = Path(__file__).parents[1] / "docs" / "figures.md"
KEPT = Path(__file__).parents[1] / "build" / "figures"


def main(wanted: Sequence[str]) -> None:
    """Measure, print, and write the page once every part of this version has been measured.

    What a part measured is kept until a file of the project changes, so that the long ones can be measured one by one.

    Args:
        wanted: names of `MEASURED`; none for all that are not kept.
    """
    kept = KEPT / f"{'full' if FULL else 'quick'}-{version()}"
    kept.mkdir(parents=True, exist_ok=True)
    for name, measure in MEASURED.items():
        if name in wanted or (not wanted and not (kept / f"{name}.json").exists()):
            _keep(kept / f"{name}.json", name, measure)
    told = [_kept(kept / f"{name}.json") for name in MEASURED if (kept / f"{name}.json").exists()]
    page = _page(
        [row for rows, _ in told for row in rows], [part for _, parts in told for part in parts]
    )
    if len(told) == len(MEASURED):
        OUT.write_text(page, encoding="utf-8")
    sys.stdout.write(page)


def version() -> str:
    """Give what changes whenever a file of the programs does: 8 letters."""
    crc = 0
    for room in ("clew", "bench"):
        for file in sorted((OUT.parents[1] / room).rglob("*.[pt]*")):
            if file.suffix in (".py", ".toml", ".tsv"):
                crc = zlib.crc32(file.read_bytes(), crc)
    return f"{crc:08x}"


def _keep(file: Path, name: str, measure: "Measure") -> None:
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="clew-figures-") as folder:
        rows, parts = measure(Path(folder))
    seconds = time.perf_counter() - started
    said = {"rows": [asdict(row) for row in rows], "parts": [asdict(part) for part in parts]}
    file.write_text(json.dumps(said), encoding="utf-8")
    sys.stderr.write(f"{name}: {len(rows)} figures, {seconds:.0f} s\n")


def _kept(file: Path) -> tuple[list[Figure], list[Part]]:
    said = json.loads(file.read_text("utf-8"))
    return [Figure(**row) for row in said["rows"]], [Part(**part) for part in said["parts"]]


def start_figures() -> list[Figure]:
    """How fast the terminal answers."""
    seconds = best(5, lambda: clew("--help").seconds)
    return [Figure("`clew --help`", f"{seconds:.2f} s", "0.3 s", "", seconds < 0.3)]


def demo_figures(folder: Path) -> list[Figure]:
    """The rehearsal from nothing to counted hits, then the list of hits and the desk's pages."""
    run = clew("rehearse", "demo", "--out", folder / "demo", "--no-serve")
    case = folder / "demo" / "case"
    hits = best(3, lambda: clew("hits", case, "--json").seconds)
    return [
        Figure(
            "demo without the desk (seed 7)",
            f"{run.seconds:.1f} s",
            "30 s",
            "15 s",
            run.seconds < 30,
        ),
        Figure("`clew hits` on the demo", f"{hits:.2f} s", "2 s", "", hits < 2),
        *page_figures(case),
    ]


def intake_figures(folder: Path) -> list[Figure]:
    """Passenger lists into a case on either database, and search over what came in."""
    rows = 200_000 if FULL else 40_000
    listed = passengers(folder / "passengers.csv", rows)
    figures = [_intake("SQLite", folder / "sqlite", None, listed, rows, (4000, 8000))]
    from tests.conftest import Cluster

    cluster = Cluster(folder / "pg")
    cluster.run("ALTER SYSTEM RESET fsync", "SELECT pg_reload_conf()", "CREATE DATABASE figures")
    figures.append(
        _intake("PostgreSQL", folder / "pgcase", cluster.url("figures"), listed, rows, (2500, None))
    )
    cluster.stop()
    large = folder / "large"
    clew("add", large, passengers(folder / "large.csv", 100_000, seed=2), "--agency", "rs-police")
    return [*figures, *search_figures(large)]


def _intake(
    name: str,
    case: Path,
    database: str | None,
    listed: Path,
    rows: int,
    wanted: tuple[int, int | None],
) -> Figure:
    if database:
        case.mkdir()
        (case / "case.toml").write_text(f'database = "{database}"\n', encoding="utf-8")
    started = time.perf_counter()
    run = clew("add", case, listed, "--agency", "rs-police", "--json")
    speed = rows / (time.perf_counter() - started)
    floor, goal = wanted
    return Figure(
        f"passenger CSV, {rows:,} rows of 14 columns, {name}, whole command",
        f"{speed:,.0f} rows/s, {run.peak_mb:.0f} MB",
        f"{floor:,} rows/s",
        f"{goal:,} rows/s" if goal else "",
        speed >= floor,
    )


Measure = Callable[[Path], tuple[list[Figure], list[Part]]]
MEASURED: Mapping[str, Measure] = {
    "start": lambda _: (start_figures(), []),
    "demo": lambda folder: (demo_figures(folder), []),
    "intake": lambda folder: (intake_figures(folder), []),
    "bulk": lambda folder: (bulk_figures(folder, FULL), []),
    "phones": lambda folder: (phone_figures(folder, FULL), []),
    "travel": lambda folder: (travel_figures(folder, FULL), []),
    "names": lambda _: name_figures(FULL),
    "mentions": lambda folder: ([*mention_figures(), *rehearsed_figures(folder, FULL)], []),
    "scans": lambda _: scan_figures(FULL),
    "figures": lambda _: (report_figures(), []),
    "planted": lambda folder: planted_figures(folder, FULL),
    "formats": lambda folder: format_figures(folder, FULL),
    "network": lambda folder: network_figures(folder, FULL),
    "screening": lambda folder: screening_figures(folder, FULL),
    "un": lambda folder: (un_figures(folder), []),
    "index": lambda folder: (index_figures(folder, FULL), []),
    "cost": lambda folder: cost_figures(folder, FULL),
    "spark": lambda folder: (spark_figures(folder, FULL), []),
}
"""What is measured, in the order of the page; `python -m bench screening un` prints some of it."""


def _page(figures: list[Figure], parts: list[Part]) -> str:
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    at = datetime.now(UTC).strftime("%Y-%m-%d")
    lines = [
        "# Figures",
        "",
        f"Measured on {at} by `make figures{' FULL=1' if FULL else ''}`: {machine}. Nothing here is estimated.",
        "",
        "| what | figure | floor | goal | floor met |",
        "|---|---|---|---|---|",
        *(figure.as_row() for figure in figures),
        "",
    ]
    for part in parts:
        lines += [f"## {part.title}", "", *part.lines]
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
