"""No parser breaks on a damaged file: it reads on, or it refuses; it writes nothing outside the case."""

from pathlib import Path
from random import Random

import pytest

from tests.fuzzing.driving import WroteOutside, drive, fenced, targets
from tests.fuzzing.mutations import damaged
from tests.fuzzing.seeds import FOUND, seeds

TRIES = 25
SLOW = {"picture": 2, "msg": 10}
"""Parsers whose every try takes a tenth of a second are tried less often."""
KEPT = sorted(p for p in FOUND.rglob("*") if p.is_file())


@pytest.mark.parametrize("name", targets())
def test_a_damaged_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    rng = Random(f"{name} 7")
    starts = seeds(name)
    for number in range(SLOW.get(name, TRIES)):
        drive(name, damaged(starts[number % len(starts)], rng), tmp_path)


@pytest.mark.parametrize("path", KEPT, ids=lambda p: f"{p.parent.name}-{p.name[:20]}")
def test_what_once_broke_a_parser_is_read_or_refused(path: Path, tmp_path: Path) -> None:
    drive(path.parent.name, path.read_bytes(), tmp_path)


def test_the_fence_sees_a_file_written_outside(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with fenced(tmp_path / "in"), pytest.raises(WroteOutside):
        (tmp_path / "out.txt").write_text("x")


def test_the_fence_sees_a_folder_made_outside(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with fenced(tmp_path / "in"), pytest.raises(WroteOutside):
        (tmp_path / "out").mkdir()


def test_the_same_seed_gives_the_same_damage() -> None:
    start = seeds("paxlst")[0]
    assert damaged(start, Random("7")) == damaged(start, Random("7"))
