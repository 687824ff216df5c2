"""Several processes that screen: each takes the next batch when it is done with the one before."""

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self

from clew.errors import ClewError
from clew.matching.screening.worker import LENGTH, Task, batch_message

if TYPE_CHECKING:
    import polars as pl

_Process = subprocess.Popen[bytes]


class Crew:
    """Processes that wait for batches; start them early, for they take seconds to load.

    Args:
        size: how many processes.
    """

    def __init__(self, size: int) -> None:
        threads = str(max(1, (os.cpu_count() or 1) // size))
        told = {"POLARS_MAX_THREADS": threads, "NUMBA_NUM_THREADS": threads}
        self._all: list[_Process] = [
            subprocess.Popen(
                [sys.executable, "-m", "clew.matching.screening.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **told},
            )
            for _ in range(size)
        ]
        self._busy: set[int] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._all:
            if kind is not None:
                process.kill()
            assert process.stdin is not None
            assert process.stdout is not None
            with suppress(BrokenPipeError):
                process.stdin.close()
            process.stdout.close()
            process.wait()

    def pids(self) -> list[int]:
        """Give the ids of the processes."""
        return [process.pid for process in self._all]

    def screen(
        self, task: Task, batches: Iterable[tuple[int, "pl.DataFrame"]]
    ) -> Iterator[dict[str, int]]:
        """Have the batches screened; give {batch, people, hits} of each as it is done.

        Raises:
            ClewError: a process refused its work or ended.
        """
        with selectors.DefaultSelector() as answers:
            for at, process in enumerate(self._all):
                assert process.stdout is not None
                answers.register(process.stdout, selectors.EVENT_READ, at)
                self._send(at, task.as_bytes())
            free = list(range(len(self._all)))
            for number, people in batches:
                message = batch_message(number, people)
                while not free:
                    yield from self._heard(answers, free)
                worker = free.pop(0)
                self._busy.add(worker)
                self._send(worker, message)
            while self._busy:
                yield from self._heard(answers, free)

    def _heard(self, answers: selectors.BaseSelector, free: list[int]) -> Iterator[dict[str, int]]:
        for key, _ in answers.select():
            worker: int = key.data
            said = self._answer(worker)
            self._busy.discard(worker)
            free.append(worker)
            yield said

    def _answer(self, worker: int) -> dict[str, int]:
        process = self._all[worker]
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line.endswith(b"\n"):
            raise _ended(process)
        said = json.loads(line)
        if "what" in said:
            raise ClewError(said["what"], where=said["where"], do=said["do"])
        return {name: int(count) for name, count in said.items()}

    def _send(self, worker: int, message: bytes) -> None:
        process = self._all[worker]
        assert process.stdin is not None
        try:
            process.stdin.write(len(message).to_bytes(LENGTH) + message)
            process.stdin.flush()
        except BrokenPipeError as exc:
            raise _ended(process) from exc


def _ended(process: _Process) -> ClewError:
    code = process.wait()
    how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
    return ClewError(
        f"a process that screens {how}",
        do="run the same command again: it goes on from here; with fewer --workers if memory ran out",
    )
