"""What a report says around its figures: where, when, by whom told, in which operation, and about what else.

Names are given as written. A place is taken from the words behind the figure before those of its
sentence; a date from its sentence, else from the action day the report carries over.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta

from clew.analysis.figures.fact import Fact
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.moments import Moment, last_day

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
_LONG = timedelta(days=365)
"""What is dated so long before the report's own day is another time."""
_HEAD = 300
"""How many letters from the top a period told is that of the whole report."""
_LED = re.compile(r"(?:\b(?:[Oo]n|between|during|from)|\()\s*$")
_LED_BY = re.compile(r"(?:[Ll]ast|[Oo]n|[Yy]esterday)\b")
_NEAR_BEFORE, _NEAR_AFTER = 45, 32


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the report, with what it says of time and other things.

    Attributes:
        begin, end: its place in the text.
        line: number of its line.
        aside: whether it speaks of another time, operation or network.
    """

    begin: int
    end: int
    line: int
    aside: bool


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
        self._published = published.isoformat() if published else None
        self._text = text
        self._words = words
        self._passages = passages
        self._begins = [p.begin for p in passages]
        self._moments = moments
        self._dated = [m.begin for m in moments]
        self._places = [
            (m.start(1), m.group(1))
            for m in _PLACED.finditer(text)
            if self._is_place(m.group(1), m)
        ]
        named = [m.group().replace("“", "").strip("\"'‘“ ") for m in _OPERATION_NAME.finditer(text)]
        distinct = {name.lower() for name in named}
        self.operation = named[0] if named and len(distinct) <= 2 else None
        self._carried = self._action_day()

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

    def _action_day(self) -> str | None:
        """Give the period its head names, else the day of the action: the first full date told of it."""
        for moment in self._moments:
            if moment.begin > _HEAD:
                break
            if re.fullmatch(r"[\d-]{7,10}/[\d-]{7,10}", moment.iso) and not moment.is_relative:
                return moment.iso
        for moment in self._moments:
            passage = self._passage(moment.begin)
            lead = self._text[max(0, moment.begin - 9) : moment.begin]
            is_day = re.match(r"\d{4}-\d\d-\d\d|--\d\d-\d\d", moment.iso)
            if (
                passage
                and not passage.aside
                and is_day
                and (_LED.search(lead) or _LED_BY.match(self._text, moment.begin))
            ):
                return moment.iso
        return None

    def _passage(self, at: int) -> Passage | None:
        place = bisect_left(self._begins, at + 1) - 1
        return self._passages[place] if place >= 0 else None

    def place(self, fact: Fact) -> None:
        """Fill in where, when, in which operation, and whether it is background."""
        passage = self._passage(fact.start)
        if passage is None:
            return
        fact.background = self._is_long_before(fact, passage) or (
            passage.aside and fact.kind != "percent_change" and self._is_aside(fact, passage)
        )
        near = _within(self._places, passage)
        behind = [
            n
            for at, n in near
            if fact.start <= at <= fact.end + 30 and not _PARTED.search(self._text, fact.end, at)
        ]
        chosen = behind[:1] if behind else [n for at, n in near if at < fact.start][-1:]
        fact.place = list(dict.fromkeys(chosen))[:_MOST_PLACES]
        fact.date = self._date(fact, passage)
        if self.operation and not fact.background:
            fact.operation = self.operation

    def _is_aside(self, fact: Fact, passage: Passage) -> bool:
        """Say whether the words of another time or matter stand by the figure, not by another one."""
        begin = max(passage.begin, fact.start - _NEAR_BEFORE)
        end = min(passage.end, fact.end + _NEAR_AFTER)
        opening = self._text[passage.begin : passage.begin + _NEAR_BEFORE]
        near = self._text[begin : fact.start], self._text[fact.end : end], opening
        return any(is_aside(part, 0, len(part), self._words) for part in near)

    def _is_long_before(self, fact: Fact, passage: Passage) -> bool:
        """Say whether the figure's own sentence dates it over a year before what is reported."""
        told, now = self._date_here(fact, passage), self._carried or self._published
        if not told or not now or told.endswith("..") or "--" in told[:2] + now[:2]:
            return False
        return date.fromisoformat(last_day(told.split("/")[-1])) < (
            date.fromisoformat(last_day(now.split("/")[0])) - _LONG
        )

    def _date_here(self, fact: Fact, passage: Passage) -> str | None:
        """Give the date in the figure's own sentence, the nearest if there are several."""
        here = [
            m for m in self._moments[bisect_left(self._dated, passage.begin) : bisect_left(self._dated, passage.end)]
            if m.iso and not self._is_dateline(m, passage)
        ]  # fmt: skip
        if not here:
            return None
        return min(here, key=lambda m: min(abs(m.begin - fact.end), abs(fact.start - m.end))).iso

    def _date(self, fact: Fact, passage: Passage) -> str | None:
        if here := self._date_here(fact, passage):
            return here
        if fact.background or fact.kind in ("fee", "proceeds", "duration", "network_size", "share"):
            return None
        return self._date_before(passage) or self._carried

    def _date_before(self, passage: Passage) -> str | None:
        """Give the date of the last dated sentence of the same paragraph: "Last August it went wrong. Four …"."""
        at = bisect_left(self._dated, passage.begin) - 1
        if at < 0:
            return None
        moment = self._moments[at]
        before = self._passage(moment.begin)
        told = before is not None and before.line == passage.line and not before.aside
        return (
            moment.iso
            if told and before and moment.iso and not self._is_dateline(moment, before)
            else None
        )

    def _is_dateline(self, moment: Moment, passage: Passage) -> bool:
        """Say whether the date opens its line behind a place, as the day a report was written."""
        after = self._text[moment.end : moment.end + 14]
        return moment.begin - passage.begin < 40 and bool(
            re.match(r"\s*(?:\(\w+\)\s*)?[–—-]\s", after)
        )

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
    """Say whether a sentence speaks of something beside the report's subject."""
    return words.aside.search(text, begin, end) is not None
