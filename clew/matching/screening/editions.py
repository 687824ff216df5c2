"""Builds indexes of lists, and takes newer editions of them in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from clew.errors import BrokenRecord, SourceError, UsageError
from clew.matching.screening.against import edition_of, frames, is_index, open_list
from clew.matching.screening.output import Refusals
from clew.model.asker import Asker

if TYPE_CHECKING:
    import polars as pl

    from clew.matching.screening.index import Edition, Index


@dataclass(frozen=True, slots=True)
class Changed:
    """What building or changing an index gave.

    Attributes:
        edition: of the index now.
        added: parties added; changed: replaced; delisted: taken away.
        refused: how many rows and values of the lists were refused.
        refused_in: the file that lists them, None when there are none.
        notes: what else was seen in the lists: file, note, count.
    """

    edition: "Edition"
    added: int
    changed: int
    delisted: int
    refused: int
    refused_in: Path | None
    notes: list[dict[str, object]]

    def as_json(self) -> dict[str, object]:
        """Give the figures by name, the edition's among them."""
        return {
            "name": self.edition.name, "date": self.edition.date, "entities": self.edition.entities,
            "added": self.added, "changed": self.changed, "delisted": self.delisted,
            "refused": self.refused, "refused_in": str(self.refused_in) if self.refused_in else None,
            "notes": self.notes,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person said of an edition.

    Attributes:
        date: ISO date of the edition, where the list does not say it or says it wrongly.
        force: take an edition although it is older than the one loaded.
        asker: who asks; needed to read a case.
        country: ISO alpha-2 upper case that national numbers and dates in a file are read by.
    """

    date: str | None = None
    force: bool = False
    asker: Asker | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """Lists read as a whole: their parties in one frame, their names, the oldest of their dates."""

    parties: "pl.DataFrame"
    name: str
    date: str


def build(out: Path, lists: Sequence[Path], wish: Wish) -> Changed:
    """Build one index of one or several lists; an index in the folder is replaced as a whole.

    Raises:
        SourceError: a list breaks off, or is of an older edition than the index in the folder.
        UsageError: the folder holds something else.
    """
    from clew.matching.screening.changing import build_index
    from clew.matching.screening.index import Edition

    if out.exists() and not is_index(out) and any(out.iterdir()):
        raise UsageError(
            f"{str(out)!r} holds something else than an index", do="name another folder with --out"
        )
    refusals = Refusals(_refused_of(out))
    try:
        read = read_lists(lists, refusals, wish)
        date = wish.date or read.date
        if loaded := _loaded(out):
            check_newer(loaded, date, wish.force)
        edition = build_index(out, [read.parties], Edition(read.name, date))
        return Changed(
            edition, edition.entities, 0, 0, refusals.count, refusals.done(), refusals.told()
        )
    finally:
        refusals.close()


def _loaded(out: Path) -> "Edition | None":
    """Give the edition of the index in a folder; None when there is none, or none that can be read."""
    try:
        return edition_of(out) if is_index(out) else None
    except BrokenRecord:
        return None


def renew(place: Path, lists: Sequence[Path], wish: Wish) -> Changed:
    """Take a whole newer edition into an index: what is new, what changed, what is gone.

    Raises:
        SourceError: the list breaks off, or is older than the edition loaded.
    """
    import polars as pl

    from clew.matching.screening.index import Index
    from clew.sources.lists.delta import delta

    refusals = Refusals(_refused_of(place))
    try:
        read = read_lists(lists, refusals, wish)
        index = Index.open(place)
        date = wish.date or read.date
        check_newer(index.edition, date, wish.force)
        found = delta([parties_of(index)], [read.parties])
        fresh = pl.Series([*found.added, *found.changed], dtype=pl.String)
        parties = read.parties.filter(read.parties["id"].is_in(fresh.implode()))
        edition = _change(place, parties, found.removed, replace(index.edition, date=date))
        counts = (len(found.added), len(found.changed), len(found.removed))
        return Changed(edition, *counts, refusals.count, refusals.done(), refusals.told())
    finally:
        refusals.close()


def amend(place: Path, add: Sequence[Path], delist: Sequence[str], wish: Wish) -> Changed:
    """Add or replace the parties of some files in an index, and take ids off it.

    Raises:
        SourceError: a file breaks off, or its edition is older than the one loaded.
        UnknownRecord: an id to take off is not there.
    """
    from clew.matching.screening.index import Index

    refusals = Refusals(_refused_of(place))
    try:
        index = Index.open(place)
        date, frame, replaced = wish.date or "", None, 0
        if add:
            read = read_lists(add, refusals, wish)
            frame, date = read.parties, date or read.date
            replaced = sum(int(rows.sum()) for rows in index.rows_of(frame["id"]))
        date = date or index.edition.date
        check_newer(index.edition, date, wish.force)
        edition = _change(place, frame, delist, replace(index.edition, date=date))
        fresh = (0 if frame is None else frame.height) - replaced
        return Changed(
            edition, fresh, replaced, len(delist), refusals.count, refusals.done(), refusals.told()
        )
    finally:
        refusals.close()


def read_lists(lists: Sequence[Path], refusals: Refusals, wish: Wish) -> Read:
    """Read lists as a whole into one frame; an id of an earlier list is refused in a later one.

    Raises:
        SourceError: a list breaks off.
    """
    import polars as pl

    files = [open_list(place, wish.asker, wish.country) for place in lists]
    read: list[pl.DataFrame] = []
    for file in files:
        parties = pl.concat(list(frames(file.batches, file.name, refusals)), how="diagonal")
        for earlier in read:
            again = parties["id"].is_in(earlier["id"].implode())
            refusals.add(file.name, (_twice(name) for name in parties["id"].filter(again)))
            parties = parties.filter(~again)
        read.append(parties)
    dates = [file.edition.isoformat() for file in files if file.edition]
    return Read(
        pl.concat(read, how="diagonal"),
        " + ".join(file.name for file in files),
        min(dates) if len(dates) == len(files) else "",
    )


def _twice(name: str) -> tuple[str, str, str, str]:
    return (
        "", name, f"the id {name!r} stands in an earlier list of this index",
        "give each entity its own id, or build one index for each list",
    )  # fmt: skip


def check_newer(loaded: "Edition", date: str, force: bool) -> None:
    """Refuse an edition that is older than the one loaded, or of which that cannot be told.

    Raises:
        SourceError: it is older.
        UsageError: it has no date, and the one loaded has.
    """
    if force or not loaded.date or date >= loaded.date:
        return
    if not date:
        raise UsageError(
            f"the list gives no date, and the edition loaded is of {loaded.date}",
            do="say the edition's date with --date, or take it with --force",
        )
    raise SourceError(
        f"the edition of {date} is older than the one loaded, of {loaded.date}",
        do="ask for the newest edition, or take this one with --force",
    )


def parties_of(index: "Index") -> "pl.DataFrame":
    """Give the parties of an index that count now, as a frame of parties."""
    import polars as pl

    return pl.concat([index.alive(n) for n in range(len(index.segments))], how="diagonal")


@dataclass(frozen=True, slots=True)
class Difference:
    """What one edition adds to, changes in and takes off another; each party by id and name.

    Attributes:
        changed: besides with the names of the columns that say something else.
    """

    added: list[tuple[str, str]]
    changed: list[tuple[str, str, tuple[str, ...]]]
    removed: list[tuple[str, str]]

    def as_json(self) -> dict[str, list[dict[str, object]]]:
        """Give {added: [{id, name}], changed: [{id, name, fields}], removed: [{id, name}]}."""
        return {
            "added": [{"id": i, "name": name} for i, name in self.added],
            "changed": [{"id": i, "name": n, "fields": list(f)} for i, n, f in self.changed],
            "removed": [{"id": i, "name": name} for i, name in self.removed],
        }


def difference(old: Path, new: Path, asker: Asker | None) -> Difference:
    """Compare two editions of a list, each an index or a list.

    Raises:
        SourceError: a list breaks off.
    """
    from clew.sources.lists.delta import delta

    before, after = parties_at(old, asker), parties_at(new, asker)
    found = delta([before], [after])
    was, now = _names(before, found.removed), _names(after, [*found.added, *found.changed])
    return Difference(
        [(i, now[i]) for i in found.added],
        [(i, now[i], fields) for i, fields in found.changed.items()],
        [(i, was[i]) for i in found.removed],
    )


def _names(parties: "pl.DataFrame", ids: Sequence[str]) -> dict[str, str]:
    import polars as pl

    found = parties.filter(parties["id"].is_in(pl.Series(ids, dtype=pl.String).implode()))
    return {i: names[0] if names else "" for i, names in found.select("id", "names").iter_rows()}


def parties_at(place: Path, asker: Asker | None) -> "pl.DataFrame":
    """Give the parties of an index or a list as a frame of parties.

    Raises:
        SourceError: the list breaks off.
    """
    import polars as pl

    from clew.matching.screening.index import Index

    if is_index(place):
        return parties_of(Index.open(place))
    batches = open_list(place, asker).batches
    return pl.concat([batch.frame for batch in batches], how="diagonal")


def _change(
    place: Path, add: "pl.DataFrame | None", delist: Sequence[str], edition: "Edition"
) -> "Edition":
    from clew.matching.screening.changing import update_index

    return update_index(place, None if add is None or add.is_empty() else add, delist, edition)


def _refused_of(place: Path) -> Path:
    return place.with_name(f"{place.name}.refused.csv")
