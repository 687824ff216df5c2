"""What is planted in invented pieces is found, and nothing else is called a contradiction."""

import re

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


def figures_and_words(piece: Piece) -> list[str]:
    """The words of a piece, thousands put together however they are parted."""
    return re.sub(r"(?<=\d)[ .,\u00a0](?=\d{3})", "", piece.text).split()


def test_a_piece_and_its_twin_differ_in_the_planted_figure_alone() -> None:
    for right, wrong in zip(CONSISTENT, CONTRADICTING, strict=True):
        pairs = zip(figures_and_words(right), figures_and_words(wrong), strict=True)
        apart = {pair for pair in pairs if pair[0] != pair[1]}
        assert right.wording == wrong.wording
        assert len(apart) == 1 or (right.adds in ("parts", "against") and len(apart) == 2), apart


def test_one_seed_gives_the_same_pieces() -> None:
    assert pieces(3) == pieces(3)
