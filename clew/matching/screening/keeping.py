"""Brings the hits of a screening into a case, and nobody else who was checked.

The people who were hit, and the listed entities they hit, are written as FollowTheMoney lines and
come in as any agency's file does, each original under its SHA-256. Of the others the case keeps
a count.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from clew.matching.arrive import bring_in
from clew.matching.screening.local import Screened
from clew.model.asker import Asker
from clew.model.hashing import hash_of
from clew.sources.intake import Wish
from clew.store import Case, Door, screened
from clew.store import hits as kept
from clew.store.door import View
from clew.store.hits import Drawn, Pair
from clew.store.screened import Said, Tally

if TYPE_CHECKING:
    import polars as pl

    from clew.sources.lists.frame import Batch

Entity = dict[str, Any]
Key = tuple[int, int]
"""A person's batch and row in it."""
_PROPERTY = {
    "father": "fatherName", "birth_country": "birthCountry", "place_of_birth": "birthPlace",
    "birth": "birthDate", "nationality": "nationality", "sex": "gender", "phone": "phone",
    "document": "idNumber", "name": "name",
}  # fmt: skip
"""Word in a rule → the property its values stand in, where the text itself is not found."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where people were checked, and who handed them over.

    Attributes:
        day: ISO date; place: empty when not said; source: an agency.
    """

    day: str
    place: str
    source: str


def keep(
    case: Case,
    asker: Asker,
    done: Screened,
    people: Iterable["Batch"],
    own: Sequence[str],
    occasion: Occasion,
) -> dict[str, object]:
    """Bring the hits of a screening into *case* and count its checks; give what came in.

    The same screening on the same occasion again changes nothing.

    Args:
        case: the case.
        asker: who asks.
        done: the screening, its listed entities wanted.
        people: the people who were screened, in the same batches.
        own: names of the lists that are this case itself: their entities are here already.
        occasion: when, where, from whom.
    """
    persons = dict(_people_hit(people, done.hits))
    listed: dict[str, list[Entity]] = {}
    for (name, _), entity in done.listed.items():
        if name not in own:
            listed.setdefault(name, []).append(entity)
    mark = f"{occasion.day}-{done.run}.ftm.json"
    came = _Came(own)
    with TemporaryDirectory(prefix="clew-") as folder:
        if persons:
            file = _evidence(Path(folder) / f"screened-{mark}", persons.values())
            came.people = came.bring(case, asker, file, occasion.source)
        for number, (name, entities) in enumerate(listed.items(), start=1):
            file = _evidence(Path(folder) / f"listed-{number}-{mark}", entities)
            came.lists[name] = came.bring(case, asker, file, name)
    checks = int(str(done.summary["checks"]))
    with Door(case, asker).act("screen", run=done.run, checks=checks) as view:
        new = kept.save(view, dict(_hits(view, done.hits, persons, came)))
        tally = Tally(occasion.day, occasion.place, occasion.source, checks, done.hits.height)
        screened.count(view, done.run, tally)
        view.note(hits=tally.hits, new=new)
    return {"people": len(persons), "entities": sum(map(len, listed.values())), "new_hits": new}


@dataclass
class _Came:
    """What came into the case: source hash and agency of the people, and of each list.

    Attributes:
        own: names of lists whose entities were in the case before.
    """

    own: Sequence[str]
    people: tuple[str, str] = ("", "")
    lists: dict[str, tuple[str, str]] = field(default_factory=dict)

    @staticmethod
    def bring(case: Case, asker: Asker, file: Path, agency: str) -> tuple[str, str]:
        """Bring one file of entities in as *agency*'s."""
        for _ in bring_in(case, asker, [file], Wish(agency, reader="ftm")):
            pass
        return hash_of(file), agency


def _people_hit(people: Iterable["Batch"], hits: "pl.DataFrame") -> Iterator[tuple[Key, Entity]]:
    """Give the people who were hit as entities; one whose id another has too gets a number to it."""
    from clew.matching.screening.index import entity_of

    wanted: dict[int, set[int]] = {}
    for batch, row in hits.select("batch", "row").iter_rows():
        wanted.setdefault(batch, set()).add(row)
    if not wanted:
        return
    seen: dict[str, int] = {}
    for number, batch in enumerate(people):
        for row in sorted(wanted.get(number, ())):
            said = batch.frame.row(row, named=True)
            seen[said["id"]] = many = seen.get(said["id"], 0) + 1
            name = said["id"] if many == 1 else f"{said['id']} ({many})"
            yield (number, row), {**entity_of(said), "id": name}


def _evidence(place: Path, entities: Iterable[Entity]) -> Path:
    """Write entities as FollowTheMoney JSON lines, in the order of their ids."""
    import orjson

    ordered = sorted(entities, key=lambda entity: str(entity["id"]))
    place.write_bytes(
        b"".join(orjson.dumps(e, option=orjson.OPT_SORT_KEYS) + b"\n" for e in ordered)
    )
    return place


def _hits(
    view: View, hits: "pl.DataFrame", persons: Mapping[Key, Entity], came: _Came
) -> Iterator[tuple[Pair, tuple[float, list[Drawn]]]]:
    """Give the hits with their clues drawn from the statements that came in."""
    import orjson

    mine = screened.numbers_at(view, *came.people)
    theirs = {
        name: {
            spot.removeprefix("entity "): n for spot, n in screened.numbers_at(view, *at).items()
        }
        for name, at in came.lists.items()
    }
    for name in came.own:
        ids = hits.filter(hits["list"] == name)["list_id"].unique().to_list()
        theirs[name] = screened.numbers_of(view, ids)
    pairs = [
        (
            mine[f"entity {persons[row['batch'], row['row']]['id']}"],
            theirs[row["list"]][row["list_id"]],
            row,
        )
        for row in hits.iter_rows(named=True)
    ]
    said = screened.statements_of(view, (n for a, b, _ in pairs for n in (a, b)))
    for a, b, row in pairs:
        drawn = [_drawn(clue, said[a], said[b]) for clue in orjson.loads(row["clues"])]
        if a > b:
            drawn = [Drawn(d.kind, d.rule, d.weight, d.b, d.a) for d in drawn]
        yield (min(a, b), max(a, b)), (row["probability"], drawn)


def _drawn(clue: dict[str, Any], mine: Sequence[Said], theirs: Sequence[Said]) -> Drawn:
    a, b = (
        _statement(clue["rule"], clue[side], said) for side, said in (("a", mine), ("b", theirs))
    )
    return Drawn(clue["kind"], clue["rule"], clue["weight"], a, b)


def _statement(rule: str, text: str, said: Sequence[Said]) -> int:
    """Give the statement a clue's value stands in; where it is written otherwise, one of its property."""
    for one in said:
        if text in (one.value, one.written):
            return one.no
    wanted = next((prop for word, prop in _PROPERTY.items() if word in rule), "name")
    return next((one.no for one in said if one.prop == wanted), said[0].no)
