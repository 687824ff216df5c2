"""A phone report becomes people, calls, messages and places, each at the model it came from."""

import re
from pathlib import Path

import pytest
from lxml import etree

from clew.sources.readers.cellebrite import cellebrite
from tests.sources.readers.report_maker import (
    chat,
    contact,
    evidence_of,
    field,
    item,
    many,
    model,
    one,
    party,
    read,
    report,
    section,
    text,
    time,
)

SAMPLE = Path(__file__).parents[1] / "samples" / "phone_report.xml"


def distinct(path: Path, *types: str) -> int:
    """Count the model ids of these types with an XPath of our own."""
    tree = etree.parse(str(path))
    return len({m.get("id") for m in tree.iter("{*}model") if m.get("type") in types})


@pytest.mark.parametrize("name", ["ufed-model-chat.xml", "ufed-model-useraccount.xml"])
def test_the_counts_of_a_genuine_fragment_are_its_distinct_model_ids(
    shared: Path, tmp_path: Path, name: str
) -> None:
    path = shared / "data" / "phones" / "ufdr" / name
    said = read(tmp_path, path.read_bytes()).guesses.counts
    types = {
        "messages": ("InstantMessage", "SMS", "MMS", "Email"),
        "chats": ("Chat",),
        "contacts": ("Contact",),
        "calls": ("Call",),
        "attachments": ("Attachment",),
        "locations": ("Location",),
        "accounts": ("UserAccount",),
    }
    counted = {count: distinct(path, *kinds) for count, kinds in types.items()}
    assert said == {count: number for count, number in counted.items() if number}


def test_a_genuine_fragment_is_recognised_by_its_models(shared: Path) -> None:
    for path in (shared / "data" / "phones" / "ufdr").glob("*.xml"):
        evidence = evidence_of(path)
        assert cellebrite.recognise(evidence, evidence.head()) >= 0.9


def test_a_call_has_both_ends_numbers_seconds_and_utc(tmp_path: Path) -> None:
    found = read(tmp_path, SAMPLE.read_bytes(), "XK")
    assert found.get("model call-1", "date") == ["2026-03-01T20:05:00"]
    assert found.get("model call-1", "duration") == ["102"]
    assert found.get("model call-1", "caller") == ["phone 38344100001"]
    assert found.get("model call-1", "receiver") == ["phone 38344100002"]
    assert found.get("model call-1", "receiverNumber") == ["044 100 002"]


def test_a_missed_call_was_received_by_the_owner_of_the_handset(tmp_path: Path) -> None:
    found = read(tmp_path, SAMPLE.read_bytes(), "XK")
    assert found.get("model call-2", "receiver") == ["phone 38344100001"]


def test_a_call_that_was_not_taken_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, SAMPLE.read_bytes(), "XK")
    assert found.get("model call-2", "summary") == ["Missed"]
    assert found.get("model call-1", "summary") == []


def test_a_value_keeps_the_characters_of_the_file(tmp_path: Path) -> None:
    found = read(tmp_path, SAMPLE.read_bytes()).found["model call-1"]
    written = {v.prop: v.written for v in found.values}
    assert written["date"] == "2026-03-01T21:05:00.000+01:00"
    assert written["duration"] == "00:01:42"


def test_a_number_is_one_entity_in_calls_chats_and_contacts(tmp_path: Path) -> None:
    found = read(tmp_path, SAMPLE.read_bytes(), "XK")
    besnik = [f for f in found.found.values() if f.schema in ("Person", "LegalEntity")]
    holding = [f.key for f in besnik if "Besnik Kurti" in found.get(f.key, "name")]
    assert holding == ["phone 38344100002"]
    assert found.get("model message-2", "sender") == holding
    assert found.get("model call-2", "caller") == holding, "his second number is his too"
    assert found.get("model email-1", "emitters") == holding


def test_a_whatsapp_identifier_gives_a_number_and_an_account(tmp_path: Path) -> None:
    found = read(
        tmp_path, report(section("Chat", chat("c", text("m", "po", "381641234567@s.whatsapp.net"))))
    )
    assert found.get("phone 381641234567", "phone") == ["+381641234567"]
    (account,) = found.of("UserAccount")
    assert found.get(account.key, "username") == ["381641234567@s.whatsapp.net"]
    assert found.get(account.key, "owner") == ["phone 381641234567"]
    assert found.get("model m", "senderAccount") == [account.key]


@pytest.mark.parametrize(
    ("written", "service", "props", "why"),
    [
        ("+381641234567", "Telegram", {"phone": ["+381641234567"]}, "a + makes it a number"),
        ("1919334790", "Telegram", {}, "an app's own number is no telephone"),
        ("0641234567", "Viber", {"phone": ["0641234567"]}, "Viber goes by telephone number"),
        ("zoga@example.test", "Instagram", {"email": ["zoga@example.test"]}, "an address"),
    ],
)
def test_what_an_identifier_of_an_app_says(
    tmp_path: Path, written: str, service: str, props: dict[str, list[str]], why: str
) -> None:
    found = read(tmp_path, report(section("Chat", chat("c", text("m", "po", written, service)))))
    (sender,) = found.get("model m", "sender")
    said = {p: found.get(sender, p) for p in ("phone", "email") if found.get(sender, p)}
    assert said == props, why


def test_a_word_instead_of_a_number_names_the_sender_of_a_text(tmp_path: Path) -> None:
    found = read(tmp_path, SAMPLE.read_bytes())
    assert found.get("model sms-1", "sender") == ["name infosms"]
    assert found.get("name infosms", "name") == ["InfoSMS"]


@pytest.mark.parametrize("nobody", ["38164-100@g.us", "status@broadcast", "System message"])
def test_a_group_and_the_app_itself_are_nobody(tmp_path: Path, nobody: str) -> None:
    found = read(tmp_path, report(section("Chat", chat("c", text("m", "po", nobody)))))
    assert found.get("model m", "sender") == []
    assert found.of("LegalEntity") == []


def test_a_contact_without_any_number_still_comes_in(tmp_path: Path) -> None:
    found = read(tmp_path, report(section("Contact", contact("k", "Taksi Ura"))))
    assert found.get("model k", "name") == ["Taksi Ura"]
    assert found.guesses.counts == {"contacts": 1}


def test_a_party_with_only_a_name_is_one_entity_per_model(tmp_path: Path) -> None:
    said = many("Parties", "Party", party("p", "", "From", "Ura"), party("q", "", "To", "Ura"))
    found = read(tmp_path, report(section("Call", model("Call", "c", said))))
    assert found.get("model c", "caller") == ["model p"]
    assert found.get("model c", "receiver") == ["model q"]


def test_two_contacts_that_share_only_a_second_number_stay_two_people(tmp_path: Path) -> None:
    book = section(
        "Contact",
        contact("a", "Ana Invented", "+381641000001", "+381111000000"),
        contact("b", "Beni Invented", "+381641000002", "+381111000000"),
    )
    found = read(tmp_path, report(book))
    assert found.get("phone 381641000001", "name") == ["Ana Invented"]
    assert found.get("phone 381641000002", "name") == ["Beni Invented"]
    assert {f.key for f in found.of("Person")} == {"phone 381641000001", "phone 381641000002"}


def test_contacts_are_known_before_the_calls_that_stand_ahead_of_them(tmp_path: Path) -> None:
    calls = section(
        "Call", model("Call", "c", many("Parties", "Party", party("p", "+381641000002", "From")))
    )
    book = section("Contact", contact("a", "Ana Invented", "+381641000001", "+381641000002"))
    found = read(tmp_path, report(calls, book))
    assert found.get("model c", "caller") == ["phone 381641000001"]


def test_contacts_outside_a_section_of_their_own_come_where_they_stand(tmp_path: Path) -> None:
    calls = model("Call", "c", many("Parties", "Party", party("p", "+381641000001", "From")))
    found = read(tmp_path, calls + contact("a", "Ana Invented", "+381641000001"))
    assert found.get("phone 381641000001", "name") == ["Ana Invented"]
    assert found.guesses.counts == {"calls": 1, "contacts": 1}


def test_the_handset_has_its_numbers_and_its_card(tmp_path: Path) -> None:
    found = read(tmp_path, SAMPLE.read_bytes())
    assert found.get("handset", "imei") == ["490154203237518"]
    assert found.get("handset", "owner") == ["phone 38344100001"]
    (card,) = found.of("SimCard")
    assert found.get(card.key, "imsi") == ["221010000000001"]
    assert found.get(card.key, "handset") == ["handset"]


def test_numbers_of_two_cards_are_not_paired(tmp_path: Path) -> None:
    device = "".join(
        item(name, value)
        for name, value in (
            ("IMEI", "490154203237518"), ("IMEI2", "352099001761481"), ("ICCID", "8938300000000000018"),
            ("ICCID 2", "8938300000000000026"), ("IMSI", "221010000000001"),
        )
    )  # fmt: skip
    found = read(tmp_path, report(device=device))
    assert found.get("handset", "imei") == ["490154203237518", "352099001761481"]
    assert sorted(len(card.values) for card in found.of("SimCard")) == [2, 2, 2]


def test_a_report_that_names_no_owner_gives_none(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        report(
            section("Call", model("Call", "c", field("Direction", "Outgoing"))),
            device=item("IMEI", "490154203237518"),
        ),
    )
    assert found.get("handset", "owner") == []
    assert found.get("model c", "caller") == []


def test_every_name_the_owner_is_given_belongs_to_one_entity(tmp_path: Path) -> None:
    people = many(
        "Participants", "Party",
        party("a", "38344100001@s.whatsapp.net", "", "Zoga", owner=True),
        party("b", "zoga.44", "", "Z. I.", owner=True),
    )  # fmt: skip
    found = read(tmp_path, report(section("Chat", chat("c", inside=people))))
    assert found.get("model c", "participants") == ["phone 38344100001"]
    assert found.get("phone 38344100001", "name") == ["Zoga", "Z. I."]


def test_participants_are_counted_neither_as_contacts_nor_as_messages(tmp_path: Path) -> None:
    people = many("Participants", "Party", party("a", "+381641000001"), party("b", "+381641000002"))
    found = read(tmp_path, report(section("Chat", chat("c", inside=people))))
    assert found.guesses.counts == {"chats": 1}


def test_the_same_model_id_twice_counts_once(tmp_path: Path) -> None:
    message = text("m", "po", "+381641000001")
    found = read(
        tmp_path, report(section("Chat", chat("c", message)), section("InstantMessage", message))
    )
    assert found.guesses.counts == {"chats": 1, "messages": 1}
    assert len(found.of("Message")) == 1


def test_a_forwarded_message_counts_and_stands_under_the_one_that_holds_it(tmp_path: Path) -> None:
    inner = many(
        "EmbeddedInstantMessage", "InstantMessage", text("inner", "original", "+381641000001")
    )
    outer = model("InstantMessage", "outer", field("Body", "shiko"), inner)
    found = read(tmp_path, report(section("Chat", chat("c", outer))))
    assert found.guesses.counts == {"chats": 1, "messages": 2}
    assert found.get("model inner", "parent") == ["model outer"]


def test_a_quoted_piece_never_takes_the_place_of_the_message_itself(tmp_path: Path) -> None:
    quote = one(
        "InstantMessage", "InstantMessage", model("InstantMessage", "m", field("Body", "në ora"))
    )
    reply = model(
        "InstantMessage",
        "reply",
        many("MessageExtraData", "InstantMessageExtraData", model("ReplyMessageData", "r", quote)),
    )
    found = read(
        tmp_path,
        report(section("Chat", chat("c", reply, text("m", "në ora 5, te ura", "+381641000001")))),
    )
    assert found.get("model m", "bodyText") == ["në ora 5, te ura"]
    assert found.get("model reply", "inReplyToMessage") == ["model m"]


def test_a_deleted_item_says_so_and_is_counted(tmp_path: Path) -> None:
    messages = [
        text("gone", "po", "+381641000001", deleted="Deleted"),
        text("bin", "po", "+381641000001", deleted="Trash"),
        text("here", "po", "+381641000001"),
    ]
    found = read(tmp_path, report(section("Chat", chat("c", *messages))))
    states = {key: found.get(f"model {key}", "deletedState") for key in ("gone", "bin", "here")}
    assert states == {"gone": ["Deleted"], "bin": ["Trash"], "here": []}
    assert found.guesses.counts["deleted_items"] == 1


def test_attachments_name_their_file_in_the_zip(tmp_path: Path) -> None:
    found = read(tmp_path, SAMPLE.read_bytes())
    names = [found.get(f"model attachment-{n}", "fileName") for n in (1, 2, 3)]
    assert names == [["files/Image/IMG-0001.jpg"], ["files/Audio/PTT-0001.opus"], ["VID-0001.mp4"]]
    assert found.get("model attachment-1", "parent") == ["model message-1"]


def test_a_place_with_a_time_is_an_address_and_an_event(tmp_path: Path) -> None:
    found = read(tmp_path, SAMPLE.read_bytes())
    assert found.get("model location-1", "latitude") == ["42.5"]
    assert found.get("model location-1 event", "date") == ["2026-03-02T04:00:00"]
    assert found.get("model location-1 event", "addressEntity") == ["model location-1"]


def test_what_is_not_read_is_said_by_type(tmp_path: Path) -> None:
    assert read(tmp_path, SAMPLE.read_bytes()).guesses.said == {
        "not read": "InstalledApplication ×2"
    }


@pytest.mark.parametrize(
    ("at", "written", "value", "reason"),
    [
        ("2026-03-01T18:00:00+02:00", "", ["2026-03-01T16:00:00"], None),
        ("", "2026-03-01T18:00:00.250Z", ["2026-03-01T18:00:00"], None),
        ("", "01/03/2026 18:00:00", [], "the time '01/03/2026 18:00:00' does not say its offset from UTC"),
        ("", "2026-03-01T18:00:00", [], "the time '2026-03-01T18:00:00' does not say its offset from UTC"),
        ("1970-01-01T00:00:00+00:00", "", [], "'1970-01-01T00:00:00+00:00' is the zero of a clock, not a time"),
    ],
)  # fmt: skip
def test_a_time_is_taken_in_utc_or_refused(
    tmp_path: Path, at: str, written: str, value: list[str], reason: str | None
) -> None:
    said = time(at=at, written=written)
    found = read(tmp_path, report(section("SMS", model("SMS", "s", said, field("Body", "po")))))
    assert found.get("model s", "date") == value
    refused = [(r.where, r.reason, r.key, r.prop) for r in found.refused]
    assert refused == ([("model id=s", reason, "model s", "date")] if reason else [])


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("00:01:42", ["102"]), ("1.02:00:00", ["93600"]), ("00:00:05.9", ["5"]), ("42", ["42"])],
)
def test_a_duration_is_whole_seconds(tmp_path: Path, written: str, seconds: list[str]) -> None:
    found = read(tmp_path, model("Call", "c", field("Duration", written)))
    assert found.get("model c", "duration") == seconds


def test_a_duration_that_is_none_is_refused(tmp_path: Path) -> None:
    found = read(tmp_path, model("Call", "c", field("Duration", "a while")))
    assert [r.reason for r in found.refused] == [
        "the duration 'a while' is not hours:minutes:seconds"
    ]


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda inside: inside,
        lambda inside: section("Call", inside),
        lambda inside: f"<project>{inside}</project>",
        lambda inside: report(section("Call", inside)),
    ],
    ids=["bare models", "one section", "no namespace", "whole report"],
)
def test_reports_and_fragments_read_alike(tmp_path: Path, wrapped) -> None:  # type: ignore[no-untyped-def]
    inside = model("Call", "a", time()) + model("Call", "b", time())
    found = read(tmp_path, wrapped(inside))
    assert [f.spot for f in found.of("Call")] == ["model id=a", "model id=b"]


def test_a_model_without_id_is_found_by_its_number(tmp_path: Path) -> None:
    found = read(tmp_path, model("Call", "", time()) + model("Call", "", field("Duration", "7")))
    spots = [f.spot for f in found.of("Call")]
    assert spots == ["model number 1", "model number 2"]
    assert cellebrite.excerpt(found.evidence, spots[1]).lines[-1][1][3] == "7"


def test_every_spot_is_an_id_of_the_report() -> None:
    said = SAMPLE.read_text("utf-8")
    ids = set(re.findall(r'<model [^>]*\bid="([^"]+)"', said))
    evidence = evidence_of(SAMPLE)
    for name in ids:
        lines = cellebrite.excerpt(evidence, f"model id={name}").lines
        assert any(spot == f"model id={name}" for spot, _, here in lines if here)
