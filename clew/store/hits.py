"""Keeps hits, their clues, what people decided about them, and the values too common to count."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Row,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)

from clew.errors import NotFound
from clew.model.groups import components
from clew.model.text import tokens
from clew.store.bulk import write_rows
from clew.store.door import View, now
from clew.store.tables import CLUE, COMMON, ENTITY, HIT, IDENTIFIER, JUDGEMENT, SOURCE, WORD

Pair = tuple[int, int]
_BATCH = 400


@dataclass(frozen=True, slots=True)
class Drawn:
    """One clue as it is kept: kind, rule, weight in log-odds, and the two statements compared."""

    kind: str
    rule: str
    weight: float
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit as it is kept; a and b are entity numbers, decision is None while nobody answered."""

    no: int
    a: int
    b: int
    score: float
    decision: str | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which hits to show.

    Attributes:
        decision: "open", "follows", "decided", "same", "different", "unsure" or "all"; a hit nobody answered
            follows where answers to others already make its two entities one, and is open elsewhere.
        kind: only hits with a clue of this kind.
        agency: only hits with an entity of this agency.
        entity: only hits of the entity with this id.
        min_score: only hits of at least this score.
        words: only hits one of whose entities carries these words in a name or text, whatever the script.
        offset: how many to leave out at the beginning.
        limit: how many to give; None gives the rest.
    """

    decision: str = "all"
    kind: str | None = None
    agency: str | None = None
    entity: str | None = None
    min_score: float = 0.0
    words: str = ""
    offset: int = 0
    limit: int | None = None


def save(view: View, scored: Mapping[Pair, tuple[float, Sequence[Drawn]]]) -> int:
    """Write hits and their clues, or their new score where they stand; give how many are new.

    Raises:
        ValueError: a hit has no clues.
    """
    known = _known(view, scored)
    number, stamp = _next(view), now()
    fresh, clues = [], []
    for pair, (score, drawn) in scored.items():
        if not drawn:
            raise ValueError(f"a hit of {pair} without clues")
        no = known.get(pair)
        if no is None:
            no, number = number, number + 1
            fresh.append((no, *pair, score, stamp))
        else:
            view.conn.execute(update(HIT).where(HIT.c.no == no).values(score=score))
        clues += [(no, at, c.kind, c.rule, c.weight, c.a, c.b) for at, c in enumerate(drawn)]
    for batch in _batches(list(known.values())):
        view.conn.execute(delete(CLUE).where(CLUE.c.hit.in_(batch)))
    write_rows(view.conn, HIT, fresh)
    write_rows(view.conn, CLUE, clues)
    return len(fresh)


def drop(view: View, pairs: Sequence[Pair]) -> int:
    """Take away hits that nothing speaks for any more and nobody ever answered; give how many."""
    judged = exists().where(JUDGEMENT.c.hit == HIT.c.no)
    gone: list[int] = []
    for batch in _batches(pairs):
        query = select(HIT.c.no).where(tuple_(HIT.c.a, HIT.c.b).in_(batch), ~judged)
        gone += view.conn.scalars(query)
    for numbers in _batches(gone):
        view.conn.execute(delete(CLUE).where(CLUE.c.hit.in_(numbers)))
        view.conn.execute(delete(HIT).where(HIT.c.no.in_(numbers)))
    return len(gone)


def rows(view: View, chosen: Filter) -> list[HitRow]:
    """Give the chosen hits, the best first."""
    query = _chosen(view, chosen).order_by(HIT.c.score.desc(), HIT.c.no).offset(chosen.offset)
    found = view.conn.execute(query.limit(chosen.limit))
    return [HitRow(r.no, r.a, r.b, r.score, r.decision) for r in found]


def count(view: View, chosen: Filter) -> int:
    """Give how many hits there are, whatever the offset and limit."""
    return int(
        view.conn.scalar(select(func.count()).select_from(_chosen(view, chosen).subquery())) or 0
    )


def row(view: View, no: int) -> HitRow:
    """Give one hit by its number.

    Raises:
        NotFound: there is none, or the asker may not see both its sides.
    """
    found = view.conn.execute(_chosen(view, Filter()).where(HIT.c.no == no)).one_or_none()
    if found is None:
        raise NotFound(f"no hit {no} in this case", do="see the list of hits: clew hits CASE")
    return HitRow(found.no, found.a, found.b, found.score, found.decision)


def newest(view: View) -> int:
    """Give the number of the newest hit, 0 before the first; cheap enough to be asked each second."""
    return _next(view) - 1


def around(view: View, entities: Iterable[int]) -> list[HitRow]:
    """Give the hits in which one of these entities (by number) stands, the best first."""
    found: dict[int, HitRow] = {}
    for batch in _batches(sorted(set(entities))):
        query = _chosen(view, Filter()).where(or_(HIT.c.a.in_(batch), HIT.c.b.in_(batch)))
        for r in view.conn.execute(query):
            found[r.no] = HitRow(r.no, r.a, r.b, r.score, r.decision)
    return sorted(found.values(), key=lambda hit: (-hit.score, hit.no))


def clues(view: View, numbers: Iterable[int]) -> dict[int, list[Drawn]]:
    """Give the clues of these hits by hit number, in their order."""
    found: dict[int, list[Drawn]] = {}
    for batch in _batches(sorted(set(numbers))):
        query = select(CLUE).where(CLUE.c.hit.in_(batch)).order_by(CLUE.c.hit, CLUE.c.place)
        for clue in view.conn.execute(query):
            drawn = Drawn(clue.kind, clue.rule, clue.weight, clue.a, clue.b)
            found.setdefault(clue.hit, []).append(drawn)
    return found


def note_common(
    view: View, values: Mapping[tuple[str, str], tuple[int, int]]
) -> list[tuple[str, str]]:
    """Keep (kind, key) → (holders, agencies) of values that are too common; give the new ones."""
    new = []
    for (kind, key), (holders, agencies) in values.items():
        place = (COMMON.c.kind == kind) & (COMMON.c.key == key)
        told = {"holders": holders, "agencies": agencies}
        if not view.conn.execute(update(COMMON).where(place).values(told)).rowcount:
            view.conn.execute(insert(COMMON).values(kind=kind, key=key, **told))
            new.append((kind, key))
    return new


def common(view: View) -> list[Row[Any]]:
    """Give the common values: kind, key, holders, agencies and one statement that carries each.

    The most held come first. A value none of whose holders the asker may see is left out.
    """
    seen = (
        select(
            IDENTIFIER.c.kind, IDENTIFIER.c.key, func.min(IDENTIFIER.c.statement).label("statement")
        )
        .join(ENTITY, ENTITY.c.no == IDENTIFIER.c.entity)
        .where(IDENTIFIER.c.source.in_(view.sources()), ENTITY.c.withdrawn == 0)
        .group_by(IDENTIFIER.c.kind, IDENTIFIER.c.key)
        .subquery()
    )
    query = select(COMMON, seen.c.statement).join(
        seen, (seen.c.kind == COMMON.c.kind) & (seen.c.key == COMMON.c.key)
    )
    return list(
        view.conn.execute(query.order_by(COMMON.c.holders.desc(), COMMON.c.kind, COMMON.c.key))
    )


def _chosen(view: View, chosen: Filter) -> Select[Any]:
    a, b = ENTITY.alias("one"), ENTITY.alias("other")
    last = _last_judgement()
    query = (
        select(HIT, last.c.decision)
        .join(a, a.c.no == HIT.c.a)
        .join(b, b.c.no == HIT.c.b)
        .outerjoin(last, last.c.hit == HIT.c.no)
        .where(
            a.c.source.in_(view.sources()), b.c.source.in_(view.sources()),
            a.c.withdrawn == 0, b.c.withdrawn == 0, HIT.c.score >= chosen.min_score,
        )
    )  # fmt: skip
    if chosen.decision in ("open", "follows"):
        numbers: Any = bindparam("settled", following(view), expanding=True, literal_execute=True)
        settled = HIT.c.no.in_(numbers)
        query = query.where(
            last.c.decision.is_(None), settled if chosen.decision == "follows" else ~settled
        )
    elif chosen.decision == "decided":
        query = query.where(last.c.decision.is_not(None))
    elif chosen.decision != "all":
        query = query.where(last.c.decision == chosen.decision)
    if chosen.kind:
        query = query.where(
            exists().where(CLUE.c.hit == HIT.c.no, CLUE.c.kind == chosen.kind, CLUE.c.weight > 0)
        )
    if chosen.agency:
        theirs = select(SOURCE.c.no).where(SOURCE.c.agency == chosen.agency)
        query = query.where(or_(a.c.source.in_(theirs), b.c.source.in_(theirs)))
    if chosen.entity:
        query = query.where(or_(a.c.id == chosen.entity, b.c.id == chosen.entity))
    for word in tokens(chosen.words):
        said = select(WORD.c.entity).where(WORD.c.word.like(f"{word}%"), WORD.c.kind != "n")
        query = query.where(or_(HIT.c.a.in_(said), HIT.c.b.in_(said)))
    return query


def following(view: View) -> list[int]:
    """Give the hits nobody answered whose two entities are one by the answers to other hits the asker sees."""
    last, seen = (
        _last_judgement(),
        select(ENTITY.c.no).where(ENTITY.c.source.in_(view.sources()), ENTITY.c.withdrawn == 0),
    )
    pairs = select(HIT.c.no, HIT.c.a, HIT.c.b).where(HIT.c.a.in_(seen), HIT.c.b.in_(seen))
    same = pairs.join(last, last.c.hit == HIT.c.no).where(last.c.decision == "same")
    groups = components((found.a, found.b) for found in view.conn.execute(same))
    group_of = {number: at for at, group in enumerate(groups) if len(group) > 2 for number in group}
    unanswered = pairs.outerjoin(last, last.c.hit == HIT.c.no).where(last.c.decision.is_(None))
    return [
        found.no
        for batch in _batches(sorted(group_of))
        for found in view.conn.execute(unanswered.where(HIT.c.a.in_(batch)))
        if group_of[found.a] == group_of.get(found.b)
    ]


def _last_judgement() -> Any:
    newest = (
        select(func.max(JUDGEMENT.c.no).label("no"))
        .where(JUDGEMENT.c.undone_at.is_(None))
        .group_by(JUDGEMENT.c.hit)
        .subquery()
    )
    query = select(JUDGEMENT.c.hit, JUDGEMENT.c.decision).join(
        newest, newest.c.no == JUDGEMENT.c.no
    )
    return query.subquery()


def _known(view: View, pairs: Iterable[Pair]) -> dict[Pair, int]:
    found: dict[Pair, int] = {}
    for batch in _batches(sorted(pairs)):
        query = select(HIT.c.no, HIT.c.a, HIT.c.b).where(tuple_(HIT.c.a, HIT.c.b).in_(batch))
        found.update({(r.a, r.b): r.no for r in view.conn.execute(query)})
    return found


def _next(view: View) -> int:
    return int(view.conn.scalar(select(func.coalesce(func.max(HIT.c.no), 0))) or 0) + 1


def _batches(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(items), _BATCH):
        yield items[at : at + _BATCH]
