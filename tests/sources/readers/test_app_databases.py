"""What the readers of app databases say of a row: who, to whom, when, what."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources.reader import Reader, all_readers, read_records
from clew.sources.recognising import recognise
from tests.sources.app_databases import HERE, WORDS, make


class Reading:
    """What reading one database gave: entities by key, refusals, counts."""

    def __init__(self, path: Path, country: str | None = "GB") -> None:
        size = path.stat().st_size
        self.evidence = Evidence(path, path.name, "0" * 64, size, "test-police", country)
        reader = recognise(self.evidence, self.evidence.head())
        assert reader is not None
        self.reader: Reader[object] = reader
        self.found: dict[str, Found] = {}
        self.refused: list[Refusal] = []
        self.guesses = Guesses()
        for items in read_records(reader, self.evidence, self.guesses):
            for item in items:
                if isinstance(item, Refusal):
                    self.refused.append(item)
                elif item.key not in self.found:
                    self.found[item.key] = item
                elif item.keep == "shared":
                    self.found[item.key].values += item.values

    def get(self, key: str, prop: str) -> list[str]:
        """Values of one property, each once."""
        return list(dict.fromkeys(v.text for v in self.found[key].values if v.prop == prop))


@pytest.fixture(scope="module")
def sample() -> Callable[[str], Reading]:
    return lambda name: Reading(HERE / "samples" / name)


BENI, ZOGA = "phone 442079460002", "phone 442079460003"
OWNER = "owner of the handset"


@pytest.mark.parametrize(
    ("name", "key", "prop", "values", "why"),
    [
        ("mmssms.db", "sms row 1", "sender", [BENI], "a received text is from its address"),
        ("mmssms.db", "sms row 2", "sender", [OWNER], "a sent one is from the owner"),
        ("mmssms.db", "sms row 2", "recipients", [BENI], "and goes to its address"),
        ("mmssms.db", "sms row 1", "date", ["2026-03-01T17:01:00"], "milliseconds become UTC"),
        ("mmssms.db", "pdu row 1", "date", ["2026-03-01T17:04:00"], "a pdu counts seconds"),
        ("mmssms.db", "pdu row 1", "sender", [BENI], "its sender is among its addresses"),
        ("mmssms.db", "pdu row 1", "bodyText", ["ja vendi"], "its text is one of its parts"),
        ("mmssms.db", "part row 3 file", "parent", ["pdu row 1"], "a picture hangs on it"),
        ("contacts2.db", BENI, "name", ["Besnik Kurti"], "a contact and a caller are one"),
        ("contacts2.db", BENI, "email", ["besnik@example.test"], "with its other addresses"),
        ("contacts2.db", "calls row 1", "receiver", [BENI], "an outgoing call goes there"),
        ("contacts2.db", "calls row 1", "duration", ["102"], "seconds as stored"),
        ("contacts2.db", "calls row 2", "caller", [ZOGA], "a missed call came from there"),
        ("contacts2.db", "calls row 2", "summary", ["missed"], "and says so"),
        ("contacts2.db", "calls row 3", "summary", ["missed", "number withheld"], "no number"),
        ("contacts2.db", "calls row 3", "caller", [], "is nobody"),
        ("msgstore.db", "message row 2", "sender", [BENI], "one to one: the chat's other end"),
        ("msgstore.db", "message row 3", "recipients", [BENI], "sent: to the other end"),
        ("msgstore.db", "message row 5", "sender", [ZOGA], "a hidden id is looked up"),
        ("msgstore.db", "message row 6", "addressEntity", ["message_location row 6 place"], "where"),
        ("msgstore.db", "message row 4", "summary", ["system message"], "nobody wrote it"),
        ("msgstore.db", "call_log row 1", "receiver", [BENI], "a call out"),
        ("viber_data", "calls row 1", "caller", [BENI], "type 1 came in"),
        ("viber_data", "calls row 2", "summary", ["video call"], "a video call says so"),
        ("viber_data", "messages row 1", "sender", [BENI], "by participant"),
        ("kik.sqlite", "ZKIKMESSAGE row 1", "sender", ["account kik beni_44"], "an account"),
        ("kik.sqlite", "ZKIKMESSAGE row 1", "parent", ["chat 1"], "by the table of the chat"),
        ("kik.sqlite", "ZKIKMESSAGE row 3", "sender", [], "a notice is nobody's"),
        ("tango_tc.db", "messages row 1", "bodyText", ["nesër"], "text inside the payload"),
        ("tango_tc.db", "messages row 2", "deletedState", ["Deleted"], "deleted, and said"),
        ("babel.db", "messages row 1", "bodyText", ["nesër te ura"], "marks become characters"),
        ("babel.db", "messages row 2", "recipients", ["account hangouts 100000000000000000002"], "the rest"),
        ("Accounts3.sqlite", "account of game center zoga_44", "createdAt", ["2026-03-01T17:02:00"], "when"),
        ("sms.db", "message row 1", "date", ["2026-03-01T17:01:00"], "nanoseconds since 2001"),
        ("sms.db", "message row 2", "bodyText", ["po"], "text packed in attributedBody"),
        ("sms.db", "message row 2", "sender", ["phone 442079460001"], "own number by account"),
        ("sms.db", "message row 4", "recipients", [BENI, "email zoga@example.test"], "a group"),
        ("CallHistory.storedata", "ZCALLRECORD row 1", "receiver", [BENI], "ZORIGINATED 1"),
        ("CallHistory.storedata", "ZCALLRECORD row 2", "caller", [ZOGA], "an address as bytes"),
        ("CallHistory.storedata", "ZCALLRECORD row 2", "summary", ["not answered"], "said"),
        ("AddressBook.sqlitedb", BENI, "birthDate", ["1980-03-06"], "a birthday is a day"),
        ("AddressBook.sqlitedb", BENI, "address", ["Rruga e Urës 5, Prizren"], "its parts"),
        ("ChatStorage.sqlite", "ZWAMESSAGE row 4", "sender", [ZOGA], "the group's member"),
        ("ChatStorage.sqlite", "ZWAMESSAGE row 5", "addressEntity", ["ZWAMEDIAITEM row 2 place"], "where"),
        ("ChatStorage.sqlite", "ZWACDCALLEVENT row 1", "caller", [BENI], "an incoming call"),
    ],
)  # fmt: skip
def test_what_a_row_says(
    sample: Callable[[str], Reading], name: str, key: str, prop: str, values: list[str], why: str
) -> None:
    assert sample(name).get(key, prop) == values, why


def test_the_old_form_of_whatsapp_is_read(tmp_path: Path) -> None:
    words = """
    CREATE TABLE messages (_id INTEGER PRIMARY KEY, key_remote_jid TEXT, key_from_me INTEGER, status INTEGER,
     data TEXT, timestamp INTEGER, remote_resource TEXT, media_mime_type TEXT, media_name TEXT);
    INSERT INTO messages VALUES (1, '-1', 0, -1, NULL, 0, NULL, NULL, NULL),
     (2, '442079460001-100@g.us', 0, 0, 'po', 1772384460000, '442079460002@s.whatsapp.net', NULL, NULL);
    CREATE TABLE group_participants (gjid TEXT, jid TEXT);
    INSERT INTO group_participants VALUES ('442079460001-100@g.us', '442079460002@s.whatsapp.net');
    CREATE TABLE chat_list (_id INTEGER PRIMARY KEY, key_remote_jid TEXT, subject TEXT);
    INSERT INTO chat_list VALUES (1, '442079460001-100@g.us', 'Udhëtimi');
    """
    found = Reading(make(tmp_path / "msgstore.db", words))
    assert found.reader.name == "whatsapp-android"
    assert found.get("messages row 2", "sender") == [BENI]
    assert found.get("chat 442079460001-100@g.us", "participants") == [BENI]


def test_of_two_forms_side_by_side_the_fuller_is_read_and_the_other_is_said(tmp_path: Path) -> None:
    old = (
        "CREATE TABLE messages (_id INTEGER PRIMARY KEY, key_remote_jid TEXT, key_from_me INTEGER,"
        " data TEXT, timestamp INTEGER);"
    )
    row = "INSERT INTO messages VALUES (1, '442079460002@s.whatsapp.net', 1, 'x', 1772384460000);"
    found = Reading(make(tmp_path / "msgstore.db", WORDS["msgstore.db"] + old + row))
    assert "messages ×1" in found.guesses.said["tables not read"]


@pytest.mark.parametrize(
    ("stored", "why"),
    [(3_600_000, "a clock set to 1970"), (4_102_444_800_001, "a year nobody has seen")],
)
def test_a_time_no_telephone_can_have_noted_is_refused(
    tmp_path: Path, stored: int, why: str
) -> None:
    words = WORDS["mmssms.db"].replace("1772384460000", str(stored))
    (refused,) = Reading(make(tmp_path / "mmssms.db", words)).refused
    assert (refused.where, refused.value, refused.prop) == ("sms row 1", str(stored), "date"), why


@pytest.mark.parametrize(
    ("name", "change", "key", "prop", "values"),
    [
        ("msgstore.db", "UPDATE message SET message_type = 15", "message row 3", "deletedState", ["Deleted"]),
        ("sms.db", "ALTER TABLE message ADD COLUMN item_type DEFAULT 1", "message row 1", "sender", []),
        (
            "sms.db", "ALTER TABLE message ADD COLUMN associated_message_type DEFAULT 2001",
            "message row 1", "summary", ["iMessage", "reaction to a message"],
        ),
    ],
)  # fmt: skip
def test_a_row_that_is_more_or_less_than_a_message_says_so(
    tmp_path: Path, name: str, change: str, key: str, prop: str, values: list[str]
) -> None:
    found = Reading(make(tmp_path / name, f"{WORDS[name]} {change};"))
    assert found.get(key, prop) == values


def test_a_position_off_the_earth_is_refused_and_its_message_kept(tmp_path: Path) -> None:
    words = WORDS["msgstore.db"].replace("42.6629", "142.6629")
    found = Reading(make(tmp_path / "msgstore.db", words))
    (refused,) = found.refused
    assert refused.reason == "'142.6629, 21.1655' is no position on the earth"
    assert found.get("message row 6", "addressEntity") == []


def test_contacts_that_share_a_number_are_counted_by_their_rows(tmp_path: Path) -> None:
    again = (
        "INSERT INTO raw_contacts VALUES (9, 9, 'Beni', 0);"
        "INSERT INTO data SELECT 99, mimetype_id, 9, data1, data2, data4 FROM data WHERE _id = 2;"
    )
    found = Reading(make(tmp_path / "contacts2.db", WORDS["contacts2.db"] + again))
    assert found.guesses.counts["contacts"] == 3
    assert found.get(BENI, "name") == ["Besnik Kurti", "Beni"]


def test_tables_of_a_tools_database_are_read_by_their_columns(
    sample: Callable[[str], Reading],
) -> None:
    found = sample("_lava_artifacts.db")
    assert found.get("get_call_logs row 1", "receiver") == [BENI]
    assert found.get("get_call_logs row 1", "date") == ["2026-03-01T17:01:00"]
    assert found.get("sms row 1", "sender") == [BENI]
    assert found.get("sms row 2", "date") == ["2026-03-01T17:03:00"]
    assert found.guesses.said["tables not read"] == "installed_apps ×1"
    (date,) = [v for v in found.found["sms row 1"].values if v.prop == "date"]
    assert date.written == "1772384520", "the number as stored is kept"


def test_no_time_is_no_refusal(tmp_path: Path) -> None:
    words = WORDS["mmssms.db"].replace("1772384460000", "0")
    found = Reading(make(tmp_path / "mmssms.db", words))
    assert found.refused == []
    assert found.get("sms row 1", "date") == []


def test_the_owner_has_no_name_that_could_be_matched(sample: Callable[[str], Reading]) -> None:
    owner = sample("mmssms.db").found[OWNER]
    assert {v.prop for v in owner.values} == {"description"}


def test_a_payload_that_cannot_be_unpacked_is_refused_and_its_message_kept(tmp_path: Path) -> None:
    words = WORDS["tango_tc.db"].replace("IgZuZXPDq3I=", "not packed")
    found = Reading(make(tmp_path / "tc.db", words))
    (refused,) = found.refused
    assert refused.prop == "bodyText"
    assert found.get("messages row 1", "date") == ["2026-03-01T17:01:00"]


def test_a_row_is_shown_with_five_neighbours_on_either_side(tmp_path: Path) -> None:
    rows = ",".join(f"({n}, '+4420794600{n:02d}', {n}, 1, 'body {n}')" for n in range(1, 21))
    words = (
        "CREATE TABLE sms (_id INTEGER PRIMARY KEY, address TEXT, date INTEGER, type INTEGER, body TEXT);"
        f"INSERT INTO sms VALUES {rows};"
    )
    found = Reading(make(tmp_path / "mmssms.db", words))
    shown = all_readers()["android-messages"].excerpt(found.evidence, "sms row 10")
    assert [spot for spot, _, _ in shown.lines] == [f"sms row {n}" for n in range(5, 16)]
    assert [spot for spot, _, here in shown.lines if here] == ["sms row 10"]
    assert shown.columns == ("_id", "address", "date", "type", "body")
