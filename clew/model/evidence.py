"""Where a fact comes from: the file as received, the spot inside it, the value as written."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple, Self

Keep = Literal["record", "file", "shared"]


class _Watched(io.FileIO):
    """A file that tells how far it has been read."""

    def __init__(self, path: Path, watch: Callable[[int], None]) -> None:
        super().__init__(path, "rb")
        self._watch = watch

    def readinto(self, buffer: Any, /) -> int:
        count = super().readinto(buffer)
        self._watch(self.tell())
        return int(count or 0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A received file: opened read-only, hashed once, never changed.

    Attributes:
        path: where its bytes lie while it is read.
        name: the name it came under: "list.csv", "kit.zip!report.html".
        sha256: hash of the bytes as received, 64 lower-case hex characters.
        size: bytes.
        agency: who handed it over: "rs-police".
        country: ISO 3166 alpha-2 upper case (XK for Kosovo*) that national numbers and
            dates in it are read by, or None while nobody knows.
        mappings: column mappings saved for the tables in it, by their header's signature.
        watch: told the position in bytes while the file is read; shows progress.
        beside: for a database: the files kept with it that belong to it, as ("-wal", path).
    """

    path: Path
    name: str
    sha256: str
    size: int
    agency: str
    country: str | None = None
    mappings: "dict[str, Mapping]" = field(default_factory=dict)
    watch: Callable[[int], None] | None = None
    beside: tuple[tuple[str, Path], ...] = ()

    def open(self) -> BinaryIO:
        """Open the bytes for reading."""
        if self.watch is None:
            return self.path.open("rb")
        return io.BufferedReader(_Watched(self.path, self.watch), 1 << 20)

    def head(self, size: int = 65_536) -> bytes:
        """Give the first *size* bytes, enough for a signature."""
        with self.open() as handle:
            return handle.read(size)


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the columns of one kind of table are read; saved under its header's signature.

    Attributes:
        kind: "passengers", "vehicles" or "calls".
        columns: header as written → meaning, such as "birth_date" (see the table reader).
        delimiter: one character.
        encoding: Python's name of the encoding.
        date_order: "DMY", "MDY" or "YMD".
        time_zone: IANA name of the clock that times without an offset are read by (calls), or None.
        duration_unit: "s" or "min" for durations that are plain numbers (calls), or None: seconds.
    """

    kind: str
    columns: dict[str, str]
    delimiter: str
    encoding: str
    date_order: str | None
    time_zone: str | None = None
    duration_unit: str | None = None


class Value(NamedTuple):
    """One value of one property.

    Attributes:
        prop: FollowTheMoney property name.
        text: what the model is asked to take.
        written: the characters as they stand in the file.
        spot: its own place when it differs from the entity's, else None.
        entity: True when *text* is the key of another entity of the same file.
    """

    prop: str
    text: str
    written: str
    spot: str | None = None
    entity: bool = False


@dataclass(slots=True)
class Found:
    """One entity a reader found in a file, in the file's own words.

    Attributes:
        schema: FollowTheMoney schema, or one of clew's extension.
        key: its name inside this file ("row 5 person", "party 381641234567"); used to link
            entities of one file and never kept.
        spot: where it stands, a place a person can go to.
        values: see `add` and `link`.
        keep: "record": no later record speaks of it; "file": a second one with the same key is the
            same thing again and is skipped; "shared": further ones with the same key add values.
        counts: names under which the receipt counts it: "messages", "deleted_items", …
        category: data-subject category (`clew.model.evaluation.CATEGORIES`), or None: not yet said.
    """

    schema: str
    key: str
    spot: str
    keep: Keep = "record"
    counts: tuple[str, ...] = ()
    category: str | None = None
    values: list[Value] = field(default_factory=list)

    def add(
        self, prop: str, text: str | None, written: str | None = None, spot: str | None = None
    ) -> Self:
        """Say one value; empty text says nothing. *written* is the text as in the file."""
        if text and (text := text.strip()):
            self.values.append(Value(prop, text, written or text, spot))
        return self

    def link(self, prop: str, key: str | None, spot: str | None = None) -> Self:
        """Point *prop* at another entity of the same file by its key; None points nowhere."""
        if key:
            self.values.append(Value(prop, key, "", spot, entity=True))
        return self


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record or value clew could not take, kept as written.

    Attributes:
        where: spot in the file, empty for the file itself.
        value: as written (a long record is kept to its first 2,000 characters).
        reason: what is wrong with it.
        do: what to do next; a question when only a person can decide.
        key: key of the entity it stood on, or None.
        prop: the property it was meant for, or None for a whole record.
    """

    where: str
    value: str
    reason: str
    do: str
    key: str | None = None
    prop: str | None = None


@dataclass(slots=True)
class Guesses:
    """What a reader assumed while reading one file; ends up in the receipt.

    Attributes:
        said: topic → what was taken: {"delimiter": ";", "encoding": "windows-1251"}.
        mappings: the column mappings used, by their header's signature, to be saved with the case.
        counts: counts a reader keeps itself, beside those of `Found.counts` ("rows").
    """

    said: dict[str, str] = field(default_factory=dict)
    mappings: dict[str, Mapping] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A spot of a source with its surroundings, as a person would see it in the file.

    Attributes:
        kind: "table", "text", "message" or "fields": how a page draws it.
        columns: header cells of a table, else empty.
        lines: (spot, cells or text pieces, is_the_spot), in file order.
    """

    kind: Literal["table", "text", "message", "fields"]
    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...], bool], ...]
