"""A case is a folder that says where its data lie."""

from pathlib import Path

import pytest

from clew.errors import CaseBusy, CaseError, NotFound
from clew.store import Case, make_case, open_case


def test_a_new_case_is_a_folder_with_its_card(case: Case) -> None:
    assert (case.folder / "case.toml").is_file()
    assert case.originals.is_dir()


def test_opening_a_case_again_changes_nothing(case: Case) -> None:
    card = (case.folder / "case.toml").read_bytes()
    open_case(case.folder).close()
    assert (case.folder / "case.toml").read_bytes() == card


def test_a_folder_with_other_things_in_it_never_becomes_a_case(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(CaseError, match="is not a case and not empty"):
        make_case(tmp_path)


def test_a_missing_case_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="clew add CASE FILES"):
        open_case(tmp_path / "nothing")


def test_a_damaged_card_names_the_file_and_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text("name = \n")
    with pytest.raises(CaseError, match=r"case\.toml cannot be read") as refusal:
        open_case(tmp_path)
    assert refusal.value.do == "correct that line"


def test_a_database_nobody_can_reach_is_said_and_not_made_up(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text('database = "postgresql://nobody@127.0.0.1:1/none"\n')
    with pytest.raises(CaseError, match="cannot be opened"):
        open_case(tmp_path)


def test_only_one_process_brings_files_in_at_a_time(case: Case) -> None:
    with case.intake_lock(), pytest.raises(CaseBusy), case.intake_lock(wait=False):
        pass
