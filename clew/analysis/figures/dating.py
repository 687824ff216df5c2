"""The date of a figure: told in its own sentence, carried over from before it, or that of the whole report."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta

from clew.analysis.figures.fact import Fact
from clew.analysis.figures.going_back import SAME_PERIOD, Moment
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.relative_days import last_day, period_before, year_before

_LONG = timedelta(days=365)
"""What is dated so long before the report's own day is another time."""
_LONGEST_ACTION = 100
"""Days a period at the head of a report may last to be that of the report; a longer one is that of a crime."""
_HEAD = 300
"""How many letters from the top a period told is that of the whole report."""
_OPENING = 30
"""A date within so many letters of its sentence's begin opens it: what follows happened then."""
_LONGEST_TITLE = 140
_PASSED = 5
"""How many dates of other figures are passed over on the way back."""
_IN_BRACKETS = re.compile(r"\s*(?:is|are|figures)?\s*in (?:brackets|parentheses)\b")
_THE_YEAR_BEFORE = r"(?:(?:previous|last|prior|preceding) year|year (?:before|earlier))"
_OF_YEAR_BEFORE = re.compile(
    rf"\b(?:brackets|parentheses)\b[^.;\n]{{0,60}}\b{_THE_YEAR_BEFORE}\b"
    rf"|\b{_THE_YEAR_BEFORE}(?:'s)?(?: figures)? in (?:brackets|parentheses)\b"
)
"""What a report says of its figures in brackets."""
_LONGEST_LIST = 1_500
"""How many letters below its heading a row of a list begins at most."""
_NEAR = 45
_RIGHT_BEHIND = 22
_PARTS = re.compile(r"[,;:.()]|\bthan\b")
"""What stands between a figure and a time that is not its own."""
_ALIKE = re.compile(SAME_PERIOD)
_LABELS = re.compile(r"\s*:\s*\d")
"""What follows a date that labels a figure: "(2022: 188)"."""
_LONG_PERIOD = re.compile(r"\d{4}(?:-\d\d)?")
"""A year or a month."""
_BRACKETED = re.compile(r"\(\D{0,20}\d[\d.,]*\s")
"""The beginning of brackets that hold another figure: "(871 in"."""
_LED = re.compile(
    r"(?:\b(?:[Oo]n|between|during|from|(?:hours|morning|evening|night|afternoon) of|[Ii]n the)|\()\s*$"
)
_LED_BY = re.compile(r"(?:[Ll]ast|[Oo]n|[Yy]esterday|[Bb]etween|[Ff]rom|[Ll]ate|[Ee]arly)\b")
_DEADLINE = re.compile(r"\b(?:by|until|before)(?: the)?(?: end of)?\s+$|\b(?:by|until)\b")
"""What makes a date the end of a wait: it dates nothing that stands before it."""
_THEN_SAID = 60
"""Within how many letters behind a date the verb of telling stands: "On Tuesday the prosecutor said"."""
_ACTED = frozenset(
    (
        "arrests", "suspects", "charges", "convictions", "victims_identified", "victims_safeguarded",
        "migrants_detected", "deaths", "injured", "checks_persons", "checks_vehicles", "checks_flights",
        "checks_documents", "searches_premises", "officers", "countries", "seized_firearms",
        "seized_ammunition", "seized_vehicles", "seized_boats", "seized_documents", "seized_drugs",
        "seized_cash", "seized_phones", "seized_other", "detections_border", "percent_change",
        "participants", "trainings",
    )
)  # fmt: skip
"""Kinds that are dated as the report is, where their own sentence tells no date."""


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


class Dating:
    """Dates the facts of one text."""

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
        self._published = published.isoformat() if published else None
        self._passages = passages
        self._begins = [p.begin for p in passages]
        self._moments = moments
        self._at = [m.begin for m in moments]
        self._begun: dict[str, str] = {}
        self._lead: dict[tuple[re.Pattern[str], int], bool] = {}
        self._period = self._head_period()
        self._period = self._period or self._lead_period()
        self._carried = self._period or self._action_day() or self._opening_period()
        self._in_brackets = self._time_of_brackets()

    def passage(self, at: int) -> Passage | None:
        """Give the sentence that holds the place *at*."""
        place = bisect_left(self._begins, at + 1) - 1
        return self._passages[place] if place >= 0 else None

    def date(self, fact: Fact, passage: Passage, before: bool) -> str | None:
        """Give the date of *fact*; *before* says that it is told of the period before the report's own."""
        here = self._date_here(fact, passage)
        now = here or self._carried
        if now and self._is_of_year_before(fact):
            return year_before(now)
        if here:
            return here
        if before and self._in_brackets:
            return self._in_brackets
        if before or self._is_of_before(fact, passage):
            return period_before(self._carried) if self._carried else None
        if fact.background or fact.per in ("day", "month", "year"):
            return None
        if fact.kind not in _ACTED and not self._is_statistical():
            told = self._date_before(passage) if fact.kind == "share" else None
            return told if told and _is_long(told) else None
        return self._date_before(passage) or self._date_of_heading(passage) or self._carried

    def date_told_at(self, fact: Fact, spot: tuple[int, int]) -> str | None:
        """Give the date told in the sentence where *fact* is told again, at *spot*."""
        passage = self.passage(spot[0])
        again = replace(fact, start=spot[0], end=spot[1])
        return self._date_here(again, passage) if passage else None

    def is_long_before(self, fact: Fact, passage: Passage) -> bool:
        """Say whether the figure's own sentence dates it over a year before what is reported."""
        told, now = self._date_here(fact, passage), self._carried or self._published
        if not told or not now or told.endswith("..") or "--" in told[:2] + now[:2]:
            return False
        return date.fromisoformat(last_day(told.split("/")[-1])) < (
            date.fromisoformat(last_day(now.split("/")[0])) - _LONG
        )

    def _time_of_brackets(self) -> str | None:
        """Give the time the report says its figures in brackets are of: "(first quarter of 2020 in brackets)"."""
        told = next((m for m in self._moments if _IN_BRACKETS.match(self._text, m.end)), None)
        if told is not None:
            return told.iso or None
        is_year = _OF_YEAR_BEFORE.search(self._text) is not None
        return year_before(self._carried) if is_year and self._carried else None

    def _head_period(self) -> str | None:
        """Give the period the head of the report names for all of it."""
        head = [m for m in self._moments if m.begin <= _HEAD and not m.is_relative]
        for moment in head:
            span = re.fullmatch(r"(\d[\d-]{6,9})/(\d[\d-]{6,9})", moment.iso)
            if span and not self._is_of_a_crime(span):
                return moment.iso
        return next((m.iso for m in head if self._is_month_of_report(m)), None)

    def _is_statistical(self) -> bool:
        """Say whether the report is of months or years, so that its prices and shares are of them, too."""
        return self._period is not None and _is_long(self._period)

    def _is_of_a_crime(self, span: re.Match[str]) -> bool:
        begin, end = (date.fromisoformat(last_day(each)) for each in span.groups())
        return len(span[1]) == 10 and (end - begin).days > _LONGEST_ACTION

    def _is_month_of_report(self, moment: Moment) -> bool:
        """Say whether a month or year stands in the title: "annual figures 2023"."""
        begin = len(self._text) - len(self._text.lstrip())
        title = self._text[begin : max(self._text.find("\n", begin), 0)].rstrip()
        is_title = len(title) <= _LONGEST_TITLE and not title.endswith(".")
        return (
            is_title
            and moment.end <= begin + len(title)
            and bool(_LONG_PERIOD.fullmatch(moment.iso))
        )

    def _lead_period(self) -> str | None:
        """Give the year or months the first date of the report tells: "registered 431 victims last year"."""
        for moment in self._moments:
            passage = self.passage(moment.begin)
            if moment.begin > _HEAD or passage is None:
                return None
            if self._is_told_then(moment) or self._is_dateline(moment, passage):
                continue
            counts = any(sign.isdecimal() for sign in self._text[passage.begin : moment.begin])
            return (
                moment.iso if counts and _is_long(moment.iso) and ".." not in moment.iso else None
            )
        return None

    def _opening_period(self) -> str | None:
        """Give the month or year that opens a sentence of the head: "In 2023 the police …"."""
        for moment in self._moments:
            passage = self.passage(moment.begin)
            if moment.begin > _HEAD or passage is None:
                break
            opens = moment.begin - passage.begin < _OPENING and not passage.aside
            if opens and not moment.is_relative and _LONG_PERIOD.fullmatch(moment.iso):
                return moment.iso
        return None

    def _action_day(self) -> str | None:
        """Give the day of the action: the first full date told of it, with its length if the report tells it."""
        for moment in self._moments:
            passage = self.passage(moment.begin)
            lead = self._text[max(0, moment.begin - 14) : moment.begin]
            is_day = re.match(r"\d{4}-\d\d-\d\d|--\d\d-\d\d", moment.iso)
            if not (passage and not passage.aside and is_day) or self._is_told_then(moment):
                continue
            if self._published and moment.iso.split("/")[0] > self._published:
                continue
            if began := self._began(moment, passage):
                self._begun[moment.iso] = began
                return began
            if _LED.search(lead) or _LED_BY.match(self._text, moment.begin):
                return moment.iso
        return None

    def _began(self, moment: Moment, passage: Passage) -> str | None:
        """Give the days of an action that "began on" a day and is told to last some: "a five-day operation"."""
        words = self._words
        lead = self._text[passage.begin : moment.begin].lower()
        if "/" in moment.iso or not re.search(
            rf"\b(?:{'|'.join(words.began) or '(?!)'})\W+(?:\w+\W+)?$", lead
        ):
            return None
        if moment.iso.startswith("--"):
            return None
        head = self._text[: passage.end].lower()
        numbers = "|".join(words.ones)
        found = re.search(
            rf"\b(\d{{1,2}}|{numbers})[- ](?:{'|'.join(words.days) or '(?!)'})\b", head
        )
        if found is None:
            return None
        length = int(words.ones.get(found[1], 0) or (found[1].isdecimal() and found[1]) or 0)
        end = date.fromisoformat(moment.iso) + timedelta(days=length - 1)
        return f"{moment.iso}/{end}" if length > 1 else moment.iso

    def _is_told_then(self, moment: Moment) -> bool:
        """Say whether the date is when somebody said so: "the ministry announced on Tuesday"."""
        return self._leads(self._words.told_then, moment)

    def _is_compared(self, moment: Moment) -> bool:
        """Say whether the date is that of what the figure before it is compared with: "more than in 2022"."""
        return self._leads(self._words.comparing, moment)

    def _leads(self, phrases: re.Pattern[str], moment: Moment) -> bool:
        """Say whether one of *phrases* stands right before a date; looked up once."""
        key = phrases, moment.begin
        if key not in self._lead:
            lead = self._text[max(0, moment.begin - _NEAR) : moment.begin].lower()
            self._lead[key] = phrases.search(lead) is not None
        return self._lead[key]

    def _is_of_before(self, fact: Fact, passage: Passage) -> bool:
        """Say whether a figure is told of the period before: "402 in the previous fortnight"."""
        begin = max(passage.begin, fact.start - _NEAR)
        near = self._text[begin : min(passage.end, fact.end + _NEAR)].lower()
        return fact.background and self._words.before.search(near) is not None

    def _is_of_year_before(self, fact: Fact) -> bool:
        """Say whether a year before is told behind a figure, or before it in brackets: "a year earlier (2,983)"."""
        if fact.kind == "percent_change":
            return False
        words, begin = self._words.year_before, max(0, fact.start - _RIGHT_BEHIND)
        bracketed = self._text[fact.start - 1 : fact.start] == "("
        if bracketed and words.search(self._text, begin, fact.start):
            return True
        found = words.search(self._text, fact.end, fact.end + _RIGHT_BEHIND)
        return found is not None and not _PARTS.search(self._text, fact.end, found.start())

    def _date_here(self, fact: Fact, passage: Passage) -> str | None:
        """Give the date in the figure's own sentence: of several the one that opens its part, else the nearest."""
        first, last = bisect_left(self._at, passage.begin), bisect_left(self._at, passage.end)
        here = [
            m for m in self._moments[first:last]
            if m.iso and not self._is_dateline(m, passage) and not self._is_told_then(m)
            and not self._is_of_another_for(fact, m)
        ]  # fmt: skip
        if len(here) > 1:
            here = [m for m in here if not self._is_then_said(m, fact)] or here
        if not here:
            return None
        chosen = self._nearest(fact, passage, here)
        return self._begun.get(chosen, chosen)

    def _is_then_said(self, moment: Moment, fact: Fact) -> bool:
        """Say whether somebody told the figure on a date before it: "on Tuesday, the prosecutor said that 640 …"."""
        end = min(moment.end + _THEN_SAID, fact.start)
        return self._words.then_said.match(self._text, moment.end, end) is not None

    def _is_of_another_for(self, fact: Fact, moment: Moment) -> bool:
        """Say whether a date of the sentence is not that of *fact*, but of what it is compared with."""
        if fact.kind == "percent_change" and (
            _ALIKE.match(self._text, moment.begin) or self._leads(self._words.changing, moment)
        ):
            return True
        if moment.end <= fact.start:
            return self._is_compared(moment) and not fact.background
        return self._is_of_another(fact.end, moment)

    def _is_of_another(self, end: int, moment: Moment) -> bool:
        """Say whether a date behind the place *end* is that of another figure: compared with, or in its brackets."""
        lead = self._text[max(end, moment.begin - 16) : moment.begin + 6]
        if _DEADLINE.search(lead) and not self._text[end : moment.begin].lstrip().startswith("by"):
            return True
        if self._is_compared(moment) or _BRACKETED.search(self._text, end, moment.begin):
            return True
        opened = self._text[max(end, moment.begin - 1) : moment.begin] == "("
        return opened and bool(_LABELS.match(self._text, moment.end))

    def _nearest(self, fact: Fact, passage: Passage, here: list[Moment]) -> str:
        if behind := self._right_behind(fact, here):
            return behind.iso
        opened = [m for m in here if m.end <= fact.start]
        if opened and here[0].begin - passage.begin < _OPENING:
            return opened[-1].iso
        return min(here, key=lambda m: min(abs(m.begin - fact.end), abs(fact.start - m.end))).iso

    def _right_behind(self, fact: Fact, here: list[Moment]) -> Moment | None:
        """Give the date right behind the figure, with no mark between: "540 in 2018"."""
        return next(
            (
                m for m in here
                if 0 <= m.begin - fact.end < 12 and not re.search(r"[,;:(]", self._text[fact.end : m.begin])
            ),
            None,
        )  # fmt: skip

    def _date_before(self, passage: Passage) -> str | None:
        """Give the date of the last dated sentence of the same paragraph: "Last August it went wrong. Four …"."""
        at = bisect_left(self._at, passage.begin) - 1
        if at < 0:
            return None
        least = max(0, at - _PASSED)
        while at > least and self._is_of_another(max(0, self._at[at] - _NEAR), self._moments[at]):
            at -= 1
        at = self._opening(at)
        moment = self._moments[at]
        before = self.passage(moment.begin)
        told = before is not None and before.line == passage.line
        if told and before and before.aside:
            told = self._words.aside.search(self._text, before.begin, moment.begin) is None
        if not told or before is None or self._is_dateline(moment, before):
            return None
        return None if self._is_told_then(moment) else moment.iso or None

    def _date_of_heading(self, passage: Passage) -> str | None:
        """Give the date of a line that ends with a colon, for the rows of the list below it."""
        at = bisect_left(self._at, passage.begin) - 1
        heading = self.passage(self._at[at]) if at >= 0 else None
        if heading is None or passage.begin - heading.end > _LONGEST_LIST:
            return None
        if not self._text[heading.begin : heading.end].rstrip().endswith(":"):
            return None
        if _IN_BRACKETS.match(self._text, self._moments[at].end):
            return None
        rows = [row.strip() for row in self._text[heading.end : passage.end].splitlines()]
        is_list = all(":" in row and not row.endswith(".") for row in rows if row)
        return self._moments[at].iso or None if is_list else None

    def _opening(self, at: int) -> int:
        """Give the date that opens the sentence of date *at*, if figures are compared in between; else *at*."""
        passage = self.passage(self._at[at])
        if passage is None:
            return at
        first = bisect_left(self._at, passage.begin)
        opens = self._at[first] - passage.begin < _OPENING
        compared = self._words.compared_with.search(self._text, passage.begin, self._at[at])
        return first if opens and compared else at

    def _is_dateline(self, moment: Moment, passage: Passage) -> bool:
        """Say whether the date opens its line behind a place, as the day a report was written."""
        after = self._text[moment.end : moment.end + 14]
        return moment.begin - passage.begin < 40 and bool(
            re.match(r"\s*(?:\(\w+\)\s*)?[–—-]\s", after)
        )


def _is_long(iso: str) -> bool:
    """Say whether a date is a year, or months of one."""
    return len(iso.split("/", maxsplit=1)[0]) < len("2024-05-01")
