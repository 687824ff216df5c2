"""A remembered hash is used only where the file surely is as it was."""

import os
import time
from pathlib import Path

import pytest

from clew.model.hashing import hash_of
from clew.store import Case, fingerprints
from clew.store.fingerprints import FROM_BYTES, Fingerprints, marks_of


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A large file that has rested for two minutes by the clock the memory looks at."""
    path = tmp_path / "kit.ufdr"
    path.write_bytes(b"a" * FROM_BYTES)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 120)
    monkeypatch.setattr(fingerprints, "_system_of", lambda _: "ext4")
    return path


def remembered(case: Case, path: Path) -> str | None:
    Fingerprints(case).remember(path, marks_of(path), hash_of(path))
    return Fingerprints(case).known(path)


def test_the_hash_of_a_large_file_that_rests_is_remembered(case: Case, large: Path) -> None:
    assert remembered(case, large) == hash_of(large)


def test_a_file_written_to_is_read_again_even_with_its_old_time(case: Case, large: Path) -> None:
    assert remembered(case, large)
    seen = large.stat()
    large.write_bytes(b"b" * FROM_BYTES)
    os.utime(large, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert Fingerprints(case).known(large) is None


def test_a_file_changed_just_now_is_not_remembered(
    case: Case, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: large.stat().st_mtime + 40)
    assert remembered(case, large) is None


@pytest.mark.parametrize("system", ["cifs", "nfs4", "vfat", "tmpfs", "zfs", "overlay", ""])
def test_a_file_whose_times_may_not_tell_is_not_remembered(
    case: Case, large: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(fingerprints, "_system_of", lambda _: system)
    assert remembered(case, large) is None


def test_a_line_a_killed_process_cut_off_is_passed_over(case: Case, large: Path) -> None:
    assert remembered(case, large)
    with (case.folder / ".hashes").open("a") as out:
        out.write('["/x", [1, 2')
    assert Fingerprints(case).known(large) == hash_of(large)
