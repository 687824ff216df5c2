"""Makes a frame of parties of rows as written, and refuses what cannot be taken."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import polars as pl

from clew.model.dates import Order
from clew.sources.lists import cleaning
from clew.sources.lists.cleaning import Cleaned
from clew.sources.lists.frame import KEPT, TEXTS, VALUES, Batch, RefusedRow

SEPARATOR: Final = ";"
_ROW, _VALUE = "_row", "_value"
_NOT_KNOWN: Final = "LegalEntity"
_SCHEMATA: Final = {
    "Person": "person individual people human natural person",
    "LegalEntity": "legalentity legal entity unknown",
    "Organization": "organization organisation entity group body",
    "Company": "company business firm",
    "PublicBody": "publicbody public body",
    "Vessel": "vessel ship boat",
    "Airplane": "airplane aircraft plane",
    "Vehicle": "vehicle car",
}
_SCHEMA: Final = {
    word: schema for schema, words in _SCHEMATA.items() for word in (words, *words.split())
} | {"natural person": "Person", "legal entity": _NOT_KNOWN, "public body": "PublicBody"}


@dataclass(frozen=True, slots=True)
class Raw:
    """Rows as written.

    Attributes:
        numbers: their numbers in the file, from 1; a row without an id is called by it.
        held: what is said → the columns that say it: texts, in which ";" stands between several
            values of anything but a name, or lists of texts. Keys as in `headings.Headings.held`.
        place: gives the place of a row by its position.
        entity: each row's FollowTheMoney entity as JSON, or None.
        plain_ids: the ids need no tidying: they were numbers.
        refused: rows that could not be read at all.
        notes: what was seen while reading them.
        share: how much of the file is read, 0 to 1.
    """

    numbers: pl.Series
    held: Mapping[str, Sequence[pl.Series]]
    place: Callable[[int], str]
    entity: pl.Series | None = None
    plain_ids: bool = False
    refused: Sequence[RefusedRow] = ()
    notes: Mapping[str, int] = field(default_factory=dict)
    share: float = 1.0

    @property
    def size(self) -> int:
        """How many rows."""
        return self.numbers.len()


@dataclass(slots=True)
class Rules:
    """How the rows of one file are taken.

    Attributes:
        order: in which order its dates write day, month and year, where that is known.
        country: ISO alpha-2 upper case; national telephone numbers are read as of it.
        seen: ids met so far in a list, where each may stand once; None: ids may come again.
    """

    order: Order | None = None
    country: str | None = None
    seen: set[str] | None = None


@dataclass
class _Work:
    """What is found out while one batch is made."""

    raw: Raw
    refused: list[RefusedRow]
    notes: Counter[str]

    @cached_property
    def nothing(self) -> pl.Series:
        """A column in which no row says anything."""
        return pl.Series([[]], dtype=TEXTS).new_from_index(0, self.raw.size)

    def take(self, cleaned: Cleaned, rows: pl.Series | None = None) -> pl.Series:
        """Write down what was refused; *rows*: the row of each value, when not its own position."""
        for at, text, why in cleaned.refused:
            self.refuse(at if rows is None else rows[at], text, *why)
        self.notes.update(cleaned.notes)
        return cleaned.values

    def refuse(self, row: int, text: str, reason: str, remedy: str) -> None:
        """Write down one refusal."""
        self.refused.append(RefusedRow(self.raw.place(row), text[:KEPT], reason, remedy))


def batch(raw: Raw, rules: Rules) -> Batch:
    """Make a batch of rows as written: values cleaned or refused, rows without a name refused.

    A row stays with the rest of its values; it goes only when it has no name, no document and no
    telephone number, or in a list an id that stood before.
    """
    work = _Work(raw, list(raw.refused), Counter(raw.notes))
    clean: dict[str, Callable[[pl.Series], Cleaned]] = {
        "births": lambda column: cleaning.births(column, rules.order),
        "sexes": cleaning.sexes,
        "nationalities": cleaning.nations,
        "fathers": cleaning.names,
        "documents": cleaning.plain,
        "phones": lambda column: cleaning.phones(column, rules.country),
        "places": cleaning.plain,
        "birth_countries": cleaning.nations,
    }
    columns = {"id": _ids(raw), "schema": _schemata(work), "names": _names(work)}
    for name, cleaner in clean.items():
        columns[name] = _lists(work, raw.held.get(name, ()), cleaner)
    frame = pl.DataFrame([columns[name].alias(name) for name in ("id", "schema", *VALUES)])
    if raw.entity is not None:
        frame = frame.with_columns(raw.entity.alias("entity"))
    kept = _first_of_their_id(work, frame, _with_a_name(work, frame), rules.seen)
    return Batch(frame.filter(kept), work.refused, dict(work.notes), raw.share)


def _ids(raw: Raw) -> pl.Series:
    numbers = raw.numbers.cast(pl.String)
    written = raw.held.get("id")
    if not written:
        return numbers
    ids = written[0] if raw.plain_ids else cleaning.tidy(written[0])
    return ids.zip_with(ids.is_not_null(), numbers)


def _schemata(work: _Work) -> pl.Series:
    written = work.raw.held.get("schema")
    if not written:
        return pl.repeat("Person", work.raw.size, dtype=pl.String, eager=True)
    column = cleaning.said(written[0])
    found = column.str.to_lowercase().replace_strict(_SCHEMA, default=None, return_dtype=pl.String)
    for at in (found.is_null() & column.is_not_null()).arg_true():
        reason = f"{column[at]!r} is no kind of party clew compares"
        work.refuse(at, column[at], reason, "write Person, Organization, Company or Vessel")
    unknown = pl.select(
        pl.when(column.is_null()).then(pl.lit("Person")).otherwise(pl.lit(_NOT_KNOWN))
    )
    return found.fill_null(unknown.to_series())


def _names(work: _Work) -> pl.Series:
    """Give each row's names: the whole one, one made of its parts where that adds a word, others."""
    held = work.raw.held
    whole = held.get("name", ())
    made = _made_of_parts([held[part][0] for part in _PARTS if part in held])
    if made is not None and whole:
        made = _that_adds(made, whole[0])
    columns = [*whole, *([] if made is None else [made])]
    return _lists(work, columns, cleaning.names, held.get("other_names", ()))


_PARTS: Final = ("first_name", "middle_name", "last_name")


def _made_of_parts(parts: list[pl.Series]) -> pl.Series | None:
    if not parts:
        return None
    tidied = pl.DataFrame([cleaning.tidy(p).alias(str(n)) for n, p in enumerate(parts)])
    made = tidied.select(pl.concat_str(pl.all(), separator=" ", ignore_nulls=True)).to_series()
    return cleaning.tidy(made)


def _that_adds(made: pl.Series, whole: pl.Series) -> pl.Series:
    """Give *made* where it has other words than *whole*, else null."""
    same = _words(made) == _words(cleaning.tidy(whole))
    return made.scatter(same.fill_null(value=False).arg_true(), None)


def _words(column: pl.Series) -> pl.Series:
    return column.str.to_lowercase().str.split(" ").list.sort().list.join(" ")


def _lists(
    work: _Work,
    whole: Sequence[pl.Series],
    clean: Callable[[pl.Series], Cleaned],
    several: Sequence[pl.Series] | None = None,
) -> pl.Series:
    """Clean the columns that say one thing and give each row's values as a list without doubles.

    Args:
        work: the batch.
        whole: columns with the values; of texts each holds several unless *several* is given.
        clean: the cleaner of such values.
        several: given for names: the columns whose texts hold several; those of *whole* hold one.
    """
    apart = whole if several is None else several
    columns = [*whole, *(several or ())]
    if not columns:
        return work.nothing
    if len(columns) == 1 and not (apart and _holds_several(columns[0])):
        return _as_lists(work.take(clean(columns[0])))
    parted = [_parted(column, any(column is one for one in apart)) for column in columns]
    long = (
        pl.DataFrame([column.alias(str(n)) for n, column in enumerate(parted)])
        .select(pl.concat_list(pl.all()).alias(_VALUE))
        .with_row_index(_ROW)
        .explode(_VALUE, empty_as_null=True)
    )
    long = long.with_columns(work.take(clean(long[_VALUE]), long[_ROW]).alias(_VALUE))
    return _regrouped(long, work.raw.size)


def _holds_several(column: pl.Series) -> bool:
    if column.dtype == TEXTS:
        return True
    return bool(column.str.contains(SEPARATOR, literal=True).any())


def _parted(column: pl.Series, is_several: bool) -> pl.Series:
    if column.dtype != TEXTS:
        column = column.str.split(SEPARATOR) if is_several else _as_lists(column)
    return _without_nulls(column)


def _as_lists(column: pl.Series) -> pl.Series:
    """Give lists of one text; empty lists for null."""
    return _without_nulls(column.reshape((-1, 1)).arr.to_list(), column.is_null())


def _without_nulls(column: pl.Series, nulls: pl.Series | None = None) -> pl.Series:
    nulls = column.is_null() if nulls is None else nulls
    if not nulls.any():
        return column
    nothing = pl.lit([], dtype=TEXTS)
    return pl.select(pl.when(nulls).then(nothing).otherwise(column)).to_series()


def _regrouped(long: pl.DataFrame, size: int) -> pl.Series:
    grouped = (
        long.filter(pl.col(_VALUE).is_not_null())
        .unique(maintain_order=True)
        .group_by(_ROW, maintain_order=True)
        .agg(_VALUE)
    )
    rows = pl.DataFrame({_ROW: pl.arange(0, size, eager=True, dtype=pl.get_index_type())})
    return _without_nulls(rows.join(grouped, on=_ROW, how="left", maintain_order="left")[_VALUE])


def _with_a_name(work: _Work, frame: pl.DataFrame) -> pl.Series:
    """Say which rows stay: those with a name, a document or a telephone number."""
    found = frame.select(
        (pl.col("names").list.len() + pl.col("documents").list.len() + pl.col("phones").list.len())
        > 0
    ).to_series()
    for at in (~found).arg_true():
        reason = "the row has no name, no document and no telephone number"
        work.refuse(at, frame["id"][at], reason, "it cannot be compared; correct it in the source")
    return found


def _first_of_their_id(
    work: _Work, frame: pl.DataFrame, stay: pl.Series, seen: set[str] | None
) -> pl.Series:
    """Say which rows of those that *stay* have, in a list, an id that did not stand before."""
    if seen is None:
        return stay
    double = []
    ids = frame["id"].to_list()
    for at in stay.arg_true():
        if ids[at] in seen:
            double.append(at)
        seen.add(ids[at])
    for at in double:
        reason = f"the id {ids[at]!r} stands a second time in this list"
        work.refuse(at, ids[at], reason, "give each entity its own id; the first one is kept")
    return stay.clone().scatter(double, values=False) if double else stay
