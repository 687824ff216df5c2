"""A watched folder gives a file once it is complete, once, and touches nothing."""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clew.sources.arrivals import Arrival
from clew.sources.watched_folder import WatchedFolder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "drop"
    place.mkdir()
    return place


def names(arrivals: list[Arrival]) -> list[str]:
    return [arrival.name for arrival in arrivals]


def taken(watched: WatchedFolder, now: float) -> list[str]:
    ready = watched.look(now)
    for arrival in ready:
        watched.taken(arrival)
    return names(ready)


def test_a_file_is_complete_when_it_stayed_as_it_is_for_the_time_said(folder: Path) -> None:
    watched = WatchedFolder(folder, settle_s=5)
    (folder / "list.csv").write_text("a")
    assert [taken(watched, now) for now in (0, 4.9, 5.0, 60)] == [[], [], ["list.csv"], []]


def test_a_file_that_still_grows_waits_anew(folder: Path) -> None:
    watched = WatchedFolder(folder, settle_s=5)
    (folder / "kit.ufdr").write_text("a")
    assert taken(watched, 0) == []
    (folder / "kit.ufdr").write_text("ab")
    assert [taken(watched, now) for now in (4, 8, 9)] == [[], [], ["kit.ufdr"]]


@pytest.mark.parametrize("name", ["kit.ufdr.part", "list.csv.crdownload", ".list.csv.swp", "x.tmp"])
def test_what_a_program_marks_as_unfinished_is_left_until_it_has_its_name(
    folder: Path, name: str
) -> None:
    watched = WatchedFolder(folder, settle_s=1)
    (folder / name).write_text("a")
    assert [taken(watched, now) for now in (0, 10)] == [[], []]
    (folder / name).rename(folder / "whole.csv")
    assert [taken(watched, now) for now in (11, 12)] == [[], ["whole.csv"]]


def test_subfolders_are_watched_and_hidden_ones_are_not(folder: Path) -> None:
    for place in ("day/night", ".trash"):
        (folder / place).mkdir(parents=True)
        (folder / place / "a.csv").write_text("a")
    watched = WatchedFolder(folder, settle_s=1)
    assert [taken(watched, now) for now in (0, 1)] == [[], ["day/night/a.csv"]]


def test_a_file_replaced_under_its_name_is_a_new_one(folder: Path) -> None:
    watched = WatchedFolder(folder, settle_s=1)
    (folder / "list.csv").write_text("a")
    assert [taken(watched, now) for now in (0, 1)] == [[], ["list.csv"]]
    (folder / "new").write_text("b")
    os.replace(folder / "new", folder / "list.csv")  # noqa: PTH105 - as a program does it
    assert [taken(watched, now) for now in (2, 3)] == [[], ["list.csv"]]


def test_a_file_whose_intake_was_cut_off_is_given_again(folder: Path) -> None:
    watched = WatchedFolder(folder, settle_s=0)
    (folder / "list.csv").write_text("a")
    assert [names(watched.look(now)) for now in (0, 1)] == [["list.csv"], ["list.csv"]]
    assert watched.waiting() == 1


def test_a_database_waits_for_the_log_beside_it(folder: Path) -> None:
    watched = WatchedFolder(folder, settle_s=5)
    (folder / "sms.db").write_text("a")
    assert taken(watched, 0) == []
    (folder / "sms.db-wal").write_text("b")
    assert [taken(watched, now) for now in (4, 6, 9)] == [[], [], ["sms.db", "sms.db-wal"]]


def test_a_log_that_comes_late_brings_its_database_once_more(folder: Path) -> None:
    watched = WatchedFolder(folder, settle_s=1)
    (folder / "sms.db").write_text("a")
    assert [taken(watched, now) for now in (0, 1, 2)] == [[], ["sms.db"], []]
    (folder / "sms.db-wal").write_text("b")
    assert [taken(watched, now) for now in (3, 4, 5)] == [[], ["sms.db", "sms.db-wal"], []]


def hashed(name: str) -> str:
    digest = hashlib.sha1(f"HomeDomain-{name}".encode(), usedforsecurity=False).hexdigest()
    return f"{digest[:2]}/{digest}"


def manifest(path: Path, *names: str) -> None:
    with closing(sqlite3.connect(path)) as index:
        index.execute("CREATE TABLE Files (fileID TEXT, domain TEXT, relativePath TEXT, flags INT)")
        rows = [(hashed(name)[3:], "HomeDomain", name, 1) for name in names]
        index.executemany("INSERT INTO Files VALUES (?, ?, ?, ?)", rows)
        index.commit()


DATABASE, LOG = "Library/SMS/sms.db", "Library/SMS/sms.db-wal"


def put(folder: Path, name: str) -> None:
    place = folder / hashed(name)
    place.parent.mkdir(exist_ok=True)
    place.write_text(name)


def test_a_log_that_comes_late_into_a_backup_brings_its_database_once_more(folder: Path) -> None:
    manifest(folder / "Manifest.db", DATABASE, LOG)
    put(folder, DATABASE)
    watched = WatchedFolder(folder, settle_s=1)
    assert len([taken(watched, now) for now in (0, 1)][1]) == 2
    put(folder, LOG)
    shown = [f"{hashed(name)} (HomeDomain/{name})" for name in (DATABASE, LOG)]
    assert [sorted(taken(watched, now)) for now in (2, 3, 4)] == [[], sorted(shown), []]


def test_a_manifest_that_comes_last_brings_together_what_belongs_together(folder: Path) -> None:
    for name in (DATABASE, LOG):
        put(folder, name)
    watched = WatchedFolder(folder, settle_s=1)
    assert [len(taken(watched, now)) for now in (0, 1, 2)] == [0, 2, 0]
    manifest(folder / "Manifest.db", DATABASE, LOG)
    assert [len(taken(watched, now)) for now in (3, 4, 5)] == [2, 1, 0]


def test_a_share_that_went_away_is_an_error_and_not_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        WatchedFolder(tmp_path / "gone", settle_s=1).look(0)


def test_nothing_in_the_folder_is_altered(folder: Path) -> None:
    (folder / "list.csv").write_text("a")
    before = (folder / "list.csv").stat()
    watched = WatchedFolder(folder, settle_s=0)
    taken(watched, 0)
    after = (folder / "list.csv").stat()
    assert sorted(p.name for p in folder.iterdir()) == ["list.csv"]
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
