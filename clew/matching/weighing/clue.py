"""A clue and a comparison: why two records may be one person, and how far each reason carries."""

from typing import NamedTuple

from clew.matching.rules import Text, sentence


class Clue(NamedTuple):
    """One reason for or against, with both values as given.

    Attributes:
        kind: "person" for names, "document", "phone", or "other".
        rule: which rule spoke; `clew.matching.rules.RULES` holds them.
        weight: log-odds (natural); above 0 it speaks for, below against.
        a: the value of the first record; b of the second.
    """

    kind: str
    rule: str
    weight: float
    a: str
    b: str

    @property
    def sentence(self) -> str:
        """Say in one sentence what the two records show."""
        return sentence(self.rule, Text(self.a), Text(self.b), covered=False)

    def as_json(self) -> dict[str, str | float]:
        """Give the clue as files and answers carry it."""
        return {
            "kind": self.kind, "rule": self.rule, "weight": round(self.weight, 3),
            "a": self.a, "b": self.b, "because": self.sentence,
        }  # fmt: skip


class Comparison(NamedTuple):
    """What laying two records side by side gave.

    Attributes:
        log_odds: the sum of the clues' weights; the prior is not in it.
        clues: the heaviest first.
    """

    log_odds: float
    clues: tuple[Clue, ...]
