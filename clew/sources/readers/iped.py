"""The list of files IPED exports from a case (CSV), in English or Portuguese.

Reads    name, path, size, hashes, category, bookmarks, times, deleted and carved marks; who wrote to whom
Gives    one Document a row; a Message when the row says who wrote
Units    a time with its offset → UTC; without one its day, and the time as written
Refuses  a row with too few or too many cells, a time that is none
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clew.errors import UnknownSource
from clew.model.dates import Order, order_in, order_of
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.model.ports import SAID_COUNTRY
from clew.model.text import fold
from clew.sources.handset_desk import Talk, begin
from clew.sources.reader import Reader
from clew.sources.tables import Row, Shape, rows
from clew.sources.tool_tables import row_excerpt, shape_with, told_time, uneven

_HEADERS = {
    "name": ("name", "nome"),
    "path": ("path", "caminho"),
    "size": ("size", "tamanho"),
    "sha1": ("sha1", "sha-1", "hash"),
    "category": ("category", "categories", "categoria", "categorias"),
    "mark": ("bookmark", "bookmarks", "label", "labels", "marcador", "marcadores"),
    "deleted": ("deleted", "apagado", "deletado", "excluido"),
    "carved": ("carved", "recuperado", "escavado"),
    "created": ("created", "criacao", "criado"),
    "modified": ("modified", "modificacao", "modificado"),
    "from": ("communication:from", "message-from", "de"),
    "to": ("communication:to", "message-to", "para"),
    "at": ("communication:date", "message-date"),
}
_MEANING = {header: what for what, headers in _HEADERS.items() for header in headers}
_NEEDED = {"name", "path", "size"}
_TELLING = {"deleted", "carved", "category", "mark"}
_YES = re.compile(r"true|yes|sim|1|x", re.IGNORECASE)
_SHA1 = re.compile(r"[0-9a-fA-F]{40}")
_DATES_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the list and how it is read."""

    row: Row
    at: dict[str, int]
    width: int
    order: Order | None
    talk: Talk

    @property
    def spot(self) -> str:
        """The place a person can go to."""
        return self.row.spot

    def cell(self, meaning: str) -> str:
        """Give the cell of a meaning, or empty."""
        place = self.at.get(meaning, -1)
        return self.row.cells[place].strip() if 0 <= place < len(self.row.cells) else ""


def _meanings(shape: Shape | None) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, header in enumerate(shape.columns if shape else ()):
        if meaning := _MEANING.get(fold(header)) or _MEANING.get(header.strip().lower()):
            found.setdefault(meaning, place)
    return found


def recognise(evidence: Evidence, head: bytes) -> float:
    """Sure when the header has name, path and size, and two of IPED's own columns."""
    if not head.strip() or b"\0\0\0\0" in head or (b"," not in head and b";" not in head):
        return 0.0
    known = _meanings(shape_with(evidence, ",;\t")).keys()
    return 0.97 if known >= _NEEDED and len(known & _TELLING) >= 2 else 0.0


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
    """Give the rows below the header."""
    shape = shape_with(evidence, ",;\t")
    at = _meanings(shape)
    if shape is None or not at.keys() >= _NEEDED:
        raise UnknownSource(
            "the table has no columns Name, Path and Size as IPED writes them",
            do="export the list of files from IPED again, as CSV",
        )
    order = _order(evidence, shape, at, guesses)
    talk = Talk(country=evidence.country, service="", counts=guesses.counts)
    for row in rows(evidence, shape):
        guesses.counts["rows"] = guesses.counts.get("rows", 0) + 1
        yield Record(row, at, len(shape.columns), order, talk) if isinstance(row, Row) else row


def _order(evidence: Evidence, shape: Shape, at: dict[str, int], guesses: Guesses) -> Order | None:
    """Find the order of day and month from the dates of the first rows, else from the country given."""
    places = [at[m] for m in ("created", "modified", "at") if m in at]
    dates: list[str] = []
    for row in rows(evidence, shape):
        if isinstance(row, Row):
            dates += [row.cells[p] for p in places if p < len(row.cells) and row.cells[p]]
        if len(dates) > _DATES_LOOKED_AT:
            break
    found = order_of(dates)
    if found.order and found.order != "YMD":  # years in front say nothing of the other dates
        guesses.said["dates"] = f"{found.order}, by {found.because}"
        return found.order
    said = order_in(evidence.country) if guesses.said.get("country_from") == SAID_COUNTRY else None
    if said:
        guesses.said["dates"] = f"{said}, by the country given"
    return said


def read(record: Record) -> Iterator[Found | Refusal]:
    """Give the file of a row, or the message when the row says who wrote."""
    if len(record.row.cells) != record.width:
        raise uneven(record.spot, record.row.cells, record.width)
    talks = bool(record.cell("from"))
    found = begin("Message" if talks else "Document", record, "messages" if talks else "files")
    found.add("fileName", record.cell("path") or record.cell("name")).add(
        "title", record.cell("name")
    )
    found.add("fileSize", re.sub(r"[.,\s]", "", record.cell("size")))
    if _SHA1.fullmatch(record.cell("sha1")):
        found.add("contentHash", record.cell("sha1").lower(), record.cell("sha1"))
    for word in re.split(r"\s*[|;]\s*", record.cell("category")):
        found.add("keywords", word)
    found.add("notes", record.cell("mark"))
    for meaning, prop in (("created", "createdAt"), ("modified", "modifiedAt"), ("at", "date")):
        yield from told_time(found, record.spot, prop, record.cell(meaning), record.order)
    state = "Deleted" if _YES.fullmatch(record.cell("deleted")) else None
    found.add("deletedState", "Carved" if _YES.fullmatch(record.cell("carved")) else state)
    if talks:
        sender = yield from record.talk.party(record.cell("from"), "", record.spot)
        found.link("sender", sender.key)
        names = re.split(r"\s*[|;]\s*", record.cell("to"))
        for meant in (yield from record.talk.parties(names, record.spot)):
            found.link("recipients", meant.key)
    yield found


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give a row with the five before and after it."""
    return row_excerpt(evidence, shape_with(evidence, ",;\t"), spot)


iped: Reader[Record] = Reader(
    name="iped",
    title="List of files from IPED (CSV)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"Document", "Message", "LegalEntity", "UserAccount"}),
    sample=("iped_files.csv", {"rows": 3, "files": 2, "messages": 1}),
)
