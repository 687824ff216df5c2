"""Invented pieces labelled in place, before they were read, in many styles of writing.

Operations, people and figures are made up; where a public body or a town is real, nothing said of it is true.
"""

from pathlib import Path
from typing import Any

import pytest

from clew.analysis.figures.labels import labelled_in_place
from clew.analysis.figures.measuring import count, summary

PIECES = Path(__file__).parent / "pieces"
UNREAD = Path(__file__).parent / "unread"
"""Pieces the grammar was never worked on with."""
KINDS = ("arrests", "victims_identified", "victims_safeguarded", "fee")


def summed(fresh: bool) -> dict[str, Any]:
    """Count the pieces as the measure does: the four batches of a second writer, or those before them."""
    files = [
        path for path in sorted(PIECES.glob("*.txt")) if path.name.startswith("fresh") == fresh
    ]
    pieces = [piece for path in files for piece in labelled_in_place(path.read_text("utf-8"))]
    return summary([count(said, text) for said, text in pieces])


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    """The first 65 pieces."""
    return summed(fresh=False)


@pytest.fixture(scope="module")
def fresh() -> dict[str, Any]:
    """The 64 pieces of the four batches."""
    return summed(fresh=True)


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
    assert fresh["all"]["f1"] >= 0.91, (fresh["missed"], fresh["false"])


@pytest.mark.parametrize(
    ("kind", "least"),
    [("arrests", 0.93), ("victims_identified", 0.91), ("victims_safeguarded", 0.83), ("fee", 0.9)],
)
def test_arrests_victims_and_fees_of_a_second_writers_pieces_are_found(
    fresh: dict[str, Any], kind: str, least: float
) -> None:
    (row,) = [row for row in fresh["kinds"] if row["kind"] == kind]
    assert row["f1"] >= least, (fresh["missed"], fresh["false"])


def test_the_dates_of_own_pieces_are_read(measured: dict[str, Any]) -> None:
    assert measured["fields"]["date"] >= 0.85


def test_no_own_piece_contradicts_itself(measured: dict[str, Any], fresh: dict[str, Any]) -> None:
    assert measured["false_contradictions"] == fresh["false_contradictions"] == 0


def test_figures_of_pieces_nobody_worked_with_are_found_to_the_floor() -> None:
    pieces = [p for f in UNREAD.glob("*.txt") for p in labelled_in_place(f.read_text("utf-8"))]
    measured = summary([count(said, text) for said, text in pieces])
    assert measured["files"] == 20
    assert measured["all"]["f1"] >= 0.75, (measured["missed"], measured["false"])
