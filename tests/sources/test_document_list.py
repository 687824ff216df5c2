"""Lists of stolen, lost and blank documents: by number, without a holder."""

from pathlib import Path

import pytest

from clew.errors import SourceError
from clew.sources.document_list import DocumentList, read_list

HEAD = "clew document list 1\nissuer;number;to;kind;state;since;by\n"


def listed(folder: Path, *lines: str, head: str = HEAD) -> DocumentList:
    path = folder / "stolen.txt"
    path.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return read_list(path)


def states(found: DocumentList, number: str, issuer: str) -> list[str]:
    return [entry.state for entry in found.entries(number, issuer)]


@pytest.mark.parametrize(
    ("number", "issuer", "told", "why"),
    [
        ("P00000102", "xk", ["stolen"], "the number and issuer stand there"),
        ("p 00000-102", "xk", ["stolen"], "blanks, dashes and case do not count"),
        ("Р00000102", "xk", ["stolen"], "a Cyrillic letter that looks alike is the same"),
        ("P00000102", "rs", [], "another issuer's number is another document"),
        ("P00000102", "", ["stolen"], "without an issuer the number alone decides"),
        ("P00000103", "xk", [], "the next number does not stand there"),
    ],
)
def test_a_document_is_found_by_number_and_issuer(
    tmp_path: Path, number: str, issuer: str, told: list[str], why: str
) -> None:
    found = listed(tmp_path, "RKS;P00000102;;P;stolen;2026-01-05;xk-police")
    assert states(found, number, issuer) == told, why


@pytest.mark.parametrize("issuer", ["RKS", "UNK", "XKX", "XK", "Kosovo"])
def test_kosovo_is_one_issuer_however_it_is_written(tmp_path: Path, issuer: str) -> None:
    assert states(listed(tmp_path, f"{issuer};P00000102;;P;lost;;"), "P00000102", "xk") == ["lost"]


@pytest.mark.parametrize(
    ("number", "held"),
    [("PA0000100", 1), ("PA0000250", 1), ("PA0000499", 1), ("PA0000500", 0), ("PB0000250", 0),
     ("PA250", 0)],
)  # fmt: skip
def test_a_run_holds_the_numbers_between_its_ends(tmp_path: Path, number: str, held: int) -> None:
    found = listed(tmp_path, "SRB;PA0000100;PA0000499;P;blank;;")
    assert len(states(found, number, "rs")) == held


@pytest.mark.parametrize("column", ["name", "surname", "holder", "birth_date"])
def test_a_list_that_could_name_a_holder_is_refused(tmp_path: Path, column: str) -> None:
    with pytest.raises(SourceError, match="kept by number, without a holder"):
        listed(tmp_path, head=f"clew document list 1\nnumber;state;{column}\n")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("RKS;n/a;;P;stolen;;", "'n/a' is no document number"),
        ("RKS;P00000102;;P;missing;;", "state 'missing' is none of"),
        ("Ruritania;P00000102;;P;lost;;", "issuer 'Ruritania' is no state clew knows"),
        ("RKS;P00000102;;P;lost;2026-02-30;", "since '2026-02-30' is no day"),
        ("RKS;PA0000100;PB0000200;P;blank;;", "is no run of numbers"),
        ("RKS;PA0000200;PA0000100;P;blank;;", "is no run of numbers"),
    ],
)
def test_a_wrong_line_is_said_and_the_rest_is_used(tmp_path: Path, line: str, reason: str) -> None:
    found = listed(tmp_path, line, "SRB;000000101;;P;lost;;")
    assert [(r.where, reason in r.reason) for r in found.refused] == [("line 3", True)]
    assert states(found, "000000101", "rs") == ["lost"]


def test_another_file_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="this is no list of documents"):
        listed(tmp_path, head="name;phone\n")
