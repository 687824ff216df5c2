"""What an evening of many small files costs the case's database."""

from pathlib import Path

from sqlalchemy import Connection, event, text
from sqlalchemy.engine import Engine

from clew.matching.arrive import bring_in
from clew.model.asker import Asker
from clew.sources.intake import Wish
from clew.store import make_case

OFFICER = Asker("mira", "rs-police", "rehearsal of small files")


def test_many_small_files_come_in_over_few_connections(tmp_path: Path) -> None:
    case = make_case(tmp_path / "case")
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(f"Number {number} was seen.", encoding="utf-8")
    opened: list[object] = []

    def count(connection: object, _record: object) -> None:
        opened.append(connection)

    event.listen(Engine, "connect", count)
    try:
        receipts = list(bring_in(case, OFFICER, sorted(tmp_path.glob("*.txt")), Wish("rs-police")))
    finally:
        event.remove(Engine, "connect", count)
    case.close()
    assert len(receipts) == 30
    assert len(opened) < 5


def test_each_source_gets_the_next_number_whatever_came_before(tmp_path: Path) -> None:
    case = make_case(tmp_path / "case")
    for evening in range(3):
        for number in range(3):
            name = tmp_path / f"{evening}-{number}.csv"
            name.write_text(f"name,phone\nPerson {evening}{number},06312345{evening}{number}\n")
        list(bring_in(case, OFFICER, sorted(tmp_path.glob("*.csv")), Wish("rs-police")))
    with case.engine.begin() as conn:
        assert _numbers(conn, "source") == list(range(1, 10))
        for table in ("entity", "statement"):
            numbers = _numbers(conn, table)
            assert numbers == list(range(1, len(numbers) + 1))
    case.close()


def _numbers(conn: Connection, table: str) -> list[int]:
    return list(conn.scalars(text(f"SELECT no FROM {table} ORDER BY no")))
