"""What may not leave for a court: people who are protected, and what a handling code keeps from it."""

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import or_, select

from clew.matching.spared import Spared, spared
from clew.store.covering import SHORTEST, covered, squeezed
from clew.store.door import View
from clew.store.masking import NOT_TELLING, forms_of, type_of
from clew.store.tables import ENTITY, SOURCE, STATEMENT

PROTECTED = ("victim", "informant", "officer")
"""Categories of people no bundle for a court names."""
_MOST_SAID = 200
_WORD = re.compile(r"[^\W_]+")


def protected(view: View) -> Spared:
    """Give what tells protected people apart, whatever source says it and whatever the asker may see."""
    return spared(view, PROTECTED)


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
    return [form for row in view.conn.execute(query) for form in forms_of(row.value, row.written)]


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
        kind = type_of(row.schema, row.prop)
        if kind != "entity":
            yield from forms_of(row.value, row.written)
        if kind in ("name", "text", "string"):
            yield from _telling_words(row.value)


def _telling_words(text: str) -> Iterator[str]:
    """Give the words of a text that may tell somebody apart: those that begin large, and those with a digit.

    >>> list(_telling_words("paper Q2857968, seen by Zef"))
    ['Q2857968']
    """
    for found in _WORD.finditer(text):
        word = found[0]
        if len(word) > SHORTEST and (not word[0].islower() or any(c.isdigit() for c in word)):
            yield word


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
