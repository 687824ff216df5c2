"""What `clew add` and `clew watch` share: progress over many files, a clean stop, what is said of receipts."""

import logging
import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from clew.sources.arrivals import Course

Receipt = dict[str, object]
MANY = 50
"""From so many receipts on a summary is said instead of each."""
NOT_READ = "recordings_not_read"
"""Under which the reader of recordings counts what nobody has written down."""
_NAMED = 10
_PER_FILE = 100_000
"""Taking in any file costs about as much time as reading so many bytes."""
_RECENT_S = 30.0


class Told:
    """Tells on stderr how many files are in, how many a second, and how long the rest will take.

    Says nothing in the first two seconds, and nothing into a file. The rate is that of the last
    half minute, so that files already in, which go by quickly, do not make the rest look quick.
    """

    def __init__(self) -> None:
        self._start = self._said = time.monotonic()
        self._live = sys.stderr.isatty()
        self._recent: deque[tuple[float, float, int]] = deque()
        self._course: Course | None = None
        self._shown = 0

    def course(self, course: "Course") -> None:
        """Take in how many files are in."""
        self._course = course
        self(" ", 0, 0)

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how far the file *what* is, and all of them."""
        at, course = time.monotonic(), self._course
        if not self._live or course is None or at - self._start < 2 or at - self._said < 0.2:
            return
        self._said = at
        line = line_of(course, done, self._recent, at, what)
        self._shown = max(self._shown, len(line))
        click.echo("\r" + line.ljust(self._shown), nl=False, err=True)

    def clear(self) -> None:
        """Wipe the line."""
        if self._shown:
            click.echo("\r" + " " * self._shown + "\r", nl=False, err=True)
            self._shown = 0


def line_of(
    course: "Course", read: int, recent: deque[tuple[float, float, int]], at: float, what: str
) -> str:
    """Give the line of progress: files done, rate, time left, the file at hand.

    Args:
        course: files and bytes, and how many of them are in.
        read: bytes read of the file at hand.
        recent: (time, work done, files done) seen lately; gains this moment.
        at: now, in seconds.
        what: the file at hand.
    """
    work = course.size_done + read + _PER_FILE * course.files_done
    whole = course.size + _PER_FILE * course.files
    recent.append((at, work, course.files_done))
    while len(recent) > 2 and at - recent[0][0] > _RECENT_S:
        recent.popleft()
    since, worked, files = recent[0]
    line = f"{course.files_done:,} of {course.files:,} files"
    if at > since and work > worked:
        line += f" · {(course.files_done - files) / (at - since):.0f}/s"
        line += f" · {lasting((whole - work) * (at - since) / (work - worked))} left"
    return f"{line} · {what[-40:]}"


def lasting(seconds: float) -> str:
    """Give a time to wait as an officer says it: 40 s, 12 min, 3 h 5 min."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM stop as Ctrl-C does; a database connection it meets while closing says nothing of it."""
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def say_one(receipt: Receipt) -> None:
    """Print one receipt."""
    already = " (already in, nothing changed)" if receipt.get("already") else ""
    if receipt.get("handed_over_again"):
        already = " (already in; this hand-over is noted in its chain of custody)"
    counts = receipt["counts"]
    assert isinstance(counts, dict)
    said = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in counts.items())
    click.echo(f"{receipt['file']}  [{receipt['reader'] or 'no reader'}]{already}")
    if why := not_opened(receipt):
        click.echo(f"   not taken in: {why}")
        return
    click.echo(
        f"   {receipt['entities']} entities · {receipt['refused']} refused · {said or 'nothing counted'}"
    )
    if isinstance(custody := receipt.get("custody"), dict):
        click.echo("   " + " · ".join(f"{k.replace('_', ' ')} {v}" for k, v in custody.items()))


def not_opened(receipt: Receipt) -> str:
    """Say why a file could not be opened; empty for one that was."""
    guessed = receipt.get("guessed")
    return str(guessed.get("not opened", "")) if isinstance(guessed, dict) else ""


def say_all(receipts: Sequence[Receipt], case: Path) -> None:
    """Print the receipts, or what they come to when there are many, and what to do next."""
    if len(receipts) <= MANY:
        for receipt in receipts:
            say_one(receipt)
    else:
        _say_sum(receipts)
    if unheard := sum(_count(r, NOT_READ) for r in receipts):
        verb = f"clew transcribe show {case} --missing"
        what = "voice message or recording" if unheard == 1 else "voice messages or recordings"
        click.echo(f"{unheard:,} {what} not read; listed by: {verb}", err=True)
    if any(r["refused"] for r in receipts):
        click.echo(f"what was refused, and why: clew refused {case} --out refused.csv", err=True)
    click.echo(f"next: clew check {case}", err=True)


def _count(receipt: Receipt, name: str) -> int:
    counts = receipt["counts"]
    return int(counts.get(name, 0)) if isinstance(counts, dict) else 0


def _say_sum(receipts: Sequence[Receipt]) -> None:
    fresh = [r for r in receipts if not r.get("already")]
    by_reader = Counter(str(r["reader"] or "no reader") for r in fresh)
    click.echo(
        f"{len(receipts):,} files: {len(fresh):,} taken in now, {len(receipts) - len(fresh):,} already in"
    )
    for reader, count in by_reader.most_common():
        click.echo(f"   {count:>8,}  {reader}")
    entities = sum(int(str(r["entities"])) for r in fresh)
    refused = sum(int(str(r["refused"])) for r in fresh)
    click.echo(f"{entities:,} entities · {refused:,} records or values refused")
    unread = [r for r in fresh if r["refused"] and not r["read"]]
    if unread:
        click.echo(f"{len(unread):,} files gave nothing:")
        for receipt in unread[:_NAMED]:
            click.echo(f"   {receipt['file']}")
        if len(unread) > _NAMED:
            click.echo(f"   … and {len(unread) - _NAMED:,} more")
