"""The list of the Office of Foreign Assets Control as three CSV files: sdn, alt and add.

Reads    sdn.csv with alt.csv (other names) and add.csv (addresses) beside it; ``-0-`` is nothing
Gives    Person, Organization, Vessel and Airplane, called by the list's entity number
Units    dates of birth and papers come from the remarks, which stay whole in the notes
Refuses  a list one file of which is missing or breaks off: as a whole
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from clew.errors import BrokenRecord, NotFound
from clew.model.evidence import Evidence, Refusal
from clew.model.hashing import hash_of
from clew.sources.encoding import detect, samples
from clew.sources.lists.csv_table import ends_a_line
from clew.sources.lists.entries import Entry, raw_of
from clew.sources.lists.frame import KEPT, RefusedRow
from clew.sources.lists.ofac_remarks import remarks
from clew.sources.lists.rows import Raw
from clew.sources.tables import ENDS_INSIDE, Row, Shape, rows

NAME: Final = "us_ofac_sdn"
_PARTS: Final = {"sdn": 12, "alt": 5, "add": 6}
"""The three files and how many cells their rows have."""
_SCHEMA: Final = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
_END: Final = "\x1a"
_ASK_ROW: Final = "correct the row's delimiters and quotation marks, or get the files again"
_ASK: Final = "get the three files again; part of a list misses people, so none of it is used"


def recognise(path: Path) -> bool:
    """Say whether *path* is the first file of this list or a folder with it."""
    if path.is_dir():
        return _beside(path, "sdn") is not None
    return path.name.lower() == "sdn.csv"


class OfacList:
    """The list in three files.

    Attributes:
        sha256: hash of the three files' hashes.
    """

    def __init__(self, path: Path) -> None:
        """Find the three files: in the folder *path*, or beside the file *path*.

        Raises:
            NotFound: one of them is missing.
        """
        folder = path if path.is_dir() else path.parent
        found = {part: _beside(folder, part) for part in _PARTS}
        for part, file in found.items():
            if file is None:
                raise NotFound(f"{part}.csv is missing", where=str(folder), do=_ASK)
        self._files = {part: _Part(file, _PARTS[part]) for part, file in found.items() if file}

    @property
    def sha256(self) -> str:
        """Hash of the three files' hashes, in the order sdn, alt, add."""
        hashes = [hash_of(part.path) for part in self._files.values()]
        return hashlib.sha256("".join(hashes).encode()).hexdigest()

    def births(self) -> list[str]:
        """Nothing: this list writes its dates one way."""
        return []

    def batches(self, size: int) -> Iterator[Raw]:
        """Give its entities, *size* at a time; rows that cannot be cut are refused by their line.

        Raises:
            BrokenRecord: a file breaks off; the list must not be used.
        """
        refused: list[RefusedRow] = []
        names, places = (self._by_entity(part, refused) for part in ("alt", "add"))
        entries = self._entries(names, places, refused)
        while part := list(islice(entries, size)):
            raw = raw_of(part, 1.0)
            yield replace(raw, refused=[*refused, *raw.refused])
            refused.clear()
        if names or places:
            lacking = len({*names, *places})
            raise BrokenRecord(
                f"alt.csv and add.csv speak of {lacking} entities that sdn.csv lacks",
                where="sdn.csv",
                do=_ASK,
            )

    def _by_entity(self, part: str, refused: list[RefusedRow]) -> dict[str, list[list[str]]]:
        found: dict[str, list[list[str]]] = {}
        for row in self._files[part].rows(refused):
            found.setdefault(row.cells[0].strip(), []).append(row.cells)
        return found

    def _entries(
        self,
        names: dict[str, list[list[str]]],
        places: dict[str, list[list[str]]],
        refused: list[RefusedRow],
    ) -> Iterator[Entry]:
        for row in self._files["sdn"].rows(refused):
            entry = _entry(row)
            for cells in names.pop(entry.id, ()):
                prop = "previousName" if cells[2].strip() == "fka" else "alias"
                entry.add(prop, _in_order(cells[3], entry))
            for cells in places.pop(entry.id, ()):
                entry.add("address", ", ".join(c for c in map(_told, cells[2:5]) if c))
                entry.add("country", cells[4])
            yield entry


class _Part:
    """One of the three files."""

    def __init__(self, path: Path, width: int) -> None:
        self.path = path
        evidence = Evidence(path, path.name, "", path.stat().st_size, "")
        columns = tuple(f"column {n}" for n in range(1, width + 1))
        self._evidence = evidence
        self._shape = Shape(detect(samples(evidence)).name, ",", 0, columns)

    def rows(self, refused: list[RefusedRow]) -> Iterator[Row]:
        """Give its rows; those that cannot be cut, or are of another width, go to *refused*.

        Raises:
            BrokenRecord: it ends inside a row.
        """
        width, spot = len(self._shape.columns), ""
        for row in rows(self._evidence, self._shape):
            spot = row.where if isinstance(row, Refusal) else row.spot
            if isinstance(row, Refusal):
                if row.reason == ENDS_INSIDE:
                    raise self._cut(row.where)
                refused.append(self._refused(row.where, row.value, row.reason))
            elif row.cells == [_END]:
                return
            elif len(row.cells) != width:
                reason = f"it has {len(row.cells)} cells, not {width}"
                refused.append(self._refused(spot, ",".join(row.cells), reason))
            else:
                yield row
        if not ends_a_line(self._evidence):
            raise self._cut(spot)

    def _refused(self, spot: str, value: str, reason: str) -> RefusedRow:
        return RefusedRow(f"{self.path.name}, {spot}", value[:KEPT], reason, _ASK_ROW)

    def _cut(self, spot: str) -> BrokenRecord:
        where = f"{self.path.name}, {spot}"
        return BrokenRecord("the file ends in the middle of a row", where=where, do=_ASK)


def _beside(folder: Path, part: str) -> Path | None:
    found = (file for file in sorted(folder.iterdir()) if file.name.lower() == f"{part}.csv")
    return next(found, None)


def _told(cell: str) -> str:
    """Give a cell's text; nothing for ``-0-``."""
    text = cell.strip()
    return "" if text == "-0-" else text


def _entry(row: Row) -> Entry:
    cells = [_told(cell) for cell in row.cells]
    schema = _SCHEMA.get(cells[2].lower(), "Organization")
    entry = Entry(cells[0], f"sdn.csv, {row.spot}", schema)
    entry.add("name", _in_order(cells[1], entry))
    if schema == "Person":
        entry.add("position", cells[4])
    elif schema == "Vessel":
        for prop, at in (("callSign", 5), ("type", 6), ("tonnage", 7), ("flag", 9)):
            entry.add(prop, cells[at])
        entry.add("notes", f"owner: {cells[10]}" if cells[10] else "")
    entry.add("topics", "sanction")
    entry.add_all("program", cells[3].split("] ["))
    _remarked(entry, cells[11])
    entry.add("notes", cells[11])
    return entry


def _in_order(name: str, entry: Entry) -> str:
    """Give a person's name, written family name first before a comma, in its spoken order."""
    family, comma, given = _told(name).partition(", ")
    return f"{given} {family}" if comma and entry.schema == "Person" else _told(name)


_ANY: Final = {"weak": "weakAlias", "former": "previousName"}
_OF_PERSONS: Final = {
    "birth": "birthDate", "place": "birthPlace", "nationality": "nationality", "sex": "gender",
    "passport": "passportNumber", "number": "idNumber", "phone": "phone", "email": "email",
}  # fmt: skip
_OF_BODIES: Final = {
    "passport": "registrationNumber", "number": "registrationNumber", "phone": "phone",
    "email": "email", "nationality": "country",
}  # fmt: skip
_OF_CRAFT: Final = {"number": "registrationNumber", "nationality": "country"}
_MEANT: Final = {
    "Person": _OF_PERSONS, "Organization": _OF_BODIES, "Vessel": _OF_CRAFT, "Airplane": _OF_CRAFT,
}  # fmt: skip


def _remarked(entry: Entry, text: str) -> None:
    """Say what the remarks say; what a party of its kind cannot have stays in the notes only."""
    for what, said in remarks(text):
        prop = _ANY.get(what) or _MEANT[entry.schema].get(what)
        if prop:
            entry.add(prop, _in_order(said, entry) if what in _ANY else said)
        if what == "place" and entry.schema == "Person":
            entry.add_known_country("birthCountry", said.rpartition(", ")[2])
