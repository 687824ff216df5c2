"""A case is a folder: case.toml, the database or its address, originals/ and mappings/."""

import fcntl
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool, QueuePool

from clew.audit import book
from clew.errors import CaseBusy, CaseError, NotFound
from clew.store import upgrading
from clew.store.tables import METADATA

EMBEDDED = "case.db"
_FOLDERS = ("originals", "mappings")
_PRAGMAS = (
    "page_size=8192",
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=60000",
    "cache_size=-131072",
    "wal_autocheckpoint=16000",
    "temp_store=MEMORY",
)


@dataclass(frozen=True)
class Case:
    """An open case.

    Attributes:
        folder: where it lies.
        name: what it is called on pages; the folder's name unless case.toml says otherwise.
        exercise: True when it holds an exercise; every screen and export then says EXERCISE.
        engine: its database.
        veils: what covers the masked people of a source, kept from one view to the next by `masking`.
    """

    folder: Path
    name: str
    exercise: bool
    engine: Engine
    veils: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def originals(self) -> Path:
        """The folder of files as received, by SHA-256."""
        return self.folder / "originals"

    @property
    def mappings(self) -> Path:
        """The folder of saved column mappings."""
        return self.folder / "mappings"

    def close(self) -> None:
        """Let the database go."""
        self.engine.dispose()

    @contextmanager
    def kept_open(self) -> Iterator["Case"]:
        """Give the case with one connection that stays open from one transaction to the next.

        Opening one costs as much as all that is asked for a small file; and when the last one closes,
        SQLite moves its whole log into the file.
        """
        if self.engine.dialect.name != "sqlite":
            yield self  # its connections are kept anyway
            return
        engine = _sqlite(self.engine.url, poolclass=QueuePool, pool_size=1, max_overflow=-1)
        try:
            with engine.connect():
                pass
            yield replace(self, engine=engine)
        finally:
            engine.dispose()

    @contextmanager
    def intake_lock(self, wait: bool = True) -> Iterator[None]:
        """Hold the right to bring files in; the system lets it go when the process dies.

        Raises:
            CaseBusy: another process holds it and *wait* is False.
        """
        with (self.folder / ".intake").open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError as exc:
                raise CaseBusy(
                    "another process is bringing files into this case", where=str(self.folder)
                ) from exc
            yield


def make_case(folder: Path, database: str | None = None, exercise: bool = False) -> Case:
    """Make a new case, or open the one that is there.

    Args:
        folder: the case's folder; made if it is missing.
        database: PostgreSQL address; None keeps the data in the folder (SQLite).
        exercise: marks a new case as an exercise.

    Raises:
        CaseError: the folder holds something else, or the database cannot be reached.
    """
    card = folder / "case.toml"
    if not card.exists():
        if folder.is_file() or (
            folder.is_dir() and any(p.name not in _FOLDERS for p in folder.iterdir())
        ):
            raise CaseError(
                f"{str(folder)!r} is not a case and not empty",
                do="name a case folder, or a new folder for a new case",
            )
        folder.mkdir(parents=True, exist_ok=True)
        said = [
            f"name = {_quoted(folder.resolve().name)}",
            f"database = {_quoted(database or 'embedded')}",
        ]
        card.write_text(
            "\n".join([*said, f"exercise = {str(exercise).lower()}", ""]), encoding="utf-8"
        )
    return open_case(folder)


def open_case(folder: Path) -> Case:
    """Open the case in *folder*.

    Raises:
        NotFound: there is no case.toml.
        CaseError: case.toml or the database cannot be used.
    """
    card = folder / "case.toml"
    if not card.is_file():
        raise NotFound(
            f"no case in {str(folder)!r}",
            do="make one by adding files: clew add CASE FILES… --agency NAME",
        )
    try:
        said = tomllib.loads(card.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise CaseError(
            f"case.toml cannot be read: {exc}", where=str(card), do="correct that line"
        ) from exc
    for name in _FOLDERS:
        (folder / name).mkdir(exist_ok=True)
    engine = _engine(_address(said.get("database", "embedded"), folder))
    case = Case(
        folder,
        str(said.get("name", folder.resolve().name)),
        bool(said.get("exercise", False)),
        engine,
    )
    _prepare(case)
    return case


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _address(said: object, folder: Path) -> str:
    address = said.get("url", "embedded") if isinstance(said, dict) else str(said)
    if address in ("", "embedded", "sqlite"):
        return f"sqlite:///{folder.resolve() / EMBEDDED}"
    for prefix in ("postgresql://", "postgres://"):
        if address.startswith(prefix):
            return "postgresql+psycopg://" + address.removeprefix(prefix)
    return str(address)


def _engine(address: str) -> Engine:
    try:
        if not address.startswith("sqlite"):
            return create_engine(address, pool_pre_ping=True)
        return _sqlite(address, poolclass=NullPool)
    except (ArgumentError, NoSuchModuleError, ImportError) as exc:
        raise CaseError(
            f"the database in case.toml cannot be used: {exc}",
            do="write 'embedded' or postgresql://user@host/name, and for PostgreSQL install clew[postgres]",
        ) from exc


def _sqlite(address: str | URL, **pooled: Any) -> Engine:
    told = {"check_same_thread": False, "timeout": 60}
    engine = create_engine(address, connect_args=told, **pooled)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up_sqlite(dbapi: Any, _: object) -> None:
    dbapi.isolation_level = None
    for pragma in _PRAGMAS:
        dbapi.execute(f"PRAGMA {pragma}")


def _begin(conn: Connection) -> None:
    conn.exec_driver_sql(conn.get_execution_options().get("clew_begin", "BEGIN"))


def _prepare(case: Case) -> None:
    try:
        with case.engine.connect() as conn:
            if upgrading.is_whole(conn):
                return
        with case.intake_lock(), case.engine.begin() as conn:
            if inspect(conn).has_table("log_head"):
                upgrading.complete(conn)
                return
            METADATA.create_all(conn)
            book.METADATA.create_all(conn)
            book.start(conn)
    except DBAPIError as exc:
        raise CaseError(
            f"the case's database cannot be opened: {exc.orig}",
            where=str(case.folder),
            do="check the address in case.toml, or restore the folder from its copy",
        ) from exc
