"""What a screening leaves in a case: a tally of checks and hits, and the statements of its clues."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import delete, func, insert, select

from clew.store.door import View
from clew.store.tables import ENTITY, SOURCE, STATEMENT, TALLY


@dataclass(frozen=True, slots=True)
class Tally:
    """How many checks were made and how many hits came of them; nobody's name.

    Attributes:
        day: ISO date.
        place: where people were checked, empty when not said.
        source: who handed the people over.
        checks: people checked; hits: pairs of a person and a listed entity.
    """

    day: str
    place: str
    source: str
    checks: int
    hits: int


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of an entity: its number, property, value as kept and as written."""

    no: int
    prop: str
    value: str
    written: str


def count(view: View, run: str, tally: Tally) -> None:
    """Write down the tally of one run; the same run again takes its place.

    Args:
        view: the transaction.
        run: hash of what was checked against what.
        tally: the counts.
    """
    same = {"run": run, "day": tally.day, "place": tally.place, "source": tally.source}
    view.conn.execute(delete(TALLY).filter_by(**same))
    view.conn.execute(insert(TALLY).values(run=run, **asdict(tally)))


def tallies(view: View) -> list[Tally]:
    """Give the checks and hits by day, place and source, the newest day first."""
    by = (TALLY.c.day, TALLY.c.place, TALLY.c.source)
    query = select(
        *by, func.sum(TALLY.c.checks).label("checks"), func.sum(TALLY.c.hits).label("hits")
    )
    rows = view.conn.execute(
        query.group_by(*by).order_by(TALLY.c.day.desc(), TALLY.c.place, TALLY.c.source)
    )
    return [Tally(r.day, r.place, r.source, int(r.checks), int(r.hits)) for r in rows]


def numbers_at(view: View, sha256: str, agency: str) -> dict[str, int]:
    """Give the entity numbers of a source by the spot they stand at ("entity 12")."""
    query = (
        select(ENTITY.c.spot, ENTITY.c.no)
        .join(SOURCE, SOURCE.c.no == ENTITY.c.source)
        .where(
            SOURCE.c.no.in_(view.sources()), SOURCE.c.sha256 == sha256, SOURCE.c.agency == agency
        )
    )
    return {row.spot: row.no for row in view.conn.execute(query)}


def numbers_of(view: View, ids: Iterable[str]) -> dict[str, int]:
    """Give the numbers of the case's entities by their ids."""
    query = select(ENTITY.c.id, ENTITY.c.no).where(
        ENTITY.c.source.in_(view.sources()), ENTITY.c.withdrawn == 0
    )
    wanted, found = sorted(set(ids)), {}
    for at in range(0, len(wanted), 500):
        for row in view.conn.execute(query.where(ENTITY.c.id.in_(wanted[at : at + 500]))):
            found[row.id] = int(row.no)
    return found


def statements_of(view: View, entities: Iterable[int]) -> dict[int, list[Said]]:
    """Give the statements of these entities by entity number, in their order; erased ones left out."""
    query = select(STATEMENT).where(STATEMENT.c.value.is_not(None)).order_by(STATEMENT.c.no)
    wanted = sorted(set(entities))
    found: dict[int, list[Said]] = {number: [] for number in wanted}
    for at in range(0, len(wanted), 500):
        for row in view.conn.execute(query.where(STATEMENT.c.entity.in_(wanted[at : at + 500]))):
            said = Said(row.no, row.prop, row.value, row.written or row.value)
            found[row.entity].append(said)
    return found
