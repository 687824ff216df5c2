"""Legs, flows and questions: who cannot have been in both places, which vehicles drive together, where many stay."""

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
CONVOY_MINUTES = 30
CONVOY_TIMES = 2
MANY = 5
"""From so many people on a place they stay at is asked about."""
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
            names = [_called(places, name) for name in one.places]
            for begin, end in pairwise(names):
                people = tuple(sorted(one.people))
                found.append(
                    Leg(begin, end, one.at, one.until, one.means, people, "", (one.statement,))
                )
    for plate, several in _by_vehicle(seen).items():
        for before, after in pairwise(several):
            begin, end = (_called(places, j.places[0]) for j in (before, after))
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
    hours = (_moment(came) - _moment(left)).total_seconds() / 3600
    if km <= _FURTHER_KM or hours * limit_kmh >= km:
        return ""
    return (
        f"{who} is recorded at {here.name} at {left} and at {there.name} at {came}: "
        f"{km:.0f} km in {hours * 60:.0f} min; "
    )


def convoys(seen: Seen, places: dict[str, Named]) -> list[Question]:
    """Ask about two vehicles recorded at the same places minutes apart, twice or more."""
    at_place: dict[str, list[Journey]] = defaultdict(list)
    for one in seen.journeys:
        if one.means == "vehicle" and one.has_time and one.places:
            at_place[_called(places, one.places[0])].append(one)
    met: dict[tuple[str, str], list[tuple[Journey, Journey, float]]] = defaultdict(list)
    for several in at_place.values():
        for number, one in enumerate(several):
            for other in several[number + 1 :]:
                minutes = (_moment(other.at) - _moment(one.at)).total_seconds() / 60
                if minutes > CONVOY_MINUTES:
                    break
                for a in _plates(seen, one):
                    for b in _plates(seen, other):
                        if a != b:
                            met[min(a, b), max(a, b)].append((one, other, minutes))
    found = []
    for (a, b), times in met.items():
        if (
            len({(_called(places, one.places[0]), one.at[:10]) for one, _, _ in times})
            >= CONVOY_TIMES
        ):
            where = ", ".join(
                f"{_called(places, one.places[0])} {one.at} ({m:.0f} min apart)"
                for one, _, m in times
            )
            people = {n for one, other, _ in times for n in (*one.people, *other.people)}
            statements = tuple(
                s for one, other, _ in times for s in (one.statement, other.statement)
            )
            says = f"vehicles {a} and {b} are recorded minutes apart at {where}; did they drive together?"
            names = tuple(dict.fromkeys(_called(places, one.places[0]) for one, _, _ in times))
            moments = sorted(one.at for pair in times for one in pair[:2])
            found.append(
                Question(
                    "convoy", says, tuple(sorted(people)), (a, b), statements, "", names, moments[0], moments[-1]
                )
            )  # fmt: skip
    return found


def safe_houses(seen: Seen) -> list[Question]:
    """Ask about places where many stayed, who came and left at different times."""
    stayed: dict[str, list[Journey]] = defaultdict(list)
    for one in seen.journeys:
        if one.means == "stay" and one.places:
            stayed[one.places[0]].append(one)
    found = []
    for place, several in stayed.items():
        people = sorted({n for one in several for n in one.people})
        days = {one.at[:10] for one in several}
        if len(people) >= MANY and len(days) >= 2:
            says = (
                f"{len(people)} people are recorded as staying at {place} on {len(days)} dates of arrival; "
                "is it an inn, or a place where people are put up?"
            )
            statements = tuple(one.statement for one in several)[:20]
            span = min(one.at for one in several), max(one.until or one.at for one in several)
            found.append(
                Question("safe house", says, tuple(people), (), statements, "", (place,), *span)
            )
    return found


def _called(places: dict[str, Named], written: str) -> str:
    place = places[written].place
    return place.name if place else written


def _by_vehicle(seen: Seen) -> dict[str, list[Journey]]:
    found: dict[str, list[Journey]] = defaultdict(list)
    for one in seen.journeys:
        if one.means == "vehicle" and one.at and one.places:
            for plate in _plates(seen, one):
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


def _plates(seen: Seen, one: Journey) -> Iterator[str]:
    yield from dict.fromkeys(seen.plates[v] for v in one.vehicles if v in seen.plates)


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at[:16])
