"""The routes of a case in one answer."""

from clew.analysis.network.from_case import CaseNetwork
from clew.analysis.routes import findings
from clew.analysis.routes.findings import Question
from clew.analysis.routes.gazetteer import Named, find
from clew.analysis.routes.sightings import Seen, sightings
from clew.store import reading
from clew.store.door import View


def routes(view: View, network: CaseNetwork) -> dict[str, object]:
    """Give legs, flows, handovers and questions of what the asker may see; victims stay masked."""
    seen = sightings(view, network)
    places = {name: find(name) for one in seen.journeys for name in one.places}
    legs = findings.legs(seen, places)
    asked = [
        *findings.impossible(seen, places),
        *findings.convoys(seen),
        *findings.safe_houses(seen),
    ]
    told = reading.statements(view, (s for q in asked for s in q.statements))
    return {
        "places": [
            {"written": name, **named.place.as_json(), "why": named.why}
            for name, named in places.items()
            if named.place
        ],
        "legs": [
            {
                "from": leg.begin, "to": leg.end, "left": leg.left, "arrived": leg.arrived, "means": leg.means,
                "vehicle": leg.vehicle, "people": _named(network, leg.people), "statements": list(leg.statements),
            }
            for leg in legs
        ],
        "flows": findings.flows(legs),
        "handovers": _handovers(network, seen),
        "questions": [_question(network, q, told) for q in asked],
        "unplaced": [_ambiguous(named) for named in places.values() if named.place is None],
        "method": (
            f"legs: journeys with two ends, a vehicle's next sighting; on roads over {findings.FASTEST_ROAD_KMH} km/h, "
            f"else over {findings.FASTEST_KMH} km/h is asked about; convoy: {findings.CONVOY_TIMES} crossings within "
            f"{findings.CONVOY_MINUTES} min; a record shows where papers or plates were read, not who sat there"
        ),
    }  # fmt: skip


def _handovers(network: CaseNetwork, seen: Seen) -> list[dict[str, object]]:
    """Give people who came to a place in one vehicle and were next recorded in another."""
    last: dict[int, tuple[str, str, int]] = {}
    found: list[dict[str, object]] = []
    for one in seen.journeys:
        plates = [seen.plates[v] for v in one.vehicles if v in seen.plates]
        if not plates or not one.places:
            continue
        for node in one.people:
            before = last.get(node)
            if before and before[0] not in plates:
                found.append(
                    {
                        "who": _named(network, (node,)), "from_vehicle": before[0], "to_vehicle": plates[0],
                        "after": before[1], "at": one.at, "place": one.places[0],
                        "statements": [before[2], one.people[node]],
                    }
                )  # fmt: skip
            last[node] = plates[0], one.at, one.people[node]
    return found


def _question(
    network: CaseNetwork, asked: Question, told: dict[int, reading.Told]
) -> dict[str, object]:
    says = asked.says
    for node in asked.nodes:
        if node in network.parties:
            says = says.replace(f"person {node} ", f"{network.parties[node].caption} ", 1)
    spots = [told[s] for s in asked.statements if s in told]
    return {
        "kind": asked.kind, "says": says, "people": _named(network, asked.nodes), "vehicles": list(asked.vehicles),
        "sources": [
            {"statement": t.statement, "file": t.file, "where": t.where, "agency": t.agency} for t in spots
        ],
    }  # fmt: skip


def _ambiguous(named: Named) -> dict[str, object]:
    return named.as_json()


def _named(network: CaseNetwork, nodes: tuple[int, ...]) -> list[dict[str, str]]:
    parties = (network.parties[node] for node in nodes if node in network.parties)
    return [{"id": party.entity, "caption": party.caption} for party in parties]
