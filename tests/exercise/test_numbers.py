"""Check digits against the standards' own examples, and numbers that differ as they should."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.exercise.numbers import Numbers, iban, luhn_digit, mrz_digit, one_digit_off
from clew.exercise.writing import Desk, national, write
from clew.model import identifiers


@pytest.mark.parametrize(
    ("field", "check"),
    [
        ("520727", "3"),
        ("AB2134<<<", "5"),
        ("L898902C3", "6"),
        ("ZE184226B<<<<<", "1"),
        ("<<<<<<", "0"),
    ],
)
def test_mrz_digits_of_the_standard(field: str, check: str) -> None:
    assert mrz_digit(field) == check


def test_luhn_digit_of_the_standard_s_example() -> None:
    assert luhn_digit("49015420323751") == "8"


@pytest.mark.parametrize(
    "known", ["AL47212110090000000235698741", "XK051212012345678906", "ME25505000012345678951"]
)
def test_iban_digits_of_published_examples(known: str) -> None:
    assert iban(known[:2], known[4:]) == known


@given(st.integers(), st.sampled_from(["phone", "imei", "plate", "document", "iban"]))
def test_a_number_is_given_to_one_owner_only(seed: int, kind: str) -> None:
    numbers = Numbers(Random(seed))
    give = {
        "phone": numbers.phone,
        "plate": numbers.plate,
        "document": numbers.passport,
        "iban": numbers.iban,
    }
    given_out = [give[kind]("XK") if kind in give else numbers.imei() for _ in range(50)]
    assert len(set(given_out)) == 50


@given(st.text("0123456789", min_size=4, max_size=20), st.integers())
def test_one_digit_off_changes_one_digit(text: str, seed: int) -> None:
    near = one_digit_off(text, Random(seed))
    assert sum(a != b for a, b in zip(text, near, strict=True)) == 1


DESKS = [
    Desk(number, state, language)
    for number, (state, language) in enumerate(
        [
            ("TR", "tr"),
            ("ME", "sr"),
            ("XK", "sq"),
            ("MK", "mk"),
            ("BG", "bg"),
            ("AL", "sq"),
            ("TR", "ar"),
        ]
    )
]


@given(st.integers(), st.sampled_from(["TR", "ME", "XK", "MK", "BG", "AL"]), st.sampled_from(DESKS))
def test_a_phone_is_the_same_number_however_it_is_written(
    seed: int, state: str, desk: Desk
) -> None:
    rng = Random(seed)
    phone = Numbers(rng).phone(state)
    assert identifiers.phone(write("phone", phone, desk, rng), desk.state) == phone


@given(
    st.integers(),
    st.sampled_from(["plate", "document", "imei", "iban", "email", "address"]),
    st.sampled_from(DESKS),
)
def test_every_way_of_writing_can_be_read_back(seed: int, kind: str, desk: Desk) -> None:
    rng = Random(seed)
    numbers, state = Numbers(rng), rng.choice(["TR", "ME", "XK", "MK", "BG", "AL"])
    plain = {
        "plate": numbers.plate(state), "document": numbers.passport(state), "imei": numbers.imei(),
        "iban": numbers.iban(state), "email": "besa.kola44@posta.example", "address": "Rruga e Kalasë 12, Pejë",
    }[kind]  # fmt: skip
    read = getattr(identifiers, kind)
    assert read(write(kind, plain, desk, rng)) == read(plain)


def test_a_number_of_another_state_is_never_written_as_dialled_at_home() -> None:
    assert national("+38344012345", "AL") is None
