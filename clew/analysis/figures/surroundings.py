"""What a report says around its figures: where, when, by whom told, in which operation, and about what else.

Names are given as written. A place is taken from the words behind the figure before those of its
sentence; a date from its sentence, else from the action day the report carries over.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache

from clew.analysis.figures.dating import Dating, Passage
from clew.analysis.figures.fact import Fact
from clew.analysis.figures.going_back import Moment
from clew.analysis.figures.lexicon import Lexicon

NAME = r"[A-ZÀ-ÞĀ-ŽΑ-ΩА-Я][\w’'\-]*"
_MOST_PLACES = 8
_PARTED = re.compile(r"[;:(\d]")
"""Marks between a figure and a place that belongs to another figure."""
_NEAR_BEFORE, _NEAR_AFTER = 45, 32


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The shapes places, operations and routes have in one language."""

    placed: re.Pattern[str]
    operation: re.Pattern[str]
    route: re.Pattern[str]
    step: re.Pattern[str]
    dashed: re.Pattern[str]


@cache
def _shapes(words: Lexicon) -> _Shapes:
    said = {name: listed or "(?!)" for name, listed in words.places.items()}
    one, towards, joined = (
        rf"({NAME}(?:[ \-]{NAME})?)",
        said["towards"],
        "|".join(words.joiners) or "(?!)",
    )
    the = rf"(?:(?:{'|'.join(words.the) or '(?!)'})\s+)?"
    return _Shapes(
        re.compile(rf"\b(?:{said['before']}|{towards})\s+{the}({NAME}(?:[ \-–]{NAME}){{0,3}})"),
        re.compile(
            rf"\b(?i:{said['operation']})\s+[“\"‘']?{NAME}(?:[ \-](?:{NAME}|II|III)){{0,3}}"
        ),
        re.compile(
            rf"\b(?:{said['from']})\s+{the}{one}((?:[^.;\n]{{0,80}}?\b(?:{towards})\s+{the}{NAME}(?:[ \-]{NAME})?)+)"
        ),
        re.compile(rf"\b(?:{towards}|{joined})\s+{the}{one}"),
        re.compile(rf"\b({NAME})\s?[–—-]\s?({NAME})(?:\s?[–—-]\s?({NAME}))?\s+(?:{said['way']})\b"),
    )


class Surroundings:
    """Reads what stands around the facts of one text."""

    def __init__(
        self,
        text: str,
        words: Lexicon,
        passages: list[Passage],
        moments: list[Moment],
        published: date | None = None,
    ) -> None:
        self._text = text
        self._words = words
        self._shapes = _shapes(words)
        self._dating = Dating(text, words, passages, moments, published)
        self._places = [
            (m.start(1), m.group(1))
            for m in self._shapes.placed.finditer(text)
            if self._is_place(m.group(1))
        ]
        named = [
            m.group().replace("“", "").strip("\"'‘“ ")
            for m in self._shapes.operation.finditer(text)
        ]
        distinct = {name.lower() for name in named}
        self.operation = named[0] if named and len(distinct) <= 2 else None

    def _is_place(self, name: str) -> bool:
        first = name.split(maxsplit=1)[0].lower()
        words = self._words
        return not (
            first in words.no_places or first in words.months or first in words.weekdays
            or words.currencies.at([first], 0)
        )  # fmt: skip

    def place(self, fact: Fact, before: bool = False, again: tuple[int, int] | None = None) -> None:
        """Fill in where, when, in which operation, and whether it is background.

        *before* says that the figure is told of the period before the report's own; *again* is where a
        figure of the title is told in the text, which may say better when it was.
        """
        passage = self._dating.passage(fact.start)
        if passage is None:
            return
        fact.background = (
            before
            or self._dating.is_long_before(fact, passage)
            or (passage.aside and fact.kind != "percent_change" and self._is_aside(fact, passage))
        )
        near = _within(self._places, passage)
        behind = [
            n
            for at, n in near
            if fact.start <= at <= fact.end + 30 and not _PARTED.search(self._text, fact.end, at)
        ]
        chosen = behind[:1] if behind else [n for at, n in near if at < fact.start][-1:]
        fact.place = list(dict.fromkeys(chosen))[:_MOST_PLACES]
        told_below = self._dating.date_told_at(fact, again) if again else None
        fact.date = told_below or self._dating.date(fact, passage, before)
        if self.operation and not fact.background:
            fact.operation = self.operation

    def _is_aside(self, fact: Fact, passage: Passage) -> bool:
        """Say whether the words of another time or matter stand by the figure, not by another one."""
        begin = max(passage.begin, fact.start - _NEAR_BEFORE)
        end = min(passage.end, fact.end + _NEAR_AFTER)
        opening = self._text[passage.begin : passage.begin + _NEAR_BEFORE]
        before = self._text[begin : fact.start]
        near = before, self._uncompared(self._text[fact.end : end]), self._uncompared(opening)
        if any(self._tells_aside(part) for part in near):
            return True
        return self._words.compared_with.search(before) is not None

    def _tells_aside(self, part: str) -> bool:
        """Say whether *part* speaks of another time, other than to compare: "19% more than the year before, and"."""
        words = self._words
        return any(
            not words.comparing.search(part[: found.start()].removesuffix("the "))
            for found in words.aside.finditer(part)
        )

    def _uncompared(self, part: str) -> str:
        """Leave out what a figure is compared with: "19, against 12 in the previous fortnight"."""
        found = self._words.compared_with.search(part)
        return part[: found.start()] if found else part

    def agencies(self) -> list[str]:
        """Give the bodies named, as written, in the order they come up."""
        ends, names = self._words.agency_ends, self._words.agency_names
        found: dict[str, None] = {}
        for match in re.finditer(
            rf"{NAME}(?:\s+(?:(?:of|for|the|in|and|against)\s+){{0,2}}{NAME})*", self._text
        ):
            parts = match.group().split()
            while parts and self._is_small(parts[0].lower()):
                parts = parts[1:]
            if not parts:
                continue
            name = " ".join(parts)
            if name not in self._text:
                continue
            if (len(parts) > 1 and any(part in ends for part in parts)) or parts[0] in names:
                found.setdefault(name if parts[0] not in names or len(parts) == 1 else parts[0])
        return list(found)

    def _is_small(self, word: str) -> bool:
        words = self._words
        return word in words.stops or word in words.the or word in words.articles

    def route(self) -> list[str]:
        """Give the main route as told: the longest chain "from A via B to C"."""
        chains = []
        for match in self._shapes.route.finditer(self._text):
            steps = [
                match.group(1),
                *(m.group(1) for m in self._shapes.step.finditer(match.group(2))),
            ]
            chains.append([s for s in dict.fromkeys(steps) if self._is_stop(s)])
        chains += [[g for g in m.groups() if g] for m in self._shapes.dashed.finditer(self._text)]
        best = max(chains, key=len, default=[])
        return best if len(best) > 1 else []

    def _is_stop(self, name: str) -> bool:
        first = name.split(maxsplit=1)[0].lower()
        return first not in self._words.no_places and first not in self._words.months

    def modes(self) -> list[str]:
        """Give the means of transport named, each once."""
        low = [word.lower() for word in re.findall(r"[^\W\d_]+", self._text[:200_000])]
        found: dict[str, None] = {}
        for at in range(len(low)):
            if match := self._words.modes.at(low, at):
                found.setdefault(match[1])
        return list(found)


def _within(found: list[tuple[int, str]], passage: Passage) -> list[tuple[int, str]]:
    return found[bisect_left(found, (passage.begin, "")) : bisect_left(found, (passage.end, ""))]


def is_aside(text: str, begin: int, end: int, words: Lexicon) -> bool:
    """Say whether words speak of something beside the report's subject."""
    return words.aside.search(text, begin, end) is not None
