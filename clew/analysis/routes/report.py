"""The routes of a case in one answer."""

from collections.abc import Iterable

from clew.analysis.network.from_case import CaseNetwork
from clew.analysis.routes import findings, meetings
from clew.analysis.routes.findings import Question
from clew.analysis.routes.gazetteer import Named, find
from clew.analysis.routes.sightings import Journey, sightings
from clew.store import reading
from clew.store.door import View

UNVERIFIED = (
    "places and coordinates of clew's own table are approximate (0.05°) and checked against no official source: "
    "they serve to measure distances"
)
METHOD = (
    f"legs: journeys with two ends, the next sighting of a vehicle, moves of a handset between cells; on roads "
    f"over {findings.FASTEST_ROAD_KMH} km/h, by air and of handsets over {findings.FASTEST_KMH} km/h is asked about; "
    f"convoy: within {meetings.CONVOY_MINUTES} min at two places, on {meetings.CONVOY_TIMES} occasions; "
    f"handover: within {meetings.HANDOVER_DAYS} days, of who did not drive; safe house: guests of different days whom "
    f"ties join; a record shows where papers, plates or handsets were read, not who sat there; "
    f"operators' times are UTC, others as written; {UNVERIFIED}"
)


def routes(view: View, network: CaseNetwork) -> dict[str, object]:
    """Give legs, flows, handovers and questions of what the asker may see; victims stay masked."""
    seen = sightings(view, network)
    places = placed(seen.journeys)
    legs = findings.legs(seen, places)
    changes = meetings.handovers(seen)
    asked = [
        *findings.impossible(seen, places),
        *meetings.convoys(seen, places),
        *meetings.safe_houses(seen, network.ties),
    ]
    carried = [*(leg.statements for leg in legs), *(c.statements for c in changes)]
    carried += [question.statements for question in asked]
    told = reading.statements(view, (s for several in carried for s in several))
    return {
        "places": [
            {"written": name, **named.place.as_json(), "why": named.why}
            for name, named in places.items()
            if named.place
        ],
        "legs": [
            {
                "from": leg.begin, "to": leg.end, "left": leg.left, "arrived": leg.arrived, "means": leg.means,
                "vehicle": leg.vehicle, "handset": leg.handset, "people": _named(network, leg.people),
                "statements": list(leg.statements), "sources": _sources(leg.statements, told),
            }
            for leg in legs
        ],
        "flows": findings.flows(legs),
        "handovers": [
            {
                "who": _named(network, (one.node,)), "from_vehicle": one.begin, "to_vehicle": one.end,
                "after": one.after, "at": one.at, "from_place": one.from_place, "place": one.place,
                "statements": list(one.statements), "sources": _sources(one.statements, told),
            }
            for one in changes
        ],
        "questions": [_question(network, q, told) for q in asked],
        "unplaced": [named.as_json() for named in places.values() if named.place is None],
        "left_out": dict(seen.handsets.left_out),
        "method": METHOD,
    }  # fmt: skip


def placed(journeys: Iterable[Journey]) -> dict[str, Named]:
    """Look up the names of places; of a stay told by days alone it is the name of a house."""
    several = (one for one in journeys if one.means != "stay" or one.has_time)
    return {name: find(name) for one in several for name in one.places}


def _sources(statements: tuple[int, ...], told: dict[int, reading.Told]) -> list[dict[str, object]]:
    spots = (told[s] for s in statements if s in told)
    return [
        {"statement": t.statement, "file": t.file, "where": t.where, "agency": t.agency, "handling": t.handling}
        for t in spots
    ]  # fmt: skip


def _question(
    network: CaseNetwork, asked: Question, told: dict[int, reading.Told]
) -> dict[str, object]:
    says = asked.says
    for node in asked.nodes:
        if node in network.parties:
            says = says.replace(f"person {node} ", f"{network.parties[node].caption} ", 1)
    return {
        "kind": asked.kind, "says": says, "people": _named(network, asked.nodes), "vehicles": list(asked.vehicles),
        "handset": asked.handset, "sources": _sources(asked.statements, told),
    }  # fmt: skip


def _named(network: CaseNetwork, nodes: tuple[int, ...]) -> list[dict[str, str]]:
    parties = (network.parties[node] for node in nodes if node in network.parties)
    return [{"id": party.entity, "caption": party.caption} for party in parties]
