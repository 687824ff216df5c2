"""Writes the steps of a long intake in a process of its own, so that reading and writing use two cores.

The process takes steps from its standard input and answers each with one line. When the reading
process dies, its input ends; it finishes the step it is at and goes. It holds the case's
``.writing`` lock while it lives, and the next intake waits for that lock before it clears up.
"""

import fcntl
import marshal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from clew.errors import CaseError
from clew.store.case import Case, open_case
from clew.store.rows import Rows
from clew.store.steps import not_taken, write_step

_DONE = b"done\n"
_LENGTH = 8  # bytes that say how long a step is


class Writer:
    """A process that writes steps into a case; one step may be under way while the next is made."""

    def __init__(self, case: Case) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this module, on the case's own folder
            [sys.executable, "-m", "clew.store.writer", str(case.folder.resolve())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,  # Ctrl-C is for the reading process; this one finishes its step
        )
        self._waiting = 0

    def write(self, rows: Rows) -> None:
        """Hand a step over; waits until the step before it is written.

        Raises:
            CaseError: the database could not take the step before it.
        """
        self.wait()
        assert self._process.stdin is not None
        try:
            step = marshal.dumps(rows.as_plain())
            self._process.stdin.write(len(step).to_bytes(_LENGTH) + step)
            self._process.stdin.flush()
        except BrokenPipeError as exc:
            raise not_taken("the process that writes ended") from exc
        self._waiting += 1

    def wait(self) -> None:
        """Wait until everything handed over is written.

        Raises:
            CaseError: the database could not take it.
        """
        assert self._process.stdout is not None
        while self._waiting:
            self._waiting -= 1
            answer = self._process.stdout.readline()
            if answer != _DONE:
                said = answer.decode("utf-8", "replace").strip()
                raise not_taken(said.rpartition(": ")[2] or "the process that writes ended")

    def close(self) -> None:
        """Let the process end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


@contextmanager
def writing(case: Case) -> Iterator[None]:
    """Hold the case's writing lock; waits for a writer whose reader died."""
    with (case.folder / ".writing").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _serve(folder: Path) -> None:
    case = open_case(folder)
    with writing(case):
        while True:
            length = int.from_bytes(sys.stdin.buffer.read(_LENGTH))
            step = sys.stdin.buffer.read(length)
            if not step or len(step) < length:
                break
            try:
                write_step(case, Rows(*marshal.loads(step)))  # noqa: S302 - from our own reading process
            except CaseError as exc:
                sys.stdout.write(exc.what.replace("\n", " ") + "\n")
                break
            sys.stdout.buffer.write(_DONE)
            sys.stdout.flush()
    case.close()


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
