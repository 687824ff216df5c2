"""clew index: built of lists, shown, brought up to date, compared."""

from pathlib import Path

import pytest

from tests.cli.running import clew, clew_json
from tests.cli.screening import LISTED, PEOPLE, hits_in, table


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """An index of the invented list, edition of 1 March 2026."""
    table(tmp_path / "list.csv", LISTED)
    clew_json(
        "index", "build", tmp_path / "list.csv", "--out", tmp_path / "index", "--date", "2026-03-01"
    )
    return tmp_path / "index"


def ids_hit(index: Path, people: Path) -> set[str]:
    """The listed ids that screening *people* gives."""
    clew_json("screen", people, "--against", index, "--out", people.with_suffix(".hits.csv"))
    return {hit["list_id"] for hit in hits_in(people.with_suffix(".hits.csv"))}


def test_an_index_says_what_it_holds(built: Path) -> None:
    said = clew_json("index", "show", built)
    assert (said["name"], said["date"], said["entities"]) == ("list", "2026-03-01", 4)


def test_a_list_carries_its_date_in_its_name(tmp_path: Path) -> None:
    table(tmp_path / "list_2026-02-27.csv", LISTED)
    said = clew_json("index", "build", tmp_path / "list_2026-02-27.csv", "--out", tmp_path / "i")
    assert said["date"] == "2026-02-27"


def test_an_index_may_hold_several_lists(built: Path, tmp_path: Path) -> None:
    table(tmp_path / "more.csv", [("M1", "Liridon Berisha", "1990-10-10")])
    said = clew_json(
        "index", "build", tmp_path / "list.csv", tmp_path / "more.csv", "--out", tmp_path / "both"
    )
    assert (said["name"], said["entities"]) == ("list + more", 5)


def test_an_id_of_an_earlier_list_is_refused_in_a_later_one(built: Path, tmp_path: Path) -> None:
    table(tmp_path / "more.csv", [("L1", "Liridon Berisha", "1990-10-10")])
    said = clew_json(
        "index", "build", tmp_path / "list.csv", tmp_path / "more.csv", "--out", tmp_path / "both"
    )
    assert (said["entities"], said["refused"]) == (4, 1)
    assert "'L1' stands in an earlier list" in Path(said["refused_in"]).read_text("utf-8")


def test_an_added_entity_is_found_and_a_delisted_one_is_not(built: Path, tmp_path: Path) -> None:
    people = table(tmp_path / "p.csv", [*PEOPLE, ("5", "Liridon Berisha", "1990-10-10")])
    before = ids_hit(built, people)
    table(tmp_path / "more.csv", [("M1", "Liridon Berisha", "1990-10-10")])
    said = clew_json("index", "update", built, "--add", tmp_path / "more.csv", "--delist", "L2")
    assert (said["added"], said["delisted"], said["entities"]) == (1, 1, 4)
    assert (before, ids_hit(built, people)) == ({"L1", "L2"}, {"L1", "M1"})


def test_a_whole_edition_brings_what_is_new_changed_and_gone(built: Path, tmp_path: Path) -> None:
    newer = [
        ("L1", "Dževdet Đoni", "1980-05-05"),
        *LISTED[1:3],
        ("L5", "Liridon Berisha", "1990-10-10"),
    ]
    table(tmp_path / "list2.csv", newer)
    said = clew_json("index", "update", built, tmp_path / "list2.csv", "--date", "2026-03-02")
    assert (said["added"], said["changed"], said["delisted"]) == (1, 1, 1)
    assert clew_json("index", "show", built)["date"] == "2026-03-02"


def test_an_older_edition_is_refused(built: Path, tmp_path: Path) -> None:
    result = clew("index", "update", built, tmp_path / "list.csv", "--date", "2026-02-28")
    assert result.exit_code == 1
    assert "of 2026-02-28 is older than the one loaded, of 2026-03-01" in result.stderr
    assert clew_json("index", "show", built)["date"] == "2026-03-01"


def test_building_over_a_newer_edition_is_refused(built: Path, tmp_path: Path) -> None:
    result = clew("index", "build", tmp_path / "list.csv", "--out", built, "--date", "2026-02-28")
    assert (result.exit_code, "is older than the one loaded" in result.stderr) == (1, True)


def test_an_older_edition_is_taken_when_forced(built: Path, tmp_path: Path) -> None:
    clew_json("index", "update", built, tmp_path / "list.csv", "--date", "2026-02-28", "--force")
    assert clew_json("index", "show", built)["date"] == "2026-02-28"


def test_an_edition_without_a_date_is_not_taken_for_a_newer_one(
    built: Path, tmp_path: Path
) -> None:
    result = clew("index", "update", built, tmp_path / "list.csv")
    assert (result.exit_code, "the list gives no date" in result.stderr) == (2, True)


def test_delisting_who_is_not_listed_changes_nothing(built: Path) -> None:
    result = clew("index", "update", built, "--delist", "L1,NOBODY")
    assert (result.exit_code, "'NOBODY'" in result.stderr) == (1, True)
    assert clew_json("index", "show", built)["entities"] == 4


def test_ids_to_delist_may_stand_in_a_file(built: Path, tmp_path: Path) -> None:
    (tmp_path / "gone.txt").write_text("L1\nL3\n")
    said = clew_json("index", "update", built, "--delist", tmp_path / "gone.txt")
    assert (said["delisted"], said["entities"]) == (2, 2)


def test_a_folder_with_something_else_is_not_made_an_index(built: Path, tmp_path: Path) -> None:
    result = clew("index", "build", tmp_path / "list.csv", "--out", tmp_path)
    assert (result.exit_code, "something else than an index" in result.stderr) == (2, True)


def test_a_delta_says_what_an_edition_adds_changes_and_removes(built: Path, tmp_path: Path) -> None:
    newer = [
        ("L1", "Dževdet Đoni", "1980-05-05"),
        *LISTED[1:3],
        ("L5", "Liridon Berisha", "1990-10-10"),
    ]
    said = clew_json("index", "delta", built, table(tmp_path / "new.csv", newer))
    assert [one["id"] for one in said["added"]] == ["L5"]
    assert [(one["id"], one["fields"]) for one in said["changed"]] == [("L1", ["births"])]
    assert [one["id"] for one in said["removed"]] == ["L4"]
