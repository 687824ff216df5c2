"""A WhatsApp chat exported as text: who wrote what on which day, in the style of any phone."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import SourceError
from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.model.ports import SAID_COUNTRY
from clew.sources.chat_lines import opening, styles
from clew.sources.reader import read_records
from clew.sources.readers.whatsapp_chat import whatsapp_chat
from clew.sources.recognising import recognise
from tests.cli.running import clew_json


def read(
    path: Path, text: str, country: str | None = None
) -> tuple[dict[str, Found], list[Refusal], Guesses]:
    path.write_text(text, encoding="utf-8")
    evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "test-police", country)
    guesses = Guesses({"country_from": SAID_COUNTRY if country else "nobody said"})
    items = [item for items in read_records(whatsapp_chat, evidence, guesses) for item in items]
    found = {item.key: item for item in items if isinstance(item, Found)}
    return found, [item for item in items if isinstance(item, Refusal)], guesses


def said(found: Found, prop: str) -> list[str]:
    return [v.text for v in found.values if v.prop == prop]


@pytest.mark.parametrize(
    ("line", "when", "why"),
    [
        ("[01/03/2026, 21:05:33] Beni: po", "01/03/2026, 21:05:33", "an Apple phone"),
        ("\u200e[01.03.26, 21:05:33] Beni: po", "01.03.26, 21:05:33", "a mark in front"),
        ("[3/1/26, 9:05:33\u202fPM] Beni: po", "3/1/26, 9:05:33\u202fPM", "twelve hours"),
        ("01/03/2026, 21:05 - Beni: po", "01/03/2026, 21:05", "an Android phone"),
        ("3/1/26, 9:05 PM - Beni: po", "3/1/26, 9:05 PM", "twelve hours"),
        ("01.03.26, 21:05 - Beni: po", "01.03.26, 21:05", "points"),
        ("2026-03-01, 21:05 - Beni: po", "2026-03-01, 21:05", "years first"),
        ("1/3/2026 9:05 p. m. - Beni: po", "1/3/2026, 9:05 p. m.", "Spanish afternoon, no comma"),
        ("1.03.2026 21:05 - Beni: po", "1.03.2026, 21:05", "Turkish"),
        ("٠١/٠٣/٢٠٢٦، ٩:٠٥ م - Beni: po", "01/03/2026, 9:05 م", "Arabic digits and comma"),
    ],
)
def test_the_first_line_of_a_message_is_known_in_any_style(line: str, when: str, why: str) -> None:
    found = opening(line)
    assert found is not None, why
    assert (found.when, found.sender, found.text) == (when, "Beni", "po"), why


@pytest.mark.parametrize(
    "line", ["sa veta?", "", "12:30 te ura", "01/03/2026 - pa orë", "[shënim] po: jo"]
)
def test_any_other_line_goes_on_with_the_message_before(line: str) -> None:
    assert opening(line) is None


@pytest.mark.parametrize(
    ("dates", "orders", "why"),
    [
        (["01/03/2026", "13/03/2026"], ["DMY"], "there is no thirteenth month"),
        (["3/1/26", "3/13/26"], ["MDY"], "nor here"),
        (["2026-03-01"], ["YMD"], "the year is written out in front"),
        (["01/03/2026", "02/03/2026", "03/03/2026", "01/04/2026"], ["DMY"], "a chat runs forward"),
        (["03/01/2026", "03/02/2026", "04/01/2026"], ["MDY"], "whichever comes first"),
        (["01/02/2026", "03/04/2026"], ["DMY", "MDY"], "both exist, both run forward"),
        (["03/03/2026"], ["DMY", "MDY"], "the same day either way"),
        (["12/01/1970", "13/01/1970"], ["DMY"], "a clock never set has no thirteenth month either"),
        (["05/06/2026", "13/01/1970"], ["DMY"], "nor has one that was set back"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_the_order_of_day_and_month_is_the_one_that_fits(
    dates: list[str], orders: list[str], why: str
) -> None:
    assert styles(dates) == orders, why


AMBIGUOUS = "01/02/2026, 21:05 - Beni: po\n03/04/2026, 21:06 - Zoga: jo\n"


def test_dates_that_fit_two_styles_are_asked_and_the_messages_kept(tmp_path: Path) -> None:
    found, refused, _ = read(tmp_path / "_chat.txt", AMBIGUOUS)
    assert refused[0].where == ""
    assert "does the day or the month come first?" in refused[0].do
    assert [(r.where, r.prop) for r in refused[1:]] == [("line 1", "date"), ("line 2", "date")]
    assert said(found["line 1"], "bodyText") == ["po"]
    assert said(found["line 1"], "date") == []


@pytest.mark.parametrize(("country", "day"), [("GB", "2026-02-01"), ("US", "2026-01-02")])
def test_the_answer_is_the_country_a_person_gives(tmp_path: Path, country: str, day: str) -> None:
    found, refused, _ = read(tmp_path / "_chat.txt", AMBIGUOUS, country)
    assert said(found["line 1"], "date") == [day]
    assert refused == []


def test_a_day_before_there_was_whatsapp_is_a_clock_never_set_and_the_message_stays(
    tmp_path: Path,
) -> None:
    text = (
        "12/01/1970, 21:05 - Beni: po\n13/01/1970, 21:06 - Zoga: jo\n14/03/2026, 9:00 - Beni: eja\n"
    )
    found, refused, guesses = read(tmp_path / "_chat.txt", text)
    assert [(r.where, r.prop) for r in refused] == [("line 1", "date"), ("line 2", "date")]
    assert "a clock that was never set" in refused[0].reason
    assert (said(found["line 1"], "bodyText"), said(found["line 3"], "date")) == (
        ["po"],
        ["2026-03-14"],
    )
    assert guesses.said["dates"].startswith("DMY")


def test_the_question_is_answered_by_adding_the_file_again(tmp_path: Path) -> None:
    path = tmp_path / "_chat.txt"
    path.write_text(AMBIGUOUS)
    (asked,) = clew_json("add", tmp_path / "case", path, "--agency", "rs-police")
    (told,) = clew_json("add", tmp_path / "case", path, "--agency", "rs-police", "--country", "RS")
    assert (asked["refused"], told["refused"]) == (3, 0)
    (again,) = clew_json("add", tmp_path / "case", path, "--agency", "rs-police", "--country", "RS")
    assert again["already"]


def test_days_in_a_style_nobody_knows_are_asked(tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat with Beni.txt"
    with pytest.raises(SourceError, match="no message begins in a style of date clew knows") as exc:
        read(path, "1 mars 2026 ora 21 - Beni: po\n")
    assert "what do its dates mean?" in exc.value.do


def test_a_message_of_several_lines_is_one(tmp_path: Path) -> None:
    found, _, _ = read(
        tmp_path / "_chat.txt",
        "13/03/2026, 21:05 - Beni: po\nsa veta?\n\n14/03/2026, 9:00 - Zoga: 6\n",
    )
    assert said(found["line 1"], "bodyText") == ["po\nsa veta?"]
    assert said(found["line 4"], "sender") == ["name zoga"]


def test_a_number_instead_of_a_name_is_a_number(tmp_path: Path) -> None:
    found, _, _ = read(
        tmp_path / "_chat.txt",
        "13/03/2026, 21:05 - +44 20 7946 0002: po\n14/03/2026, 9:00 - Beni: jo\n",
    )
    assert said(found["line 1"], "sender") == ["phone 442079460002"]
    assert said(found["chat export"], "participants") == ["name beni", "phone 442079460002"]


@pytest.mark.parametrize(
    "text",
    [
        "<attached: 0003-PHOTO.jpg>",
        "<bashkangjitur: 0003-PHOTO.jpg>",
        "0003-PHOTO.jpg (file attached)",
        "0003-PHOTO.jpg (fajl priložen)",
    ],
)
def test_a_file_named_in_a_message_hangs_on_it(tmp_path: Path, text: str) -> None:
    found, _, _ = read(
        tmp_path / "_chat.txt", f"13/03/2026, 21:05 - Beni: {text}\n14/03/2026, 9:00 - Beni: jo\n"
    )
    (picture,) = [f for f in found.values() if f.schema == "Image"]
    assert said(picture, "fileName") == ["0003-PHOTO.jpg"]
    assert said(picture, "parent") == ["line 1"]


def test_the_zip_of_an_export_gives_its_chat_and_title(tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat with Besnik Kurti.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "_chat.txt", "[13/03/2026, 21:05:00] Beni: po\n[14/03/2026, 09:00:00] Zoga: jo\n"
        )
        archive.writestr("0003-PHOTO.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF")
    receipts = clew_json("add", tmp_path / "case", path, "--agency", "rs-police")
    by_name = {receipt["file"]: receipt for receipt in receipts}
    chat = by_name[f"{path.name}!_chat.txt"]
    assert (chat["reader"], chat["counts"]["messages"]) == ("whatsapp-chat", 2)
    assert len(by_name) == 3


def test_a_report_that_mentions_a_time_is_no_chat(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("On 13/03/2026 a patrol saw a van.\nAt 21:05 it crossed.\n" * 20)
    evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "test-police")
    reader = recognise(evidence, evidence.head())
    assert reader is not None
    assert reader.name == "text"


@given(st.text(max_size=200))
def test_any_line_is_taken_apart_or_not_but_never_crashes(line: str) -> None:
    found = opening(line)
    assert found is None or found.date
