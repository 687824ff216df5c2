"""The files of a month: checks, cameras, guest lists, call records, subscribers, relations."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from clew.exercise.people import Crowd
from clew.exercise.runs.acting import Month, Point, Ride, told
from clew.exercise.runs.books import write_notebook, write_payments
from clew.exercise.runs.paying import Books
from clew.exercise.runs.relating import Relation
from clew.exercise.runs.writing_down import Clerk
from clew.exercise.scene import Scene
from clew.exercise.truth import Sighting


@dataclass(slots=True)
class Filed:
    """What came to stand in files.

    Attributes:
        sightings: everybody and everything written down.
        seen: (plate of the vehicle, place, moment) of each pass that stands in a file.
        aboard: (run, vehicle's plate, person's id) of everybody a check wrote down.
        offices: label of an office that takes deposits → where it stands, as (agency, file, place).
    """

    sightings: list[Sighting] = field(default_factory=list)
    seen: set[tuple[str, str, str]] = field(default_factory=set)
    aboard: set[tuple[str, str, str]] = field(default_factory=set)
    offices: dict[str, tuple[str, str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Happened:
    """All that is to be written: the month, its money, what is told of people, and who invents numbers."""

    month: Month
    books: Books
    relations: list[Relation]
    crowd: Crowd


def write_files(scene: Scene, happened: Happened, rng: Random) -> Filed:
    """Write every file of runs.toml."""
    filed = Filed()
    for spec in told()["file"]:
        form = spec["form"]
        if form == "payments":
            filed.sightings += write_payments(scene, spec, happened.books, filed.offices, rng)
        elif form == "chat":
            filed.sightings += _chat(scene, Clerk(spec, rng), happened.month)
        else:
            clerk = Clerk(spec, rng)
            writer = _WRITERS[form.split(" ")[-1]]
            filed.sightings += clerk.save(scene, writer(clerk, happened, filed))
    write_notebook(scene, happened.books)
    return filed


def _check(clerk: Clerk, happened: Happened, filed: Filed) -> tuple[str, ...]:
    """Write down everybody in the vehicles that were stopped: the driver first."""
    for ride, point in _passes(happened.month, clerk.spec["form"]):
        if ride.run and clerk.rng.random() > told()["month"]["checked"]:
            continue
        plate, car = clerk.vehicle(ride.vehicle)
        common = plate | {"place": clerk.place(point.place), "moment": clerk.moment(point.at)}
        for one in (ride.driver, *ride.aboard):
            cells, sighting = clerk.person(one, "document")
            said = clerk.spec["driver" if one is ride.driver else "passenger"]
            here = [sighting, car] if one is ride.driver else [sighting]
            clerk.write(point.at, common | cells | {"aboard": said}, *here)
            filed.aboard.add((ride.run, ride.vehicle.plate, one.id))
        filed.seen.add((ride.vehicle.plate, point.place, point.at.isoformat()))
    return ("passengers",)


def _camera(clerk: Clerk, happened: Happened, filed: Filed) -> tuple[str, ...]:
    for ride, point in _passes(happened.month, clerk.spec["form"]):
        if clerk.rng.random() > told()["month"]["filmed"]:
            continue
        plate, car = clerk.vehicle(ride.vehicle)
        clerk.write(
            point.at,
            plate | {"place": clerk.place(point.place), "moment": clerk.moment(point.at)},
            car,
        )
        filed.seen.add((ride.vehicle.plate, point.place, point.at.isoformat()))
    return ()


def _passes(month: Month, form: str) -> Iterator[tuple[Ride, Point]]:
    for ride in month.rides:
        for point in ride.points:
            if point.seen_by == form:
                yield ride, point


def _walk(clerk: Clerk, happened: Happened, _: Filed) -> tuple[str, ...]:
    """Write down the groups a patrol met on foot, the guide somewhere among them."""
    for number, walk in enumerate(happened.month.walks, 1):
        for one in clerk.rng.sample([walk.guide, *walk.people], len(walk.people) + 1):
            cells, sighting = clerk.person(one, "document")
            group = {
                "group": str(number),
                "place": clerk.place(walk.place),
                "moment": clerk.moment(walk.at),
            }
            clerk.write(walk.at, cells | group, sighting)
    return ("passengers",)


def _guests(clerk: Clerk, happened: Happened, _: Filed) -> tuple[str, ...]:
    for stay in happened.month.stays:
        if clerk.agency.language not in told()["place"][stay.town]:
            continue
        house, address = told()[stay.kind][stay.town]
        kinds = ("document",) if stay.left else ("document", "phone")
        cells, sighting = clerk.person(stay.person, *kinds)
        until = clerk.moment(stay.left) if stay.left else ""
        stands = {
            "house": house,
            "address": address,
            "moment": clerk.moment(stay.arrived),
            "until": until,
        }
        clerk.write(stay.arrived, cells | stands, sighting)
    return ("passengers",)


def _calls(clerk: Clerk, happened: Happened, _: Filed) -> tuple[str, ...]:
    """Write the operator's records: both numbers, the caller's handset, and the cell it was at."""
    here = [talk for talk in happened.month.talks if talk.operator == clerk.agency.name]
    handsets: dict[str, str] = {}
    for talk in here:
        imei = handsets.setdefault(talk.a.id, "") or happened.crowd.numbers.imei()
        handsets[talk.a.id] = imei
        (caller, one), (callee, other) = clerk.number(talk.a), clerk.number(talk.b)
        north, east = told()["place"][talk.place]["at"]
        cells = {
            "caller": caller, "callee": callee, "moment": clerk.moment(talk.at), "imei": imei,
            "seconds": str(clerk.rng.randrange(8, 400)), "cell": str(7000 + list(told()["place"]).index(talk.place)),
            "latitude": f"{north:.4f}", "longitude": f"{east:.4f}",
        }  # fmt: skip
        clerk.write(talk.at, cells, one, other)
    return ("calls", "cell_records")


def _subscribers(clerk: Clerk, happened: Happened, _: Filed) -> tuple[str, ...]:
    """Write whom the numbers are registered on, as far as they are registered at all."""
    talking = {p.id: p for talk in happened.month.talks for p in (talk.a, talk.b)}
    for one in talking.values():
        if clerk.rng.random() < told()["month"]["known"]:
            cells, sighting = clerk.person(one, "document", "phone")
            clerk.write(happened.month.rides[0].points[0].at - timedelta(days=40), cells, sighting)
    return ("passengers",)


def _relations(clerk: Clerk, happened: Happened, _: Filed) -> tuple[str, ...]:
    for relation in happened.relations:
        cells, one = clerk.person(relation.a, "document")
        told_of, other = clerk.person(relation.b)
        more = {
            "relation": told()["relation"][relation.kind], "other": told_of["person"], "other_born": told_of["born"],
            "moment": clerk.moment(relation.at),
        }  # fmt: skip
        clerk.write(relation.at, cells | more, one, other)
    return ("passengers", "links")


def _chat(scene: Scene, clerk: Clerk, month: Month) -> list[Sighting]:
    """Write a chat of two, an organiser and the money man, exported from a phone in which neither is saved."""
    ring, here = month.rings[0], []
    lines = list[str]()
    last = f"{ring.name} {told()['month']['runs']}"
    at = next(r.points[0].at for r in month.rides if r.run == last) - timedelta(days=1)
    for number, text in enumerate(told()["chat"]["lines"]):
        written, one = clerk.number((ring.organiser, ring.money)[number % 2])
        one.written["phone"] = f"+{written[:3]} {written[3:5]} {written[5:]}"
        at += timedelta(minutes=clerk.rng.randint(2, 90))
        said = text.format(n=told()["month"]["clients"], fee=told()["money"]["fees"][0] // 100)
        lines.append(f"{at.strftime('%d/%m/%Y, %H:%M')} - {one.written['phone']}: {said}")
        one.stands(clerk.spec["path"], f"line {len(lines)}")
        here.append(one)
    counts = {"messages": len(lines), "chats": 1}
    scene.write(clerk.agency.name, clerk.spec["path"], "\n".join([*lines, ""]).encode(), counts)
    return here


_WRITERS: dict[str, Callable[[Clerk, Happened, Filed], tuple[str, ...]]] = {
    "check": _check, "camera": _camera, "walk": _walk, "guests": _guests, "calls": _calls,
    "subscribers": _subscribers, "relations": _relations,
}  # fmt: skip
