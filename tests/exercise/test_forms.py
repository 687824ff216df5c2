"""Every format is as the real one: digits check, counts agree, archives and pages open."""

import csv
import io
import re
import zipfile

import phonenumbers
import pytest
from docx import Document
from stdnum import iban as iban_rules

from clew.exercise.scene import stage
from tests.exercise.conftest import Rehearsal
from tests.exercise.look_up import NAMESPACE, decoded, paragraphs, report_tree

WEIGHTS = (7, 3, 1)


def digit(field: str) -> int:
    """ICAO 9303 check digit, from its table of values."""
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    values = [0 if c == "<" else alphabet.index(c) for c in field]
    return sum(v * WEIGHTS[n % 3] for n, v in enumerate(values)) % 10


def zones(rehearsal: Rehearsal) -> list[list[str]]:
    found = []
    for path in rehearsal.files(".txt"):
        if path.name.startswith("mrz"):
            blocks = decoded(str(path)).split("\n\n")[1:]
            found += [block.split() for block in blocks if block.strip()]
    return found


def wrong_digits(zone: list[str]) -> list[str]:
    if len(zone) == 3:
        one, two = zone[0], zone[1]
        fields = {one[5:14]: one[14], two[:6]: two[6], two[8:14]: two[14]}
        fields[one[5:30] + two[:7] + two[8:15] + two[18:29]] = two[29]
    else:
        two = zone[1]
        fields = {two[:9]: two[9], two[13:19]: two[19], two[21:27]: two[27]}
        fields[two[:10] + two[13:20] + two[21 : len(two) - 1]] = two[-1]
    return [field for field, given in fields.items() if digit(field) != int(given)]


def test_mrz_lines_have_the_length_of_their_form(rehearsal: Rehearsal) -> None:
    lengths = {tuple(map(len, zone)) for zone in zones(rehearsal)}
    assert lengths <= {(44, 44), (36, 36), (30, 30, 30)}


def test_check_digits_of_seized_documents_are_right_but_for_the_misread_one(
    rehearsal: Rehearsal,
) -> None:
    spoiled = [zone for zone in zones(rehearsal) if wrong_digits(zone)]
    assert ["P<TUREXERCISE<<" in zone[0] for zone in spoiled] == [True, True]


def test_a_message_counts_its_segments_except_the_one_that_must_not(rehearsal: Rehearsal) -> None:
    off = {}
    for path in [*rehearsal.files(".edi"), *rehearsal.files("paxlst_varna.txt")]:
        for body, said, ref in re.findall(
            r"(UNH\+.*?)UNT\+(\d+)\+(\w+)'", decoded(str(path)), re.DOTALL
        ):
            off[ref] = int(said) - body.count("'\r\n") - 1
    assert off == {"EX101": 0, "EX102": 0, "EX103": 0, "EX201": 7}


def test_passengers_of_a_message_are_as_many_as_it_says(rehearsal: Rehearsal) -> None:
    for path in rehearsal.files(".edi"):
        for body in decoded(str(path)).split("UNH+")[1:]:
            said = int(re.findall(r"CNT\+42:(\d+)", body)[0])
            assert body.count("NAD+FL") == said


def test_an_interchange_has_several_flights(one: Rehearsal) -> None:
    text = decoded(str(one.files(".edi")[0]))
    assert text.count("TDT+20+") == text.count("UNH+") == 3


def test_a_ufdr_is_a_zip_with_its_report_first(rehearsal: Rehearsal) -> None:
    for path in rehearsal.files(".ufdr"):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            assert archive.namelist()[0] == "report.xml"


def test_reports_of_handsets_are_in_the_namespace(rehearsal: Rehearsal) -> None:
    roots = [
        report_tree(str(path)) for path in [*rehearsal.files(".ufdr"), *rehearsal.files(".xml")]
    ]
    assert [root.tag for root in roots] == [f"{NAMESPACE}project"] * 4


def test_model_ids_are_given_once(rehearsal: Rehearsal) -> None:
    for path in [*rehearsal.files(".ufdr"), *rehearsal.files(".xml")]:
        ids = [model.get("id") for model in report_tree(str(path)).iter(f"{NAMESPACE}model")]
        assert len(ids) == len(set(ids))


def test_the_counts_of_a_handset_are_those_of_its_models(rehearsal: Rehearsal) -> None:
    for path in [*rehearsal.files(".ufdr"), *rehearsal.files(".xml")]:
        models = list(report_tree(str(path)).iter(f"{NAMESPACE}model"))
        kinds = [model.get("type") for model in models]
        counts = rehearsal.truth["counts"][path.relative_to(rehearsal.folder).as_posix()]
        assert counts["messages"] == kinds.count("SMS") + kinds.count("InstantMessage")
        assert counts["contacts"] == kinds.count("Contact")
        assert counts["calls"] == kinds.count("Call")
        assert counts["chats"] == kinds.count("Chat")
        assert counts["locations"] == kinds.count("Location")
        assert counts.get("attachments", 0) == kinds.count("Attachment")
        assert counts.get("deleted_items", 0) == sum(
            m.get("deleted_state") == "Deleted" for m in models
        )


@pytest.mark.parametrize("table", stage()["table"], ids=lambda t: str(t["path"]))
def test_a_table_reads_back_with_as_many_rows_as_counted(
    one: Rehearsal, table: dict[str, str]
) -> None:
    raw = one.bytes(table["agency"], table["path"])
    rows = list(
        csv.reader(
            io.StringIO(raw.decode(table["encoding"]), newline=""), delimiter=table["delimiter"]
        )
    )
    counts = one.truth["counts"][f"{table['agency']}/{table['path']}"]
    whole = [row for row in rows[1:] if len(row) == len(rows[0])]
    assert (len(rows) - 1, len(rows) - 1 - len(whole)) == (counts["rows"], counts["broken_rows"])


def test_a_passenger_table_holds_a_day_that_does_not_exist(one: Rehearsal) -> None:
    text = one.bytes("tr-police", "yolcular/ucak_yolculari.csv").decode("windows-1254")
    assert text.count("31.02.1980") == 1
    assert text.count(";12-AB;") == 1


def test_planted_phones_are_well_formed_mobile_numbers(one: Rehearsal) -> None:
    numbers = {person["phone"] for person in one.truth["network"]}
    kinds = {phonenumbers.number_type(phonenumbers.parse(number)) for number in numbers}
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(number)) for number in numbers)
    assert kinds == {phonenumbers.PhoneNumberType.MOBILE}


def test_planted_phones_read_back_to_one_number_however_written(rehearsal: Rehearsal) -> None:
    states = {
        "tr-police": "TR",
        "me-police": "ME",
        "xk-police": "XK",
        "mk-police": "MK",
        "bg-police": "BG",
        "al-police": "AL",
    }

    def read(side: dict[str, str]) -> phonenumbers.PhoneNumber:
        text = "+" + side["value"].split("@")[0] if "@" in side["value"] else side["value"]
        text = "+" + text[2:] if text.startswith(("00", "٠٠")) else text
        return phonenumbers.parse(text, states[side["agency"]])

    phones = [link for link in rehearsal.truth["links"] if link["kind"] == "phone"]
    assert [p for p in phones if read(p["a"]) != read(p["b"])] == []


def test_planted_accounts_pass_the_iban_check(rehearsal: Rehearsal) -> None:
    values = [link["a"]["value"] for link in rehearsal.truth["links"] if link["kind"] == "iban"]
    assert values
    assert all(iban_rules.is_valid(re.sub(r"[\s-]", "", value)) for value in values)


def test_planted_imei_pass_the_luhn_check(rehearsal: Rehearsal) -> None:
    pairs = [
        p for p in rehearsal.truth["links"] + rehearsal.truth["lookalikes"] if p["kind"] == "imei"
    ]
    digits = [
        [int(c) for c in side["value"] if c.isdigit()] for p in pairs for side in (p["a"], p["b"])
    ]
    doubled = [
        [d if n % 2 == 0 else sum(divmod(2 * d, 10)) for n, d in enumerate(imei)] for imei in digits
    ]
    assert digits
    assert {len(imei) for imei in digits} == {15}
    assert {sum(imei) % 10 for imei in doubled} == {0}


def test_word_documents_open_in_a_word_library(one: Rehearsal) -> None:
    for path in one.files(".docx"):
        assert Document(str(path)).paragraphs[0].text.startswith("EXERCISE")


def test_a_pdf_keeps_its_albanian_letters(one: Rehearsal) -> None:
    text = "".join(paragraphs(str(one.files(".pdf")[0])))
    assert "Raport mbi kontrabandën" in text


def test_archives_bear_the_exercise_s_date(one: Rehearsal) -> None:
    for path in [*one.files(".ufdr"), *one.files(".docx")]:
        with zipfile.ZipFile(path) as archive:
            dates = {info.date_time for info in archive.infolist()}
            assert dates == {(2026, 9, 28, 8, 0, 0)}
