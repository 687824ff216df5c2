"""Bad people, lists and indexes: a clear error, or a refusal that is counted and listed; no silent miss."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.running import clew, clew_json
from tests.cli.screening import LISTED, PEOPLE, hits_in, table

LRM, RLM, ZWSP, ZWNJ = "\u200e", "\u200f", "\u200b", "\u200c"


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """The invented list as CSV."""
    return table(tmp_path / "list.csv", LISTED)


def screen(people: Path, against: Path) -> tuple[dict[str, object], list[dict[str, str]]]:
    """Screen and give the summary and the rows of the file of refusals."""
    out = people.with_name("hits.csv")
    said = clew_json("screen", people, "--against", against, "--out", out)
    refused = out.with_name("hits.refused.csv")
    if not refused.exists():
        return said, []
    with refused.open(encoding="utf-8", newline="") as handle:
        return said, list(csv.DictReader(handle))


def test_a_double_id_in_a_list_is_refused_counted_and_listed(tmp_path: Path) -> None:
    doubled = table(tmp_path / "list.csv", [*LISTED, ("L1", "Proba Doppelt", "1950-01-02")])
    said, (refused,) = screen(table(tmp_path / "people.csv", PEOPLE), doubled)
    assert (said["list_entities"], said["refused"]) == (4, 1)
    assert (refused["file"], "'L1' stands a second time" in refused["reason"]) == ("list", True)


def test_an_empty_name_is_refused_with_its_place(tmp_path: Path, lists: Path) -> None:
    people = table(tmp_path / "people.csv", [*PEOPLE, ("5", "", "1990-01-05")])
    said, (refused,) = screen(people, lists)
    assert (said["checks"], said["refused"], said["hits"]) == (4, 1, 2)
    assert (refused["file"], refused["place"]) == ("people.csv", "row 6")
    assert refused["remedy"]


def test_a_birth_date_in_the_future_is_refused_and_the_person_still_checked(
    tmp_path: Path, lists: Path
) -> None:
    people = table(tmp_path / "people.csv", [("1", "Besnik Krasniqi", "2099-01-05")])
    said, (refused,) = screen(people, lists)
    assert said["checks"] == 1
    assert (refused["value"], "lies in the future" in refused["reason"]) == ("2099-01-05", True)


def test_a_name_of_10000_characters_is_refused(tmp_path: Path, lists: Path) -> None:
    people = table(tmp_path / "people.csv", [*PEOPLE, ("5", "x" * 10_000, "1990-01-05")])
    said, refused = screen(people, lists)
    assert said["checks"] == 4
    assert any("10000 characters is too long" in one["reason"] for one in refused)


@pytest.mark.parametrize("mark", [LRM, RLM, ZWSP, ZWNJ], ids=["lrm", "rlm", "zwsp", "zwnj"])
def test_marks_that_cannot_be_seen_hide_nobody(tmp_path: Path, lists: Path, mark: str) -> None:
    name = f"{mark}Bes{mark}nik Kras{mark}niqi{mark}"
    said, _ = screen(table(tmp_path / "people.csv", [("1", name, "1975-11-23")]), lists)
    assert said["hits"] == 1


def test_a_file_of_people_without_anybody_gives_no_hits(tmp_path: Path, lists: Path) -> None:
    said, _ = screen(table(tmp_path / "people.csv", []), lists)
    assert (said["checks"], said["hits"]) == (0, 0)


def cut(place: Path, share: float) -> Path:
    whole = place.read_bytes()
    place.write_bytes(whole[: int(len(whole) * share)])
    return place


UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:00">
<INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>PROBA</FIRST_NAME><SECOND_NAME>TESTOVIC</SECOND_NAME></INDIVIDUAL>
<INDIVIDUAL><DATAID>2</DATAID><FIRST_NAME>ZWEITE</FIRST_NAME><SECOND_NAME>PROBA</SECOND_NAME></INDIVIDUAL></INDIVIDUALS>
<ENTITIES></ENTITIES></CONSOLIDATED_LIST>
"""


@pytest.mark.parametrize("name", ["list.csv", "list.parquet", "un.xml", "list.ftm.json"])
def test_a_list_cut_in_the_middle_is_refused_as_a_whole(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    if name == "un.xml":
        place.write_text(UN)
    elif name == "list.ftm.json":
        entity = {"id": "a", "schema": "Person", "properties": {"name": ["Proba Testović"]}}
        place.write_text("".join(json.dumps({**entity, "id": i}) + "\n" for i in "abcd"))
    else:
        table(place, [(i, f'"{n}"', b) for i, n, b in LISTED])
    people = table(tmp_path / "people.csv", PEOPLE)
    result = clew("screen", people, "--against", cut(place, 0.7), "--out", tmp_path / "hits.csv")
    assert result.exit_code == 1
    assert result.stderr.startswith("clew: ")
    assert "→" in result.stderr
    assert not (tmp_path / "hits.csv").exists()


def test_an_index_of_another_version_is_refused(tmp_path: Path, lists: Path) -> None:
    clew_json("index", "build", lists, "--out", tmp_path / "index")
    card = tmp_path / "index" / "index.json"
    said = json.loads(card.read_text())
    said["edition"]["version"] = 99
    card.write_text(json.dumps(said))
    people = table(tmp_path / "people.csv", PEOPLE)
    result = clew("screen", people, "--against", tmp_path / "index", "--out", tmp_path / "hits.csv")
    assert (result.exit_code, "of version 99" in result.stderr) == (1, True)


def test_a_damaged_index_is_refused(tmp_path: Path, lists: Path) -> None:
    clew_json("index", "build", lists, "--out", tmp_path / "index")
    (tmp_path / "index" / "index.json").write_text("{")
    result = clew("index", "show", tmp_path / "index")
    assert (result.exit_code, "cannot be read" in result.stderr) == (1, True)


def test_refusals_of_an_earlier_run_do_not_stay_beside_clean_hits(
    tmp_path: Path, lists: Path
) -> None:
    screen(table(tmp_path / "people.csv", [*PEOPLE, ("5", "", "")]), lists)
    _, refused = screen(table(tmp_path / "people.csv", PEOPLE), lists)
    assert refused == []


def test_hits_from_before_stay_when_a_screening_is_refused(tmp_path: Path, lists: Path) -> None:
    people = table(tmp_path / "people.csv", PEOPLE)
    screen(people, lists)
    lists.write_text("")
    result = clew("screen", people, "--against", lists, "--out", tmp_path / "hits.csv")
    assert (result.exit_code, len(hits_in(tmp_path / "hits.csv"))) == (1, 2)


def test_a_refused_value_of_one_person_is_said_and_the_rest_is_checked(lists: Path) -> None:
    said = clew_json(
        "screen", "--one", '{"name": "Besnik Krasniqi", "birth_date": "1975-11-23", "sex": "perhaps"}',
        "--against", lists,
    )  # fmt: skip
    assert [hit["list_id"] for hit in said["hits"]] == ["L2"]
    assert [refused["value"] for refused in said["refused"]] == ["perhaps"]
