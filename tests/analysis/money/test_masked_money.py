"""Whoever is recorded as a victim or as smuggled pays without a name, until somebody asks with a reason."""

import json
from pathlib import Path

import pytest

from clew.analysis.money.entries import Book, from_case, from_notebook
from clew.analysis.money.report import money
from clew.analysis.network.from_case import case_network
from clew.store import Door
from clew.store.masking import case_veil
from tests.matching.desk import Desk, person, thing

HEAD = "date,kind,payer,payee,holder,amount,currency,code,leg"


def asked(door: Door, notebook: Path | None = None) -> str:
    with door.act("view", what="money") as view:
        book = Book()
        if notebook is not None:
            from_notebook(notebook, book)
        from_case(view, case_network(view), book)
        book.mask(case_veil(view))
        return json.dumps(money(book, [], "EUR", (), view), ensure_ascii=False)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def paying(desk: Desk, category: str) -> None:
    vesa, boss = person(1, "Vesa Shtepia", phone="+38344100900"), person(2, "Boss Proba")
    vesa.category = category
    paid = thing(
        "Payment", 3, amount="900", currency="EUR", date="2026-03-04", purpose="code 44100900"
    )
    desk.bring("xk-police", vesa, boss, paid.link("payer", vesa.key).link("beneficiary", boss.key))


@pytest.mark.parametrize("category", ["victim", "migrant"])
def test_who_pays_is_masked_by_default_and_named_with_a_reason(desk: Desk, category: str) -> None:
    paying(desk, category)
    said = asked(desk.door)
    assert "Boss Proba" in said
    assert "Shtepia" not in said
    assert "44100900" not in said
    assert "Vesa Shtepia" in asked(desk.door_of("mira", unmask=True))


def test_people_masked_in_a_notebook_keep_their_own_sums(desk: Desk, tmp_path: Path) -> None:
    paying(desk, "victim")
    nora = person(1, "Nora Fshat")
    nora.category = "migrant"
    desk.bring("mk-police", nora)
    notebook = tmp_path / "notebook.csv"
    rows = [
        "2026-03-01,paid,Shtepia Vesa,Boss,,500,EUR,,",
        "2026-03-02,paid,Nora Fshat,Boss,,300,EUR,,",
    ]
    notebook.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    told = json.loads(asked(desk.door, notebook))
    paid = {one["who"]: one["paid"] for one in told["balances"] if one["paid"]}
    assert sorted(paid.values()) == [30_000, 50_000, 90_000]
    assert all(who.startswith("▮▮▮▮") for who in paid)
    assert "Shtepia" not in json.dumps(told)
    assert "Fshat" not in json.dumps(told)
