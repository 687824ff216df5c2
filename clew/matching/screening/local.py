"""Screens files of people against lists on this machine, with as many processes as it has cores."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from clew import __version__
from clew.errors import UsageError
from clew.matching.screening.against import Target, against
from clew.matching.screening.crew import Crew
from clew.matching.screening.decoys import FEWEST, Forecast, forecast
from clew.matching.screening.linkage import Own, once
from clew.matching.screening.memory import Peak, descendants
from clew.matching.screening.output import Refusals, check_format, no_hits, write_hits
from clew.matching.screening.people import PeopleFile
from clew.matching.screening.resume import Parts, weights_key
from clew.matching.screening.worker import Task, questions, screen_into_part
from clew.matching.weighing.prior import PROPOSED, default_prior
from clew.model.asker import Asker
from clew.model.garbage import rarely_collecting

if TYPE_CHECKING:
    import polars as pl

    from clew.sources.lists.frame import Batch as ReadBatch

BATCH = 65_536
"""People in a batch: the piece of work that is taken, kept and repeated as a whole."""
_ALONE = 1_000_000
"""Bytes of people up to which one process is done before several have started."""

Watch = Callable[[str, int, int], None]
"""Told (what, how many people are done, of how many)."""
Tell = Callable[[str], None]
"""Told a sentence."""
Batch = tuple[int, "pl.DataFrame"]
"""A batch of people and its number."""
Screener = Callable[[Task, Iterable[Batch]], Iterator[dict[str, int]]]
"""Screens batches and gives {batch, people, hits} of each whose hits stand in the folder of parts."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to screen.

    Attributes:
        threshold: from this probability on a pair is a hit.
        prior: probability that a person and a listed entity drawn at random are the same;
            None: from the number of checks and of listed entities.
        workers: how many processes; 0: as many as the machine has cores.
        engine: "local" or "spark".
        fresh: begin anew, whatever an interrupted screening had done.
        entities: give the listed entities that were hit.
        country: ISO alpha-2 upper case that national numbers and dates in files are read by.
        itself: the people are those of the one list; each pair is given once, and nobody with themselves.
        master: address of a cluster for the engine "spark"; empty: this machine.
    """

    threshold: float = PROPOSED
    prior: float | None = None
    workers: int = 0
    engine: str = "local"
    fresh: bool = False
    entities: bool = False
    country: str | None = None
    itself: bool = False
    master: str = ""

    @property
    def processes(self) -> int:
        """How many processes: as said, else one a core."""
        return self.workers or len(os.sched_getaffinity(0))


@dataclass(frozen=True, slots=True)
class Screened:
    """What a screening gave.

    Attributes:
        summary: counts, seconds, memory, prior, threshold and editions, as `--json` prints them.
        hits: person_id, list_id, probability, clues (JSON), list, and the person's batch and row
            in it: a row for each hit, people in the order of their file, each person's best first.
        run: hash of what was asked; the same people against the same lists have the same.
        refused: the file of refusals, None when there were none.
        listed: (list, id) → the entity, of those that were hit; only where it was wanted.
    """

    summary: dict[str, object]
    hits: "pl.DataFrame"
    run: str
    refused: Path | None
    listed: dict[tuple[str, str], dict[str, Any]]


@dataclass(slots=True)
class Course:
    """How far a screening has come.

    Attributes:
        before: batches an interrupted screening had done.
        people: people checked; batches: the batches they came in.
        seconds_read: spent on reading the people.
    """

    before: int
    people: int = 0
    batches: int = 0
    seconds_read: float = 0.0


class Clock:
    """Tells how long making the indexes took, and the screening after it."""

    def __init__(self) -> None:
        self._started = self._indexed = self._ended = time.perf_counter()

    def is_indexed(self) -> None:
        """The indexes stand."""
        self._indexed = time.perf_counter()

    def is_screened(self) -> None:
        """The hits stand in their file."""
        self._ended = time.perf_counter()

    def as_json(self, checks: int) -> dict[str, float]:
        """Give seconds_index, seconds_screen, seconds (in all) and checks_per_second."""
        screening = self._ended - self._indexed
        return {
            "seconds_index": round(self._indexed - self._started, 3),
            "seconds_screen": round(screening, 3),
            "seconds": round(self._ended - self._started, 3),
            "checks_per_second": round(checks / max(screening, 1e-9)),
        }


def screen_files(
    people: Path,
    lists: Sequence[Path],
    out: Path | None = None,
    wanted: Wanted | None = None,
    asker: Asker | None = None,
    watch: Watch | None = None,
    tell: Tell | None = None,
) -> Screened:
    """Screen a file of people against lists and write the hits.

    An interrupted screening called again with the same people, lists and settings goes on where
    it stopped.

    Args:
        people: CSV, Parquet, FollowTheMoney JSON lines, or a case.
        lists: indexes, files of lists, or cases; a file is indexed beside *out* for the time it takes.
        out: where the hits go, Parquet or CSV; None writes no file.
        wanted: threshold, prior, processes.
        asker: who asks; needed to read a case.
        watch: told the progress.
        tell: told what became of an interrupted run, where there was one.

    Raises:
        ClewError: a list cannot be read as a whole, an index is of another version, the words
            do not fit together, a process ended.
    """
    wanted = wanted or Wanted()
    if not lists:
        raise UsageError("there is no list to screen against", do="name one with --against LIST")
    if wanted.engine == "spark":
        from clew.matching.screening.spark_session import needs_spark

        needs_spark(wanted.workers, wanted.master)
    with ExitStack() as stack:
        if out is None:
            out = Path(stack.enter_context(TemporaryDirectory(prefix="clew-"))) / "hits.parquet"
        else:
            check_format(out)
        stack.enter_context(rarely_collecting())
        return _screened(people, lists, out, wanted, (asker, watch, tell))


def _screened(
    people: Path,
    lists: Sequence[Path],
    out: Path,
    wanted: Wanted,
    company: tuple[Asker | None, Watch | None, Tell | None],
) -> Screened:
    asker, watch, tell = company
    clock, refusals = Clock(), Refusals(out.with_suffix(".refused.csv"))
    with ExitStack() as stack:
        stack.callback(refusals.close)
        crew = stack.enter_context(Crew(wanted.processes)) if _is_long(people, wanted) else None
        peak = stack.enter_context(Peak(_others(wanted, crew)))
        source = Own(people) if wanted.itself else PeopleFile(people, asker, wanted.country)
        targets = against(lists, asker, wanted.country)
        parts = Parts(out, _asked(source.key, targets, wanted), wanted.fresh)
        stack.callback(parts.close)
        if tell and (sentence := _of_parts(parts)):
            tell(sentence)
        indexes = tuple((target.name, str(target.index(parts, refusals))) for target in targets)
        entities = sum(target.entities for target in targets)
        first = Path(indexes[0][1])
        checks = source.count(first)
        clock.is_indexed()
        start = _start(wanted, source, indexes, checks, entities)
        task = _task(indexes, wanted, start.prior, parts)
        course = Course(before=len(parts.done))
        told = min(checks, course.before * BATCH)
        to_do = _to_do(source.batches(first, BATCH), source.name, parts, refusals, course)
        for done in _screener(wanted, crew)(task, to_do):
            told += done["people"]
            if watch:
                watch("screening", told, checks)
        hits = _gathered(parts, course, wanted)
        listed = _listed(task, hits) if wanted.entities else {}
        aside = ["batch", "row"] if len(targets) > 1 else ["batch", "row", "list"]
        write_hits(out, hits.drop(aside))
        refused = refusals.done()
        parts.remove()
        clock.is_screened()
    summary: dict[str, object] = {
        "checks": course.people,
        "list_entities": entities,
        "hits": hits.height,
        "people_hit": hits["person_id"].n_unique(),
        "refused": refusals.count,
        "seconds_read": round(course.seconds_read, 3),
        **clock.as_json(course.people),
        "peak_rss_mb": peak.mb,
        "threshold": wanted.threshold,
        "prior": start.prior,
        "alarms_forecast": start.alarms,
        "engine": wanted.engine,
        "workers": _workers(wanted, crew),
        "continued_from": course.before,
        "discarded_parts": bool(parts.discarded),
        "lists": [target.as_json() for target in targets],
        "notes": refusals.told(),
    }
    return Screened(summary, hits, parts.mark, refused, listed)


def _task(indexes: tuple[tuple[str, str], ...], wanted: Wanted, prior: float, parts: Parts) -> Task:
    return Task(indexes, wanted.threshold, prior, str(parts.folder), parts.mark, wanted.itself)


def _start(
    wanted: Wanted,
    source: PeopleFile | Own,
    indexes: Sequence[tuple[str, str]],
    checks: int,
    entities: int,
) -> Forecast:
    """Give the prior: as told, or as the first people of the file let expect."""
    if wanted.prior is not None:
        return Forecast(wanted.prior, None)
    if wanted.itself or checks < FEWEST:
        return Forecast(default_prior(checks, entities), None)
    places = [Path(place) for _, place in indexes]
    first = next(iter(source.batches(places[0], BATCH)), None)
    if first is None:
        return Forecast(default_prior(checks, entities), None)
    return forecast(first.frame, places, checks, entities)


def _gathered(parts: Parts, course: Course, wanted: Wanted) -> "pl.DataFrame":
    """Give the hits of all batches; of a holding with itself each pair once."""
    hits = parts.hits(course.batches)
    return once(hits) if wanted.itself else hits


def _listed(task: Task, hits: "pl.DataFrame") -> dict[tuple[str, str], dict[str, Any]]:
    """Give the listed entities that were hit, by list and id."""
    from clew.matching.screening.index import Index, entity_of

    found = {}
    for name, place in task.indexes:
        ids = hits.filter(hits["list"] == name)["list_id"].unique()
        index = Index.open(Path(place))
        for segment, dead in zip(index.segments, index.dead, strict=True):
            hit = segment.parties["id"].is_in(ids.implode()).to_numpy() & ~dead
            for row in segment.parties.filter(hit).iter_rows(named=True):
                found[name, row["id"]] = entity_of(row)
    return found


def _of_parts(parts: Parts) -> str:
    """Say what became of the parts of an earlier run; nothing when there were none."""
    if "fresh" in parts.discarded:
        return "what an interrupted run had done was thrown away; it begins anew"
    if parts.discarded:
        differ = ", ".join(parts.discarded)
        return f"an interrupted run stood here, but with other {differ}: its parts were thrown away"
    if parts.done:
        return f"an interrupted run goes on: {len(parts.done)} batches of it were done"
    return ""


def _is_long(people: Path, wanted: Wanted) -> bool:
    """True when the work is worth starting processes that need seconds to load."""
    several = wanted.engine == "local" and wanted.processes > 1
    return several and (people.is_dir() or people.stat().st_size > _ALONE)


def _others(wanted: Wanted, crew: Crew | None) -> Callable[[], Iterable[int]]:
    """Give what tells the ids of the processes that help."""
    if wanted.engine == "spark":
        return descendants
    return crew.pids if crew else tuple


def _workers(wanted: Wanted, crew: Crew | None) -> int | str:
    """Say how many processes screened; of a cluster, which."""
    if wanted.engine == "spark":
        return wanted.master or wanted.processes
    return len(crew.pids()) if crew else 1


def _asked(people: str, targets: Sequence[Target], wanted: Wanted) -> dict[str, object]:
    from clew.matching.screening.index import VERSION

    return {
        "clew": [__version__, VERSION],
        "weights": weights_key(),
        "engine": wanted.engine,
        "people": people,
        "lists": [target.key for target in targets],
        "threshold": wanted.threshold,
        "prior": wanted.prior,
        "country": wanted.country,
        "batch": BATCH,
    }


def _screener(wanted: Wanted, crew: Crew | None) -> Screener:
    if wanted.engine == "spark":
        from clew.matching.screening.spark import screen_batches

        return partial(screen_batches, workers=wanted.processes, master=wanted.master)
    return crew.screen if crew else _alone


def _alone(task: Task, batches: Iterable[Batch]) -> Iterator[dict[str, int]]:
    """Screen in this process."""
    asked = questions(task)
    for number, people in batches:
        yield screen_into_part(task, asked, number, people)


def _to_do(
    batches: Iterable["ReadBatch"], file: str, parts: Parts, refusals: Refusals, course: Course
) -> Iterator[Batch]:
    """Give the batches whose hits do not stand in the folder of parts yet, counting all of them."""
    reading = iter(batches)
    while True:
        started = time.perf_counter()
        batch = next(reading, None)
        course.seconds_read += time.perf_counter() - started
        if batch is None:
            return
        frame = refusals.take(file, batch)
        number, course.batches = course.batches, course.batches + 1
        course.people += frame.height
        if frame.is_empty():
            parts.write(number, no_hits())
        elif number not in parts.done:
            yield number, frame
