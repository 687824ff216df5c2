"""What was planted: who stands where, which places are one person or thing, which only look alike.

A sighting is one record of one person, vehicle or handset in one agency's file. The plan decides
who is seen where and how each value is written; the writers say at which place it came to stand;
every link follows from the sightings, so that none is forgotten.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from clew.exercise.people import Person, Vehicle
from clew.exercise.spelling import how_written

KINDS = ("person", "phone", "imei", "plate", "document", "account", "iban", "email", "address")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why a sighting looks like somebody it is not: of whose, by which kind of value, and why."""

    of: str
    kind: str
    why: str


@dataclass(slots=True)
class Sighting:
    """One record of one person or thing in one file.

    Attributes:
        of: id of the person, vehicle or handset.
        slot: passengers, vehicles, apis, seized, phone, device, entities, report, message or runs.
        keys: kind → plain value; two sightings with the same are a link. Under "person": the id.
        written: kind or field ("given", "father") → as it stands in the file.
        file: path inside the agency's folder, once written; `where` the place in it.
        at: kind → place of that value when it is not `where`.
        also: kind → further places of the same file where the value stands, as (where, value).
        beside: the vehicle in the driver's row or paragraph, which shares its place.
        like: set on a look-alike.
    """

    of: str
    agency: str
    slot: str
    language: str
    person: Person | None = None
    vehicle: Vehicle | None = None
    keys: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    file: str = ""
    where: str = ""
    at: dict[str, str] = field(default_factory=dict)
    also: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    beside: "Sighting | None" = None
    like: Likeness | None = None

    def stands(self, file: str, where: str) -> None:
        """Say where the record, and the one beside it, came to stand."""
        for one in (self, self.beside):
            if one:
                one.file, one.where = file, where

    def side(self, kind: str) -> dict[str, Any]:
        """Give one side of a link for the truth file."""
        where = self.at.get(kind, self.where)
        side = {
            "agency": self.agency,
            "file": self.file,
            "where": where,
            "value": self.written[kind],
        }
        also = [{"where": w, "value": v} for w, v in self.further_places(kind)]
        return side | ({"also": also} if also else {})

    def further_places(self, kind: str) -> list[tuple[str, str]]:
        """Give the record's other places with the value of *kind* there; empty where another one stands."""
        said = dict(reversed(self.also.get(kind, ())))
        others = [
            self.where,
            *self.at.values(),
            *(w for places in self.also.values() for w, _ in places),
        ]
        everywhere = dict.fromkeys([where for where, _ in self.also.get(kind, ())] + others)
        return [
            (where, said.get(where, ""))
            for where in everywhere
            if where != self.at.get(kind, self.where)
        ]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sightings of two agencies: one identifier or person (a link), or a look-alike."""

    kind: str
    how: str
    a: Sighting
    b: Sighting


def links(sightings: Iterable[Sighting]) -> list[Pair]:
    """Give every pair of places of two agencies where the same value or person stands."""
    groups: dict[tuple[str, str], list[Sighting]] = {}
    for one in sightings:
        for kind, key in one.keys.items():
            groups.setdefault((kind, key), []).append(one)
    return [
        Pair(kind, _how(kind, a, b), a, b)
        for (kind, _), group in groups.items()
        for a, b in combinations(group, 2)
        if a.agency != b.agency
    ]


def look_alikes(sightings: Sequence[Sighting]) -> list[Pair]:
    """Give every pair of places of two agencies that look alike and must not match."""
    seen: dict[str, list[Sighting]] = {}
    for one in sightings:
        seen.setdefault(one.of, []).append(one)
    return list(_alike(sightings, seen))


def _alike(sightings: Sequence[Sighting], seen: dict[str, list[Sighting]]) -> Iterator[Pair]:
    for one in sightings:
        for other in seen.get(one.like.of, ()) if one.like else ():
            if one.like and other.agency != one.agency and one.like.kind in other.keys:
                yield Pair(one.like.kind, one.like.why, other, one)


def _how(kind: str, a: Sighting, b: Sighting) -> str:
    if kind == "person":
        return how_written(a.written["person"], b.written["person"])
    return "same" if a.written[kind] == b.written[kind] else "written differently"


def measured_mix(links: Sequence[Pair], alike: Sequence[Pair]) -> dict[str, float]:
    """Give the shares of the mix.

    The first three are shares of all planted pairs, links and look-alikes together, and are held
    against the floors in mix.toml; the last two are shares of identifier links and of name links.
    """
    identifiers = [pair for pair in links if pair.kind != "person"]
    names = [pair for pair in links if pair.kind == "person"]
    differently = sum(pair.how == "written differently" for pair in identifiers)
    across = sum(pair.how.startswith("across") for pair in names)
    everything = len(links) + len(alike)
    shares = {
        "written_differently": differently / max(1, everything),
        "across_languages": across / max(1, everything),
        "look_alikes": len(alike) / max(1, everything),
        "written_differently_of_identifier_links": differently / max(1, len(identifiers)),
        "across_languages_of_name_links": across / max(1, len(names)),
    }
    return {name: round(share, 4) for name, share in shares.items()}


def as_truth(seed: int, sightings: Sequence[Sighting], agencies: Sequence[str]) -> dict[str, Any]:
    """Put everything planted into the form of truth.json; see docs/rehearsal.md for its fields."""
    counted = [one for one in sightings if one.slot != "runs"]
    firm = [one for one in counted if one.slot != "message"]
    loose = [one for one in counted if one.slot == "message"]
    planted, alike = links(firm), look_alikes(firm)
    in_messages = [p for p in links(counted) if "message" in (p.a.slot, p.b.slot)] if loose else []
    return {
        "seed": seed,
        "agencies": list(agencies),
        "mix": measured_mix(planted, alike),
        "links": _numbered("L", planted),
        "lookalikes": [
            {"kind": p.kind, "why": p.how, "a": p.a.side(p.kind), "b": p.b.side(p.kind)}
            for p in alike
        ],
        "in_messages": _numbered("M", in_messages),
        "same": _same(sightings),
    }


def _numbered(letter: str, pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    return [
        {"id": f"{letter}{number}", "group": f"{p.kind} {p.a.of}", "kind": p.kind, "how": p.how,
         "a": p.a.side(p.kind), "b": p.b.side(p.kind)}
        for number, p in enumerate(pairs, start=1)
    ]  # fmt: skip


def _same(sightings: Sequence[Sighting]) -> list[dict[str, Any]]:
    groups: dict[str, list[Sighting]] = {}
    for one in sightings:
        groups.setdefault(one.of, []).append(one)
    return [
        {
            "id": of,
            "kind": _thing(group[0]),
            "places": [place for one in group for place in places_of(one)],
        }
        for of, group in groups.items()
        if len({one.agency for one in group}) > 1
    ]


def _thing(one: Sighting) -> str:
    return "person" if one.person else "vehicle" if one.vehicle else "handset"


def places_of(one: Sighting) -> Iterator[dict[str, Any]]:
    """Give where a record stands, as (agency, file, where), with the values there."""
    standing: dict[str, list[str]] = {}
    for kind in one.keys:
        standing.setdefault(one.at.get(kind, one.where), []).append(one.written[kind])
        for where, value in one.further_places(kind):
            standing.setdefault(where, []).append(value)
    for where, values in standing.items():
        distinct = [value for value in dict.fromkeys(values) if value]
        yield {"agency": one.agency, "file": one.file, "where": where, "values": distinct}
