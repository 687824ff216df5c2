"""Runs clew's verbs as a person at a terminal would."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from clew.cli.main import main


def clew(*words: object, pipe: bytes | None = None) -> Result:
    """Run one verb in this process."""
    return CliRunner().invoke(main, [str(w) for w in words], input=pipe)


def clew_json(*words: object) -> Any:
    """Run one verb with --json and read what it printed."""
    result = clew(*words, "--json")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return json.loads(result.stdout)


def start(*words: object) -> "subprocess.Popen[bytes]":
    """Start one verb as a process of its own."""
    command = [sys.executable, "-m", "clew.cli.main", *(str(w) for w in words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def passengers(path: Path, rows: int) -> Path:
    """Write a list of invented passengers."""
    lines = ["surname;given names;birth date;sex;nationality;passport;phone"]
    for n in range(rows):
        name = f"Testić{n % 977};Proba{n % 1009}"
        lines.append(
            f"{name};{n % 28 + 1:02}.{n % 12 + 1:02}.19{n % 50 + 45};M;SRB;P{n:08};+38163{n % 10**7:07}"
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
