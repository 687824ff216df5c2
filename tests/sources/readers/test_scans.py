"""Scans: each page alone decides, print is read with its places, and what a machine is unsure of is asked."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

pytest.importorskip("cv2")
pytest.importorskip("onnxruntime")
pytest.importorskip("typst")
from PIL import Image

from clew.exercise.bearers import Bearer
from clew.exercise.photographs import photograph, snapshot
from clew.exercise.scanned import Wear, drawn, scan_pdf, worn
from clew.model.evidence import Found, Guesses, Refusal
from clew.sources import scans
from clew.sources.reader import Reader, read_records
from clew.sources.readers.picture import PICTURE
from clew.sources.readers.report_pdf import pdf
from clew.sources.tesseract import tesseract
from tests.sources.paper_maker import pdf_bytes, written

NOTE = [
    ["Note on a vehicle check"],
    [
        "On 12 September 2026 a van with plates BG 1234-AB was stopped.",
        "It was driven by Ana Hoti.",
    ],
    ["Telephone +381 64 000 0111, passport P00000102."],
]
BELESKA = [
    ["Возило је заустављено на прелазу.", "Возач је Драган Петровић, тел. +381 64 000 0111."]
]
WITH_PROGRAM = pytest.mark.skipif(tesseract() is None, reason="tesseract is not installed")
ANA = Bearer("HOTI", "ANA", "F", date(1990, 1, 1), "RKS", "P", "P00000102", date(2030, 2, 1))
AS_PRINTED = Wear()
Items = list[Found | Refusal]


def read(
    reader: Reader[Any], folder: Path, raw: bytes, name: str, guesses: Guesses | None = None
) -> Items:
    evidence = written(folder, name, raw)
    records = read_records(reader, evidence, guesses or Guesses())
    return [item for record in records for item in record]


def passages(items: Items) -> list[tuple[str, str]]:
    found = [i for i in items if isinstance(i, Found)]
    return [
        (value.spot or one.spot, value.text)
        for one in found
        for value in one.values
        if value.prop == "bodyText"
    ]


def reasons(items: Items) -> list[str]:
    return [item.reason for item in items if isinstance(item, Refusal)]


def png(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def scanned(
    paragraphs: Sequence[Sequence[str]], wear: Wear = AS_PRINTED, to_left: bool = False
) -> bytes:
    return scan_pdf([worn(drawn(paragraphs, to_left=to_left), wear, Random(1))])


def test_a_scanned_page_is_read_paragraph_by_paragraph_with_its_lines(tmp_path: Path) -> None:
    assert passages(read(pdf, tmp_path, scanned(NOTE), "a.pdf")) == [
        ("page 1, line 1", NOTE[0][0]),
        ("page 1, lines 2-3", "\n".join(NOTE[1])),
        ("page 1, line 4", NOTE[2][0]),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("turned", [180, 90, 270, 4, -7])
def test_a_page_put_in_wrongly_or_askew_is_read_all_the_same(tmp_path: Path, turned: float) -> None:
    found = passages(read(pdf, tmp_path, scanned(NOTE, Wear(turned)), "a.pdf"))
    assert " ".join(text for _, text in found).split() == [
        word for lines in NOTE for line in lines for word in line.split()
    ]


@WITH_PROGRAM
def test_cyrillic_print_is_read_with_the_latin_in_it(tmp_path: Path) -> None:
    (found,) = passages(read(pdf, tmp_path, scanned(BELESKA), "a.pdf"))
    assert found == ("page 1, lines 1-2", "\n".join(BELESKA[0]))


@pytest.mark.slow
@WITH_PROGRAM
def test_print_from_right_to_left_is_read_in_the_order_it_is_spoken(tmp_path: Path) -> None:
    line = "سيارة يقودها أحمد الحسن عند المعبر الحدودي"
    raw = scanned([[line]], Wear(180), to_left=True)
    assert [text for _, text in passages(read(pdf, tmp_path, raw, "a.pdf"))] == [line]


def test_without_a_program_for_it_the_page_is_kept_and_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clew.sources.scan_reading.tesseract", lambda: None)
    items = read(pdf, tmp_path, scanned(BELESKA), "a.pdf")
    assert reasons(items) == [
        "page 1 has print that is not read here: it looks like Cyrillic script"
    ]
    assert passages(items) == []


@pytest.mark.slow
def test_columns_are_read_one_after_the_other_and_the_rows_of_a_table_across(
    tmp_path: Path,
) -> None:
    left, right = "The driver had taken four passengers. ", "What the passengers said of him. "
    columns = typeset(f"#columns(2)[{left * 8} #colbreak() {right * 8}]")
    text = " ".join(t for _, t in passages(read(pdf, tmp_path, scan_pdf([columns]), "a.pdf")))
    assert " ".join(text.split()) == (left * 8 + right * 8).strip()
    table = typeset("#table(columns: 3, [Date], [Paid to], [Sum], [12.09.2026], [Ana Hoti], [400])")
    assert passages(read(pdf, tmp_path, scan_pdf([table]), "b.pdf"))[-1][1].split("\n") == [
        "Date | Paid to | Sum",
        "12.09.2026 | Ana Hoti | 400",
    ]


def typeset(text: str) -> Image.Image:
    """Draw a page of the typesetter's own markup."""
    import typst

    page: Any = typst.compile(f'#set page(paper: "a4")\n{text}'.encode(), format="png", ppi=200)
    return Image.open(io.BytesIO(page)).convert("L")


@WITH_PROGRAM
def test_a_paragraph_in_another_script_is_read_as_well(tmp_path: Path) -> None:
    mixed = [["The driver said that he had taken four passengers."], ["Возач је рекао да је сам."]]
    found = passages(read(pdf, tmp_path, scanned(mixed), "a.pdf"))
    assert [text for _, text in found] == [lines[0] for lines in mixed]


def test_each_page_alone_decides_whether_it_is_a_scan(tmp_path: Path) -> None:
    whole = tmp_path / "mixed.pdf"
    import pypdfium2 as pdfium

    mixed = pdfium.PdfDocument.new()
    for raw in (pdf_bytes([["Typed text."]]), scanned([["Scanned text."]])):
        mixed.import_pages(pdfium.PdfDocument(raw))
    mixed.save(whole)
    found = passages(read(pdf, tmp_path, whole.read_bytes(), "a.pdf"))
    assert found == [("page 1", "Typed text."), ("page 2, line 1", "Scanned text.")]


def test_how_sure_the_machine_was_stands_with_the_document(tmp_path: Path) -> None:
    items = read(pdf, tmp_path, scanned([["Scanned text."]]), "a.pdf")
    notes = [v.text for i in items if isinstance(i, Found) for v in i.values if v.prop == "notes"]
    assert [note.rpartition(" ")[0] for note in notes] == [
        "page 1: 1 line of Latin script read by machine, confidence"
    ]


def test_a_blank_page_is_counted_and_not_refused(tmp_path: Path) -> None:
    guesses = Guesses()
    items = read(pdf, tmp_path, scan_pdf([Image.new("L", (400, 560), 250)]), "a.pdf", guesses)
    assert (reasons(items), guesses.said["blank"]) == ([], "page 1")


def test_a_photograph_without_print_gives_a_picture_and_no_paper(tmp_path: Path) -> None:
    items = read(PICTURE, tmp_path, snapshot(3), "road.jpg")
    assert [i.schema for i in items if isinstance(i, Found)] == ["Image"]
    assert reasons(items) == []


def test_a_picture_of_a_paper_is_read_as_one(tmp_path: Path) -> None:
    items = read(PICTURE, tmp_path, png(drawn(NOTE)), "note.png")
    assert passages(items)[1] == ("picture, lines 2-3", "\n".join(NOTE[1]))


def test_pages_of_a_tiff_make_one_paper(tmp_path: Path) -> None:
    pages = [drawn([["First page."]]), drawn([["Second page."]])]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    items = read(PICTURE, tmp_path, out.getvalue(), "fax.tif")
    assert passages(items) == [
        ("picture, line 1", "First page."),
        ("picture 2, line 1", "Second page."),
    ]
    assert {i.key for i in items if isinstance(i, Found) and i.schema == "Pages"} == {"document"}


def test_a_passport_on_a_scanned_page_gives_its_holder_and_its_number(tmp_path: Path) -> None:
    shown = Image.open(io.BytesIO(photograph(ANA, "TD3", width=1000))).convert("L")
    page = Image.new("L", (1654, 2339), 250)
    page.paste(shown, (300, 300))
    items = read(pdf, tmp_path, scan_pdf([page]), "a.pdf")
    (passport,) = [i for i in items if isinstance(i, Found) and i.schema == "Passport"]
    said = {value.prop: value.text for value in passport.values}
    assert (said["number"], said["endDate"]) == ("P00000102", "2030-02-01")
    assert said["proof"] == "document"


def test_lines_the_machine_is_unsure_of_are_kept_and_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scans, "LOW", 1.01)
    items = read(pdf, tmp_path, scanned([["Scanned text."]]), "a.pdf")
    assert passages(items) == [("page 1, line 1", "Scanned text.")]
    (reason,) = reasons(items)
    assert reason.startswith("a line was read with little confidence: line 1 (")


def test_a_page_that_takes_too_long_says_how_much_of_it_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clew.sources.scan_reading.PAGE_SECONDS", -1.0)
    items = read(pdf, tmp_path, scanned(NOTE), "a.pdf")
    assert [reason.split(":")[0] for reason in reasons(items)] == ["4 lines not read"]


def test_pages_past_the_limit_are_counted_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scans, "MOST_SCANS", 2)
    raw = scan_pdf([Image.new("L", (100, 140), 250)] * 200)
    (refused,) = [i for i in read(pdf, tmp_path, raw, "a.pdf") if isinstance(i, Refusal)]
    assert refused.reason == "198 scanned pages were not read: clew reads 2 of one file"
    assert refused.value == "page 3 to page 200"


def test_a_place_on_a_scan_opens_with_its_lines_and_what_it_looks_like(tmp_path: Path) -> None:
    evidence = written(tmp_path, "a.pdf", scanned(NOTE))
    lines = pdf.excerpt(evidence, "page 1, lines 2-3").lines
    assert [cells[0] for _, cells, here in lines if here] == NOTE[1]
    assert pdf.picture is not None
    height, width, _ = pdf.picture(evidence, "page 1, lines 2-3").shape
    assert 3 < width / height < 15


def test_a_page_with_text_of_its_own_has_no_picture_to_compare(tmp_path: Path) -> None:
    assert pdf.picture is not None
    assert pdf.picture(written(tmp_path, "a.pdf", pdf_bytes([["Typed text."]])), "page 1") is None
