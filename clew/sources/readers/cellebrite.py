"""Phone reports of Cellebrite's Physical Analyzer: `.ufdr`, report.xml, or fragments of one.

Reads    zip with report.xml, bare XML with or without namespace, roots `<model>` and `<modelType>`
Gives    handset, SIM cards, contacts, parties, accounts, calls, messages, chats, e-mails, places,
         journeys, networks, cells, searches, notes, calendar; each sound recording of the zip by itself
Units    time → UTC to the second; duration → whole seconds; position → degrees as written
Refuses  a time without offset, a record over 1 MiB, a DOCTYPE; says which types it did not read,
         which of the report's own counts differ, which attachments are not in the zip
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources.cellebrite_excerpt import excerpt
from clew.sources.cellebrite_files import MOST as MOST_SOUNDS
from clew.sources.cellebrite_files import SOUNDS, recordings
from clew.sources.cellebrite_messages import (
    Desk,
    Read,
    call,
    chat,
    email_message,
    instant_message,
    quoted,
    sms,
)
from clew.sources.cellebrite_report import Items, Model, open_report, report_member
from clew.sources.cellebrite_tally import Tally, files_in
from clew.sources.cellebrite_things import (
    contact,
    device,
    is_device,
    location,
    sim_data,
    user_account,
)
from clew.sources.cellebrite_traces import (
    calendar_entry,
    cell_tower,
    journey,
    note,
    searched_item,
    wireless_network,
)
from clew.sources.cellebrite_walk import Walk, address_book
from clew.sources.parties import People
from clew.sources.reader import Reader

READS: dict[str, Read] = {
    "Call": call,
    "SMS": sms,
    "MMS": sms,
    "InstantMessage": instant_message,
    "Chat": chat,
    "Email": email_message,
    "Contact": contact,
    "UserAccount": user_account,
    "Location": location,
    "SIMData": sim_data,
    "Journey": journey,
    "WirelessNetwork": wireless_network,
    "CellTower": cell_tower,
    "SearchedItem": searched_item,
    "Note": note,
    "CalendarEntry": calendar_entry,
}
_PEOPLE_AND_THINGS = (
    "Person", "LegalEntity", "UserAccount", "Handset", "SimCard", "Address", "Event", "Trip",
)  # fmt: skip
_FILES = ("Document", "Image", "Audio", "Video", "PlainText")
TO_REFUSE = 0.05
"""How sure it is of other XML with a DOCTYPE: enough to refuse it for that when nobody reads it."""
QUOTES_KEPT = 5_000
"""Quoted messages held back until their chat ends, so that the message itself comes first."""

_NAMESPACE = b"pa.cellebrite.com/report"
_DOCTYPE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml.{0,200}?\?>\s*)?<!DOCTYPE\s+(?!html|plist)",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(project|modelType|model|decodedData)\b([^>]{0,2000})")
_MODEL_MARKS = (b"deleted_state", b"decoding_confidence", b"extractionId")


@dataclass(frozen=True, slots=True)
class Record:
    """One model or section of a report, with what was learnt before it."""

    body: Model | Items
    desk: Desk


def recognise(evidence: Evidence, head: bytes) -> float:
    """Certain for Cellebrite's namespace, sure for its models; a zip must hold report.xml."""
    if head[:2] == b"PK":
        return _recognise_zip(evidence)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
        head = head.replace(b"\0", b"")
    return _recognise_xml(head)


def _recognise_zip(evidence: Evidence) -> float:
    try:
        with evidence.open() as handle, zipfile.ZipFile(handle) as archive:
            member = report_member(archive)
            if member is None or member.flag_bits & 1:
                return 0.0 if member is None else 0.9
            with archive.open(member) as xml:
                return _recognise_xml(xml.read(65_536).replace(b"\0", b""))
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError):
        return 0.0


def _recognise_xml(head: bytes) -> float:
    root = _ROOT.search(head)
    if root is None:
        return TO_REFUSE if _DOCTYPE.match(head) else 0.0
    if _NAMESPACE in head:
        return 1.0
    kind, attributes = root[1], root[2]
    if kind == b"project":
        return 0.9 if b"<decodedData" in head or b"extractionType" in attributes else 0.0
    if kind == b"modelType":
        return 0.95 if any(mark in head for mark in _MODEL_MARKS) else 0.5
    if kind == b"model":
        return (
            0.95 if b"type=" in attributes and any(m in attributes for m in _MODEL_MARKS) else 0.0
        )
    return 0.5


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
    """Give the sections and models of a report in file order, a chat after its messages."""
    desk = Desk(People(evidence.country), counts=guesses.counts)
    tally = Tally({*READS, "InstalledApplication"})
    unread: Counter[str] = Counter()
    quotes = _Quotes()
    early: set[str] = set()
    with open_report(evidence) as stream:
        desk.zipped = files_in(evidence)
        walk = Walk(stream, evidence.name, tally)
        desk.files = walk.files
        for model in address_book(evidence):
            early.add(model.key)
            yield Record(model, desk)
        for record in walk.records():
            if isinstance(record, Refusal):
                yield record
            elif isinstance(record, Items):
                if is_device(record):
                    yield Record(record, desk)
            elif record.type not in READS:
                unread[record.type] += 1
                desk.count(record)
            elif record.key not in early:
                yield Record(record, desk)
                yield from (Record(late, desk) for late in quotes.after(record))
        yield from (Record(late, desk) for late in quotes.rest())
        yield from tally.differences()
        _say(guesses, walk, unread, quotes)
        if sounds := sum(path.endswith(SOUNDS) for path in desk.zipped or ()):
            guesses.said["sound recordings"] = (
                f"{sounds:,} files, each brought in by itself; not read"
                if sounds <= MOST_SOUNDS
                else f"{sounds:,} files, not read; the first {MOST_SOUNDS:,} are brought in by themselves: "
                "unpack the zip and add its folder of sound for the rest"
            )


def _say(guesses: Guesses, walk: Walk, unread: Counter[str], quotes: "_Quotes") -> None:
    if unread:
        guesses.said["not read"] = ", ".join(
            f"{name or 'models of no type'} ×{count}" for name, count in sorted(unread.items())
        )
    if not walk.tally.every:
        guesses.said["models"] = "none: nothing the tool decoded is in this report"
    if quotes.count:
        guesses.said["messages inside other messages"] = (
            f"{quotes.count} are quoted or forwarded and stand only there; they are counted"
        )
    if walk.xml.controls:
        guesses.said["control characters"] = (
            f"{walk.xml.controls} characters XML forbids are shown as \ufffd"
        )
    if walk.unread:
        guesses.said["files"] = f"{walk.unread} files of the zip are not linked to attachments"


class _Quotes:
    """Messages that stand inside others, held back until it is clear they stand nowhere else."""

    def __init__(self) -> None:
        self.count = 0
        self._given: set[int] = set()
        self._held: dict[str, Model] = {}

    def after(self, model: Model) -> Iterator[Model]:
        """Take note of a record; give what its end, or too many of them, sets free."""
        if model.type == "InstantMessage":
            self._given.add(hash(model.key))
            for message in quoted(model):
                self._held.setdefault(message.key, message)
        if model.type == "Chat" or len(self._held) > QUOTES_KEPT:
            yield from self.rest()

    def rest(self) -> Iterator[Model]:
        """Give the messages held back that did not come by themselves."""
        late = [m for key, m in self._held.items() if hash(key) not in self._given]
        self._held.clear()
        self._given.clear()
        self.count += len(late)
        yield from late


def read(record: Record) -> Iterator[Found | Refusal]:
    """Give the entities of one record; parties are told of once, at their first record."""
    if isinstance(record.body, Items):
        yield from device(record.body, record.desk)
        return
    yield from READS[record.body.type](record.body, record.desk)
    if record.body.type in ("InstantMessage", "SMS", "MMS", "Chat"):
        for card in record.body.all("SharedContacts"):
            yield from contact(card, record.desk)


cellebrite = Reader(
    name="cellebrite",
    title="Phone report (Cellebrite UFDR or XML)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({*_PEOPLE_AND_THINGS, "Call", "Message", "Email", "Chat", *_FILES}),
    is_package=True,
    sample=(
        "phone_report.xml",
        {"calls": 2, "messages": 4, "chats": 1, "contacts": 2, "accounts": 1, "locations": 3}
        | {"attachments": 4, "journeys": 1, "wireless_networks": 1, "cells": 1, "searches": 1}
        | {"notes": 1, "calendar_entries": 1, "deleted_items": 5},
    ),
    members=recordings,
)
