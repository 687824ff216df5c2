"""Which mention of a figure stands for it when it comes back.

The first one does, unless a later one is exact where it was rounded ("nearly 200" and 196, a title's
130 and 132), or hedged where it was bare ("three killed" and "at least three killed").
"""

from dataclasses import replace

from clew.analysis.figures.items import Item
from clew.analysis.figures.kinds import STRONG
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.numbers import PERSON
from clew.analysis.figures.one_person import is_another, is_told_again, ordinal

_SETTLED = frozenset(("arrests", "victims_identified", "victims_safeguarded"))
_OPEN = frozenset(("migrants_detected", "suspects"))
_CARRIED = {"migrants_smuggled": "migrants_detected", "migrants_detected": "migrants_smuggled"}
_LAW = ("suspects", "arrests", "charges", "convictions")
"""What happens to suspects, in this order."""
_LEAST_CARRIED = 5
_CLOSE = 0.1
_LEAST_ROUND = 20
_LOOKED_BACK = 60
"""How many figures of a kind a repeat is looked for among; more only in texts as long as a book."""


def without_repeats(
    items: list[Item], title_end: int, words: Lexicon
) -> tuple[list[Item], list[int]]:
    """Give *items* without those that repeat another, and for each item the place of its stand-in.

    Args:
        items: the figures of the text in order.
        title_end: where the title's line ends.

    Returns:
        The mentions that stand, in order; and for each of *items* its index among them, or -1.
    """
    kept: list[Item | None] = []
    by_kind: dict[str, list[int]] = {}
    stand: list[int] = []
    moved: dict[int, int] = {}
    for item in items:
        group = by_kind.setdefault(item.kind.name, [])
        same = next(
            (at for at in group[-_LOOKED_BACK:] if _repeats(kept[at], item, title_end, words)), None
        )
        if same is None and (other := _found_as_carried(item, by_kind, kept)) is not None:
            same = other
            _as_found(kept[other], item, by_kind, other)
            _with_parts(kept[other], item, items)
            group = by_kind[kept[other].kind.name]  # type: ignore[union-attr]
        nth = ordinal(item, words)
        if same is None and (
            _is_told_of_before(item, kept, words) or (nth and _counts(nth, item, kept))
        ):
            stand.append(-1)
            continue
        if item.amount.is_definite and same is None:
            _settle(item, kept)
        if item.amount.is_definite and same is None and _echoes(item, kept):
            stand.append(_echoed(item, kept))
            continue
        if same is None:
            group.append(len(kept))
            kept.append(item)
        elif _is_better(item, kept[same]):
            moved[same] = len(kept)
            kept[same] = None
            group[group.index(same)] = len(kept)
            kept.append(item)
        stand.append(len(kept) - 1 if same is None or kept[same] is None else same)
    order = {at: place for place, at in enumerate(i for i, k in enumerate(kept) if k is not None)}
    return [item for item in kept if item is not None], [
        order.get(_now(at, moved), -1) for at in stand
    ]


def as_told_below(items: list[Item], title_end: int) -> None:
    """Give figures of a title without a verb the kind a verb gives them below: "28 smugglers in two weeks"."""
    for item in items:
        if item.amount.sentence.starts[0] >= title_end:
            return
        if item.kind.strength or item.amount.unit or item.amount.number.value is None:
            continue
        told = next((i for i in items if _tells(i, item) and i.at != item.at), None)
        if told is not None:
            item.kind = told.kind


def _tells(below: Item, item: Item) -> bool:
    return (
        below.kind.strength > 0
        and below.amount.number.value == item.amount.number.value
        and below.amount.noun == item.amount.noun
        and not below.amount.unit
    )


def _now(at: int, moved: dict[int, int]) -> int:
    while at in moved:
        at = moved[at]
    return at


def _found_as_carried(
    item: Item, by_kind: dict[str, list[int]], kept: list[Item | None]
) -> int | None:
    """Give the place of people carried that are those found, or the other way round, by their number."""
    other = _CARRIED.get(item.kind.name)
    value = item.amount.number.value
    if other is None or value is None or value < _LEAST_CARRIED or item.follows:
        return None
    return next(
        (
            at for at in by_kind.get(other, ())
            if (k := kept[at]) and k.amount.number.value == value and k.at != item.at and not k.follows
        ),
        None,
    )  # fmt: skip


def _as_found(first: Item | None, second: Item, by_kind: dict[str, list[int]], at: int) -> None:
    """Count people told of as carried with those found where a verb of finding speaks of them too."""
    found = second.kind.name == "migrants_detected" and second.kind.strength >= STRONG
    if first is None or first.kind.name == second.kind.name or not found:
        return
    by_kind[first.kind.name].remove(at)
    by_kind.setdefault(second.kind.name, []).append(at)
    first.kind = replace(second.kind)


def _with_parts(first: Item | None, second: Item, items: list[Item]) -> None:
    """Give the parts of people told of twice the kind these have."""
    for part in items:
        if (
            first
            and part.follows
            and part.at == part.root().at
            and part.amount.noun_end > part.amount.number.end
            and (part.root() is first or part.root() is second)
            and part.kind.name in _CARRIED
        ):
            part.kind = replace(first.kind)


def _is_told_of_before(item: Item, kept: list[Item | None], words: Lexicon) -> bool:
    """Say whether those named by "the" are told of before as farther on in the law: "when the pair were arrested"."""
    amount = item.amount
    by_article = amount.is_definite and amount.sentence.low[amount.begin] in words.the
    if not by_article or amount.is_part or amount.unit or item.kind.name not in _LAW:
        return False
    farther = _LAW[_LAW.index(item.kind.name) + 1 :]
    return any(
        k is not None and k.kind.name in farther and k.amount.number.value == amount.number.value
        for k in kept[-_LOOKED_BACK:]
    )


def _counts(nth: float, item: Item, kept: list[Item | None]) -> bool:
    """Say whether a count told before has the *nth* person in it: "15 arrested" and "a fifteenth suspect"."""
    values = (k.amount.number.value for k in kept if k and k.kind.name == item.kind.name)
    return any(value is not None and value >= nth for value in values)


def _settle(item: Item, kept: list[Item | None]) -> None:
    """Give people found before the kind that is told of all of them later: "All four were recognised as victims"."""
    settles = item.kind.name in _SETTLED and item.kind.strength >= STRONG
    first = kept[_echoed(item, kept)] if settles and _echoed(item, kept) >= 0 else None
    if first is not None and first.kind.name in _OPEN and not first.amount.unit:
        first.kind = item.kind
        item.kind = replace(item.kind, strength=0.0)


def _echoed(item: Item, kept: list[Item | None]) -> int:
    value = item.amount.number.value
    return next(
        (
            i
            for i in range(len(kept) - 1, max(-1, len(kept) - 1 - _LOOKED_BACK), -1)
            if (k := kept[i]) and k.amount.number.value == value
        ),
        -1,
    )


def _echoes(item: Item, kept: list[Item | None]) -> bool:
    """Say whether "the four" takes up a number told before, of whatever kind."""
    number = item.amount.number
    if item.amount.unit or number.value is None or item.kind.strength >= STRONG:
        return False
    return any(
        k is not None
        and k.kind.name != "other"
        and k.amount.number.value == number.value
        and not k.amount.unit
        for k in kept[-12:]
    )


def _repeats(first: Item | None, second: Item, title_end: int, words: Lexicon) -> bool:
    if first is None or first.amount.unit != second.amount.unit or first.sign != second.sign:
        return False
    one, two = first.amount.number, second.amount.number
    if (one.value is None and one.low is None) or (two.value is None and two.low is None):
        return one.value is two.value is one.low is two.low is None and _same_noun(first, second)
    if one.value == two.value == 1 and PERSON in (one.shape, two.shape):
        in_title = first.amount.sentence.starts[0] < title_end
        return in_title or (two.shape == PERSON and is_told_again(first, second, words))
    if (one.value, one.low, one.high) == (two.value, two.low, two.high):
        if one.shape == two.shape == "article" and first.at != second.at:
            return not is_another(first, second, title_end, words)
        in_title = first.amount.sentence.starts[0] < title_end and first.amount.noun == "bare"
        return _same_thing(first, second) or (in_title and not second.follows)
    if one.value is None or two.value is None or first.follows or second.follows:
        return False
    in_title = first.amount.sentence.starts[0] < title_end
    return _rounds(first, second, in_title) or _rounds(second, first, in_title)


def _rounds(rough: Item, exact: Item, in_title: bool) -> bool:
    """Say whether *rough* is a rounder word for *exact*: hedged, or in the title."""
    one, two = rough.amount.number.value, exact.amount.number.value
    assert one is not None
    assert two is not None
    if exact.amount.qualifier != "exact" or one < _LEAST_ROUND or one % 10:
        return False
    if rough.amount.qualifier == "exact" and not in_title:
        return False
    return abs(one - two) <= _CLOSE * two


def _same_noun(first: Item, second: Item) -> bool:
    return first.amount.noun == second.amount.noun


def _same_thing(first: Item, second: Item) -> bool:
    """Say whether equal values of one kind are one figure told twice."""
    if first.at == second.at or first.in_brackets or second.in_brackets:
        return first.at != second.at and first.in_brackets == second.in_brackets
    if first.follows and second.follows:
        return False
    if first.kind.name == "other" and not _same_noun(first, second):
        return False
    small = (first.amount.number.value or 0) <= 3 and not first.amount.unit
    if small and not second.amount.is_definite:
        return _same_noun(first, second) and first.amount.number.shape != "article"
    return True


def _is_better(later: Item, first: Item | None) -> bool:
    assert first is not None
    if later.amount.number.value != first.amount.number.value:
        return later.amount.qualifier == "exact"
    return first.amount.qualifier == "exact" and later.amount.qualifier != "exact"
