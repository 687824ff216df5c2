"""One index held open for many questions: asked by one at a time, and opened anew when it was changed."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from clew.errors import NotFound
from clew.matching.screening.against import MANIFEST, is_index
from clew.matching.screening.asking import Hit, Question
from clew.matching.screening.cutting import cut_one
from clew.matching.screening.index import Edition, Index
from clew.matching.weighing import PROPOSED
from clew.model.party import Party
from clew.web.lists.bearers import Bearers


class Opened:
    """An index as a server holds it.

    The engine writes into memory of its own while it searches, so questions wait for one another;
    several processes (``--workers``) answer side by side.

    Args:
        path: folder of the index.

    Raises:
        NotFound: there is no index there.
        BrokenRecord: it is damaged, or of another version.
    """

    def __init__(self, path: Path) -> None:
        if not is_index(path):
            raise NotFound(
                f"{str(path)!r} is no index", where="--lists", do="make one: clew index build"
            )
        self._path = path
        self._asking, self._opening = threading.Lock(), threading.Lock()
        self._state = _state(path)
        self._index = _open(path)
        self._bearers = [Bearers(segment) for segment in self._index.segments]

    def __len__(self) -> int:
        return len(self._index)

    @property
    def edition(self) -> Edition:
        """Which list this is, as of when."""
        return self._index.edition

    def refresh(self) -> None:
        """Open the index anew if another process has changed it; meanwhile others ask the old one.

        Raises:
            NotFound: it is gone.
            BrokenRecord: it is damaged, or of another version.
        """
        state = _state(self._path)
        if state != self._state and self._opening.acquire(blocking=False):
            try:
                index = _open(self._path)
                with self._asking:
                    self._index, self._state = index, state
                    self._bearers = [Bearers(segment) for segment in index.segments]
            finally:
                self._opening.release()

    def check(
        self, party: Party, threshold: float = PROPOSED, prior: float | None = None
    ) -> Sequence[Hit]:
        """Give who on the list may be *party*, best first."""
        with self._asking:
            return Question(self._index, threshold, prior).check(party)

    def bearers(self, words: str) -> Sequence[tuple[str, float]]:
        """Give (id, how well) of those whose names hold each of *words*; 1 is letter for letter."""
        asked = _words_of(words)
        if not asked:
            return []
        with self._asking:
            return [
                (self._index.segments[number].parties["id"][row], score)
                for number, bearers in enumerate(self._bearers)
                for row, score in bearers.rows(asked).items()
                if not self._index.dead[number][row]
            ]

    def entity(self, list_id: str) -> dict[str, Any]:
        """Give one listed entity as FollowTheMoney JSON.

        Raises:
            NotFound: the list has no such id.
        """
        with self._asking:
            return self._index.entity(list_id)


def _words_of(text: str) -> list[str]:
    """Give the words of a search as an index cuts names."""
    return cut_one(Party("", names=(text,))).words


def _open(path: Path) -> Index:
    """Open an index and ask it once, so that the first question need not wait."""
    index = Index.open(path)
    Question(index).check(Party("", names=("Ana Kovač",), documents=("P0000000",)))
    for segment in index.segments:
        segment.ids.row("")
    return index


def _state(path: Path) -> tuple[int, int]:
    """Give what changes whenever an index is changed."""
    try:
        manifest = (path / MANIFEST).stat()
    except FileNotFoundError:
        return (0, 0)
    return manifest.st_ino, manifest.st_mtime_ns
