"""Tables written for a spreadsheet: text stays text, nothing is cut without a word."""

import csv
import io
from pathlib import PurePath

import openpyxl
import pytest

from clew.errors import UsageError
from clew.exchange.tables import Table, suffix_of, written

TABLE = Table("ties", ("who", "n"), [("=1+1", 3), ("Џевдет | *x*", None), ("a\x00b", 2.5)])


def test_a_text_that_looks_like_a_formula_is_text_in_a_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written([TABLE], "xlsx", "Try", ["a note"])))
    cells = book["ties"]["A2"], book["ties"]["B2"], book["ties"]["A4"]
    assert [(one.value, one.data_type) for one in cells] == [
        ("=1+1", "s"),
        (3, "n"),
        ("a\ufffdb", "s"),
    ]
    assert [row[0].value for row in book["about"].iter_rows()] == ["about", "Try", "a note"]


def test_a_text_that_looks_like_a_formula_gets_an_apostrophe_in_csv() -> None:
    text = written([TABLE], "csv").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[:2] == [["who", "n"], ["'=1+1", "3"]]


def test_markup_in_a_cell_stays_words_in_markdown() -> None:
    text = written([TABLE], "md", "Try", ["a note"]).decode()
    assert text.startswith("# Try\n\na note\n")
    assert r"| Џевдет \| \*x\* |  |" in text


def test_the_end_of_a_name_says_what_is_written() -> None:
    assert suffix_of(PurePath("a/b.XLSX"), ["csv", "xlsx"]) == "xlsx"
    with pytest.raises(UsageError) as refused:
        suffix_of(PurePath("b.docx"), ["csv", "xlsx"])
    assert ".csv, .xlsx" in refused.value.do
