"""Which Java Apache Spark is started with."""

import os
import subprocess
from pathlib import Path

import pytest

from clew.errors import UsageError
from clew.matching.screening import java
from clew.matching.screening.java import java_home

FULL = "java.base jdk.incubator.vector"


def java_at(home: Path, version: str, modules: str = FULL) -> Path:
    """A home whose java prints the words it was called with."""
    (home / "bin").mkdir(parents=True)
    (home / "release").write_text(f'JAVA_VERSION="{version}"\nMODULES="{modules}"\n')
    (home / "bin" / "java").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    (home / "bin" / "java").chmod(0o755)
    return home


@pytest.fixture(autouse=True)
def no_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(java, "find_spec", lambda name: None)


def test_the_java_that_java_home_names_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = java_at(tmp_path / "said", "17.0.15")
    other = java_at(tmp_path / "other", "21.0.1")
    monkeypatch.setenv("JAVA_HOME", str(said))
    monkeypatch.setenv("PATH", str(other / "bin"))
    assert java_home(tmp_path / "made") == said


def test_a_java_that_is_too_old_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = java_at(tmp_path / "other", "21.0.1")
    monkeypatch.setenv("JAVA_HOME", str(java_at(tmp_path / "old", "1.8.0_412")))
    monkeypatch.setenv("PATH", str(other / "bin"))
    assert java_home(tmp_path / "made") == other


def test_a_machine_without_java_is_told_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"(?s)no Java 17 or later.*clew\[spark\]"):
        java_home(tmp_path / "made")


def test_a_java_without_the_module_spark_names_is_not_asked_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(java_at(tmp_path / "a home", "25.0.2", "java.base")))
    words = ["-Dname=two words", "--add-modules=jdk.incubator.vector", "Main"]
    run = [str(java_home(tmp_path / "made") / "bin" / "java"), *words]
    path = {**os.environ, "PATH": "/usr/bin:/bin"}
    told = subprocess.run(run, capture_output=True, text=True, env=path, check=True)
    assert told.stdout.splitlines() == ["-Dname=two words", "Main"]
