"""Screens on Apache Spark: the same function as everywhere, over Arrow batches.

One batch is one task. Its hits depend on its people, the index, threshold and prior alone, so that
Spark may repeat a task, on any machine, without another answer. Hits come back to the process that
asked, which keeps them batch by batch as the engine of one machine does.
"""

import tarfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from clew.errors import ClewError
from clew.matching.screening.resume import write_part
from clew.matching.screening.spark_session import is_local, session
from clew.matching.screening.worker import Asked, Task, questions, screen_batch

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    Batch = tuple[int, pl.DataFrame]
    Sizes = dict[int, int]

HITS = "person_id string, list_id string, probability double, clues string, list string, row bigint, batch bigint"
"""Columns of the hits as Spark has them; batch and row are the person's."""
_SENT = "sent:"
"""Stands before the name of an index that was sent, instead of its folder."""
_INSIDE = "index"
"""The folder of an index inside the archive it is sent as."""
_A_CORE = 2
"""Batches handed to Spark at a time, for each core."""
_AHEAD = 2
"""Handings-over under way at a time, so that no core waits for the slowest batch of the last."""


def screen_batches(
    task: Task, batches: Iterable["Batch"], workers: int = 1, master: str = ""
) -> Iterator[dict[str, int]]:
    """Screen batches on Spark; give {batch, people, hits} of each whose hits stand in the folder of parts.

    Args:
        task: what to screen against, and the folder of parts; only this process writes into it.
        batches: (number, people); a few are held in memory at a time.
        workers: how many at a time, on this machine.
        master: address of a cluster; empty: this machine.

    Raises:
        ClewError: Spark does not start, or a batch failed as often as Spark tries.
    """
    with session(workers, master) as (spark, folder), said_shortly():
        here = task if is_local(spark) else _sent(spark, task, folder)
        under_way: deque[tuple[Sizes, Future[pa.Table]]] = deque()
        with ThreadPoolExecutor(_AHEAD) as pool:
            try:
                for several in _several(batches, lambda: spark.sparkContext.defaultParallelism):
                    if len(under_way) == _AHEAD:
                        yield from _keep(task, *under_way.popleft())
                    found = hits_of(people_of(spark, several), here)
                    sizes = {number: people.height for number, people in several}
                    under_way.append((sizes, pool.submit(found.toArrow)))
                while under_way:
                    yield from _keep(task, *under_way.popleft())
            finally:
                spark.sparkContext.cancelAllJobs()


def people_of(spark: "SparkSession", batches: Sequence["Batch"]) -> "DataFrame":
    """Hand batches of people to Spark, each as a partition of its own, with their batch and row."""
    import polars as pl
    import pyarrow as pa

    numbered = (
        people.with_row_index("row").with_columns(
            pl.col("row").cast(pl.Int64), pl.lit(number, pl.Int64).alias("batch")
        )
        for number, people in batches
    )
    oldest = pl.CompatLevel.oldest()
    tables = [frame.rechunk().to_arrow(compat_level=oldest) for frame in numbered]
    return spark.createDataFrame(pa.concat_tables(tables))


def hits_of(people: "DataFrame", task: Task) -> "DataFrame":
    """Screen a Spark frame of people; give their hits, with the columns of `HITS`.

    Args:
        people: the columns of a frame of parties, and batch and row, by which a hit is put in order.
        task: the indexes, threshold and prior; its folder is not used.
    """
    return people.mapInArrow(partial(_screened, task=task), HITS)


def _screened(batches: Iterator["pa.RecordBatch"], task: Task) -> Iterator["pa.RecordBatch"]:
    """Screen Arrow batches: what runs on each core of each machine."""
    import polars as pl
    import pyarrow as pa

    for batch in batches:
        people = pl.DataFrame(pa.table(batch))
        hits = screen_batch(people.drop("batch", "row"), _asked(task), task.itself)
        of = people.select("row", "batch")[hits["row"]]
        placed = hits.with_columns(of).to_arrow(compat_level=pl.CompatLevel.oldest())
        yield from placed.select(_schema().names).cast(_schema()).to_batches()


def _schema() -> "pa.Schema":
    """Give the columns of `HITS` as Arrow calls them."""
    import pyarrow as pa

    return pa.schema(
        {
            "person_id": pa.string(), "list_id": pa.string(), "probability": pa.float64(),
            "clues": pa.string(), "list": pa.string(), "row": pa.int64(), "batch": pa.int64(),
        }
    )  # fmt: skip


@lru_cache(maxsize=1)
def _asked(task: Task) -> list[Asked]:
    """Open the indexes once a process."""
    found = tuple((name, _unpacked(place)) for name, place in task.indexes)
    return questions(replace(task, indexes=found))


def _sent(spark: "SparkSession", task: Task, folder: Path) -> Task:
    """Send the indexes to every machine of the cluster, where Spark unpacks them once for all its processes."""
    sent = []
    for number, (name, place) in enumerate(task.indexes):
        packed = folder / f"index-{number}.tar"
        with tarfile.open(packed, "w") as archive:
            archive.add(place, arcname=_INSIDE)
        spark.sparkContext.addArchive(f"{packed}#{packed.stem}")
        sent.append((name, f"{_SENT}{packed.stem}/{_INSIDE}"))
    return replace(task, indexes=tuple(sent))


def _unpacked(place: str) -> str:
    """Give the folder of an index on this machine."""
    if not place.startswith(_SENT):
        return place
    from pyspark import SparkFiles

    return str(SparkFiles.get(place.removeprefix(_SENT)))


def _several(batches: Iterable["Batch"], cores: Callable[[], int]) -> Iterator[list["Batch"]]:
    """Give batches as many at a time as keep the cores busy; a cluster may grow meanwhile."""
    reading = iter(batches)
    while several := list(islice(reading, _A_CORE * cores())):
        yield several


def _keep(task: Task, sizes: "Sizes", found: "Future[pa.Table]") -> Iterator[dict[str, int]]:
    """Write each batch's hits into the folder of parts, also where there are none."""
    import polars as pl

    hits = pl.DataFrame(found.result()).with_columns(pl.col("row").cast(pl.UInt32))
    for number, people in sizes.items():
        own = hits.filter(pl.col("batch") == number).drop("batch")
        write_part(Path(task.folder), task.mark, number, own)
        yield {"batch": number, "people": people, "hits": own.height}


@contextmanager
def said_shortly() -> Iterator[None]:
    """Say in one sentence what Spark says in a hundred lines."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as exc:
        told = [line.removeprefix(": ") for line in str(exc).splitlines()]
        lines = [line for line in told if line[:1].isalpha()]
        raise ClewError(
            f"Apache Spark gave up: {lines[-1] if lines else type(exc).__name__}",
            do="run the same command again: it goes on from here; with fewer --workers if memory ran out",
        ) from exc
