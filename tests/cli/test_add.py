"""Bringing files in from the terminal."""

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from clew.store import open_case
from tests.cli.running import clew, clew_json, passengers, start

TWO_PEOPLE = """surname,given names,birth date,passport
Hoxha,Arben,03.04.1980,P1234567
Gashi,Besa,25.12.1991,P7654321
"""


@pytest.fixture
def case(tmp_path: Path, database: str | None) -> Path:
    """A case's folder whose card names the database under test."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "case.toml").write_text(f'database = "{database or "embedded"}"\n')
    return folder


def rows_in(case: Path) -> tuple[int, int]:
    opened = open_case(case)
    with opened.engine.begin() as conn:
        people = conn.exec_driver_sql(
            "SELECT count(*) FROM entity WHERE schema = 'Person'"
        ).scalar()
        sources = conn.exec_driver_sql("SELECT count(*) FROM source").scalar()
    opened.close()
    return int(people or 0), int(sources or 0)


def test_a_receipt_says_what_was_read_and_assumed(tmp_path: Path, case: Path) -> None:
    (tmp_path / "list.csv").write_text(TWO_PEOPLE)
    (receipt,) = clew_json("add", case, tmp_path / "list.csv", "--agency", "rs-police")
    assert (receipt["file"], receipt["reader"], receipt["read"]) == ("list.csv", "csv", 2)
    assert receipt["counts"] == {"passengers": 2, "rows": 2}
    assert receipt["guessed"]["country"] == "RS"
    assert receipt["guessed"]["country_from"] == "the name of the agency, rs-police"


def test_the_same_file_twice_changes_nothing_but_its_chain_of_custody(
    tmp_path: Path, case: Path
) -> None:
    (tmp_path / "list.csv").write_text(TWO_PEOPLE)
    (first,) = clew_json("add", case, tmp_path / "list.csv", "--agency", "rs-police")
    before = rows_in(case)
    (tmp_path / "other name.csv").write_text(TWO_PEOPLE)
    (again,) = clew_json("add", case, tmp_path / "other name.csv", "--agency", "rs-police")
    noted = {"already": True, "handed_over_again": True}
    assert again == {**first, "file": "other name.csv", **noted}
    (as_before,) = clew_json("add", case, tmp_path / "list.csv", "--agency", "rs-police")
    assert as_before == {**first, "already": True}
    assert rows_in(case) == before


@pytest.mark.parametrize("after_s", [0.0, 0.4, 1.2])
def test_an_intake_killed_at_any_moment_loses_and_doubles_nothing(
    tmp_path: Path, case: Path, after_s: float
) -> None:
    files = passengers(tmp_path / "long.csv", 12_000)
    process = start("add", case, files, "--agency", "rs-police")
    deadline = time.monotonic() + 30
    while not (case / "originals").is_dir() or not any((case / "originals").rglob("*")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    time.sleep(after_s)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert rows_in(case)[0] in (0, 12_000) or rows_in(case)[1] == 1
    (receipt,) = clew_json("add", case, files, "--agency", "rs-police")
    assert receipt["counts"]["passengers"] == 12_000
    assert rows_in(case) == (12_000, 1)
    assert clew("audit", "verify", case).exit_code == 0


def test_a_disk_that_is_full_in_mid_intake_leaves_nothing_half(tmp_path: Path) -> None:
    files, case = passengers(tmp_path / "long.csv", 12_000), tmp_path / "case"
    command = [sys.executable, "-m", "clew.cli.main", "add", case, files, "--agency", "rs-police"]
    full = subprocess.run(
        ["bash", "-c", 'ulimit -f 4000; exec "$@"', "bash", *map(str, command)],
        capture_output=True,
        text=True,
    )
    assert full.returncode == 1
    assert full.stderr.startswith("clew: ")
    assert "Traceback" not in full.stderr
    (receipt,) = clew_json("add", case, files, "--agency", "rs-police")
    assert receipt["counts"]["passengers"] == 12_000
    assert rows_in(case) == (12_000, 1)


def test_a_folder_gives_one_receipt_a_file_and_an_archive_one_a_member(
    tmp_path: Path, case: Path
) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "list.csv").write_text(TWO_PEOPLE)
    with zipfile.ZipFile(tmp_path / "in" / "kit.zip", "w") as kit:
        kit.writestr("box/more.csv", TWO_PEOPLE.replace("Hoxha", "Berisha"))
    receipts = clew_json("add", case, tmp_path / "in", "--agency", "rs-police")
    assert [r["file"] for r in receipts] == ["deep/list.csv", "kit.zip", "kit.zip!box/more.csv"]
    assert [r["read"] for r in receipts] == [2, 1, 2]


def test_a_pipe_can_be_added(case: Path) -> None:
    result = clew("add", case, "-", "--agency", "rs-police", pipe=TWO_PEOPLE.encode())
    assert result.exit_code == 0
    assert rows_in(case)[0] == 2


def test_an_evening_with_nothing_readable_ends_with_one(tmp_path: Path, case: Path) -> None:
    (tmp_path / "photo.bin").write_bytes(bytes(range(256)) * 9)
    result = clew("add", case, tmp_path / "photo.bin", "--agency", "rs-police", "--json")
    assert result.exit_code == 1


def test_a_wrong_word_ends_with_two(tmp_path: Path, case: Path) -> None:
    (tmp_path / "list.csv").write_text(TWO_PEOPLE)
    result = clew(
        "add", case, tmp_path / "list.csv", "--agency", "rs-police", "--country", "Serbia"
    )
    assert result.exit_code == 2
    assert "'Serbia' is not a two-letter ISO code" in result.stderr


def test_a_question_is_answered_by_adding_the_file_with_its_country(
    tmp_path: Path, case: Path
) -> None:
    (tmp_path / "list.csv").write_text(
        "surname,given names,birth date,phone\nHoxha,Arben,03.04.1980,044 123 456\n"
    )
    clew_json("add", case, tmp_path / "list.csv", "--agency", "europol")
    assert "add the file again with --country XX" in " ".join(
        r["do"] for r in clew_json("refused", case)
    )
    (receipt,) = clew_json(
        "add", case, tmp_path / "list.csv", "--agency", "europol", "--country", "XK"
    )
    assert receipt["refused"] == 0
    assert clew_json("refused", case) == []
    assert len(clew_json("search", case, "+383 44 123 456")) == 1


def test_a_mapping_is_saved_and_used_again(tmp_path: Path, case: Path) -> None:
    (tmp_path / "one.csv").write_text(TWO_PEOPLE)
    (tmp_path / "two.csv").write_text(TWO_PEOPLE.replace("Arben", "Agim"))
    clew_json("add", case, tmp_path / "one.csv", "--agency", "rs-police")
    assert len(list((case / "mappings").glob("*.toml"))) == 1
    (receipt,) = clew_json("add", case, tmp_path / "two.csv", "--agency", "rs-police")
    assert "saved" in receipt["guessed"]["mapping"]


def test_nothing_is_written_outside_the_case(tmp_path: Path, case: Path) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as kit:
        kit.writestr("../../escaped.csv", TWO_PEOPLE)
    (tmp_path / "kit.zip").write_bytes(raw.getvalue())
    before = {p for p in tmp_path.rglob("*") if case not in p.parents}
    clew_json("add", case, tmp_path / "kit.zip", "--agency", "rs-police")
    assert {p for p in tmp_path.rglob("*") if case not in p.parents} == before
    (refusal,) = clew_json("refused", case)
    assert refusal["reason"] == "member '../../escaped.csv' leads outside the archive"


def test_victims_of_a_shelter_s_list_stay_masked_on_every_list(tmp_path: Path, case: Path) -> None:
    (tmp_path / "list.csv").write_text(TWO_PEOPLE)
    clew_json("add", case, tmp_path / "list.csv", "--agency", "rs-shelter", "--category", "victim")
    (found,) = clew_json("search", case, "Hoxha")
    assert found["caption"] == "▮▮▮▮ (victim, masked)"
    assert "Hoxha" not in clew("export", case, "-").stdout
    (openly,) = clew_json("search", case, "Hoxha", "--unmask", "--why", "hand-over to the shelter")
    assert openly["caption"] == "Arben Hoxha"
