"""E-mails: what stands above the text, the text, and what came with it."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from clew.model.evidence import Found, Refusal
from clew.sources.ole import what_ole_holds
from clew.sources.readers.mail_eml import eml
from clew.sources.readers.mail_msg import msg
from clew.sources.recognising import recognise
from tests.cli.running import clew_json
from tests.sources.mail_maker import attachment, compound, inside, mail, nested, outlook
from tests.sources.table_maker import refusals, texts, values
from tests.sources.test_every_reader import SAMPLES, evidence_of, read_all


def read(folder: Path, made: EmailMessage | bytes) -> list[Found | Refusal]:
    path = folder / "mail.eml"
    path.write_bytes(made if isinstance(made, bytes) else made.as_bytes())
    return read_all(eml, path)[0]


def test_a_mail_gives_its_people_its_time_in_utc_and_its_name(tmp_path: Path) -> None:
    told = values(read(tmp_path, mail()), "Email")
    assert told["from"] == ["Arber Hoti <arber@example.test>"]
    assert told["date"] == ["2026-03-01T17:30:00"]
    assert told["messageId"] == ["<one@example.test>"]


def test_a_header_in_another_script_is_decoded(tmp_path: Path) -> None:
    raw = mail().as_bytes().replace(b"Subject: Seats", b"Subject: =?windows-1251?B?z/Dl4u7n?=")
    assert values(read(tmp_path, raw), "Email")["subject"] == ["Превоз"]


def test_the_sender_is_a_party_with_an_address(tmp_path: Path) -> None:
    told = values(read(tmp_path, mail()), "LegalEntity")
    assert told == {"email": ["arber@example.test"], "name": ["Arber Hoti"]}


@pytest.mark.parametrize("zone", ["", " -0000"])
def test_a_time_without_an_offset_gives_its_day(tmp_path: Path, zone: str) -> None:
    made = mail(Date=f"Sun, 01 Mar 2026 23:30:00{zone}")
    assert values(read(tmp_path, made), "Email")["date"] == ["2026-03-01"]


def test_a_date_that_is_none_is_kept_and_refused(tmp_path: Path) -> None:
    raw = mail().as_bytes().replace(b"Sun, 01 Mar 2026 18:30:00 +0100", b"yesterday")
    (refused,) = refusals(read(tmp_path, raw))
    assert (refused.where, refused.value, refused.prop) == ("headers", "yesterday", "date")


def test_a_mail_that_is_a_web_page_only_gives_it_as_a_file_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    made = mail()
    made.set_content("<p>The van is BT 123-AE.</p>", subtype="html")
    path.write_bytes(made.as_bytes())
    assert eml.members is not None
    (member,) = eml.members(evidence_of(path), tmp_path)
    assert member[0] == "body.html"
    assert b"BT 123-AE" in member[1].read_bytes()


def test_an_encrypted_mail_is_named_as_such(tmp_path: Path) -> None:
    raw = mail().as_bytes().replace(b'text/plain; charset="utf-8"', b"application/pkcs7-mime")
    assert "encrypted (S/MIME)" in refusals(read(tmp_path, raw))[0].reason


def test_an_attachment_without_content_is_refused_by_name(tmp_path: Path) -> None:
    made = mail()
    made.add_attachment(b"", maintype="image", subtype="jpeg", filename="face.jpg")
    (refused,) = refusals(read(tmp_path, made))
    assert refused.value == "face.jpg"


def test_an_outlook_mail_says_the_same_as_a_plain_one() -> None:
    one, other = (read_all(reader, SAMPLES / reader.sample[0])[0] for reader in (eml, msg))
    assert texts(one) == texts(other)
    for prop in ("subject", "from", "date"):
        assert values(one, "Email")[prop] == values(other, "Email")[prop]


def test_a_mail_inside_an_outlook_mail_comes_out_as_one(tmp_path: Path) -> None:
    path = tmp_path / "mail.msg"
    path.write_bytes(compound(outlook("Seats", "Hello.", inside("Before", "earlier words"))))
    assert msg.members is not None
    (member,) = msg.members(evidence_of(path), tmp_path)
    assert member[0] == "Before.eml"
    assert texts(read_all(eml, member[1])[0]) == ["earlier words"]


def test_an_outlook_file_is_told_from_other_compound_files(tmp_path: Path) -> None:
    path = tmp_path / "book.docx"
    path.write_bytes(compound({"EncryptedPackage": b"secret", "EncryptionInfo": b"x"}))
    assert what_ole_holds(evidence_of(path)).name == "locked"
    path.write_bytes(compound(outlook("Seats", "Hello.")))
    assert recognise(evidence_of(path), evidence_of(path).head()) is msg


def test_a_name_that_leads_outside_stays_inside(tmp_path: Path) -> None:
    path = tmp_path / "mail.msg"
    path.write_bytes(compound(outlook("S", "T", attachment("../../seats.csv", b"a,b\n1,2\n"))))
    assert msg.members is not None
    (member,) = msg.members(evidence_of(path), tmp_path)
    assert member[0] == "_.._seats.csv"
    assert member[1].parent == tmp_path


def test_attachments_come_in_under_the_mail_and_its_text_is_searched(tmp_path: Path) -> None:
    case = tmp_path / "case"
    done = clew_json("add", case, SAMPLES / "mail.eml", "--agency", "xk-police")
    assert [(r["file"], r["reader"]) for r in done] == [
        ("mail.eml", "eml"), ("mail.eml!seats.csv", "csv"), ("mail.eml!Before.eml", "eml"),
    ]  # fmt: skip
    assert clew_json("search", case, "BT123AE")


def test_a_reader_named_for_a_mail_does_not_read_its_attachments(tmp_path: Path) -> None:
    words = ("--agency", "xk-police", "--as", "eml")
    done = clew_json("add", tmp_path / "case", SAMPLES / "mail.eml", *words)
    assert [r["reader"] for r in done] == ["eml", "csv", "eml"]


def test_the_same_mail_twice_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        done = clew_json("add", tmp_path / "case", SAMPLES / "mail.eml", "--agency", "xk-police")
    assert [r.get("already") for r in done] == [True, True, True]


def test_mails_ten_deep_are_refused_politely_and_those_above_are_read(tmp_path: Path) -> None:
    path = tmp_path / "deep.eml"
    path.write_bytes(nested(10).as_bytes())
    case = tmp_path / "case"
    done = clew_json("add", case, path, "--agency", "xk-police")
    assert len(done) == 6
    (refused,) = clew_json("refused", case)
    assert "deeper than 5 levels" in refused["reason"]
