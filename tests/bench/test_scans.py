"""How wrongly a page was read is counted in characters of the page as it was printed."""

import pytest

pytest.importorskip("typst")

from bench.scan_figures import wrong


@pytest.mark.parametrize(
    ("read", "share", "why"),
    [
        ("four men", 0.0, "read rightly"),
        ("four\nmen", 0.0, "where a line ends is no letter"),
        ("f0ur men", 1 / 8, "one letter of eight"),
        ("four", 4 / 8, "a blank and three letters are missing"),
        ("", 1.0, "nothing was read"),
    ],
)
def test_characters_that_differ_are_counted_against_those_printed(
    read: str, share: float, why: str
) -> None:
    assert wrong("four men", read) == pytest.approx(share), why
