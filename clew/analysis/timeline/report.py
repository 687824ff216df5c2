"""The timeline of a case in one answer."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from clew.analysis.network.from_case import CaseNetwork
from clew.analysis.spots import MOST, spots
from clew.analysis.timeline.dated import Dated, Thing, dated
from clew.analysis.timeline.periods import Period, days_of, period
from clew.analysis.timeline.wording import Wording
from clew.store import reading
from clew.store.door import View

METHOD = (
    "each thing stands where its file dates it: times of operators and telephones are UTC, others as written; a thing "
    "without a time of day stands on its day; what a report tells carries the date its words give; "
    "a bar's height grows as the square root of its count, and each lane has a scale of its own; at most "
    f"{MOST} things of a mark are listed, its count says how many there are"
)


def timeline(view: View, network: CaseNetwork, begin: str = "", end: str = "") -> dict[str, Any]:
    """Give everything of a case that has a date, by kind, in steps of a period.

    Args:
        view: what the asker may see.
        network: the people of the case; victims and migrants stay masked.
        begin, end: days, months or years; without them, from the first journey, call, payment or event to the last.

    Returns:
        `first`, `last`, `step` of the period; `whole`, the period of everything; `lanes`, each with its `kind`,
        `label`, `count`, `undated`, `earlier`, `later`, `marks`; `method`. A mark gives `at`, the first day or hour
        of its step, `end` its last day, `until` the last day of its things, `count`, `parts` and `sources`.

    Raises:
        UsageError: *begin* or *end* is no day, or they stand the wrong way round.
    """
    found = dated(view, network)
    whole = _whole(found, spanning=False)
    usual = _whole(found, spanning=True) or whole
    if usual is None:
        nothing = {"first": "", "last": "", "step": "day", "whole": None}
        return {**nothing, "lanes": _empty(found), "method": METHOD}
    shown = period(begin or usual[0], end or usual[1])
    marks: dict[tuple[str, str], list[Thing]] = defaultdict(list)
    outside: dict[int, Counter[str]] = {-1: Counter(), 1: Counter()}
    for thing in found.things:
        side = shown.holds(thing.at, thing.until)
        if side:
            outside[side][thing.lane] += 1
        else:
            marks[thing.lane, shown.begin_of(_whole_day(thing.at))].append(thing)
    listed = [thing for several in marks.values() for thing in several[:MOST]]
    wording = Wording(view, network, found, listed)
    told = reading.statements(view, (thing.statement for thing in listed))
    lanes = []
    for one in lane_words():
        kind = one["kind"]
        own = [
            _mark(shown, at, several, wording, told)
            for (lane, at), several in sorted(marks.items())
            if lane == kind
        ]
        lanes.append(
            {
                "kind": kind, "label": one["label"], "count": sum(mark["count"] for mark in own),
                "undated": found.undated[kind], "earlier": outside[-1][kind], "later": outside[1][kind], "marks": own,
            }
        )  # fmt: skip
    span = {"first": whole[0], "last": whole[1]} if whole else None
    return {
        "first": shown.first.isoformat(), "last": shown.last.isoformat(), "step": shown.step, "whole": span,
        "lanes": lanes, "method": METHOD,
    }  # fmt: skip


def things(
    view: View, network: CaseNetwork, begin: str = "", end: str = ""
) -> Iterator[dict[str, Any]]:
    """Give each dated thing by itself, in the order of time: `at`, `until`, `kind`, `says`, `source`.

    Raises:
        UsageError: *begin* or *end* is no day, or they stand the wrong way round.
    """
    found = dated(view, network)
    whole = _whole(found, spanning=False)
    if whole is None:
        return
    shown = period(begin or whole[0], end or whole[1])
    inside = [thing for thing in found.things if not shown.holds(thing.at, thing.until)]
    wording = Wording(view, network, found, inside)
    told = reading.statements(view, (thing.statement for thing in inside))
    for thing in inside:
        until = thing.until if thing.until != thing.at else ""
        source = next(iter(spots([thing.statement], told)), None)
        said = {"at": thing.at, "until": until, "kind": thing.lane}
        yield {**said, "says": wording.says(thing), "source": source}


@cache
def lane_words() -> list[dict[str, Any]]:
    """Give the lanes in their order: kind, label, and whether their things span the period shown."""
    text = Path(__file__).with_name("lanes.toml").read_text("utf-8")
    lanes: list[dict[str, Any]] = tomllib.loads(text)["lane"]
    return lanes


def _whole(found: Dated, spanning: bool) -> tuple[str, str] | None:
    """Give the first and last day of what spans the period, or of everything."""
    kinds = {one["kind"] for one in lane_words() if one["spans"] or not spanning}
    several = [thing for thing in found.things if thing.lane in kinds]
    ends = [
        (first[0].isoformat(), (days_of(thing.until) or first)[1].isoformat())
        for thing in several
        if (first := days_of(thing.at)) is not None
    ]
    return (min(one for one, _ in ends), max(one for _, one in ends)) if ends else None


def _whole_day(at: str) -> str:
    """Give a moment with its day told; a month or a year stands on its first day."""
    days = days_of(at)
    assert days is not None
    return at if len(at) >= len("2026-03-01") else days[0].isoformat()


def _mark(
    shown: Period, at: str, several: list[Thing], wording: Wording, told: dict[int, reading.Told]
) -> dict[str, Any]:
    last = max(thing.until for thing in several)[:10]
    parts = [
        {"says": f"{_moment(thing)} {wording.says(thing)}", "people": [], "sources": spots([thing.statement], told)}
        for thing in several[:MOST]
    ]  # fmt: skip
    return {
        "at": at, "end": shown.end_of(at), "until": min(last, shown.last.isoformat()), "count": len(several),
        "parts": parts, "sources": spots((thing.statement for thing in several[:MOST]), told),
    }  # fmt: skip


def _moment(thing: Thing) -> str:
    at = thing.at[:16].replace("T", " ")
    until = thing.until[:16].replace("T", " ")
    return f"{at} to {until}:" if until != at else f"{at}:"


def _empty(found: Dated) -> list[dict[str, Any]]:
    return [
        {
            "kind": one["kind"], "label": one["label"], "count": 0, "undated": found.undated[one["kind"]], "earlier": 0,
            "later": 0, "marks": [],
        }
        for one in lane_words()
    ]  # fmt: skip
