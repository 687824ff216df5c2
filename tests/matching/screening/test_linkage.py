"""A holding screened against itself: who stands there twice?"""

from pathlib import Path

import polars as pl
import pytest

from clew.matching.screening.linkage import once
from clew.matching.screening.local import Screened, Wanted, screen_files
from tests.cli.running import clew, clew_json
from tests.cli.screening import LISTED, PEOPLE, crowd, table

TWICE = ("L5", "Xhevdet Gjoni", "1980-05-04")


@pytest.fixture
def holding(tmp_path: Path) -> Path:
    return table(tmp_path / "holding.csv", [*LISTED, *PEOPLE[2:], TWICE])


def itself(holding: Path, **wanted: object) -> Screened:
    out = holding.with_name("pairs.parquet")
    return screen_files(holding, [holding], out, Wanted(itself=True, workers=1, **wanted))  # type: ignore[arg-type]


def test_who_stands_in_a_holding_twice_is_one_pair(holding: Path) -> None:
    pairs = itself(holding).hits.select("person_id", "list_id").rows()
    assert pairs == [("L1", "L5")]


def test_nobody_is_a_pair_with_themselves_however_low_the_threshold(tmp_path: Path) -> None:
    alike = table(tmp_path / "alike.csv", crowd(20))
    pairs = itself(alike, threshold=0.01).hits
    assert pairs.height > 1
    assert not (pairs["person_id"] == pairs["list_id"]).any()


def test_a_pair_met_from_both_ends_is_given_once_as_met_first() -> None:
    hits = pl.DataFrame({"person_id": ["b", "a", "a"], "list_id": ["a", "b", "c"]})
    assert once(hits).rows() == [("b", "a"), ("a", "c")]


def test_every_person_of_a_holding_counts_as_a_check(holding: Path) -> None:
    summary = itself(holding).summary
    assert (summary["checks"], summary["list_entities"]) == (7, 7)


def test_an_id_that_stands_twice_in_a_holding_is_refused_once(tmp_path: Path) -> None:
    holding = table(tmp_path / "holding.csv", [*LISTED, (LISTED[0][0], "Zamira Testova", "")])
    done = itself(holding)
    assert (done.summary["refused"], done.summary["checks"]) == (1, 4)


def test_the_terminal_links_a_holding_with_itself(holding: Path) -> None:
    out = holding.with_name("pairs.csv")
    summary = clew_json("screen", holding, "--itself", "--out", out)
    assert (summary["hits"], pl.read_csv(out)["list_id"].to_list()) == (1, ["L5"])


def test_itself_goes_with_no_other_list(holding: Path) -> None:
    said = clew("screen", holding, "--itself", "--against", holding, "--out", "pairs.csv")
    assert (said.exit_code, "--itself goes with a file of PEOPLE" in said.stderr) == (2, True)
