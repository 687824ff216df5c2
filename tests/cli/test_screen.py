"""clew screen: one person or a file of them, against lists; hits out, the rest counted."""

import json
from pathlib import Path
from typing import Any

import pytest

from clew.matching.screening.worker import Task, screen_into_part
from tests.cli.running import clew, clew_json
from tests.cli.screening import LISTED, PEOPLE, hits_in, table

SUMMARY = {
    "checks", "list_entities", "hits", "seconds_read", "seconds_index", "seconds_screen",
    "checks_per_second", "peak_rss_mb", "refused", "prior", "threshold", "lists",
}  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with people.csv, list.csv and an index of the list."""
    folder = tmp_path_factory.mktemp("screen")
    table(folder / "people.csv", PEOPLE)
    table(folder / "list.csv", LISTED)
    clew_json("index", "build", folder / "list.csv", "--out", folder / "index")
    return folder


def test_the_summary_says_what_was_done(files: Path, tmp_path: Path) -> None:
    said = clew_json(
        "screen", files / "people.csv", "--against", files / "list.csv", "--out", tmp_path / "h.csv"
    )
    assert said.keys() >= SUMMARY
    assert (said["checks"], said["list_entities"], said["hits"]) == (4, 4, 2)


def test_hits_are_the_people_on_the_list_and_no_others(files: Path, tmp_path: Path) -> None:
    clew_json(
        "screen",
        files / "people.csv",
        "--against",
        files / "index",
        "--out",
        tmp_path / "h.parquet",
    )
    found = hits_in(tmp_path / "h.parquet")
    assert [(h["person_id"], h["list_id"]) for h in found] == [("1", "L1"), ("2", "L2")]


@pytest.mark.parametrize("name", ["h.csv", "h.parquet"])
def test_hits_have_the_promised_columns(files: Path, tmp_path: Path, name: str) -> None:
    clew_json(
        "screen", files / "people.csv", "--against", files / "index", "--out", tmp_path / name
    )
    hit = hits_in(tmp_path / name)[0]
    assert list(hit) == ["person_id", "list_id", "probability", "clues"]


def test_each_clue_of_a_hit_has_its_sentence(files: Path, tmp_path: Path) -> None:
    clew_json(
        "screen",
        files / "people.csv",
        "--against",
        files / "index",
        "--out",
        tmp_path / "h.parquet",
    )
    clues = json.loads(hits_in(tmp_path / "h.parquet")[0]["clues"])
    assert clues
    assert all(
        c.keys() == {"kind", "rule", "weight", "a", "b", "sentence"} and c["sentence"]
        for c in clues
    )


def test_a_file_of_a_list_leaves_no_index_behind(files: Path, tmp_path: Path) -> None:
    clew_json(
        "screen", files / "people.csv", "--against", files / "list.csv", "--out", tmp_path / "h.csv"
    )
    assert [p.name for p in tmp_path.iterdir()] == ["h.csv"]


def test_with_several_lists_each_hit_names_its_list(files: Path, tmp_path: Path) -> None:
    table(tmp_path / "other.csv", [("X9", "Besnik Krasniqi", "1975-11-23")])
    clew_json(
        "screen", files / "people.csv", "--against", files / "list.csv",
        "--against", tmp_path / "other.csv", "--out", tmp_path / "h.csv",
    )  # fmt: skip
    assert {(h["list"], h["list_id"]) for h in hits_in(tmp_path / "h.csv")} == {
        ("list", "L1"), ("list", "L2"), ("other", "X9"),
    }  # fmt: skip


def test_the_default_prior_follows_from_the_sizes(files: Path, tmp_path: Path) -> None:
    from clew.matching.weighing.prior import default_prior

    said = clew_json(
        "screen", files / "people.csv", "--against", files / "list.csv", "--out", tmp_path / "h.csv"
    )
    assert said["prior"] == pytest.approx(default_prior(4, 4))


def test_a_lower_prior_takes_hits_away(files: Path, tmp_path: Path) -> None:
    said = clew_json(
        "screen", files / "people.csv", "--against", files / "list.csv", "--out", tmp_path / "h.csv",
        "--prior", "1e-12",
    )  # fmt: skip
    assert (said["prior"], said["hits"]) == (1e-12, 0)


def test_two_people_of_one_id_are_two_people(files: Path, tmp_path: Path) -> None:
    table(tmp_path / "people.csv", [("7", *PEOPLE[0][1:]), ("7", *PEOPLE[2][1:])])
    said = clew_json(
        "screen", tmp_path / "people.csv", "--against", files / "index", "--out", tmp_path / "h.csv"
    )
    assert (said["checks"], said["hits"]) == (2, 1)


def test_one_person_is_checked(files: Path) -> None:
    said = clew_json(
        "screen", "--one", '{"name": "Xhevdet Gjoni", "birth_date": "1980-05-04"}',
        "--against", files / "index",
    )  # fmt: skip
    (hit,) = said["hits"]
    assert (hit["list_id"], hit["name"]) == ("L1", "Dževdet Đoni")
    assert said["milliseconds"] > 0


def test_one_person_understands_the_columns_of_a_file(files: Path) -> None:
    said = clew_json(
        "screen", "--one",
        '{"first_name": "Besnik", "last_name": "Krasniqi", "date_of_birth": "1975-11-23"}',
        "--against", files / "index",
    )  # fmt: skip
    assert [hit["list_id"] for hit in said["hits"]] == ["L2"]


def test_the_waterfall_begins_with_the_prior_and_ends_with_the_probability(files: Path) -> None:
    shown = clew(
        "screen", "--one", '{"name": "Besnik Krasniqi", "birth_date": "1975-11-23"}',
        "--against", files / "index",
    ).stdout.splitlines()  # fmt: skip
    assert "before any clue" in shown[1]
    assert "birth date" in "".join(shown[2:-1])
    assert "together: probability" in shown[-1]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["people.csv", "--out", "h.csv"], "no list to screen against"),
        (["people.csv", "--against", "list.csv"], "where shall the hits go"),
        (
            ["people.csv", "--against", "list.csv", "--out", "h.xlsx"],
            "neither in .parquet nor in .csv",
        ),
        (["--against", "list.csv"], "name a file of PEOPLE"),
        (["--one", "{}", "--against", "list.csv", "--case", "c"], "--case goes with a file"),
        (
            ["people.csv", "--against", "list.csv", "--out", "h.csv", "--country", "Serbia"],
            "two-letter",
        ),
        (["-", "--against", "list.csv", "--out", "h.csv"], "not from a pipe"),
        (["--one", "{", "--against", "list.csv"], "--one is not JSON"),
        (["--one", "[]", "--against", "list.csv"], "--one is not a JSON object"),
        (["nobody.csv", "--against", "list.csv", "--out", "h.csv"], "nobody.csv"),
        (["people.csv", "--against", "nolist.csv", "--out", "h.csv"], "nolist.csv"),
    ],
)
def test_words_that_do_not_fit_together_are_refused(
    files: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], reason: str
) -> None:
    monkeypatch.chdir(files)
    result = clew("screen", *words)
    assert result.exit_code in (1, 2)
    assert reason in result.stderr


@pytest.mark.parametrize("words", [["screen", "p.csv"], ["index", "show", "i"]], ids=lambda w: w[0])
def test_what_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    import clew.cli.asking as asking

    monkeypatch.setattr(asking, "find_spec", lambda name: None if name == "numba" else True)
    result = clew(*words)
    assert (result.exit_code, "numba is not installed" in result.stderr) == (2, True)


def test_ctrl_c_says_how_to_go_on_and_the_next_run_says_that_it_does(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from clew.matching.screening import local

    done: list[int] = []

    def one_then_stop(task: Task, asked: Any, number: int, people: Any) -> dict[str, int]:
        if done:
            raise KeyboardInterrupt
        done.append(number)
        return screen_into_part(task, asked, number, people)

    words = (
        "screen",
        files / "people.csv",
        "--against",
        files / "index",
        "--out",
        tmp_path / "h.csv",
    )
    monkeypatch.setattr(local, "BATCH", 2)
    monkeypatch.setattr(local, "screen_into_part", one_then_stop)
    stopped = clew(*words)
    assert (stopped.exit_code, "run the same command again" in stopped.stderr) == (130, True)
    monkeypatch.setattr(local, "screen_into_part", screen_into_part)
    assert "an interrupted run goes on: 1 batches of it were done" in clew(*words).stderr
    assert len(hits_in(tmp_path / "h.csv")) == 2
