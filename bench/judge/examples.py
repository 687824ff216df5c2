"""Labelled pieces as examples: each amount the grammar weighs, with its features and the kind its label gives."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from clew.analysis.figures.items import Item, Weighed
from clew.analysis.figures.judging.features import features_of, unit_of
from clew.analysis.figures.judging.judge import allowed, is_judged, place_of
from clew.analysis.figures.judging.windows import Place
from clew.analysis.figures.labels import labelled_in_place
from clew.analysis.figures.measuring import spans
from clew.analysis.figures.reading import read_figures

_SLACK = 0.06
"""How far a percentage in words may stand from the label's: a third is 33.3 or 33.33."""
Numbers = tuple[float | None, float | None, float | None]


@dataclass(slots=True)
class Example:
    """One amount of a piece.

    Attributes:
        place: where it stands.
        features: what the grammar read of it.
        unit: money, percent, time, measure or count.
        can: for each kind whether it can be of it.
        grammar, label: the kinds the grammar and the person give; empty for none.
        counts: whether it is learnt from; a figure that repeats a labelled one is not.
    """

    place: Place
    features: list[str]
    unit: str
    can: list[bool]
    grammar: str
    numbers: Numbers
    label: str = ""
    counts: bool = True


@dataclass(slots=True)
class Piece:
    """A piece with its examples; *hard* ones the grammar was not worked on with."""

    name: str
    text: str
    hard: bool
    examples: list[Example] = field(default_factory=list)


def pieces_in(files: Iterable[Path], hard: bool) -> Iterator[Piece]:
    """Give the labelled pieces of *files*."""
    for path in sorted(files):
        for said, text in labelled_in_place(path.read_text(encoding="utf-8")):
            yield piece_of(said, text, hard)


def piece_of(said: dict[str, Any], text: str, hard: bool) -> Piece:
    """Give one labelled report as examples."""
    piece = Piece(str(said["id"]), text, hard)

    def learn(_: str, weighed: Sequence[Weighed], items: Sequence[Item]) -> list[Item]:
        held = {id(item.amount): item for item in items}
        amounts = sorted(weighed, key=lambda w: (w.at, w.amount.number.begin))
        piece.examples = [
            _example(each, held.get(id(each.amount)), can)
            for each, can in zip(amounts, allowed(amounts), strict=True)
        ]
        return list(items)

    published = said.get("published")
    read_figures(text, date.fromisoformat(published) if published else None, learn)
    _label(piece, said["facts"])
    return piece


def as_read(name: str, text: str) -> Piece:
    """Give a report the grammar reads right, with its own reading for labels."""
    piece = piece_of({"id": name, "facts": []}, text, hard=True)
    for example in piece.examples:
        example.label = example.grammar
    return piece


def _example(each: Weighed, item: Item | None, can: list[bool]) -> Example:
    number = each.amount.number
    sign = item.sign if item else 1
    value = number.value if number.value is None else number.value * sign
    return Example(
        place_of(each.amount),
        features_of(each.amount, item or each.item, item is not None),
        unit_of(each.amount),
        can,
        item.kind.name if item else "",
        (value, number.low, number.high),
        counts=is_judged(each.amount),
    )


def _label(piece: Piece, facts: list[dict[str, Any]]) -> None:
    """Give each label to the example its words and numbers are of; the likelier one where two are."""
    free = list(piece.examples)
    for fact in facts:
        numbers: Numbers = fact["value"], fact["low"], fact["high"]
        places = list(spans(piece.text, fact["quote"]))
        fits = [
            example for example in free
            if _same(example, numbers)
            and any(b < example.place.phrase[1] and example.place.phrase[0] < e for b, e in places)
        ]  # fmt: skip
        if fits:
            best = max(fits, key=lambda e: (e.grammar == fact["kind"], -e.place.number[0]))
            best.label = fact["kind"]
            free.remove(best)
    told = {(fact["value"], fact["low"], fact["high"]) for fact in facts if fact["kind"] != "other"}
    for example in free:
        example.counts = example.counts and example.numbers not in told


def _same(example: Example, numbers: Numbers) -> bool:
    if example.numbers == numbers:
        return True
    value, wanted = example.numbers[0], numbers[0]
    if example.unit != "percent" or value is None or wanted is None:
        return False
    return abs(abs(value) - abs(wanted)) < _SLACK
