"""Watches a folder for a case: what is complete in it comes in as by `bring_in`, and the log says so."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from clew.errors import CaseBusy
from clew.matching.arrive import bring_in
from clew.model.asker import Asker
from clew.model.evaluation import Marking
from clew.sources.arrivals import Arrival
from clew.sources.intake import Wish
from clew.sources.watched_folder import WatchedFolder
from clew.store import Case, Door

Say = Callable[[dict[str, object]], None]


class Watcher:
    """Takes in what arrives in one folder.

    Args:
        case: where it goes; several watchers of one case take turns file by file.
        asker: who watches.
        wish: what the person said about the files.
        marking: how the files are weighed and handled.
        say: given each receipt of a file that was not in before.
    """

    def __init__(
        self, case: Case, asker: Asker, wish: Wish, marking: Marking | None, say: Say
    ) -> None:
        self._case, self._asker, self._wish = case, asker, wish
        self._marking, self._say = marking, say
        self.files = self.refused = 0

    def take(self, ready: list[Arrival]) -> None:
        """Bring files in and say their receipts; those already in are passed over in silence."""
        if not ready:
            return
        for receipt in bring_in(self._case, self._asker, ready, self._wish, self._marking):
            if receipt.get("already"):
                continue
            self.files += 1
            self.refused += int(str(receipt["refused"]))
            self._say(receipt)

    def run(
        self, folder: Path, settle_s: float, *, once: bool = False, gone: Callable[[str], None]
    ) -> None:
        """Watch *folder* until interrupted.

        Args:
            folder: what is watched.
            settle_s: seconds a file must stay as it is before it is taken in.
            once: end when every file there is taken in.
            gone: told why when the folder cannot be read; it is looked at again later.

        Raises:
            CaseBusy: another process watches this folder for this case.
        """
        door = Door(self._case, self._asker)
        with _watching(self._case, folder):
            with door.act("watch", state="began", agency=self._wish.agency):
                pass
            try:
                watched = WatchedFolder(folder, settle_s)
                while True:
                    try:
                        ready = watched.look(time.monotonic())
                    except OSError as exc:
                        ready = []
                        gone(exc.strerror or type(exc).__name__)
                    self.take(ready)
                    for arrival in ready:
                        watched.taken(arrival)
                    if once and not watched.waiting():
                        return
                    time.sleep(max(settle_s / 2, 0.05))
            finally:
                with door.act("watch", state="ended", agency=self._wish.agency) as view:
                    view.note(files=self.files, refused=self.refused)


@contextmanager
def _watching(case: Case, folder: Path) -> Iterator[None]:
    """Hold the right to watch *folder*; the system lets it go when the process dies."""
    name = sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    with (case.folder / f".watching-{name}").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise CaseBusy(
                "another process watches this folder for this case", where=str(folder)
            ) from exc
        yield
