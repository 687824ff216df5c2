"""A process that screens batches of people against indexes it maps into memory; `crew` starts it.

It takes its task and then batches from standard input, each with its length before it, writes each
batch's hits into the folder of parts, and answers with one line of JSON. When the process that
gives the batches dies, the input ends and so does this one.
"""

import io
import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from clew.errors import ClewError
from clew.matching.screening.resume import write_part
from clew.model.garbage import rarely_collecting

if TYPE_CHECKING:
    import polars as pl

    from clew.matching.screening.asking import Question

Asked = tuple[str, "Question"]
"""An index ready to be asked, and the name its hits are shown under."""
LENGTH = 8
"""Bytes that say how long a message is."""


@dataclass(frozen=True, slots=True)
class Task:
    """What to screen against, how, and where the hits go.

    Attributes:
        indexes: (name of the list, folder of its index), in the order given.
        threshold: from this probability on a pair is a hit.
        prior: probability that one person and one listed entity drawn at random are the same.
        folder: the folder of parts.
        mark: what was asked, as a short hash; names the parts.
        itself: the people are those of the index; nobody is a hit of their own.
    """

    indexes: tuple[tuple[str, str], ...]
    threshold: float
    prior: float
    folder: str
    mark: str
    itself: bool = False

    def as_bytes(self) -> bytes:
        """Give the task as it goes to a process."""
        return json.dumps(asdict(self)).encode()


def questions(task: Task) -> list[Asked]:
    """Map the task's indexes into memory, ready to be asked."""
    from clew.matching.screening.asking import Question
    from clew.matching.screening.index import Index

    return [
        (name, Question(Index.open(Path(place)), task.threshold, task.prior))
        for name, place in task.indexes
    ]


def screen_batch(
    people: "pl.DataFrame", asked: Sequence[Asked], itself: bool = False
) -> "pl.DataFrame":
    """Screen one batch against each index.

    Args:
        people: a frame of parties.
        asked: the indexes.
        itself: the people are those of the index; nobody is a hit of their own.

    Returns:
        Rows of hits as `output.hits_frame` gives them and their row in *people* (from 0), in the
        order of the people, each person's best first. Rows are asked about by number, for people
        may share an id.
    """
    import polars as pl

    from clew.matching.screening.output import hits_frame

    rows = pl.arange(0, people.height, eager=True, dtype=pl.UInt32)
    numbered = people.with_columns(rows.cast(pl.String).alias("id"))
    found = pl.concat(
        hits_frame(
            [
                hit
                for hit in question.screen(numbered)
                if not itself or hit.list_id != people["id"][int(hit.person_id)]
            ],
            name,
        )
        for name, question in asked
    ).with_columns(pl.col("person_id").cast(pl.UInt32).alias("row"))
    named = found.with_columns(people["id"].gather(found["row"]).alias("person_id"))
    return named.sort("row", -pl.col("probability"), "list", "list_id")


def screen_into_part(
    task: Task, asked: Sequence[Asked], number: int, people: "pl.DataFrame"
) -> dict[str, int]:
    """Screen one batch, keep its hits in the folder of parts, and give {batch, people, hits}."""
    hits = screen_batch(people, asked, task.itself)
    write_part(Path(task.folder), task.mark, number, hits)
    return {"batch": number, "people": people.height, "hits": hits.height}


def serve(task: Task, given: BinaryIO, answers: BinaryIO) -> None:
    """Screen the batches that come until there are no more."""
    import polars as pl

    asked = questions(task)
    with rarely_collecting():
        while message := receive(given):
            number = int.from_bytes(message[:LENGTH])
            people = whole(pl.read_ipc(io.BytesIO(message[LENGTH:])))
            _answer(answers, screen_into_part(task, asked, number, people))


def receive(given: BinaryIO) -> bytes:
    """Read one message; nothing when there are no more, or the giver died over it."""
    length = int.from_bytes(given.read(LENGTH))
    message = given.read(length) if length else b""
    return message if len(message) == length else b""


def whole(people: "pl.DataFrame") -> "pl.DataFrame":
    """Give people with the columns back that nobody had anything in (`batch_message`)."""
    import polars as pl

    from clew.sources.lists.frame import VALUES

    none = pl.lit([], dtype=pl.List(pl.String))
    return people.with_columns(none.alias(name) for name in VALUES if name not in people.columns)


def batch_message(number: int, people: "pl.DataFrame") -> bytes:
    """Give a batch as it goes to a process."""
    from clew.sources.lists.frame import VALUES

    said = [
        name for name in people.columns if name not in VALUES or (people[name].list.len() > 0).any()
    ]
    packed = io.BytesIO()
    people.select(said).write_ipc(packed)
    return number.to_bytes(LENGTH) + packed.getvalue()


def _answer(answers: BinaryIO, said: Mapping[str, object]) -> None:
    answers.write(json.dumps(said).encode() + b"\n")
    answers.flush()


def main() -> None:
    """Load what takes time, then wait for the task; a refusal goes back as the answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the giver, who ends this one
    given, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    import clew.matching.screening.asking  # noqa: F401 - loads while the index is being made

    message = receive(given)
    if not message:
        return
    said = json.loads(message)
    said["indexes"] = tuple((name, place) for name, place in said["indexes"])
    try:
        serve(Task(**said), given, answers)
    except ClewError as exc:
        _answer(answers, {"what": exc.what, "where": exc.where, "do": exc.do})
    except BrokenPipeError:
        return


if __name__ == "__main__":
    main()
    os._exit(0)  # taking down what it remembers of each word would take seconds
