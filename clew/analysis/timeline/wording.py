"""Says what a dated thing is, by the names the asker may see: victims and migrants stay masked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from clew.analysis.ends import LINES
from clew.analysis.network.from_case import CaseNetwork
from clew.analysis.spots import called, is_covered
from clew.analysis.timeline.dated import Dated, Thing
from clew.store import links as pointing
from clew.store import reading, ties
from clew.store.door import View
from clew.store.links import Pointer

_OWNERS = ("owner", "holder")
_ACCOUNTS = ("UserAccount", "Handset", "SimCard", "BankAccount")
_RECORD = ("usedHandset", "usedSim", "addressEntity")
_MOST_NAMED = 4


class Wording:
    """Says what things are, looked up together."""

    def __init__(
        self, view: View, network: CaseNetwork, found: Dated, things: Iterable[Thing]
    ) -> None:
        self._network, self._plates = network, found.plates
        self._node = {m: node for node, several in network.members.items() for m in several}
        wanted = [one.entity for one in things if one.entity is not None and one.journey is None]
        self._points: dict[int, list[Pointer]] = defaultdict(list)
        for pointer in pointing.out_of(view, wanted):
            self._points[pointer.source].append(pointer)
        self._owner = {
            pointer.source: self._node[pointer.target]
            for pointer in ties.pointers(view, _ACCOUNTS)
            if pointer.prop in _OWNERS and pointer.target in self._node
        }
        ends = {pointer.target for several in self._points.values() for pointer in several}
        self._parties = reading.parties(view, {*ends, *wanted})
        self._amounts: dict[int, dict[str, str]] = defaultdict(dict)
        if any(one.lane == "payment" for one in things):
            for value in ties.said(view, ("Payment",), ("amount", "currency")):
                self._amounts[value.entity].setdefault(value.prop, value.value)

    def says(self, thing: Thing) -> str:
        """Give what a thing is in a few words."""
        if thing.journey is not None:
            return self._journey(thing)
        if thing.entity is None:
            return thing.says
        points = self._points.get(thing.entity, [])
        party = self._parties.get(thing.entity)
        schema = party.schema if party else ""
        if thing.lane == "cell":
            what = [self._name(p.target) for name in _RECORD for p in points if p.prop == name]
            return " · ".join(dict.fromkeys(what))
        if thing.lane == "document":
            holders = [self._name(p.target) for p in points if p.prop in _OWNERS]
            return f"{schema.lower()} of {_several(holders) or 'nobody named'}"
        if schema in LINES:
            ends = LINES[schema]
            both = [
                _several(self._named(points, props)) or "?"
                for props in (ends.sources, ends.targets)
            ]
            amount = self._amounts.get(thing.entity, {})
            much = " ".join(filter(None, (amount.get("amount"), amount.get("currency"))))
            return ": ".join(filter(None, (much, " → ".join(both))))
        return party.caption if party else ""

    def _named(self, points: Sequence[Pointer], props: Iterable[str]) -> list[str]:
        for prop in props:
            if found := [self._name(p.target) for p in points if p.prop == prop]:
                return found
        return []

    def _name(self, entity: int) -> str:
        """Give what an entity goes by; an account of somebody masked is masked too."""
        node = self._node.get(entity, self._owner.get(entity, -1))
        if node in self._network.parties and (
            entity not in self._owner or is_covered(self._network, node)
        ):
            return called(self._network, node)
        party = self._parties.get(entity)
        return party.caption if party else "?"

    def _journey(self, thing: Thing) -> str:
        one = thing.journey
        assert one is not None
        plates = [self._plates[v] for v in one.vehicles if v in self._plates]
        people = [called(self._network, n) for n in one.people if n in self._network.parties]
        where = " → ".join(one.places) or one.name or "place not told"
        return ": ".join(
            filter(None, (where, ", ".join(filter(None, (*plates, _several(people))))))
        )


def _several(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
