"""One box over the whole case: names, numbers and texts, tolerant of script and spelling.

A query is looked up as an identifier, as words and their beginnings, and by the skeletons of its
words, so that يوسف finds Yusuf. Each result says why it was found. Typing errors are caught among
the words that begin alike.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.distance.JaroWinkler import similarity as ratio
from sqlalchemy import ColumnElement, and_, func, intersect, or_, select

from clew.model import identifiers
from clew.model.text import skeletons, tokens
from clew.store.door import View
from clew.store.reading import Party, parties, values
from clew.store.renderings import by_text
from clew.store.tables import ENTITY, IDENTIFIER, SOURCE, STATEMENT, WORD
from clew.store.words import NAME_PROPS

_MOST_ROWS = 4000
_KIND_WORDS = {
    "phone": "telephone number",
    "document": "document number",
    "imei": "IMEI",
    "iban": "IBAN",
    "email": "e-mail address",
    "serial": "serial number",
}
_MOST_HELD = 400
_MOST_WORDS = 5000


@dataclass(frozen=True, slots=True)
class Result:
    """One entity a search found.

    Attributes:
        party: the entity.
        why: what of it answers the query, in words.
        value: the value as written that answered, empty for a masked victim.
        file: the file it stands in; *where* the spot.
        rendering: "translation, unchecked" where that file is one, else empty.
    """

    party: Party
    why: str
    value: str
    file: str
    where: str
    rendering: str = ""

    def as_json(self) -> dict[str, str]:
        """Give the fields a list carries."""
        told = {"why": self.why, "value": self.value, "file": self.file, "where": self.where}
        return {**self.party.brief(), **told, "rendering": self.rendering}


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
        found[number[0]] = _Found(3.0, f"the same {_KIND_WORDS.get(number[1], number[1])}")
    words = tokens(query)
    for entity, score, why in [] if found else _by_words(view, words, limit):
        if entity not in found or found[entity].score < score:
            found[entity] = _Found(score, why)
    best = sorted(found, key=lambda n: (-found[n].score, n))[: limit * 2]
    people = parties(view, best)
    placed = _places(view, [n for n in best if n in people][:limit], words)
    marks = {
        no: kept.mark for no, kept in by_text(view, {p.source for p in people.values()}).items()
    }
    view.note(results=len(people))
    return [
        Result(
            people[n],
            found[n].why,
            *(("", "", "") if people[n].masked else placed.get(n, ("", "", ""))),
            marks.get(people[n].source, ""),
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
    found: list[tuple[int, str]] = []
    for condition in wanted:
        rows = view.conn.execute(
            select(IDENTIFIER.c.entity, IDENTIFIER.c.kind)
            .where(condition, IDENTIFIER.c.source.in_(view.sources()))
            .limit(_MOST_ROWS)
        )
        found += [(row.entity, row.kind) for row in rows]
    return found


def _by_words(view: View, words: list[str], limit: int) -> list[tuple[int, float, str]]:
    """Give the entities that hold every word in one of the ways, surest way first: (entity, score, why)."""
    found: dict[int, tuple[float, str]] = {}
    for score, why, holds in _WAYS:
        if len(found) >= limit:
            break
        for entity in _holding_all(view, [holds(word) for word in words]):
            found.setdefault(entity, (score, why))
    if words and len(found) < limit:
        for entity, likeness in _alike(view, words, set(found)):
            found[entity] = (likeness, "sounds alike in another script or spelling")
    if words and not found:
        near = [_near(view, word) for word in words]
        for entity in _holding_all(view, near):
            found[entity] = (0.5, "one letter differs")
    return [(entity, score, why) for entity, (score, why) in found.items()]


def _exact(word: str) -> ColumnElement[bool]:
    return and_(WORD.c.kind == "w", WORD.c.word == word)


def _begins(word: str) -> ColumnElement[bool]:
    after = word[:-1] + chr(ord(word[-1]) + 1)
    return and_(WORD.c.kind == "w", WORD.c.word >= word, WORD.c.word < after)


def _in_text(word: str) -> ColumnElement[bool]:
    after = word[:-1] + chr(ord(word[-1]) + 1)
    return and_(WORD.c.kind != "n", WORD.c.word >= word, WORD.c.word < after)


def _sounds(word: str) -> ColumnElement[bool]:
    keys = [key for key in skeletons(word) if key]
    return or_(_in_text(word), and_(WORD.c.kind == "n", WORD.c.word.in_(keys)))


_WAYS: tuple[tuple[float, str, Callable[[str], ColumnElement[bool]]], ...] = (
    (2.0, "the name", _exact),
    (1.5, "the beginning of the name", _begins),
    (1.2, "words of the text or name", _in_text),
)


def _holding_all(view: View, conditions: Sequence[ColumnElement[bool]]) -> list[int]:
    """Give up to some hundred entities that meet every condition, each with one of its words."""
    if not conditions:
        return []
    held = [
        select(WORD.c.entity).where(condition, WORD.c.source.in_(view.sources()))
        for condition in conditions
    ]
    query = intersect(*held) if len(held) > 1 else held[0].distinct()
    return list(view.conn.scalars(query.limit(_MOST_HELD)))


def _alike(view: View, words: list[str], known: set[int]) -> Iterator[tuple[int, float]]:
    """Give the entities whose words sound like these, with how alike they are spelt: below 1."""
    heard = [n for n in _holding_all(view, [_sounds(word) for word in words]) if n not in known]
    said = select(STATEMENT.c.entity, STATEMENT.c.value).where(
        STATEMENT.c.entity.in_(heard),
        STATEMENT.c.prop.in_(NAME_PROPS),
        STATEMENT.c.value.is_not(None),
    )
    best: dict[int, float] = {}
    for entity, name in view.conn.execute(said):
        held = tokens(name)
        likeness = sum(max((ratio(w, h) for h in held), default=0.0) for w in words)
        best[entity] = max(best.get(entity, 0.0), likeness / len(words))
    yield from best.items()


def _near(view: View, word: str) -> ColumnElement[bool]:
    """The words of names that begin like *word* and differ from it in one letter."""
    begin = word[:2]
    query = select(WORD.c.word).where(_begins(begin), WORD.c.source.in_(view.sources())).distinct()
    close = [
        other
        for other in view.conn.scalars(query.limit(_MOST_WORDS))
        if DamerauLevenshtein.distance(word, other, score_cutoff=1) <= 1
    ]
    return and_(WORD.c.kind == "w", WORD.c.word.in_(close))


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
