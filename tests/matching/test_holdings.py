"""A case's persons and bodies as frames of parties."""

from sqlalchemy import update

from clew.matching.holdings import MASKED, holdings
from clew.store.tables import ENTITY
from tests.matching.desk import Desk, person, thing


def test_persons_and_bodies_of_a_case_become_rows(desk: Desk) -> None:
    desk.bring("xk-police", person(1, "Zoga Beqiri", birthDate="1980-05-04", nationality="al"))
    desk.bring("rs-police", thing("Vehicle", 1, registrationNumber="01-000-AA"), person(2, "Ilir"))
    (batch,) = holdings(desk.door)
    assert batch.frame["names"].to_list() == [["Zoga Beqiri"], ["Ilir"]]
    assert batch.frame["births"].to_list() == [["1980-05-04"], []]
    assert '"Zoga Beqiri"' in batch.frame["entity"][0]


def test_a_masked_victim_stays_out_and_is_counted(desk: Desk) -> None:
    desk.bring("xk-police", person(1, "Zoga Beqiri"), person(2, "Ilir Beqiri"))
    with desk.door.act("mark") as view:
        view.conn.execute(update(ENTITY).where(ENTITY.c.spot == "row 1").values(category="victim"))
    (batch,) = holdings(desk.door)
    assert batch.frame["names"].to_list() == [["Ilir Beqiri"]]
    assert batch.notes == {MASKED: 1}


def test_a_paper_of_its_own_gives_its_number_to_its_holder(desk: Desk) -> None:
    paper = thing("Passport", 1, number="X0000001").link("holder", "row 1 person")
    desk.bring("xk-police", person(1, "Zoga Beqiri"), paper)
    (batch,) = holdings(desk.door)
    assert batch.frame["documents"].to_list() == [["X0000001"]]


def test_batches_hold_no_more_than_asked(desk: Desk) -> None:
    desk.bring("xk-police", *(person(n, f"Zoga {n}") for n in range(1, 6)))
    assert [batch.frame.height for batch in holdings(desk.door, batch_rows=2)] == [2, 2, 1]
