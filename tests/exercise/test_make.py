"""A rehearsal is the same for the same seed, right in form, and true to its own truth file."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from clew.errors import UsageError
from clew.exercise.casting import make_plan
from clew.exercise.make import make
from clew.exercise.truth import links, look_alikes, measured_mix
from tests.exercise.conftest import Rehearsal, letters
from tests.exercise.look_up import at, decoded, paragraphs, report_tree


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    make(3, tmp_path / "a", people=120)
    make(3, tmp_path / "b", people=120)
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


def test_another_seed_gives_another_exercise(tmp_path: Path) -> None:
    make(3, tmp_path / "a", people=20)
    make(4, tmp_path / "b", people=20)
    same = [
        n
        for n, content in bytes_of(tmp_path / "a").items()
        if bytes_of(tmp_path / "b")[n] == content
    ]
    assert same == []


def test_making_again_replaces_the_earlier_rehearsal(tmp_path: Path) -> None:
    make(5, tmp_path, people=10)
    make(3, tmp_path, people=10)
    make(3, tmp_path.with_name("fresh"), people=10)
    assert bytes_of(tmp_path) == bytes_of(tmp_path.with_name("fresh"))


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError) as refused:
        make(3, tmp_path)
    assert str(refused.value) == (
        f"'{tmp_path}' holds other files\n  → name a folder that is new, empty or an earlier rehearsal"
    )
    assert bytes_of(tmp_path) == {"mine.txt": b"mine"}


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        make(3, tmp_path / "x")


def test_fewer_than_no_people_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="-1 uninvolved people cannot be invented"):
        make(3, tmp_path, people=-1)


@pytest.mark.parametrize("seed", range(1, 21))
def test_the_floors_of_the_mix_hold(seed: int) -> None:
    sightings = make_plan(seed, 600).sightings
    mix = measured_mix(links(sightings), look_alikes(sightings))
    assert mix["written_differently"] >= 0.40
    assert mix["across_languages"] >= 0.25
    assert mix["look_alikes"] >= 0.15


def test_every_side_of_every_pair_stands_where_the_truth_says(rehearsal: Rehearsal) -> None:
    truth = rehearsal.truth
    pairs = truth["links"] + truth["lookalikes"] + truth["in_messages"]
    places = [side for pair in pairs for side in (pair["a"], pair["b"])]
    places += [
        {**side, **other} for side in places for other in side.get("also", ()) if other["value"]
    ]
    places += [place for common in truth["common"] for place in common["places"]]
    lost = [p for p in places if not stands(rehearsal, p)]
    assert places
    assert lost == []


def stands(rehearsal: Rehearsal, place: dict[str, str]) -> bool:
    """Every word of the value is there: surname and given name have cells of their own."""
    text = letters(at(rehearsal, place["agency"], place["file"], place["where"]))
    return all(letters(word) in text for word in re.split(r"\s+", place["value"]))


def test_a_link_joins_two_agencies(rehearsal: Rehearsal) -> None:
    pairs = rehearsal.truth["links"] + rehearsal.truth["lookalikes"]
    assert [p for p in pairs if p["a"]["agency"] == p["b"]["agency"]] == []


def test_every_pair_of_places_is_listed_once(rehearsal: Rehearsal) -> None:
    def key(pair: dict[str, dict[str, str]]) -> tuple[object, ...]:
        ends = sorted(
            (s["agency"], s["file"], s["where"], s["value"]) for s in (pair["a"], pair["b"])
        )
        return pair["kind"], *ends

    listed = Counter(key(pair) for pair in rehearsal.truth["links"])
    assert [pair for pair, times in listed.items() if times > 1] == []


def test_a_value_in_three_agencies_is_three_links(rehearsal: Rehearsal) -> None:
    groups: dict[str, list[dict[str, dict[str, str]]]] = {}
    for link in rehearsal.truth["links"]:
        groups.setdefault(link["group"], []).append(link)
    for group in groups.values():
        ends = {place_of(link[side]) for link in group for side in "ab"}
        pairs = {frozenset((a, b)) for a in ends for b in ends if a[0] != b[0]}
        assert len(group) == len(pairs)


def place_of(side: dict[str, str]) -> tuple[str, str, str]:
    return side["agency"], side["file"], side["where"]


def test_the_mix_in_the_truth_can_be_counted_from_its_pairs(rehearsal: Rehearsal) -> None:
    truth = rehearsal.truth
    everything = len(truth["links"]) + len(truth["lookalikes"])
    names = [link for link in truth["links"] if link["kind"] == "person"]
    differently = [
        link for link in truth["links"] if link["kind"] != "person" and link["how"] != "same"
    ]
    across = [link for link in names if link["how"].startswith("across")]
    assert truth["mix"]["look_alikes"] == round(len(truth["lookalikes"]) / everything, 4)
    assert truth["mix"]["written_differently"] == round(len(differently) / everything, 4)
    assert truth["mix"]["across_languages"] == round(len(across) / everything, 4)


def test_how_same_means_the_same_characters(rehearsal: Rehearsal) -> None:
    wrong = [
        p
        for p in rehearsal.truth["links"]
        if (p["how"] == "same") != (p["a"]["value"] == p["b"]["value"])
    ]
    assert wrong == []


def test_the_cast_holds_every_role_and_no_migrant_is_a_suspect(one: Rehearsal) -> None:
    roles = Counter(person["role"] for person in one.truth["network"])
    assert roles["organiser"] == 2
    assert roles["undercover-officer"] == 2
    assert roles["migrant"] == 34
    assert {
        "recruiter",
        "driver",
        "guide",
        "safe-house-keeper",
        "document-forger",
        "money-man",
        "victim",
    } <= set(roles)


def test_every_file_says_it_is_an_exercise(rehearsal: Rehearsal) -> None:
    for path in rehearsal.files(""):
        if path.is_dir():
            continue
        if path.suffix in (".docx", ".pdf"):
            text = "".join(paragraphs(str(path)))
        elif path.suffix in (".ufdr", ".xml"):
            text = report_tree(str(path)).get("name") or ""
        else:
            text = decoded(str(path))
        assert "EXERCISE" in text, path.name


def test_planted_says_what_was_made(tmp_path: Path) -> None:
    planted = make(7, tmp_path, people=10)
    truth = json.loads((tmp_path / "truth.json").read_text("utf-8"))
    assert (planted.links, planted.look_alikes) == (len(truth["links"]), len(truth["lookalikes"]))
    assert all((tmp_path / file).is_file() for file in planted.files)
    assert planted.as_json()["agencies"]["xk-police"] == "XK"
    assert (
        f"{truth['mix']['look_alikes']:.1%}  look-alikes that must not match (floor 15%)"
        in planted.as_table()
    )
