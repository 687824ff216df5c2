"""Reports as Word documents: every part a reader sees, and packages made to harm."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import SourceError, UnsafeSource
from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources.reader import read_records
from clew.sources.readers.report_docx import docx as reader
from tests.sources.paper_maker import body, package_bytes, written


def items_of(evidence: Evidence, guesses: Guesses | None = None) -> list[Found | Refusal]:
    records = read_records(reader, evidence, guesses or Guesses())
    return [item for record in records for item in record]


def values(evidence: Evidence, prop: str) -> list[str]:
    found = (f for f in items_of(evidence) if isinstance(f, Found))
    return [v.text for f in found for v in f.values if v.prop == prop]


def para(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


RUN = "<w:r><w:t>new</w:t></w:r>"


@pytest.mark.parametrize(
    ("inner", "seen", "why"),
    [
        (para("One") + para("") + para("Two"), ["One", "Two"], "empty paragraphs say nothing"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", ["a\tb\nc"],
         "tabs and line ends"),
        (f"<w:tbl><w:tr><w:tc>{para('a')}</w:tc><w:tc>{para('b')}{para('c')}</w:tc></w:tr></w:tbl>",
         ["a | b\nc"], "a table row is one paragraph"),
        (f"<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>{RUN}</w:ins></w:p>",
         ["new"], "as last shown"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>x</w:t></w:r></w:p>", ["x"], "no field codes"),
        ("<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>", ["link"], "links"),
        (f"<w:sdt><w:sdtContent>{para('boxed')}</w:sdtContent></w:sdt>", ["boxed"], "form fields"),
        ("<w:p><w:r><w:t>ou</w:t></w:r><w:r><w:t>ter</w:t></w:r></w:p>", ["outer"], "runs join"),
    ],
)  # fmt: skip
def test_what_a_person_sees(tmp_path: Path, inner: str, seen: list[str], why: str) -> None:
    content = package_bytes({"word/document.xml": body(inner)})
    assert values(written(tmp_path, "a.docx", content), "bodyText") == seen, why


def test_headers_and_notes_come_after_the_body(tmp_path: Path) -> None:
    parts = {name: body(para(name)) for name in ("word/footnotes.xml", "word/header1.xml")}
    content = package_bytes({**parts, "word/document.xml": body(para("The body"))})
    guesses = Guesses()
    evidence = written(tmp_path, "a.docx", content)
    items_of(evidence, guesses)
    assert values(evidence, "bodyText") == ["The body", "word/footnotes.xml", "word/header1.xml"]
    assert guesses.said["parts after the body"] == "footnotes, header1"


def test_a_document_written_by_word_processors_reads_back(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Debriefing"
    document.core_properties.author = "Exercise control"
    document.add_heading("EXERCISE", 1)
    document.add_paragraph("Kombi sa tablicama BT 123-AE.")
    document.save(str(tmp_path / "a.docx"))
    evidence = written(tmp_path, "b.docx", (tmp_path / "a.docx").read_bytes())
    assert values(evidence, "bodyText") == ["EXERCISE", "Kombi sa tablicama BT 123-AE."]
    assert (values(evidence, "title"), values(evidence, "author")) == (
        ["Debriefing"], ["Exercise control"],
    )  # fmt: skip


def test_a_doctype_is_refused(tmp_path: Path) -> None:
    evil = '<!DOCTYPE d [<!ENTITY a "b">]>' + body(para("&a;"))
    evidence = written(tmp_path, "a.docx", package_bytes({"word/document.xml": evil}))
    with pytest.raises(UnsafeSource, match="the XML carries a DOCTYPE"):
        items_of(evidence)


def test_a_part_that_swells_is_refused(tmp_path: Path) -> None:
    bomb = body(para("a" * (20 << 20)))
    evidence = written(tmp_path, "a.docx", package_bytes({"word/document.xml": bomb}))
    with pytest.raises(UnsafeSource) as refusal:
        items_of(evidence)
    assert refusal.value.what == f"'word/document.xml' would unpack to {len(bomb):,} bytes"


def test_a_locked_document_is_refused_with_the_way_out(tmp_path: Path) -> None:
    evidence = written(tmp_path, "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert reader.recognise(evidence, evidence.head()) == 0.5
    with pytest.raises(SourceError) as refusal:
        items_of(evidence)
    assert refusal.value.what == "the document has a password or is of an old kind (DOC, XLS)"


def test_a_body_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    cut = body(para("Whole.") + para("Half"))[:-30]
    evidence = written(tmp_path, "a.docx", package_bytes({"word/document.xml": cut}))
    assert values(evidence, "bodyText") == ["Whole."]
    refused = [i for i in items_of(evidence) if isinstance(i, Refusal)]
    assert [(r.where, r.reason) for r in refused] == [
        ("paragraph 2",
         "'word/document.xml' cannot be read from here on: it ends in the middle of an element"),
    ]  # fmt: skip


def test_a_paragraph_over_a_mebibyte_is_said_to_be_partly_read(tmp_path: Path) -> None:
    run = "<w:r><w:t>word </w:t></w:r>" * 2000
    long = "<w:p>" + run * 40 + "</w:p>"
    evidence = written(
        tmp_path, "a.docx", package_bytes({"word/document.xml": body(long + para("End"))})
    )
    refused = [i for i in items_of(evidence) if isinstance(i, Refusal)]
    assert [(r.where, r.reason) for r in refused] == [
        ("paragraph 1",
         "the paragraph or table row takes more than 1 MiB; only a part of it was read"),
    ]  # fmt: skip
    assert values(evidence, "bodyText")[-1] == "End"


def test_another_zip_is_not_a_document(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "hello")
    evidence = written(tmp_path, "a.docx", out.getvalue())
    assert reader.recognise(evidence, evidence.head()) == 0.0


def test_an_excerpt_shows_the_neighbours(tmp_path: Path) -> None:
    inner = "".join(para(f"Line {n}") for n in range(1, 20))
    evidence = written(tmp_path, "a.docx", package_bytes({"word/document.xml": body(inner)}))
    shown = reader.excerpt(evidence, "paragraph 8").lines
    assert [spot for spot, _, _ in shown] == [f"paragraph {n}" for n in range(3, 14)]


REFUSALS = {
    "",
    "the document is cut short or damaged",
    "there is no text in this report",
    "there is no 'word/document.xml' in this document",
    "'word/document.xml' is damaged",
    "'word/document.xml' is locked with a password",
    "'word/document.xml' cannot be read from here on: it is cut short or damaged",
}


def refusal_of(evidence: Evidence) -> str:
    """Give why the whole document was refused, or nothing."""
    try:
        items_of(evidence)
    except SourceError as exc:
        return exc.what
    return ""


WHOLE = package_bytes({"word/document.xml": body(para("One") + para("Two"))})


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.booleans())
def test_a_damaged_package_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, at: int, byte: int, cut: bool
) -> None:
    broken = WHOLE[:at] if cut else WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :]
    evidence = written(tmp_path_factory.mktemp("any"), "a.docx", broken)
    assert 0.0 <= reader.recognise(evidence, evidence.head()) <= 1.0
    assert refusal_of(evidence) in REFUSALS or " would unpack to " in refusal_of(evidence)
