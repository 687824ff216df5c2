"""Screening on this machine: the same hits however it is divided up, and nothing lost when it is cut off."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from clew.errors import CaseBusy, ClewError
from clew.matching.screening import local
from clew.matching.screening.local import Screened, Wanted, screen_files
from clew.matching.screening.resume import Parts
from clew.matching.screening.worker import screen_into_part
from tests.cli.screening import LISTED, PEOPLE, crowd, table

ALL_HITS = [("1", "L1"), ("2", "L2")]
ROWS = 100
"""People in a batch here, so that a few hundred make several."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with 304 people in four batches, two of them listed, and the list."""
    monkeypatch.setattr(local, "BATCH", ROWS)
    rows = [PEOPLE[0], *crowd(300), PEOPLE[1], *PEOPLE[2:]]
    table(tmp_path / "people.parquet", rows)
    table(tmp_path / "list.csv", LISTED)
    return tmp_path


def screen(folder: Path, **wanted: Any) -> Screened:
    people, lists = folder / "people.parquet", [folder / "list.csv"]
    return screen_files(people, lists, folder / "hits.parquet", Wanted(**wanted))


def pairs(hits: pl.DataFrame) -> list[tuple[str, str]]:
    return list(hits.select("person_id", "list_id").iter_rows())


def test_hits_come_in_the_order_of_the_people(folder: Path) -> None:
    done = screen(folder, workers=1)
    assert pairs(done.hits) == pairs(pl.read_parquet(folder / "hits.parquet")) == ALL_HITS


@pytest.mark.slow
def test_several_processes_give_what_one_gives(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = screen(folder, workers=1)
    monkeypatch.setattr(local, "_ALONE", 0)
    together = screen(folder, workers=2)
    assert (alone.summary["workers"], together.summary["workers"]) == (1, 2)
    assert together.hits.equals(alone.hits)


def cut_off_after(batches: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let a screening be interrupted after so many batches; gives the numbers of those screened."""
    screened: list[int] = []
    whole = screen_into_part

    def one(task: Any, asked: Any, number: int, people: pl.DataFrame) -> dict[str, int]:
        if len(screened) == batches:
            raise KeyboardInterrupt
        screened.append(number)
        return whole(task, asked, number, people)

    monkeypatch.setattr(local, "screen_into_part", one)
    return screened


@pytest.fixture
def cut_off(folder: Path) -> Path:
    """The folder after a screening was interrupted in its third batch."""
    with pytest.MonkeyPatch.context() as patch:
        cut_off_after(2, patch)
        with pytest.raises(KeyboardInterrupt):
            screen(folder, workers=1)
    return folder


def test_an_interrupted_screening_goes_on_where_it_stopped(
    cut_off: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screened = cut_off_after(99, monkeypatch)
    done = screen(cut_off, workers=1)
    assert (done.summary["continued_from"], screened) == (2, [2, 3])
    assert (pairs(done.hits), done.summary["checks"]) == (ALL_HITS, 304)


def test_an_interrupted_screening_leaves_no_half_written_hits(cut_off: Path) -> None:
    assert sorted(p.name for p in cut_off.iterdir()) == ["hits.parts", "list.csv", "people.parquet"]


def test_parts_are_readable_by_their_owner_only(cut_off: Path) -> None:
    assert (cut_off / "hits.parts").stat().st_mode & 0o777 == 0o700


def test_nothing_but_the_hits_is_left_at_the_end(folder: Path) -> None:
    screen(folder, workers=1)
    assert sorted(p.name for p in folder.iterdir()) == [
        "hits.parquet",
        "list.csv",
        "people.parquet",
    ]


@pytest.mark.parametrize("wanted", [{"threshold": 0.5}, {"prior": 0.001}, {"fresh": True}], ids=str)
def test_another_asking_discards_the_parts_and_says_so(
    cut_off: Path, wanted: dict[str, Any]
) -> None:
    done = screen(cut_off, workers=1, **wanted)
    assert (done.summary["discarded_parts"], done.summary["continued_from"]) == (True, 0)


@pytest.mark.parametrize("other", ["people.parquet", "list.csv"])
def test_other_people_or_another_list_discard_the_parts(cut_off: Path, other: str) -> None:
    table(cut_off / other, [*LISTED[:1], ("N1", "Proba Novi", "1977-07-07")])
    done = screen(cut_off, workers=1)
    assert (done.summary["discarded_parts"], done.summary["continued_from"]) == (True, 0)


KILLED = """
import os, signal, sys
from pathlib import Path
from clew.matching.screening import local
local.BATCH = 100
whole = local.screen_into_part
def one(task, asked, number, people):
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(task, asked, number, people)
local.screen_into_part = one
folder = Path(sys.argv[1])
local.screen_files(folder / "people.parquet", [folder / "list.csv"], folder / "hits.parquet",
                   local.Wanted(workers=1))
"""


def test_a_killed_screening_goes_on_where_it_stopped(folder: Path) -> None:
    run = subprocess.run([sys.executable, "-c", KILLED, str(folder)], capture_output=True)
    assert run.returncode == -signal.SIGKILL
    assert not (folder / "hits.parquet").exists()
    done = screen(folder, workers=1)
    assert (done.summary["continued_from"], pairs(done.hits)) == (2, ALL_HITS)


def test_two_screenings_into_one_file_are_refused(folder: Path) -> None:
    held = Parts(folder / "hits.parquet", {})
    with pytest.raises(CaseBusy, match="another process is screening into this file"):
        screen(folder, workers=1)
    held.close()


def test_a_process_that_dies_is_said_and_the_parts_stay(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from clew.matching.screening.crew import Crew

    whole = Crew.screen

    def dying(self: Crew, task: Any, batches: Any) -> Any:
        for process in self.pids():
            os.kill(process, signal.SIGKILL)
        return whole(self, task, batches)

    monkeypatch.setattr(Crew, "screen", dying)
    monkeypatch.setattr(local, "_ALONE", 0)
    with pytest.raises(ClewError, match="was ended by signal 9"):
        screen(folder, workers=2)
    assert (folder / "hits.parts").is_dir()


@pytest.mark.slow
def test_a_refusal_in_a_process_comes_back_in_its_own_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from clew.matching.screening.crew import Crew
    from clew.matching.screening.worker import Task

    task = Task((("list", str(folder / "no-index")),), 0.7, 0.001, str(folder), "0" * 12)
    with Crew(1) as crew, pytest.raises(ClewError, match="no index"):
        list(crew.screen(task, [(0, pl.read_parquet(folder / "people.parquet"))]))


def test_the_peak_counts_at_least_this_process(folder: Path) -> None:
    assert float(str(screen(folder, workers=1).summary["peak_rss_mb"])) > 50
