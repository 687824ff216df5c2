"""Money told in a case: proposed with its words, and in no sum before a person accepts it."""

from pathlib import Path
from typing import Any

import pytest

from clew.analysis.money.entries import Book, from_case
from clew.analysis.money.proposed import decide, proposed
from clew.analysis.money.report import money
from clew.analysis.network.from_case import case_network
from clew.errors import NotFound
from clew.model.asker import Asker
from clew.model.evidence import Found
from clew.store import Case, Door, make_case
from tests.analysis.figures.reports import add_report

OFFICER = Asker("mira", "local", "")
PAID = "According to the witness, Samir Duka paid 1,500 euros to Hamo Leka in the spring."


def ledger(case: Case) -> dict[str, Any]:
    with Door(case, OFFICER).quiet() as view:
        book = Book()
        from_case(view, case_network(view), book)
        return dict(money(book, [], "EUR", (), view))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = make_case(tmp_path / "case")
    add_report(made, tmp_path, "witness.txt", PAID)
    add_report(made, tmp_path, "other.txt", "The weather was bad and the road was closed.")
    return made


def first_id(case: Case) -> str:
    with Door(case, OFFICER).quiet() as view:
        (one,) = proposed(view)
    return one.id


def test_what_a_report_tells_is_proposed_with_its_words_and_in_no_sum(case: Case) -> None:
    told = ledger(case)
    (one,) = told["proposed"]
    assert (one["payer"], one["payee"], one["amount"]) == (
        "Samir Duka",
        "Hamo Leka",
        "1,500.00 EUR",
    )
    assert one["where"] == "witness.txt, paragraph 1"
    assert one["quote"] == "Samir Duka paid 1,500 euros to Hamo Leka"
    assert (told["entries"], told["balances"]) == ([], [])


def test_an_accepted_one_is_an_entry_marked_as_told(case: Case) -> None:
    decide(Door(case, OFFICER), {first_id(case): "accepted"})
    told = ledger(case)
    (entry,) = told["entries"]
    assert (entry["payer"], entry["payee"], entry["minor"]) == ("Samir Duka", "Hamo Leka", 150_000)
    assert entry["told"] is True
    assert "witness.txt" in entry["where"]
    assert told["proposed"] == []


def test_a_rejected_one_is_not_proposed_again_and_in_no_sum(case: Case) -> None:
    decide(Door(case, OFFICER), {first_id(case): "rejected"})
    told = ledger(case)
    assert (told["proposed"], told["entries"]) == ([], [])


def test_an_answer_to_no_proposal_is_refused(case: Case) -> None:
    ident = first_id(case)
    decide(Door(case, OFFICER), {ident: "rejected"})
    for unknown in (ident, "999:0-3", "all"):
        with pytest.raises(NotFound, match="no proposed payment"):
            decide(Door(case, OFFICER), {unknown: "accepted"})


def test_a_name_told_twice_is_one_person_of_its_report(tmp_path: Path) -> None:
    case = make_case(tmp_path / "case")
    add_report(
        case, tmp_path, "a.txt", "Samir paid 100 euros to Hamo. Later Samir paid 200 euros to Hamo."
    )
    with Door(case, OFFICER).quiet() as view:
        answers = {one.id: "accepted" for one in proposed(view)}
    decide(Door(case, OFFICER), answers)
    told = ledger(case)
    paid = {one["who"]: one["paid"] for one in told["balances"]}
    assert paid["Samir"] == 30_000
    assert len(told["balances"]) == 2


def test_a_victims_name_is_never_proposed(tmp_path: Path) -> None:
    case = make_case(tmp_path / "case")
    victim = Found("Person", "v", "paragraph 1", category="victim").add("name", "Samir Duka")
    add_report(case, tmp_path, "a.txt", PAID, victim)
    with Door(case, OFFICER).quiet() as view:
        assert "Samir" not in str([one.as_json() for one in proposed(view)])


def test_in_a_message_i_and_you_are_its_sender_and_recipient(tmp_path: Path) -> None:
    case = make_case(tmp_path / "case")
    sender = Found("Person", "s", "row 1").add("name", "Edi")
    getter = Found("Person", "g", "row 1").add("name", "Mona")
    message = Found("Message", "m", "row 1").add("bodyText", "I sent you 700 euros today")
    message.add("date", "2024-03-05").link("sender", "s").link("recipients", "g")
    add_report(case, tmp_path, "chat.txt", "Chat.", sender, getter, message)
    with Door(case, OFFICER).quiet() as view:
        (one,) = proposed(view)
    assert (one.payer, one.payee, one.day) == ("Edi", "Mona", "2024-03-05")
    decide(Door(case, OFFICER), {one.id: "accepted"})
    (entry,) = ledger(case)["entries"]
    assert (entry["payer"], entry["payee"], entry["day"]) == ("Edi", "Mona", "2024-03-05")
