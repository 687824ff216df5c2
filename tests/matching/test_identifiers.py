"""Records that share a number are laid side by side as soon as they come in."""

import pytest

from clew.matching.identifiers import is_common, link_new, pairs_of
from clew.matching.weights import PROPOSED
from clew.store.crossing import Holder
from tests.matching.desk import Desk, person, rules, thing

PHONE = "+38344123456"


def test_a_number_written_in_two_ways_makes_one_hit(desk: Desk) -> None:
    desk.bring("xk-police", person(2, "Arta Zeka", phone="044 123 456"))
    desk.bring("al-police", person(7, "Arta Zeka", phone="00383 44 123 456"), country="AL")
    (hit,) = desk.hits()
    phone = next(clue for clue in hit.clues if clue.kind == "phone")
    assert (phone.a.written, phone.b.written) == ("044 123 456", "00383 44 123 456")


def test_a_clue_names_the_place_of_both_values(desk: Desk) -> None:
    desk.bring("xk-police", person(2, phone=PHONE))
    desk.bring("al-police", person(7, phone=PHONE))
    (clue,) = desk.hits()[0].clues
    assert (clue.a.where, clue.b.where) == ("row 2", "row 7")


def test_two_files_of_one_agency_make_no_hit(desk: Desk) -> None:
    desk.bring("xk-police", person(2, "Arta Zeka", phone=PHONE))
    desk.bring("xk-police", person(2, "Arta Zeka", phone=PHONE))
    assert desk.hits() == []


def test_linking_again_after_a_kill_doubles_nothing(desk: Desk) -> None:
    desk.bring("xk-police", person(2, phone=PHONE))
    desk.bring("al-police", person(7, phone=PHONE), link=False)
    link_new(desk.door)
    before = [hit.as_json() for hit in desk.hits()]
    forget_that_it_was_linked(desk)
    assert link_new(desk.door).hits == 0
    assert [hit.as_json() for hit in desk.hits()] == before


def forget_that_it_was_linked(desk: Desk) -> None:
    from sqlalchemy import update

    from clew.store.tables import SOURCE

    with desk.door.step() as view:
        view.conn.execute(update(SOURCE).values(linked_at=None))


def test_one_telephone_under_two_names_is_a_question_and_no_proposal(desk: Desk) -> None:
    desk.bring("xk-police", person(2, "Arta Zeka", phone=PHONE))
    desk.bring("al-police", person(7, "Genc Topalli", phone=PHONE))
    (hit,) = desk.hits()
    assert hit.score < PROPOSED
    assert "shared_phone" in rules(hit)


def test_one_document_under_two_names_is_proposed(desk: Desk) -> None:
    desk.bring("xk-police", person(2, "Arta Zeka", passportNumber="P0012345"))
    desk.bring("al-police", person(7, "Genc Topalli", passportNumber="p 0012345<"))
    assert desk.hits()[0].is_proposed


def test_two_vehicles_with_one_plate_are_proposed(desk: Desk) -> None:
    desk.bring("xk-police", thing("Vehicle", 2, registrationNumber="01-234-AB"))
    desk.bring("mk-police", thing("Vehicle", 3, registrationNumber="01 234 АВ"))
    assert desk.hits()[0].is_proposed


def test_one_plate_of_two_countries_is_not_proposed(desk: Desk) -> None:
    desk.bring("xk-police", thing("Vehicle", 2, registrationNumber="01-234-AB", country="XK"))
    desk.bring("mk-police", thing("Vehicle", 3, registrationNumber="01 234 AB", country="RS"))
    assert not desk.hits()[0].is_proposed


def test_a_person_and_a_card_with_one_number_are_a_link_and_never_proposed(desk: Desk) -> None:
    desk.bring("xk-police", person(2, phone=PHONE))
    desk.bring("al-police", thing("SimCard", 3, phone=PHONE))
    (hit,) = desk.hits()
    assert rules(hit) == {"number_of_another_kind_of_thing"}
    assert not hit.is_proposed


GUESTS = (
    "Arta Zeka", "Genc Topalli", "Milica Kovač", "Osman Yıldız", "Petko Ivanov", "Rahim Noori", "Samir Haddad",
    "Teuta Shala", "Vesna Babić", "Zoran Mitrev",
)  # fmt: skip


def test_the_telephone_of_a_hotel_is_common_and_ties_nobody(desk: Desk) -> None:
    guests = [person(row, name, phone=PHONE) for row, name in enumerate(GUESTS, 2)]
    desk.bring("xk-police", *guests[:5])
    desk.bring("al-police", *guests[5:])
    assert desk.hits() == []


def test_a_common_value_is_listed_with_how_many_hold_it(desk: Desk) -> None:
    from clew.matching.hits import common

    guests = [person(row, name, phone=PHONE) for row, name in enumerate(GUESTS, 2)]
    desk.bring("xk-police", *guests[:5])
    desk.bring("al-police", *guests[5:])
    with desk.door.quiet() as view:
        (value,) = common(view)
    assert (value.kind, value.holders, value.agencies) == ("phone", 10, 2)


def test_a_value_that_becomes_common_takes_back_the_hits_it_made(desk: Desk) -> None:
    guests = [person(row, name, phone=PHONE) for row, name in enumerate(GUESTS, 2)]
    desk.bring("xk-police", *guests[:1])
    desk.bring("al-police", *guests[1:2])
    assert len(desk.hits()) == 1
    desk.bring("mk-police", *guests[2:])
    assert desk.hits() == []


def test_the_number_of_an_organiser_known_by_nicknames_is_not_common(desk: Desk) -> None:
    nicknames = [
        "Shefi",
        "Baba",
        "Agimi",
        "Boss",
        "Dajo",
        "Usta",
        "Maliq",
        "Kryesori",
        "Beni",
        "Tetova",
    ]
    for number, nickname in enumerate(nicknames):
        desk.bring(f"agency-{number}", person(2, nickname, phone=PHONE))
    assert len(desk.hits()) == 45


def holders(*places: tuple[int, str]) -> list[Holder]:
    return [Holder(number, number, number, agency) for number, agency in places]


def test_one_passport_on_a_hundred_crossings_is_not_common() -> None:
    crossings = [Holder(number, number, 1, "mk-police") for number in range(100)]
    names = {number: ["Zoran Mitrev" if number % 2 else "МИТРЕВ ЗОРАН"] for number in range(100)}
    assert not is_common(crossings, names)


def test_only_pairs_with_a_new_side_are_laid_side_by_side() -> None:
    old = holders((1, "xk"), (2, "al"), (3, "mk"))
    assert set(pairs_of(old, {3}, 24)) == {(1, 3), (2, 3)}


@pytest.mark.parametrize("crossings", [30, 300])
def test_a_van_seen_often_makes_pairs_in_step_with_its_sightings(crossings: int) -> None:
    seen = holders(*((number, "mk" if number % 2 else "bg") for number in range(crossings)))
    assert len(set(pairs_of(seen, set(range(crossings)), 24))) < crossings
