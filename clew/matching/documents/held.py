"""The documents a case holds, with their holders, pictures and days of travel."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from clew.model.identifiers import document as document_key
from clew.store.covering import MASK
from clew.store.door import View
from clew.store.papers import Said, doubts_of, said_of
from clew.store.reading import Told

DOCUMENTS = ("Passport", "Identification")
_DOCUMENT_PROPS = (
    "number", "country", "type", "startDate", "endDate", "holder", "proof", "portraitHash",
)  # fmt: skip
_PERSON_NUMBERS = ("passportNumber", "idNumber")
_PERSON_PROPS = ("name", "lastName", "birthDate", *_PERSON_NUMBERS)
_PICTURE_PROPS = ("pictureHash", "bodyText", "fileName")


@dataclass(frozen=True, slots=True)
class Record:
    """A value a question rests on: what it says and where it stands.

    Attributes:
        entity: id of the entity it is said of.
        written: as it stands in the file.
        file, where, agency: its file, the spot in it, who brought it.
    """

    entity: str
    written: str
    file: str
    where: str
    agency: str


@dataclass(slots=True)
class Person:
    """A holder: names, days of birth, and the (kind, number, place) of documents said to be theirs."""

    entity: str
    names: list[str] = field(default_factory=list)
    surnames: list[str] = field(default_factory=list)
    births: list[str] = field(default_factory=list)
    numbers: list[tuple[str, str, Record]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Give the first name said, or words that there is none."""
        return self.names[0] if self.names else "a person without a name"


@dataclass(slots=True)
class Paper:
    """A document as one record shows it.

    Attributes:
        entity: id.
        number: as kept; empty when refused or masked.
        issuer: two-letter code, or empty; Kosovo* is one code however it was written.
        kind: document code as written.
        issued, expires: ISO dates or empty.
        travelled: days its holder travelled by the same file.
        holder: who holds it, or None.
        portrait: hash of its portrait, or empty.
        pictures: ids of its pictures.
        at: property → where its value stands.
    """

    entity: str
    number: str = ""
    issuer: str = ""
    kind: str = ""
    issued: str = ""
    expires: str = ""
    travelled: list[str] = field(default_factory=list)
    holder: Person | None = None
    portrait: str = ""
    pictures: list[str] = field(default_factory=list)
    at: dict[str, Record] = field(default_factory=dict)


@dataclass(slots=True)
class Photo:
    """A picture: its hash, the text read in it, where it stands."""

    entity: str
    hash: str = ""
    text: str = ""
    record: Record | None = None


@dataclass(slots=True)
class Held:
    """What a case holds for the questions.

    Attributes:
        papers: documents in the order they came.
        photos: pictures by id.
        faults: (property, refused value with its document or holder, reason).
        masked: documents of victims, which are not compared.
    """

    papers: list[Paper]
    photos: dict[str, Photo]
    faults: list[tuple[str, Record, str]]
    masked: int


def held(view: View) -> Held:
    """Read what the asker may see of documents; those of masked victims are counted, not read."""
    people, masked_people = _people(view)
    trips = _travel_days(view)
    papers: dict[str, Paper] = {}
    for entity, _, value in said_of(view, DOCUMENTS, _DOCUMENT_PROPS):
        paper = papers.setdefault(entity, Paper(entity))
        _add(paper, value, people)
        if value.prop == "holder":
            paper.travelled += trips.get(value.value, [])
            if value.value in masked_people:
                paper.number = MASK
    whole = [paper for paper in papers.values() if paper.number != MASK]
    whole += _only_numbers(people, whole, trips)
    entities = {paper.entity for paper in whole} | {p.holder.entity for p in whole if p.holder}
    faults = [
        (d.prop, Record(d.entity, d.value, d.file, d.where, d.agency), d.reason)
        for d in doubts_of(view, (*DOCUMENTS, "Person"))
        if d.entity in entities and d.value != MASK
    ]
    masked = sum(paper.number == MASK for paper in papers.values())
    return Held(whole, _photos(view), faults, masked)


def _only_numbers(
    people: dict[str, Person], papers: list[Paper], trips: dict[str, list[str]]
) -> Iterator[Paper]:
    """Give documents of which a record says nothing but the number, beside the person."""
    told = {(p.holder.entity, document_key(p.number)) for p in papers if p.holder and p.number}
    for person in people.values():
        for prop, number, record in person.numbers:
            key = document_key(number)
            if key and (person.entity, key) not in told:
                told.add((person.entity, key))
                kind = "P" if prop == "passportNumber" else ""
                days = trips.get(person.entity, [])
                yield Paper(
                    person.entity, number, "", kind, travelled=days, holder=person,
                    at={"number": record},
                )  # fmt: skip


def record_of(entity: str, value: Told) -> Record:
    """Give where a value stands."""
    return Record(entity, value.written, value.file, value.where, value.agency)


def _add(paper: Paper, value: Told, people: dict[str, Person]) -> None:
    fields = {
        "number": "number", "country": "issuer", "type": "kind", "startDate": "issued",
        "endDate": "expires", "portraitHash": "portrait",
    }  # fmt: skip
    if value.prop == "holder":
        paper.holder = people.get(value.value)
    elif value.prop == "proof":
        paper.pictures.append(value.value)
    elif value.value != MASK and not getattr(paper, fields[value.prop]):
        setattr(paper, fields[value.prop], value.value)
    paper.at.setdefault(value.prop, record_of(paper.entity, value))


def _people(view: View) -> tuple[dict[str, Person], set[str]]:
    people: dict[str, Person] = {}
    masked: set[str] = set()
    for entity, _, value in said_of(view, ("Person",), _PERSON_PROPS):
        person = people.setdefault(entity, Person(entity))
        if value.value == MASK:
            masked.add(entity)
        elif value.prop == "name":
            person.names.append(value.value)
        elif value.prop == "lastName":
            person.surnames.append(value.value)
        elif value.prop == "birthDate":
            person.births.append(value.value)
        else:
            person.numbers.append((value.prop, value.value, record_of(entity, value)))
    return people, masked


def _travel_days(view: View) -> dict[str, list[str]]:
    """Give for each person the days of the journeys that name it."""
    days: dict[str, list[str]] = defaultdict(list)
    travellers: dict[str, list[str]] = defaultdict(list)
    for entity, _, value in said_of(view, ("Trip",), ("startDate", "date", "involved")):
        (travellers if value.prop == "involved" else days)[entity].append(value.value)
    told: dict[str, list[str]] = defaultdict(list)
    for trip, people in travellers.items():
        for person in people:
            told[person] += days.get(trip, [])
    return told


def _photos(view: View) -> dict[str, Photo]:
    photos: dict[str, Photo] = {}
    for entity, _, value in _pictures(view):
        photo = photos.setdefault(entity, Photo(entity))
        if value.value == MASK:
            continue
        if value.prop == "pictureHash":
            photo.hash = value.value
        elif value.prop == "bodyText":
            photo.text = value.value
        else:
            photo.record = record_of(entity, value)
    return photos


def _pictures(view: View) -> Iterator[Said]:
    return said_of(view, ("Image",), _PICTURE_PROPS)
