"""Rehearsals made once for all tests of the room."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from clew.exercise.make import make

SEEDS = (1, 7, 13)


class Rehearsal:
    """A rehearsal on disk with its truth."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.truth: dict[str, Any] = json.loads((folder / "truth.json").read_text("utf-8"))

    def bytes(self, agency: str, file: str) -> bytes:
        """The bytes of one agency's file."""
        return (self.folder / agency / file).read_bytes()

    def files(self, ending: str) -> list[Path]:
        """Every file with that ending."""
        return sorted(self.folder.rglob(f"*{ending}"))


@pytest.fixture(scope="session", params=SEEDS, ids=lambda seed: f"seed {seed}")
def rehearsal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Rehearsal:
    """A rehearsal of each of three seeds, made once."""
    folder = tmp_path_factory.mktemp(f"seed{request.param}")
    make(request.param, folder, people=300)
    return Rehearsal(folder)


@pytest.fixture(scope="session")
def one(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    """The demo's own rehearsal."""
    folder = tmp_path_factory.mktemp("seed7")
    make(7, folder)
    return Rehearsal(folder)


@cache
def letters(text: str) -> str:
    """The letters and digits of *text* in lower case."""
    return "".join(c for c in text.casefold() if c.isalnum())
