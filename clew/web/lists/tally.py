"""Who asked, when and how much: one line for each question, written before its answer goes out.

With a case the line goes into the case's log, through its door. Without one it goes to the end of
a file of JSON lines. Neither holds what was asked: people who are on no list are counted, not kept.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from clew.errors import BrokenLog
from clew.store.door import now
from clew.web.desk import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, counted.

    Attributes:
        act: "check", "search" or "view".
        dataset: the list it was put to.
        checks: parties that were checked.
        hits: results given.
        matches: results at or above the threshold.
        why: the reason that was stated, if any.
    """

    act: str
    dataset: str
    checks: int = 0
    hits: int = 0
    matches: int = 0
    why: str = ""


class Tally(Protocol):
    """Where questions are written down."""

    def add(self, asked: Asked) -> None:
        """Write one line.

        Raises:
            BrokenLog: it cannot be written; the answer must not go out.
        """


class CaseTally:
    """The log of a case."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(self, asked: Asked) -> None:
        """Write one line into the case's log."""
        with self._desk.door(asked.why or "matching API").act(
            asked.act, what="list", dataset=asked.dataset
        ) as view:
            view.note(checks=asked.checks, hits=asked.hits, matches=asked.matches)


class FileTally:
    """A file of JSON lines that several processes may write to; only its owner may read it."""

    def __init__(self, path: Path, user: str, agency: str) -> None:
        self._path, self._user, self._agency = path, user, agency

    def add(self, asked: Asked) -> None:
        """Write one line at the end of the file."""
        line = {
            "at": now(), "who": self._user, "agency": self._agency, "act": asked.act,
            "dataset": asked.dataset, "checks": asked.checks, "hits": asked.hits,
            "matches": asked.matches, "why": asked.why,
        }  # fmt: skip
        text = json.dumps(line, ensure_ascii=False) + "\n"
        try:
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(file, text.encode())
            finally:
                os.close(file)
        except OSError as exc:
            raise BrokenLog(
                f"the tally cannot be written, so nothing was answered: {exc.strerror}",
                where=str(self._path),
                do="free the disk or the folder, or name another file: --tally FILE",
            ) from exc
