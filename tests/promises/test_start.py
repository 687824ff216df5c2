"""`clew --help` starts at once: what takes seconds to load is loaded where it is used."""

import subprocess
import sys

import pytest

HEAVY = [
    "fastapi",
    "followthemoney",
    "lxml",
    "nomenklatura",
    "phonenumbers",
    "pypdfium2",
    "rigour",
    "sqlalchemy",
]
ASK = """
import sys
from clew.cli.main import main
sys.argv = ["clew", "--help"]
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.fixture(scope="module")
def started() -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, timeout=60)


def test_help_is_printed(started: subprocess.CompletedProcess[str]) -> None:
    assert (started.returncode, "Usage: clew" in started.stdout) == (0, True)


@pytest.mark.parametrize("library", HEAVY)
def test_help_does_not_load(started: subprocess.CompletedProcess[str], library: str) -> None:
    loaded = set(started.stderr.split())
    assert "clew.cli.main" in loaded
    assert library not in loaded
