"""Brings an agency's files in, cross-checks each the moment it is in, and all of them by name."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from clew.matching.identifiers import link_new
from clew.matching.names import Checked, check_names
from clew.matching.reports import names_in_reports
from clew.model.asker import Asker
from clew.model.custody import HandOver
from clew.model.evaluation import Marking
from clew.model.ftm import model
from clew.sources.arrivals import Arrival, Course
from clew.sources.intake import Intake, Watch, Wish
from clew.store import Case, Door
from clew.store.kept import as_it_came
from clew.store.shelf import Shelf

Progress = Callable[[str, int, int], None]
LINK_EVERY_S = 2.0
"""An evening's files are laid beside the other agencies' this often, and at the end."""
_LINK_SHARE = 20
"""Linking takes longer in a larger case; it waits so many times as long as it took."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is told how far an intake is.

    Attributes:
        watch: told (file, bytes read, bytes in all) while a file is read.
        course: told before each file how many of all are in.
    """

    watch: Watch | None = None
    course: Callable[[Course], None] | None = None


def bring_in(
    case: Case,
    asker: Asker,
    paths: Iterable[Path | Arrival],
    wish: Wish,
    marking: Marking | None = None,
    watch: Watch | Telling | None = None,
    handed: HandOver | None = None,
) -> Iterator[dict[str, object]]:
    """Read files and folders into *case*; give each file's receipt as it is in.

    What is in is linked with the other agencies' files every few seconds and when all are in;
    what an interrupted intake left unlinked the next one links. One process at a time brings
    files into a case; a second waits. A file already in that comes under another name or with
    other words on its hand-over gains an entry in its chain of custody.

    Raises:
        SourceError: a path does not exist.
    """
    telling = watch if isinstance(watch, Telling) else Telling(watch)
    with case.intake_lock(), case.kept_open() as kept:
        door = Door(kept, asker)
        shelf = Shelf(door, model(), wish.agency, marking or Marking(), handed)
        with closing(shelf):
            linked, pause_s = time.monotonic(), LINK_EVERY_S
            for receipt in Intake(shelf, wish, telling.watch, telling.course).files(paths):
                if receipt.get("already") and shelf.handed_over_again(receipt):
                    receipt["handed_over_again"] = True
                if (began := time.monotonic()) - linked > pause_s:
                    link_new(door)
                    linked = time.monotonic()
                    pause_s = max(LINK_EVERY_S, _LINK_SHARE * (linked - began))
                inside = receipt.pop("inside", None)
                said = shelf.handed.stated()
                yield {**receipt, "custody": said} if said and not inside else receipt
            link_new(door)


def read_again(case: Case, asker: Asker, source: int) -> Iterator[dict[str, object]]:
    """Read a kept file anew, as when it came in; the first reading stays in the case, replaced.

    Raises:
        NotFound: there is no such source, or its file is gone.
    """
    door = Door(case, asker)
    with door.quiet() as view:
        kept = as_it_came(view, source)
    wish = Wish(kept.agency, kept.country, kept.reader, anew=True)
    with case.intake_lock():
        shelf = Shelf(door, model(), kept.agency, kept.marking)
        with closing(shelf):
            for receipt in Intake(shelf, wish).again(kept.path, kept.name, kept.parent):
                link_new(door)
                receipt.pop("inside", None)
                yield receipt


def cross_check(case: Case, asker: Asker, progress: Progress | None = None) -> Checked:
    """Look for the case's names in its reports, then compare names between agencies.

    Args:
        case: the case.
        asker: who asks.
        progress: told (what, done, of how many).
    """
    door = Door(case, asker)
    with case.intake_lock():
        names_in_reports(Shelf(door, model(), asker.agency))
    told = (lambda done, total: progress("comparing names", done, total)) if progress else None
    return check_names(door, told)
