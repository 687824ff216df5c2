"""To whom a name in a notebook may belong is a question; money counts for roles only where it has one clear answer."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clew.analysis.money.entries import Book, from_case, from_notebook
from clew.analysis.money.whose import names_asked
from clew.analysis.network.from_case import case_network
from clew.analysis.network.roles import RoleQuestion, role_questions
from clew.model.evidence import Found
from tests.cli.running import clew_json
from tests.matching.desk import Desk, person, thing

HEAD = "date,kind,payer,payee,holder,amount,currency,code,leg"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.case.close()


def notebook(folder: Path, *rows: str) -> Path:
    """A notebook of these rows; "payer,payee" alone is 700 euros paid on 4 March."""
    path = folder / "notebook.csv"
    whole = [row if row.count(",") > 1 else f"2026-03-04,paid,{row},,700,EUR,," for row in rows]
    path.write_text("\n".join([HEAD, *whole]), encoding="utf-8")
    return path


def asked(desk: Desk, path: Path, *, unmask: bool = False) -> list[dict[str, Any]]:
    """The questions about names."""
    book = Book()
    from_notebook(path, book)
    with desk.door_of("mira", unmask).quiet() as view:
        network = case_network(view)
        from_case(view, network, book)
        return names_asked(view, network, book.entries)


def clues(question: dict[str, Any]) -> str:
    return "; ".join(clue["says"] for clue in question["clues"])


def call(row: int, one: Found, other: Found) -> Found:
    return thing("Call", row, date="2026-03-02").link("caller", one.key).link("receiver", other.key)


def paid(row: int, payer: Found, payee: Found, day: int) -> Found:
    found = thing("Payment", row, amount="700", currency="EUR", date=f"2026-03-{day:02}")
    return found.link("payer", payer.key).link("beneficiary", payee.key)


def test_a_whole_name_in_another_script_is_asked_about_with_the_rows_it_stands_in(
    desk: Desk, tmp_path: Path
) -> None:
    desk.bring("mk-police", person(1, "Џевдет Ђони"), person(2, "Arta Zeka"))
    (question,) = asked(desk, notebook(tmp_path, "Somebody,Xhevdet Gjoni"))
    assert (question["name"], question["caption"]) == ("Xhevdet Gjoni", "Џевдет Ђони")
    assert question["where"] == ["notebook.csv, row 2"]
    assert question["clear"]


def test_a_nickname_is_asked_about_where_a_telephone_calls_somebody_so_and_no_more(
    desk: Desk, tmp_path: Path
) -> None:
    desk.bring("mk-police", person(1, "Striko"), person(2, "Arta Zeka"))
    (question,) = asked(desk, notebook(tmp_path, "Somebody,striko"))
    assert question["caption"] == "Striko"
    assert not question["clear"], "many are called so"


def test_a_short_form_is_asked_about_only_where_something_else_speaks_for_it(
    desk: Desk, tmp_path: Path
) -> None:
    path = notebook(tmp_path, "Arta Zeka,Ibro")
    ibrahim, arta = person(1, "Ibrahim Hodaj"), person(2, "Arta Zeka")
    desk.bring("mk-police", ibrahim, arta)
    assert "Ibro" not in {one["name"] for one in asked(desk, path)}
    desk.bring(
        "xk-police",
        *(other := [person(1, "Ibrahim Hodaj"), person(2, "Arta Zeka")]),
        call(3, *other),
    )
    (question,) = (one for one in asked(desk, path) if one["name"] == "Ibro")
    assert "tie the person to 1 whose names may stand in the same rows" in clues(question)


@pytest.mark.parametrize(
    ("day", "speaks", "why"),
    [(5, True, "the day after"), (1, True, "three days before"), (14, False, "ten days later")],
)
def test_the_same_sum_in_a_payment_days_apart_speaks_for_a_name(
    desk: Desk, tmp_path: Path, day: int, speaks: bool, why: str
) -> None:
    one, other = person(1, "Arta Zeka"), person(2, "Genc Topalli")
    desk.bring("xk-police", one, other, paid(3, one, other, day))
    (question,) = asked(desk, notebook(tmp_path, "Somebody,Genc Topalli"))
    assert ("700.00 EUR of the person" in clues(question)) == speaks, why


@pytest.mark.parametrize(
    ("words", "speaks", "why"),
    [("the 700 are here", True, "the sum"), ("room 1700", False, "another number"), ("ok", False, "no number")],
)  # fmt: skip
def test_a_message_that_names_the_sum_in_those_days_speaks_for_a_name(
    desk: Desk, tmp_path: Path, words: str, speaks: bool, why: str
) -> None:
    one, other = person(1, "Arta Zeka"), person(2, "Genc Topalli")
    message = thing("Message", 3, bodyText=words, date="2026-03-05T10:00")
    desk.bring(
        "xk-police", one, other, message.link("sender", one.key).link("recipients", other.key)
    )
    (question,) = asked(desk, notebook(tmp_path, "Somebody,Genc Topalli"))
    assert ("a message the person sent or got names 700.00 EUR" in clues(question)) == speaks, why


def test_of_two_namesakes_neither_is_clear_until_something_tells_them_apart(
    desk: Desk, tmp_path: Path
) -> None:
    path = notebook(tmp_path, "Somebody,Genc Topalli")
    first, second = person(1, "Genc Topalli"), person(2, "Genc Topalli")
    desk.bring("xk-police", first, second)
    assert [one["clear"] for one in asked(desk, path)] == [False, False]
    payer, third = person(1, "Arta Zeka"), person(2, "Genc Topalli")
    desk.bring("xk-police", payer, third, paid(3, payer, third, 4))
    assert [one["clear"] for one in asked(desk, path)] == [True, False, False]


def test_records_proposed_as_one_person_are_one_question(desk: Desk, tmp_path: Path) -> None:
    for agency in ("xk-police", "mk-police"):
        desk.bring(agency, person(1, "Genc Topalli", phone="+38344123456", birthDate="1980-01-02"))
    (question,) = asked(desk, notebook(tmp_path, "Somebody,Genc Topalli"))
    assert len(question["also"]) == 1
    assert question["clear"]


@pytest.mark.parametrize("category", ["victim", "migrant"])
@pytest.mark.parametrize("unmask", [False, True])
def test_no_name_is_asked_to_be_that_of_a_victim_or_a_migrant(
    desk: Desk, tmp_path: Path, category: str, unmask: bool
) -> None:
    desk.bring("xk-police", replace(person(1, "Besa Proba"), category=category))
    assert asked(desk, notebook(tmp_path, "Somebody,Besa Proba"), unmask=unmask) == []


CLIENTS = [f"Client {name}" for name in ("Alfa", "Beta", "Gama")]


def money(desk: Desk, path: Path) -> list[RoleQuestion]:
    """Who is asked about as holding money, with the notebook."""
    book = Book()
    from_notebook(path, book)
    with desk.door.quiet() as view:
        return role_questions(view, case_network(view), book.entries)


def in_and_out(name: str, kind: str = "paid") -> list[str]:
    """Three who pay somebody, and two whom that one pays, as a notebook has it."""
    moves = [*((client, name) for client in CLIENTS), (name, "Vozač"), (name, "Kuća")]
    return [f"2026-03-04,{kind},{payer},{payee},,700,EUR,," for payer, payee in moves]


def test_whose_money_stands_in_a_notebook_alone_is_asked_about_as_money_man_with_its_rows(
    desk: Desk, tmp_path: Path
) -> None:
    desk.bring("xk-police", person(1, "Genc Topalli"), person(2, "Arta Zeka"))
    (question,) = money(desk, notebook(tmp_path, *in_and_out("Генц Топали")))
    assert (question.caption, question.role) == ("Genc Topalli", "money-man")
    assert question.clues[0].says.startswith(
        "3 others paid the person, with a notebook in which a name may be"
    )
    assert "the notebook writes Генц Топали" in question.clues[0].says
    assert question.clues[0].rows == tuple(f"notebook.csv, row {n}" for n in (2, 3, 4))


def test_one_who_paid_in_a_notebook_and_in_a_register_is_one_payer(
    desk: Desk, tmp_path: Path
) -> None:
    boss, client = person(1, "Genc Topalli"), person(2, "Client Alfa")
    desk.bring("xk-police", boss, client, paid(3, client, boss, 20))
    (question,) = money(desk, notebook(tmp_path, *in_and_out("Genc Topalli")))
    assert question.clues[0].count == 3


@pytest.mark.parametrize(
    ("people", "kind", "why"),
    [
        ([person(1, "Genc Topalli"), person(2, "Genc Topalli")], "paid", "it may be either of two"),
        ([person(1, "Genc Topalli")], "agreed", "what was agreed on is no money yet"),
        ([replace(person(1, "Genc Topalli"), category="victim")], "paid", "a victim is not asked about"),
        ([replace(person(1, "Genc Topalli"), category="migrant")], "paid", "nor is who was smuggled"),
        ([person(1, "Arta Zeka")], "paid", "nobody of the case is called so"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)  # fmt: skip
def test_a_notebook_makes_nobody_a_money_man(
    desk: Desk, tmp_path: Path, people: list[Found], kind: str, why: str
) -> None:
    desk.bring("xk-police", *people)
    assert money(desk, notebook(tmp_path, *in_and_out("Genc Topalli", kind))) == [], why


def test_roles_count_the_notebooks_of_a_case_and_those_that_are_given(tmp_path: Path) -> None:
    people = tmp_path / "people.ftm.json"
    people.write_text('{"id": "g", "schema": "Person", "properties": {"name": ["Genc Topalli"]}}\n')
    case, path = tmp_path / "case", notebook(tmp_path, *in_and_out("Genc Topalli"))
    clew_json("add", str(case), str(people), "--agency", "xk-police")
    assert clew_json("network", str(case), "--roles")["questions"] == []
    given = clew_json("network", str(case), "--roles", "--notebook", str(path))["questions"]
    clew_json("add", str(case), str(path), "--agency", "xk-police")
    held = clew_json("network", str(case), "--roles")["questions"]
    assert [one["role"] for one in given] == [one["role"] for one in held] == ["money-man"]
