"""Workbooks: sheets as tables, merged cells, dates as cells, and what is empty without end."""

import subprocess
import sys
from pathlib import Path

import pytest

from clew.errors import SourceError, UnknownSource
from clew.model.evidence import Found, Refusal
from clew.sources.readers.table_csv import CSV
from clew.sources.readers.table_ods import ODS
from clew.sources.readers.table_xlsx import XLSX
from tests.cli.running import clew_json
from tests.sources.mail_maker import compound
from tests.sources.table_maker import refusals, schemata, values
from tests.sources.test_every_reader import evidence_of, read_all
from tests.sources.workbook_maker import (
    DAY,
    PLAIN,
    SPAN,
    ZEROS,
    Cell,
    ods_table,
    sheet_xml,
    write_ods,
    write_xlsx,
)

HEADER: list[Cell] = ["Name", "Birth date", "Phone"]
ARBER: list[Cell] = ["Arber Hoti", (29343, DAY), "+38344000101"]
EMPTY_ROWS = 1_000_000
SECONDS, KILOBYTES = 120, 200_000
READ = """
import re, sys
from pathlib import Path
from clew.model.evidence import Evidence, Found, Guesses
from clew.sources.reader import all_readers, read_records
path = Path(sys.argv[2])
evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "rs-police", "RS")
records = read_records(all_readers()[sys.argv[1]], evidence, Guesses())
found = [i.schema for record in records for i in record if isinstance(i, Found)]
most = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())
print(",".join(found), most[1])
"""


def book(folder: Path, *rows: list[Cell], merged: tuple[str, ...] = ()) -> list[Found | Refusal]:
    path = write_xlsx(folder / "book.xlsx", People=sheet_xml(rows, merged))
    return read_all(XLSX, path)[0]


def test_a_date_cell_is_a_day_whatever_its_format_shows(tmp_path: Path) -> None:
    assert values(book(tmp_path, HEADER, ARBER))["birthDate"] == ["1980-05-02"]


def test_date_cells_say_nothing_of_how_dates_typed_as_text_are_meant(tmp_path: Path) -> None:
    items = book(tmp_path, HEADER, ARBER, ["Vesa Krasniqi", "02.03.1981.", None])
    assert values(items, nth=1)["birthDate"] == ["1981-03-02"]


@pytest.mark.parametrize(
    ("cell", "text", "why"),
    [
        ((101, ZEROS), "00000101", "leading zeros the format shows are part of a number"),
        ((38344000101, PLAIN), "38344000101", "a whole number has no decimals"),
        (("3.8344000101E10", PLAIN), "38344000101", "nor a power of ten"),
        (("0.0020833333", SPAN), "00:03:00", "a span of time is hours, minutes, seconds"),
    ],
)
def test_a_number_is_given_as_the_cell_shows_it(
    tmp_path: Path, cell: Cell, text: str, why: str
) -> None:
    items = book(tmp_path, ["Name", "Remarks"], ["Arber Hoti", cell])
    assert values(items)["notes"] == [f"Remarks: {text}"], why


def test_a_number_that_lost_digits_is_refused_not_rounded(tmp_path: Path) -> None:
    items = book(tmp_path, HEADER, ["Arber Hoti", None, ("8.93810123456789E+18", PLAIN)])
    (refused,) = refusals(items)
    assert refused.where == "sheet People row 2"
    assert refused.value == "8.93810123456789E+18"
    assert "phone" not in values(items)


def test_a_label_over_several_columns_becomes_part_of_their_headers(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["Driver", None, "Owner", None, "Plate"],
        ["Name", "Phone", "Name", "Phone", None],
        ["Ilir Berisha", "1", "Goran Petrovski", "2", "01-234-AB"],
    ]
    path = write_xlsx(tmp_path / "book.xlsx", Cars=sheet_xml(rows, ("A1:B1", "C1:D1", "E1:E2")))
    said = read_all(XLSX, path)[1].said["Cars: columns"]
    assert said.startswith("Driver Name → driver")
    assert "Owner Name → owner" in said


def test_a_cell_merged_downwards_counts_in_each_row_it_covers(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["Name", "Seat", "Bus"],
        ["Arber Hoti", 1, "PR-7"],
        ["Vesa Krasniqi", 2],
    ]
    items = book(tmp_path, *rows, merged=("C2:C3",))
    trips = [i for i in items if isinstance(i, Found) and i.schema == "Trip"]
    assert {i.key for i in trips} == {"trip pr 7"}
    assert len(trips) == 2


def test_sheets_are_read_each_under_its_own_header(tmp_path: Path) -> None:
    cars = sheet_xml([["Plate", "Owner"], ["01-234-AB", "Ilir Berisha"]])
    path = write_xlsx(tmp_path / "book.xlsx", People=sheet_xml([HEADER, ARBER]), Cars=cars)
    items, guesses = read_all(XLSX, path)
    assert schemata(items) == ["Person", "Person", "Vehicle"]
    assert len(guesses.mappings) == 2


def test_a_sheet_without_a_known_column_is_refused_by_name_and_the_others_are_read(
    tmp_path: Path,
) -> None:
    notes = sheet_xml([["zog", "blorb"], [1, 2]])
    path = write_xlsx(tmp_path / "book.xlsx", Notes=notes, People=sheet_xml([HEADER, ARBER]))
    items, _ = read_all(XLSX, path)
    assert refusals(items)[0].reason.startswith("sheet 'Notes' is a table")
    assert schemata(items) == ["Person"]


def test_a_hidden_sheet_is_read_and_said(tmp_path: Path) -> None:
    sheets = {"People": sheet_xml([HEADER, ARBER]), "Back": sheet_xml([HEADER, ARBER])}
    items, guesses = read_all(XLSX, write_xlsx(tmp_path / "book.xlsx", hidden="Back", **sheets))
    assert guesses.said["hidden sheets, read too"] == "Back"
    assert schemata(items) == ["Person", "Person"]


def test_a_workbook_of_unknown_columns_only_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource, match="no column clew knows"):
        book(tmp_path, ["zog", "blorb"], [1, 2])


def test_a_mapping_saved_for_a_csv_is_used_for_a_sheet_with_its_header(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("Name,Birth date,Phone\nArber Hoti,1980-05-02,+38344000101\n")
    workbook = write_xlsx(tmp_path / "book.xlsx", People=sheet_xml([HEADER, ARBER]))
    assert CSV.tables is not None
    assert XLSX.tables is not None
    of_table, of_workbook = CSV.tables(evidence_of(table)), XLSX.tables(evidence_of(workbook))
    assert of_table[0].signature == of_workbook[0].signature


@pytest.mark.slow
def test_a_million_empty_rows_take_bounded_time_and_memory(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(3, EMPTY_ROWS))
    last = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Vesa Krasniqi</t></is></c></row>'
    xml = sheet_xml([HEADER, ARBER], after=empty + last)
    path = write_xlsx(tmp_path / "book.xlsx", People=xml)
    del xml, empty
    _is_bounded(path, "xlsx")


@pytest.mark.slow
def test_a_million_rows_repeated_in_one_element_take_bounded_time_and_memory(
    tmp_path: Path,
) -> None:
    cells = '<table:table-cell table:number-columns-repeated="16384"/>'
    repeated = f'table:number-rows-repeated="{EMPTY_ROWS}"'
    empty = f"<table:table-row {repeated}>{cells}</table:table-row>"
    vesa = "<table:table-row><table:table-cell><text:p>Vesa Krasniqi</text:p></table:table-cell></table:table-row>"
    rows: list[list[Cell]] = [HEADER, ["Arber Hoti", ("1980-05-02", DAY), "+38344000101"]]
    path = write_ods(tmp_path / "book.ods", ods_table("People", rows, after=empty + vesa))
    _is_bounded(path, "ods")


def _is_bounded(path: Path, kind: str) -> None:
    """Read the workbook in a process of its own, which says how much memory it took."""
    done = subprocess.run(
        [sys.executable, "-c", READ, kind, str(path)],
        capture_output=True,
        timeout=SECONDS,
        text=True,
    )
    schemas, kilobytes = done.stdout.split()
    assert schemas == "Person,Person", done.stderr
    assert int(kilobytes) < KILOBYTES


def test_a_broken_sheet_is_refused_from_where_it_breaks(tmp_path: Path) -> None:
    xml = sheet_xml([HEADER, ARBER], after='<row r="3"><c r="A3"')
    items, _ = read_all(XLSX, write_xlsx(tmp_path / "book.xlsx", People=xml))
    assert schemata(items) == ["Person"]
    assert refusals(items)[0].where == "sheet People row 3"


@pytest.mark.slow
def test_a_row_that_swells_without_end_is_given_as_often_as_is_reasonable(tmp_path: Path) -> None:
    wide = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{wide}</table:table-row>'
    path = write_ods(tmp_path / "book.ods", ods_table("People", [HEADER], after=row))
    items, _ = read_all(ODS, path)
    assert any("stands here 1,000,000 times; 61 of them" in one.reason for one in refusals(items))


def test_a_spreadsheet_with_a_password_is_named_as_such(tmp_path: Path) -> None:
    locked = "<manifest><encryption-data/></manifest>"
    path = write_ods(tmp_path / "book.ods", ods_table("People", [HEADER]), manifest=locked)
    with pytest.raises(SourceError, match="locked with a password"):
        read_all(ODS, path)


@pytest.mark.parametrize("name", ["book.xlsx", "report.docx", "without a name"])
def test_an_office_document_with_a_password_is_named_as_such(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(compound({"EncryptedPackage": b"secret", "EncryptionInfo": b"x"}))
    clew_json("add", tmp_path / "case", path, "--agency", "xk-police")
    (refused,) = clew_json("refused", tmp_path / "case")
    assert "locked with a password" in refused["reason"]
    assert "no reader" not in refused["reason"]
