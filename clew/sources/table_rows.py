"""What one row of a passenger or vehicle table says of a person and the person's documents.

A row's person is named by its name columns, else by the driver, else by the owner column.
Vehicles and journeys of the row are read by `clew.sources.table_trips`.
"""

import re
from collections.abc import Iterable, Iterator

from clew.model.dates import DateRead, Order, read_date
from clew.model.evidence import Found, Refusal, Value
from clew.model.text import fold
from clew.sources.headers import ABOUT_PEOPLE, ORDERS, UNMAPPED, Understood
from clew.sources.table_calls import CALL_COLUMNS
from clew.sources.table_cells import NOTHING, evened
from clew.sources.table_relations import Relations
from clew.sources.table_trips import ABOUT_JOURNEYS, Columns, Party, Trips
from clew.sources.tables import Row
from clew.sources.written_names import WrittenName, put_together, take_apart

_PROPS = {
    "birth_place": "birthPlace", "birth_country": "birthCountry", "sex": "gender",
    "address": "address", "country": "country", "occupation": "profession",
    "mother_name": "motherName", "father_name": "fatherName", "previous_name": "previousName",
    "middle_name": "middleName",
}  # fmt: skip
_SEVERAL = {
    "passport": "passportNumber", "id_number": "idNumber", "nationality": "nationality",
    "licence": "idNumber", "phone": "phone", "email": "email", "other_names": "alias",
}  # fmt: skip
_NOTES = ("seat", "room", "booking", "remarks", "direction", "carrier", "trip_time")
_BESIDE = ("document_type", "document_country", "document_expiry", "document_issued")
_OTHERS = ("relation", "other_person", "other_birth_date", "other_document")
_PASSPORT_WORDS = re.compile(r"p[a-z]?$|pp|pas|putovnic|reisepass|utlevel|diavatirio|jwaz|gdrnam")
_APART = re.compile(r"[;|\n]|(?<=\s)/(?=\s)")
_APART_STATES = re.compile(r"[;|,/\n]")
_APART_NUMBERS = re.compile(r"[;|,\n]")
_SIGNS = {"other_names": _APART, "nationality": _APART_STATES}
_WHOLE_NUMBER = 6  # signs on each side of a slash that parts two numbers: 044/123-456 is one
_ASK_DATE = "correct the date in the source, or ask the sender"
YIELDS = frozenset(
    {
        "Person",
        "Vehicle",
        "Passport",
        "Identification",
        "Trip",
        "Event",
        "Address",
        "LegalEntity",
        "UnknownLink",
    }
)
"""Schemata a row of a table can give."""


class Plan:
    """How the rows of one table are read, worked out once from its columns.

    Args:
        understood: the table.
        tally: counts of its receipt; a row that is not refused is counted under "rows".
    """

    def __init__(self, understood: Understood, tally: dict[str, int]) -> None:
        self._tally = tally
        tally.setdefault("rows", 0)
        self._width = len(understood.meanings)
        self._order: Order | None = ORDERS.get(understood.mapping.date_order or "")
        is_list_of_people = understood.mapping.kind == "passengers"
        self._counts = ("passengers",) if is_list_of_people else ()
        subject = _subject(understood.meanings)
        held = ["name" if meaning == subject else meaning for meaning in understood.meanings]
        at = self._at = Columns(understood.shape.columns, held)
        self._props = [(place, prop) for what, prop in _PROPS.items() for place in at.places(what)]
        self._several = [
            (place, prop, _SIGNS.get(what, _APART_NUMBERS))
            for what, prop in _SEVERAL.items()
            for place in at.places(what)
        ]
        noted = (UNMAPPED, "id", *CALL_COLUMNS, *(_NOTES if is_list_of_people else ()))
        self._has_person = bool(subject) or any(at.places(what) for what in (*_PROPS, *_SEVERAL))
        about_person = noted if self._has_person else ()
        self._notes = [place for what in about_person for place in at.places(what)]
        self._first, self._last = at.places("first_name"), at.places("last_name")
        self._has_document = any(at.places(what) for what in _BESIDE)
        noted_or_plain = {*self._notes, *(place for place, _ in self._props)}
        self._depending = [
            place
            for what in (*_BESIDE, *_NOTES, *ABOUT_JOURNEYS, *_OTHERS, UNMAPPED, "id")
            for place in at.places(what)
            if place not in noted_or_plain
        ]
        role = {"driver": "operator", "owner": "owner"}.get(subject, "")
        self._relations = Relations(at, self._date)
        self._trips = Trips(at, role, self._date, notes_go_with_person=is_list_of_people)

    def read(self, row: Row) -> Iterator[Found | Refusal]:
        """Say what *row* says.

        Raises:
            BrokenRecord: it has fewer or more cells than the header.
        """
        cells = row.cells if len(row.cells) == self._width else evened(row, self._width)
        self._tally["rows"] += 1
        cells = ["" if (cell := text.strip()) in NOTHING else cell for text in cells]
        person, beside = self._person(row, cells)
        said: list[Found | Refusal] = [person, *beside] if person else []
        if person and self._relations.has_any:
            said += self._relations.read(row, cells, person)
        if self._trips.has_any:
            said += self._trips.read(row, cells, person, self._parties(row, cells))
        if self._depending:
            self._keep_rest(row, cells, said)
        return iter(said)

    def _keep_rest(self, row: Row, cells: list[str], said: list[Found | Refusal]) -> None:
        """Note what found no place of its own, such as the expiry of a document without number."""
        found = [item for item in said if isinstance(item, Found)]
        written = {value.written for item in found for value in item.values}
        written.update([item.value for item in said if isinstance(item, Refusal)])
        if any(item.schema in ("Trip", "Event") for item in found):
            written.update([cells[place] for place in self._trips.keyed])
        rest = [place for place in self._depending if cells[place] and cells[place] not in written]
        journeys = [item for item in found if item.schema in ("Trip", "Event")]
        about = found if self._has_person or not journeys else journeys
        if about:
            for place in rest:
                note = f"{self._at.headers[place]}: {cells[place]}"
                about[0].values.append(Value("notes", note, cells[place]))
        elif rest:
            reason = "the row names no person and no vehicle"
            told = " ¦ ".join(row.cells)[:2_000]
            said.append(Refusal(row.spot, told, reason, "add a name or a plate in the source"))

    def _person(self, row: Row, cells: list[str]) -> tuple[Found | None, list[Found | Refusal]]:
        """Give the person a row is about, if any, with its refused values and its document."""
        person = Found("Person", f"{row.spot} person", row.spot, counts=self._counts)
        self._name(person, cells)
        values = person.values
        for place, prop in self._props:
            if cell := cells[place]:
                values.append(Value(prop, cell, cell))
        for place, prop, apart in self._several:
            if cell := cells[place]:
                values += _each(prop, cell, apart)
        for place in self._notes:
            if cell := cells[place]:
                values.append(Value("notes", f"{self._at.headers[place]}: {cell}", cell))
        beside: list[Found | Refusal] = []
        for place in self._at.places("birth_date"):
            beside += self._date(person, "birthDate", cells[place], row.spot)
        beside += self._documents(row, cells, person)
        return (person, beside) if person.values or beside else (None, [])

    def _name(self, person: Found, cells: list[str]) -> None:
        """Add the name as a whole and in parts; names in several columns are put together."""
        whole = [cells[place] for place in self._at.places("name") if cells[place]]
        for count, cell in enumerate(whole):
            _add_name(person, take_apart(cell), cell, "alias" if count else "name")
        first = " ".join([cells[place] for place in self._first if cells[place]])
        last = " ".join([cells[place] for place in self._last if cells[place]])
        if first or last:
            middle = " ".join(cells[place] for place in self._at.places("middle_name"))
            name = put_together(first, middle, last)
            written = " ".join([part for part in (first, middle, last) if part])
            _add_name(person, name, written, "" if whole else "name")

    def _date(self, found: Found, prop: str, cell: str, spot: str) -> Iterable[Refusal]:
        """Add the day a cell names; give its refusal when it names none."""
        if not cell:
            return ()
        read = read_date(cell, self._order)
        if read.day is None:
            return (_refused_date(read, cell, spot, found.key, prop),)
        found.add(prop, read.day if prop == "birthDate" else read.text, cell)
        return ()

    def _documents(self, row: Row, cells: list[str], person: Found) -> Iterator[Found | Refusal]:
        """Add document numbers; with type, state or expiry beside, give the document itself."""
        kind = self._at.first(cells, "document_type")
        is_passport = bool(_PASSPORT_WORDS.match(fold(kind))) if kind else False
        for place in self._at.places("document"):
            prop = "passportNumber" if is_passport else "idNumber"
            person.values += _each(prop, cells[place], _APART_NUMBERS)
        if not self._has_document or not any(self._at.first(cells, what) for what in _BESIDE):
            return
        for what in ("passport", "document", "id_number"):
            if number := self._at.first(cells, what):
                is_passport = what == "passport" or (what == "document" and is_passport)
                schema = "Passport" if is_passport else "Identification"
                document = Found(schema, f"{row.spot} document", row.spot)
                document.link("holder", person.key).add("number", number).add("type", kind)
                document.add("country", self._at.first(cells, "document_country"))
                for meaning, prop in (
                    ("document_expiry", "endDate"),
                    ("document_issued", "startDate"),
                ):
                    date = self._at.first(cells, meaning)
                    yield from self._date(document, prop, date, row.spot)
                yield document
                return

    def _parties(self, row: Row, cells: list[str]) -> list[Party]:
        """Give owner, driver and rental company where they are named beside the row's person."""
        parties = []
        for meaning, prop in (("owner", "owner"), ("driver", "operator")):
            for place in self._at.places(meaning):
                if cells[place]:
                    party = Found("Person", f"{row.spot} {meaning}", row.spot)
                    _add_name(party, take_apart(cells[place]), cells[place], "name")
                    parties.append((prop, party))
        if company := self._at.first(cells, "rental_company"):
            key = f"company {fold(company) or company}"
            firm = Found("LegalEntity", key, row.spot, keep="shared").add("name", company)
            parties.append(("owner", firm))
        return parties


def _subject(meanings: tuple[str, ...]) -> str:
    """Give the column that names the person a row is about."""
    if ABOUT_PEOPLE & set(meanings):
        return "name"
    return next((meaning for meaning in ("driver", "owner") if meaning in meanings), "")


def _add_name(person: Found, name: WrittenName, written: str, prop: str) -> None:
    if prop:
        person.add(prop, name.name, written)
    person.add("firstName", name.first)
    person.add("lastName", name.last)
    person.add("fatherName", name.father)


def _each(prop: str, cell: str, apart: re.Pattern[str]) -> list[Value]:
    """Give the values of a cell that may hold several."""
    if cell.isalnum():
        return [Value(prop, cell, cell)]
    parts = apart.split(cell)
    if "/" in cell and apart is _APART_NUMBERS:
        parts = [one for part in parts for one in _slashed(part)]
    return [Value(prop, part, part) for part in map(str.strip, parts) if part]


def _slashed(cell: str) -> list[str]:
    """Part "044123456 / 049123456" in two, and leave "044/123-456" whole."""
    parts = cell.split("/")
    whole = all(sum(map(str.isalnum, part)) >= _WHOLE_NUMBER for part in parts)
    return parts if whole else [cell]


def _refused_date(read: DateRead, cell: str, spot: str, key: str, prop: str) -> Refusal:
    do = _ASK_DATE
    if read.is_ambiguous:
        one, other = read_date(cell, "DMY").text, read_date(cell, "MDY").text
        do = (
            f"is it {one} or {other}? add the file again with --country XX, or set date_order "
            "in the mapping saved for this header under mappings/"
        )
    return Refusal(spot, cell, read.reason, do, key=key, prop=prop)
