"""What one row of an operator's call detail records says: who with whom, which handset at which cell.

IMEI, IMSI and cell of a row are those of its first party (the caller, or the number the records
were asked for), unless their header names the called one.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from clew.model import identifiers
from clew.model.dates import Order, read_date
from clew.model.evidence import Found, Refusal
from clew.model.text import fold
from clew.model.zones import to_utc
from clew.sources.call_numbers import (
    international,
    is_number,
    party_key,
    party_of,
    with_check_digit,
)
from clew.sources.handset_times import unset_clock
from clew.sources.headers import ORDERS, UNMAPPED, Understood
from clew.sources.table_cells import NOTHING, evened
from clew.sources.table_trips import Columns
from clew.sources.tables import Row

CALL_COLUMNS = (
    "caller", "callee", "call_start", "call_end", "call_duration", "call_type", "imei", "callee_imei",
    "imsi", "callee_imsi", "cell", "cell_area", "cell_address", "latitude", "longitude", "azimuth", "sector",
)  # fmt: skip
"""Meanings of columns only call records have."""
YIELDS_CALLS = frozenset({"Call", "Event", "LegalEntity", "Handset", "SimCard", "Address"})
_READ = frozenset((*CALL_COLUMNS, "phone", "trip_date", "trip_time", "direction"))
_INCOMING = re.compile(
    r"(?:in|mt|mtc)\b|incoming|dolazni|ulazni|dojdoven|hyrese|gelen|eingehend|entrant|terminat"
)
_REMEMBERED = 100_000
_SPAN = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{2})")
_SECONDS_A_MINUTE = 60


class CallPlan:
    """How the rows of one table of call records are read, worked out once from its columns.

    Args:
        understood: the table.
        tally: counts of its receipt; a row that is not refused is counted under "rows".
    """

    def __init__(self, understood: Understood, tally: dict[str, int]) -> None:
        self._tally = tally
        tally.setdefault("rows", 0)
        self._width = len(understood.meanings)
        self._order: Order | None = ORDERS.get(understood.mapping.date_order or "")
        self._zone = understood.mapping.time_zone
        self._said: set[tuple[object, ...]] = set()
        self._in_minutes = understood.mapping.duration_unit == "min"
        self._at = Columns(understood.shape.columns, understood.meanings)
        self._notes = [
            place
            for place, meaning in enumerate(understood.meanings)
            if meaning == UNMAPPED or meaning not in _READ
        ]

    def read(self, row: Row) -> Iterator[Found | Refusal]:
        """Say what *row* says.

        Raises:
            BrokenRecord: it has fewer or more cells than the header.
        """
        cells = row.cells if len(row.cells) == self._width else evened(row, self._width)
        self._tally["rows"] += 1
        cells = ["" if (cell := text.strip()) in NOTHING else cell for text in cells]
        said: list[Found | Refusal] = []
        call = Found("Call", f"{row.spot} call", row.spot, counts=("calls",))
        self._times(call, cells, said)
        first, second = self._parties(cells)
        is_incoming = self._is_incoming(cells)
        for number, role in ((first, "receiver" if is_incoming else "caller"),
                             (second, "caller" if is_incoming else "receiver")):  # fmt: skip
            if number:
                party = party_of(number, row.spot)
                call.link(role, party.key).add(f"{role}Number", international(number), number)
                said.append(party)
        self._note(call, cells)
        self._seen(row, cells, call, first, said)
        self._other_end(row, cells, second, said)
        said.append(call)
        return (item for item in said if self._is_new(item))

    def _is_new(self, item: Found | Refusal) -> bool:
        """Say whether an item says something earlier rows have not said of the same thing."""
        if isinstance(item, Refusal) or item.keep != "shared":
            return True
        said = (item.key, *[(value.prop, value.text) for value in item.values])
        if said in self._said:
            return False
        if len(self._said) >= _REMEMBERED:
            self._said.clear()
        self._said.add(said)
        return True

    def _parties(self, cells: list[str]) -> tuple[str, str]:
        """Give the first party's number and the other's."""
        caller, own = self._at.first(cells, "caller"), self._at.first(cells, "phone")
        callee = self._at.first(cells, "callee")
        if caller and callee:
            return caller, callee
        return caller or own, callee or (own if caller else "")

    def _is_incoming(self, cells: list[str]) -> bool:
        """Say whether the first party was called; only where the table names no caller itself."""
        if self._at.places("caller"):
            return False
        said = f"{self._at.first(cells, 'direction')} {self._at.first(cells, 'call_type')}"
        return bool(_INCOMING.match(fold(said)))

    def _times(self, call: Found, cells: list[str], said: list[Found | Refusal]) -> None:
        start = self._at.first(cells, "call_start")
        date, clock = self._at.first(cells, "trip_date"), self._at.first(cells, "trip_time")
        if date and not (start and re.search(r"\d[./-]\d", start)):
            start = f"{date} {start or clock}".strip()
        for prop, written in (("date", start), ("endDate", self._at.first(cells, "call_end"))):
            if written:
                said += self._moment(call, prop, written)
        for place in self._at.places("call_duration"):
            if cells[place]:
                said += self._duration(call, self._at.headers[place], cells[place])

    def _moment(self, call: Found, prop: str, written: str) -> Iterator[Refusal]:
        """Add a time in UTC, or the day alone when no clock is known to read it by."""
        read = read_date(written, self._order)
        if read.text is None:
            do = "set date_order in the mapping saved for this header, or ask the operator"
            yield Refusal(call.spot, written, read.reason, do, call.key, prop)
            return
        told = read.text
        if len(told) == 10 and (clock := read_date(f"{written} +00:00", self._order).text):
            local = datetime.fromisoformat(clock) if len(clock) > 10 else None
            if local and self._zone:
                moment = to_utc(local, self._zone)
                if moment is None:
                    why = f"{written!r} stands twice on the clock of {self._zone}, or never; its day is kept"
                    do = "ask the operator for the time in UTC"
                    yield Refusal(call.spot, written, why, do, call.key, prop)
                else:
                    told = moment.strftime("%Y-%m-%dT%H:%M:%S")
        if refusal := unset_clock(told, written, call.spot, call.key, prop):
            yield refusal
        else:
            call.add(prop, told, written)

    def _duration(self, call: Found, header: str, cell: str) -> Iterator[Refusal]:
        """Add seconds; a plain number is seconds unless its header or the mapping says minutes."""
        if span := _SPAN.fullmatch(cell):
            hours, minutes, seconds = (int(part or 0) for part in span.groups())
            call.add("duration", str((hours * 60 + minutes) * 60 + seconds), cell)
        elif re.fullmatch(r"\d{1,7}", cell):
            is_minutes = self._in_minutes or bool(re.search(r"\bmin", header, re.IGNORECASE))
            call.add("duration", str(int(cell) * (_SECONDS_A_MINUTE if is_minutes else 1)), cell)
        else:
            reason = f"the duration {cell!r} is neither a count nor hours:minutes:seconds"
            yield Refusal(call.spot, cell, reason, "check it in the source", call.key, "duration")

    def _note(self, call: Found, cells: list[str]) -> None:
        kind = [self._at.first(cells, what) for what in ("call_type", "direction")]
        call.add("summary", " ".join(filter(None, kind)))
        for place in self._notes:
            if cells[place]:
                call.add("description", f"{self._at.headers[place]}: {cells[place]}", cells[place])

    def _seen(
        self, row: Row, cells: list[str], call: Found, number: str, said: list[Found | Refusal]
    ) -> None:
        """Say which handset, card and cell the row gives the first party."""
        handset, card = self._equipment(row, cells, number, "imei", "imsi", said)
        cell = self._cell(row, cells)
        if cell is not None:
            said.append(cell)
        if not (handset or card or cell):
            return
        event = Found("Event", f"{row.spot} record", row.spot, counts=("cell_records",))
        event.values += [value for value in call.values if value.prop == "date"]
        event.link("usedHandset", handset).link("usedSim", card)
        event.link("addressEntity", cell.key if cell else None)
        event.link("involved", party_key(number) if number else None)
        said.append(event)

    def _other_end(
        self, row: Row, cells: list[str], number: str, said: list[Found | Refusal]
    ) -> None:
        self._equipment(row, cells, number, "callee_imei", "callee_imsi", said)

    def _equipment(
        self, row: Row, cells: list[str], number: str, imei: str, imsi: str,
        said: list[Found | Refusal],
    ) -> tuple[str | None, str | None]:  # fmt: skip
        """Give the keys of the handset and card a row names, having said them."""
        written, subscriber = self._at.first(cells, imei), self._at.first(cells, imsi)
        handset = card = None
        if written:
            name = identifiers.imei(with_check_digit(written)) or written
            handset = f"handset {name}"
            found = Found("Handset", handset, row.spot, keep="shared")
            said.append(found.add("imei", with_check_digit(written), written))
        if subscriber:
            card = f"card {subscriber}"
            sim = Found("SimCard", card, row.spot, keep="shared").add("imsi", subscriber)
            if is_number(number):
                sim.add("phone", international(number), number)
            said.append(sim.link("handset", handset, row.spot))
        return handset, card

    def _cell(self, row: Row, cells: list[str]) -> Found | None:
        """Give the cell a row names: its number, address, place and direction."""
        name = "-".join(filter(None, (self._at.first(cells, w) for w in ("cell_area", "cell"))))
        sector, azimuth = self._at.first(cells, "sector"), self._at.first(cells, "azimuth")
        latitude = self._at.first(cells, "latitude").replace(",", ".")
        longitude = self._at.first(cells, "longitude").replace(",", ".")
        address = self._at.first(cells, "cell_address")
        key = name or (f"{latitude},{longitude}" if latitude and longitude else address)
        if not key:
            return None
        whole = f"{key} {sector}".strip()
        cell = Found("Address", f"cell {fold(whole) or whole}", row.spot, keep="shared")
        cell.add("name", f"cell {whole}", whole).add("full", address)
        if latitude and longitude:
            cell.add("latitude", latitude).add("longitude", longitude)
        return cell.add("remarks", f"azimuth {azimuth}°" if azimuth else "", azimuth)
