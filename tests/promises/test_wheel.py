"""The wheel holds the package, its data files and the built desk: its users need no Node."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.own_files import PACKAGE, ROOT, ours


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as packed:
        return set(packed.namelist())


@pytest.mark.slow
def test_the_wheel_holds_each_file_of_the_package(wheel: set[str]) -> None:
    files = {f.relative_to(ROOT).as_posix() for f in ours() if f.is_relative_to(PACKAGE)}
    assert not files - wheel


@pytest.mark.slow
def test_the_wheel_holds_the_built_desk(wheel: set[str]) -> None:
    if not (PACKAGE / "web" / "static" / "index.html").is_file():
        pytest.skip("the desk is not built here: run `make desk`")
    assert "clew/web/static/index.html" in wheel


@pytest.mark.slow
def test_the_wheel_holds_what_is_learnt_of_each_language_scans_are_read_in(wheel: set[str]) -> None:
    table = tomllib.loads((PACKAGE / "sources" / "scripts.toml").read_text("utf-8"))
    named = {language for script in table["script"] for language in script["languages"]}
    assert {f"clew/sources/traineddata/{one}.traineddata" for one in named} <= wheel


@pytest.mark.slow
def test_the_wheel_holds_nothing_but_the_package(wheel: set[str]) -> None:
    assert {Path(name).parts[0].partition("-")[0] for name in wheel} == {"clew"}
