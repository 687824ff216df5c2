"""A number written in any of its ways has one key, and what is no such number has none."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model import identifiers

REGIONS = (
    "RS",
    "XK",
    "AL",
    "MK",
    "ME",
    "BG",
    "TR",
    "HU",
    "GR",
    "RO",
    "IT",
    "DE",
    "US",
    "RU",
    "AF",
    "SY",
)


def the_long_way(text: str, country: str) -> str | None:
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@given(st.sampled_from(REGIONS), st.text("0123456789", min_size=5, max_size=12), st.booleans())
def test_the_short_way_to_a_telephone_number_ends_where_the_long_one_does(
    country: str, digits: str, abroad: bool
) -> None:
    text = f"+{phonenumbers.country_code_for_region(country)}{digits}" if abroad else f"0{digits}"
    if not text.startswith("00"):
        assert identifiers.phone(text, country) == the_long_way(text, country)


@pytest.mark.parametrize("country", REGIONS)
def test_every_country_s_example_numbers_are_numbers(country: str) -> None:
    example = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.MOBILE)
    assert example is not None
    wanted = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    for shape in (
        phonenumbers.PhoneNumberFormat.NATIONAL,
        phonenumbers.PhoneNumberFormat.INTERNATIONAL,
    ):
        written = phonenumbers.format_number(example, shape)
        assert identifiers.phone(written, country) == wanted


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("044 123 456", "a national number of the file's country"),
        ("+383 44 123 456", "the international form"),
        ("00383 44 123-456", "the form with two zeros"),
        ("(044) 123/456", "brackets and a slash"),
        ("٠٤٤ ١٢٣ ٤٥٦", "Arabic digits"),
        ("۰۴۴۱۲۳۴۵۶", "Persian digits"),
    ],
    ids=lambda v: v if v.isascii() and " a" in v else "",
)
def test_a_telephone_number_has_one_key(written: str, why: str) -> None:
    assert identifiers.phone(written, "XK") == "+38344123456", why


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("BT 123-AE", "вт123ае"),
        ("01-234-AB", "01 234 АВ"),
        ("ŠA 1234 B", "sa1234b"),
        ("CB1234AB", "СВ 1234 АВ"),
        ("BG 123-AA", "БГ 123-АА"),
        ("A00-E-000", "А00-Е-000"),
        ("KM 123-HH", "КМ 123-НН"),
        ("NIK 1234", "ΝΙΚ-1234"),
        ("PG TX123", "ПГ ТХ123"),
    ],
)
def test_a_plate_has_one_key_in_either_alphabet(a: str, b: str) -> None:
    assert identifiers.plate(a) == identifiers.plate(b) is not None


def test_a_plate_is_never_a_word() -> None:
    assert identifiers.plate("Golf") is None


def test_an_imei_with_a_wrong_check_digit_is_no_imei() -> None:
    assert identifiers.imei("490154203237518") == "49015420323751"
    assert identifiers.imei("490154203237519") is None


def test_software_version_and_check_digit_name_the_same_handset() -> None:
    assert identifiers.imei("4901542032375101") == identifiers.imei("490154203237518")


def test_a_number_of_one_repeated_digit_is_no_document() -> None:
    assert identifiers.document("000000000") is None
