"""A list of FollowTheMoney JSON lines."""

from pathlib import Path

import pytest

from clew.errors import BrokenRecord
from clew.sources.lists.opening import read_list
from tests.sources.lists.lists_maker import line
from tests.sources.lists.people_files import whole, written

ZOGA = line(
    "a-1", "Person", name=["Zoga Beqiri"], alias=["Зога"], birthDate=["1980-05-04", "bad"],
    nationality=["al"], gender=["female"], phone=["+442079460001"], fatherName=["Agim"],
)  # fmt: skip


def test_a_person_is_read_and_the_entity_kept_as_received(tmp_path: Path) -> None:
    frame, refused, _ = whole(read_list(written(tmp_path, ZOGA, "list.json")).batches)
    person = frame.row(0, named=True)
    assert person["entity"] == ZOGA.strip()
    assert person["names"] == ["Zoga Beqiri", "Зога"]
    assert (person["births"], person["fathers"]) == (["1980-05-04"], ["Agim"])
    assert [(r.place, r.value) for r in refused] == [("line 1", "bad")]


def test_a_name_is_made_of_its_parts_when_no_whole_one_is_given(tmp_path: Path) -> None:
    text = line("a-1", "Person", firstName=["Zoga"], lastName=["Beqiri"])
    frame, _, _ = whole(read_list(written(tmp_path, text, "list.json")).batches)
    assert frame["names"].to_list() == [["Zoga Beqiri"]]


def test_schemata_that_are_not_compared_are_counted(tmp_path: Path) -> None:
    text = ZOGA + line("b", "Address", full=["Tirana"]) + line("c", "Address", full=["Durrës"])
    frame, _, notes = whole(read_list(written(tmp_path, text, "list.json")).batches)
    assert frame.height == 1
    assert notes == {"entities that are a Address are not compared": 2}


def test_a_passport_of_its_own_gives_its_number_to_its_holder(tmp_path: Path) -> None:
    text = line("p", "Passport", holder=["a-1"], number=["X0000001"]) + ZOGA
    frame, _, _ = whole(read_list(written(tmp_path, text, "list.json")).batches)
    assert frame["documents"].to_list() == [["X0000001"]]


def test_a_line_in_the_middle_that_is_no_entity_is_refused(tmp_path: Path) -> None:
    frame, refused, _ = whole(read_list(written(tmp_path, '{"id"\n' + ZOGA, "list.json")).batches)
    assert frame.height == 1
    assert refused[0].place == "line 1"


def test_a_file_whose_last_line_is_cut_is_refused_as_a_whole(tmp_path: Path) -> None:
    with pytest.raises(BrokenRecord, match="line 2"):
        whole(read_list(written(tmp_path, ZOGA + ZOGA[:50], "list.json")).batches)
