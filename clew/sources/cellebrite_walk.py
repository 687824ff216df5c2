"""A walk through a phone report: its models one by one, in memory that does not grow.

Messages of a chat are records of their own, so that a chat of a million messages needs no more
memory than one of ten.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from clew.errors import BrokenRecord
from clew.model.evidence import Evidence, Refusal
from clew.sources.cellebrite_report import Items, Model, open_report
from clew.sources.cellebrite_tally import Tally
from clew.sources.xml import CHUNK, XmlStream

if TYPE_CHECKING:
    from lxml.etree import _Element

FILES_KEPT: Final = 250_000
"""Names of tagged files remembered, to say where in the zip an attachment lies."""
NESTING: Final = 24
"""Models inside models; real reports need six."""
_TAGS = ("model", "metadata", "file", "modelType", "project")
_CONTACTS = b'<modelType type="Contact"'


class Walk:
    """One walk through a report.

    Attributes:
        files: id of a tagged file → its path inside the zip.
        unread: how many files lie beyond those remembered.
        tally: what the report says it holds, beside what came.
    """

    def __init__(self, stream: BinaryIO, name: str, tally: Tally | None = None) -> None:
        self.xml = XmlStream(stream, name, _TAGS)
        self.tally = tally or Tally(())
        self.files: dict[str, str] = {}
        self.unread = 0
        self._chat: _Element | None = None
        self._open: list[Model] = []
        self._inside: dict[_Element, Model] = {}
        self._sheds = 0
        self._numbered = 0
        self._too_deep = False
        self._in_file = False
        self._last = ""

    def records(self) -> Iterator[Model | Items | Refusal]:
        """Give models and sections as they end; a chat comes after its messages.

        A record over 1 MiB is a Refusal and the rest goes on; where the XML itself breaks off, a
        Refusal says after which model, and what came before stands, an unfinished chat as well.
        """
        try:
            for event, element in self.xml.events():
                if event == "start":
                    self._begin(element)
                elif (record := self._end(element)) is not None:
                    yield record
        except BrokenRecord as exc:
            if self._open and self._chat is not None:
                self._fill(self._chat)
                yield self._open[0]
            after = f"after {self._last}" if self._last else "before its first model"
            yield Refusal(
                self._last,
                "",
                f"the report breaks off {after}: {exc.what}",
                "ask for the report again; what stands before this place was read",
            )

    def _begin(self, element: "_Element") -> None:
        kind = _local(element.tag)
        if kind == "file":
            self._in_file = True
        if kind != "model":
            if kind == "modelType":
                self.tally.section(cast("Mapping[str, str]", element.attrib))
            elif kind == "project":
                self.tally.report(cast("Mapping[str, str]", element.attrib))
            return
        self._numbered += 1
        self.tally.every = self._numbered
        model = _bare(element, self._numbered)
        if len(self._open) > self._record_depth():
            self._attach(model, element)
        else:
            self.xml.keep()
            self._sheds = self.xml.sheds
            self._too_deep = False
        if not self._open:
            self.tally.direct[model.type] += 1
            self._chat = element if model.type == "Chat" else None
        self._open.append(model)
        self._inside[element] = model

    def _record_depth(self) -> int:
        """Models that may be open around a record: none, or the chat that a message stands in."""
        return 1 if self._open and self._open[0].type == "Chat" else 0

    def _attach(self, model: Model, element: "_Element") -> None:
        if len(self._open) > NESTING:
            self._too_deep = True
        if self._too_deep or self.xml.sheds != self._sheds:
            return
        self._open[-1].parts.setdefault(_place(element), []).append(model)

    def _end(self, element: "_Element") -> Model | Items | Refusal | None:
        kind = _local(element.tag)
        if kind == "file":
            self._in_file = False
            self._remember(element)
            self.xml.free(element)
            return None
        if kind == "metadata":
            return None if self._in_file else self._section(element)
        if kind != "model":
            return None
        model = self._open.pop()
        if len(self._open) > self._record_depth():
            return None
        record: Model | Refusal | None = self._refused(model)
        if record is None:
            self._fill(element)
            record = self._piece_of_chat(model, _place(element)) if self._open else model
        self._last = model.spot
        self.xml.free(element)
        self._inside.clear()
        if self._open and self._chat is not None:
            self._inside[self._chat] = self._open[0]
        return record

    def _piece_of_chat(self, model: Model, place: str) -> Model | None:
        """A model right inside a chat: a message is a record, a participant stays with the chat."""
        chat = self._open[0]
        if model.type == "InstantMessage" and place == "Messages":
            model.chat = chat.key
            return model
        chat.parts.setdefault(place, []).append(model)
        return None

    def _refused(self, model: Model) -> Refusal | None:
        why = ""
        if self.xml.sheds != self._sheds:
            why = f"this {model.type} is longer than 1 MiB"
        elif self._too_deep:
            why = f"models stand inside this {model.type} deeper than {NESTING} levels"
        self._sheds, self._too_deep = self.xml.sheds, False
        do = "look at it in the tool that made the report; the rest was read"
        return Refusal(model.spot, f"{model.type} {model.key}", why, do) if why else None

    def _fill(self, element: "_Element") -> None:
        """Read the fields of a record and of the models inside it."""
        inside = self._inside
        for value in element.iter("{*}value"):
            text = value.text
            if not text or not (text := text.strip()):
                continue
            field = value.getparent()
            holder = field.getparent() if field is not None else None
            model = inside.get(holder) if holder is not None else None
            if field is None or model is None:
                continue
            name = field.get("name") or ""
            said = model.texts.get(name)
            if said is None:
                model.texts[name] = [text]
                if stamp := value.get("formattedTimestamp"):
                    model.times[name] = (stamp, text)
            else:
                said.append(text)

    def _remember(self, element: "_Element") -> None:
        name = element.get("id")
        items = element.iter("{*}item")
        path = next((i.text for i in items if i.get("name") == "Local Path"), None)
        if name and path:
            if len(self.files) < FILES_KEPT:
                self.files[name] = path.replace("\\", "/")
            else:
                self.unread += 1

    def _section(self, element: "_Element") -> Items:
        pairs = [
            (item.get("name") or item.get("id") or "", (item.text or "").strip())
            for item in element.iter("{*}item")
        ]
        section = Items(element.get("section") or "", [pair for pair in pairs if pair[1]])
        self.tally.listed(section.pairs)
        self.xml.free(element)
        return section


def address_book(evidence: Evidence) -> Iterator[Model]:
    """Give the contacts of a report ahead of all else, so that calls and chats know their numbers.

    Looks for the section of contacts as the tool writes it. Where it is not found, or breaks off,
    nothing more is given: the walk through the report meets the contacts in their place.
    """
    with open_report(evidence) as stream:
        start = _seek(stream, _CONTACTS)
        if start is None:
            return
        for record in Walk(cast("BinaryIO", _After(start, stream)), evidence.name).records():
            if not isinstance(record, Model) or record.type != "Contact":
                return
            if record.spot.startswith("model id="):
                yield record


def _seek(stream: BinaryIO, needle: bytes) -> bytes | None:
    """Read on until *needle*; give what was read from it on, or None when it does not come."""
    tail = b""
    while chunk := stream.read(CHUNK * 8):
        tail += chunk
        at = tail.find(needle)
        if at >= 0:
            return tail[at:]
        tail = tail[-len(needle) :]
    return None


class _After:
    """A stream that begins with bytes already read."""

    def __init__(self, start: bytes, stream: BinaryIO) -> None:
        self._start, self._stream = start, stream

    def read(self, size: int) -> bytes:
        """Give the bytes already read first, then those of the stream."""
        if self._start:
            piece, self._start = self._start[:size], self._start[size:]
            return piece
        return self._stream.read(size)


_LOCAL: dict[str, str] = {}


def _local(tag: str) -> str:
    name = _LOCAL.get(tag)
    if name is None:
        if len(_LOCAL) > 1000:
            _LOCAL.clear()
        name = _LOCAL[tag] = tag.rpartition("}")[2]
    return name


def _place(element: "_Element") -> str:
    parent = element.getparent()
    return (parent.get("name") or "") if parent is not None else ""


def _bare(element: "_Element", number: int) -> Model:
    said = element.attrib
    name = said.get("id")
    spot = f"model id={name}" if name else f"model number {number}"
    key = f"model {name}" if name else spot
    confidence = said.get("decoding_confidence", "High")
    return Model(
        said.get("type", ""), spot, key, said.get("deleted_state", ""), file=said.get("file_id", ""),
        confidence="" if confidence == "High" else confidence,
    )  # fmt: skip
