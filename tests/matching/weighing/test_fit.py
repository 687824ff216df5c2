"""Weights come from data by a command: the same data and seed, the same weights."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from clew.cli.weights import command
from clew.errors import BrokenRecord
from clew.matching.weighing.people_file import read_people
from clew.matching.weighing.shares import REST, read_shares
from clew.matching.weighing.table import read_table, table
from tests.matching.weighing.invented import write_people

pytest.importorskip("numpy", reason="needs the extra 'screen'")
fits = pytest.mark.slow
"""For tests that wait for a fit."""


def fitted(folder: Path, *words: str) -> Path:
    """Run `clew weights fit` and give the file it wrote."""
    people, out = write_people(folder / "people.csv"), folder / "weights.toml"
    said = ["fit", str(people), "--out", str(out), "--seed", "5", "--date", "2026-01-02", *words]
    done = CliRunner().invoke(command, said)
    assert done.exit_code == 0, done.output
    return out


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fitted(tmp_path_factory.mktemp("fit"))


@fits
def test_the_same_people_and_seed_give_the_same_files(written: Path, tmp_path: Path) -> None:
    again = fitted(tmp_path)
    for name in ("weights.toml", "shares.tsv"):
        assert (written.parent / name).read_bytes() == (again.parent / name).read_bytes()


@fits
def test_what_was_fitted_can_be_read_and_holds_every_rule(written: Path) -> None:
    found = read_table(written.read_text(encoding="utf-8"))
    assert set(found.rules) == set(table().rules)


@fits
def test_the_file_says_where_the_weights_come_from(written: Path) -> None:
    made = read_table(written.read_text(encoding="utf-8")).made
    assert (made["data"], made["rows"], made["seed"], made["date"]) == (
        "people.csv",
        700,
        5,
        "2026-01-02",
    )
    assert made["command"] == "clew weights fit people.csv --seed 5"
    assert len(made["sha256"]) == 64


@fits
def test_every_rule_weighs_the_logarithm_of_its_two_rates(written: Path) -> None:
    from math import log

    for rule, one in read_table(written.read_text(encoding="utf-8")).rules.items():
        assert one.m is not None
        assert one.u is not None
        assert one.weight == pytest.approx(log(one.m / one.u), abs=0.02), rule


@fits
def test_parts_that_agree_weigh_more_than_parts_that_hardly_do(written: Path) -> None:
    parts = read_table(written.read_text(encoding="utf-8")).names.parts
    told = {quality: per * 6 + each for quality, (per, each) in parts.items()}
    assert told["same"] > told["barely_akin"]


@fits
def test_no_part_of_fewer_than_five_bearers_is_in_the_shares(written: Path) -> None:
    people = tomllib.loads(written.read_text(encoding="utf-8"))["made"]["people"]
    shares = read_shares((written.parent / "shares.tsv").read_text(encoding="utf-8"))
    named = {key: share for key, share in shares.items() if key != REST}
    assert named
    assert min(named.values()) * people >= 4.9


@fits
def test_shares_hold_parts_of_names_and_no_whole_name(written: Path) -> None:
    keys = read_shares((written.parent / "shares.tsv").read_text(encoding="utf-8"))
    assert not [key for key in keys if " " in key]


def test_the_halves_are_drawn_by_the_id_alone(tmp_path: Path) -> None:
    few, many = write_people(tmp_path / "a.csv", 200), write_people(tmp_path / "b.csv", 400)
    halves = {one.id: one.fitted_on for one in read_people(many).bearers}
    assert all(halves[one.id] is one.fitted_on for one in read_people(few).bearers)
    assert 100 < sum(halves.values()) < 300


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("id,name\n1,Arta Zeka\n", encoding="utf-8")
    with pytest.raises(BrokenRecord, match="no column 'ep_id'"):
        read_people(path)


def test_too_few_people_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenRecord, match="too few"):
        read_people(write_people(tmp_path / "people.csv", 20))


def test_a_damaged_table_of_shares_is_refused_with_its_row() -> None:
    with pytest.raises(BrokenRecord, match="row 2"):
        read_shares("*\t5.0\nzeka five\n")


def test_a_table_of_shares_without_the_rest_is_refused() -> None:
    with pytest.raises(BrokenRecord, match="no row"):
        read_shares("zeka\t5.0\n")


def test_the_weights_in_use_are_shown_with_their_reasons() -> None:
    done = CliRunner().invoke(command, ["show"])
    assert "same_birth_date" in done.output
    assert "clew weights fit politicians.csv" in done.output
