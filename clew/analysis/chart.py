"""Who is linked with whom: entities, what their sources say ties them, and the hits between agencies.

Calls, messages and payments become one line between two entities with a count, so that a
telephone shows its contacts and not a thousand messages.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from clew.analysis.ends import LINES, label_of
from clew.matching.weights import PROPOSED
from clew.store import hits as kept
from clew.store import links as pointing
from clew.store import reading
from clew.store.door import View
from clew.store.hits import Filter, HitRow
from clew.store.links import Pointer


@dataclass(frozen=True, slots=True)
class Node:
    """An entity on the chart."""

    id: str
    schema: str
    caption: str
    agency: str
    masked: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two entities.

    Attributes:
        source, target: ids of its ends, in the direction the statement says.
        prop: the property, the schema of what was counted, or "hit".
        label: what it is called.
        statement: a statement to open that says so; of several, the first.
        count: how many calls, messages or statements the line stands for.
        first, last: dates of the earliest and latest of them as kept; empty when none has a date.
        hit, score, decision: the hit the line stands for, else None.
        other: of a hit, a statement of the other side that speaks for it.
    """

    source: str
    target: str
    prop: str
    label: str
    statement: int
    count: int = 1
    first: str = ""
    last: str = ""
    hit: int | None = None
    score: float | None = None
    decision: str | None = None
    other: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A link chart.

    Attributes:
        left_out: entities that are linked here too and did not fit under the limit.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    left_out: int = 0

    def as_json(self) -> dict[str, object]:
        """Give the chart as `clew chart --json` and the desk carry it."""
        return {
            "nodes": [asdict(node) for node in self.nodes],
            "links": [asdict(link) for link in self.links],
            "left_out": self.left_out,
        }


@dataclass(slots=True)
class _Line:
    """A line being drawn, its ends by entity number."""

    prop: str
    label: str
    statement: int
    count: int = 0
    first: str = ""
    last: str = ""
    hit: HitRow | None = None
    other: int | None = None


class _Drawing:
    """Gathers lines and entities, nearest first."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.lines: dict[tuple[int, int, str], _Line] = {}
        self.order: dict[int, None] = {}

    def around(self, entities: Iterable[int]) -> list[int]:
        """Draw what is linked with these entities; give those that were not on the chart yet."""
        known = set(self.order)
        pointers = pointing.out_of(self.view, entities) + pointing.into(self.view, entities)
        counted = {p.source for p in pointers if p.schema in LINES and p.source not in known}
        for pointer in pointers:
            if pointer.source not in counted:
                self._line(
                    pointer.source,
                    pointer.target,
                    pointer.prop,
                    label_of(pointer.prop),
                    pointer.statement,
                )
        self._counted(counted)
        self.hits(kept.around(self.view, entities))
        return [number for number in self.order if number not in known]

    def hits(self, found: Iterable[HitRow]) -> None:
        """Draw hits; those judged different are no link."""
        rows = [row for row in found if row.decision != "different"]
        clues = kept.clues(self.view, [row.no for row in rows])
        for row in rows:
            label = "judged the same" if row.decision == "same" else "may be the same"
            line = self._line(row.a, row.b, "hit", label, clues[row.no][0].a)
            line.hit, line.other = row, clues[row.no][0].b

    def among(self, entities: Iterable[int]) -> None:
        """Draw what these entities point at among themselves."""
        here = set(entities)
        for pointer in pointing.out_of(self.view, here):
            if pointer.target in here:
                self._line(
                    pointer.source,
                    pointer.target,
                    pointer.prop,
                    label_of(pointer.prop),
                    pointer.statement,
                )

    def _line(self, source: int, target: int, prop: str, label: str, statement: int) -> _Line:
        self.order.update({source: None, target: None})
        line = self.lines.setdefault((source, target, prop), _Line(prop, label, statement))
        line.count = max(line.count, 1)
        return line

    def _counted(self, counted: set[int]) -> None:
        """Draw calls, messages and payments as lines between their two ends."""
        said: dict[int, list[Pointer]] = {}
        for pointer in pointing.out_of(self.view, counted):
            said.setdefault(pointer.source, []).append(pointer)
        dates = pointing.dates(self.view, said)
        for number, pointers in said.items():
            ends = LINES[pointers[0].schema]
            for source in _ends(pointers, ends.sources):
                for target in _ends(pointers, ends.targets):
                    if source.target != target.target:
                        self._count(source, target.target, ends.label, dates.get(number, ""))

    def _count(self, source: Pointer, target: int, label: str, date: str) -> None:
        known = (source.target, target, source.schema) in self.lines
        line = self._line(source.target, target, source.schema, label, source.statement)
        line.count += known
        if date:
            line.first = min(line.first or date, date)
            line.last = max(line.last, date)

    def finished(self, limit: int) -> Chart:
        """Give the chart with at most so many entities, those drawn first."""
        shown = list(self.order)[:limit]
        parties = reading.parties(self.view, shown)
        nodes = tuple(
            Node(p.entity, p.schema, p.caption, p.agency, p.masked)
            for p in (parties[number] for number in shown if number in parties)
        )
        links = tuple(
            _link(parties[a].entity, parties[b].entity, line)
            for (a, b, _), line in self.lines.items()
            if a in parties and b in parties
        )
        return Chart(nodes, links, len(self.order) - len(shown))


def chart(view: View, entity: str | None = None, steps: int = 1, limit: int = 500) -> Chart:
    """Draw the links around an entity, or without one what the agencies hold in common.

    Args:
        view: what the asker may see.
        entity: id of the entity to begin with; None begins with the hits that are proposed or
            judged the same.
        steps: how many links to go from it.
        limit: entities at most; the nearest stay.

    Raises:
        NotFound: there is no such entity, or the asker may not see it.
    """
    drawing = _Drawing(view)
    if entity is None:
        same = kept.rows(view, Filter(decision="same", limit=limit))
        drawing.hits([*same, *kept.rows(view, Filter(min_score=PROPOSED, limit=limit))])
        drawing.among(list(drawing.order)[:limit])
        return drawing.finished(limit)
    frontier = [reading.party(view, entity).no]
    drawing.order[frontier[0]] = None
    for _ in range(steps):
        if not frontier or len(drawing.order) > limit:
            break
        frontier = drawing.around(frontier)
    return drawing.finished(limit)


def _ends(pointers: Iterable[Pointer], props: tuple[str, ...]) -> list[Pointer]:
    named = list(pointers)
    for prop in props:
        if found := [pointer for pointer in named if pointer.prop == prop]:
            return found
    return []


def _link(source: str, target: str, line: _Line) -> Link:
    hit = line.hit
    return Link(
        source, target, line.prop, line.label, line.statement, line.count, line.first, line.last,
        hit.no if hit else None, hit.score if hit else None, hit.decision if hit else None,
        line.other,
    )  # fmt: skip
