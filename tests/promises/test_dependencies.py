"""Few dependencies, each declared, each used, each locked with its hashes."""

import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.own_files import ROOT, ending, imported, named

MOST = 15
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^([a-z0-9][a-z0-9.-]*)==\S+( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def plain(requirement: str) -> str:
    """Name of a requirement as the locks write it."""
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


CORE = {plain(r) for r in PROJECT["project"]["dependencies"]}
EXTRAS = {plain(r) for group in PROJECT["project"]["optional-dependencies"].values() for r in group}
SPARK = {"pyspark", "py4j"}
"""Declared in a group of their own, for they come as no wheel; `make check` does without them."""


@cache
def distributions(module: str) -> frozenset[str]:
    """The packages that bring a top-level module."""
    return frozenset(plain(name) for name in packages_distributions().get(module, []))


def borrowed(file: Path) -> set[str]:
    """Top-level modules a file imports that are neither Python's nor ours."""
    tops = {name.split(".")[0] for name in imported(file)}
    return tops - set(sys.stdlib_module_names) - {"clew", "tests", "bench"}


def test_the_core_needs_at_most_15_packages() -> None:
    assert len(CORE) <= MOST


@pytest.mark.parametrize("file", ending(".py", under="clew"), ids=named)
def test_a_file_imports_only_packages_that_are_declared(file: Path) -> None:
    undeclared = {m for m in borrowed(file) - SPARK if not distributions(m) & (CORE | EXTRAS)}
    assert not undeclared


@pytest.mark.parametrize("package", sorted(CORE))
def test_a_core_package_is_imported_somewhere(package: str) -> None:
    users = [f for f in ending(".py", under="clew") if package in _brought(f)]
    assert users, f"nothing imports {package}: take it out of pyproject.toml"


def _brought(file: Path) -> set[str]:
    return {name for module in borrowed(file) for name in distributions(module)}


@pytest.mark.parametrize("lock", LOCKS, ids=named)
def test_a_lock_holds_exact_versions_and_hashes_only(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not PINNED.match(line) and not HASH.match(line)] == []


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_a_lock_holds_what_the_project_declares(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    locked = {m[1] for line in text.splitlines() if (m := PINNED.match(line))}
    assert not (CORE | EXTRAS) - locked


def test_the_lock_of_spark_holds_spark() -> None:
    text = (ROOT / "requirements" / "spark.txt").read_text(encoding="utf-8")
    locked = {m[1] for line in text.splitlines() if (m := PINNED.match(line))}
    assert locked >= SPARK


@pytest.mark.parametrize("lock", LOCKS, ids=named)
def test_installing_from_a_lock_never_compiles_icu(lock: Path) -> None:
    assert not re.search(r"(?m)^pyicu==", lock.read_text(encoding="utf-8"))
