"""What a report says around its figures: where, when, by whom told, in which operation, and about what else.

Names are given as written. A place is taken from the words behind the figure before those of its
sentence; a date from its sentence, else from the action day the report carries over.
"""

import re
from bisect import bisect_left
from datetime import date

from clew.analysis.figures.dating import Dating, Passage
from clew.analysis.figures.fact import Fact
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.moments import Moment

NAME = r"[A-ZÀ-ÞĀ-ŽΑ-ΩА-Я][\w’'\-]*"
_PLACED = re.compile(
    rf"\b(?:in|at|near|around|to|into|from|outside|off|towards|via|through|between|and)\s+(?:the\s+)?"
    rf"({NAME}(?:[ \-–]{NAME}){{0,3}})"
)
_OPERATION_NAME = re.compile(
    rf"\b(?:Operation|OPERATION)\s+[“\"‘']?{NAME}(?:[ \-](?:{NAME}|II|III)){{0,3}}"
)
_TOWARDS = "via|through|over|across|to|towards|into|onwards to"
_ROUTE = re.compile(
    rf"\bfrom\s+(?:the\s+)?({NAME}(?:[ \-]{NAME})?)"
    rf"((?:[^.;\n]{{0,80}}?\b(?:{_TOWARDS})\s+(?:the\s+)?{NAME}(?:[ \-]{NAME})?)+)"
)
_STEP = re.compile(rf"\b(?:{_TOWARDS}|and)\s+(?:the\s+)?({NAME}(?:[ \-]{NAME})?)")
_DASHED = re.compile(
    rf"\b({NAME})\s?[–—-]\s?({NAME})(?:\s?[–—-]\s?({NAME}))?\s+(?:route|leg|line|corridor|crossing|passage|stretch)"
)
_NO_PLACES = frozenset(
    (
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "EU", "The", "In",
        "Operation", "Europol", "Interpol", "INTERPOL", "Frontex", "Eurojust",
    )
)  # fmt: skip
_MOST_PLACES = 8
_PARTED = re.compile(r"[;:(\d]")
"""Marks between a figure and a place that belongs to another figure."""
_NEAR_BEFORE, _NEAR_AFTER = 45, 32


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
        self._dating = Dating(text, words, passages, moments, published)
        self._places = [
            (m.start(1), m.group(1))
            for m in _PLACED.finditer(text)
            if self._is_place(m.group(1), m)
        ]
        named = [m.group().replace("“", "").strip("\"'‘“ ") for m in _OPERATION_NAME.finditer(text)]
        distinct = {name.lower() for name in named}
        self.operation = named[0] if named and len(distinct) <= 2 else None

    def _is_place(self, name: str, match: re.Match[str]) -> bool:
        first = name.split(maxsplit=1)[0]
        if (
            first in _NO_PLACES
            or self._words.currencies.at([first.lower()], 0)
            or first.lower() in self._words.months
            or first.lower() in self._words.weekdays
        ):
            return False
        lead = match.group().split()[0]
        return lead != "and"

    def place(self, fact: Fact, before: bool = False) -> None:
        """Fill in where, when, in which operation, and whether it is background.

        *before* says that the figure is told of the period before the report's own.
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
        fact.date = self._dating.date(fact, passage, before)
        if self.operation and not fact.background:
            fact.operation = self.operation

    def _is_aside(self, fact: Fact, passage: Passage) -> bool:
        """Say whether the words of another time or matter stand by the figure, not by another one."""
        begin = max(passage.begin, fact.start - _NEAR_BEFORE)
        end = min(passage.end, fact.end + _NEAR_AFTER)
        opening = self._text[passage.begin : passage.begin + _NEAR_BEFORE]
        before = self._text[begin : fact.start]
        near = before, self._text[fact.end : end], opening
        if any(is_aside(part, 0, len(part), self._words) for part in near):
            return True
        return self._words.compared_with.search(before) is not None

    def agencies(self) -> list[str]:
        """Give the bodies named, as written, in the order they come up."""
        ends, names = self._words.agency_ends, self._words.agency_names
        found: dict[str, None] = {}
        for match in re.finditer(
            rf"{NAME}(?:\s+(?:(?:of|for|the|in|and|against)\s+){{0,2}}{NAME})*", self._text
        ):
            parts = match.group().split()
            while parts and parts[0] in (
                "The",
                "In",
                "On",
                "A",
                "At",
                "For",
                "By",
                "During",
                "After",
            ):
                parts = parts[1:]
            if not parts:
                continue
            name = " ".join(parts)
            if name not in self._text:
                continue
            if (len(parts) > 1 and any(part in ends for part in parts)) or parts[0] in names:
                found.setdefault(name if parts[0] not in names or len(parts) == 1 else parts[0])
        return list(found)

    def route(self) -> list[str]:
        """Give the main route as told: the longest chain "from A via B to C"."""
        chains = []
        for match in _ROUTE.finditer(self._text):
            steps = [match.group(1), *(m.group(1) for m in _STEP.finditer(match.group(2)))]
            chains.append([s for s in dict.fromkeys(steps) if self._is_stop(s)])
        chains += [[g for g in m.groups() if g] for m in _DASHED.finditer(self._text)]
        best = max(chains, key=len, default=[])
        return best if len(best) > 1 else []

    def _is_stop(self, name: str) -> bool:
        first = name.split(maxsplit=1)[0]
        return first not in _NO_PLACES and first.lower() not in self._words.months

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
