"""Bad input ends in a named refusal of that record or file; the rest goes on, nothing else is written."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import clew_json

SAMPLES = Path(__file__).parents[1] / "sources" / "samples"
MB = 1 << 20


def paxlst_cut_short(path: Path) -> None:
    whole = (SAMPLES / "paxlst.edi").read_bytes()
    path.write_bytes(whole[: int(len(whole) * 0.7)])


def paxlst_with_a_wrong_count(path: Path) -> None:
    whole = (SAMPLES / "paxlst.edi").read_text()
    path.write_text(whole.replace("UNT+", "UNT+9", 1))


def csv_with_broken_bytes(path: Path) -> None:
    path.write_bytes(
        "surname,given names,birth date\nĐoni,Dževdet,25.12.1991\nHoxha,Ar".encode()
        + b"\xff\xfe"
        + b"ben,13.04.1980\nGashi,Besa,01.02.1990\n"
    )


def csv_with_a_ragged_row(path: Path) -> None:
    path.write_text("surname,given names,birth date\nHoxha,Arben,13.04.1980\nGashi,Besa\n")


def zip_with_a_way_out(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as kit:
        kit.writestr("../../escaped.csv", "surname,given names\nHoxha,Arben\n")


def zip_bomb(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kit,
        kit.open("zeros.txt", "w") as member,
    ):
        for _ in range(120):
            member.write(bytes(MB))


def xml_with_a_doctype(path: Path) -> None:
    xml = (SAMPLES / "phone_report.xml").read_text()
    at = xml.index("<project")
    doctype = '<!DOCTYPE project [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    path.write_text(xml[:at] + doctype + xml[at:])


def pdf_without_its_pages(path: Path) -> None:
    path.write_bytes((SAMPLES / "report.pdf").read_bytes()[:200])


def nothing(path: Path) -> None:
    path.touch()


def database(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(4000))


def line_without_end(path: Path) -> None:
    with path.open("wb") as out:
        out.write(b"surname,given names,birth date\nHoxha,Arben,13.04.1980\n")
        for _ in range(150):
            out.write(b"x" * MB)
        out.write(b"\nGashi,Besa,25.12.1991\n")


@pytest.mark.parametrize(
    ("name", "make", "where", "reason", "read"),
    [
        (
            "cut.edi",
            paxlst_cut_short,
            "UNH M1, segment 37",
            "message 'M1' has no end (UNT) after 37 segments: it is truncated",
            2,
        ),
        ("count.edi", paxlst_with_a_wrong_count, "UNH M1, segment 41", "it may be truncated", 3),
        ("bytes.csv", csv_with_broken_bytes, "row 3", "is not utf-8", 2),
        (
            "ragged.csv",
            csv_with_a_ragged_row,
            "row 3",
            "the row has 2 cells, too few for a header of 3",
            1,
        ),
        (
            "slip.zip",
            zip_with_a_way_out,
            "../../escaped.csv",
            "member '../../escaped.csv' leads outside the archive",
            0,
        ),
        (
            "bomb.zip",
            zip_bomb,
            "",
            "member 'zeros.txt' swells to more than 200 times its packed size",
            0,
        ),
        (
            "doctype.xml",
            xml_with_a_doctype,
            "",
            "the XML carries a DOCTYPE, which can pull in other files",
            0,
        ),
        (
            "broken.pdf",
            pdf_without_its_pages,
            "",
            "the PDF is damaged beyond repair: no page of it can be read",
            0,
        ),
        ("empty.csv", nothing, "", "the file is empty", 0),
        ("passengers.csv", database, "", "an SQLite database: clew knows what this is", 0),
        ("line.csv", line_without_end, "row 3", "line 3 is longer than 1 MiB", 2),
    ],
    ids=lambda v: v if isinstance(v, str) and "." in v and " " not in v else "",
)
def test_bad_input_is_named_and_the_rest_goes_on(
    tmp_path: Path, name: str, make: Callable[[Path], None], where: str, reason: str, read: int
) -> None:
    make(tmp_path / name)
    (tmp_path / "good.csv").write_text("surname,given names,birth date\nKrasniqi,Agim,13.05.1970\n")
    receipts = clew_json(
        "add", tmp_path / "case", tmp_path / name, tmp_path / "good.csv", "--agency", "rs-police"
    )
    refused = clew_json("refused", tmp_path / "case")
    assert [(r["file"], r["read"]) for r in receipts] == [(name, read), ("good.csv", 1)]
    assert [(r["file"], r["where"]) for r in refused] == [(name, where)]
    assert reason in refused[0]["reason"]
    assert refused[0]["do"]


def test_a_damaged_index_of_a_pdf_is_repaired(tmp_path: Path) -> None:
    whole = (SAMPLES / "report.pdf").read_bytes()
    (tmp_path / "report.pdf").write_bytes(
        whole.replace(b"startxref", b"startxxxx").replace(b"xref\n", b"xrxx\n")
    )
    (receipt,) = clew_json(
        "add", tmp_path / "case", tmp_path / "report.pdf", "--agency", "rs-police"
    )
    assert (receipt["reader"], receipt["counts"], receipt["refused"]) == (
        "pdf",
        {"documents": 1},
        0,
    )


def test_an_archive_in_an_archive_in_an_archive_is_refused_at_last(tmp_path: Path) -> None:
    inner = b"surname,given names\nHoxha,Arben\n"
    for _ in range(8):
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w") as kit:
            kit.writestr("in.zip", inner)
        inner = raw.getvalue()
    (tmp_path / "deep.zip").write_bytes(inner)
    clew_json("add", tmp_path / "case", tmp_path / "deep.zip", "--agency", "rs-police")
    (refusal,) = clew_json("refused", tmp_path / "case")
    assert refusal["reason"] == "archives stand inside each other deeper than 5 levels"


def test_a_line_without_end_needs_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    line_without_end(tmp_path / "line.csv")
    add = ["add", tmp_path / "case", tmp_path / "line.csv", "--agency", "rs-police"]
    watched = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", watched, sys.executable, "-m", "clew.cli.main", *map(str, add)]
    peak_kb = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert peak_kb < 400_000
