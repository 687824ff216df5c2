"""Where operators' records place handsets: the cell a handset was registered at, and when.

A cell covers streets, or a valley: it says near where the handset was, not who carried it. Records without a
time of day or without a place that can be drawn are counted, not used.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from clew.analysis.handsets import Names
from clew.analysis.network.from_case import CaseNetwork
from clew.analysis.routes.gazetteer import Place, find
from clew.store import ties
from clew.store.door import View
from clew.store.network_records import records, told_apart

_OWNED = ("owner", "holder")
_MOMENT = len("2026-03-01T17:00")


@dataclass(frozen=True, slots=True)
class AtCell:
    """A handset, or a card where no handset is named, at a cell: *at* in UTC, *statement* to open."""

    place: Place
    at: str
    statement: int


@dataclass
class Handsets:
    """What operators' records show of moves.

    Attributes:
        seen: what a list calls the handset → where it was, in the order of time.
        owners: the same → nodes of those a file names as its owner.
        left_out: why records were not used → how many.
    """

    seen: dict[str, list[AtCell]] = field(default_factory=dict)
    owners: dict[str, tuple[int, ...]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)


def handsets(view: View, network: CaseNetwork) -> Handsets:
    """Read where a case's operators' records place handsets and cards."""
    found, kept = Handsets(), records(view)
    names, cells = Names(view, kept), _cells(view, (r.cell for r in kept if r.cell is not None))
    owners = _owners(view, network)
    seen: dict[str, list[AtCell]] = defaultdict(list)
    of: dict[str, set[int]] = defaultdict(set)
    for record in kept:
        key = names.of(record.handset) or names.of(record.card)
        place = cells.get(record.cell) if record.cell is not None else None
        if place is None:
            found.left_out[
                "operators' records whose cell has no coordinates and no known name"
            ] += 1
        elif len(record.at) < _MOMENT:
            found.left_out["operators' records without a time of day"] += 1
        else:
            seen[key].append(AtCell(place, record.at[:_MOMENT], record.statement))
            for end in (record.handset, record.card):
                of[key] |= owners.get(end, set()) if end is not None else set()
    things = names.things(seen)
    for key, several in seen.items():
        called = f"{things[key].caption} ({key.split()[0]})" if key in things else key
        several.sort(key=lambda one: (one.at, one.statement))
        found.seen.setdefault(called, []).extend(several)
        found.owners[called] = tuple(sorted(of[key]))
    return found


def _owners(view: View, network: CaseNetwork) -> dict[int, set[int]]:
    node = {member: node for node, several in network.members.items() for member in several}
    found: dict[int, set[int]] = defaultdict(set)
    for pointer in ties.pointers(view, ("Handset", "SimCard")):
        if pointer.prop in _OWNED and pointer.target in node:
            found[pointer.source].add(node[pointer.target])
    return found


def _cells(view: View, cells: Iterable[int]) -> dict[int, Place]:
    """Give the place of each cell: by its coordinates, else by its name where that is one place's."""
    found: dict[int, Place] = {}
    for number, told in told_apart(view, cells).items():
        name = told.get("name") or told.get("full") or ""
        try:
            at = float(told["latitude"]), float(told["longitude"])
        except (KeyError, ValueError):
            place = find(name).place if name else None
        else:
            known = -90 <= at[0] <= 90 and -180 <= at[1] <= 180
            called = name or f"cell at {at[0]:.2f} {at[1]:.2f}"
            place = Place(called, "cell", (), *at, source="operator's record") if known else None
        if place is not None:
            found[number] = place
    return found
