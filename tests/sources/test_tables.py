"""Rows of delimited text: the line each starts on, and what cannot be cut."""

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model.evidence import Evidence, Refusal
from clew.sources.tables import RECORD_BYTES, Row, Shape, rows

CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)


def evidence_of(folder: Path, raw: bytes) -> Evidence:
    path = folder / "table.csv"
    path.write_bytes(raw)
    return Evidence(path, path.name, "0" * 64, len(raw), "rs-police")


def read(
    folder: Path, raw: bytes, width: int = 3, encoding: str = "utf-8"
) -> tuple[list[Row], list[Refusal]]:
    shape = Shape(encoding, ",", 1, ("x",) * width, 1)
    found = list(rows(evidence_of(folder, raw), shape))
    good = [row for row in found if isinstance(row, Row)]
    return good, [row for row in found if isinstance(row, Refusal)]


def told(refused: list[Refusal]) -> list[tuple[str, str]]:
    return [(refusal.where, refusal.reason) for refusal in refused]


def test_a_row_is_named_by_the_line_it_starts_on(tmp_path: Path) -> None:
    good, _ = read(tmp_path, b'a,b,c\n1,"2\nstill 2\n",3\n\n4,5,6\n')
    assert [(row.spot, row.cells) for row in good] == [
        ("row 2", ["1", "2\nstill 2\n", "3"]),
        ("row 6", ["4", "5", "6"]),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_of_the_three_ways(tmp_path: Path, end: str) -> None:
    good, refused = read(tmp_path, end.join(["a,b,c", "1,2,3", '"4",5,6', ""]).encode())
    assert [(row.number, row.cells) for row in good] == [(2, ["1", "2", "3"]), (3, ["4", "5", "6"])]
    assert refused == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig", "windows-1251"])
def test_rows_come_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    good, refused = read(tmp_path, "а,б,в\nЂ,Љ,Њ\n".encode(encoding), encoding=encoding)
    assert ([row.cells for row in good], refused) == ([["Ђ", "Љ", "Њ"]], [])


def test_rows_without_any_value_are_left_out(tmp_path: Path) -> None:
    good, refused = read(tmp_path, b'a,b,c\n,,\n"","",""\n \n1,2,3\n')
    assert ([row.number for row in good], refused) == ([5], [])


def test_a_broken_byte_refuses_its_row_and_names_the_byte(tmp_path: Path) -> None:
    good, refused = read(tmp_path, b"a,b,c\n1,Ho\xffxha,3\n4,5,6\n")
    assert told(refused) == [("row 2", "byte 5 of the row (0xFF) is not utf-8")]
    assert refused[0].value == "1,Ho\ufffdxha,3"
    assert [row.number for row in good] == [3]


def test_a_broken_byte_in_a_quoted_row_is_counted_from_the_row_not_the_line(tmp_path: Path) -> None:
    good, refused = read(tmp_path, b'a,b,c\n1,"two\nli\xffnes",3\n4,5,6\n')
    assert told(refused) == [("row 2", "byte 10 of the row (0xFF) is not utf-8")]
    assert [row.number for row in good] == [4]


def test_half_a_character_in_utf16_refuses_its_row(tmp_path: Path) -> None:
    raw = "a,b,c\n1,".encode("utf-16-le") + b"\x00\xd8" + ",3\n4,5,6\n".encode("utf-16-le")
    good, refused = read(tmp_path, raw, encoding="utf-16-le")
    assert told(refused) == [("row 2", "character 3 of the row is not utf-16-le")]
    assert [row.number for row in good] == [3]


def test_a_quotation_mark_that_never_closes_costs_its_row_only(tmp_path: Path) -> None:
    good, refused = read(tmp_path, b'a,b,c\n1,"2,3\n4,5,6\n7,8,9\n')
    assert told(refused) == [
        ("row 2", "a quotation mark opens in this row and the file ends before it closes")
    ]
    assert [row.number for row in good] == [3, 4]


def test_a_quotation_mark_closed_by_a_later_row_costs_its_row_only(tmp_path: Path) -> None:
    good, refused = read(tmp_path, b'a,b,c\n1,"2,3\n4,5,6\n7,"8",9\n')
    assert told(refused) == [("row 2", "a quotation mark opens in this row and closes on line 4")]
    assert [(row.number, row.cells) for row in good] == [(3, ["4", "5", "6"]), (4, ["7", "8", "9"])]


def test_a_cell_of_more_than_a_hundred_lines_is_not_believed(tmp_path: Path) -> None:
    good, refused = read(tmp_path, b'a,b,c\n1,"2,3\n' + b"4,5,6\n" * 200)
    reason = "a quotation mark opens in this row and does not close within 100 lines and 1 MiB"
    assert (told(refused), len(good)) == ([("row 2", reason)], 200)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_line_over_a_mebibyte_is_refused_and_reading_goes_on(
    tmp_path: Path, encoding: str
) -> None:
    text = "a,b,c\n" + "x" * (RECORD_BYTES + 5) + "\n1,2,3\n"
    good, refused = read(tmp_path, text.encode(encoding), encoding=encoding)
    assert told(refused) == [("row 2", "line 2 is longer than 1 MiB")]
    assert [(row.number, row.cells) for row in good] == [(3, ["1", "2", "3"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_memory_stays_bounded_on_an_endless_line(tmp_path: Path, encoding: str) -> None:
    evidence = evidence_of(tmp_path, ("a,b,c\n" + "1,2," * 10_000_000).encode(encoding))
    tracemalloc.start()
    refused = list(rows(evidence, Shape(encoding, ",", 1, ("a", "b", "c"), 1)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(refused), peak < 12 * RECORD_BYTES) == (1, True)


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=8), st.sampled_from(["\n", "\r\n"])
)
def test_what_a_csv_writer_writes_comes_back_with_its_lines(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]], end: str
) -> None:
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator=end)
    starts = []
    for cells in [["a", "b", "c"], *table]:
        starts.append(sheet.getvalue().count("\n") + 1)
        writer.writerow(cells)
    good, refused = read(tmp_path_factory.mktemp("table"), sheet.getvalue().encode())
    wanted = [
        (start, cells)
        for start, cells in zip(starts[1:], table, strict=True)
        if "".join(cells).strip(', "\t\n')
    ]
    assert refused == []
    assert [
        (row.number, row.cells) for row in good if "".join(row.cells).strip(', "\t\n')
    ] == wanted


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_refusals(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    good, refused = read(tmp_path_factory.mktemp("table"), b"a,b,c\n" + raw)
    assert all(row.number > 1 for row in good)
    assert all(refusal.do for refusal in refused)
