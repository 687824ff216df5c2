"""Calls, messages, chats and e-mails of a phone report, as found entities.

Who called or wrote is taken from the role of each party; a party the report leaves out because it
is the handset itself is its owner, when the report says who that is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from clew.model.evidence import Found, Refusal
from clew.sources.cellebrite_report import Model
from clew.sources.cellebrite_times import open_question, utc
from clew.sources.parties import Meant, People

ZEROS = frozenset(
    f"{day}T00:00:00"
    for day in ("0001-01-01", "1601-01-01", "1904-01-01", "1970-01-01", "1980-01-01", "2001-01-01")
)
"""Zero of the clocks phones keep (§6.2 of FAT, Unix, Mac, Windows): no time was set."""
_ZONE = re.compile(r"Z$|[+-]\d\d:?\d\d|UTC|GMT")
_SPAN = re.compile(r"(?:(\d{1,4})\.)?(\d{1,3}):([0-5]?\d):([0-5]?\d)(?:[.,]\d+)?")
_OUT = re.compile(r"outgoing|sent|outbox|draft|dialed|dialled", re.IGNORECASE)
_IN = re.compile(
    r"incoming|missed|rejected|inbox|received|unanswered|blocked|voicemail", re.IGNORECASE
)
_PLAIN_CALLS = {"incoming", "outgoing", "unknown", ""}
_HOLDERS = {"EmbeddedInstantMessage", "MessageExtraData"}
_KINDS = {"image": "Image", "audio": "Audio", "video": "Video"}


@dataclass(slots=True)
class Desk:
    """What is known while one report is read.

    Attributes:
        people: everybody named so far.
        files: id of a tagged file → its path inside the zip.
        counts: the receipt's counts, by name; a model id counts once.
        zipped: the files of the report's zip, path in lower case → bytes; None without a zip.
    """

    people: People
    files: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    zipped: dict[str, int] | None = None
    _counted: set[int] = field(default_factory=set)

    def count(self, model: Model, *names: str) -> None:
        """Count a model under *names*, and among the deleted items when the report says so."""
        mark = hash(model.key)
        if mark in self._counted:
            return
        self._counted.add(mark)
        deleted = (
            ("deleted_items",)
            if model.deleted.lower() == "deleted" and names != ("attachments",)
            else ()
        )
        for name in (*names, *deleted):
            self.counts[name] = self.counts.get(name, 0) + 1


Given = Iterator[Found | Refusal]


def begin(schema: str, model: Model, desk: Desk, *names: str, shared: str = "") -> Found:
    """Begin the entity of a model: counted under *names*, with its state when that is not intact.

    With *shared*, a key under which other models speak of the same entity.
    """
    desk.count(model, *names)
    found = Found(schema, shared or model.key, model.spot, keep="shared" if shared else "file")
    found.add("decodingConfidence", model.confidence)
    return found.add("deletedState", model.deleted if model.deleted.lower() != "intact" else None)


def timed(found: Found, model: Model, prop: str, *names: str) -> Iterator[Refusal]:
    """Add the first time among the fields *names*, UTC to the second, or refuse it.

    What is kept as written bears its zone: the text shown, or the form the report gives machines.
    """
    name = next((n for n in names if n in model.texts), None)
    if name is None:
        return
    stamp, written = model.times.get(name, ("", model.texts[name][0]))
    for text in (stamp, written):
        at = utc(text)
        if at in ZEROS:
            why, do = f"{written!r} is the zero of a clock, not a time", "take it as unknown"
            break
        if at:
            found.add(prop, at, written if _ZONE.search(written) else stamp or written)
            return
    else:
        why = f"the time {written!r} {open_question(written)}"
        do = "find out the time zone of the handset and note the time by hand"
    yield Refusal(found.spot, written, why, do, found.key, prop)


def call(model: Model, desk: Desk) -> Given:
    """A Call with its two ends, numbers and seconds."""
    found = begin("Call", model, desk, "calls")
    yield from timed(found, model, "date", "TimeStamp")
    yield from _duration(found, model)
    kind = model.text("Type")
    found.add("summary", None if kind.lower() in _PLAIN_CALLS else kind)
    found.add("summary", "video call" if model.text("VideoCall").lower() == "true" else None)
    ends = _Ends(_service(model, own=True), desk)
    yield from ends.read(
        model, " ".join(model.text(n) for n in ("Direction", "Type")), "Parties", "From", "To"
    )
    for meant in ends.senders:
        found.link("caller", meant.key).add("callerNumber", meant.number)
    for meant in ends.receivers:
        found.link("receiver", meant.key).add("receiverNumber", meant.number)
    for meant in ends.unplaced:
        found.add("summary", f"party without a direction: {meant.number or meant.key}")
    yield found


def _duration(found: Found, model: Model) -> Iterator[Refusal]:
    written = model.text("Duration")
    if not written:
        return
    if match := _SPAN.fullmatch(written):
        days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
        found.add("duration", str(((days * 24 + hours) * 60 + minutes) * 60 + seconds), written)
    elif written.isdecimal() and written.isascii():
        found.add("duration", written)
    else:
        why = f"the duration {written!r} is not hours:minutes:seconds"
        yield Refusal(found.spot, written, why, "check it in the report", found.key, "duration")


def sms(model: Model, desk: Desk) -> Given:
    """A Message of the phone's own service: SMS or MMS, with sender and recipients."""
    yield from _message(
        model, desk, _service(model, own=True), ("Parties", "From", "To", "Cc", "Bcc")
    )


def instant_message(model: Model, desk: Desk) -> Given:
    """A Message of an app, inside the chat it stands in."""
    yield from _message(model, desk, _service(model, own=False), ("Parties", "From", "To"))


def _message(model: Model, desk: Desk, service: str, places: tuple[str, ...]) -> Given:
    found = begin("Message", model, desk, "messages")
    yield from timed(found, model, "date", "TimeStamp", "DateDelivered", "DateRead")
    found.add("bodyText", model.text("Body")).add("subject", model.text("Subject"))
    found.link("parent", model.chat)
    ends = _Ends(service, desk)
    yield from ends.read(model, f"{model.text('Direction')} {model.text('Folder')}", *places)
    for meant in ends.senders:
        found.link("sender", meant.key).link("senderAccount", meant.account)
    for meant in (*ends.receivers, *ends.unplaced):
        found.link("recipients", meant.key).link("recipientAccount", meant.account)
    yield from place_of(found, model)
    yield from attachments(model, desk)
    for extra in model.all("MessageExtraData"):
        if extra.type == "ReplyMessageData":
            for answered in extra.all("InstantMessage"):
                found.link("inReplyToMessage", answered.key)
    yield found


def email_message(model: Model, desk: Desk) -> Given:
    """An Email with its addresses as written and the entities behind them."""
    found = begin("Email", model, desk, "messages")
    yield from timed(found, model, "date", "TimeStamp")
    found.add("subject", model.text("Subject")).add("bodyText", model.text("Body", "Snippet"))
    for place, prop in (("From", "from"), ("To", "to"), ("Cc", "cc"), ("Bcc", "bcc")):
        for party in model.all(place):
            found.add(prop, party.text("Identifier", "Name"))
            for item in desk.people.party(party, ""):
                if isinstance(item, Meant):
                    found.link("emitters" if prop == "from" else "recipients", item.key)
                else:
                    yield item
    yield from attachments(model, desk)
    yield found


def chat(model: Model, desk: Desk) -> Given:
    """A Chat with its participants; its messages came before it."""
    service = _service(model, own=False)
    found = begin("Chat", model, desk, "chats")
    found.add("title", model.text("Name")).add("service", service or "unknown").add(
        "chatId", model.text("Id")
    )
    found.add("description", model.text("Description"))
    yield from timed(found, model, "date", "StartTime")
    yield from timed(found, model, "modifiedAt", "LastActivity")
    for party in model.all("Participants"):
        for item in desk.people.party(party, service):
            if isinstance(item, Meant):
                found.link("participants", item.key)
            else:
                yield item
    yield found


def attachments(model: Model, desk: Desk) -> Given:
    """The files that hang on a message: one Document each, under the message."""
    for part in model.all("Attachment", "Attachments"):
        mime = part.text("ContentType").partition(";")[0].strip().lower()
        schema = _KINDS.get(mime.partition("/")[0], "Document")
        found = begin(schema, part, desk, "attachments")
        path = part.text("attachment_extracted_path", "AttachmentExtractedPath").replace("\\", "/")
        name = part.text("Filename", "FileName", "Name")
        path = path or desk.files.get(part.file, "")
        found.add("fileName", path or name)
        found.add("title", name or part.text("Title")).add("mimeType", mime)
        yield from _in_zip(found, path, desk)
        yield found.link("parent", model.key)
    for place, path in enumerate(model.texts.get("Attachment", ()), 1):
        part = Model("Attachment", model.spot, f"{model.key} attachment {place}", "")
        found = begin("Document", part, desk, "attachments")
        found.add("fileName", path.replace("\\", "/"), path)
        yield from _in_zip(found, path.replace("\\", "/"), desk)
        yield found.link("parent", model.key)


def _in_zip(found: Found, path: str, desk: Desk) -> Iterator[Refusal]:
    """Add the size of an attachment's file, or say that the zip does not hold it."""
    if desk.zipped is None or not path:
        return
    size = desk.zipped.get(path.lstrip("/").lower())
    if size is not None:
        found.add("fileSize", str(size))
        return
    why = f"the file of this attachment, {path!r}, is not in the zip"
    yield Refusal(found.spot, path, why, "ask for the report with its files", found.key, "fileName")


def place_of(found: Found, model: Model) -> Iterator[Found]:
    """Give the position a model carries as an Address, and link the entity to it."""
    for position in model.all("Position"):
        latitude, longitude = position.text("Latitude"), position.text("Longitude")
        if latitude and longitude:
            place = Found("Address", position.key, position.spot, keep="file")
            place.add("latitude", latitude).add("longitude", longitude)
            place.add("full", model.text("PositionAddress")).add(
                "remarks", position.text("Comment")
            )
            found.link("addressEntity", position.key)
            yield place


def quoted(model: Model) -> Iterator[Model]:
    """Give the messages that stand inside a message: forwarded or answered ones, at any depth.

    A forwarded one is put under the message that holds it.
    """
    pending = [model] if _HOLDERS & model.parts.keys() else []
    while pending:
        holder = pending.pop()
        forwarded = list(holder.all("EmbeddedInstantMessage"))
        for message in forwarded:
            message.chat = holder.key
        answered = (
            m for extra in holder.all("MessageExtraData") for m in extra.all("InstantMessage")
        )
        inner = [m for m in (*forwarded, *answered) if m.type == "InstantMessage"]
        yield from inner
        pending.extend(inner)


def _service(model: Model, *, own: bool) -> str:
    """The app a model comes from; empty for the phone's own calls and texts."""
    source = model.text("SourceApplication", "Source", "ServiceIdentifier")
    return "" if own and source.lower() in _OWN_SERVICES else source


_OWN_SERVICES = frozenset(
    (
        "",
        "phone",
        "native",
        "native messages",
        "sms",
        "mms",
        "sms/mms",
        "call log",
        "calllog",
        "android",
        "telephony",
    )
)


class _Ends:
    """Who sent and who received, from roles first and directions second."""

    def __init__(self, service: str, desk: Desk) -> None:
        self.senders: list[Meant] = []
        self.receivers: list[Meant] = []
        self.unplaced: list[Meant] = []
        self._service, self._people = service, desk.people

    def read(self, model: Model, direction: str, *places: str) -> Iterator[Found]:
        """Read the parties in *places*, then put the owner where the direction leaves a gap."""
        outgoing = bool(_OUT.search(direction))
        incoming = bool(_IN.search(direction)) and not outgoing
        for place in places:
            for party in model.all(place):
                role = (party.text("Role") or ("" if place == "Parties" else place)).lower()
                side = self._side(
                    role,
                    owner=party.text("IsPhoneOwner").lower() == "true",
                    outgoing=outgoing,
                    incoming=incoming,
                )
                for item in self._people.party(party, self._service):
                    if isinstance(item, Meant):
                        side.append(item)
                    else:
                        yield item
        owner = Meant(self._people.owner, None, self._people.own_number)
        if outgoing and not self.senders:
            self.senders.append(owner)
        elif incoming and not self.receivers:
            self.receivers.append(owner)

    def _side(self, role: str, *, owner: bool, outgoing: bool, incoming: bool) -> list[Meant]:
        if role == "from":
            return self.senders
        if role in ("to", "cc", "bcc"):
            return self.receivers
        if outgoing or incoming:
            return self.senders if owner == outgoing else self.receivers
        return self.unplaced


Read = Callable[[Model, Desk], Given]
