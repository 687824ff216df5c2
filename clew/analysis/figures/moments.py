"""The dates a report names, and what its relative dates mean from the day it was published.

"7 March 2023", "March 7", "23–25 July", "3.5.2022", "in 2018", "since August 2023", "last Wednesday",
"the previous week". Without a publication date a day without a year stays `--MM-DD`, and a relative
date stays unread: nothing is guessed.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from clew.analysis.figures.date_shapes import date_shapes
from clew.analysis.figures.going_back import DAYS_ON, PERIOD_OF, THE_SAME, Moment, gone_back
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.relative_days import part_of_year, told_from
from clew.analysis.figures.year_like import Sums

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d{2}(?![\d\w]|[.,]\d)")
_BACK = 300
"""How many letters back the year is looked for that "the year" stands for."""
_WINDOW = 40
"""How many letters around a month or a year a date may reach at most."""
_SINCE = re.compile(r"\bsince\s+(?:\w+\s+){0,8}$")
_LEAP = 2024
"""A year with every day a date may have."""
_YEARS_ALONE = re.compile(r"(?<!\w)\d{4}(?:\D+\d{2,4})?$(?<!-\d\d-\d\d)")
"""A year or two with nothing else: "2000", "2000-01", "between 2000 and 2010"."""
_LAST_OF = re.compile(r"\bthe last (?:week|month|year)$")
_TO_COME = re.compile(r"\b(?:will|(?:is|are) (?:due|set|expected|scheduled|to))\b[^.;:!?\n]{0,80}$")
"""What stands before a weekday that is still to come: "will appear before a judge on Friday"."""
_BORN = re.compile(r"\bborn(?: in| on)?\s+$")
"""A date of birth is none of what the report tells."""


def _small(text: str) -> str:
    """Give *text* in small letters, each in its place."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


class MomentReader:
    """Finds dates in one language, given the day of publication if it is known."""

    def __init__(self, words: Lexicon, published: date | None) -> None:
        self._months = words.months
        self._days_of_week = words.weekdays
        self._counts = words.ones
        self._comparing = words.comparing
        self._published = published
        self._told = words.told_days
        self._sums = Sums(words)
        self._anchor, shapes = date_shapes(words)
        self._shapes = [(shape, getattr(self, f"_{name}")) for shape, name in shapes]

    def read(self, text: str) -> list[Moment]:
        """Give the dates of *text* in order; where two overlap, the fuller shape."""
        low = _small(text)
        found: list[Moment] = []
        taken: set[int] = set()
        windows = self._windows(low)
        for shape, read in self._shapes:
            for match in (m for begin, end in windows for m in shape.finditer(low, begin, end)):
                spot = range(match.start(), match.end())
                if match.start() in taken or match.end() - 1 in taken:
                    continue
                iso, relative = read(match)
                if iso is None or self._is_sum(text, match):
                    continue
                if _BORN.search(low, max(0, match.start() - 12), match.start()):
                    taken.update(spot)
                    continue
                since = _SINCE.search(low, max(0, match.start() - 60), match.start())
                opened = since or match.group().startswith("since ")
                if opened and iso and "/" not in iso:
                    iso += "/.."
                taken.update(spot)
                found.append(Moment(match.start(), match.end(), iso, relative))
        return gone_back(
            sorted(found, key=lambda m: m.begin), lambda at: self._is_compared(low, at)
        )

    def _is_compared(self, low: str, at: int) -> bool:
        """Say whether the date at *at* is one that something is compared with: "fewer than in 2019"."""
        return self._comparing.search(low, max(0, at - _WINDOW), at) is not None

    def _is_sum(self, text: str, match: re.Match[str]) -> bool:
        """Say whether what is told in figures of a year alone is money: "EUR 2000"."""
        years = _YEARS_ALONE.search(match.group())
        if years is None:
            return False
        return self._sums.are_at(text, match.start() + years.start(), match.end())

    def _windows(self, low: str) -> list[tuple[int, int]]:
        """Give the parts of a text around a month, a weekday, a year, a day in figures or a word like "last"."""
        windows: list[tuple[int, int]] = []
        for anchor in self._anchor.finditer(low):
            first, last = max(0, anchor.start() - _WINDOW), min(anchor.end() + _WINDOW, len(low))
            begin = max(low.rfind(" ", max(0, first - _WINDOW), first) + 1, first - _WINDOW, 0)
            end = low.find(" ", last, last + _WINDOW)
            end = min(last + _WINDOW, len(low)) if end < 0 else end
            if windows and begin <= windows[-1][1]:
                windows[-1] = windows[-1][0], end
            else:
                windows.append((begin, end))
        return windows

    def _made(self, year: str | None, month: int, day: str | None) -> str | None:
        if not 1 <= month <= 12:
            return None
        if day is not None and not 1 <= int(day) <= monthrange(int(year or _LEAP), month)[1]:
            return None
        if year is None and self._published is not None:
            year = str(self._latest_year(month, int(day) if day else 1))
        if year is None:
            return f"--{month:02d}-{int(day):02d}" if day else ""
        return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")

    def _latest_year(self, month: int, day: int) -> int:
        """Give the latest year in which the day is not after publication."""
        assert self._published is not None
        at = self._published
        year = at.year if (month, day) <= (at.month, at.day) else at.year - 1
        while day > monthrange(year, month)[1]:  # 29 February
            year -= 1
        return year

    def _month_of(self, name: str) -> int:
        return self._months[name.lower()]

    def _day(self, m: re.Match[str]) -> tuple[str | None, bool]:
        return self._made(m[3], self._month_of(m[2]), m[1]), False

    def _day_after(self, m: re.Match[str]) -> tuple[str | None, bool]:
        return self._made(m[3], self._month_of(m[1]), m[2]), False

    def _days(self, m: re.Match[str]) -> tuple[str | None, bool]:
        month = self._month_of(m[3])
        return self._joined(self._made(m[4], month, m[1]), self._made(m[4], month, m[2]))

    def _days_after(self, m: re.Match[str]) -> tuple[str | None, bool]:
        month = self._month_of(m[1])
        return self._joined(self._made(m[4], month, m[2]), self._made(m[4], month, m[3]))

    def _span(self, m: re.Match[str]) -> tuple[str | None, bool]:
        year = m[3] or m[6]
        return self._joined(
            self._made(year, self._month_of(m[2]), m[1]),
            self._made(m[6], self._month_of(m[5]), m[4]),
        )

    def _months_span(self, m: re.Match[str]) -> tuple[str | None, bool]:
        return self._joined(
            self._made(m[2] or m[4], self._month_of(m[1]), None),
            self._made(m[4], self._month_of(m[3]), None),
        )

    def _months_told(self, m: re.Match[str]) -> tuple[str | None, bool]:
        """Read "between March and October", the latest that are over."""
        last = self._made(None, self._month_of(m[2]), None)
        if not last:
            return last, False
        year = int(last[:4]) - (self._month_of(m[1]) > self._month_of(m[2]))
        return self._joined(self._made(str(year), self._month_of(m[1]), None), last)

    def _first_months(self, m: re.Match[str]) -> tuple[str | None, bool]:
        """Read "the first ten months of the year"."""
        count = int(self._counts.get(m[1]) or m[1])
        year = m[2] or (self._years_back(m[3]) if m[3] else self._year_of(count))
        if not year or not 1 < count < 12:
            return ("" if year is None else None), m[2] is None
        return part_of_year(int(year), 1, count), m[2] is None

    def _months_so_far(self, m: re.Match[str]) -> tuple[str | None, bool]:
        """Read "for the first seven months", of the year that has them."""
        count = int(self._counts.get(m[1]) or m[1])
        year = self._year_of(count)
        known = part_of_year(int(year), 1, count) if year and 1 < count < 12 else None
        return known, True

    def _year_of(self, month: int) -> str | None:
        """Give the latest year whose month *month* had begun on the day of publication."""
        at = self._published
        return None if at is None else str(at.year - (at.month < month))

    def _years_back(self, told: str) -> str | None:
        unit, back = self._told[told].split()
        if unit != "year" or self._published is None:
            return None
        return str(self._published.year + int(back))

    def _same_period(self, m: re.Match[str]) -> tuple[str | None, bool]:
        """Read "the same period of 2020", "the same months last year": told from the period before it."""
        year = m[1] or self._years_back(m[2])
        return (f"{PERIOD_OF}{year}" if year else None), m[1] is None

    def _same(self, m: re.Match[str]) -> tuple[str | None, bool]:
        return f"{THE_SAME}{m[m.lastindex or 0]}", True

    def _days_on(self, m: re.Match[str]) -> tuple[str | None, bool]:
        """Read "the next day", "two days later"."""
        days = int(self._counts.get(m[1], 0) or (m[1].isdecimal() and m[1]) or 1) if m[1] else 1
        return f"{DAYS_ON}{days}", True

    def _same_alone(self, _m: re.Match[str]) -> tuple[str | None, bool]:
        return f"{THE_SAME}period", True

    def _weekdays(self, m: re.Match[str]) -> tuple[str | None, bool]:
        """Read "between Friday and Sunday"."""
        last, _ = self._weekday_named(m[2])
        if not last:
            return last, True
        length = (self._days_of_week[m[2]] - self._days_of_week[m[1]]) % 7
        return f"{date.fromisoformat(last) - timedelta(days=length)}/{last}", True

    def _joined(self, low: str | None, high: str | None) -> tuple[str | None, bool]:
        return (f"{low}/{high}" if low and high else low), False

    def _month(self, m: re.Match[str]) -> tuple[str | None, bool]:
        return self._made(m[2], self._month_of(m[1]), None), False

    def _bare_month(self, m: re.Match[str]) -> tuple[str | None, bool]:
        return self._made(None, self._month_of(m[1]), None), False

    def _numeric(self, m: re.Match[str]) -> tuple[str | None, bool]:
        return self._made(m[3], int(m[2]), m[1]), False

    def _iso(self, m: re.Match[str]) -> tuple[str | None, bool]:
        return self._made(m[1], int(m[2]), m[3]), False

    def _years(self, m: re.Match[str]) -> tuple[str | None, bool]:
        high = m[2] if len(m[2]) == 4 else m[1][:2] + m[2]
        return (f"{m[1]}/{high}" if high > m[1] else m[1]), False

    def _year(self, m: re.Match[str]) -> tuple[str | None, bool]:
        return m[1], False

    def _part(self, m: re.Match[str]) -> tuple[str | None, bool]:
        told = m[1] or self._year_before(m)
        order = ("first", "second", "third", "fourth").index(m.group().split()[0].lower())
        size = 6 if "half" in m.group().lower() else 3
        first = order * size + 1
        last = first + size - 1
        if last > 12 or not (told or self._published):
            return "", True
        if told is None:
            assert self._published is not None
            told = str(self._published.year - (self._published.month < last))
        elif (
            m[1] is None
            and self._published
            and (int(told), first) > (self._published.year, self._published.month)
        ):
            told = str(int(told) - 1)
        return part_of_year(int(told), first, size), m[1] is None

    def _year_before(self, m: re.Match[str]) -> str | None:
        """Give the latest year told shortly before: "the second half of the year" is that of the year spoken of."""
        return max(_YEAR.findall(m.string, max(0, m.start() - _BACK), m.start()), default=None)

    def _weekday(self, m: re.Match[str]) -> tuple[str | None, bool]:
        iso, relative = self._weekday_named(m[1], m.group().lower().startswith("last "))
        if iso and _TO_COME.search(m.string, max(0, m.start() - 120), m.start()):
            iso = (date.fromisoformat(iso) + timedelta(days=7)).isoformat()
        return iso, relative

    def _weekday_named(self, name: str, is_last: bool = False) -> tuple[str, bool]:
        at = self._published
        if at is None:
            return "", True
        back = (at.weekday() - self._days_of_week[name.lower()]) % 7
        if back == 0 and is_last:
            back = 7
        return (at - timedelta(days=back)).isoformat(), True

    def _relative(self, m: re.Match[str]) -> tuple[str | None, bool]:
        at = self._published
        if _LAST_OF.search(m.string, max(0, m.start() - 4), m.end()):
            return None, True  # "2019, the last year before the pandemic"
        return ("" if at is None else told_from(at, self._told[m[1]])), True

    def _month_told(self, m: re.Match[str]) -> tuple[str | None, bool]:
        """Read "March last year"."""
        at, meaning = self._published, self._told[m[2]].split()
        if at is None or meaning[0] != "year":
            return ("" if at is None else None), True
        return self._made(str(at.year + int(meaning[1])), self._month_of(m[1]), None), True

    def _years_told(self, m: re.Match[str]) -> tuple[str | None, bool]:
        """Read "between 2018 and 2020"."""
        return (f"{m[1]}/{m[2]}" if m[2] > m[1] else None), False


def published_in(text: str, words: Lexicon) -> date | None:
    """Give the day of publication a dateline within the first lines states with its year."""
    head = "\n".join(text[:1500].split("\n")[:12])
    for moment in MomentReader(words, None).read(head):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", moment.iso):
            line = head[head.rfind("\n", 0, moment.begin) + 1 :].split("\n")[0]
            if _is_dateline(line, head, moment):
                return date.fromisoformat(moment.iso)
    return None


def _is_dateline(line: str, head: str, moment: Moment) -> bool:
    """Say whether the date stands alone on its line or opens it behind a place name."""
    before = head[head.rfind("\n", 0, moment.begin) + 1 : moment.begin]
    if len(line) < 90 and not line.rstrip().endswith("."):
        return True
    return len(before) < 40 and bool(
        re.match(r"\s*(?:\(?\w+\)?)?\s*[-–—|:,]", head[moment.end :][:20])
    )
