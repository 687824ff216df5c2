"""With all formats, the rehearsal feeds every reader, says where everything stands, and counts what a receipt shows."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from clew.exercise.formats.databases import database, with_log
from clew.exercise.formats.spread import formats
from clew.exercise.formats.writing import WRITERS
from clew.exercise.make import make
from clew.exercise.measure import found_against_planted
from clew.model import identifiers
from clew.sources.document_list import read_list
from clew.sources.reader import all_readers
from tests.cli.running import clew, clew_json

pytest.importorskip("PIL", reason="photographs of passports need clew[pictures]")

BESIDE = {"archive", "beside"}
FLAWED = ("broken_rows", "paragraphs", "pages")
"""What the plain rehearsal's counts hold beyond a receipt's."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rehearsal with all formats."""
    folder = tmp_path_factory.mktemp("formats")
    make(1, folder, people=60, all_formats=True)
    return folder


@pytest.fixture(scope="module")
def truth(made: Path) -> dict[str, Any]:
    """What it planted."""
    told: dict[str, Any] = json.loads((made / "truth.json").read_text("utf-8"))
    return told


@pytest.fixture(scope="module")
def added(made: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A case with all its files, and their receipts by agency and file."""
    case = tmp_path_factory.mktemp("case") / "case"
    receipts = {
        f"{folder.name}/{receipt['file']}": receipt
        for folder in sorted(p for p in made.iterdir() if p.is_dir())
        for receipt in clew_json("add", case, folder, "--agency", folder.name)
    }
    return case, receipts


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, made: Path) -> None:
    make(1, tmp_path, people=60, all_formats=True)
    assert bytes_of(tmp_path) == bytes_of(made)


def test_the_plain_rehearsal_lies_in_it_unchanged(tmp_path: Path, made: Path) -> None:
    make(1, tmp_path, people=60)
    whole, plain = bytes_of(made), bytes_of(tmp_path)
    changed = [name for name in plain if plain[name] != whole.get(name)]
    assert changed == ["truth.json"]


def test_making_without_the_flag_again_leaves_nothing_of_it(tmp_path: Path) -> None:
    make(2, tmp_path / "a", people=10, all_formats=True)
    make(2, tmp_path / "a", people=10)
    make(2, tmp_path / "b", people=10)
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


def test_every_form_has_a_writer_and_every_writer_a_file() -> None:
    assert {spec["form"] for spec in formats()["file"]} == set(WRITERS)


def test_every_record_of_the_network_came_to_stand_somewhere(truth: dict[str, Any]) -> None:
    sides = [pair[side] for pair in truth["links"] + truth["lookalikes"] for side in "ab"]
    assert [side for side in sides if not side["file"] or not side["where"]] == []


def test_every_side_s_file_counts_something_and_has_a_family(truth: dict[str, Any]) -> None:
    files = {f"{p[side]['agency']}/{p[side]['file']}" for p in truth["links"] for side in "ab"}
    assert files <= truth["counts"].keys() == truth["families"].keys()


def test_a_share_of_the_planted_pairs_only_look_alike(truth: dict[str, Any]) -> None:
    assert truth["mix"]["look_alikes"] >= 0.15


def test_every_file_says_it_is_an_exercise(made: Path) -> None:
    """A log says so in the database it lies beside."""
    packed = {".zip", ".ab", ".xlsx", ".ods", ".odt", ".docx", ".pdf", ".ufdr", ".msg"}
    plain = [p for p in made.rglob("*") if p.is_file() and p.suffix not in packed]
    silent = [
        p.name
        for p in plain
        if not p.read_bytes().startswith(b"\x37\x7f\x06")
        and not any("EXERCISE".encode(code) in p.read_bytes() for code in ("utf-8", "utf-16-le"))
    ]
    assert silent == []


def test_the_list_of_documents_can_be_read(made: Path) -> None:
    listed = read_list(made / "document_list.txt")
    assert listed.refused == []
    assert {entry.state for entries in listed.single.values() for entry in entries} >= {"stolen"}


def test_the_last_rows_of_a_database_stand_in_its_log_alone() -> None:
    rows = [(1, "a@posta.example", None, None, None, None, "")]
    before, log = with_log("android-whatsapp-people", {"wa_contacts": []}, {"wa_contacts": rows})
    assert b"a@posta.example" in log
    assert b"a@posta.example" not in before
    assert database("android-whatsapp-people", {}) == database("android-whatsapp-people", {})


@pytest.mark.slow
def test_every_reader_is_fed(added: tuple[Path, dict[str, Any]]) -> None:
    """A format that is read and that nobody writes has never been rehearsed: add it to formats.toml."""
    fed = {str(receipt["reader"]) for receipt in added[1].values()}
    assert sorted(all_readers().keys() - fed) == []


@pytest.mark.slow
def test_every_receipt_counts_what_was_written(
    added: tuple[Path, dict[str, Any]], truth: dict[str, Any]
) -> None:
    wrong = {
        file: (added[1].get(file, {}).get("counts"), counts)
        for file, counts in truth["counts"].items()
        if not set(counts) & set(FLAWED)
        and not is_at_least(added[1].get(file, {}).get("counts", {}), counts)
    }
    assert wrong == {}


def is_at_least(receipt: dict[str, int], counts: dict[str, int]) -> bool:
    """The plain rehearsal's truth leaves out what phone reports count besides."""
    more = receipt.keys() - counts.keys()
    return more <= {"accounts", "wireless_networks"} and all(
        receipt.get(name) == number for name, number in counts.items()
    )


@pytest.mark.slow
def test_nothing_of_the_further_files_is_refused(
    added: tuple[Path, dict[str, Any]], truth: dict[str, Any], tmp_path: Path
) -> None:
    make(1, tmp_path, people=60)
    flawed = json.loads((tmp_path / "truth.json").read_text("utf-8"))["counts"]
    refused = {
        file: receipt["refused"]
        for file, receipt in added[1].items()
        if receipt["refused"] and file not in flawed
    }
    assert refused == {}


@pytest.mark.slow
def test_what_is_planted_is_found_in_every_family(
    added: tuple[Path, dict[str, Any]], truth: dict[str, Any]
) -> None:
    case = added[0]
    clew("check", case)
    found = found_against_planted(truth, clew_json("hits", case))
    numbers, names = found.identifiers, found.names
    assert numbers.found >= 0.98 * numbers.planted
    assert numbers.found + names.found >= 0.95 * (numbers.planted + names.planted)
    assert found.false_share <= 0.03
    weak = {f: str(s) for f, s in found.by_family.items() if s.found < 0.9 * s.planted}
    assert weak == {}
    assert Counter(truth["families"].values()).keys() >= found.by_family.keys()


@pytest.mark.slow
def test_numbers_named_in_messages_are_found(
    added: tuple[Path, dict[str, Any]], truth: dict[str, Any]
) -> None:
    """One number named twice in a chat stands at its first place alone, so not quite all of them."""
    clew("check", added[0])
    found = found_against_planted(truth, clew_json("hits", added[0])).in_messages
    assert found.planted > 50
    assert found.found >= 0.9 * found.planted


@pytest.mark.slow
def test_every_listed_document_is_asked_about_and_no_other(
    added: tuple[Path, dict[str, Any]], made: Path
) -> None:
    path = made / "document_list.txt"
    listed = {entry.number for entries in read_list(path).single.values() for entry in entries}
    asked = clew_json("documents", added[0], "--list", path, "--kind", "list")
    written = {identifiers.document(r["written"]) for q in asked for r in q["records"]}
    assert written == {identifiers.document(number) for number in listed} != set()


@pytest.mark.slow
@pytest.mark.parametrize(("verb", "kind"), [("swaps", "swap"), ("together", "together")])
def test_what_call_records_show_of_handsets_is_found(
    added: tuple[Path, dict[str, Any]], truth: dict[str, Any], verb: str, kind: str
) -> None:
    words = ["--minutes", "3"] if verb == "together" else []
    found = clew_json("handsets", verb, added[0], *words)["found"]
    rows = [row["because"] for row in found]
    planted = [one["handsets"] for one in truth["handsets"] if one["kind"] == kind]
    assert planted
    assert [pair for pair in planted if not any(all(n in row for n in pair) for row in rows)] == []
