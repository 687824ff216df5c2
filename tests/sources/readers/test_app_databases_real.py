"""Databases of public test phones: counts and values as an SQL query of our own finds them."""

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from clew.model.evidence import Evidence
from clew.model.identifiers import phone
from clew.sources.known_databases import why_no_reader
from tests.sources.readers.test_app_databases import Reading

UTC = "strftime('%Y-%m-%dT%H:%M:%S', {0}, 'unixepoch')"
MS = UTC.format("CAST({0} / 1000 AS INTEGER)")
APPLE = UTC.format("CAST({0} + 978307200 AS INTEGER)")


@pytest.fixture
def databases(shared: Path) -> Path:
    return shared / "data" / "phones" / "databases"


def ask(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        return connection.execute(query).fetchall()


def values(found: Reading, table: str, *props: str) -> Iterator[tuple[object, ...]]:
    """Rowid and the first value of each property of the entities of a table's rows."""
    for key in found.found:
        place, _, number = key.rpartition(" row ")
        if place == table and number.isdecimal():
            said = (found.get(key, prop) for prop in props)
            yield int(number), *(values[0] if values else None for values in said)


@pytest.mark.parametrize(
    ("name", "reader", "counts"),
    [
        ("mmssms.db", "android-messages", {
            "messages": "SELECT (SELECT count(*) FROM sms) + (SELECT count(*) FROM pdu)",
        }),
        ("contacts2.db", "android-contacts", {"calls": "SELECT count(*) FROM calls"}),
        ("viber_data", "viber-android", {
            "calls": "SELECT count(*) FROM calls", "contacts": "SELECT count(*) FROM phonebookcontact",
        }),
        ("kik.sqlite", "kik-ios", {
            "accounts": "SELECT count(*) FROM ZKIKUSER WHERE ZUSERNAME <> ''",
            "chats": "SELECT count(*) FROM ZKIKCHAT", "messages": "SELECT count(*) FROM ZKIKMESSAGE",
            "system_messages": "SELECT count(*) FROM ZKIKMESSAGE WHERE ZTYPE > 2",
            "attachments": "SELECT count(*) FROM ZKIKATTACHMENT",
        }),
        ("tango_android_tc.db", "tango-android", {
            "chats": "SELECT count(*) FROM conversations", "messages": "SELECT count(*) FROM messages",
            "attachments": "SELECT count(*) FROM messages WHERE type IN (1, 2, 3)",
        }),
        ("babel.db", "hangouts-android", {
            "accounts": "SELECT count(*) FROM participants", "chats": "SELECT count(*) FROM conversations",
            "messages": "SELECT count(*) FROM messages",
        }),
        ("Accounts3.sqlite", "ios-accounts", {
            "accounts": "SELECT count(*) FROM ZACCOUNT",
            "accounts_without_a_name": "SELECT count(*) FROM ZACCOUNT WHERE coalesce(ZUSERNAME, '') = ''",
        }),
        ("tango_profile.db", "tango-android", {"accounts": "SELECT count(*) FROM profiletable"}),
    ],
)  # fmt: skip
def test_counts_are_those_of_the_database(
    databases: Path, name: str, reader: str, counts: dict[str, str]
) -> None:
    found = Reading(databases / name, "US")
    assert found.reader.name == reader
    counted = dict(found.guesses.counts)
    for one in found.found.values():
        for count in one.counts:
            counted[count] = counted.get(count, 0) + 1
    asked = {count: ask(databases / name, query)[0][0] for count, query in counts.items()}
    assert counted == asked


def test_texts_and_times_of_messages_are_those_of_the_database(databases: Path) -> None:
    path = databases / "mmssms.db"
    found = Reading(path, "US")
    asked = ask(path, f"SELECT _id, {MS.format('date')}, trim(body) FROM sms ORDER BY _id")
    assert list(values(found, "sms", "date", "bodyText")) == asked
    sent = ask(path, "SELECT _id FROM sms WHERE type = 2")
    mine = [(n,) for n, who in values(found, "sms", "sender") if who == "owner of the handset"]
    assert mine == sent


def test_calls_are_those_of_the_database(databases: Path) -> None:
    path = databases / "contacts2.db"
    found = Reading(path, "US")
    asked = ask(
        path, f"SELECT _id, {MS.format('date')}, duration, type, number FROM calls ORDER BY _id"
    )
    given = list(values(found, "calls", "date", "duration", "callerNumber", "receiverNumber"))
    assert [(n, at, int(str(lasted))) for n, at, lasted, _, _ in given] == [
        row[:3] for row in asked
    ]
    numbers = [phone(str(to or by), "US") for *_, by, to in given]
    assert numbers == [phone(str(row[4]), "US") for row in asked]
    assert [bool(to) for *_, to in given] == [row[3] == 2 for row in asked]


def test_viber_calls_and_numbers_are_those_of_the_database(databases: Path) -> None:
    path = databases / "viber_data"
    found = Reading(path, "US")
    asked = ask(path, f"SELECT _id, {MS.format('date')}, duration FROM calls ORDER BY _id")
    given = [
        (n, at, int(str(lasted))) for n, at, lasted in values(found, "calls", "date", "duration")
    ]
    assert given == asked
    numbers = {row[0] for row in ask(path, "SELECT DISTINCT data2 FROM phonebookdata")}
    held = {v.text for f in found.found.values() for v in f.values if v.prop == "phone"}
    assert numbers <= held


def test_kik_messages_are_those_of_the_database(databases: Path) -> None:
    path = databases / "kik.sqlite"
    found = Reading(path, "GB")
    query = f"SELECT Z_PK, {APPLE.format('ZTIMESTAMP')}, trim(ZBODY) FROM ZKIKMESSAGE ORDER BY Z_PK"
    assert list(values(found, "ZKIKMESSAGE", "date", "bodyText")) == ask(path, query)
    senders = ask(
        path,
        "SELECT m.Z_PK, 'account kik ' || lower(u.ZUSERNAME) FROM ZKIKMESSAGE m"
        " JOIN ZKIKUSER u ON u.Z_PK = m.ZUSER WHERE m.ZTYPE = 1 ORDER BY m.Z_PK",
    )
    received = [n for n, _ in senders]
    given = [pair for pair in values(found, "ZKIKMESSAGE", "sender") if pair[0] in received]
    assert given == senders


def test_tango_messages_are_those_of_the_database(databases: Path) -> None:
    path = databases / "tango_android_tc.db"
    found = Reading(path, "US")
    query = f"SELECT msg_id, {MS.format('create_time')} FROM messages ORDER BY msg_id"
    assert list(values(found, "messages", "date")) == ask(path, query)
    sent = [(n,) for n, who in values(found, "messages", "sender") if who == "owner of the handset"]
    assert sent == ask(path, "SELECT msg_id FROM messages WHERE direction = 1 ORDER BY msg_id")


def test_calls_of_whatsapp_on_an_apple_phone_are_those_of_the_database(
    shared: Path, tmp_path: Path
) -> None:
    name = "testdata.whatsApp.whatsAppCallHistory.josh_ios15_ffs.zip"
    with zipfile.ZipFile(shared / "data/phones/ios_artefacts" / name) as archive:
        (member,) = [m for m in archive.namelist() if m.endswith("CallHistory.sqlite")]
        path = tmp_path / "CallHistory.sqlite"
        path.write_bytes(archive.read(member))
    found = Reading(path, "US")
    query = (
        f"SELECT c.Z_PK, {APPLE.format('c.ZDATE')}, CAST(round(c.ZDURATION) AS INTEGER), a.ZINCOMING,"
        " p.ZJIDSTRING FROM ZWACDCALLEVENT c JOIN ZWAAGGREGATECALLEVENT a ON a.Z_PK = c.Z1CALLEVENTS"
        " JOIN ZWACDCALLEVENTPARTICIPANT p ON p.Z1PARTICIPANTS = c.Z_PK ORDER BY c.Z_PK"
    )
    given = [
        (
            n,
            at,
            int(str(lasted)),
            by if (incoming := "19195794674" not in str(by)) else to,
            incoming,
        )
        for n, at, lasted, by, to in values(
            found, "ZWACDCALLEVENT", "date", "duration", "caller", "receiver"
        )
    ]
    asked = [
        (n, at, lasted, f"phone {str(jid).partition('@')[0]}", bool(incoming))
        for n, at, lasted, incoming, jid in ask(path, query)
    ]
    assert given == asked


def test_hangouts_messages_are_those_of_the_database(databases: Path) -> None:
    path = databases / "babel.db"
    found = Reading(path, "US")
    at = UTC.format("CAST(timestamp / 1000000 AS INTEGER)")
    text = "replace(text, '&#39;', char(39))"
    query = f"SELECT _id, {at}, {text}, 'account hangouts ' || author_chat_id FROM messages ORDER BY _id"
    assert list(values(found, "messages", "date", "bodyText", "sender")) == ask(path, query)


def test_a_database_nobody_reads_names_what_does(shared: Path, tmp_path: Path) -> None:
    name = "testdata.googleVoice.googleVoiceMessages.josh_ios17_ffs.zip"
    with zipfile.ZipFile(shared / "data/phones/ios_artefacts" / name) as archive:
        path = tmp_path / "threadingStore.sqlite"
        path.write_bytes(archive.read(archive.namelist()[0]))
    evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "us-lab")
    why = why_no_reader(evidence, evidence.head())
    assert why is not None
    assert "iLEAPP" in why.do
