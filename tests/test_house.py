"""The house rule: a room imports only from floors below it, even lazily or for types."""

import ast
from pathlib import Path

import pytest

from tests.own_files import PACKAGE, ROOT, ending, imported, named, tree

FLOORS = [
    {"errors"},
    {"settings", "model"},
    {"audit", "policy"},
    {"sources", "store"},
    {"matching"},
    {"analysis"},
    {"exchange", "operations"},
    {"exercise"},
    {"report"},
    {"web"},
    {"cli"},
    {"__main__"},
]
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
FRONT = PACKAGE / "__init__.py"
FILES = [f for f in ending(".py", under="clew") if f != FRONT]
NAMELESS = {"utils", "util", "common", "helpers", "helper", "base", "services", "misc", "lib"}

every_file = pytest.mark.parametrize("file", FILES, ids=named)


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def rooms_imported(names: set[str]) -> set[str]:
    return {name.split(".")[1] for name in names if name.startswith("clew.")} & set(FLOOR)


def upward(room: str, names: set[str]) -> set[str]:
    return {r for r in rooms_imported(names) - {room} if FLOOR[r] >= FLOOR[room]}


@every_file
def test_a_file_stands_in_a_room_of_the_house(file: Path) -> None:
    assert room_of(file) in FLOOR, f"{named(file)}: give the room a floor in docs/house.md and here"


@every_file
def test_a_room_imports_only_from_floors_below(file: Path) -> None:
    above = upward(room_of(file), imported(file))
    assert not above, f"{room_of(file)}/ may not import {sorted(above)}"


@pytest.mark.parametrize(
    ("room", "name", "why"),
    [
        ("matching", "clew.analysis", "a floor above"),
        ("sources", "clew.store.case", "the room beside it"),
        ("exchange", "clew.operations", "the room beside it"),
        ("model", "clew.settings", "only doors read settings"),
    ],
)
def test_the_rule_sees_a_room_that_climbs(room: str, name: str, why: str) -> None:
    assert upward(room, {name}), why


def test_the_rule_sees_imports_in_functions_for_types_and_by_name(tmp_path: Path) -> None:
    hidden = tmp_path / "hidden.py"
    hidden.write_text(
        "if TYPE_CHECKING:\n    from clew.web import app\n"
        "def late():\n    import clew.cli.main\n    import_module('clew.report.brief')\n"
    )
    assert rooms_imported(imported(hidden)) == {"web", "cli", "report"}


@every_file
def test_imports_are_written_in_full(file: Path) -> None:
    relative = [n for n in ast.walk(tree(file)) if isinstance(n, ast.ImportFrom) and n.level]
    assert not relative, f"{named(file)}:{relative[0].lineno} imports relatively"


@every_file
def test_only_the_doors_read_settings(file: Path) -> None:
    assert "settings" not in rooms_imported(imported(file)) or room_of(file) in {"cli", "web"}


def test_the_front_of_the_house_opens_no_room() -> None:
    assert not rooms_imported(imported(FRONT))


@every_file
def test_a_file_is_named_after_its_subject(file: Path) -> None:
    assert not NAMELESS & {part.removesuffix(".py") for part in file.relative_to(PACKAGE).parts}


@pytest.mark.parametrize("room", sorted({room_of(f) for f in FILES} - {"__main__"}))
def test_the_plan_of_the_house_shows_each_room(room: str) -> None:
    plan = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
    assert f"`{room}/`" in plan or f"`{room}.py`" in plan
