"""clew hits: one hit drawn as a waterfall."""

from pathlib import Path

import pytest

from clew.matching.weigh import prior
from tests.cli.running import clew, clew_json, passengers


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case in which two agencies hold the same passengers."""
    place = tmp_path / "case"
    for agency in ("rs-police", "bg-police"):
        rows = tmp_path / f"{agency}.csv"
        passengers(rows, 3)
        rows.write_text(rows.read_text(encoding="utf-8") + f";{agency}\n", encoding="utf-8")
        assert clew("add", place, rows, "--agency", agency, "--country", "RS").exit_code == 0
    return place


def test_one_hit_is_drawn_from_the_prior_to_the_score(case: Path) -> None:
    (first, *_) = clew_json("hits", case)
    said = clew("hits", case, "--hit", first["id"]).stdout
    assert "before any clue: one in 10,000" in said
    assert all(clue["because"] in said for clue in first["clues"])
    assert f"together: probability {first['score']:.2f}" in said


def test_one_hit_as_json_names_the_prior(case: Path) -> None:
    (first, *_) = clew_json("hits", case)
    assert clew_json("hits", case, "--hit", first["id"])["prior"] == prior()
