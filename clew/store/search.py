"""One box over the whole case: names, numbers and texts, tolerant of script and spelling.

A query is looked up as an identifier, as words and their beginnings, and by the skeletons of its
words, so that يوسف finds Yusuf. Each result says why it was found. Typing errors are caught among
the words that begin alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein
from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from clew.model import identifiers
from clew.model.text import fold, skeletons, tokens
from clew.store.door import View
from clew.store.reading import Party, parties, values
from clew.store.tables import ENTITY, IDENTIFIER, SOURCE, STATEMENT, WORD

_MOST_ROWS = 4000


@dataclass(frozen=True, slots=True)
class Result:
    """One entity a search found.

    Attributes:
        party: the entity.
        why: what of it answers the query, in words.
        value: the value as written that answered, empty for a masked victim.
        file: the file it stands in; *where* the spot.
    """

    party: Party
    why: str
    value: str
    file: str
    where: str

    def as_json(self) -> dict[str, str]:
        """Give the fields a list carries."""
        told = {"why": self.why, "value": self.value, "file": self.file, "where": self.where}
        return {**self.party.brief(), **told}


@dataclass(slots=True)
class _Found:
    """How well an entity answers, and why."""

    score: float
    why: str


def search(view: View, query: str, limit: int = 50, countries: Iterable[str] = ()) -> list[Result]:
    """Give the entities that answer *query*, best first.

    Args:
        view: what the asker may see.
        query: a name, a number, an address, words of a text.
        limit: how many results at most.
        countries: ISO codes tried for telephone numbers without a prefix.
    """
    found: dict[int, _Found] = {}
    for number in _by_identifier(view, query, countries):
        found[number[0]] = _Found(3.0, f"{number[1]} is the same number")
    words = tokens(query)
    for entity, score, why in _by_words(view, words):
        if entity not in found or found[entity].score < score:
            found[entity] = _Found(score, why)
    best = sorted(found, key=lambda n: (-found[n].score, n))[: limit * 2]
    people = parties(view, best)
    placed = _places(view, [n for n in best if n in people][:limit], words)
    view.note(results=len(people))
    return [
        Result(
            people[n],
            found[n].why,
            *(("", "", "") if people[n].masked else placed.get(n, ("", "", ""))),
        )
        for n in best
        if n in people
    ][:limit]


def _by_identifier(view: View, query: str, countries: Iterable[str]) -> list[tuple[int, str]]:
    keys = {("phone", identifiers.phone(query, c)) for c in [None, *countries]}
    for kind in ("imei", "plate", "document", "iban", "email", "serial", "address"):
        keys.add((kind, getattr(identifiers, kind)(query)))
    for text in {key for _, key in keys if key}:
        keys.add(("account", f"whatsapp:{text.lstrip('+')}"))
    wanted = [and_(IDENTIFIER.c.kind == kind, IDENTIFIER.c.key == key) for kind, key in keys if key]
    if fold(query) and " " not in query.strip():
        wanted.append(
            and_(
                IDENTIFIER.c.kind == "account",
                IDENTIFIER.c.key.like(f"%:{query.strip().lower().lstrip('@')}"),
            )
        )
    found: list[tuple[int, str]] = []
    for condition in wanted:
        rows = view.conn.execute(
            select(IDENTIFIER.c.entity, IDENTIFIER.c.kind)
            .where(condition, IDENTIFIER.c.source.in_(view.sources()))
            .limit(_MOST_ROWS)
        )
        found += [(row.entity, row.kind) for row in rows]
    return found


def _by_words(view: View, words: list[str]) -> list[tuple[int, float, str]]:
    """Score the entities that hold every word, one way or another; (entity, score, why)."""
    if not words:
        return []
    found: dict[int, tuple[float, list[str]]] = {}
    for place, word in enumerate(sorted(words, key=_telling, reverse=True)):
        answers = _one_word(view, word, None if place == 0 else list(found))
        found = {
            entity: (
                found.get(entity, (0.0, []))[0] + score,
                [*found.get(entity, (0.0, []))[1], why],
            )
            for entity, (score, why) in answers.items()
        }
        if not found:
            return []
    return [
        (entity, score / len(words), "; ".join(dict.fromkeys(why)))
        for entity, (score, why) in found.items()
    ]


def _telling(word: str) -> int:
    """The length of a word's skeleton: "Haddad" keeps one consonant and is only looked for among others' finds."""
    return max(len(key) for key in skeletons(word))


def _one_word(view: View, word: str, among: list[int] | None) -> dict[int, tuple[float, str]]:
    sounds = [key for key in skeletons(word) if len(key) > 1 or (key and among is not None)]
    near = word[:2] if len(word) > 4 else None
    conditions: list[ColumnElement[bool]] = [
        and_(WORD.c.kind.in_(["w", "t"]), _begins(word)),
    ]
    if sounds:
        conditions.append(and_(WORD.c.kind == "n", WORD.c.word.in_(sounds)))
    found: dict[int, tuple[float, str]] = {}
    for row in _rows(view, or_(*conditions), among):
        _better(found, row.entity, *_judge(word, row.word, row.kind))
    if near and len(found) < 10:
        for row in _rows(view, and_(WORD.c.kind == "w", _begins(near)), among):
            if (
                row.word != word
                and DamerauLevenshtein.distance(word, row.word, score_cutoff=1) <= 1
            ):
                _better(found, row.entity, 1.2, "one letter differs")
    return found


def _rows(
    view: View, condition: ColumnElement[bool], among: list[int] | None
) -> Sequence[Row[str, str, int]]:
    query = select(WORD.c.word, WORD.c.kind, WORD.c.entity).where(
        condition, WORD.c.source.in_(view.sources())
    )
    if among is not None and len(among) <= 500:
        query = query.where(WORD.c.entity.in_(among))
        return view.conn.execute(query).all()
    rows = view.conn.execute(query.limit(_MOST_ROWS * 5)).all()
    wanted = None if among is None else set(among)
    return rows if wanted is None else [row for row in rows if row.entity in wanted]


def _begins(word: str) -> ColumnElement[bool]:
    return and_(WORD.c.word >= word, WORD.c.word < word[:-1] + chr(ord(word[-1]) + 1))


def _judge(asked: str, word: str, kind: str) -> tuple[float, str]:
    if kind == "n":
        return 1.0, "sounds alike in another script or spelling"
    in_name = kind == "w"
    if word == asked:
        return (2.0, "the name") if in_name else (1.4, "a word of the text")
    return (
        (1.5, "the beginning of the name")
        if in_name
        else (1.1, "the beginning of a word of the text")
    )


def _better(found: dict[int, tuple[float, str]], entity: int, score: float, why: str) -> None:
    if entity not in found or found[entity][0] < score:
        found[entity] = (score, why)


def _places(view: View, numbers: list[int], words: list[str]) -> dict[int, tuple[str, str, str]]:
    wanted = {key for word in words for key in skeletons(word)} | set(words)
    placed: dict[int, tuple[str, str, str]] = {}
    weight: dict[int, int] = {}
    for told in values(view, numbers):
        held = tokens(told.value)
        score = len(wanted.intersection(held)) * 2 + len(
            wanted.intersection(k for w in held for k in skeletons(w))
        )
        if told.entity not in placed or score > weight[told.entity]:
            placed[told.entity] = (told.written[:200], told.file, told.where)
            weight[told.entity] = score
    return placed


def telephone_countries(view: View) -> list[str]:
    """Give the countries of the case's sources, in which a number without a prefix may stand."""
    query = select(SOURCE.c.country).where(SOURCE.c.no.in_(view.sources())).distinct()
    return sorted(country for country in view.conn.scalars(query) if country)


def count_entities(view: View) -> int:
    """Give how many entities the asker may see."""
    query = (
        select(func.count())
        .select_from(ENTITY)
        .where(ENTITY.c.source.in_(view.sources()), ENTITY.c.withdrawn == 0)
    )
    return int(view.conn.scalar(query) or 0)


def count_statements(view: View) -> int:
    """Give how many values the asker may see."""
    query = (
        select(func.count())
        .select_from(STATEMENT)
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .where(ENTITY.c.source.in_(view.sources()), ENTITY.c.withdrawn == 0)
    )
    return int(view.conn.scalar(query) or 0)
