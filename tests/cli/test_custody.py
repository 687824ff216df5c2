"""clew custody at a terminal: show, note, verify, manifest, hand on, sheet."""

import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import clew, clew_json, passengers


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with one list of two invented passengers, handed over under an order."""
    file = passengers(tmp_path / "list.csv", 2)
    folder = tmp_path / "case"
    said = ("--legal-basis", "Order 12/26", "--seal", "A-17", "--exhibit", "E1")
    assert clew("add", folder, file, "--agency", "rs-police", *said).exit_code == 0
    return folder


def chain(case: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = clew_json("custody", "show", case)
    return found


def original(case: Path) -> Path:
    digest = str(chain(case)[0]["sha256"])
    return case / "originals" / digest[:2] / digest


def test_the_receipt_says_how_a_file_was_handed_over(case: Path, tmp_path: Path) -> None:
    said = clew("add", case, tmp_path / "list.csv", "--agency", "rs-police", "--seal", "A-18")
    assert "this hand-over is noted" in said.stdout
    assert "seal A-18" in said.stdout


def test_a_hand_over_still_to_come_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    file = passengers(tmp_path / "list.csv", 1)
    said = ("--agency", "rs-police", "--handed-over-at", "2999-01-01")
    refused = clew("add", tmp_path / "case", file, *said)
    assert refused.exit_code == 2
    assert "still to come" in refused.stderr
    assert not (tmp_path / "case").exists()


def test_a_note_is_an_entry_of_its_own(case: Path) -> None:
    clew("custody", "note", case, "list.csv", "--seal", "A-71", "--text", "misread", "--why", "x")
    first, second = chain(case)
    assert (first["seal"], second["seal"], second["text"]) == ("A-17", "A-71", "misread")
    assert second["why"] == "x"


@pytest.mark.parametrize("verb", ["show", "note", "sheet", "manifest", "hand-on"])
def test_an_item_the_case_does_not_hold_is_refused(case: Path, tmp_path: Path, verb: str) -> None:
    words = {
        "note": ("--text", "x"),
        "sheet": ("--out", tmp_path / "x"),
        "manifest": ("--out", tmp_path / "x"),
        "hand-on": ("--to", "x", "--out", tmp_path / "x"),
    }
    refused = clew("custody", verb, case, "nothing.csv", *words.get(verb, ()))
    assert refused.exit_code == 1
    assert "no item 'nothing.csv'" in refused.stderr
    assert not (tmp_path / "x").exists()


def test_verifying_ends_with_one_when_anything_is_wrong(case: Path) -> None:
    assert clew("custody", "verify", case).exit_code == 0
    original(case).unlink()
    wrong = clew("custody", "verify", case)
    assert wrong.exit_code == 1
    assert "missing" in wrong.stdout
    assert "→" in wrong.stdout
    said = clew_json("custody", "verify", case)
    assert (said["good"], said["wrong"][0]["finding"]) == (False, "missing")


def test_sha256sum_accepts_the_manifest_in_the_folder_of_the_case(
    case: Path, tmp_path: Path
) -> None:
    out = tmp_path / "sums.txt"
    assert clew("custody", "manifest", case, "--sums", "--out", out).exit_code == 0
    subprocess.run(["sha256sum", "--check", "--strict", out], cwd=case, check=True)


def test_a_derived_entity_points_back_to_its_original_and_chain(case: Path, tmp_path: Path) -> None:
    clew("custody", "manifest", case, "--out", tmp_path / "all.json")
    whole = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    entity = whole["derived"][1]["entity"]
    clew("custody", "manifest", case, entity, "--out", tmp_path / "one.json")
    one = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    (derived,), (origin,) = one["derived"], one["originals"]
    assert derived["entity"] == entity
    assert derived["sha256"] == origin["sha256"]
    assert derived["statements"][0]["spot"] == "row 3"
    assert origin["custody"][0]["legal_basis"] == "Order 12/26"
    assert one["log"]["hash"]


def test_a_manifest_holds_no_value_of_a_person(case: Path, tmp_path: Path) -> None:
    clew("custody", "manifest", case, "--out", tmp_path / "all.json")
    assert "Testić" not in (tmp_path / "all.json").read_text(encoding="utf-8")


def test_copies_handed_on_check_out_and_stand_in_the_chain(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "handed"
    clew("custody", "hand-on", case, "1", "--to", "Ms Probna", "--out", out)
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=out, check=True)
    entry = chain(case)[-1]
    assert (entry["act"], entry["to"]) == ("handed on", "Ms Probna")


def test_an_altered_original_is_not_handed_on(case: Path, tmp_path: Path) -> None:
    original(case).chmod(0o644)
    original(case).write_bytes(b"x")
    refused = clew("custody", "hand-on", case, "1", "--to", "x", "--out", tmp_path / "handed")
    assert refused.exit_code == 1
    assert "not what was received" in refused.stderr
    assert not [p for p in tmp_path.iterdir() if "handed" in p.name]
    assert chain(case)[-1]["act"] == "received"


@pytest.mark.parametrize(
    ("marking", "remedy", "why"),
    [
        (("--category", "victim"), ("--unmask", "--why", "trial of the case"), "a victim"),
        (("--handling", "H2"), ("--permission", "rs-police, 2 March"), "handling code H2"),
    ],
)
def test_a_copy_leaves_only_as_its_marking_allows(
    tmp_path: Path, marking: tuple[str, ...], remedy: tuple[str, ...], why: str
) -> None:
    case, file = tmp_path / "case", passengers(tmp_path / "list.csv", 1)
    clew("add", case, file, "--agency", "rs-police", *marking)
    asked = ("custody", "hand-on", case, "1", "--to", "x", "--out", tmp_path / "handed")
    refused = clew(*asked)
    assert refused.exit_code == 1
    assert why in refused.stderr
    assert clew(*asked, *remedy).exit_code == 0


def test_an_archive_does_not_leave_with_a_file_that_holds_a_victim(tmp_path: Path) -> None:
    case, file = tmp_path / "case", passengers(tmp_path / "list.csv", 1)
    clew("add", case, file, "--agency", "xk-police", "--category", "victim")
    for name in ("a.zip", "b.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as kit:
            kit.write(file, "list.csv")
            kit.writestr("name.txt", name)
        clew("add", case, tmp_path / name, "--agency", "rs-police")
        refused = clew("custody", "hand-on", case, name, "--to", "x", "--out", tmp_path / "handed")
        assert refused.exit_code == 1
        assert "a victim or a smuggled person is in these files" in refused.stderr


@pytest.mark.parametrize("verb", ["manifest", "sheet", "export"])
def test_a_file_that_is_there_is_never_written_over(case: Path, tmp_path: Path, verb: str) -> None:
    out = tmp_path / "taken"
    out.write_text("mine")
    item = () if verb == "export" else ("1",)
    refused = clew("custody", verb, case, *item, "--out", out)
    assert refused.exit_code == 2
    assert "is there already" in refused.stderr
    assert out.read_text() == "mine"
    assert [e["act"] for e in chain(case)] == ["received"]


@pytest.mark.parametrize("verb", ["manifest", "sheet", "export"])
def test_a_full_disk_leaves_no_half_file(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("clew.cli.new_file.os.fsync", full)
    item = () if verb == "export" else ("1",)
    (tmp_path / "out").mkdir()
    refused = clew("custody", verb, case, *item, "--out", tmp_path / "out" / "paper")
    assert refused.exit_code == 1
    assert "free the disk" in refused.stderr
    assert list((tmp_path / "out").iterdir()) == []
