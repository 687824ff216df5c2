"""What the grammar read of a figure, told to the model by name."""

from math import log10

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.items import Item
from clew.analysis.figures.kinds import FAIR, STRONG

GRAMMARS = frozenset(("kind", "verb", "passed", "pull"))
"""Features that tell what the grammar decided; the others only tell how the figure is written."""
_LARGEST = 7


def features_of(amount: Amount, decided: Item | None, held: bool) -> list[str]:
    """Give the names of the features of *amount*.

    Args:
        amount: the figure.
        decided: what the grammar made of it; None where it counts nothing.
        held: whether the grammar holds it to be told as a result.
    """
    kind = decided.kind.name if decided else ""
    told = {
        "kind": kind if held else "",
        "passed": "" if held else kind,
        "verb": decided.kind.cue if decided else "",
        "pull": _pull(decided.kind.strength) if decided else "",
        "noun": amount.noun,
        "unit": unit_of(amount),
        "shape": amount.number.shape,
        "per": amount.per or "",
        "hedge": amount.qualifier,
        "size": str(_size(amount)),
    }
    marks = {
        "part": amount.is_part,
        "definite": amount.is_definite,
        "follows": bool(decided and decided.follows),
        "bracket": bool(decided and decided.in_brackets),
    }
    return [f"{name}={value}" for name, value in told.items()] + [m for m in marks if marks[m]]


def unit_of(amount: Amount) -> str:
    """Say what *amount* is told in: money, time, percent, another measure, or none (a count)."""
    if amount.is_money:
        return "money"
    if amount.is_time:
        return "time"
    return "percent" if amount.unit == "percent" else "measure" if amount.unit else "count"


def _pull(strength: float) -> str:
    return "strong" if strength >= STRONG else "fair" if strength >= FAIR else "none"


def _size(amount: Amount) -> int:
    value = abs(amount.number.value or amount.number.high or 0)
    return min(_LARGEST, int(log10(value + 1))) if value > 1 else 0
