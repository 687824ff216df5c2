"""What stands in the repository speaks of the project alone, and is finished."""

from pathlib import Path

import pytest

from tests.own_files import ROOT, ending, named, ours

# Each word is written in two halves, so that this file does not hold what it forbids.
MACHINES = [
    "".join(halves)
    for halves in [
        ("pypi", ".org"),
        ("python", "hosted"),
        ("npm", "js.org"),
        ("npm", "js.com"),
        ("debian", ".org"),
        ("/ro", "ot/"),
        ("/wo", "rk/"),
        ("/opt/", "pypi"),
        ("/opt/", "wheels"),
        ("/home", "/user"),
    ]
]
UNFINISHED = ["TO" + "DO", "FIX" + "ME", "raise NotImplemented" + "Error"]


@pytest.mark.parametrize("file", ours(), ids=named)
def test_no_file_names_a_package_host_or_a_place_on_one_machine(file: Path) -> None:
    text = file.read_bytes().lower()
    assert not [word for word in MACHINES if word.encode() in text]


@pytest.mark.parametrize("file", ending(".py", ".ts", ".svelte", ".md", ".sh"), ids=named)
def test_no_file_is_left_unfinished(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not [word for word in UNFINISHED if word in text]


def test_the_lock_of_the_desk_names_no_address() -> None:
    assert '"resolved"' not in (ROOT / "desk/package-lock.json").read_text("utf-8")
