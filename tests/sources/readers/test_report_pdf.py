"""Reports as PDF: pages, damage, passwords, scans."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import NotFound, SourceError
from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources.reader import read_records
from clew.sources.readers.report_pdf import pdf as reader
from tests.sources.paper_maker import pdf_bytes, written

PAGES = [["Page one says so.", "Second line."], ["Page two."], ["Page three."]]
WHOLE = pdf_bytes(PAGES, {"Title": "A report", "Author": "B. Zogaj", "ModDate": "D:20140925"})


def items_of(evidence: Evidence) -> list[Found | Refusal]:
    return [item for record in read_records(reader, evidence, Guesses()) for item in record]


def values(evidence: Evidence, prop: str) -> list[tuple[str, str]]:
    found = (f for f in items_of(evidence) if isinstance(f, Found))
    return [(f.spot, v.text) for f in found for v in f.values if v.prop == prop]


def test_each_page_is_one_text_with_its_number(tmp_path: Path) -> None:
    assert values(written(tmp_path, "a.pdf", WHOLE), "bodyText") == [
        ("page 1", "Page one says so.\nSecond line."), ("page 2", "Page two."), ("page 3", "Page three."),
    ]  # fmt: skip


def test_what_the_file_says_of_itself(tmp_path: Path) -> None:
    evidence = written(tmp_path, "a.pdf", WHOLE)
    told = [values(evidence, prop)[0][1] for prop in ("title", "author", "modifiedAt")]
    assert told == ["A report", "B. Zogaj", "2014-09-25"]


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (
            lambda b: b.replace(b"startxref\n", b"startxref\n99"),
            "the table is said to be elsewhere",
        ),
        (lambda b: b[: b.index(b"xref\n")] + b[b.index(b"trailer") :], "the table is gone"),
        (lambda b: b"mail header\n" + b, "something stands before the mark"),
    ],
)
def test_a_broken_cross_reference_is_rebuilt(tmp_path: Path, damage: object, why: str) -> None:
    assert callable(damage)
    evidence = written(tmp_path, "a.pdf", damage(WHOLE))
    assert len(values(evidence, "bodyText")) == 3, why


def test_damage_beyond_repair_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refusal:
        items_of(written(tmp_path, "a.pdf", b"%PDF-1.4\nnothing else"))
    assert refusal.value.what == DAMAGED


def test_an_empty_page_is_counted_as_blank(tmp_path: Path) -> None:
    guesses = Guesses()
    evidence = written(tmp_path, "a.pdf", pdf_bytes([["Text."], []]))
    records = list(read_records(reader, evidence, guesses))
    assert [i for record in records for i in record if isinstance(i, Refusal)] == []
    assert guesses.said["blank"] == "page 2"


def test_a_password_is_said(tmp_path: Path) -> None:
    locked = WHOLE.replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
        b"/O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>",
    )
    with pytest.raises(SourceError) as refusal:
        items_of(written(tmp_path, "a.pdf", locked))
    assert refusal.value.what == "the PDF has a password"


def test_an_excerpt_shows_the_pages_beside(tmp_path: Path) -> None:
    shown = reader.excerpt(written(tmp_path, "a.pdf", WHOLE), "page 2").lines
    assert [(spot, is_here) for spot, _, is_here in shown] == [
        ("page 1", False), ("page 2", True), ("page 3", False),
    ]  # fmt: skip


@pytest.mark.parametrize("spot", ["page 4", "page 0", "paragraph 1"])
def test_a_page_that_is_not_there_is_not_found(tmp_path: Path, spot: str) -> None:
    with pytest.raises(NotFound, match=f"there is no '{spot}'"):
        reader.excerpt(written(tmp_path, "a.pdf", WHOLE), spot)


DAMAGED = "the PDF is damaged beyond repair: no page of it can be read"


def refusal_of(evidence: Evidence) -> str:
    """Give why the whole file was refused, or nothing."""
    try:
        items_of(evidence)
    except SourceError as exc:
        return exc.what
    return ""


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, at: int, noise: bytes
) -> None:
    broken = WHOLE[:at] + noise + WHOLE[at + len(noise) :]
    evidence = written(tmp_path_factory.mktemp("any"), "a.pdf", broken)
    assert refusal_of(evidence) in ("", DAMAGED, "the PDF has a password")
