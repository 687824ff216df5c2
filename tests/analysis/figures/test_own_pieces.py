"""Invented pieces labelled in place, before they were read, in many styles of writing.

Operations, people and figures are made up; where a public body or a town is real, nothing said of it is true.
"""

from pathlib import Path
from typing import Any

import pytest

from clew.analysis.figures.labels import labels_in
from clew.analysis.figures.measuring import count, summary

PIECES = Path(__file__).parent / "pieces"


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    """All pieces, counted as the measure does."""
    return summary([count(said, text) for said, text in labels_in(PIECES)])


def test_figures_of_own_pieces_are_found(measured: dict[str, Any]) -> None:
    assert measured["files"] == 65
    assert measured["all"]["f1"] >= 0.9, (measured["missed"], measured["false"])


@pytest.mark.parametrize("kind", ["arrests", "victims_identified", "victims_safeguarded", "fee"])
def test_arrests_victims_and_fees_of_own_pieces_are_found(
    measured: dict[str, Any], kind: str
) -> None:
    (row,) = [row for row in measured["kinds"] if row["kind"] == kind]
    assert row["f1"] >= 0.9, (measured["missed"], measured["false"])


def test_the_dates_of_own_pieces_are_read(measured: dict[str, Any]) -> None:
    assert measured["fields"]["date"] >= 0.85


def test_no_own_piece_contradicts_itself(measured: dict[str, Any]) -> None:
    assert measured["false_contradictions"] == 0
