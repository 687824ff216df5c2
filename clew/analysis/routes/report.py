"""The routes of a case in one answer."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from clew.analysis.network.from_case import CaseNetwork
from clew.analysis.routes import findings, meetings
from clew.analysis.routes.findings import Leg, Question
from clew.analysis.routes.gazetteer import Named, find
from clew.analysis.routes.meetings import Handover, Together
from clew.analysis.routes.sightings import Journey, Seen, sightings
from clew.analysis.routes.visits import UNDATED, Visits, is_within, visits
from clew.analysis.spots import MOST, called, is_covered, spots
from clew.errors import UsageError
from clew.store import reading
from clew.store.door import View

UNVERIFIED = (
    "places and coordinates of clew's own table are approximate (0.05°) and checked against no official source: "
    "they serve to measure distances"
)
METHOD = (
    f"legs: journeys with two ends, the next sighting of a vehicle, moves of a handset between cells; on roads "
    f"over {findings.FASTEST_ROAD_KMH} km/h, by air and of handsets over {findings.FASTEST_KMH} km/h is asked about; "
    f"convoy: within {meetings.CONVOY_MINUTES} min at two places, on {meetings.CONVOY_TIMES} occasions, unless the "
    f"hours each vehicle keeps on other days would bring that about in more than one case in ten; "
    f"handover: within {meetings.HANDOVER_DAYS} days, of who did not drive; safe house: guests of different days whom "
    f"ties join; a record shows where papers, plates or handsets were read, not who sat there; "
    f"operators' times are UTC, others as written; {UNVERIFIED}"
)


_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def routes(view: View, network: CaseNetwork, month: str = "") -> dict[str, Any]:
    """Give legs, flows, handovers and questions of what the asker may see; victims and migrants stay masked.

    Args:
        view: what the asker may see.
        network: the people of the case.
        month: "2026-03" for what falls into it, "undated" for what has no date; "" for everything.

    Raises:
        UsageError: *month* is none.
    """
    if month not in ("", UNDATED) and not _MONTH.fullmatch(month):
        raise UsageError(f"{month!r} is not a month", do=f"write it as 2026-03, or as {UNDATED}")
    seen = sightings(view, network)
    names = placed(seen.journeys)
    whole = findings.legs(seen, names)
    legs = [leg for leg in whole if is_within(month, leg.left)]
    pairs = meetings.together(seen, names)
    changes = [one for one in meetings.handovers(seen) if is_within(month, one.at)]
    asked = [
        question
        for question in (
            *findings.impossible(seen, names), *meetings.convoys(seen, pairs),
            *meetings.safe_houses(seen, network.ties),
        )
        if is_within(month, question.first, question.last)
    ]  # fmt: skip
    there = {name: one.within(month) for name, one in visits(seen, names, whole).items()}
    carried = [*(leg.statements for leg in legs), *(c.statements for c in changes)]
    carried += [question.statements for question in asked]
    carried += [tuple(one.statements[:MOST]) for one in there.values()]
    shown = _Shown(
        network, seen, reading.statements(view, (s for several in carried for s in several))
    )
    nowhere = {n: one for n, one in there.items() if one.named.place is None and one.moments}
    return {
        "places": [shown.place(name, one) for name, one in there.items() if one.named.place],
        "legs": [shown.leg(leg) for leg in legs],
        "flows": findings.flows(legs),
        "months": _months(whole),
        "handovers": [shown.handover(one) for one in changes],
        "questions": [shown.question(one) for one in asked],
        "unplaced": [shown.unknown(one) for name, one in nowhere.items() if name in names],
        "houses": [shown.unknown(one) for name, one in nowhere.items() if name not in names],
        "left_out": {**seen.handsets.left_out, **_explained(pairs.values())},
        "method": METHOD,
    }


def _explained(pairs: Iterable[Together]) -> dict[str, int]:
    """Count the pairs of vehicles that are not asked about, since they only keep the same hours."""
    count = sum(both.is_explained for both in pairs)
    return (
        {"pairs of vehicles that met no more than the hours each keeps explain": count}
        if count
        else {}
    )


def placed(journeys: Iterable[Journey]) -> dict[str, Named]:
    """Look up the names of places; of a stay told by days alone it is the name of a house."""
    several = (one for one in journeys if one.means != "stay" or one.has_time)
    return {name: find(name) for one in several for name in one.places}


def _months(legs: Iterable[Leg]) -> list[dict[str, object]]:
    """Give how many legs began in each month, those without a date last."""
    count: dict[str, int] = defaultdict(int)
    for leg in legs:
        count[leg.left[:7] or UNDATED] += 1
    return [{"month": month, "legs": count[month]} for month in sorted(count)]


@dataclass(frozen=True, slots=True)
class _Shown:
    """Writes what was found as the asker may see it."""

    network: CaseNetwork
    seen: Seen
    told: dict[int, reading.Told]

    def place(self, written: str, one: Visits) -> dict[str, object]:
        place = one.named.place
        assert place is not None
        return {"written": written, **place.as_json(), "why": one.named.why, **self.visits(one)}

    def unknown(self, one: Visits) -> dict[str, object]:
        return {**one.named.as_json(), **self.visits(one)}

    def visits(self, one: Visits) -> dict[str, object]:
        dated = [at for at in one.moments if at]
        return {
            "count": len(one.moments), "first": min(dated, default=""), "last": max(dated, default=""),
            "sources": spots(one.statements[:MOST], self.told),
        }  # fmt: skip

    def leg(self, leg: Leg) -> dict[str, object]:
        return {
            "from": leg.begin, "to": leg.end, "left": leg.left, "arrived": leg.arrived, "means": leg.means,
            "vehicle": leg.vehicle, "handset": self._handset(leg.handset), "people": self._named(leg.people),
            "statements": list(leg.statements), "sources": spots(leg.statements, self.told),
        }  # fmt: skip

    def handover(self, one: Handover) -> dict[str, object]:
        return {
            "who": self._named((one.node,)), "from_vehicle": one.begin, "to_vehicle": one.end,
            "after": one.after, "at": one.at, "from_place": one.from_place, "place": one.place,
            "statements": list(one.statements), "sources": spots(one.statements, self.told),
        }  # fmt: skip

    def question(self, asked: Question) -> dict[str, object]:
        says, handset = asked.says, self._handset(asked.handset)
        for node in asked.nodes:
            if node in self.network.parties:
                says = says.replace(f"person {node} ", f"{called(self.network, node)} ", 1)
        says = _CLOCK.sub(r"\1 \2", says)
        if handset != asked.handset:
            says = says.replace(f"handset {asked.handset} ", f"{handset} ", 1)
        return {
            "kind": asked.kind, "says": says, "people": self._named(asked.nodes),
            "vehicles": list(asked.vehicles), "handset": handset, "places": list(asked.places),
            "first": asked.first, "last": asked.last, "statements": list(asked.statements),
            "sources": spots(asked.statements, self.told),
        }  # fmt: skip

    def _handset(self, name: str) -> str:
        """Give what a handset is called; one of somebody masked goes by its owner, not by its number."""
        owners = self.seen.handsets.owners.get(name, ())
        covered = next((node for node in owners if is_covered(self.network, node)), None)
        return name if covered is None else f"handset of {called(self.network, covered)}"

    def _named(self, nodes: tuple[int, ...]) -> list[dict[str, str]]:
        known = (node for node in nodes if node in self.network.parties)
        return [
            {"id": self.network.id_of(node), "caption": called(self.network, node)}
            for node in known
        ]
