"""Calls, messages, chats and contacts of an app's database, said the same way for each app.

A message that left the phone has the owner of the handset as its sender. Who that is, a database
seldom says: the owner is then an entity without a name, told apart by its description only.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from clew.model.evidence import Found, Refusal
from clew.sources.database import Database, Row
from clew.sources.handset_times import moment
from clew.sources.parties import Meant, People, identify

OWNER = "owner of the handset"
_KINDS = {"image": "Image", "audio": "Audio", "video": "Video"}


class Placed(Protocol):
    """Something that stands at a place of a file: a row, a line, a card."""

    @property
    def spot(self) -> str:
        """The place a person can go to."""
        ...


@dataclass(slots=True, kw_only=True)
class Talk:
    """Who talks with whom in one file of a phone.

    Attributes:
        country: what national numbers are read by.
        service: the app's name; empty for the phone's own calls and texts.
        people: everybody named so far.
        chats: keys of the chats given so far.
        counts: the receipt's counts of what no entity of its own stands for.
    """

    country: str | None
    service: str = ""
    people: People = field(init=False)
    chats: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    _owner_said: bool = False

    def __post_init__(self) -> None:
        self.people = People(self.country)

    def count(self, name: str) -> None:
        """Count one more under *name*."""
        self.counts[name] = self.counts.get(name, 0) + 1

    def party(
        self, written: str, name: str, spot: str, *, owner: bool = False
    ) -> Generator[Found, None, Meant]:
        """Give what is new about a number, address or account; return who is meant."""
        if not written:
            if not name:
                return Meant(None)
            key = f"name {name.lower()}"
            yield Found("LegalEntity", key, spot, keep="file").add("name", name)
            return Meant(key)
        return (yield from self.people.meet(written, name, self.service, spot, owner=owner))

    def parties(self, written: Iterable[str], spot: str) -> Generator[Found, None, list[Meant]]:
        """Give what is new about several numbers or accounts, each once; return who is meant."""
        meant: list[Meant] = []
        for one in dict.fromkeys(filter(None, written)):
            meant.append((yield from self.party(one, "", spot)))  # noqa: PERF401 - a comprehension cannot yield
        return meant

    def owner(self, spot: str) -> Generator[Found, None, Meant]:
        """Give the owner of the handset when not given before; return who that is."""
        if self.people.owner is None:
            self.people.owner = OWNER
        key = self.people.owner
        if key == OWNER and not self._owner_said:
            self._owner_said = True
            said = "Owner of the handset this file comes from"
            yield Found("LegalEntity", key, spot, keep="file").add("description", said)
        return Meant(key, number=self.people.own_number)

    def begin_chat(self, row: Placed, name: str, title: str = "") -> Found:
        """Begin the Chat the app calls *name*; messages find it under "chat <name>"."""
        found = begin("Chat", row, "chats", key=f"chat {name}")
        self.chats.add(found.key)
        return found.add("title", title).add("chatId", name).add("service", self.service or "SMS")

    def in_chat(self, found: Found, row: Placed, name: str) -> Iterator[Found]:
        """Put a message under the chat the app calls *name*; give the chat when no row told of it."""
        if not name:
            return
        if f"chat {name}" not in self.chats:
            yield self.begin_chat(row, name)
        found.link("parent", f"chat {name}")

    def ends(
        self, found: Found, row: Placed, others: Sequence[Meant], *, sent: bool | None
    ) -> Generator[Found, None, None]:
        """Link a call or message to both its ends.

        Args:
            found: a Call or Message.
            row: where it stands.
            others: whoever is at the other end.
            sent: True when it left the handset, False when it came in, None when that is not said.
        """
        if sent is None:
            for meant in others:
                _link(found, meant, "to")
            found.add("summary", "the file does not say which end began it")
            return
        owner = yield from self.owner(row.spot)
        for meant in [owner] if sent else others:
            _link(found, meant, "from")
        for meant in others if sent else [owner]:
            _link(found, meant, "to")


@dataclass(slots=True, kw_only=True)
class Desk(Talk):
    """What is known while one database is read.

    Attributes:
        db: the database.
        held: what a reader looked up beforehand, by its own names.
        skip: tables that are not read, because another says the same.
        spent: tables looked into whose names differ from one version of the app to the next.
    """

    db: Database
    held: dict[str, Any] = field(default_factory=dict)
    skip: set[str] = field(default_factory=set)
    spent: set[str] = field(default_factory=set)


def _link(found: Found, meant: Meant, side: str) -> None:
    if found.schema == "Call":
        end = "caller" if side == "from" else "receiver"
        found.link(end, meant.key).add(f"{end}Number", meant.number)
    elif side == "from":
        found.link("sender", meant.key).link("senderAccount", meant.account)
    else:
        found.link("recipients", meant.key).link("recipientAccount", meant.account)


def begin(schema: str, row: Placed, *counts: str, key: str = "") -> Found:
    """Begin the entity of a row, counted under *counts*."""
    return Found(schema, key or row.spot, row.spot, keep="file", counts=counts)


def call(row: Row, *, at: str, seconds: str, unit: str) -> Generator[Refusal, None, Found]:
    """Begin a Call with its time and seconds, in columns *at* and *seconds*; return it."""
    found = begin("Call", row, "calls")
    yield from moment(found, "date", row, at, unit)
    lasted = row.number_in(seconds)
    if lasted is not None and lasted >= 0:
        found.add("duration", str(round(lasted)), row.text(seconds))
    return found


def message(row: Row, *, at: str, unit: str, body: str = "") -> Generator[Refusal, None, Found]:
    """Begin a Message with its time in column *at* and its text in *body*; return it."""
    found = begin("Message", row, "messages")
    yield from moment(found, "date", row, at, unit)
    if body:
        found.add("bodyText", row.text(body))
    return found


def notice(found: Found) -> Found:
    """Say that a message is what the app itself noted in a chat: nobody wrote it."""
    found.counts = (*found.counts, "system_messages")
    return found.add("summary", "system message")


def attachment(row: Placed, parent: str, path: str, mime: str, title: str = "") -> Iterator[Found]:
    """Give the file that hangs on a message, under it; nothing when no column says anything of it.

    *mime* is its type, or "image/*" when only its kind is known.
    """
    if not path and not mime and not title:
        return
    mime = mime.partition(";")[0].strip().lower()
    schema = _KINDS.get(mime.partition("/")[0], "Document")
    found = begin(schema, row, "attachments", key=f"{row.spot} file")
    found.add("fileName", path or title).add("title", title)
    found.add("mimeType", None if mime.endswith("/*") else mime)
    yield found.link("parent", parent)


def position(
    found: Found, row: Row, latitude: str, longitude: str, label: str = ""
) -> Iterator[Found | Refusal]:
    """Give the position in two columns as an Address, and link the entity to it; 0, 0 is none."""
    north, east = row.number_in(latitude), row.number_in(longitude)
    if north is None or east is None or (north == 0 and east == 0):
        return
    if not (abs(north) <= 90 and abs(east) <= 180):
        written = f"{row.text(latitude)}, {row.text(longitude)}"
        why = f"{written!r} is no position on the earth"
        yield Refusal(row.spot, written, why, "look at the row", found.key, "addressEntity")
        return
    place = begin("Address", row, key=f"{row.spot} place")
    place.add("latitude", str(north)).add("longitude", str(east)).add("full", label)
    found.link("addressEntity", place.key)
    yield place


def contact(
    desk: Desk, row: Row, name: str, marks: Sequence[tuple[str, str]]
) -> Generator[Found, None, Found]:
    """Begin a Person of the address book; return it, to be given last.

    Under the same key as the party of a call who bears its first number, so that they are one.

    Args:
        desk: what is known.
        row: where the contact stands.
        name: as saved.
        marks: (number, address or account; where it stands), numbers first.
    """
    desk.count("contacts")
    people = desk.people
    identities = [
        (identify(text, desk.service, desk.country), spot) for text, spot in marks if text
    ]
    first = next((one for one, _ in identities if one.key), None)
    key = (people.key_of(first) if first else None) or row.spot
    people.contacts.add(key)
    found = Found("Person", key, row.spot, keep="shared").add("name", name)
    for identity, spot in identities:
        own = spot if spot != row.spot else None
        found.add("phone", identity.phone, spot=own).add("email", identity.email, spot=own)
        if not people.claim(identity, key) and people.key_of(identity) not in people.contacts:
            yield from people.person(identity, name, spot)
        yield from people.account_of(identity, key, name, spot)
    return found
