"""What is planted in invented pieces is found, and nothing else is called a contradiction."""

import pytest

from clew.analysis.figures.reading import read_figures
from clew.analysis.figures.several import against_each_other
from clew.exercise.press import Piece, pieces

PIECES = [piece for seed in (1, 2) for piece in pieces(seed)]
CONTRADICTING = [p for p in PIECES if p.planted == "contradiction"]
CONSISTENT = [p for p in PIECES if p.planted == "consistent"]


def named(piece: Piece) -> str:
    return f"{piece.wording} {piece.adds}"


def verdicts(piece: Piece) -> set[str]:
    first = read_figures(piece.text)
    found = {total.verdict for total in first.totals}
    if piece.second:
        told = [("one", first), ("other", read_figures(piece.second))]
        found |= {each.verdict for each in against_each_other(told)}
    return found


@pytest.mark.parametrize("piece", CONTRADICTING, ids=named)
def test_a_planted_contradiction_is_found(piece: Piece) -> None:
    assert "contradiction" in verdicts(piece), piece.text


@pytest.mark.parametrize("piece", CONSISTENT, ids=named)
def test_its_twin_that_adds_up_gives_no_alarm(piece: Piece) -> None:
    found = verdicts(piece)
    assert found & {"consistent", "rounding"}, piece.text
    assert "contradiction" not in found, piece.text


def test_contradictions_are_planted_in_at_least_forty_wordings() -> None:
    assert len({p.wording for p in CONTRADICTING}) >= 40


def test_a_piece_and_its_twin_differ_in_one_figure() -> None:
    for right, wrong in zip(CONSISTENT, CONTRADICTING, strict=True):
        one, two = right.text.split(), wrong.text.split()
        apart = {(a, b) for a, b in zip(one, two, strict=True) if a != b}
        assert len(one) == len(two)
        assert 1 <= len(apart) <= 2, apart


def test_one_seed_gives_the_same_pieces() -> None:
    assert pieces(3) == pieces(3)
