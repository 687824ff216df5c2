"""A text is cut into the model's pieces without losing where each stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.analysis.figures.judging.wordpieces import BEGIN, END, UNKNOWN, WordPieces

KNOWN = [
    "[PAD]",
    UNKNOWN,
    BEGIN,
    END,
    "arrest",
    "##ed",
    "##s",
    "a",
    "ro",
    "##me",
    "€",
    ",",
    "1",
    "##2",
]
PIECES = WordPieces(KNOWN)


def written(text: str) -> list[str]:
    return [KNOWN[at] for at in PIECES.cut(text).ids]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Arrested", ["arrest", "##ed"]),
        ("arrests, €12", ["arrest", "##s", ",", "€", "1", "##2"]),
        ("Rómé", ["ro", "##me"]),
        ("arrestx", [UNKNOWN]),
        ("", []),
    ],
)
def test_a_word_is_cut_into_the_longest_pieces_known(text: str, pieces: list[str]) -> None:
    assert written(text) == pieces


def test_each_piece_stands_where_its_word_stands() -> None:
    cut = PIECES.cut("a  arrested")
    assert list(zip(cut.starts, cut.ends, strict=True)) == [(0, 1), (3, 11), (3, 11)]


@given(st.text())
def test_whatever_is_written_is_cut_and_keeps_its_places(text: str) -> None:
    cut = PIECES.cut(text)
    assert len(cut.ids) == len(cut.starts) == len(cut.ends)
    assert all(0 <= at < len(KNOWN) for at in cut.ids)
    assert all(begin < end <= len(text) for begin, end in zip(cut.starts, cut.ends, strict=True))
    assert cut.starts == sorted(cut.starts)
