"""A killed process and a full disk: nothing lost, nothing doubled, no half file, the log good."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from clew.model.hashing import hash_of
from clew.store import open_case
from tests.cli.cutting import FAMILIES, MOMENTS, killed_at, with_files_of_at_most
from tests.cli.running import clew, clew_json

Family = Callable[[Path], None]
each_family = pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.__name__)


@pytest.fixture
def case(tmp_path: Path, database: str | None) -> Path:
    """A case's folder whose card names the database under test."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "case.toml").write_text(f'database = "{database or "embedded"}"\n')
    return folder


def held(case: Path) -> list[str]:
    """Give every entity with its id and values, as the case is exported, but for when it came in."""
    entities = [json.loads(line) for line in clew("export", case, "-").stdout.splitlines()]
    for entity in entities:
        for time in ("first_seen", "last_seen"):
            entity.pop(time, None)
    return sorted(json.dumps(entity, sort_keys=True) for entity in entities)


def whole(tmp_path: Path, folder: Path) -> list[str]:
    """What a case holds that took the same files in undisturbed."""
    clew("add", tmp_path / "undisturbed", folder, "--agency", "rs-police")
    return held(tmp_path / "undisturbed")


def check_nothing_half(case: Path) -> None:
    """Each original is what its name says, nothing lies beside them, no row belongs to no file."""
    files = [path for path in (case / "originals").rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if hash_of(path) != path.name] == []
    assert list((case / "originals").glob("*/.coming-*")) == []
    opened = open_case(case)
    with opened.engine.begin() as conn:
        for query in (
            "SELECT count(*) FROM source WHERE state = 'coming'",
            "SELECT count(*) FROM entity WHERE source NOT IN (SELECT no FROM source)",
            "SELECT count(*) FROM statement WHERE entity NOT IN (SELECT no FROM entity)",
            "SELECT count(*) - count(DISTINCT sha256) FROM source",
        ):
            assert conn.exec_driver_sql(query).scalar() == 0, query
    opened.close()
    assert clew("audit", "verify", case).exit_code == 0


@pytest.mark.slow
@each_family
def test_killed_at_any_moment_it_goes_on_where_it_stood(
    tmp_path: Path, case: Path, family: Family
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    family(folder)
    add = ["add", case, folder, "--agency", "rs-police"]
    killed = [killed_at(moment, *add) for moment in MOMENTS]
    assert sum(killed) >= 3
    clew(*add)
    assert held(case) == whole(tmp_path, folder)
    check_nothing_half(case)


@pytest.mark.slow
@each_family
def test_a_full_disk_is_said_and_leaves_nothing_half(
    tmp_path: Path, case: Path, family: Family
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    family(folder)
    clew_json("refused", case)
    add = ["add", case, folder, "--agency", "rs-police"]
    codes = [with_files_of_at_most(size, *add) for size in (300, 33_000)]
    assert codes[0] == 1
    assert codes[1] in (0, 1)
    clew(*add)
    assert held(case) == whole(tmp_path, folder)
    check_nothing_half(case)
