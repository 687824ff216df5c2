"""People told in sorts that make up a figure before: "317 people … 64 children, 89 women, 164 men" are of its kind."""

from clew.analysis.figures.items import Item
from clew.analysis.figures.kinds import STRONG, Kind
from clew.analysis.figures.lexicon import Lexicon

_BACK = 14
"""How many figures back the whole is looked for."""
_MOST = 5
_PEOPLE = frozenset(("people", "minors", "demonym", "bare", "migrants", "victims", "suspects"))
_WHOLES = frozenset(
    (
        "arrests", "suspects", "charges", "convictions", "victims_identified", "victims_safeguarded",
        "migrants_detected", "migrants_smuggled", "deaths", "injured",
    )
)  # fmt: skip
_BETWEEN = 6
_BESIDE = frozenset(",:-–—(")
_HELD = frozenset(("arrests", "charges", "convictions"))
_OPEN = _HELD | {"suspects", "other"}


def as_their_whole(items: list[Item], words: Lexicon) -> None:
    """Give people listed by sort, whose numbers add up to one before them, the kind it has."""
    for first in range(len(items)):
        for size in range(2, _MOST + 1):
            some = items[first : first + size]
            if len(some) < size or not _is_list(some):
                break
            are_those = _are_those(some)
            if not (are_those or _by_sort(some, words)):
                continue
            whole = _whole_of(some, items[max(0, first - _BACK) : first])
            if are_those and (whole is None or whole.kind.name not in _HELD):
                continue
            if whole is not None:
                for item in some:
                    item.kind = Kind(whole.kind.name, whole.kind.cue, whole.kind.strength)


def _is_list(some: list[Item]) -> bool:
    last, before = some[-1], some[-2]
    low = last.amount.sentence.low
    between = low[max(before.amount.end, before.amount.noun_end) : last.amount.begin]
    return (
        last.at == before.at
        and all(item.amount.noun in _PEOPLE and not item.amount.unit for item in some)
        and all(item.amount.number.value is not None for item in some)
        and len(between) <= _BETWEEN
        and ("," in between or "and" in between)
        and ";" not in between
    )


def _are_those(some: list[Item]) -> bool:
    """Say whether they stand beside the noun for them: "the suspects, two Bosnians and four foreigners"."""
    first = some[0].amount
    beside = first.begin > 1 and first.sentence.low[first.begin - 1] in _BESIDE
    open_yet = (item.kind.strength < STRONG or item.kind.name == "suspects" for item in some)
    return beside and all(open_yet) and all(item.kind.name in _OPEN for item in some)


def _by_sort(some: list[Item], words: Lexicon) -> bool:
    """Say whether every one is of another sort: men, women, children."""
    sorts = [
        frozenset(i.amount.sentence.low[i.amount.noun_begin : i.amount.noun_end])
        & words.grammar.partition
        for i in some
    ]
    return all(sorts) and len(set(sorts)) == len(sorts)


def _whole_of(some: list[Item], before: list[Item]) -> Item | None:
    total = sum(item.amount.number.value or 0 for item in some)
    return next(
        (
            item for item in reversed(before)
            if item.amount.number.value == total and item.kind.name in _WHOLES and not item.amount.unit
        ),
        None,
    )  # fmt: skip
