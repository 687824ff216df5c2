"""Databases of apps, the same bytes for the same rows, and the log that lies beside one."""

import sqlite3
import struct
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import cache
from importlib.resources import files
from typing import Final

Row = tuple[object, ...]
Tables = Mapping[str, Sequence[Row]]
"""Table → its rows."""
Filling = defaultdict[str, list[Row]]
"""Tables while they are filled."""
_PAGE: Final = 4096
_VERSION: Final = 3_040_000
"""The version of SQLite a file says it was last written by, whatever wrote it."""
_SALTS: Final = (0x0EE0_0EE0, 0x1EE1_1EE1)


@cache
def _apps() -> dict[str, dict[str, str]]:
    text = files("clew.exercise.formats").joinpath("apps.toml").read_text("utf-8")
    return tomllib.loads(text)


def database(app: str, tables: Tables) -> bytes:
    """Give a database of an app of apps.toml; a remark in each table's SQL says that it is an exercise."""
    with closing(sqlite3.connect(":memory:")) as made:
        _fill(made, app, tables)
        return _plain(made.serialize())


def with_log(app: str, tables: Tables, last: Tables) -> tuple[bytes, bytes]:
    """Give a database and its write-ahead log, in which alone the rows *last* stand."""
    with closing(sqlite3.connect(":memory:")) as made:
        _fill(made, app, tables)
        before = _logged(_plain(made.serialize()))
        for table, rows in last.items():
            _insert(made, table, rows)
        made.commit()
        after = _logged(_plain(made.serialize()))
    return before, _log(before, after)


def _fill(made: sqlite3.Connection, app: str, tables: Tables) -> None:
    made.execute(f"PRAGMA page_size = {_PAGE}")
    for table, columns in _apps()[app].items():
        made.execute(f"CREATE TABLE {table} ({columns} /* EXERCISE */)")
        _insert(made, table, tables.get(table, ()))
    made.commit()


def _insert(made: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        made.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608 - our own tables


def _plain(content: bytes) -> bytes:
    """Put a fixed version where SQLite names its own, so that bytes differ with rows only."""
    return content[:96] + struct.pack(">I", _VERSION) + content[100:]


def _logged(content: bytes) -> bytes:
    """Say in a database's first page that it is read with its write-ahead log."""
    return content[:18] + b"\2\2" + content[20:]


def _log(before: bytes, after: bytes) -> bytes:
    """Give the log of the pages that changed (SQLite file format, section 4)."""
    head = struct.pack(">IIIIII", 0x377F0682, 3_007_000, _PAGE, 0, *_SALTS)
    sums = _checked(head, (0, 0))
    out = head + struct.pack(">II", *sums)
    count = len(after) // _PAGE
    pages = [(n, after[n * _PAGE : (n + 1) * _PAGE]) for n in range(count)]
    changed = [(n, page) for n, page in pages if before[n * _PAGE : (n + 1) * _PAGE] != page]
    for place, (number, page) in enumerate(changed, 1):
        start = struct.pack(">II", number + 1, count if place == len(changed) else 0)
        sums = _checked(start + page, sums)
        out += start + struct.pack(">IIII", *_SALTS, *sums) + page
    return out


def _checked(content: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    one, two = sums
    words = struct.unpack(f"<{len(content) // 4}I", content)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFF_FFFF
        two = (two + second + one) & 0xFFFF_FFFF
    return one, two
