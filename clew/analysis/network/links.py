"""Links as they stand in a file or a case, before parallel ones are made one."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import isfinite

import numpy as np

from clew.analysis.network.graph import Graph, merged
from clew.model.dates import order_of, read_date
from clew.model.grouped import grouped_number

_UNSEEN = re.compile("[\x00-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Marks nobody sees: controls, and those that turn the direction of writing."""

_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T.*)?)?)?$")


@dataclass(slots=True)
class Links:
    """Links gathered one by one.

    Attributes:
        numbers: number of each node by its id, in the order met.
        source, target: numbers of the ends; *weight* and *at* (date as written, or "") beside.
        is_directed: whether the file says its links have a direction.
        is_silent: whether it says nothing of directions: then they are as the person who asks says.
        refused: why lines were not taken, counted.
        examples: for each reason the first place it happened at.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    source: list[int] = field(default_factory=list)
    target: list[int] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)
    at: list[str] = field(default_factory=list)
    is_directed: bool = False
    is_silent: bool = False
    refused: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def node(self, name: str) -> int:
        """Give the number of a node, new if it was not met yet."""
        number = self.numbers.get(name)
        if number is not None:
            return number
        plain = _UNSEEN.sub("", name).strip() or name
        if plain != name:
            self.refuse("names with marks nobody sees, read without them", repr(name))
        return self.numbers.setdefault(plain, len(self.numbers))

    def add(self, source: str, target: str, weight: float = 1.0, at: str = "") -> None:
        """Add a link."""
        self.source.append(self.node(source))
        self.target.append(self.node(target))
        self.weight.append(weight)
        self.at.append(at)

    def turned(self, place: int) -> None:
        """Add the link at *place* once more, the other way."""
        self.source.append(self.target[place])
        self.target.append(self.source[place])
        self.weight.append(self.weight[place])
        self.at.append(self.at[place])

    def refuse(self, reason: str, where: str) -> None:
        """Count a line that was not taken."""
        self.refused[reason] += 1
        self.examples.setdefault(reason, where)

    def between(self, begin: str, end: str) -> "Links":
        """Give the links dated from *begin* to *end* (ISO, both included); those without a date fall away, counted."""
        if not begin and not end:
            return self
        kept = Links(dict(self.numbers), is_directed=self.is_directed)
        kept.refused, kept.examples = Counter(self.refused), dict(self.examples)
        for place, at in enumerate(self._days()):
            if not at:
                kept.refuse(
                    "links without a date, left out of the time window", f"link {place + 1}"
                )
            elif (not begin or at >= begin) and (not end or at[: len(end)] <= end):
                kept.source.append(self.source[place])
                kept.target.append(self.target[place])
                kept.weight.append(self.weight[place])
                kept.at.append(at)
        return kept

    def _days(self) -> list[str]:
        """Give the date of each link in ISO form, whatever form its file writes; "" where it is none."""
        told = {at for at in self.at if at and not _ISO.match(at)}
        order = order_of(told).order if told else None
        read = {at: (read_date(at, order).text or "")[:19] for at in told}
        return [read.get(at, at) for at in self.at]

    def graph(self) -> Graph:
        """Make the graph: parallel links become one, what was odd becomes its notes."""
        made = merged(
            list(self.numbers),
            np.array(self.source, dtype=np.int64),
            np.array(self.target, dtype=np.int64),
            np.array(self.weight, dtype=np.float64),
            is_directed=self.is_directed,
        )
        told = (f"{n:,} {why} (first: {self.examples[why]})" for why, n in self.refused.items())
        return replace(made, notes=(*made.notes, *told))


def weight_of(text: object) -> float | None:
    """Give a weight as a number, or None where it is none; a comma may part decimals.

    >>> weight_of("2,5"), weight_of(3), weight_of("often"), weight_of(float("inf"))
    (2.5, 3.0, None, None)
    """
    try:
        value = float(text) if isinstance(text, str | int | float) else None
    except ValueError:
        value = None
    if value is None or "_" in str(text):
        return grouped_number(str(text))
    return value if isfinite(value) else None


def first_of(fields: dict[str, object], names: Iterable[str]) -> object | None:
    """Give the first of these fields that is there and not empty."""
    return next((fields[name] for name in names if fields.get(name) not in (None, "")), None)
