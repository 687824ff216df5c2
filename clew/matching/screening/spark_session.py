"""Starts Apache Spark, on this machine or on a cluster, and leaves nothing of it behind."""

import os
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from clew.errors import ClewError, UsageError
from clew.matching.screening.java import java_home

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

DRIVER_MEMORY = "1g"
"""Of Spark's own process on this machine; people pass through it a few batches at a time."""
_ROWS = 1 << 20
"""More rows than a batch has, so that Spark does not cut batches up."""
_LOG_LINES = 5


def needs_spark(workers: int, master: str) -> None:
    """Refuse a screening on Spark that could not begin.

    Raises:
        UsageError: a library is missing; or --workers was said to a cluster.
    """
    lacking = [name for name in ("pyspark", "pyarrow", "pandas") if find_spec(name) is None]
    if lacking:
        raise UsageError(
            f"--engine spark needs {', '.join(lacking)}, which is not installed",
            do="pip install 'clew[spark]' pyspark; in a clone of the project: make spark",
        )
    if workers and master and not _is_here(master):
        raise UsageError(
            f"--workers {workers} says nothing to the cluster {master!r}",
            where="CLEW_SPARK_MASTER",
            do="leave it out; how many executors there are stands in Spark's own configuration",
        )


@contextmanager
def session(workers: int, master: str = "") -> Iterator[tuple["SparkSession", Path]]:
    """Start Spark for as long as the block runs; its talk goes to a file that is taken away after.

    Args:
        workers: how many batches at a time, on this machine.
        master: address of a cluster as Spark writes it ("spark://host:7077", "yarn"); empty: this machine.

    Gives the session and a private folder that lasts as long as it does.

    Raises:
        ClewError: Spark does not start.
    """
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    with TemporaryDirectory(prefix="clew-spark-") as place, warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        folder = Path(place)
        log = folder / "spark.log"
        said = _settings(master or f"local[{workers}]", folder)
        with log.open("wb") as told, _environment(_surroundings(master, folder)):
            conf = SparkConf(loadDefaults=False).setAll(list(said.items()))
            try:
                gateway = launch_gateway(conf, {"stdout": told, "stderr": told})
                context = SparkContext(conf=conf, gateway=gateway)
            except PySparkException as exc:
                raise ClewError(
                    f"Apache Spark does not start: {_last(log) or exc}",
                    do="check its Java and its configuration; or leave --engine spark out",
                ) from exc
        spark = SparkSession(context)
        try:
            yield spark, folder
        finally:
            spark.stop()
            gateway.shutdown()
            gateway.proc.stdin.close()
            gateway.proc.wait()
            # Spark keeps its Java for the next context of this process; the next one starts its own.
            SparkContext._gateway = SparkContext._jvm = None


def is_local(spark: "SparkSession") -> bool:
    """True when what this process can read, the processes that screen can read."""
    return _is_here(spark.sparkContext.master)


def _is_here(master: str) -> bool:
    return master == "local" or master.startswith("local[")


def _settings(master: str, folder: Path) -> dict[str, str]:
    """Give Spark's settings; on a cluster what its own configuration says is left to stand."""
    said = {
        "spark.master": master,
        "spark.app.name": "clew screen",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(_ROWS),
        "spark.executorEnv.POLARS_MAX_THREADS": "1",
        "spark.executorEnv.NUMBA_NUM_THREADS": "1",
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
    if not _is_here(master):
        return said
    return said | {
        "spark.driver.memory": DRIVER_MEMORY,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.local.dir": str(folder),
        "spark.driver.extraJavaOptions": f"-Djava.io.tmpdir={folder} -XX:-UsePerfData",
    }


def _surroundings(master: str, folder: Path) -> dict[str, str]:
    """Give the variables Spark starts with: its Java, its Python, and no name looked up."""
    said = {"JAVA_HOME": str(java_home(folder / "java"))}
    if master and not _is_here(master):
        return said | {"PYSPARK_PYTHON": os.environ.get("PYSPARK_PYTHON", sys.executable)}
    return said | {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}


@contextmanager
def _environment(said: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in said}
    os.environ.update(said)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _last(log: Path) -> str:
    """Give the last lines Spark wrote that are no trace."""
    lines = log.read_text("utf-8", "replace").splitlines()
    return "; ".join([line for line in lines if line[:1].strip()][-_LOG_LINES:])
