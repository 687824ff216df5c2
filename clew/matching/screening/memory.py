"""How much memory a piece of work takes at its peak, its helping processes included."""

import os
import resource
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

_EVERY_S = 1.0
_MB = 1024 * 1024
_PER_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit that getrusage counts resident memory in."""


class Peak:
    """Watches memory while a block runs.

    Once a second the processes' proportional shares are added up, so that a page two processes
    share counts once; where the system does not tell shares, only this process is counted.

    Args:
        others: gives the ids of the processes that help, whenever asked.
    """

    def __init__(self, others: Callable[[], Iterable[int]]) -> None:
        self._others, self._most = others, 0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end.set()
        self._thread.join()

    @property
    def mb(self) -> float:
        """Most megabytes (of 1,048,576 bytes) seen at one time; at least this process's own peak."""
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _PER_UNIT
        return round(max(self._most, own) / _MB, 1)

    def _watch(self) -> None:
        while not self._end.wait(_EVERY_S):
            self._most = max(self._most, sum(_share(pid) for pid in (os.getpid(), *self._others())))


def descendants() -> list[int]:
    """Give the ids of the processes this one started, and of those they started.

    None where the system does not tell.
    """
    children: dict[int, list[int]] = {}
    for told in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = told.read_text("utf-8", "replace").rpartition(")")[2].split()[1]
        except OSError:
            continue
        children.setdefault(int(parent), []).append(int(told.parent.name))
    found = [os.getpid()]
    for pid in found:
        found += children.get(pid, [])
    return found[1:]


def _share(pid: int) -> int:
    """Give a process's proportional share of memory in bytes; 0 where it is gone or not told."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in told.splitlines() if line.startswith("Pss:"))
