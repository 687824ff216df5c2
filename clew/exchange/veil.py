"""Covers in a text what may not leave: people who are protected, and what a handling code keeps from court.

Words are compared by their letters and digits alone, whatever the case and the blanks between them, so that
"+383 44 100-200" is found where "+38344100200" is kept.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from sqlalchemy import or_, select

from clew.model.ftm import model
from clew.store.covered import NOT_TELLING
from clew.store.door import View
from clew.store.reading import MASK, OPEN_PROPS
from clew.store.tables import ENTITY, SOURCE, STATEMENT

PROTECTED = ("victim", "informant", "officer")
"""Categories of people no bundle for a court names."""
SHORTEST = 3
"""Letters and digits of a value that is looked for; a shorter one would blot out half of a text."""
ANYWHERE = 8
"""From so many letters and digits on a value is covered inside longer words too."""
_TELLING = ("name", "identifier", "phone", "email", "iban", "url", "checksum", "address", "date")
"""FollowTheMoney's types of values that tell somebody apart wherever they stand."""
_LAST_DIGITS = 8
"""Digits at the end of a long number that are the same however its beginning is written."""
_MOST_SAID = 200


def protected(view: View) -> list[str]:
    """Give the telling values of protected people as kept and as written, whatever source says them."""
    query = (
        select(STATEMENT.c.prop, STATEMENT.c.value, STATEMENT.c.written, ENTITY.c.schema)
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .where(ENTITY.c.category.in_(PROTECTED), STATEMENT.c.value.is_not(None))
    )
    found: dict[str, None] = {}
    for row in view.conn.execute(query):
        if _type(row.schema, row.prop) in _TELLING and row.prop not in NOT_TELLING | OPEN_PROPS:
            found |= dict.fromkeys(_forms(row.value, row.written))
        if _type(row.schema, row.prop) == "name":
            found |= dict.fromkeys(_turned(row.value))
    return list(found)


def kept_in(view: View, court: View, source: int) -> list[str]:
    """Give the values of one source that a code of their own keeps from court."""
    query = (
        select(STATEMENT.c.value, STATEMENT.c.written)
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .where(
            ENTITY.c.source == source, ENTITY.c.source.in_(view.sources()), ~court.is_told(),
            STATEMENT.c.value.is_not(None),
        )
    )  # fmt: skip
    return [form for row in view.conn.execute(query) for form in _forms(row.value, row.written)]


def kept_back_in(view: View, court: View, texts: Iterable[str]) -> list[str]:
    """Give what kept-back sources say and these texts say too, but no source a court may be told.

    Names of files are looked for as well, and words of a kept-back name by themselves.
    """
    typed = [squeezed(text) for text in texts if text]
    said = {
        form
        for form in _kept_back(view, court)
        if len(short := squeezed(form)) >= SHORTEST and any(short in text for text in typed)
    }
    return [form for form in said if not _is_told(court, form)]


def squeezed(text: str) -> str:
    """Give the letters and digits of a text in small letters.

    >>> squeezed("TX 4665-XK"), squeezed("+383 44 100-200")
    ('tx4665xk', '38344100200')
    """
    return "".join(c for c in text.lower() if c.isalnum())


def covered(text: str, hidden: Iterable[str]) -> str:
    """Put the mask over each of *hidden* that stands in *text*.

    >>> covered("He rang 044 100-200 twice, near Montana", ["044100200", "Ana"])
    'He rang ▮▮▮▮ twice, near Montana'
    """
    letters = [(c.lower(), at) for at, c in enumerate(text) if c.isalnum()]
    flat, places = "", list[int]()
    for small, at in letters:
        flat += small
        places += [at] * len(small)
    spans = []
    for short in {squeezed(one) for one in hidden}:
        at = flat.find(short) if len(short) >= SHORTEST else -1
        while at >= 0:
            begin, end = places[at], places[at + len(short) - 1] + 1
            if len(short) >= ANYWHERE or _stands_alone(text, begin, end):
                spans.append((begin, end))
            at = flat.find(short, at + 1)
    return _masked(text, sorted(spans))


def _masked(text: str, spans: list[tuple[int, int]]) -> str:
    parts, done = list[str](), 0
    for begin, end in spans:
        if begin >= done:
            parts += [text[done:begin], MASK]
        done = max(done, end)
    return "".join([*parts, text[done:]])


def _stands_alone(text: str, begin: int, end: int) -> bool:
    before, after = text[begin - 1 : begin], text[end : end + 1]
    return not before.isalnum() and not after.isalnum()


def _kept_back(view: View, court: View) -> Iterator[str]:
    """Give the values of what the view goes as far as and a court may not be told, and names of such files."""
    away = view.sources().where(SOURCE.c.no.not_in(court.sources()))
    for name in view.conn.scalars(select(SOURCE.c.name).where(SOURCE.c.no.in_(away))):
        yield name
        yield name.rpartition("/")[2].rpartition(".")[0]
    query = (
        select(STATEMENT.c.prop, STATEMENT.c.value, STATEMENT.c.written, ENTITY.c.schema)
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .where(
            ENTITY.c.source.in_(view.sources()), STATEMENT.c.value.is_not(None),
            STATEMENT.c.prop.not_in(sorted(NOT_TELLING)),
            or_(ENTITY.c.source.in_(away), ~court.is_told()),
        )
        .execution_options(yield_per=1000)
    )  # fmt: skip
    for row in view.conn.execute(query):
        kind = _type(row.schema, row.prop)
        if kind != "entity":
            yield from _forms(row.value, row.written)
        if kind == "name":
            yield from (word for word in row.value.split() if len(word) > SHORTEST)


def _forms(value: str, written: str | None) -> Iterator[str]:
    for text in dict.fromkeys((value, written or value)):
        yield text
        digits = "".join(c for c in text if c.isdigit())
        if len(digits) > _LAST_DIGITS and 2 * len(digits) > len(squeezed(text)):
            yield digits[-_LAST_DIGITS:]


def _turned(name: str) -> Iterator[str]:
    """Give a name with its first word last, and with its last word first.

    >>> list(_turned("Vesa Ana Shtepia"))
    ['Ana Shtepia Vesa', 'Shtepia Vesa Ana']
    """
    words = name.split()
    yield " ".join([*words[1:], *words[:1]])
    yield " ".join([*words[-1:], *words[:-1]])


def _is_told(court: View, form: str) -> bool:
    """Say whether a source a court may be told says it too."""
    query = (
        select(STATEMENT.c.value, STATEMENT.c.written)
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .where(
            ENTITY.c.source.in_(court.sources()), court.is_told(), ENTITY.c.withdrawn == 0,
            or_(ENTITY.c.category.is_(None), ENTITY.c.category.not_in(PROTECTED)),
            or_(
                STATEMENT.c.value.contains(form, autoescape=True),
                STATEMENT.c.written.contains(form, autoescape=True),
            ),
        )
        .limit(_MOST_SAID)
    )  # fmt: skip
    return any(
        text and covered(text, [form]) != text
        for row in court.conn.execute(query)
        for text in (row.value, row.written)
    )


@lru_cache(maxsize=4096)
def _type(schema: str, prop: str) -> str:
    kind = model().get(schema)
    known = kind.properties.get(prop) if kind is not None else None
    return known.type.name if known is not None else "text"
