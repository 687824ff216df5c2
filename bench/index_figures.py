"""One check, in process and over HTTP, against a large index; and what changing the index costs."""

import gc
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import polars as pl

from bench.crowds import Files, crowd
from bench.measured import Figure, clew, percentile
from bench.screening_figures import SIZES

BATCH = 100
_ALONE = {False: 500, True: 3_000}
_BATCHES = {False: 20, True: 60}
_ADDED, _DELISTED = 10_000, 1_000


def index_figures(folder: Path, full: bool) -> list[Figure]:
    """Build an index, ask it, change it."""
    files = crowd(*SIZES[full])
    index = folder / "list.index"
    run = clew("index", "build", files.listed, "--out", index, "--json")
    size = sum(file.stat().st_size for file in index.rglob("*") if file.is_file()) / 1e6
    listed = f"{files.crowd.listed:,} entities"
    built = Figure(f"building the index of {listed}", f"{run.seconds:.1f} s, {size:,.0f} MB")
    asked = pl.read_parquet(files.people, n_rows=max(_ALONE[full], BATCH * _BATCHES[full]))
    whole = files.crowd.listed >= SIZES[True][1]
    return [
        built,
        *_in_process(index, asked[: _ALONE[full]], listed, whole=whole),
        *_over_http(index, asked, listed, full=full),
        _changed(folder, index, files, whole=whole),
    ]


def _in_process(index: Path, asked: pl.DataFrame, listed: str, *, whole: bool) -> list[Figure]:
    from clew.matching.screening.asking import Question
    from clew.matching.screening.index import Index
    from clew.model.party import Party

    question = Question(Index.open(index))
    parties = [
        Party(
            row["id"],
            names=(row["name"],),
            births=(row["birth_date"],) if row["birth_date"] else (),
        )
        for row in asked.iter_rows(named=True)
    ]
    for party in parties[:200]:
        question.check(party)
    gc.collect()
    times = []
    for party in parties:
        started = time.perf_counter()
        question.check(party)
        times.append((time.perf_counter() - started) * 1000)
    middle, slow = percentile(times, 0.5), percentile(times, 0.99)
    where = f"one check in process against {listed}, {len(parties):,} people"
    return [
        Figure(
            f"{where}: p50",
            f"{middle:.2f} ms",
            "1 ms" if whole else "",
            "",
            middle < 1 if whole else None,
        ),
        Figure(
            f"{where}: p99",
            f"{slow:.2f} ms",
            "10 ms" if whole else "",
            "5 ms" if whole else "",
            slow < 10 if whole else None,
        ),
    ]


def _over_http(index: Path, asked: pl.DataFrame, listed: str, *, full: bool) -> list[Figure]:
    """Ask a server of two processes on this machine; the client takes its share of the same cores."""
    rows = asked.rows(named=True)
    batches = [_body(rows[at : at + BATCH]) for at in range(0, BATCH * _BATCHES[full], BATCH)]
    singles = [_body([row]) for row in rows[: _ALONE[full]]]
    with _served(index) as port:
        address = f"/match/{_dataset(port)}"
        _timed(port, address, batches[:6])
        started = time.perf_counter()
        with ThreadPoolExecutor(4) as pool:
            parts = [batches[at::4] for at in range(4)]
            list(pool.map(lambda part: _timed(port, address, part), parts))
        speed = BATCH * len(batches) / (time.perf_counter() - started)
        _timed(port, address, singles[:50])
        slow = 1000 * percentile(_timed(port, address, singles), 0.95)
    return [
        Figure(
            f"checks over HTTP in batches of {BATCH}, four clients, against {listed}",
            f"{speed:,.0f} checks/s",
            "1,000 checks/s",
            "",
            speed >= 1_000,
        ),
        Figure(
            f"single check over HTTP, p95, against {listed}",
            f"{slow:.1f} ms",
            "50 ms",
            "",
            slow < 50,
        ),
    ]


def _body(rows: Sequence[dict[str, str | None]]) -> bytes:
    queries = {
        row["id"]: {
            "schema": "Person",
            "properties": {
                "name": [row["name"]],
                "birthDate": [row["birth_date"]] if row["birth_date"] else [],
            },
        }
        for row in rows
    }
    return json.dumps({"queries": queries}).encode()


@contextmanager
def _served(index: Path) -> Iterator[int]:
    command = Path(sys.executable).parent / "clew"
    words = ["serve", "--lists", str(index), "--port", "0", "--no-browser", "--workers", "2"]
    server = subprocess.Popen([command, *words], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        said = re.search(r"http://127\.0\.0\.1:(\d+)/", server.stdout.readline())
        assert said is not None
        port = int(said[1])
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def _wait(port: int) -> None:
    """Wait until the server says that it is ready; a minute at most."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.2)
    raise TimeoutError(f"nobody answers on port {port}")


def _dataset(port: int) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/catalog")
    catalog = json.loads(connection.getresponse().read())
    return str(catalog["datasets"][0]["name"])


def _timed(port: int, address: str, bodies: Sequence[bytes]) -> list[float]:
    """Post each body over one connection; the seconds each answer took."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    times = []
    for body in bodies:
        started = time.perf_counter()
        connection.request("POST", address, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        said = answer.read()
        times.append(time.perf_counter() - started)
        assert answer.status == 200, said[:300]
    connection.close()
    return times


def _changed(folder: Path, index: Path, files: Files, *, whole: bool) -> Figure:
    """Add and delist by the command, as a person would."""
    listed = pl.read_parquet(files.listed, columns=["id"])
    more = pl.read_parquet(files.people, n_rows=_ADDED)
    more.with_columns(id=pl.lit("new-") + pl.col("id")).write_parquet(folder / "more.parquet")
    gone = folder / "gone.txt"
    gone.write_text("\n".join(listed["id"].sample(_DELISTED, seed=1)), encoding="utf-8")
    run = clew(
        "index", "update", index, "--add", folder / "more.parquet", "--delist", gone, "--json"
    )
    said = run.json()
    assert (said["added"], said["delisted"]) == (_ADDED, _DELISTED), said
    what = f"adding {_ADDED:,} and delisting {_DELISTED:,}, index of {files.crowd.listed:,}, whole command"
    return Figure(
        what,
        f"{run.seconds:.2f} s",
        "2 s" if whole else "",
        "",
        run.seconds < 2 if whole else None,
    )
