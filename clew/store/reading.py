"""Reads entities and their values within an asker's view; victims and smuggled people stay masked unless unmasked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import Row, Select, select

from clew.errors import NotFound
from clew.store.covering import MASK
from clew.store.door import View
from clew.store.masking import OPEN_PROPS, TEXTS, is_masked, veil_of
from clew.store.tables import ENTITY, SOURCE, STATEMENT

CAPTIONS = (
    "name", "number", "passportNumber", "registrationNumber", "imei", "iban", "accountNumber", "username", "email",
    "phone", "title", "subject", "fileName", "full", "iccid", "imsi", "serialNumber", "date", "bodyText", "model",
    "description",
)  # fmt: skip
"""Properties an entity may be called by, best first."""
_WRITTEN = ("Message", "Email", "PlainText", "Document", "HyperText", "Pages", "Note", "Article")
"""Schemas whose caption may be what somebody wrote."""
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Party:
    """An entity as a list shows it.

    Attributes:
        no: its number, for joins; never shown.
        entity: its id.
        masked: True when it is a victim or a smuggled person whose values are covered.
        rank: how good its caption is: the place of its property in `CAPTIONS`; 0 is a name.
    """

    no: int
    entity: str
    schema: str
    caption: str
    agency: str
    category: str | None
    masked: bool
    source: int
    rank: int

    def brief(self) -> dict[str, str]:
        """Give the four fields every list carries."""
        return {
            "entity": self.entity,
            "schema": self.schema,
            "caption": self.caption,
            "agency": self.agency,
        }


@dataclass(frozen=True, slots=True)
class Told:
    """One value with everything known of where it came from."""

    statement: int
    entity: int
    prop: str
    value: str
    written: str
    where: str
    source: int
    file: str
    agency: str
    evaluation: str
    handling: str
    handling_text: str | None
    by: str
    at: str
    erased: bool

    @property
    def codes(self) -> tuple[str, ...]:
        """Its handling codes; H3 with its text."""
        return codes_of(self.handling, self.handling_text)


def codes_of(handling: str | None, text: str | None) -> tuple[str, ...]:
    """Give handling codes as they are kept one by one, H3 with its text; H0 is always implied.

    >>> codes_of("H1 H3", "ask us first"), codes_of(None, None)
    (('H1', 'H3 (ask us first)'), ('H0',))
    """
    several = (handling or "H0").split()
    return tuple(f"{code} ({text})" if code == "H3" and text else code for code in several)


def parties(view: View, numbers: Iterable[int]) -> dict[int, Party]:
    """Give the entities with these numbers that the asker may see."""
    wanted, found = sorted(set(numbers)), dict[int, Party]()
    for at in range(0, len(wanted), _BATCH):
        batch = wanted[at : at + _BATCH]
        rows = view.conn.execute(_entities(view).where(ENTITY.c.no.in_(batch))).all()
        captions = _captions(view, [r.no for r in rows])
        for row in rows:
            found[row.no] = _party(view, row, captions.get(row.no))
    return found


def party(view: View, entity: str) -> Party:
    """Give one entity by its id.

    Raises:
        NotFound: there is none, or the asker may not see it.
    """
    row = view.conn.execute(_entities(view).where(ENTITY.c.id == entity)).one_or_none()
    if row is None:
        raise NotFound(f"no entity {entity!r} in this case", do="search for it by name or number")
    return _party(view, row, _captions(view, [row.no]).get(row.no))


def values(view: View, numbers: Sequence[int]) -> list[Told]:
    """Give every value of these entities, in the order they came in."""
    found: list[Told] = []
    for at in range(0, len(numbers), _BATCH):
        query = told_query(view).where(STATEMENT.c.entity.in_(list(numbers[at : at + _BATCH])))
        found += [told(view, row) for row in view.conn.execute(query.order_by(STATEMENT.c.no))]
    return found


def statements(view: View, numbers: Iterable[int]) -> dict[int, Told]:
    """Give single values by their statement numbers."""
    wanted, found = sorted(set(numbers)), dict[int, Told]()
    for at in range(0, len(wanted), _BATCH):
        for row in view.conn.execute(
            told_query(view).where(STATEMENT.c.no.in_(wanted[at : at + _BATCH]))
        ):
            found[row.no] = told(view, row)
    return found


def told_query(view: View) -> Select[Any]:
    """The query every value is read by; the asker's scope is part of it."""
    return (
        select(
            STATEMENT,
            ENTITY.c.spot.label("place"),
            ENTITY.c.category,
            SOURCE.c.no.label("source"),
            SOURCE.c.name.label("file"),
            SOURCE.c.agency,
            SOURCE.c.evaluation.label("file_evaluation"),
            SOURCE.c.handling.label("file_handling"),
            SOURCE.c.handling_text.label("file_handling_text"),
            SOURCE.c.came_by,
            SOURCE.c.came_at,
        )
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .join(SOURCE, SOURCE.c.no == ENTITY.c.source)
        .where(view.is_seen(), view.is_told(), ENTITY.c.withdrawn == 0)
    )


def told(view: View, row: Row[Any]) -> Told:
    """Make a value from a row of `told_query`, masked where the law and the view say so."""
    covered = is_masked(view, row.category) and row.prop not in OPEN_PROPS
    value = "(erased)" if row.value is None else MASK if covered else row.value
    written = value if covered or row.value is None or row.written is None else row.written
    if (
        not covered
        and row.value is not None
        and (veil := veil_of(view, row.source, row.prop in TEXTS))
    ):
        value, written = veil.text(value), veil.text(written)
    return Told(
        row.no, row.entity, row.prop, value, written, row.spot or row.place, row.source, row.file, row.agency,
        row.evaluation or row.file_evaluation, row.handling or row.file_handling,
        row.handling_text or row.file_handling_text, row.came_by, row.came_at, row.value is None,
    )  # fmt: skip


def _entities(view: View) -> Select[Any]:
    return (
        select(ENTITY, SOURCE.c.agency, SOURCE.c.name.label("file"))
        .join(SOURCE, SOURCE.c.no == ENTITY.c.source)
        .where(view.is_seen(), ENTITY.c.withdrawn == 0)
    )


def _captions(view: View, numbers: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Give what entities are called, each with its rank, the best being 0."""
    query = select(STATEMENT.c.entity, STATEMENT.c.prop, STATEMENT.c.value).where(
        STATEMENT.c.entity.in_(list(numbers)),
        STATEMENT.c.prop.in_(CAPTIONS),
        STATEMENT.c.value.is_not(None),
        view.is_told(),
    )
    best: dict[int, tuple[int, str]] = {}
    for row in view.conn.execute(query.order_by(STATEMENT.c.no)):
        rank = CAPTIONS.index(row.prop)
        if row.entity not in best or rank < best[row.entity][0]:
            best[row.entity] = (rank, row.value[:120])
    return best


def _party(view: View, row: Row[Any], called: tuple[int, str] | None) -> Party:
    masked = is_masked(view, row.category)
    rank, caption = called or (len(CAPTIONS), f"{row.schema} without a name")
    if called:
        caption = veil_of(view, row.source, row.schema in _WRITTEN).text(caption)
        if (
            CAPTIONS[rank] == "description"
        ):  # such as the owner of a handset, of which there are several
            caption = f"{caption} ({PurePosixPath(row.file).name})"
    if masked:
        caption = f"{MASK} ({row.category}, masked)"
    return Party(
        row.no, row.id, row.schema, caption, row.agency, row.category, masked, row.source, rank
    )
