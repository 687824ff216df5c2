"""A value can be erased by law, and nothing that rested on it stays; the rest stays sound."""

from sqlalchemy import select

from clew import audit
from clew.audit.book import erase_note
from clew.exchange.ftm import export
from clew.store import Door
from clew.store.erasure import erase_value
from clew.store.reading import values
from clew.store.search import search
from clew.store.tables import STATEMENT
from tests.store.conftest import Bring, person


def test_an_erased_value_leaves_a_tombstone_and_no_way_to_find_it(door: Door, bring: Bring) -> None:
    bring("rs-police", person("Arben Hoxha", passportNumber="P1234567"))
    with door.act("erase") as view:
        number = view.conn.scalar(
            select(STATEMENT.c.no).where(STATEMENT.c.prop == "passportNumber")
        )
        erase_value(view, int(number or 0))
    with door.quiet() as view:
        assert search(view, "P1234567") == []
        assert [v.value for v in values(view, [1])] == ["Arben Hoxha", "(erased)"]
        assert audit.verify(view.conn).good
        assert "P1234567" not in "".join(export(view, {}))


def test_an_erased_name_is_no_longer_found_but_another_name_is(door: Door, bring: Bring) -> None:
    bring("rs-police", person("Arben Hoxha", alias="Beni"))
    with door.act("erase") as view:
        erase_value(
            view,
            int(view.conn.scalar(select(STATEMENT.c.no).where(STATEMENT.c.prop == "name")) or 0),
        )
    with door.quiet() as view:
        assert search(view, "Hoxha") == []
        assert len(search(view, "Beni")) == 1


def test_a_reason_can_be_erased_and_the_chain_still_holds(door: Door) -> None:
    with door.act("search", {"query": "Arben Hoxha"}):
        pass
    with door.step() as view:
        erase_note(view.conn, 1, "query")
    with door.quiet() as view:
        _, texts = next(audit.lines(view.conn))
        assert texts["query"] == "(erased)"
        assert audit.verify(view.conn).good
