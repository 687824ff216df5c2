"""A hit drawn in the terminal: what was thought before, what each clue adds, where it ends."""

from collections.abc import Iterator, Sequence
from math import log

WIDTH = 24
"""Characters either side of the middle."""
_MOST = 16.0
"""Log-odds that fill one side; the number beside a longer bar tells the rest."""


def waterfall(
    prior: float, clues: Sequence[tuple[float, str]], probability: float
) -> Iterator[str]:
    """Draw a hit, one line for the prior, one for each clue (weight, sentence), one for the end.

    A bar stands right of the middle for a clue that speaks for, left of it for one against;
    its length is the clue's weight in log-odds.
    """
    before = log(prior / (1 - prior))
    yield _line(before, f"before any clue: {_share(prior)}")
    for weight, sentence in clues:
        yield _line(weight, sentence)
    total = before + sum(weight for weight, _ in clues)
    yield _line(total, f"together: {_share(probability)}")


def _line(weight: float, sentence: str) -> str:
    blocks = min(WIDTH, round(abs(weight) / _MOST * WIDTH))
    left, right = ("", "█" * blocks) if weight >= 0 else ("▒" * blocks, "")
    return f"{weight:+7.1f} {left:>{WIDTH}}│{right:<{WIDTH}} {sentence}"


def _share(probability: float) -> str:
    if probability >= 0.01:
        return f"probability {probability:.2f}"
    return f"one in {1 / probability:,.0f}"
