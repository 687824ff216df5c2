"""clew measure screening: a small crowd, from files to figures."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clew.cli.main import main
from clew.exercise.crowd import Crowd, make_crowd


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("crowd")
    make_crowd(Crowd(people=2_000, listed=1_000, planted=0.03), place)
    return place


def measured(folder: Path, *more: str) -> Result:
    files = [str(folder / f"{name}.parquet") for name in ("people", "list", "truth")]
    return CliRunner().invoke(main, ["measure", "screening", *files, *more])


def test_recall_comes_by_kind_with_the_settings_it_was_measured_at(folder: Path) -> None:
    said = json.loads(measured(folder, "--json", "--threshold", "0.5").stdout)
    assert (said["checks"], said["list_entities"], said["threshold"]) == (2_000, 1_000, 0.5)
    assert sum(kind["of"] for kind in said["by_kind"]) == said["recall"]["of"] == 60
    assert {"exact", "order swapped", "year only"} <= {kind["kind"] for kind in said["by_kind"]}


def test_the_exact_are_found_and_few_others_proposed(folder: Path) -> None:
    said = json.loads(measured(folder, "--json").stdout)
    exact = next(kind for kind in said["by_kind"] if kind["kind"] == "exact")
    assert exact["share"] == 1.0
    assert said["alarms_per_1000"] <= 2


def test_a_rarer_base_rate_lowers_the_share_of_right_hits(folder: Path) -> None:
    often = json.loads(measured(folder, "--json", "--base-rate", "1/100", "--prior", "1e-3").stdout)
    seldom = json.loads(
        measured(folder, "--json", "--base-rate", "1/12000", "--prior", "1e-3").stdout
    )
    assert seldom["ppv"] <= often["ppv"]
    assert seldom["ppv_low"] < often["ppv_low"]
    assert (often["base_rate"], often["prior"]) == (0.01, 0.001)


@pytest.mark.parametrize("rate", ["0", "1/0", "2", "often", "-1/2", "nan"])
def test_a_base_rate_that_is_no_share_is_wrong_usage(folder: Path, rate: str) -> None:
    refused = measured(folder, "--base-rate", rate)
    assert refused.exit_code == 2
    assert "1/12000" in refused.stderr


def test_the_table_says_what_each_figure_is(folder: Path) -> None:
    text = measured(folder).stdout
    assert "alarms per 1,000 checks" in text
    assert "1 in 12,000" in text
