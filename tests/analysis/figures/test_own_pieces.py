"""Invented pieces labelled in place, before they were read, in many styles of writing.

Operations, people and figures are made up; where a public body or a town is real, nothing said of it is true.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from clew.analysis.figures.labels import labelled_in_place
from clew.analysis.figures.measuring import count, summary

PIECES = Path(__file__).parent / "pieces"
UNREAD = Path(__file__).parent / "unread" / "fresh7.txt"
"""Pieces the grammar was never worked on with; whoever reads them writes new ones first."""
KINDS = ("arrests", "victims_identified", "victims_safeguarded", "fee")


def summed(names: str) -> dict[str, Any]:
    """Count the pieces of the files whose name matches *names* as the measure does."""
    files = sorted(path for path in PIECES.glob("*.txt") if re.fullmatch(names, path.name))
    pieces = [piece for path in files for piece in labelled_in_place(path.read_text("utf-8"))]
    return summary([count(said, text) for said, text in pieces])


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    """The first 65 pieces."""
    return summed("(?!fresh).*")


@pytest.fixture(scope="module")
def fresh() -> dict[str, Any]:
    """The 64 pieces of the four batches of a second writer."""
    return summed("fresh[1-4].txt")


@pytest.fixture(scope="module")
def third() -> dict[str, Any]:
    """The 20 pieces of a third writer."""
    return summed("fresh5.txt")


def test_figures_of_own_pieces_are_found(measured: dict[str, Any]) -> None:
    assert measured["files"] == 65
    assert measured["all"]["f1"] >= 0.93, (measured["missed"], measured["false"])


@pytest.mark.parametrize("kind", KINDS)
def test_arrests_victims_and_fees_of_own_pieces_are_found(
    measured: dict[str, Any], kind: str
) -> None:
    (row,) = [row for row in measured["kinds"] if row["kind"] == kind]
    assert row["f1"] >= 0.9, (measured["missed"], measured["false"])


def test_figures_of_a_second_writers_pieces_are_found(fresh: dict[str, Any]) -> None:
    assert fresh["files"] == 64
    assert fresh["all"]["f1"] >= 0.92, (fresh["missed"], fresh["false"])


@pytest.mark.parametrize(
    ("kind", "least"),
    [("arrests", 0.93), ("victims_identified", 0.92), ("victims_safeguarded", 0.87), ("fee", 0.9)],
)
def test_arrests_victims_and_fees_of_a_second_writers_pieces_are_found(
    fresh: dict[str, Any], kind: str, least: float
) -> None:
    (row,) = [row for row in fresh["kinds"] if row["kind"] == kind]
    assert row["f1"] >= least, (fresh["missed"], fresh["false"])


def test_the_dates_of_own_pieces_are_read(measured: dict[str, Any]) -> None:
    assert measured["fields"]["date"] >= 0.85


@pytest.fixture(scope="module")
def hard() -> dict[str, Any]:
    """The 20 pieces of a fourth and a fifth writer."""
    return summed("fresh6.txt")


@pytest.mark.parametrize("batch", ["measured", "fresh", "third", "hard"])
def test_no_piece_contradicts_itself(batch: str, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(batch)["false_contradictions"] == 0


def test_figures_of_a_third_writers_pieces_are_found(third: dict[str, Any]) -> None:
    assert third["files"] == 20
    assert third["all"]["f1"] >= 0.93, (third["missed"], third["false"])


@pytest.mark.parametrize("kind", [*KINDS, "migrants_detected", "injured", "detections_border"])
def test_arrests_people_and_fees_of_a_third_writers_pieces_are_found(
    third: dict[str, Any], kind: str
) -> None:
    (row,) = [row for row in third["kinds"] if row["kind"] == kind]
    assert row["f1"] >= 0.93, (third["missed"], third["false"])


def test_figures_of_hard_pieces_are_found(hard: dict[str, Any]) -> None:
    assert hard["files"] == 20
    assert hard["all"]["f1"] >= 0.92, (hard["missed"], hard["false"])


def test_figures_of_pieces_nobody_worked_with_are_found_as_often_as_was_measured() -> None:
    pieces = labelled_in_place(UNREAD.read_text("utf-8"))
    measured = summary([count(said, text) for said, text in pieces])
    assert measured["files"] == 20
    assert measured["all"]["f1"] >= 0.68
