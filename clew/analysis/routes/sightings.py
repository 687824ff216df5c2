"""Where and when a case's files place people and vehicles: crossings, journeys, stays, operators' records."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from clew.analysis.network.from_case import CaseNetwork
from clew.analysis.routes.cells import Handsets, handsets
from clew.model.identifiers import plate as plate_key
from clew.store import ties
from clew.store.door import View

_SCHEMAS = ("Trip", "Event")
_TIME = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b")
_SERVICE = re.compile(
    r"^(?:\S{2,3} ?\d+ )?(.{2,40}?)\s*[-–—→]\s*(.{2,40}?)(?: \d{4}-\d{2}-\d{2})?$"
)
_FLIGHT = re.compile(r"^[A-Z0-9]{2} ?\d{1,4}\b")


@dataclass(slots=True)
class Journey:
    """A journey, crossing or stay as the files give it.

    Attributes:
        number: of its entity; *statement* one to open.
        at: "2026-09-14T22:03", or the day where no time is told; *until* where it ends, or "".
        places: names as written, in the order travelled; one for a crossing or a stay.
        means: "vehicle", "flight", "service" or "stay".
        people: node → statement; *vehicles* their numbers.
        drivers: those of its people whom a vehicle names as who drives it.
    """

    number: int
    statement: int
    at: str = ""
    until: str = ""
    places: list[str] = field(default_factory=list)
    means: str = "service"
    name: str = ""
    people: dict[int, int] = field(default_factory=dict)
    vehicles: list[int] = field(default_factory=list)
    drivers: frozenset[int] = frozenset()

    @property
    def has_time(self) -> bool:
        """Whether the time of day is known."""
        return "T" in self.at

    @property
    def there_from(self) -> str:
        """From when at the latest it has been at its last place, as far as it says: arrival, else departure."""
        return self.until if len(self.places) > 1 and "T" in self.until else self.at


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything of a case that says where and when.

    Attributes:
        journeys: in the order of time.
        plates: vehicle → its plate as compared.
        handsets: where operators' records place handsets.
    """

    journeys: tuple[Journey, ...]
    plates: dict[int, str]
    handsets: Handsets


def sightings(view: View, network: CaseNetwork) -> Seen:
    """Read the journeys of a case, and the stays: who was at a named place until a day."""
    node = {member: node for node, several in network.members.items() for member in several}
    found: dict[int, Journey] = {}
    ends: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for pointer in ties.pointers(view, _SCHEMAS):
        trip = found.setdefault(pointer.source, Journey(pointer.source, pointer.statement))
        if pointer.prop == "involved" and pointer.target in node:
            trip.people[node[pointer.target]] = pointer.statement
        elif pointer.prop == "vehicle":
            trip.vehicles.append(pointer.target)
        elif pointer.prop in ("startLocation", "endLocation"):
            ends[pointer.source][pointer.prop].append(pointer.target)
    names = _names(
        view, (n for props in ends.values() for several in props.values() for n in several)
    )
    said: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    props = ("date", "startDate", "endDate", "location", "name", "notes")
    for value in ties.said(view, _SCHEMAS, props):
        found.setdefault(value.entity, Journey(value.entity, value.statement))
        said[value.entity][value.prop].append(value.value)
    for number, trip in found.items():
        _fill(
            trip,
            said[number],
            [
                names[n]
                for p in ("startLocation", "endLocation")
                for n in ends[number][p]
                if n in names
            ],
        )
    events = ties.of_schemas(view, ("Event",))
    kept = [trip for number, trip in found.items() if number not in events or trip.means == "stay"]
    _drivers(view, node, kept)
    plates = dict[int, str]()
    for value in ties.said(view, ("Vehicle",), ("registrationNumber",)):
        written = re.sub(r"\W", "", value.value).upper()
        plates.setdefault(value.entity, plate_key(value.value) or written)
    ordered = sorted(kept, key=lambda j: (j.at, j.number))
    return Seen(tuple(ordered), plates, handsets(view, network))


def _drivers(view: View, node: dict[int, int], journeys: Iterable[Journey]) -> None:
    """Say of each journey who of its people drives one of its vehicles."""
    drives: dict[int, set[int]] = defaultdict(set)
    for pointer in ties.pointers(view, ("Vehicle",)):
        if pointer.prop == "operator" and pointer.target in node:
            drives[pointer.source].add(node[pointer.target])
    for trip in journeys:
        trip.drivers = frozenset(set(trip.people) & {d for v in trip.vehicles for d in drives[v]})


def _fill(trip: Journey, said: dict[str, list[str]], ends: list[str]) -> None:
    dates = said["date"] or said["startDate"]
    trip.at = min(dates, default="")
    trip.until = max(said["endDate"], default="")
    time = next((m for note in said["notes"] if (m := _TIME.search(note))), None)
    if len(trip.at) == len("2026-09-14") and time:
        trip.at += f"T{int(time[1]):02d}:{time[2]}"
    trip.name = next(iter(said["name"]), "")
    service = _SERVICE.match(trip.name)
    trip.places = ends or said["location"][:1] or ([service[1], service[2]] if service else [])
    if trip.vehicles:
        trip.means = "vehicle"
    elif _FLIGHT.match(trip.name) and len(trip.places) == 2:
        trip.means = "flight"
    elif trip.until and len(trip.places) == 1:
        trip.means = "stay"


def _names(view: View, addresses: Iterable[int]) -> dict[int, str]:
    wanted = set(addresses)
    found: dict[int, str] = {}
    for value in ties.said(view, ("Address",), ("city", "name", "full")):
        if value.entity in wanted:
            found.setdefault(value.entity, value.value)
    return found
