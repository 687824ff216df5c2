"""Which handsets operators' records name at one cell within minutes, and which cards change handsets.

A record shows that equipment was registered at a cell. It does not show who carried it, nor that
two who carried handsets met: a cell covers streets, or a valley.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from clew.analysis.handset_findings import Findings, Swap, Thing, Together, Used
from clew.errors import UsageError
from clew.model import identifiers
from clew.model.text import fold
from clew.store import reading
from clew.store.door import View
from clew.store.network_records import Record, records, told_apart

CROWD = 200
"""Handsets at one cell in one span of time beyond which pairs say nothing and are left out."""
LONGEST_MINUTES = 24 * 60
_MOMENT = len("2026-03-01T17:00:00")


class Names:
    """Tells handsets, cards and cells apart by their numbers, whatever file names them."""

    def __init__(self, view: View, seen: list[Record]) -> None:
        self._view = view
        ends = {e for r in seen for e in (r.handset, r.card, r.cell) if e is not None}
        self._told = told_apart(view, ends)
        self._keys = {entity: self._key(entity) for entity in ends}
        self._first: dict[str, int] = {}
        for entity in sorted(ends):
            self._first.setdefault(self._keys[entity], entity)

    def _key(self, entity: int) -> str:
        told = self._told.get(entity, {})
        if imei := told.get("imei"):
            return f"imei {identifiers.imei(imei) or imei}"
        if imsi := told.get("imsi"):
            return f"imsi {imsi}"
        if name := told.get("name") or told.get("full"):
            return f"cell {fold(name)}"
        return f"cell {told.get('latitude')},{told.get('longitude')}"

    def of(self, entity: int | None) -> str:
        """Give the key of an entity; empty for none."""
        return self._keys[entity] if entity is not None else ""

    def things(self, keys: Iterable[str]) -> dict[str, Thing]:
        """Give what a list shows for each key."""
        numbers = {key: self._first[key] for key in set(keys)}
        parties = reading.parties(self._view, numbers.values())
        return {
            key: Thing(parties[no].entity, parties[no].caption, parties[no].agency)
            for key, no in numbers.items()
        }


@dataclass(slots=True)
class _Pair:
    """Two handsets at a cell, while they are counted."""

    occasions: int = 0
    closest: float = float("inf")
    statements: tuple[int, int] = (0, 0)
    first: str = ""
    last: str = ""


def together(view: View, minutes: int) -> Findings:
    """Give pairs of handsets that records name at one cell within *minutes* of each other.

    Raises:
        UsageError: *minutes* is not between 1 and 1,440.
    """
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise UsageError(
            f"{minutes} minutes is not between 1 and {LONGEST_MINUTES}", do="say how close in time"
        )
    seen = records(view)
    names = Names(view, seen)
    left_out: dict[str, int] = defaultdict(int)
    at_cell: dict[str, list[tuple[datetime, str, Record]]] = defaultdict(list)
    for record in seen:
        who = names.of(record.handset) or names.of(record.card)
        if record.cell is None:
            left_out["records without a cell"] += 1
        elif len(record.at) < _MOMENT:
            left_out["records without a time of day"] += 1
        else:
            at_cell[names.of(record.cell)].append((datetime.fromisoformat(record.at), who, record))
    pairs: dict[tuple[str, str, str], _Pair] = defaultdict(_Pair)
    for cell, there in at_cell.items():
        _pair_up(cell, sorted(there, key=lambda t: t[0]), minutes * 60, pairs, left_out)
    things = names.things(key for pair in pairs for key in pair)
    rows = [_together(pair, pairs[pair], things) for pair in pairs]
    rows.sort(key=lambda row: (-row.occasions, row.closest_s, row.first))
    return Findings(rows, dict(left_out))


def _pair_up(
    cell: str,
    there: list[tuple[datetime, str, Record]],
    span_s: int,
    pairs: dict[tuple[str, str, str], _Pair],
    left_out: dict[str, int],
) -> None:
    """Count each record with those of other handsets up to *span_s* seconds before it."""
    begin = 0
    for end, (at, who, record) in enumerate(there):
        while (at - there[begin][0]).total_seconds() > span_s:
            begin += 1
        near: dict[str, tuple[datetime, Record]] = {
            other: (then, earlier) for then, other, earlier in there[begin:end] if other != who
        }
        if len(near) > CROWD:
            left_out[f"records at a cell with over {CROWD} handsets at the time"] += 1
            continue
        for other, (then, earlier) in near.items():
            one, two = sorted((who, other))
            pair = pairs[one, two, cell]
            last = datetime.fromisoformat(pair.last) if pair.last else None
            if last is None or (then - last).total_seconds() > span_s:
                pair.occasions += 1
            pair.first, pair.last = pair.first or earlier.at, record.at
            apart = (at - then).total_seconds()
            if apart < pair.closest:
                pair.closest, pair.statements = apart, (earlier.statement, record.statement)


def _together(pair: tuple[str, str, str], found: _Pair, things: dict[str, Thing]) -> Together:
    one, other, cell = (things[key] for key in pair)
    seconds = int(found.closest)
    times = "once" if found.occasions == 1 else f"{found.occasions} times"
    because = (
        f"operators' records name {one.caption} and {other.caption} at {cell.caption} "
        f"{times}, at the closest {seconds // 60} min {seconds % 60} s apart"
    )
    return Together(
        one, other, cell, found.occasions, seconds, found.first, found.last, found.statements, because
    )  # fmt: skip


def swaps(view: View) -> Findings:
    """Give cards that records name in several handsets, and handsets with several cards."""
    seen = [r for r in records(view) if r.handset is not None and r.card is not None]
    names = Names(view, seen)
    by_card: dict[str, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    by_handset: dict[str, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for record in sorted(seen, key=lambda r: r.at):
        card, handset = names.of(record.card), names.of(record.handset)
        by_card[card][handset].append(record)
        by_handset[handset][card].append(record)
    both = (("card in several handsets", by_card), ("handset with several cards", by_handset))
    things = names.things([*by_card, *by_handset])
    rows = [row for kind, held in both for row in _swaps(kind, held, things)]
    return Findings(sorted(rows, key=lambda row: -len(row.used)))


def _swaps(
    kind: str, held: dict[str, dict[str, list[Record]]], things: dict[str, Thing]
) -> Iterator[Swap]:
    for key, others in held.items():
        if len(others) < 2:
            continue
        used = tuple(
            Used(things[other], len(there), there[0].at, there[-1].at, there[0].statement)
            for other, there in others.items()
        )
        what = "handsets" if kind.startswith("card") else "cards"
        named = ", ".join(one.thing.caption for one in used[:5])
        more = f" and {len(used) - 5} more" if len(used) > 5 else ""
        because = (
            f"operators' records name {things[key].caption} with {len(used)} {what}: {named}{more}"
        )
        yield Swap(things[key], kind, used, because)
