"""What people are screened against: an index, the file of a list, or a case; each becomes an index."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from clew.errors import SourceError
from clew.matching.screening.output import Refusals
from clew.matching.screening.people import batches_of_case, is_case
from clew.matching.screening.resume import Parts
from clew.model.asker import Asker

if TYPE_CHECKING:
    import polars as pl

    from clew.matching.screening.index import Edition
    from clew.sources.lists.frame import Batch, ListFile

MANIFEST = "index.json"
"""The file that makes a folder an index."""
_CASE_BATCH = 100_000


class Target:
    """One thing people are screened against, as it was named.

    Args:
        place: an index, the file or folder of a list, or a case.
        number: its place among those named, from 0.
        asker: who asks; needed for a case.
        country: as for `open_list`.

    Attributes:
        name: what its hits are shown under.
        key: tells this edition of it from another.
        edition: of its index; known once the index is there.
    """

    def __init__(self, place: Path, number: int, asker: Asker | None, country: str | None) -> None:
        self._place, self._number, self._file = place, number, None
        self.edition: Edition | None = None
        if not place.exists():
            raise SourceError(f"no list called {str(place)!r}", do="check the name")
        if is_index(place):
            self.edition = edition_of(place)
            self.name, self.key = self.edition.name, _key_of(self.edition)
        else:
            self._file = open_list(place, asker, country)
            self.name, self.key = self._file.name, self._file.sha256

    @property
    def entities(self) -> int:
        """How many parties its index was built of, by which the default prior goes."""
        assert self.edition is not None
        return self.edition.counted

    def index(self, parts: Parts, refusals: Refusals) -> Path:
        """Give the folder of its index, made beside the parts where it is a file or a case.

        Raises:
            ClewError: the list cannot be read as a whole.
        """
        if self._file is None:
            return self._place
        file = self._file
        refused_in = parts.folder / f"index-{self._number}.refused.csv"
        noted_in = parts.folder / f"index-{self._number}.notes.json"

        def make(folder: Path) -> None:
            made = Refusals(refused_in)
            index_file(folder, file, made)
            made.done()
            noted_in.write_text(json.dumps([[*key, n] for key, n in made.notes.items()]), "utf-8")

        folder = parts.made(f"index-{self._number}", make)
        refusals.add_file(refused_in)
        for name, note, count in json.loads(noted_in.read_text("utf-8")):
            refusals.notes[name, note] += count
        self.edition = edition_of(folder)
        return folder

    def as_json(self) -> dict[str, object]:
        """Give name, edition and size for a summary."""
        edition = self.edition
        assert edition is not None
        return {
            "name": self.name, "date": edition.date, "entities": edition.entities,
            "built": edition.built, "version": edition.version,
        }  # fmt: skip


def against(lists: Sequence[Path], asker: Asker | None, country: str | None = None) -> list[Target]:
    """Give the things named, in order; two of one name are told apart by a number.

    Raises:
        SourceError: one does not exist.
        BrokenRecord: an index is of another version or damaged.
    """
    targets = [Target(place, number, asker, country) for number, place in enumerate(lists)]
    seen: dict[str, int] = {}
    for target in targets:
        seen[target.name] = many = seen.get(target.name, 0) + 1
        if many > 1:
            target.name = f"{target.name} ({many})"
    return targets


def is_index(place: Path) -> bool:
    """True when *place* is the folder of an index."""
    return (place / MANIFEST).is_file()


def edition_of(place: Path) -> "Edition":
    """Give the edition of an index."""
    from clew.matching.screening.index import Index

    return Index.open(place).edition


def open_list(place: Path, asker: Asker | None, country: str | None = None) -> "ListFile":
    """Open the file of a list, or a case to be screened against as one.

    Args:
        place: the file, folder or case.
        asker: who asks; needed for a case.
        country: ISO alpha-2 upper case that national numbers and dates in a file are read by.

    Raises:
        UnknownSource: nobody knows the file.
        UsageError: it is a case, and nobody is named who asks.
    """
    from clew.sources.lists.frame import ListFile

    if is_case(place):
        batches = batches_of_case(place, _CASE_BATCH, asker)
        today = datetime.now(UTC).date()
        return ListFile(place.resolve().name, today, batches, uuid4().hex)
    from clew.sources.lists.opening import read_list

    return read_list(place, country=country)


def index_file(folder: Path, file: "ListFile", refusals: Refusals) -> "Edition":
    """Make the index of a list and write down what of it was refused.

    Raises:
        ClewError: the list breaks off, or nobody is on it.
    """
    from clew.matching.screening.changing import build_index
    from clew.matching.screening.index import Edition

    edition = Edition(file.name, file.edition.isoformat() if file.edition else "")
    return build_index(folder, frames(file.batches, file.name, refusals), edition)


def frames(batches: Iterable["Batch"], file: str, refusals: Refusals) -> Iterator["pl.DataFrame"]:
    """Give the frames of batches and write down what was refused in them."""
    for batch in batches:
        yield refusals.take(file, batch)


def _key_of(edition: "Edition") -> str:
    return f"{edition.name} {edition.date} {edition.entities} {edition.built} {edition.version}"
