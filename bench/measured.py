"""One measured figure, its floor and its goal."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the figures.

    Attributes:
        what: what was measured, on what.
        value: the figure with its unit.
        floor: what it must reach, with its unit; empty when nothing is asked.
        goal: what it should reach; empty when nothing is asked.
        reached: True when the floor is met, None without a floor.
    """

    what: str
    value: str
    floor: str = ""
    goal: str = ""
    reached: bool | None = None

    def as_row(self) -> str:
        """Give the figure as a row of a Markdown table."""
        met = {True: "yes", False: "**no**", None: ""}[self.reached]
        return f"| {self.what} | {self.value} | {self.floor} | {self.goal} | {met} |"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page of figures that stands below the first table.

    Attributes:
        title: its heading.
        lines: Markdown.
    """

    title: str
    lines: Sequence[str]


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Give a Markdown table."""
    return [
        f"| {' | '.join(header)} |",
        "|" + "---|" * len(header),
        *(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows),
        "",
    ]


@dataclass(frozen=True, slots=True)
class Run:
    """A verb that ran in a process of its own.

    Attributes:
        seconds: wall clock.
        out: what it printed on stdout.
        peak_mb: largest resident memory any process had so far, in MB.
    """

    seconds: float
    out: str
    peak_mb: float

    def json(self) -> Any:
        """Read what it printed as JSON."""
        return json.loads(self.out)


def clew(*words: object) -> Run:
    """Run one verb as a person would and take its time."""
    started = time.perf_counter()
    done = subprocess.run(
        [str(Path(sys.executable).parent / "clew"), *(str(w) for w in words)],
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - started
    if done.returncode:
        raise RuntimeError(f"clew {' '.join(str(w) for w in words)}\n{done.stderr}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Run(seconds, done.stdout, peak)


def best(times: int, act: Callable[[], float]) -> float:
    """Give the best of several measured times, in seconds."""
    return min(act() for _ in range(times))


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value below which *share* (0 to 1) of *values* lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
