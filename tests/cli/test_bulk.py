"""Many files: one bad one stops nothing, a stop loses and doubles nothing, what was refused is a table."""

import csv
import os
import signal
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

import pytest

from clew.cli.bulk import lasting, line_of
from clew.sources.arrivals import Course
from clew.store import open_case
from tests.cli.running import clew, clew_json, start

HEADER = "surname,given names,birth date,passport\n"


def folder_of(path: Path, files: int, *, broken: int = 0) -> Path:
    """Write small lists of invented people; the first *broken* of them are no tables."""
    path.mkdir()
    for n in range(files):
        row = f"Hoxha{chr(97 + n % 26)},Arben{chr(97 + n // 26)},03.04.19{50 + n % 50},P{n:07}\n"
        text = "\0\1\2 nothing" if n < broken else HEADER + row
        (path / f"list-{n:03d}.csv").write_text(text)
    return path


def sources_in(case: Path) -> int:
    """Count what came in, each reading once."""
    opened = open_case(case)
    with opened.engine.begin() as conn:
        count = conn.exec_driver_sql("SELECT count(DISTINCT sha256) FROM source").scalar()
        rows = conn.exec_driver_sql("SELECT count(*) FROM source").scalar()
    opened.close()
    assert count == rows
    return int(count or 0)


def test_a_bad_file_never_stops_the_rest_and_stands_in_the_table(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "in", 60, broken=2)
    locked = folder / "list-030.csv"
    locked.unlink()
    locked.symlink_to(tmp_path / "nowhere")
    result = clew("add", tmp_path / "case", folder, "--agency", "rs-police")
    assert result.exit_code == 0
    assert (
        "59 files: 58 taken in now, 1 already in" in result.stdout
    )  # two broken ones are one file
    assert "1 files gave nothing" in result.stdout
    clew("refused", tmp_path / "case", "--out", tmp_path / "refused.csv")
    with (tmp_path / "refused.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["file"] == "list-000.csv"
    assert row["reason"]
    assert row["do"]


def test_a_cell_a_spreadsheet_would_run_is_written_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEADER + "Hoxha,Arben,=1+1,P1234567\n")
    clew("add", tmp_path / "case", tmp_path / "a.csv", "--agency", "rs-police")
    clew("refused", tmp_path / "case", "--out", tmp_path / "refused.csv")
    assert "'=1+1" in (tmp_path / "refused.csv").read_text("utf-8-sig")


@pytest.mark.slow
def test_an_intake_that_is_stopped_goes_on_where_it_stood(tmp_path: Path) -> None:
    folder, case = folder_of(tmp_path / "in", 250), tmp_path / "case"
    process = start("add", case, folder, "--agency", "rs-police")
    deadline = time.monotonic() + 60
    while len(list(case.glob("originals/*/*"))) < 20:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert b"the same command goes on from here" in said
    assert b"Traceback" not in said
    receipts = clew_json("add", case, folder, "--agency", "rs-police")
    already = [r for r in receipts if r.get("already")]
    assert len(receipts) == 250
    assert 15 < len(already) < 250
    assert sources_in(case) == 250
    assert clew("audit", "verify", case).exit_code == 0


@pytest.mark.slow
def test_a_watched_folder_brings_files_in_and_ends_when_told(tmp_path: Path) -> None:
    folder, case = folder_of(tmp_path / "in", 2), tmp_path / "case"
    watching = ["watch", case, folder, "--agency", "rs-police", "--settle", "0.2"]
    process = start(*watching)
    assert process.stdout is not None
    assert b"list-000.csv" in process.stdout.readline()
    second = start(*watching)
    _, refused = second.communicate(timeout=60)
    assert second.returncode == 1
    assert b"another process watches this folder" in refused
    (folder / "late.csv").write_text(HEADER + "Gashi,Besa,25.12.1991,P7654321\n")
    lines = [process.stdout.readline() for _ in range(4)]
    assert any(b"late.csv" in line for line in lines)
    os.kill(process.pid, signal.SIGTERM)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert b"3 files taken in" in said
    assert sorted(p.name for p in folder.iterdir()) == ["late.csv", "list-000.csv", "list-001.csv"]
    again = clew(*watching, "--once")
    assert "0 files taken in" in again.stderr
    assert clew("audit", "verify", case).exit_code == 0


def test_progress_says_files_rate_and_the_time_left() -> None:
    recent: deque[tuple[float, float, int]] = deque()
    line_of(Course(10_000, 0), 0, recent, 0.0, "a.csv")
    line = line_of(Course(10_000, 0, 4_000, 0), 0, recent, 20.0, "b.csv")
    assert line == "4,000 of 10,000 files · 200/s · 30 s left · b.csv"


def test_files_already_in_do_not_make_the_rest_look_quick() -> None:
    recent: deque[tuple[float, float, int]] = deque()
    line_of(Course(1_000, 0, 0, 0), 0, recent, 0.0, "a")
    for second in range(1, 61):
        line = line_of(Course(1_000, 0, 500 + second, 0), 0, recent, 60.0 + second, "b")
    assert "440" not in line
    assert "1/s · 7 min left" in line


@pytest.mark.parametrize(
    ("seconds", "said"), [(4, "4 s"), (89, "89 s"), (600, "10 min"), (11_100, "3 h 5 min")]
)
def test_a_time_to_wait_is_said_as_an_officer_says_it(seconds: float, said: str) -> None:
    assert lasting(seconds) == said


def begun(*words: object) -> "subprocess.Popen[bytes]":
    """Start one verb as its own command does, and wait until Python itself is up."""
    code = (
        "import signal, sys; from clew.cli.start import run, stop_now;"
        "signal.signal(signal.SIGINT, stop_now); print('up', flush=True); run()"
    )
    command = [sys.executable, "-c", code, *(str(word) for word in words)]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert started.stdout is not None
    started.stdout.readline()
    return started


@pytest.mark.slow
def test_a_stop_at_any_moment_of_the_first_seconds_is_a_clean_one(tmp_path: Path) -> None:
    """Whether it is still loading or already reading: exit 130, one line, no traceback."""
    folder = folder_of(tmp_path / "in", 3)
    for number, moment in enumerate((0.3, 0.6, 1.0, 1.5)):
        adding = begun("add", tmp_path / f"case{number}", folder, "--agency", "rs-police")
        time.sleep(moment)
        adding.send_signal(signal.SIGINT)
        said = adding.communicate()[1].decode()
        assert "Traceback" not in said
        assert adding.returncode in (0, 130), said
