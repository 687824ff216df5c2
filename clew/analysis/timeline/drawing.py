"""Draws a timeline that opens alone: a lane for each kind, a bar for each step, which opens its sources."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import chain
from typing import Any

from clew.analysis.picture import QUIET, Opens, Picture, headline, mark, notes, picture, text
from clew.analysis.timeline.periods import Period, period
from clew.analysis.timeline.report import lane_words
from clew.store.door import View

WIDTH = 1000
WARNING = (
    "A bar counts records, not acts: one journey told by two files is two. What has no date is counted beside its "
    "lane. Nothing drawn does not mean that nothing happened."
)
_LEFT, _RIGHT, _AXIS = 190, 14, 30
_LANE, _EMPTY = 58, 26
_MOST_TICKS = 14
_RULE, _BASE = "#e2e2e2", "#b5b5b5"


def draw(view: View, answer: Mapping[str, Any]) -> Picture:
    """Draw the answer of `timeline`."""
    opens: list[Opens] = []
    title = headline(view, "Timeline")
    lanes = answer["lanes"]
    sources = chain.from_iterable(one["sources"] for lane in lanes for one in lane["marks"])
    below = [_outside(lanes), *notes(view, sources), f"Method: {answer['method']}"]
    if not answer["first"]:
        nothing = [text(12, 30, "Nothing has a date yet.")]
        return picture((WIDTH, 60), title, nothing, list(filter(None, below)), WARNING)
    shown = period(answer["first"], answer["last"])
    title += f", {shown.first} to {shown.last}, by {shown.step}"
    height = _AXIS + sum(_height(lane) for lane in lanes)
    parts = [*_axis(shown, height)]
    top = float(_AXIS)
    for lane in lanes:
        parts += _lane(lane, top, shown, opens)
        top += _height(lane)
    return picture((WIDTH, height + 8), title, parts, list(filter(None, below)), WARNING, opens)


def _height(lane: Mapping[str, Any]) -> int:
    return _LANE if lane["marks"] else _EMPTY


def _x(shown: Period, at: str) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * max(0.0, min(1.0, shown.part(at)))


def _lane(lane: Mapping[str, Any], top: float, shown: Period, opens: list[Opens]) -> Iterator[str]:
    """Draw one lane: its name and count, its bars on a base line."""
    style = next(one for one in lane_words() if one["kind"] == lane["kind"])
    base = top + _height(lane) - 6
    yield f'<path d="M{_LEFT} {base:.0f}H{WIDTH - _RIGHT}" stroke="{_BASE}" fill="none"/>'
    count = f"{lane['count']:,}" if lane["count"] else "none"
    undated = f", {lane['undated']:,} undated" if lane["undated"] else ""
    if lane["marks"]:
        yield text(12, base - 22, lane["label"], 14, font_weight="600")
        yield text(12, base - 6, f"{count}{undated}", 12, QUIET)
        tallest = max(one["count"] for one in lane["marks"])
        yield text(
            WIDTH - _RIGHT - 2, base - 42, f"tallest bar: {tallest:,}", 10, QUIET, text_anchor="end"
        )
    else:
        yield text(12, base - 9, lane["label"], 12, QUIET)
        yield text(_LEFT + 4, base - 4, f"{count}{undated}", 12, QUIET)
    most = max((one["count"] for one in lane["marks"]), default=1)
    for one in lane["marks"]:
        yield _bar(lane, one, (base, style["colour"], most), shown, opens)


def _bar(
    lane: Mapping[str, Any], one: Mapping[str, Any], how: tuple[float, str, int], shown: Period, opens: list[Opens]
) -> str:  # fmt: skip
    base, colour, most = how
    left, right = _x(shown, one["at"]), _x(shown, _after(one))
    wide = max(right - left - 1, 3.0)
    high = 8 + 32 * (one["count"] / most) ** 0.5
    when = one["at"].replace("T", " ") + (":00" if "T" in one["at"] else "")
    if one["end"] != one["at"][:10]:
        when += f" to {one['end']}"
    says = f"{lane['label']}, {when}: {one['count']:,}"
    whole_day = shown.step == "hour" and "T" not in one["at"]
    paint = (
        f'fill="none" stroke="{colour}" stroke-dasharray="3 3"' if whole_day else f'fill="{colour}"'
    )
    drawn = f'<rect x="{left:.1f}" y="{base - high:.1f}" width="{wide:.1f}" height="{high:.1f}" {paint}/>'
    drawn += (
        f'<rect class="grip" x="{left - 1:.1f}" y="{base - 44:.1f}" width="{wide + 2:.1f}" height="44" '
        'fill="#ffffff" fill-opacity="0.01"/>'
    )
    until = _x(shown, _day_after(one["until"]))
    if one["until"] > one["end"] and until > right + 2:
        drawn += (
            f'<path d="M{right:.1f} {base - 3:.1f}H{until:.1f}" stroke="{colour}" stroke-width="3" '
            'stroke-opacity="0.35"/>'
        )
    if one["count"] > 1 and wide >= 7 * len(f"{one['count']:,}"):
        drawn += text(
            left + wide / 2, base - high - 2, f"{one['count']:,}", 11, colour, text_anchor="middle"
        )
    opens.append(Opens(says, one["count"], one["sources"], one["parts"]))
    return mark(len(opens) - 1, says, drawn, "bar")


def _after(one: Mapping[str, Any]) -> str:
    """Give when the step of a mark ends."""
    if "T" in one["at"]:
        hour = int(one["at"][11:13])
        return f"{one['at'][:11]}{hour + 1:02}" if hour < 23 else _day_after(one["at"])
    return _day_after(one["end"])


def _day_after(day: str) -> str:
    return (date.fromisoformat(day[:10]) + timedelta(1)).isoformat()


def _axis(shown: Period, height: int) -> Iterator[str]:
    for at, label in _ticks(shown):
        x = _x(shown, at)
        yield f'<path d="M{x:.1f} {_AXIS - 6}V{height}" stroke="{_RULE}" fill="none"/>'
        yield text(x + 3, _AXIS - 10, label, 12, QUIET)


def _ticks(shown: Period) -> list[tuple[str, str]]:
    """Give moments that are marked, each with what stands there: at most fourteen."""
    days = [shown.first + timedelta(n) for n in range(shown.days)]
    if shown.step == "hour":
        every = [
            (f"{day}T{hour:02}", f"{hour:02}:00" if hour else f"{day:%d %b}")
            for day in days
            for hour in (0, 6, 12, 18)
        ]
    elif shown.days <= _MOST_TICKS:
        every = [(f"{day}", f"{day:%d %b}") for day in days]
    elif shown.days <= 7 * _MOST_TICKS:
        every = [(f"{day}", f"{day:%d %b}") for day in days if day.weekday() == 0]
    elif shown.step in ("day", "week"):
        every = [(f"{day}", f"{day:%b %Y}") for day in days if day.day == 1]
    else:
        every = [(f"{day}", f"{day:%Y}") for day in days if (day.month, day.day) == (1, 1)]
        if len(every) < 3:
            every = [
                (f"{day}", f"{day:%b %Y}")
                for day in days
                if day.day == 1 and day.month in (1, 4, 7, 10)
            ]
    kept = every[:: len(every) // (_MOST_TICKS + 1) + 1]
    first = f"{shown.first}"
    if not kept or shown.part(kept[0][0]) > 1 / _MOST_TICKS:
        kept.insert(0, (first, f"{shown.first:%d %b %Y}"))
    return kept


def _outside(lanes: list[Mapping[str, Any]]) -> str:
    """Say what lies before and after the period shown."""
    said = [
        f"{lane['label']} {', '.join(f'{lane[side]:,} {side}' for side in ('earlier', 'later') if lane[side])}"
        for lane in lanes
        if lane["earlier"] or lane["later"]
    ]
    return f"Outside this period: {'; '.join(said)}" if said else ""
