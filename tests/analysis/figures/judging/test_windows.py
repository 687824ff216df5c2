"""Each figure of a text, however long, is decided in one window that holds its words."""

from hypothesis import given
from hypothesis import strategies as st

from clew.analysis.figures.judging.windows import LONGEST, Place, windows
from clew.analysis.figures.judging.wordpieces import BEGIN, END, UNKNOWN, WordPieces

PIECES = WordPieces([UNKNOWN, BEGIN, END, "word", "7"])


def text_with(figures: list[int]) -> tuple[str, list[Place]]:
    """A text with a figure behind every so many words."""
    text, places = "", []
    for gap in figures:
        text += "word " * gap
        number = len(text), len(text) + 1
        text += "7 word "
        places.append(Place(number, (number[0], number[1] + 5)))
    return text, places


@given(st.lists(st.integers(0, 900), max_size=12))
def test_every_figure_is_decided_once_and_in_order(gaps: list[int]) -> None:
    text, places = text_with(gaps)
    decided = [at for window in windows(PIECES.cut(text), places) for at in window.figures]
    assert decided == list(range(len(places)))


@given(st.lists(st.integers(0, 900), min_size=1, max_size=12))
def test_a_window_is_no_longer_than_the_model_reads_and_holds_its_figures(gaps: list[int]) -> None:
    text, places = text_with(gaps)
    cut = PIECES.cut(text)
    for window in windows(cut, places):
        assert window.last - window.first + 2 <= LONGEST
        for at, number, phrase in zip(window.figures, window.numbers, window.phrases, strict=True):
            first, last = number[0] - 1 + window.first, number[1] - 1 + window.first
            assert (cut.starts[first], cut.ends[last]) == places[at].number
            assert number[0] <= number[1] <= phrase[1]


def test_a_figure_deep_in_a_long_text_is_seen_with_what_stands_before_and_behind_it() -> None:
    text, places = text_with([1000, 0])
    window = next(windows(PIECES.cut(text + "word " * 1000), places))
    first, last = window.numbers[0][0], window.numbers[-1][1]
    assert first > 70
    assert window.last - window.first - last >= 30
