"""Which column of a table says what of a person, by the words of its header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from clew.errors import UnknownSource
from clew.sources.columns import meaning_of

_SCHEMA: Final = frozenset({"schema", "type", "entity type", "sdn type", "schema type"})
_VALUE_OF: Final = {
    "name": "name",
    "first_name": "first_name",
    "middle_name": "middle_name",
    "last_name": "last_name",
    "other_names": "other_names",
    "previous_name": "other_names",
    "father_name": "fathers",
    "birth_date": "births",
    "sex": "sexes",
    "nationality": "nationalities",
    "document": "documents",
    "passport": "documents",
    "id_number": "documents",
    "phone": "phones",
    "birth_place": "places",
    "birth_country": "birth_countries",
    "id": "id",
}
"""What a column holds (`columns.toml`) → what is made of it."""
_NAMES: Final = frozenset({"name", "first_name", "last_name"})


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of a table that are read.

    Attributes:
        held: what is said → the columns that say it, in the table's order. Its keys are
            "id", "schema", "name", "first_name", "middle_name", "last_name", "other_names" and
            the columns of a frame of parties.
        notes: columns that are not read, and what was taken for granted.
    """

    held: dict[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def headings(columns: Sequence[str], where: str) -> Headings:
    """Understand the header of a table of people.

    Raises:
        UnknownSource: no column holds names, documents or telephone numbers.

    >>> headings(["ID", "Full Name", "DOB", "Shoe"], "").held
    {'id': ('ID',), 'name': ('Full Name',), 'births': ('DOB',)}
    """
    held: dict[str, tuple[str, ...]] = {}
    unread, countries = [], []
    for column in columns:
        what = _what(column)
        if what == "country":
            countries.append(column)
        elif what is None or (what in ("id", "schema") and what in held):
            unread.append(column)
        else:
            held[what] = (*held.get(what, ()), column)
    notes = [f"column {column!r} is not read" for column in unread]
    if countries:
        notes.append(_of_country(countries, held))
    if not _NAMES & set(held) and not {"documents", "phones"} & set(held):
        raise UnknownSource(
            f"no column of its header {_shown(columns)} holds names",
            where=where,
            do="give the columns names: id, name, birth_date, … (docs/lists.md)",
        )
    return Headings(held, tuple(notes))


def _what(column: str) -> str | None:
    words = " ".join(re.split(r"[\s_/.-]+", column.strip().lower()))
    if words in _SCHEMA:
        return "schema"
    meaning = meaning_of(column)
    return "country" if meaning == "country" else _VALUE_OF.get(meaning or "")


def _of_country(countries: list[str], held: dict[str, tuple[str, ...]]) -> str:
    """Take a bare "country" for the nationality where no other column says it."""
    if "nationalities" in held:
        return f"column {countries[0]!r} is not read: another column says the nationality"
    held["nationalities"] = tuple(countries)
    return f"column {countries[0]!r} is taken for the nationality"


def _shown(columns: Sequence[str]) -> str:
    told = ", ".join(repr(column) for column in columns[:8])
    return told + (", …" if len(columns) > 8 else "") or "(empty)"
