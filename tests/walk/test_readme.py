"""The figures on the README's first screen are those of the rehearsal."""

from pathlib import Path

import pytest

from tests.cli.running import clew_json

README = Path(__file__).parents[2] / "README.md"


def row(said: dict[str, dict[str, object]]) -> str:
    """The line of the README that the rehearsal of seed 7 fills."""
    planted, found = said["planted"], said["found"]
    numbers, false = found["identifiers"], found["false"]
    assert isinstance(numbers, dict)
    assert isinstance(false, list)
    files, agencies = planted["files"], planted["agencies"]
    assert isinstance(files, list)
    assert isinstance(agencies, dict)
    return (
        f"| {len(files)} files of {len(agencies)} agencies: passenger lists, phone reports, forged passports, "
        f"border checks, call records, reports | What do we hold in common? | {found['proposed']:,} proposed matches, "
        f"each a question with its clues, {len(false)} of them false; {numbers['found']} of {numbers['planted']} "
        "planted shared numbers found |"
    )


@pytest.mark.slow
def test_the_readme_tells_what_the_rehearsal_finds(tmp_path: Path) -> None:
    said = clew_json("rehearse", "demo", "--seed", 7, "--out", tmp_path / "demo", "--no-serve")
    assert row(said) in README.read_text(encoding="utf-8")
