"""An invented list, and an index of it that compares by equal names, birth dates and numbers only."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware

from clew.errors import NotFound
from clew.matching.weighing import Clue, probability
from clew.model.party import Party
from clew.model.text import fold
from clew.web.guard import Guard
from clew.web.lists.held import Lists
from clew.web.lists.routes import Service
from clew.web.lists.tally import FileTally
from tests.web.conftest import served

WANTED: list[dict[str, Any]] = [
    {
        "id": "qx-1",
        "schema": "Person",
        "caption": "Xhevdet Gjoni",
        "datasets": ["xx_police"],
        "referents": ["old-1"],
        "last_change": "2026-02-01T10:00:00",
        "properties": {
            "name": ["Xhevdet Gjoni"],
            "alias": ["Dževdet Đoni"],
            "birthDate": ["1988-04-12"],
            "nationality": ["xk"],
            "idNumber": ["P01234567"],
            "topics": ["wanted"],
            "addressEntity": ["qx-4", "unlisted-9"],
        },
    },
    {
        "id": "qx-2",
        "schema": "Person",
        "properties": {
            "name": ["Arta Bytyqi"],
            "birthDate": ["1981-05-17"],
            "topics": ["sanction"],
            "country": ["al"],
        },
    },
    {"id": "qx-3", "schema": "Company", "properties": {"name": ["Anija e Re Transport"]}},
    {"id": "qx-4", "schema": "Address", "properties": {"full": ["Rruga e Re 9, Vushtrri"]}},
    {"id": "qx-5", "schema": "Person", "properties": {"name": ["Arta Bytyqi"]}},
    {"id": "a/b c", "schema": "Person", "properties": {"name": ["Luan Prizreni"]}},
]


@dataclass(frozen=True)
class Edition:
    """Which list this is."""

    name: str = "Invented Wanted"
    date: str = "2026-03-01"
    counted: int = 6
    version: int = 1


@dataclass(frozen=True)
class Hit:
    """A hit of the stand-in."""

    list_id: str
    name: str
    probability: float
    log_odds: float
    clues: tuple[Clue, ...]


@dataclass
class StandIn:
    """An index of a few entities that needs no file."""

    entities: list[dict[str, Any]] = field(default_factory=lambda: WANTED)
    edition: Edition = Edition()
    refreshed: int = 0

    def __len__(self) -> int:
        return len(self.entities)

    def refresh(self) -> None:
        """Count how often it was asked to look."""
        self.refreshed += 1

    def entity(self, list_id: str) -> dict[str, Any]:
        """Give an entity, or refuse."""
        for one in self.entities:
            if one["id"] == list_id:
                return one
        raise NotFound(f"{list_id!r} is not there")

    def bearers(self, words: str) -> Sequence[tuple[str, float]]:
        """Give entities with a name that holds each word."""
        asked = set(fold(words).split())
        return [
            (one["id"], 1.0)
            for one in self.entities
            if any(asked <= set(fold(n).split()) for n in one["properties"].get("name", []))
        ]

    def check(
        self, party: Party, threshold: float = 0.0, prior: float | None = 0.5
    ) -> Sequence[Hit]:
        """Give entities with an equal name or number; equal birth dates add, others take away."""
        assert prior is not None
        hits = [
            Hit(one["id"], one["id"], probability(odds, prior), odds, clues)
            for one in self.entities
            if (clues := tuple(clues_of(party, one["properties"])))
            and probability(odds := sum(clue.weight for clue in clues), prior) >= threshold
        ]
        return sorted(hits, key=lambda hit: -hit.probability)


def clues_of(party: Party, listed: dict[str, list[str]]) -> Iterator[Clue]:
    """Give the clues of the stand-in's few rules."""
    names = {fold(name): name for name in listed.get("name", []) + listed.get("alias", [])}
    for name in party.names:
        if fold(name) in names:
            yield Clue("person", "same_name", 8.0, name, names[fold(name)])
            break
    for number in party.documents:
        if number in listed.get("idNumber", []):
            yield Clue("document", "same_document", 10.0, number, number)
    for birth in party.births:
        if birth in listed.get("birthDate", []):
            yield Clue("other", "same_birth_date", 6.0, birth, birth)


@contextmanager
def asked(
    lists: Lists, tally: Path, key: str | None = None, **headers: str
) -> Iterator[httpx.Client]:
    """Serve *lists* on a free port of this machine; give a client that asks them."""
    service = Service(lists, FileTally(tally, "mira", "xk-police"), key)
    with (
        served(Starlette(routes=service.routes(), middleware=[Middleware(Guard)])) as here,
        httpx.Client(base_url=here, headers=headers, timeout=30) as client,
    ):
        yield client


def person(name: str, **properties: object) -> dict[str, object]:
    """Give a query for a person."""
    return {"schema": "Person", "properties": {"name": name, **properties}}
