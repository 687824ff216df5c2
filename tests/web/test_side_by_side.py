"""How two fields agree is said without claiming more than they show."""

import pytest

from clew.matching.hits import Clue
from clew.store.covering import MASK
from clew.store.reading import Told
from clew.web.side_by_side import agreement, side_by_side


def told(number: int, prop: str, value: str, written: str = "") -> Told:
    return Told(
        number, 1, prop, value, written or value, "row 2", 1, "list.csv", "xk-police", "X4", "H0", None, "mira",
        "2026-03-01T12:00:00Z", False,
    )  # fmt: skip


def clue(kind: str, rule: str, weight: float) -> Clue:
    return Clue(kind, rule, weight, "", told(1, "x", "x"), told(2, "x", "x"))


@pytest.mark.parametrize(
    ("a", "b", "agrees", "why"),
    [
        ("1988-04-12", "1988-04-12", "same", "one day"),
        ("1988-04-12", "1988", "similar", "a year does not contradict a day in it"),
        ("1988-04-12", "1988-04-21", "different", "two days"),
        ("Xhevdet Gjoni", "Џевдет Ѓони", "similar", "one name in two scripts"),
        ("Gjoni Xhevdet", "Xhevdet Gjoni", "similar", "the order of names differs by country"),
        ("Xhevdet Gjoni", "Arta Bytyqi", "different", "two names"),
        ("P01234567", "P01234568", "different", "one digit apart is another document"),
        ("Ana", "Anastasija", "different", "three letters in common are a coincidence"),
    ],
    ids=lambda v: v if isinstance(v, str) and " " in v else "",
)
def test_two_values_no_clue_speaks_of(a: str, b: str, agrees: str, why: str) -> None:
    assert agreement([told(1, "p", a)], [told(2, "p", b)], {}) == agrees, why


@pytest.mark.parametrize(
    ("said", "agrees"),
    [
        (clue("document", "same_document", 4.5), "same"),
        (clue("person", "similar_names", 2.0), "similar"),
        (clue("person", "similar_names", -1.0), "different"),
    ],
    ids=["one number", "names alike", "names unlike"],
)
def test_the_cross_check_has_the_first_word(said: Clue, agrees: str) -> None:
    assert agreement([told(1, "p", "a b")], [told(2, "p", "c d")], {(1, 2): said}) == agrees


def test_two_masks_are_not_the_same_value() -> None:
    assert agreement([told(1, "name", MASK)], [told(2, "name", MASK)], {}) == "masked"


def test_a_field_only_one_record_has_is_no_difference() -> None:
    (field,) = side_by_side([told(1, "fatherName", "Ramadan")], [], {})
    assert field.agrees == "one_sided"


def test_what_an_officer_compares_first_stands_first() -> None:
    said = [
        told(1, "phone", "1"),
        told(2, "zebra", "2"),
        told(3, "name", "3"),
        told(4, "birthDate", "4"),
    ]
    assert [field.prop for field in side_by_side(said, [], {})] == [
        "name",
        "birthDate",
        "phone",
        "zebra",
    ]
