"""What one row of a table says of vehicles and journeys.

A stay or a rental is a journey with an end; what a rental company lets is said to be its own.
A journey is shared by rows that give the same service number, date and places, or the same plate,
date and place. Without service number and plate each row is an event of its own, so that
strangers never seem to travel together.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from clew.model.evidence import Found, Refusal
from clew.model.identifiers import plate as plate_key
from clew.model.text import fold
from clew.sources.columns import meaning_of
from clew.sources.tables import Row

AddDate = Callable[[Found, str, str, str], Iterable[Refusal]]
"""Adds a date (entity, property, cell, spot) or gives its refusal."""
Party = tuple[str, Found]
"""How a vehicle names a person ("owner", "operator"), and the person."""

_VEHICLE = {
    "plate": "registrationNumber", "vehicle_model": "model", "vehicle_type": "type",
    "vehicle_country": "country", "vin": "vin",
}  # fmt: skip
_VEHICLE_NOTES = ("vehicle_make", "vehicle_colour")
_MOVES = ("trip", "trip_from", "trip_to", "plate")
_KEYS = ("trip", "trip_from", "trip_to", "plate", "trip_date", "trip_until", "place")
_STAYS = ("place", "room", "trip_until")
_TOLD = ("direction", "carrier", "trip_time", "seat", "room", "booking")
_REMEMBERED = 50_000
_CLOCK = re.compile(r"(?<=[\sT])\d{1,2}:\d{2}(?::\d{2})?")
ABOUT_JOURNEYS = (*_VEHICLE, *_VEHICLE_NOTES, "owner", "driver", "aboard", "rental_company", *_KEYS)
"""Meanings that are about a vehicle or a journey."""


class Columns:
    """Which columns hold what.

    Attributes:
        headers: header cells as written.
    """

    def __init__(self, headers: Sequence[str], meanings: Sequence[str]) -> None:
        self.headers = headers
        self._places: dict[str, tuple[int, ...]] = {}
        for place, meaning in enumerate(meanings):
            self._places[meaning] = (*self._places.get(meaning, ()), place)

    def places(self, meaning: str) -> tuple[int, ...]:
        """Give the positions of the columns that hold *meaning*."""
        return self._places.get(meaning, ())

    def first(self, cells: list[str], meaning: str) -> str:
        """Give the first value of *meaning* in a row, or an empty text."""
        for place in self._places.get(meaning, ()):
            if cells[place]:
                return cells[place]
        return ""


class Trips:
    """Reads vehicles and journeys from the rows of one table.

    Attributes:
        has_any: the table has a column about either.
        keyed: columns that tell one journey from another; the journey says them when first met.
    """

    def __init__(
        self, at: Columns, role: str, add_date: AddDate, *, notes_go_with_person: bool
    ) -> None:
        self._at, self._role, self._date = at, role, add_date
        self._notes = () if notes_go_with_person else _TOLD
        self._vehicle_notes = (*_VEHICLE_NOTES, *(() if notes_go_with_person else ("remarks",)))
        self._has_vehicle = bool(at.places("plate") or at.places("vin"))
        self._has_event = any(at.places(what) for what in (*_MOVES, *_STAYS))
        self.keyed = [place for what in _KEYS for place in at.places(what)]
        self._naming = [place for what in ("trip", "plate") for place in at.places(what)]
        self._known: dict[tuple[str, ...], tuple[str, str]] = {}
        self.has_any = self._has_vehicle or self._has_event

    def read(
        self, row: Row, cells: list[str], person: Found | None, parties: list[Party]
    ) -> Iterator[Found | Refusal]:
        """Say which vehicle and journey a row names, and who it says was part of them."""
        vehicle = self._vehicle(row, cells) if self._has_vehicle else None
        if vehicle:
            if person and (role := self._role or self._at_wheel(cells)):
                vehicle.link(role, person.key, row.spot)
            for prop, party in parties:
                yield party
                vehicle.link(prop, party.key, row.spot)
            yield vehicle
        if self._has_event and (person or vehicle):
            yield from self._event(row, cells, person, vehicle)

    def _at_wheel(self, cells: list[str]) -> str:
        """Say how the vehicle names the row's person, where a column tells who drove and who was carried."""
        said = self._at.first(cells, "aboard")
        return "operator" if said and meaning_of(said) == "driver" else ""

    def _vehicle(self, row: Row, cells: list[str]) -> Found | None:
        key = _vehicle_key(self._at, cells)
        if not key:
            return None
        vehicle = Found("Vehicle", key, row.spot, keep="shared")
        for meaning, prop in _VEHICLE.items():
            for place in self._at.places(meaning):
                vehicle.add(prop, cells[place])
        self._note(vehicle, self._vehicle_notes, cells)
        return vehicle

    def _note(self, found: Found, meanings: Iterable[str], cells: list[str]) -> None:
        for meaning in meanings:
            for place in self._at.places(meaning):
                if cells[place]:
                    found.add("notes", f"{self._at.headers[place]}: {cells[place]}", cells[place])

    def _event(
        self, row: Row, cells: list[str], person: Found | None, vehicle: Found | None
    ) -> Iterator[Found | Refusal]:
        said = tuple([cells[place] for place in self.keyed])
        known = self._known.get(said)
        event = (
            Found(*known, row.spot, keep="shared") if known else self._new_event(row, cells, said)
        )
        if event is None:
            if person and vehicle and not self._role:
                link = Found("UnknownLink", f"{row.spot} link", row.spot)
                link.link("subject", person.key).link("object", vehicle.key)
                yield link.add("role", "named in one row", " ".join(filter(None, cells)))
            return
        if not known:
            yield from self._describe(row, cells, event)
        event.link("involved", person.key if person else None, row.spot)
        if vehicle and event.schema == "Trip":
            event.link("vehicle", vehicle.key, row.spot)
        self._note(event, self._notes, cells)
        yield event

    def _clock(self, event: Found, cell: str) -> None:
        """Note the time of day a date is followed by, as written, where the date itself keeps none."""
        kept = next((value.text for value in event.values if value.prop == "date"), "")
        if (clock := _CLOCK.search(cell)) and "T" not in kept:
            header = self._at.headers[self._at.places("trip_date")[0]]
            event.add("notes", f"{header}: {clock[0]}", cell)

    def _new_event(self, row: Row, cells: list[str], said: tuple[str, ...]) -> Found | None:
        """Name a journey not met before; None when the row says of none but a plate."""
        if not any(self._at.first(cells, what) for what in _KEYS if what != "plate"):
            return None
        schema = "Trip" if any(self._at.first(cells, what) for what in _MOVES) else "Event"
        if not any(cells[place] for place in self._naming):
            return Found(schema, f"{row.spot} event", row.spot)
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[said] = (schema, f"trip {fold(' '.join(said))}")
        return Found(*self._known[said], row.spot, keep="shared")

    def _describe(self, row: Row, cells: list[str], event: Found) -> Iterator[Found | Refusal]:
        """Say name, day and places of a journey, the first time it is met."""
        date = self._at.first(cells, "trip_date")
        refused = list(self._date(event, "date", date, row.spot))
        self._clock(event, date)
        until = self._at.first(cells, "trip_until")
        refused += self._date(event, "endDate", until, row.spot)
        day = next((value.text[:10] for value in event.values if value.prop == "date"), "")
        ways = [self._at.first(cells, what) for what in ("trip_from", "trip_to")]
        named = [self._at.first(cells, what) for what in ("trip", "plate", "place")]
        room = self._at.first(cells, "room")
        word = next(filter(None, named), "–".join(filter(None, ways)) or (room and f"room {room}"))
        event.add("name", f"{word} {day}".strip() or date, word or date)
        event.add("location", self._at.first(cells, "place"))
        for place, prop in zip(ways, ("startLocation", "endLocation"), strict=True):
            if place:
                address = Found("Address", f"place {fold(place) or place}", row.spot, keep="shared")
                yield address.add("name", place).add("full", place)
                event.link(prop, address.key)
        said = {value.written for value in event.values} | {date, until, *ways, *named}
        for column in self.keyed:
            if cells[column] and cells[column] not in said:
                note = f"{self._at.headers[column]}: {cells[column]}"
                event.add("notes", note, cells[column])
        yield from refused


def _vehicle_key(at: Columns, cells: list[str]) -> str:
    """Name a vehicle by its plate and state, else by its chassis number; '' without both."""
    if written := at.first(cells, "plate"):
        country = fold(at.first(cells, "vehicle_country"))
        return f"vehicle {plate_key(written) or written} {country}".strip()
    number = at.first(cells, "vin")
    return f"vehicle {number}" if number else ""
