"""A case an earlier clew made opens, takes files in, and answers what is asked of it."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from clew.analysis.money.entries import Book, from_case
from clew.analysis.money.report import money
from clew.analysis.network.from_case import case_network
from clew.analysis.prosecution.attaching import attach
from clew.analysis.prosecution.entering import enter
from clew.analysis.prosecution.sheet import answer
from clew.analysis.routes.report import routes
from clew.matching.arrive import bring_in
from clew.sources.intake import Wish
from clew.store import Case, custody, make_case, open_case
from clew.store.reading import parties
from clew.store.tables import METADATA
from tests.analysis.prosecution.laid_out import REASON, TODAY, id_of, journeys
from tests.matching.desk import Desk
from tests.report.test_prosecution_bundle import BORDER

FIRST = ("attached", "suspect", "checking", "rendering", "custody", "tally")
AGES = {
    "before custody, and each file once": (FIRST, True),
    "before translations and prosecution": (FIRST[:4], False),
    "before further records of a suspect": ((), False),
}
"""Ages of a case → the tables it had not yet, and whether an agency's file could be in it once only."""


def aged(case: Case, lacking: tuple[str, ...], is_once: bool) -> None:
    """Take from a case what an earlier clew had not yet."""
    with case.engine.begin() as conn:
        for name in lacking:
            conn.execute(text(f"DROP TABLE {name}"))
        if not lacking:
            conn.execute(text("ALTER TABLE suspect DROP COLUMN person"))
        for table in METADATA.tables.values():
            for index in table.indexes:
                if index.name in (
                    "entity_category",
                    "source_seen",
                    "source_parent",
                    "statement_link",
                ):
                    conn.execute(text(f"DROP INDEX IF EXISTS {index.name}"))
        if is_once and conn.dialect.name == "postgresql":
            conn.execute(text("ALTER TABLE source ADD CONSTRAINT once UNIQUE (sha256, agency)"))
        elif is_once:
            made = str(conn.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'source'")))
            conn.execute(text("ALTER TABLE source RENAME TO kept"))
            conn.execute(text(made.rstrip().removesuffix(")") + ", UNIQUE (sha256, agency))"))
            conn.execute(text("INSERT INTO source SELECT * FROM kept"))
            conn.execute(text("DROP TABLE kept"))


@pytest.mark.parametrize("age", AGES)
def test_an_older_case_opens_takes_files_in_and_answers(
    tmp_path: Path, database: str | None, age: str
) -> None:
    desk = Desk(tmp_path, database)
    journeys(desk)
    desk.case.close()
    older = make_case(tmp_path / "case")
    aged(older, *AGES[age])
    older.close()
    case = desk.case = open_case(tmp_path / "case")
    desk.door = desk.door_of("mira")
    for wish in (Wish("mk-police", "XK"), Wish("mk-police", "MK")):  # and the same file anew
        path = tmp_path / "border.csv"
        path.write_text(BORDER, encoding="utf-8")
        receipts = list(bring_in(case, desk.door.asker, [path], wish))
        assert receipts
    entity = id_of(desk, "Genc Topalli")
    enter(desk.door, entity, REASON)
    attach(desk.door, entity, "smuggling.benefit", "for", "he was paid for it", "1 row 20")
    with desk.door.quiet() as view:
        network = case_network(view)
        book = Book()
        from_case(view, network, book)
        ledger: Any = money(book, [], "EUR", (), view)
        assert [one["amount"] for one in ledger["entries"]] == ["2,500.00 EUR"]
        assert routes(view, network, "")["method"]
        found: Any = answer(view, TODAY)
        (shown,) = found["suspects"]
        assert shown["offences"]
        assert parties(view, [1])[1].caption == "Genc Topalli"
        assert custody.chains(view, None) is not None
    wanted = {table: {c.name for c in made.c} for table, made in METADATA.tables.items()}
    known = inspect(case.engine)
    assert {t: {c["name"] for c in known.get_columns(t)} for t in wanted} == wanted
    case.close()


def test_an_older_case_that_was_made_whole_stays_as_it_is(
    tmp_path: Path, database: str | None
) -> None:
    case = make_case(tmp_path / "case", database)
    aged(case, FIRST, True)
    case.close()
    open_case(tmp_path / "case").close()
    again = open_case(tmp_path / "case")
    assert inspect(again.engine).get_unique_constraints("source") == [
        one
        for one in inspect(again.engine).get_unique_constraints("source")
        if one["column_names"] == ["key"]
    ]
    again.close()
