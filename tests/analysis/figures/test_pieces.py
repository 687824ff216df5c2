"""What is planted in invented pieces is found, and nothing else is called a contradiction."""

import pytest

from clew.analysis.figures.reading import read_figures
from clew.exercise.press import Piece, pieces

PIECES = [piece for seed in (1, 2) for piece in pieces(seed, 40)]


def verdicts(piece: Piece) -> set[str]:
    return {total.verdict for total in read_figures(piece.text).totals}


@pytest.mark.parametrize(
    "piece", [p for p in PIECES if p.planted == "contradiction"], ids=lambda p: p.adds
)
def test_a_planted_contradiction_is_found(piece: Piece) -> None:
    assert "contradiction" in verdicts(piece), piece.text


@pytest.mark.parametrize(
    "piece", [p for p in PIECES if p.planted == "consistent"], ids=lambda p: p.adds
)
def test_a_piece_that_adds_up_gives_no_alarm(piece: Piece) -> None:
    found = verdicts(piece)
    assert found & {"consistent", "rounding"}, piece.text
    assert "contradiction" not in found, piece.text


def test_one_seed_gives_the_same_pieces() -> None:
    assert pieces(3) == pieces(3)
