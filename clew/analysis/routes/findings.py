"""Legs, flows, and the first question: who cannot have been in both places."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from clew.analysis.routes.gazetteer import Named, Place, distance_km
from clew.analysis.routes.sightings import Journey, Seen

FASTEST_ROAD_KMH = 160
"""Faster on the road between two places is asked about."""
FASTEST_KMH = 1_000
"""Faster than an airliner."""
_FURTHER_KM = 15
_CELL_KM = 35
"""A cell may reach so far: handsets nearer to each other than that may not have moved."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A move from one place to another: by one journey, or between two sightings of one vehicle or handset."""

    begin: str
    end: str
    left: str
    arrived: str
    means: str
    people: tuple[int, ...]
    vehicle: str
    statements: tuple[int, ...]
    handset: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something a person should look at, with what the records show.

    Attributes:
        kind: "impossible travel", "convoy" or "safe house".
        nodes: people it is about; *vehicles* plates; *handset* what a list calls it, or "".
        places: names of the places it is about; *first* and *last* the moments it spans, or "".
    """

    kind: str
    says: str
    nodes: tuple[int, ...]
    vehicles: tuple[str, ...]
    statements: tuple[int, ...]
    handset: str = ""
    places: tuple[str, ...] = ()
    first: str = ""
    last: str = ""


def legs(seen: Seen, places: dict[str, Named]) -> list[Leg]:
    """Give the legs: of journeys with two ends, and from one sighting of a vehicle or a handset to its next."""
    found = []
    for one in seen.journeys:
        if len(one.places) >= 2:
            names = [called_place(places, name) for name in one.places]
            for begin, end in pairwise(names):
                people = tuple(sorted(one.people))
                found.append(
                    Leg(begin, end, one.at, one.until, one.means, people, "", (one.statement,))
                )
    for plate, several in _by_vehicle(seen).items():
        for before, after in pairwise(several):
            begin, end = (called_place(places, j.places[0]) for j in (before, after))
            if begin != end:
                people = tuple(sorted(set(before.people) & set(after.people)))
                both = before.statement, after.statement
                found.append(Leg(begin, end, before.at, after.at, "vehicle", people, plate, both))
    return sorted([*found, *_of_handsets(seen)], key=lambda leg: (leg.left, leg.begin, leg.end))


def _of_handsets(seen: Seen) -> Iterator[Leg]:
    """Give the moves of handsets: from the last record near one cell to the first too far off to be near it."""
    for called, several in seen.handsets.seen.items():
        begin = last = several[0]
        for one in several:
            if distance_km(begin.place, one.place) <= _CELL_KM:
                last = one
                continue
            both = last.statement, one.statement
            yield Leg(
                begin.place.name, one.place.name, last.at, one.at, "handset",
                seen.handsets.owners[called], "", both, called,
            )  # fmt: skip
            begin = last = one


def flows(found: Iterable[Leg]) -> list[dict[str, object]]:
    """Give how many legs went between two places in each month; people are counted once a leg."""
    count: Counter[tuple[str, str, str]] = Counter()
    people: dict[tuple[str, str, str], int] = defaultdict(int)
    for leg in found:
        key = leg.begin, leg.end, leg.left[:7]
        count[key] += 1
        people[key] += len(leg.people)
    return [
        {"from": begin, "to": end, "month": month, "legs": n, "people": people[begin, end, month]}
        for (begin, end, month), n in sorted(count.items(), key=lambda item: (-item[1], item[0]))
    ]


def impossible(seen: Seen, places: dict[str, Named]) -> list[Question]:
    """Ask about people, vehicles and handsets that two records place too far apart for the time between them."""
    found: dict[tuple[int, int], Question] = {}
    for (who, node), several in _by_anybody(seen).items():
        for before, after in pairwise(j for j in several if j.has_time):
            here, there = places[before.places[-1]].place, places[after.places[0]].place
            limit = FASTEST_KMH if "flight" in (before.means, after.means) else FASTEST_ROAD_KMH
            if here is None or there is None:
                continue
            both = before.statement, after.statement
            if asked := found.get(both):  # those aboard are asked about with their vehicle
                vehicles = asked.vehicles if node else (*asked.vehicles, who)
                nodes = tuple(sorted({*asked.nodes, *node}))
                found[both] = replace(asked, nodes=nodes, vehicles=vehicles)
            elif says := _too_far(who, (here, before.there_from), (there, after.at), limit):
                says += f"is it one {'person' if node else 'vehicle'}, are the times right?"
                vehicles, names = () if node else (who,), (here.name, there.name)
                span = before.at, after.at
                found[both] = Question(
                    "impossible travel", says, node, vehicles, both, "", names, *span
                )
    return [*found.values(), *_impossible_handsets(seen)]


def _impossible_handsets(seen: Seen) -> Iterator[Question]:
    for called, pings in seen.handsets.seen.items():
        for one, next_one in pairwise(pings):
            far = distance_km(one.place, next_one.place) > _CELL_KM
            ends = (one.place, one.at), (next_one.place, next_one.at)
            if far and (says := _too_far(f"handset {called}", *ends, FASTEST_KMH)):
                says += "is it one handset, or its number in two?"
                both = one.statement, next_one.statement
                owners = seen.handsets.owners[called]
                names = one.place.name, next_one.place.name
                span = one.at, next_one.at
                yield Question("impossible travel", says, owners, (), both, called, names, *span)


def _too_far(who: str, begin: tuple[Place, str], end: tuple[Place, str], limit_kmh: int) -> str:
    """Say how far apart two places and times are where it is faster than *limit_kmh*; else nothing."""
    (here, left), (there, came) = begin, end
    km = distance_km(here, there)
    hours = (moment(came) - moment(left)).total_seconds() / 3600
    if km <= _FURTHER_KM or hours * limit_kmh >= km:
        return ""
    return (
        f"{who} is recorded at {here.name} at {left} and at {there.name} at {came}: "
        f"{km:.0f} km in {hours * 60:.0f} min; "
    )


def called_place(places: dict[str, Named], written: str) -> str:
    """Call a place by its one name, where it is known."""
    place = places[written].place
    return place.name if place else written


def _by_vehicle(seen: Seen) -> dict[str, list[Journey]]:
    found: dict[str, list[Journey]] = defaultdict(list)
    for one in seen.journeys:
        if one.means == "vehicle" and one.at and one.places:
            for plate in plates_of(seen, one):
                found[plate].append(one)
    return found


def _by_anybody(seen: Seen) -> dict[tuple[str, tuple[int, ...]], list[Journey]]:
    """Give the journeys of each vehicle by plate, and of each person by node."""
    found: dict[tuple[str, tuple[int, ...]], list[Journey]] = {
        (plate, ()): several for plate, several in _by_vehicle(seen).items()
    }
    for one in seen.journeys:
        if one.at and one.places:
            for node in one.people:
                found.setdefault((f"person {node}", (node,)), []).append(one)
    return found


def plates_of(seen: Seen, one: Journey) -> Iterator[str]:
    """Give the plates of a journey's vehicles."""
    yield from dict.fromkeys(seen.plates[v] for v in one.vehicles if v in seen.plates)


def moment(at: str) -> datetime:
    """Read a moment to the minute."""
    return datetime.fromisoformat(at[:16])
