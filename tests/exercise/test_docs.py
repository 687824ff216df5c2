"""The page about the rehearsal says what the rehearsal does."""

from pathlib import Path

from clew.exercise.make import make
from clew.exercise.scene import mix
from tests.exercise.conftest import Rehearsal

PAGE = (Path(__file__).parents[2] / "docs" / "rehearsal.md").read_text("utf-8")


def test_the_page_quotes_what_seed_7_prints(tmp_path: Path) -> None:
    printed = make(7, tmp_path).as_table().replace(f" in {tmp_path}", "")
    assert f"```\n{printed}\n```" in PAGE


def test_the_page_names_every_field_of_the_truth(one: Rehearsal) -> None:
    assert [field for field in one.truth if f"`{field}`" not in PAGE] == []


def test_the_page_gives_the_floors_of_the_mix() -> None:
    assert [
        name
        for name, floor in mix()["floors"].items()
        if f"| {floor:.0%}".replace("%", " %") not in PAGE
    ] == []
