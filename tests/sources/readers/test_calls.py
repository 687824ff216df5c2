"""Operators' call detail records: who with whom, which handset and card, at which cell, when in UTC."""

from dataclasses import replace
from pathlib import Path

import pytest

from clew.model.evidence import Found
from clew.sources.readers.table_csv import CSV
from clew.sources.readers.table_xlsx import XLSX
from clew.store import mappings
from tests.sources.table_maker import Items, evidence_of, read_all, refusals, schemata, values
from tests.sources.test_every_reader import SAMPLES
from tests.sources.test_every_reader import read_all as read_file
from tests.sources.workbook_maker import DAY, SPAN, Cell, sheet_xml, write_xlsx

HEAD = "A number;B number;Call start;Duration;IMEI;IMSI;Cell ID"
ROW = "+38344000101;+38344000102;01.03.2026 18:00:05;75;001001000000015;001010000000101;5010"


def calls(folder: Path, *lines: str, country: str | None = "XK") -> Items:
    return read_all(evidence_of(folder, "\n".join(lines) + "\n", country))[0]


def links(items: Items, schema: str) -> dict[str, str]:
    found = next(i for i in items if isinstance(i, Found) and i.schema == schema)
    return {v.prop: v.text for v in found.values if v.entity}


def test_a_row_gives_the_call_its_ends_and_its_seconds() -> None:
    items, guesses = read_file(CSV, SAMPLES / "calls.csv")
    told = values(items, "Call")
    assert told["caller"] == ["number +38344000101"]
    assert told["receiverNumber"] == ["+38344000102"]
    assert told["duration"] == ["75"]
    assert guesses.counts == {"rows": 3}


def test_a_time_without_an_offset_is_read_by_the_clock_of_the_country_and_said(
    tmp_path: Path,
) -> None:
    items, guesses = read_all(evidence_of(tmp_path, f"{HEAD}\n{ROW}\n", "XK"))
    assert values(items, "Call")["date"] == ["2026-03-01T17:00:05"]
    assert guesses.said["time zone"] == "Europe/Belgrade (a guess: usual in XK)"


def test_without_a_country_only_the_day_is_kept(tmp_path: Path) -> None:
    iso = ROW.replace("01.03.2026", "2026-03-01")
    assert values(calls(tmp_path, HEAD, iso, country=None), "Call")["date"] == ["2026-03-01"]


def test_an_hour_the_clock_shows_twice_is_refused_as_a_time(tmp_path: Path) -> None:
    items = calls(tmp_path, HEAD, ROW.replace("01.03.2026 18:00:05", "25.10.2026 02:30:00"))
    assert values(items, "Call")["date"] == ["2026-10-25"]
    assert "stands twice" in refusals(items)[0].reason


def test_the_record_says_which_handset_and_card_were_at_which_cell(tmp_path: Path) -> None:
    assert links(calls(tmp_path, HEAD, ROW), "Event") == {
        "usedHandset": "handset 00100100000001",
        "usedSim": "card 001010000000101",
        "addressEntity": "cell 5010",
        "involved": "number +38344000101",
    }


def test_a_card_names_its_number_and_the_handset_it_was_in(tmp_path: Path) -> None:
    told = values(calls(tmp_path, HEAD, ROW), "SimCard")
    assert told["phone"] == ["+38344000101"]
    assert told["handset"] == ["handset 00100100000001"]


def test_a_check_digit_the_operator_set_to_zero_is_worked_out(tmp_path: Path) -> None:
    told = values(
        calls(tmp_path, HEAD, ROW.replace("001001000000015", "001001000000010")), "Handset"
    )
    assert told["imei"] == ["001001000000015"]


def test_a_cell_has_its_place_and_the_direction_of_its_beam() -> None:
    cell = values(read_file(CSV, SAMPLES / "calls.csv")[0], "Address")
    assert cell["latitude"] == ["42.6629"]
    assert cell["remarks"] == ["azimuth 120°"]
    assert cell["name"] == ["cell 21-5010"]


def test_records_asked_for_one_number_turn_round_where_it_was_called(tmp_path: Path) -> None:
    head = "MSISDN;Other party;Direction;Call start;IMEI"
    row = "38344000101;38344000102;MT;01.03.2026 18:00;001001000000015"
    told = values(calls(tmp_path, head, row), "Call")
    assert told["caller"] == ["number +38344000102"]
    assert told["receiver"] == ["number +38344000101"]


@pytest.mark.parametrize(
    ("head", "cell", "seconds"),
    [
        ("Duration", "75", "75"),
        ("Duration (min)", "2", "120"),
        ("Duration", "01:00:05", "3605"),
        ("Duration", "2:05", "125"),
    ],
)
def test_a_duration_is_seconds_unless_its_header_says_minutes(
    tmp_path: Path, head: str, cell: str, seconds: str
) -> None:
    items = calls(tmp_path, HEAD.replace("Duration", head), ROW.replace(";75;", f";{cell};"))
    assert values(items, "Call")["duration"] == [seconds]


def test_a_short_code_is_a_name_and_no_telephone_number() -> None:
    items, _ = read_file(CSV, SAMPLES / "calls.csv")
    named = [i for i in items if isinstance(i, Found) and i.key == "number 1414"]
    assert [(v.prop, v.text) for v in named[0].values] == [("name", "1414")]


def test_unit_and_clock_of_a_saved_mapping_are_used_and_come_back(tmp_path: Path) -> None:
    evidence = evidence_of(tmp_path, f"{HEAD}\n{ROW}\n", "XK")
    ((name, used),) = read_all(evidence)[1].mappings.items()
    mappings.save(tmp_path, name, replace(used, time_zone="Europe/Istanbul", duration_unit="min"))
    saved = mappings.load(tmp_path, name)
    assert saved is not None
    items, _ = read_all(replace(evidence, mappings={name: saved}))
    assert values(items, "Call")["date"] == ["2026-03-01T15:00:05"]
    assert values(items, "Call")["duration"] == ["4500"]


def test_a_list_of_people_with_a_handset_keeps_its_number_as_a_note(tmp_path: Path) -> None:
    items = calls(tmp_path, "name;phone;imei", "Arber Hoti;+38344000101;001001000000015")
    assert schemata(items) == ["Person"]
    assert values(items)["notes"] == ["imei: 001001000000015"]


def test_a_sheet_of_a_workbook_says_the_same_as_a_table(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        list(HEAD.split(";")),
        [38344000101, 38344000102, (46082.7500578704, DAY), ("0.000868055555555556", SPAN), "001001000000015"],
    ]  # fmt: skip
    path = write_xlsx(tmp_path / "calls.xlsx", Calls=sheet_xml(rows))
    told = values(read_file(XLSX, path)[0], "Call")
    assert told["caller"] == ["number +38344000101"]
    assert told["date"] == ["2026-03-01T17:00:05"]
    assert told["duration"] == ["75"]
