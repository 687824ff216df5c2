"""The truth of a month, told by what happened and not by how it could be found."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from clew.exercise.people import Person
from clew.exercise.runs.acting import Month, Ride, moves, told
from clew.exercise.runs.books import in_notebook
from clew.exercise.runs.filing import Filed, Happened
from clew.exercise.runs.paying import NOTEBOOK, TRANSFERS, Books
from clew.exercise.truth import Sighting, places_of

ROLES = ("organiser", "driver", "guide", "safe-house-keeper", "money-man")
"""Roles clew asks about; suppliers of documents and vehicles are told as ties."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the truth is told from: what happened, what came to stand in files, everybody, every record."""

    happened: Happened
    filed: Filed
    people: Sequence[Person]
    sightings: Sequence[Sighting]


def tell(of: Told) -> dict[str, Any]:
    """Give the truth under "runs"; docs/rehearsal.md says what each field holds."""
    month, books = of.happened.month, of.happened.books
    return {
        "files": [f"{spec['agency']}/{spec['path']}" for spec in told()["file"]],
        "people": list(_people(of)),
        "ties": [
            {"a": a, "b": b, "kind": kind, "recorded": recorded}
            for (a, b, kind), recorded in sorted(_ties(of).items())
        ],
        "roles": [
            {"id": p.id, "role": p.role, "ring": ring.name}
            for ring in month.rings for p in (ring.organiser, *ring.members())
        ],
        "legs": list(_legs(month, of.filed)),
        "stops": list(_stops(month, of.filed)),
        "handovers": list(_handovers(month, of.filed)),
        "convoys": list(_convoys(month, of.filed)),
        "houses": list(_houses(month)),
        "balances": list(_balances(books)),
        "deposits": [
            {"code": code, "open": minor, "currency": currency} for code, (minor, currency) in books.deposits.items()
        ],
    }  # fmt: skip


def _people(of: Told) -> Iterator[dict[str, Any]]:
    """Give everybody with every place of a file that speaks of them."""
    places: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in of.sightings:
        if one.person:
            places[one.of] += places_of(one)
    for person in of.people:
        if person.id in places:
            yield {"id": person.id, "role": person.role, "places": places[person.id]}
    for office, (agency, file, where) in of.filed.offices.items():
        there = {"agency": agency, "file": file, "where": where, "values": [office]}
        yield {"id": office, "role": "office", "places": [there]}


def _ties(of: Told) -> dict[tuple[str, str, str], bool]:
    """Give who is tied to whom and how, and whether a file shows it."""
    month, found = of.happened.month, dict[tuple[str, str, str], bool]()

    def tie(a: str, b: str, kind: str, *, recorded: bool = True) -> None:
        key = (min(a, b), max(a, b), kind)
        found[key] = found.get(key, False) or recorded

    for talk in month.talks:
        tie(talk.a.id, talk.b.id, "contact")
    for ride in month.rides:
        for one, other in combinations((ride.driver, *ride.aboard), 2):
            both = all(
                (ride.run, ride.vehicle.plate, p.id) in of.filed.aboard for p in (one, other)
            )
            tie(one.id, other.id, "travel", recorded=both)
    for walk in month.walks:
        for one, other in combinations((walk.guide, *walk.people), 2):
            tie(one.id, other.id, "travel")
    lodged: dict[tuple[str, str], dict[str, Person]] = defaultdict(dict)
    for stay in month.stays:
        lodged[stay.kind, stay.town][stay.person.id] = stay.person
    for several in lodged.values():
        for a, b in combinations(several, 2):
            tie(a, b, "house")
    for payer, payee in of.happened.books.paid[TRANSFERS]:
        tie(payer, payee, "money")
    for relation in of.happened.relations:
        tie(relation.a.id, relation.b.id, relation.kind)
    return found


def _is_seen(ride: Ride, place: str, at: str, filed: Filed) -> bool:
    return (ride.vehicle.plate, place, at) in filed.seen


def _legs(month: Month, filed: Filed) -> Iterator[dict[str, Any]]:
    """Give every move of a vehicle from one point of its way to the next; `run` is empty for strangers."""
    for ride in month.rides:
        for before, after in moves(ride):
            ends = [(point.place, point.at.isoformat()) for point in (before, after)]
            yield {
                "run": ride.run, "vehicle": ride.vehicle.plate, "from": before.place, "to": after.place,
                "left": ends[0][1][:16], "arrived": ends[1][1][:16],
                "recorded": all(_is_seen(ride, *end, filed) for end in ends),
            }  # fmt: skip


def _stops(month: Month, filed: Filed) -> Iterator[dict[str, Any]]:
    """Give the places of the rings' ways, and whether a file names them."""
    named = {place for _, place, _ in filed.seen} | {walk.place for walk in month.walks}
    ways = [
        point[0] for ring in month.rings for ride in ring.spec["ride"] for point in ride["points"]
    ]
    for place in dict.fromkeys(ways):
        yield {"place": place, "recorded": place in named}


def _handovers(month: Month, filed: Filed) -> Iterator[dict[str, Any]]:
    """Give who was handed from one vehicle to the next, and where."""
    of_run: dict[str, list[Ride]] = defaultdict(list)
    for ride in month.rides:
        if ride.run and not ride.ahead_of:
            of_run[ride.run].append(ride)
    for run, rides in of_run.items():
        for before, after in pairwise(rides):
            for one in after.aboard:
                cars = before.vehicle.plate, after.vehicle.plate
                yield {
                    "id": one.id, "run": run, "from": cars[0], "to": cars[1], "place": after.points[0].place,
                    "recorded": all((run, car, one.id) in filed.aboard for car in cars),
                }  # fmt: skip


def _convoys(month: Month, filed: Filed) -> Iterator[dict[str, Any]]:
    """Give which vehicles drove together, and on how many days both were recorded at one place."""
    pairs: dict[tuple[str, str], list[tuple[Ride, Ride]]] = defaultdict(list)
    for ride in month.rides:
        if ride.ahead_of:
            behind = next(
                r for r in month.rides if r.vehicle is ride.ahead_of and r.run == ride.run
            )
            first, second = sorted((ride.vehicle.plate, behind.vehicle.plate))
            pairs[first, second].append((ride, behind))
    for vehicles, times in pairs.items():
        days = {
            behind.run
            for ride, behind in times
            for p, q in zip(ride.points, behind.points, strict=True)
            if _is_seen(ride, p.place, p.at.isoformat(), filed)
            and _is_seen(behind, q.place, q.at.isoformat(), filed)
        }
        yield {
            "vehicles": list(vehicles),
            "runs": [ride.run for ride, _ in times],
            "recorded": len(days),
        }


def _houses(month: Month) -> Iterator[dict[str, Any]]:
    for kind, safe in (("house", True), ("inn", False)):
        for town, (name, address) in told()[kind].items():
            several = [stay for stay in month.stays if (stay.kind, stay.town) == (kind, town)]
            keepers = [stay.person.id for stay in several if stay.left is None]
            guests = sorted({stay.person.id for stay in several if stay.left})
            yield {
                "name": name, "address": address, "town": town, "safe": safe, "keeper": next(iter(keepers), ""),
                "guests": guests,
            }  # fmt: skip


def _balances(books: Books) -> Iterator[dict[str, Any]]:
    for (book, who, currency), balance in sorted(books.balances.items()):
        called = in_notebook(books, who) if book == NOTEBOOK else who
        yield {"book": book, "who": who, "called": called, "currency": currency, **balance}
