"""The network of a case: people, and what its files say ties them, each tie with its sources.

A record stands for itself until a person judged it the same as another. Telephones and accounts
without an owner stand for themselves too; one number in two files is one.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from clew.analysis.ends import LINES
from clew.analysis.network.graph import Graph, Real
from clew.analysis.network.links import Links
from clew.analysis.network.relations import kind_of, told_in
from clew.matching.weights import PROPOSED
from clew.model.groups import components
from clew.store import hits as kept
from clew.store import judgements, reading, ties
from clew.store import links as pointing
from clew.store.door import View
from clew.store.hits import Filter
from clew.store.links import Pointer

_HERE = Path(__file__)
_PEOPLE = ("Person", "LegalEntity", "Organization", "Company", "PublicBody")
_ACCOUNTS = ("UserAccount", "Handset", "SimCard", "BankAccount")
_THINGS = ("Vehicle", *_ACCOUNTS)
_OWNERS = ("owner", "holder", "operator")
_BOOKING = re.compile(r"Booking: (\S.*)")
CONTACT = ("call", "message")
"""Kinds of ties that say that one called or wrote to the other."""
MOST_SHARE = 30
"""An identifier more than so many hold ties nobody."""


@dataclass(slots=True)
class Tie:
    """What ties two nodes in one way.

    Attributes:
        a, b: entity numbers that stand for the two nodes, in the direction the files say.
        kind: "call", "shared phone", "travelled together", …
        statements: those that say so; the first is opened.
        count: how many calls, journeys, … it stands for; *first* and *last* are dates, or "".
        forth: those of its dates on which a called, wrote to or paid b, and not b a.
        sure: how sure it is, 0 to 1, by the evaluation of its sources.
        handling: the handling codes of all its sources, H3 with its text.
    """

    a: int
    b: int
    kind: str
    statements: list[int] = field(default_factory=list)
    count: int = 0
    first: str = ""
    last: str = ""
    dates: list[str] = field(default_factory=list)
    forth: list[str] = field(default_factory=list)
    sure: float = 1.0
    handling: tuple[str, ...] = ()

    def add(self, statements: Iterable[int], date: str = "") -> None:
        """Count it once more."""
        self.statements += statements
        self.count += 1
        if date:
            self.dates.append(date)
            self.first = min(self.first or date, date)
            self.last = max(self.last, date)

    def within(self, begin: str, end: str) -> bool:
        """Say whether it has a date from *begin* to *end*; without either every tie is within."""
        if not begin and not end:
            return True
        return any(d >= begin and (not end or d[: len(end)] <= end) for d in self.dates)


@dataclass(frozen=True, slots=True)
class CaseNetwork:
    """The network of a case.

    Attributes:
        ties: one for each pair and kind.
        members: node → numbers of the records that are it; the node is the lowest.
        parties: node → what a list shows of it.
        category: node → data-subject category, where one is known.
        is_unmasked: whether the asker sees victims by name.
    """

    ties: tuple[Tie, ...]
    members: dict[int, tuple[int, ...]]
    parties: dict[int, reading.Party]
    category: dict[int, str]
    is_unmasked: bool = False

    def id_of(self, node: int) -> str:
        """Give the entity id a node goes by."""
        return self.parties[node].entity

    def protected(self) -> frozenset[str]:
        """Give the ids of those known as victims or migrants: nobody to act against."""
        several = (node for node, what in self.category.items() if what in PROTECTED)
        return frozenset(self.id_of(node) for node in several if node in self.parties)

    def links(self) -> Links:
        """Give the ties as links, one for each dated call or journey, for measures and time windows."""
        links = Links()
        for tie in self.ties:
            ends = self.id_of(tie.a), self.id_of(tie.b)
            for date in tie.dates:
                links.add(*ends, 1.0, date)
            if undated := tie.count - len(tie.dates):
                links.add(*ends, float(undated), "")
        return links

    def sure(self, graph: Graph) -> Real:
        """Give how sure each link of the graph is: that at least one of its ties holds."""
        doubt: dict[tuple[int, int], float] = defaultdict(lambda: 1.0)
        for tie in self.ties:
            a, b = graph.numbers[self.id_of(tie.a)], graph.numbers[self.id_of(tie.b)]
            doubt[min(a, b), max(a, b)] *= 1.0 - tie.sure
        ends = zip(graph.source.tolist(), graph.target.tolist(), strict=True)
        return np.array([1.0 - doubt[min(a, b), max(a, b)] for a, b in ends])


@cache
def tie_words() -> dict[str, dict[str, Any]]:
    """Give what ties are called: the tables of ties.toml."""
    return tomllib.loads(_HERE.with_name("ties.toml").read_text("utf-8"))


@cache
def certainty() -> dict[str, dict[str, float]]:
    """Give how sure the 4x4 codes make a link: the tables of certainty.toml."""
    return tomllib.loads(_HERE.with_name("certainty.toml").read_text("utf-8"))


def case_network(
    view: View, same: str = "judged", also: Iterable[tuple[int, int]] = ()
) -> CaseNetwork:
    """Draw the network of what the asker may see.

    Args:
        view: what the asker may see.
        same: "judged": records judged the same are one person; "proposed": hits proposed and not
            judged different are taken as the same as well, which nobody has confirmed.
        also: pairs of records an officer named as one person.
    """
    drawing = _Drawing(view, same, also)
    drawing.records()
    drawing.reports()
    drawing.chats()
    drawing.identifiers()
    drawing.journeys()
    return drawing.finished()


class _Drawing:
    """Gathers ties between nodes."""

    def __init__(self, view: View, same: str, also: Iterable[tuple[int, int]]) -> None:
        self.view = view
        self.schema = ties.of_schemas(view, (*_PEOPLE, *_THINGS))
        self.owner: dict[int, list[Pointer]] = defaultdict(list)
        for pointer in ties.pointers(view, _THINGS):
            if pointer.prop in _OWNERS and self.schema.get(pointer.target) in _PEOPLE:
                self.owner[pointer.source].append(pointer)
        pairs = [*_same(view, same), *also]
        self.node = _nodes(view, pairs, self.schema, self.owner)
        self.ties: dict[tuple[int, int, str], Tie] = {}
        self.said: dict[int, list[Pointer]] = defaultdict(list)
        self.dates: dict[int, str] = {}

    def _ends(self, entity: int) -> list[tuple[int, list[int]]]:
        """Give the nodes an entity speaks of, each with the statements that lead there."""
        if self.schema.get(entity) in _PEOPLE:
            return [(self.node.get(entity, entity), [])]
        if owners := self.owner.get(entity):
            return [(self.node.get(p.target, p.target), [p.statement]) for p in owners]
        if self.schema.get(entity) in _ACCOUNTS:
            return [(self.node.get(entity, entity), [])]
        return []

    def _tie(self, a: int, b: int, kind: str, statements: list[int], date: str = "") -> None:
        for one, why in self._ends(a):
            for other, because in self._ends(b):
                if one != other:
                    low, high = min(one, other), max(one, other)
                    tie = self.ties.setdefault((low, high, kind), Tie(one, other, kind))
                    tie.add([*statements, *why, *because], date)
                    tie.forth += [date] if date and tie.a == one else []

    def records(self) -> None:
        """Tie the two ends of calls, messages, payments and link records."""
        words: dict[str, str] = tie_words()["records"]
        said = self.said
        for pointer in ties.pointers(self.view, words):
            said[pointer.source].append(pointer)
        dates = self.dates = pointing.dates(self.view, said)
        called = _called(self.view)
        for number, pointers in said.items():
            ends = LINES[pointers[0].schema]
            kind, because = called.get(number, (words[pointers[0].schema], []))
            for source in _first(pointers, ends.sources):
                for target in _first(pointers, ends.targets):
                    statements = [source.statement, target.statement, *because]
                    self._tie(source.target, target.target, kind, statements, dates.get(number, ""))

    def reports(self) -> None:
        """Tie those of whom a sentence of a report says what they are to each other."""
        for told in told_in(ties.spoken(self.view, _PEOPLE)):
            self._tie(told.a, told.b, told.kind, [told.statement])

    def chats(self) -> None:
        """Tie who writes in a chat of few to the others in it, where a message names no receiver."""
        words, crowd = tie_words()["chat"], int(tie_words()["travel"]["crowd"])
        inside: dict[int, list[Pointer]] = defaultdict(list)
        for pointer in ties.pointers(self.view, ("Chat",)):
            if pointer.prop == "participants":
                inside[pointer.source].append(pointer)
        for number, pointers in self.said.items():
            is_message = pointers[0].schema == "Message"
            if not is_message or any(p.prop in LINES["Message"].targets for p in pointers):
                continue
            others = [other for p in pointers if p.prop == "parent" for other in inside[p.target]]
            if not others or len(others) > crowd:
                continue
            kind = words["two"] if len(others) == len("ab") else words["more"]
            for sender in _first(pointers, LINES["Message"].sources):
                for other in others:
                    statements = [sender.statement, other.statement]
                    date = self.dates.get(number, "")
                    self._tie(sender.target, other.target, kind, statements, date)

    def identifiers(self) -> None:
        """Tie those who hold one number, vehicle, document, account or address."""
        words: dict[str, str] = tie_words()["identifiers"]
        holders: dict[tuple[str, str], list[ties.Held]] = defaultdict(list)
        for held in ties.shared(self.view, words):
            holders[held.kind, held.key].append(held)
        for (kind, _), several in holders.items():
            if len({held.entity for held in several}) > MOST_SHARE:
                continue
            for one, other in combinations(several, 2):
                if one.entity != other.entity:
                    self._tie(
                        one.entity, other.entity, words[kind], [one.statement, other.statement]
                    )

    def journeys(self) -> None:
        """Tie those in one vehicle or met on foot at one place when they are few, or on one booking."""
        aboard: dict[int, list[Pointer]] = defaultdict(list)
        driven, served = set[int](), set[int]()
        for pointer in ties.pointers(self.view, ("Trip",)):
            if pointer.prop == "involved":
                aboard[pointer.source].append(pointer)
            elif pointer.prop == "vehicle":
                driven.add(pointer.source)
            elif pointer.prop in ("startLocation", "endLocation"):
                served.add(pointer.source)
        on_foot = {one.entity for one in ties.said(self.view, ("Trip",), ("location",))}
        on_foot -= driven | served
        dates = pointing.dates(self.view, aboard)
        booked: dict[int, str] = {}
        for note in ties.said(self.view, ("Person",), ("notes",)):
            if found := _BOOKING.fullmatch(note.value):
                booked[note.entity] = found[1]
        crowd = int(tie_words()["travel"]["crowd"])
        for trip, pointers in aboard.items():
            few = (trip in driven or trip in on_foot) and len(pointers) <= crowd
            for one, other in combinations(pointers, 2):
                booking = booked.get(one.target)
                together = booking is not None and booking == booked.get(other.target)
                if together or few:
                    kind = "same booking" if together else "travelled together"
                    if trip in on_foot:
                        kind = "recorded together"
                    statements = [one.statement, other.statement]
                    self._tie(one.target, other.target, kind, statements, dates.get(trip, ""))

    def finished(self) -> CaseNetwork:
        """Weigh the ties and name the nodes."""
        found = list(self.ties.values())
        weighed = ties.weighed(self.view, (s for tie in found for s in tie.statements))
        for tie in found:
            said = [weighed[s] for s in tie.statements if s in weighed]
            tie.sure = _sure(said)
            tie.handling = tuple(sorted({code for one in said for code in one.handling}))
        nodes = {end for tie in found for end in (tie.a, tie.b)}
        nodes |= {self.node.get(n, n) for n, schema in self.schema.items() if schema in _PEOPLE}
        members: dict[int, list[int]] = {node: [node] for node in nodes}
        for record, node in self.node.items():
            if node in members and record != node:
                members[node].append(record)
        known = ties.categories(self.view)
        category = {
            node: next(
                (known[m] for m in several if known.get(m) in PROTECTED), known.get(node, "")
            )
            for node, several in members.items()
        }
        parties = self._parties(members)
        return CaseNetwork(
            tuple(t for t in found if t.a in parties and t.b in parties),
            {node: tuple(sorted(several)) for node, several in members.items()},
            parties,
            {node: what for node, what in category.items() if what},
            self.view.scope.unmasked,
        )

    def _parties(self, members: dict[int, list[int]]) -> dict[int, reading.Party]:
        """Name the nodes: by a name rather than a number, whichever of their records gives it.

        A node of which one record is masked is masked whole, whatever another file calls it.
        """
        known = reading.parties(self.view, (n for several in members.values() for n in several))
        found = dict[int, reading.Party]()
        for node, several in members.items():
            if node in known:
                those = [known[member] for member in several if member in known]
                best = min(those, key=lambda party: (not party.masked, party.rank, party.no))
                found[node] = replace(known[node], caption=best.caption, masked=best.masked)
        return found


def _called(view: View) -> dict[int, tuple[str, list[int]]]:
    """Give what the words of a link make it, and the statement, for each link whose words clew knows."""
    found: dict[int, tuple[str, list[int]]] = {}
    for one in ties.said(view, ("UnknownLink", "Associate"), ("role", "relationship")):
        if kind := kind_of(one.value):
            found.setdefault(one.entity, (kind, [one.statement]))
    return found


PROTECTED = ("victim", "migrant")
"""Who is never suggested as having a role."""


def _same(view: View, same: str) -> list[tuple[int, int]]:
    """Give the pairs of records judged the same, or proposed as such too."""
    pairs = [(j.a, j.b) for j in judgements.standing(view) if j.decision == "same"]
    if same == "proposed":
        proposed = kept.rows(view, Filter(min_score=PROPOSED))
        pairs += [(h.a, h.b) for h in proposed if h.decision != "different"]
    return pairs


def _nodes(
    view: View,
    pairs: Iterable[tuple[int, int]],
    schema: dict[int, str],
    owner: dict[int, list[Pointer]],
) -> dict[int, int]:
    """Give record → node for records that are one: of *pairs* of people, or one telephone number without an owner."""
    pairs = [(a, b) for a, b in pairs if schema.get(a) in _PEOPLE and schema.get(b) in _PEOPLE]
    first: dict[tuple[str, str], int] = {}
    for held in ties.shared(view, ("phone", "imei", "iban", "account")):
        if schema.get(held.entity) in _ACCOUNTS and held.entity not in owner:
            pairs.append((first.setdefault((held.kind, held.key), held.entity), held.entity))
    return {number: group[0] for group in components(pairs) for number in group}


def _first(pointers: Iterable[Pointer], props: tuple[str, ...]) -> Iterator[Pointer]:
    named = list(pointers)
    for prop in props:
        if found := [pointer for pointer in named if pointer.prop == prop]:
            yield from found
            return


def _sure(said: Iterable[ties.Weighed]) -> float:
    """Give how sure a tie is: that at least one of its files holds, the worst statement of each counting."""
    table, worst = certainty(), dict[int, float]()
    for one in said:
        value = table["source"][one.evaluation[0]] * table["information"][one.evaluation[1]]
        worst[one.source] = min(worst.get(one.source, 1.0), value)
    return 1.0 - prod(1.0 - value for value in worst.values()) if worst else 0.0
