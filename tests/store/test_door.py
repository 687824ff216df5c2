"""Nothing is read or written but through the door, and the door writes it down."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from clew import audit
from clew.errors import BrokenLog, NotAllowed
from clew.policy import Scope
from clew.store import Door
from clew.store.covering import MASK
from clew.store.reading import parties, party, values
from clew.store.receipts import refused, sources
from clew.store.search import search
from tests.store.conftest import OFFICER, Bring, person


def test_every_act_leaves_its_line(door: Door) -> None:
    with door.act("view", what="sources") as view:
        view.note(results=0)
    with door.quiet() as view:
        line, _ = next(audit.lines(view.conn))
    said = json.loads(line.text)
    assert (said["act"], said["who"], said["of"]) == (
        "view",
        "mira",
        {"what": "sources", "results": 0},
    )


def test_an_act_that_cannot_be_written_down_does_not_happen(door: Door, bring: Bring) -> None:
    bring("rs-police", person("Arben Hoxha"))
    with door.step() as view:
        view.conn.execute(text("DROP TABLE log"))
    with pytest.raises(BrokenLog, match="was not done"), door.act("decide") as view:
        view.conn.execute(text("UPDATE entity SET category = 'suspect'"))
    with door.quiet() as view:
        assert view.conn.scalar(text("SELECT count(*) FROM entity WHERE category = 'suspect'")) == 0


def test_an_act_that_fails_leaves_neither_change_nor_line(door: Door) -> None:
    with door.quiet() as view:
        before = audit.head(view.conn)
    with pytest.raises(ZeroDivisionError), door.act("view"):
        _ = 1 / 0
    with door.quiet() as view:
        assert audit.head(view.conn) == before


def test_no_line_of_the_log_holds_a_personal_value(door: Door, bring: Bring) -> None:
    bring("rs-police", person("Arben Hoxha", passportNumber="P1234567"))
    with door.act("search", {"query": "Arben Hoxha"}) as view:
        search(view, "Arben Hoxha")
    with door.quiet() as view:
        told = b" ".join(line.text for line, _ in audit.lines(view.conn))
    assert b"Arben" not in told
    assert b"P1234567" not in told


def test_a_scope_hides_another_agency_on_every_page(door: Door, bring: Bring) -> None:
    bring("rs-police", person("Arben Hoxha", phone="12"))
    bring("xk-police", person("Besnik Gashi", phone="13"), digest="b" * 64)
    door.scope = Scope(agencies=frozenset({"xk-police"}))
    with door.quiet() as view:
        seen = {s["agency"] for s in sources(view)}
        numbers = list(parties(view, range(1, 50)))
        told = {v.agency for v in values(view, list(range(1, 50)))}
        lost = {r["agency"] for r in refused(view)}
        assert search(view, "Hoxha") == []
    assert (seen, told, lost, len(numbers)) == ({"xk-police"}, {"xk-police"}, {"xk-police"}, 1)


def test_a_victim_is_masked_until_unmasked_with_a_reason(door: Door, bring: Bring) -> None:
    victim = person("Vesa Berisha", birthDate="2009-01-02")
    victim.category = "victim"
    bring("rs-police", victim)
    with door.quiet() as view:
        (covered,) = search(view, "Vesa")
        assert covered.party.masked
        assert {v.value for v in values(view, [covered.party.no])} == {MASK}
    openly = Door(door.case, replace(OFFICER, unmask=True, why="hand-over to the shelter"))
    with openly.quiet() as view:
        assert party(view, covered.party.entity).caption == "Vesa Berisha"


def test_nobody_unmasks_victims_without_a_reason(door: Door) -> None:
    with pytest.raises(NotAllowed, match="victims stay masked"):
        Door(door.case, replace(OFFICER, unmask=True, why=""))
