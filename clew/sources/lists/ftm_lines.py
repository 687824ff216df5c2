"""A list as FollowTheMoney JSON lines, one entity a line, as OpenSanctions and others publish them.

Reads    {"id", "schema", "properties": {name: [values]}} a line, UTF-8
Gives    persons and bodies with the entity as received; the number of a passport or identity card
         that is an entity of its own goes to its holder; other schemata are counted
Units    values are cleaned as those of any list; dates ISO
Refuses  a line that is no entity; a file whose last line is cut: the list as a whole
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from clew.errors import BrokenRecord
from clew.model.evidence import Evidence, Refusal
from clew.sources.lists.entries import COMPARED, Entry, raw_of
from clew.sources.lists.frame import KEPT, RefusedRow
from clew.sources.lists.rows import Raw
from clew.sources.readers.ftm_json import Line, lines

_PAPERS: Final = frozenset({"Passport", "Identification"})
_PARTS: Final = ("firstName", "secondName", "middleName", "fatherName", "lastName")
_ASK: Final = "repair the line, or export the file again"


class FtmLines:
    """A list in one file of JSON lines."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = replace(evidence, watch=self._watch)
        self._position = 0
        self._notes: dict[str, int] = {}

    def births(self) -> list[str]:
        """Nothing: FollowTheMoney writes dates as ISO text."""
        return []

    def batches(self, size: int) -> Iterator[Raw]:
        """Give its persons and bodies, *size* at a time.

        Raises:
            BrokenRecord: the last line is cut; the list must not be used.
        """
        numbers = self._numbers_of_papers()
        self._position = 0
        refused: list[RefusedRow] = []
        entries = self._entries(numbers, refused)
        while part := list(islice(entries, size)):
            raw = raw_of(part, min(1.0, self._position / self._evidence.size))
            yield replace(raw, refused=[*refused, *raw.refused], notes=self._notes)
            self._notes = {}
            refused.clear()
        if refused or self._notes:
            yield replace(raw_of([], 1.0), refused=refused, notes=self._notes)

    def _watch(self, position: int) -> None:
        self._position = position

    def _numbers_of_papers(self) -> dict[str, list[tuple[str, str]]]:
        """Give for each holder the numbers of papers that are entities of their own."""
        found: dict[str, list[tuple[str, str]]] = {}
        for line in lines(self._evidence):
            if isinstance(line, Refusal) or b'"holder"' not in line.raw:
                continue
            data = _entity(line)
            if data is None or data["schema"] not in _PAPERS:
                continue
            prop = "passportNumber" if data["schema"] == "Passport" else "idNumber"
            for holder in _texts(data, "holder"):
                held = found.setdefault(holder, [])
                held += [(prop, number) for number in _texts(data, "number")]
        return found

    def _entries(
        self, numbers: dict[str, list[tuple[str, str]]], refused: list[RefusedRow]
    ) -> Iterator[Entry]:
        broken = ""
        for line in lines(self._evidence):
            if isinstance(line, Refusal):
                refused.append(RefusedRow(line.where, line.value[:KEPT], line.reason, line.do))
                continue
            broken = ""
            data = _entity(line)
            if data is None:
                broken = f"line {line.number}"
                value = line.raw[:KEPT].decode("utf-8", "replace")
                refused.append(RefusedRow(broken, value, f"{broken} is no entity", _ASK))
            elif data["schema"] in COMPARED:
                yield _entry(data, line, numbers.pop(data["id"], []))
            else:
                note = f"entities that are a {data['schema']} are not compared"
                self._notes[note] = self._notes.get(note, 0) + 1
        if broken:
            raise BrokenRecord(
                "its last line is no whole entity: the file was cut off",
                where=f"{self._evidence.name}, {broken}",
                do="get the list again; half a list misses people, so none of it is used",
            )


def _entity(line: Line) -> dict[str, Any] | None:
    import orjson

    try:
        data = orjson.loads(line.raw)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(data, dict) or not isinstance(data.get("properties"), dict):
        return None
    if not all(isinstance(data.get(key), str) and data[key].strip() for key in ("id", "schema")):
        return None
    return data


def _texts(data: dict[str, Any], prop: str) -> list[str]:
    values = data["properties"].get(prop, [])
    values = values if isinstance(values, list) else [values]
    return [str(v.get("id", "")) if isinstance(v, dict) else str(v) for v in values]


def _entry(data: dict[str, Any], line: Line, papers: list[tuple[str, str]]) -> Entry:
    entry = Entry(data["id"], f"line {line.number}", data["schema"], json=line.raw.decode())
    for prop in entry.compared():
        entry.add_all(prop, _texts(data, prop))
    for prop, number in papers:
        entry.add(prop, number)
    if not entry.said.get("name"):
        entry.add("name", " ".join(text for prop in _PARTS for text in _texts(data, prop)[:1]))
    return entry
