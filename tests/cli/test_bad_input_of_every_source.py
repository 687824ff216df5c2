"""What phones, calls and mails bring of bad input: said in the case's own list, the rest is kept."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.cli.running import clew_json

CALLS = (
    "A number;B number;Start time;Duration;Call type\n"
    "+38344000101;+38344000102;01.01.1970 00:00:07;75;voice\n"
    "+38344000103;+38344000101;01.03.2026 18:03:40;12;voice\n"
)


def refused_of(case: Path, path: Path) -> list[tuple[str, str]]:
    clew_json("add", case, path, "--agency", "xk-police")
    return [(row["where"], row["reason"]) for row in clew_json("refused", case)]


def test_a_call_of_1970_keeps_its_row_without_its_time(tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text(CALLS)
    refused = refused_of(tmp_path / "case", tmp_path / "calls.csv")
    assert refused == [("row 2", "'01.01.1970 00:00:07' is the time of a clock that was never set")]
    (receipt,) = clew_json(
        "add", tmp_path / "case", tmp_path / "calls.csv", "--agency", "xk-police"
    )
    assert receipt["counts"]["calls"] == 2


def test_a_mail_of_1970_is_kept_without_its_date(tmp_path: Path) -> None:
    head = "From: a@example.test\nTo: b@example.test\nSubject: x\n"
    date = "Date: Thu, 01 Jan 1970 00:00:00 +0000"
    (tmp_path / "m.eml").write_text(f"{head}{date}\n\nHello.\n")
    ((where, reason),) = refused_of(tmp_path / "case", tmp_path / "m.eml")
    assert reason.endswith("is the time of a clock that was never set")
    assert where


def test_a_date_after_all_clocks_costs_no_mail(tmp_path: Path) -> None:
    head = "From: a@example.test\nTo: b@example.test\nSubject: x\n"
    (tmp_path / "m.eml").write_text(f"{head}Date: Fri, 31 Dec 9999 23:59:59 -1400\n\nHello.\n")
    refused = refused_of(tmp_path / "case", tmp_path / "m.eml")
    assert [reason for _, reason in refused] == ["the date cannot be read"]


def test_archives_ten_deep_are_refused_at_the_limit_and_said(tmp_path: Path) -> None:
    inner = b"surname,given names\nHoxha,Arben\n"
    for level in range(10):
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w") as kit:
            kit.writestr("in.zip" if level else "list.csv", inner)
            kit.writestr(f"beside-{level}.csv", f"surname,given names\nGashi,Besa {level}\n")
        inner = raw.getvalue()
    (tmp_path / "deep.zip").write_bytes(inner)
    refused = refused_of(tmp_path / "case", tmp_path / "deep.zip")
    assert [reason for _, reason in refused] == [
        "archives stand inside each other deeper than 5 levels"
    ]
    receipts = clew_json("add", tmp_path / "case", tmp_path / "deep.zip", "--agency", "xk-police")
    assert sum(receipt["reader"] == "csv" for receipt in receipts) == 5


@pytest.mark.parametrize("text", ["Ar\0ben", "\0"])
def test_a_nul_in_a_value_costs_no_file_on_either_database(
    tmp_path: Path, database: str | None, text: str
) -> None:
    case = tmp_path / "case"
    case.mkdir()
    (case / "case.toml").write_text(f'database = "{database or "embedded"}"\n')
    (tmp_path / "a.csv").write_text(
        f"surname,given names,birth date\nHoxha,{text},13.04.1980\nGashi,Besa,31.31.1990{text}\n"
    )
    (receipt,) = clew_json("add", case, tmp_path / "a.csv", "--agency", "xk-police")
    assert receipt["counts"]["passengers"] == 2
    assert any("\u2400" in row["value"] for row in clew_json("refused", case))


def test_a_reader_that_breaks_costs_its_file_and_not_the_evening(tmp_path: Path) -> None:
    found = Path(__file__).parents[1] / "fuzzing" / "found" / "cellebrite"
    (tmp_path / "in").mkdir()
    for path in found.iterdir():
        (tmp_path / "in" / f"{path.name}.ufdr").write_bytes(path.read_bytes())
    (tmp_path / "in" / "z.csv").write_text("surname,given names\nHoxha,Arben\n")
    receipts = clew_json("add", tmp_path / "case", tmp_path / "in", "--agency", "xk-police")
    assert receipts[-1]["read"] == 1
    assert len(receipts) == len(list((tmp_path / "in").iterdir()))
    broken = {Path(one["file"]).stem: one["refused"] for one in receipts}
    assert broken["member-before-the-start-of-the-zip"] == 1
