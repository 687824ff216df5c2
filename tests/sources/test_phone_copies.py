"""Copies and backups of phones: what belongs together is read together, what is locked is named."""

import hashlib
import io
import shutil
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from clew.model.hashing import hash_of
from clew.sources.beside import belongs_to
from tests.cli.running import clew, clew_json
from tests.sources.app_databases import HERE, WORDS, make

SAMPLES = HERE / "samples"
NOISE = Random(1).randbytes(16_384)
"""What an encrypted file looks like."""
LAST = "INSERT INTO sms VALUES (9, 1, '+442079460002', NULL, 1772384990000, 0, 1, NULL, 'i fundit', NULL)"


def with_log(folder: Path, name: str = "mmssms.db") -> Path:
    """A copied database whose last row stands only in the log beside it."""
    live = make(folder / "live", WORDS["mmssms.db"])
    connection = sqlite3.connect(live)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(LAST)
    connection.commit()
    copy = folder / "copy"
    copy.mkdir()
    for ending in ("", "-wal", "-shm"):
        shutil.copyfile(f"{live}{ending}", copy / f"{name}{ending}")
    connection.close()
    return copy


def add(case: Path, *paths: Path) -> dict[str, dict[str, Any]]:
    receipts = clew_json("add", case, *paths, "--agency", "rs-police")
    return {receipt["file"]: receipt for receipt in receipts}


def as_folder(copy: Path) -> Path:
    return copy


def as_file(copy: Path) -> Path:
    return copy / "mmssms.db"


def as_zip(copy: Path) -> Path:
    path = copy.parent / "phone.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(copy.iterdir()):
            archive.write(file, f"/data/data/com.android.providers.telephony/databases/{file.name}")
    return path


def as_tar(copy: Path) -> Path:
    path = copy.parent / "phone.tar"
    with tarfile.open(path, "w") as archive:
        for file in sorted(copy.iterdir(), reverse=True):
            archive.add(file, f"data/{file.name}")
    return path


def as_android_backup(copy: Path) -> Path:
    path = copy.parent / "phone.ab"
    packed = zlib.compress(as_tar(copy).read_bytes())
    path.write_bytes(b"ANDROID BACKUP\n5\n1\nnone\n" + packed)
    return path


@pytest.mark.parametrize("given", [as_folder, as_file, as_zip, as_tar, as_android_backup])
def test_the_log_beside_a_database_is_read_with_it(
    tmp_path: Path, given: Callable[[Path], Path]
) -> None:
    receipts = add(tmp_path / "case", given(with_log(tmp_path)))
    (receipt,) = [r for r in receipts.values() if r["reader"] == "android-messages"]
    assert receipt["counts"]["messages"] == 5
    assert receipt["guessed"]["read with"] == "the wal file beside it"
    assert list(receipt["beside"]) == ["-wal"]


def test_neither_a_database_nor_its_log_is_changed_and_both_are_kept(tmp_path: Path) -> None:
    copy = with_log(tmp_path)
    before = {file.name: hash_of(file) for file in copy.iterdir()}
    add(tmp_path / "case", copy)
    assert {file.name: hash_of(file) for file in copy.iterdir()} == before
    kept = {path.name for path in (tmp_path / "case" / "originals").glob("*/*")}
    assert set(before.values()) <= kept


@pytest.mark.parametrize("given", [as_folder, as_zip, as_tar])
def test_files_beside_a_database_have_receipts_that_say_with_what_they_were_read(
    tmp_path: Path, given: Callable[[Path], Path]
) -> None:
    receipts = add(tmp_path / "case", given(with_log(tmp_path)))
    by_ending = {name[-4:]: receipt for name, receipt in receipts.items()}
    assert [by_ending[e]["guessed"]["read with"] for e in ("-wal", "-shm")] == ["mmssms.db"] * 2
    assert (by_ending["-wal"]["reader"], by_ending["-wal"]["refused"]) == ("beside", 0)


def test_the_same_database_with_another_log_is_read_anew(tmp_path: Path) -> None:
    copy = with_log(tmp_path)
    alone = tmp_path / "mmssms.db"
    shutil.copyfile(copy / "mmssms.db", alone)
    assert add(tmp_path / "case", alone)["mmssms.db"]["counts"]["messages"] == 4
    assert add(tmp_path / "case", copy)["mmssms.db"]["counts"]["messages"] == 5
    assert add(tmp_path / "case", copy)["mmssms.db"]["already"]


def backup(folder: Path, *, locked: bool = False) -> Path:
    """An iTunes-style backup of one database."""
    root = folder / "backup"
    digest = hashlib.sha1(b"HomeDomain-Library/SMS/sms.db", usedforsecurity=False).hexdigest()
    (root / digest[:2]).mkdir(parents=True)
    shutil.copyfile(SAMPLES / "sms.db", root / digest[:2] / digest)
    if locked:
        (root / "Manifest.db").write_bytes(NOISE)
        return root
    with closing(sqlite3.connect(root / "Manifest.db")) as index:
        index.execute(
            "CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)"
        )
        index.execute("CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB)")
        index.execute(
            "INSERT INTO Files VALUES (?, 'HomeDomain', 'Library/SMS/sms.db', 1, NULL)", (digest,)
        )
        index.commit()
    return root


def zipped(root: Path) -> Path:
    path = root.parent / "backup.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(p for p in root.rglob("*") if p.is_file()):
            archive.write(file, f"0001/{file.relative_to(root)}")
    return path


@pytest.mark.parametrize("given", [as_folder, zipped])
def test_a_backup_is_read_under_the_names_of_the_phone(
    tmp_path: Path, given: Callable[[Path], Path]
) -> None:
    receipts = add(tmp_path / "case", given(backup(tmp_path)))
    (name,) = [name for name, r in receipts.items() if r["reader"] == "ios-messages"]
    assert name.endswith("(HomeDomain/Library/SMS/sms.db)")
    (index,) = [r for name, r in receipts.items() if name.endswith("Manifest.db")]
    assert (index["reader"], index["refused"]) == ("beside", 0)


def backup_with_log(folder: Path) -> Path:
    """An iTunes-style backup of a database whose last row stands only in its log, each under its own hash."""
    root = folder / "backup"
    root.mkdir()
    copy = with_log(folder, "sms.db")
    with closing(sqlite3.connect(root / "Manifest.db")) as index:
        index.execute(
            "CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)"
        )
        for ending in ("-wal", ""):
            place = f"Library/SMS/sms.db{ending}"
            name = f"HomeDomain-{place}".encode()
            digest = hashlib.sha1(name, usedforsecurity=False).hexdigest()
            (root / digest[:2]).mkdir(exist_ok=True)
            shutil.copyfile(copy / f"sms.db{ending}", root / digest[:2] / digest)
            index.execute("INSERT INTO Files VALUES (?, 'HomeDomain', ?, 1, NULL)", (digest, place))
        index.commit()
    return root


@pytest.mark.parametrize("given", [as_folder, zipped])
def test_in_a_backup_a_database_is_read_with_the_log_its_manifest_names(
    tmp_path: Path, given: Callable[[Path], Path]
) -> None:
    receipts = add(tmp_path / "case", given(backup_with_log(tmp_path)))
    (receipt,) = [r for r in receipts.values() if r["reader"] == "android-messages"]
    assert receipt["counts"]["messages"] == 5
    (log,) = [r for name, r in receipts.items() if name.endswith("sms.db-wal)")]
    assert (log["reader"], log["guessed"]["read with"]) == ("beside", "sms.db")


WAL = b"\x37\x7f\x06\x82" + bytes(60)


def test_two_members_of_one_name_both_come_in(tmp_path: Path) -> None:
    path = tmp_path / "phone.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(SAMPLES / "mmssms.db", "databases/a.db")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.write(SAMPLES / "contacts2.db", "databases/a.db")
    receipts = clew_json("add", tmp_path / "case", path, "--agency", "rs-police")
    readers = [receipt["reader"] for receipt in receipts]
    assert readers == ["archive", "android-messages", "android-contacts"]


LOCKED_TAR = b"ANDROID BACKUP\n5\n1\nAES-256\n" + bytes(64)


@pytest.mark.parametrize(
    ("name", "content", "reason", "tool"),
    [
        ("Manifest.db", NOISE, "the index of an encrypted iTunes-style backup", "MVT"),
        ("msgstore.db.crypt14", NOISE, "an encrypted copy of WhatsApp's messages", "wa-crypt-tools"),
        ("signal.db", NOISE, "Signal's encrypted database (SQLCipher)", "sqlcipher"),
        ("phone.ab", LOCKED_TAR, "the backup is encrypted (AES-256)", "android-backup-extractor"),
        ("sms.db-wal", WAL, "the write-ahead log of a database, without the database", "folder"),
    ],
)  # fmt: skip
def test_what_is_locked_or_alone_is_named_with_what_could_open_it(
    tmp_path: Path, name: str, content: bytes, reason: str, tool: str
) -> None:
    (tmp_path / name).write_bytes(content)
    clew("add", tmp_path / "case", tmp_path / name, "--agency", "rs-police")
    (refused,) = clew_json("refused", tmp_path / "case")
    assert refused["reason"] == reason
    assert tool in refused["do"]


def test_a_database_nobody_knows_is_named_by_its_tables(tmp_path: Path) -> None:
    path = make(
        tmp_path / "strange.db", "CREATE TABLE bus (stop TEXT); INSERT INTO bus VALUES ('ura');"
    )
    clew("add", tmp_path / "case", path, "--agency", "rs-police")
    (refused,) = clew_json("refused", tmp_path / "case")
    assert refused["reason"] == "an SQLite database clew does not know, with 1 tables: bus ×1"


def test_a_database_cut_so_that_its_list_of_tables_is_lost_says_so(
    shared: Path, tmp_path: Path
) -> None:
    whole = (shared / "data/phones/databases/mmssms.db").read_bytes()
    (tmp_path / "mmssms.db").write_bytes(whole[: len(whole) // 2])
    clew("add", tmp_path / "case", tmp_path / "mmssms.db", "--agency", "us-lab")
    (refused,) = clew_json("refused", tmp_path / "case")
    assert refused["reason"].endswith("of its list of tables there is left: none")


def test_a_cut_real_database_keeps_the_rows_before_the_cut(shared: Path, tmp_path: Path) -> None:
    whole = (shared / "data/phones/databases/tango_android_tc.db").read_bytes()
    path = tmp_path / "tc.db"
    path.write_bytes(whole[: len(whole) * 3 // 4])
    receipt = add(tmp_path / "case", path)["tc.db"]
    assert receipt["reader"] == "tango-android"
    assert 0 < receipt["counts"]["messages"] < 18
    assert receipt["refused"] >= 2


def test_a_cut_android_backup_keeps_the_files_before_the_cut(tmp_path: Path) -> None:
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        archive.add(SAMPLES / "mmssms.db", "mmssms.db")
        entry = tarfile.TarInfo("noise")
        entry.size = 200_000
        archive.addfile(entry, io.BytesIO(Random(2).randbytes(entry.size)))
    whole = b"ANDROID BACKUP\n5\n1\nnone\n" + zlib.compress(tar.getvalue())
    (tmp_path / "phone.ab").write_bytes(whole[: len(whole) // 2])
    receipts = add(tmp_path / "case", tmp_path / "phone.ab")
    assert receipts["phone.ab!mmssms.db"]["counts"]["messages"] == 4
    assert receipts["phone.ab"]["refused"] == 1


@pytest.mark.parametrize(
    ("name", "database"),
    [("a/sms.db-wal", "a/sms.db"), ("sms.db-shm", "sms.db"), ("sms.db", None), ("-wal", None)],
)
def test_what_a_file_lies_beside_is_told_by_its_name(name: str, database: str | None) -> None:
    assert belongs_to(name) == database
