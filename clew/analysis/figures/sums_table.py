"""Figures of one event as several sources tell them, from a table, held against each other.

Columns event, source, kind, value, part_of, and converted if there is one. A value is written as in a report
("over 655,000", "516 k", "2,500-3,000 EUR", "300 per month"). `part_of` names the kind of the total a row is part
of; rows of one source with the same `part_of` are added up and held against every total of that kind told of the event.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from clew.analysis.figures.one_money import ToldRate, in_unit, same_sum
from clew.analysis.figures.sums import (
    Verdict,
    add_up,
    base_of,
    change,
    product,
    same_figure,
    shown,
)
from clew.analysis.figures.table_rows import Row, rows_in

_FEE = ("fee", "price", "per person", "charge per")
_PROCEEDS = ("proceeds", "income", "turnover", "profit", "earning", "revenue", "gain")
_PERSONS = ("person", "people", "migrant", "passenger", "refugee")
_DETECTIONS = ("detection", "crossing")
_CHANGE = ("change", "percent", "increase", "decrease", "rise", "fall")


@dataclass(frozen=True, slots=True)
class Held:
    """Figures of one event held against each other; *verdict* is None for a row that cannot be read."""

    event: str
    kind: str
    verdict: str | None
    why: str
    lines: tuple[int, ...]
    sources: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON."""
        return {
            "event": self.event, "kind": self.kind, "verdict": self.verdict, "why": self.why,
            "lines": list(self.lines), "sources": list(self.sources),
        }  # fmt: skip


def sums_in(path: Path, rates: Sequence[ToldRate] = ()) -> list[Held]:
    """Hold the figures in the CSV at *path* against each other, event by event.

    A row that cannot be read stands in the answer with the reason and no verdict; the rest goes on.
    Money of two currencies is held against each other by a conversion a row tells, else by *rates*;
    without either the rate is asked for.

    Raises:
        SourceError: the file is no CSV with these columns.
    """
    rows, broken = rows_in(path)
    held: list[Held] = []
    events: dict[str, list[Row]] = {}
    for row in rows:
        events.setdefault(row.event.casefold(), []).append(row)
    for told in events.values():
        held += [
            *_parts(told, rates), *_same(told, rates), *_priced(told, rates),
            *_changed(told), *_detections(told),
        ]  # fmt: skip
    return held + [
        Held(b.event, b.kind, None, b.why, (b.line,), (b.source,) if b.source else ())
        for b in broken
    ]


def _parts(rows: list[Row], rates: Sequence[ToldRate]) -> Iterable[Held]:
    """Add up the parts of each total, source by source, and hold them against each total told."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.part_of:
            groups.setdefault((row.part_of.casefold(), row.source.casefold()), []).append(row)
    totals = {part_of: _totals(rows, part_of) for part_of, _ in groups}
    for part_of in totals:
        if part_of in {p for p, _ in groups} and len([g for g in groups if g[0] == part_of]) > 1:
            _merge_single_sources(groups, part_of)
    for (part_of, _), parts in groups.items():
        if not totals[part_of]:
            yield _alone(part_of, parts)
        for headline in _of_these(totals[part_of], parts):
            alike = [_in_money_of(headline, part, rates) for part in parts]
            for some in _breakdowns(alike, headline):
                yield _summed(headline, some)


def _of_these(totals: list[Row], parts: list[Row]) -> list[Row]:
    """Give the totals to hold *parts* against: of several that are parts themselves, the one they come to."""
    measures = [part.measure for part in parts]
    if len(totals) < 2 or not totals[0].part_of:
        return totals
    return [t for t in totals if add_up(t.measure, measures).name != "contradiction"] or totals[:1]


def _alone(part_of: str, parts: list[Row]) -> Held:
    """Say what parts come to whose total nobody tells."""
    low, high = (sum(getattr(p.measure, end) for p in parts) for end in ("low", "high"))
    summed = shown(low) if low == high else f"{shown(low)} to {shown(high)}"
    why = f"no total {part_of!r} is told of the event; its parts come to {summed}"
    return _held(replace(parts[0], kind=part_of), Verdict("not comparable", why), parts)


def _in_money_of(headline: Row, part: Row, rates: Sequence[ToldRate]) -> Row:
    """Give *part* in the money of *headline*, if its conversion is told or its rate given."""
    told = in_unit(part.measure, headline.measure.unit, part.converted, rates)
    return replace(part, measure=told[0]) if told else part


def _merge_single_sources(groups: dict[tuple[str, str], list[Row]], part_of: str) -> None:
    """Take parts told by one source each (agency by agency) as one breakdown."""
    alone = [key for key, rows in groups.items() if key[0] == part_of and len(rows) == 1]
    if len(alone) == len([key for key in groups if key[0] == part_of]):
        merged = [groups.pop(key)[0] for key in alone]
        groups[part_of, ""] = merged


def _totals(rows: list[Row], part_of: str) -> list[Row]:
    """Give the totals *part_of* may name: by kind, by source, by value, else the only ones there are.

    A total may be part of another: men and women of the leaders, who are some of those arrested.
    """
    heads = [row for row in rows if not row.part_of]
    inner = [row for row in rows if row.part_of and row.part_of.casefold() != part_of]
    found = [row for row in heads if row.kind.casefold() == part_of]
    if inside := [] if found else [row for row in inner if row.kind.casefold() == part_of]:
        return inside
    for field in ("kind", "source", "written"):
        if found := [row for row in heads if getattr(row, field).casefold() == part_of]:
            return found
    found = [
        row for row in heads if part_of in row.kind.casefold() or row.kind.casefold() in part_of
    ]
    return found or (heads if len({row.kind.casefold() for row in heads}) == 1 else [])


def _breakdowns(parts: list[Row], headline: Row) -> list[list[Row]]:
    """Give *parts* as one breakdown, or as several that follow each other with the same sum."""
    total = sum(row.measure.low for row in parts)
    if add_up(headline.measure, [row.measure for row in parts]).name in ("consistent", "rounding"):
        return [parts]
    for count in range(2, len(parts) // 2 + 1):
        each, run, cut, groups = total / count, 0.0, 0, []
        for at, row in enumerate(parts):
            run += row.measure.low
            if run == each and at > cut:
                groups.append(parts[cut : at + 1])
                cut, run = at + 1, 0.0
        if len(groups) == count and cut == len(parts):
            return groups
    return [parts]


def _summed(headline: Row, parts: list[Row]) -> Held:
    verdict = add_up(headline.measure, [row.measure for row in parts])
    sources = {row.source.casefold() for row in parts}
    if verdict.name == "contradiction" and len(sources) > 1:
        once = {row.measure: row for row in parts}
        if len(once) < len(parts) and add_up(headline.measure, list(once)).name == "consistent":
            once_each = shown(headline.measure.low)
            why = f"{verdict.why}; agencies may have counted the same, once each it is {once_each}"
            verdict = Verdict("not comparable", why)
    if parts[0].source.casefold() != headline.source.casefold() and headline.source:
        verdict = Verdict(verdict.name, f"{verdict.why} ({headline.source})")
    return _held(headline, verdict, [headline, *parts])


def _held(row: Row, verdict: Verdict, rows: list[Row]) -> Held:
    sources = tuple(dict.fromkeys(r.source for r in rows if r.source))
    return Held(
        row.event, row.kind, verdict.name, verdict.why, tuple(r.line for r in rows), sources
    )


def _same(rows: list[Row], rates: Sequence[ToldRate]) -> Iterable[Held]:
    """Hold the totals several sources tell of one kind against each other."""
    for one, two in combinations([row for row in rows if not row.part_of], 2):
        if one.kind.casefold() != two.kind.casefold():
            continue
        named = one.named(), two.named()
        if why := _unknown_money(one, two):
            yield _held(one, Verdict("not comparable", why), [one, two])
            continue
        verdict = same_figure(one.measure, two.measure, named)
        if verdict.name == "not comparable":
            told = (one.measure, one.converted), (two.measure, two.converted)
            verdict = same_sum(*told, rates, named) or verdict
        if one.rest.casefold() != two.rest.casefold() and _adds_words(one, two):
            why = f"{one.named()} says {one.written!r}, {two.named()} says {two.written!r}: not counted alike"
            verdict = Verdict("not comparable", why)
        yield _held(one, verdict, [one, two])


def _unknown_money(one: Row, two: Row) -> str:
    """Say why a sum of money is not held against a figure in something clew does not know."""
    for money, other in ((one, two), (two, one)):
        if money.measure.unit.isupper() and not other.measure.unit and other.rest:
            told = f"{money.named()} says {money.measure}, {other.named()} {other.written!r}"
            return f"{told}: {other.rest!r} is no currency clew knows"
    return ""


def _adds_words(one: Row, two: Row) -> bool:
    return any(
        " and " in f" {r.rest.casefold()} " or "et " in r.rest.casefold() or "+" in r.rest
        for r in (one, two)
    )


def _is(row: Row, names: tuple[str, ...]) -> bool:
    kind = row.kind.casefold().replace("_", " ")
    return any(name in kind for name in names)


def _priced(rows: list[Row], rates: Sequence[ToldRate]) -> Iterable[Held]:
    """Hold persons times fee against proceeds."""
    heads = [row for row in rows if not row.part_of or _is(row, _FEE)]
    fees = [row for row in heads if _is(row, _FEE) and row.measure.unit]
    takings = [row for row in heads if _is(row, _PROCEEDS) and row not in fees]
    persons = [
        row for row in heads if _is(row, _PERSONS) and row not in fees and not row.measure.unit
    ]
    for whole in takings:
        for count in persons:
            for fee in fees:
                price = _in_money_of(whole, fee, rates).measure
                yield _held(
                    whole, product(whole.measure, [count.measure, price]), [whole, count, fee]
                )


def _changed(rows: list[Row]) -> Iterable[Held]:
    """Hold a change in percent against the figure after and before it, or give the one before."""
    told = [row for row in rows if row.measure.unit == "percent" and _is(row, _CHANGE)]
    counts = [
        row
        for row in rows
        if row.measure.unit != "percent" and row.measure.is_point and not row.part_of
    ]
    for row in told:
        if len(counts) == 2 and _may_be_before_and_after(*counts):
            yield _held(
                row, change(counts[0].measure, counts[1].measure, row.measure.low), [row, *counts]
            )
        elif len(counts) == 1 and row.measure.low > -100:
            now = counts[0]
            base = shown(round(base_of(now.measure.low, row.measure.low)))
            why = f"{shown(now.measure.low)} after {row.measure.low:+g} % was {base} before"
            why += "; no figure is told to hold it against"
            yield _held(row, Verdict("not comparable", why), [row, now])


def _may_be_before_and_after(one: Row, two: Row) -> bool:
    """Say whether two figures may be of two times; of one kind from two sources they are one figure told twice."""
    return (
        one.kind.casefold() != two.kind.casefold() or one.source.casefold() == two.source.casefold()
    )


def _detections(rows: list[Row]) -> Iterable[Held]:
    """Say that detections told again as persons are not comparable."""
    for one in rows:
        for two in rows:
            if (
                _is(one, _DETECTIONS)
                and _is(two, _PERSONS)
                and not _is(two, _DETECTIONS)
                and not two.measure.unit
            ):
                why = f"{one.named()} counts {one.measure} detections, {two.named()} {two.measure} persons"
                why += ": one person may cross several times"
                yield _held(one, Verdict("not comparable", why), [one, two])
