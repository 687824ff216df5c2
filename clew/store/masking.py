"""Who stays masked for an asker, and what covers them where another record or a text names them.

A file that holds a victim or a smuggled person says their name and number in more places than their record: in a
message's text, as an account, as who is paid. In such a file what tells them apart is covered wherever it stands,
and what tells victims apart in the texts of every other file too.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, func, or_, select

from clew.model.evaluation import MASKED, THEIRS
from clew.model.ftm import model
from clew.policy import Scope
from clew.store.covering import Veil, squeezed
from clew.store.door import View
from clew.store.tables import ENTITY, STATEMENT

OPEN_PROPS = frozenset(
    {"holder", "owner", "proof", "document", "involved", "service", "caseStatus"}
)
"""Properties whose values are links and states, and tell nobody apart."""
NOT_TELLING = frozenset(
    {"gender", "nationality", "citizenship", "country", "topics", "birthCountry"}
)
"""Properties whose words tell nobody apart; covering them would blot out the whole file."""
TEXTS = frozenset(
    {"bodyText", "bodyHtml", "subject", "title", "summary", "description", "notes", "purpose", "translatedText"}
)  # fmt: skip
"""Properties that hold what somebody wrote."""
TELLING = ("name", "identifier", "phone", "email", "iban", "url", "checksum")
"""FollowTheMoney's types of values that are one person's own."""
_WHOLE = ("firstName", "lastName")
_NUMBERS = ("username", "number", "imei", "imsi", "accountNumber")
_OWNED = ("holder", "owner")
_LAST_DIGITS = 8
"""Digits at the end of a long number that are the same however its beginning is written."""
NOTHING = Veil(())
"""What covers nobody."""


def is_masked(view: View, category: str | None) -> bool:
    """True for a victim or a smuggled person while the asker has not asked, with a reason, to see them.

    A court is told of smuggled people by name: their rows are the evidence, and no victim's.
    """
    return category in _categories(view.scope)


@lru_cache(maxsize=64)
def _categories(scope: Scope) -> tuple[str, ...]:
    """Give the categories of people who stay masked."""
    if scope.unmasked:
        return ()
    return MASKED if scope.court is None else tuple(one for one in MASKED if one != "migrant")


def veil_of(view: View, source: int, is_text: bool = False) -> Veil:
    """Give what covers masked people in the words of a source.

    Args:
        view: what the asker may see.
        source: number of the source. In one that holds somebody masked, all masked people of the case are covered.
        is_text: whether it is about a text somebody wrote; victims are covered in those of every source.
    """
    masked = _categories(view.scope)
    if masked and source in _sources(view, masked):
        return _people(view, masked)
    return _people(view, ("victim",)) if is_text and "victim" in masked else NOTHING


def case_veil(view: View) -> Veil:
    """Give what covers everybody masked of the case, in a text of no source."""
    return _people(view, _categories(view.scope))


def _sources(view: View, masked: tuple[str, ...]) -> frozenset[int]:
    """Give the sources that hold somebody masked, asked once for a view."""
    if masked not in view.masked:
        query = select(ENTITY.c.source).where(ENTITY.c.category.in_(masked)).distinct()
        view.masked[masked] = frozenset(view.conn.scalars(query))
    return view.masked[masked]


def _people(view: View, masked: tuple[str, ...]) -> Veil:
    """Give the veil of people of these categories, kept with the case until more statements came in."""
    if not masked or not _sources(view, masked):
        return NOTHING
    last = int(view.conn.scalar(select(func.max(STATEMENT.c.no))) or 0)
    kept = view.case.veils.get(masked)
    if kept is None or kept[0] != last:
        view.case.veils[masked] = kept = last, _drawn(view, masked)
    return kept[1]


def _drawn(view: View, masked: tuple[str, ...]) -> Veil:
    theirs = ENTITY.c.category.in_(masked)
    ids, sources = select(ENTITY.c.id).where(theirs), select(ENTITY.c.source).where(theirs)
    owned = (
        select(STATEMENT.c.entity)
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .where(
            ENTITY.c.source.in_(sources), ENTITY.c.schema.in_(THEIRS),
            STATEMENT.c.prop.in_(_OWNED), STATEMENT.c.value.in_(ids),
        )
    )  # fmt: skip
    query = (
        select(STATEMENT.c.entity, STATEMENT.c.prop, STATEMENT.c.value, STATEMENT.c.written, ENTITY.c.schema)
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .where(or_(theirs, ENTITY.c.no.in_(owned)), STATEMENT.c.value.is_not(None))
    )  # fmt: skip
    return Veil(
        *told_apart(
            view.conn.execute(query),
            lambda kind, prop: prop not in OPEN_PROPS and (kind in TELLING or prop in _NUMBERS),
        )
    )


def told_apart(
    rows: Iterable[Row[Any]], tells: Callable[[str, str], bool]
) -> tuple[list[str], list[str]]:
    """Give the values that tell people apart, as kept and as written, and their names, also those put together.

    Args:
        rows: statements with entity, prop, value, written, and the schema of the entity.
        tells: whether a value of this (type, property) tells somebody apart.
    """
    hidden: dict[str, None] = {}
    names: dict[str, None] = {}
    parts: dict[int, dict[str, str]] = defaultdict(dict)
    for row in rows:
        kind = type_of(row.schema, row.prop)
        if tells(kind, row.prop):
            hidden |= dict.fromkeys(forms_of(row.value, row.written))
        if kind == "name":
            names |= dict.fromkeys((row.value, row.written or row.value))
        if row.prop in _WHOLE:
            parts[row.entity].setdefault(row.prop, row.value)
    return list(hidden), [*names, *_whole_names(parts)]


def _whole_names(parts: dict[int, dict[str, str]]) -> list[str]:
    """Put first and last names together; *parts* is record → property → value."""
    several = (told for told in parts.values() if len(told) == len(_WHOLE))
    return list(dict.fromkeys(" ".join(told[prop] for prop in _WHOLE) for told in several))


def forms_of(value: str, written: str | None) -> list[str]:
    """Give a value as kept and as written, and the last digits of a long number.

    >>> forms_of("+38344100200", "044 100-200")
    ['+38344100200', '44100200', '044 100-200', '44100200']
    """
    found = []
    for text in dict.fromkeys((value, written or value)):
        found.append(text)
        digits = "".join(c for c in text if c.isdigit())
        if len(digits) > _LAST_DIGITS and 2 * len(digits) > len(squeezed(text)):
            found.append(digits[-_LAST_DIGITS:])
    return found


@lru_cache(maxsize=4096)
def type_of(schema: str, prop: str) -> str:
    """Give FollowTheMoney's type of a property; "text" where it is not known."""
    kind = model().get(schema)
    known = kind.properties.get(prop) if kind is not None else None
    return known.type.name if known is not None else "text"
