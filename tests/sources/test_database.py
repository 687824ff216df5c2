"""A copied database is read row by row; damage costs the rows it hit, and the file is never touched."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clew.errors import SourceError
from clew.model.evidence import Evidence, Refusal
from clew.model.hashing import hash_of
from clew.sources.database import Row, open_database, tables_of
from tests.sources.app_databases import HERE, WORDS, make

ROWS = 4_000
WORDY = (
    "CREATE TABLE talk (_id INTEGER PRIMARY KEY, body TEXT);"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)"
    " INSERT INTO talk SELECT i, printf('row %d ', i) || hex(zeroblob(60)) FROM n;"
)


def evidence_of(path: Path, *beside: str) -> Evidence:
    near = tuple((ending, path.with_name(path.name + ending)) for ending in beside)
    return Evidence(path, path.name, "0" * 64, path.stat().st_size, "test-police", beside=near)


def read(path: Path, table: str, *beside: str) -> tuple[list[Row], list[Refusal]]:
    with open_database(evidence_of(path, *beside)) as database:
        items = list(database.rows(table))
        cut = [database.cut] if database.cut else []
    refused = [*cut, *(i for i in items if isinstance(i, Refusal))]
    return [i for i in items if isinstance(i, Row)], refused


@pytest.mark.parametrize("name", sorted(WORDS))
def test_a_sample_is_what_its_words_make(tmp_path: Path, name: str) -> None:
    made = make(tmp_path / name, WORDS[name])
    with (
        closing(sqlite3.connect(made)) as new,
        closing(sqlite3.connect(HERE / "samples" / name)) as old,
    ):
        assert list(new.iterdump()) == list(old.iterdump())


def test_the_file_and_its_folder_stay_as_they_were(tmp_path: Path) -> None:
    path = make(tmp_path / "talk.db", WORDY)
    before = hash_of(path)
    read(path, "talk")
    assert hash_of(path) == before
    assert [p.name for p in tmp_path.iterdir()] == ["talk.db"]


def test_a_database_cut_in_the_middle_keeps_the_rows_before_the_cut(tmp_path: Path) -> None:
    path = make(tmp_path / "talk.db", WORDY)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    rows, refused = read(path, "talk")
    assert ROWS * 0.4 < len(rows) < ROWS * 0.6
    assert [r.number for r in rows] == list(range(1, len(rows) + 1))
    assert (
        refused[0].reason
        == f"the database is cut off after {len(whole) // 2:,} of {len(whole):,} bytes"
    )


def test_what_was_made_after_the_rows_and_lies_behind_the_cut_costs_no_row(tmp_path: Path) -> None:
    path = make(tmp_path / "talk.db", WORDY + "CREATE INDEX late ON talk (body);")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    rows, _ = read(path, "talk")
    assert [r.number for r in rows][:3] == [1, 2, 3]
    assert len(rows) > ROWS * 0.4


def test_of_a_cut_list_of_tables_those_that_are_left_are_read(tmp_path: Path) -> None:
    many = " ".join(f"CREATE TABLE app_{n} (a_long_name_of_a_column TEXT);" for n in range(60))
    path = make(
        tmp_path / "talk.db",
        f"CREATE TABLE first (body TEXT); INSERT INTO first VALUES ('x'); {many}",
    )
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 3 // 4])
    with open_database(evidence_of(path)) as database:
        assert 0 < len(database.tables) < 61
        assert database.cut is not None


def test_rows_before_the_cut_whose_table_is_lost_behind_it_are_counted(tmp_path: Path) -> None:
    """What the rows are of stood in the list of tables, and that part of it was cut off."""
    path = tmp_path / "talk.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA page_size = 512")
        made.execute("CREATE TABLE talk (body TEXT)")
        made.executemany("INSERT INTO talk VALUES (?)", [(f"word {n} " * 5,) for n in range(40)])
        made.commit()
        for n in range(12):  # moves the list of tables off the first page, to the end of the file
            made.execute(f"CREATE TABLE app_{n} (a_rather_long_name_of_a_column_{n} TEXT)")
        made.commit()
    whole = path.read_bytes()
    list_at = whole.index(b"CREATE TABLE talk") // 512 * 512
    path.write_bytes(whole[:list_at])
    with open_database(evidence_of(path)) as database:
        assert "talk" not in database.tables
        assert database.cut is not None
        assert "40 rows on" in database.cut.reason
        assert "a forensic tool may read" in database.cut.do


def test_rows_a_phone_had_deleted_are_not_counted_as_lost(tmp_path: Path) -> None:
    path = make(tmp_path / "talk.db", WORDY + "DELETE FROM talk WHERE rowid > 5;")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with open_database(evidence_of(path)) as database:
        assert database.cut is not None
        assert "rows on" not in database.cut.reason


def test_damage_in_the_middle_costs_only_the_rows_it_hit(tmp_path: Path) -> None:
    path = make(tmp_path / "talk.db", WORDY)
    whole = bytearray(path.read_bytes())
    at = len(whole) // 2 // 512 * 512
    whole[at : at + 512] = b"\xff" * 512
    path.write_bytes(whole)
    rows, refused = read(path, "talk")
    assert ROWS - 10 < len(rows) < ROWS
    assert rows[-1].number == ROWS
    assert len(refused) == 1
    assert refused[0].reason.startswith("talk cannot be read after row ")


def logged(folder: Path) -> Path:
    """A database whose newest row stands only in the log beside it."""
    path = folder / "talk.db"
    connection = sqlite3.connect(path)
    connection.executescript(
        "PRAGMA journal_mode = WAL; CREATE TABLE talk (body TEXT); INSERT INTO talk VALUES ('old');"
        "PRAGMA wal_checkpoint(TRUNCATE); INSERT INTO talk VALUES ('new');"
    )
    copy = folder / "copy"
    copy.mkdir()
    for name in ("talk.db", "talk.db-wal"):
        (copy / name).write_bytes((folder / name).read_bytes())
    connection.close()
    return copy / "talk.db"


def test_rows_in_the_log_beside_a_database_are_read_and_neither_changes(tmp_path: Path) -> None:
    path = logged(tmp_path)
    log = path.with_name("talk.db-wal")
    before = hash_of(path), hash_of(log)
    rows, _ = read(path, "talk", "-wal")
    assert [row.text("body") for row in rows] == ["old", "new"]
    assert (hash_of(path), hash_of(log)) == before
    assert sorted(p.name for p in path.parent.iterdir()) == ["talk.db", "talk.db-wal"]


def test_a_cut_database_with_its_log_keeps_the_rows_before_the_cut_and_those_of_the_log(
    tmp_path: Path,
) -> None:
    path = tmp_path / "talk.db"
    connection = sqlite3.connect(make(path, WORDY))
    connection.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;"
        "CREATE TABLE late (body TEXT); INSERT INTO late VALUES ('new');"
    )
    copy = tmp_path / "copy"
    copy.mkdir()
    whole = path.read_bytes()
    (copy / "talk.db").write_bytes(whole[: len(whole) // 2])
    (copy / "talk.db-wal").write_bytes((tmp_path / "talk.db-wal").read_bytes())
    connection.close()
    assert [r.text("body") for r in read(copy / "talk.db", "late", "-wal")[0]] == ["new"]
    rows, refused = read(copy / "talk.db", "talk", "-wal")
    assert ROWS * 0.4 < len(rows) < ROWS * 0.6
    assert refused[0].reason.startswith("the database is cut off after")


def test_without_its_log_the_older_rows_stand(tmp_path: Path) -> None:
    rows, _ = read(logged(tmp_path), "talk")
    assert [row.text("body") for row in rows] == ["old"]


def test_a_database_whose_list_of_tables_is_gone_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "talk.db", WORDY)
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 412 + whole[512:])
    with pytest.raises(SourceError, match="the database is damaged"):
        read(path, "talk")


def test_bytes_that_are_no_text_are_read_with_a_mark(tmp_path: Path) -> None:
    words = "CREATE TABLE talk (body TEXT); INSERT INTO talk VALUES (CAST(X'70ff6f' AS TEXT));"
    rows, refused = read(make(tmp_path / "talk.db", words), "talk")
    assert [row.text("body") for row in rows] == ["p\ufffdo"]
    assert refused == []


def test_a_table_or_column_that_is_not_there_gives_nothing(tmp_path: Path) -> None:
    path = make(tmp_path / "talk.db", WORDY)
    assert read(path, "calls") == ([], [])
    with open_database(evidence_of(path)) as database:
        assert list(database.rows("talk", ("no_such_column",))) == []


def test_a_file_that_is_no_database_has_no_tables(tmp_path: Path) -> None:
    path = tmp_path / "text.db"
    path.write_text("no database")
    assert tables_of(evidence_of(path), b"no database") == {}


def test_a_name_in_the_list_of_tables_that_is_no_text_is_damage_not_a_crash(tmp_path: Path) -> None:
    path = make(tmp_path / "talk.db", "CREATE TABLE talk (body TEXT); CREATE TABLE other (x TEXT);")
    path.write_bytes(
        path.read_bytes().replace(b"CREATE TABLE other (x", b"CREATE TABLE o\x80her (x")
    )
    with pytest.raises(SourceError, match="the database is damaged"):
        read(path, "talk")
