"""The custody sheet: what an officer signs says everything, in every script, page by page."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from clew.matching.arrive import bring_in
from clew.model.asker import Asker
from clew.model.custody import HandOver
from clew.report.custody_sheet import custody_sheet
from clew.report.pdf import typeset
from clew.sources.intake import Wish
from clew.store import Case, Door, make_case
from clew.store.originals import place_of

OFFICER = Asker("mira", "rs-police", "rehearsal of the sheet")
ARABIC = "محمد عبد الرحمن"
SAID = HandOver(
    f"Шпетим Ђоковић / {ARABIC}", "2026-03-01T11:30:00Z", "Neni 91 i KPP-së; наредба 12", "Ç-17", "Ë1"
)  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """An exercise with one list, handed over in three scripts."""
    made = make_case(tmp_path / "case", exercise=True)
    hand(made, tmp_path, SAID)
    yield made
    made.close()


def hand(case: Case, folder: Path, said: HandOver) -> None:
    file = folder / "list.csv"
    file.write_text("surname;given names\nTestić;Proba\n", encoding="utf-8")
    list(bring_in(case, OFFICER, [file], Wish("rs-police"), handed=said))


def sheet(case: Case) -> tuple[str, list[str]]:
    """Give the hash the sheet is of, and the text of each of its pages."""
    with Door(case, OFFICER).quiet() as view:
        digest, paper = custody_sheet(view, 1)
    document = pypdfium2.PdfDocument(paper)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return digest, pages


def test_a_sheet_says_what_it_is_of_and_how_it_came(case: Case) -> None:
    digest, pages = sheet(case)
    text = " ".join("".join(pages).split())
    for said in ("list.csv", "Шпетим Ђоковић", "Neni 91 i KPP-së; наредба 12", "Ç-17", "Ë1"):
        assert said in text
    assert digest in text.replace(" ", "")
    assert "2026-03-01 11:30 UTC" in text
    assert "entities 1, statements 3, refused 0" in text
    assert "EXERCISE" in text


def test_arabic_is_shaped_and_none_of_its_letters_is_missing(case: Case) -> None:
    _, pages = sheet(case)
    assert "محمد" in "".join(pages)
    assert "\ufffd" not in "".join(pages)


def test_each_page_counts_the_pages_and_bears_the_hash_of_the_log(
    case: Case, tmp_path: Path
) -> None:
    hand(case, tmp_path, HandOver(legal_basis="Закон о полицији, члан 286. " * 400))
    _, pages = sheet(case)
    assert len(pages) > 2
    for n, text in enumerate(pages, start=1):
        assert f"page {n} of {len(pages)}" in text
        assert "log line" in text


def test_a_missing_original_is_said_first_and_the_sheet_still_comes(case: Case) -> None:
    digest, _ = sheet(case)
    place_of(case, digest).unlink()
    assert "MISSING: the original is not in the case folder" in sheet(case)[1][0]


def test_an_altered_original_is_said_with_what_it_hashes_to(case: Case) -> None:
    digest, _ = sheet(case)
    file = place_of(case, digest)
    file.chmod(0o644)
    file.write_bytes(b"abc")
    assert "ALTERED" in sheet(case)[1][0]
    assert "ba7816bf8f01cfea414140de5dae2223" in sheet(case)[1][0].replace("\r\n", "")


def test_a_case_never_verified_says_so(case: Case) -> None:
    assert "Never verified before this sheet" in sheet(case)[1][0]


def test_what_a_person_typed_is_never_read_as_markup(case: Case, tmp_path: Path) -> None:
    hand(case, tmp_path, HandOver(seal='#panic() *x* $y$ \\ "<a>"'))
    assert '#panic() *x* $y$ \\ "<a>"' in "".join(sheet(case)[1])


def test_the_same_data_give_the_same_paper(case: Case) -> None:
    data = {
        "case": "c", "exercise": False, "by": "x", "agency": "y", "version": "1", "made_at": "now",
        "log": {"line": "1", "hash": "0"}, "sha256": "ab" * 32, "items": "1", "size": "1 bytes",
        "check": {"good": True, "verdict": "v", "detail": "d"}, "sources": [], "chain": [],
    }  # fmt: skip
    at = datetime(2026, 3, 1, tzinfo=UTC)
    assert typeset("custody_sheet", data, at) == typeset("custody_sheet", data, at)
