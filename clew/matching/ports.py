"""What the cross-check needs of a name matcher; the engine behind it can be exchanged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class NameScore:
    """How alike the names of two records are.

    Attributes:
        score: 0 (nothing alike) to 1 (alike in every part).
        a: the name of the first record that fits best, as it was given.
        b: the name of the second record it fits.
    """

    score: float
    a: str
    b: str


class NameScorer(Protocol):
    """Compares the names two records carry; knows nothing else of them."""

    def score(self, a: Sequence[str], b: Sequence[str], person: bool) -> NameScore:
        """Compare names, neither side empty; *person* is False when one side is an organisation.

        The answer is the same whichever side comes first, with its names exchanged.
        """
