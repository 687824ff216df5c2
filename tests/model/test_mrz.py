"""Machine-readable zones: ICAO's own specimens and what must be noticed when they are spoilt."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import BrokenRecord
from clew.model.mrz import check_digit, find, parse

TODAY = date(2026, 11, 22)
PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
CARD = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)
SMALL_CARD = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
VISA_A = (
    "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L8988901C4XXX4009078F96121096ZE184226B<<<<<<",
)
VISA_B = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")
LONG_NUMBER = ("I<UTOD23145890<7349<<<<<<<<<<<", *CARD[1:])
SPECIMENS = [
    (PASSPORT, "TD3", "L898902C3"),
    (CARD, "TD1", "D23145890"),
    (SMALL_CARD, "TD2", "D23145890"),
    (VISA_A, "MRV-A", "L8988901C"),
    (VISA_B, "MRV-B", "L8988901C"),
    (LONG_NUMBER, "TD1", "D23145890734"),
]


@pytest.mark.parametrize(
    ("text", "digit"),
    [
        ("520727", "3"),
        ("AB2134<<<", "5"),
        ("HA672242<658022549601086<<<<<<<<<<<<<<0", "8"),
        ("D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<<", "2"),
        ("<<<<<<", "0"),
    ],
)
def test_check_digits_are_those_icao_prints(text: str, digit: str) -> None:
    assert check_digit(text) == digit


@pytest.mark.parametrize(("lines", "layout", "number"), SPECIMENS)
def test_a_specimen_reads_without_fault(lines: tuple[str, ...], layout: str, number: str) -> None:
    mrz = parse(lines, TODAY)
    assert (mrz.layout, mrz.number, mrz.surname, mrz.given_names, mrz.faults) == (
        layout,
        number,
        "ERIKSSON",
        "ANNA MARIA",
        (),
    )


def test_passport_gives_dates_states_and_personal_number() -> None:
    mrz = parse(PASSPORT, TODAY)
    assert (mrz.birth_date, mrz.expiry_date, mrz.sex) == ("1974-08-12", "2012-04-15", "F")
    assert (mrz.issuer, mrz.nationality, mrz.optional) == ("UTO", "UTO", ("ZE184226B",))


def test_germany_is_one_letter() -> None:
    mrz = parse(
        (
            "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<",
            "C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4",
        ),
        TODAY,
    )
    assert (mrz.issuer, mrz.nationality, mrz.is_good) == ("D", "D", True)


def test_two_letter_passport_codes_of_2026_are_read() -> None:
    mrz = parse((PASSPORT[0].replace("P<", "PP"), PASSPORT[1]), TODAY)
    assert (mrz.code, mrz.is_good) == ("PP", True)


def test_the_french_card_before_2021_has_its_own_layout() -> None:
    first = "IDFRALOISEAU<<<<<<<<<<<<<<<<<<<<<<<<"
    number = "940992310285"
    body = number + check_digit(number) + "HERVE<<<<<<<<<" + "651206" + check_digit("651206") + "M"
    mrz = parse((first, body + check_digit(first + body)), TODAY)
    assert (mrz.layout, mrz.number, mrz.surname, mrz.given_names, mrz.is_good) == (
        "FRA",
        number,
        "LOISEAU",
        "HERVE",
        True,
    )


def test_an_unknown_birth_date_is_no_fault() -> None:
    line = "L898902C36UTO<<<<<<0F1204159ZE184226B<<<<<1"
    whole = line[:10] + line[13:20] + line[21:43]
    mrz = parse((PASSPORT[0], line + check_digit(whole)), TODAY)
    assert (mrz.birth_date, mrz.faults) == (None, ())


def test_a_birth_year_is_the_latest_that_is_not_in_the_future() -> None:
    line = "L898902C36UTO261123" + check_digit("261123") + "F1204159ZE184226B<<<<<1"
    mrz = parse((PASSPORT[0], line + check_digit(line[:10] + line[13:20] + line[21:43])), TODAY)
    assert mrz.birth_date == "1926-11-23"


def test_a_wrong_digit_names_the_field_and_both_digits() -> None:
    mrz = parse((PASSPORT[0], PASSPORT[1].replace("L898902C36", "L898902C46")), TODAY)
    assert [(f.field, f.reason) for f in mrz.faults] == [
        ("number", "check digit of the document number is '6', counted is '7'"),
        ("composite", "check digit of the whole zone is '0', counted is '1'"),
    ]


def test_a_letter_o_is_pointed_out_and_not_put_right() -> None:
    mrz = parse((PASSPORT[0], PASSPORT[1].replace("L898902C3", "L8989O2C3")), TODAY)
    fault = next(f for f in mrz.faults if f.field == "number")
    assert mrz.number == "L8989O2C3"
    assert fault.do.endswith("read as 'L898902C3' the digit would be right")


def test_digits_in_a_name_are_a_fault() -> None:
    mrz = parse((PASSPORT[0].replace("ERIKSSON", "ERIK55ON"), PASSPORT[1]), TODAY)
    assert [f.reason for f in mrz.faults] == ["name 'ERIK55ON<<ANNA<MARIA' holds digits"]


def test_an_impossible_date_with_a_right_digit_is_a_fault() -> None:
    line = "L898902C36UTO740230" + check_digit("740230") + "F1204159ZE184226B<<<<<1"
    whole = check_digit(line[:10] + line[13:20] + line[21:43])
    mrz = parse((PASSPORT[0], line + whole), TODAY)
    assert [f.reason for f in mrz.faults] == ["birth date '740230' is no date (YYMMDD)"]


def test_a_name_that_fills_its_field_may_be_cut() -> None:
    first = "PPUTONILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"
    mrz = parse((first, PASSPORT[1]), TODAY)
    assert (mrz.name_is_cut, mrz.given_names) == (True, "CHAYAPA DEJTHAMRONG K")


def test_lines_of_wrong_length_are_refused_with_their_lengths() -> None:
    with pytest.raises(BrokenRecord) as caught:
        parse((PASSPORT[0], PASSPORT[1][:-1]), TODAY)
    assert caught.value.what == "2 lines of 44 and 43 characters are no MRZ"


def test_a_foreign_letter_is_refused_with_its_line() -> None:
    with pytest.raises(BrokenRecord) as caught:
        parse((PASSPORT[0], PASSPORT[1].replace("L", "Л")), TODAY)
    assert caught.value.what == ("line 2 of the MRZ holds 'Л', only A–Z, 0–9 and '<' are possible")


def test_zones_are_found_amid_other_text_in_order() -> None:
    text = f"seized at 04:10\n  {PASSPORT[0]}\n  {PASSPORT[1]}\nand a card: {' / '.join(CARD)}."
    assert [span.lines for span in find(text)] == [PASSPORT, CARD]
    assert [text[s.start : s.start + len(s.lines[0])] for s in find(text)] == [PASSPORT[0], CARD[0]]


def test_a_zone_broken_off_is_not_found() -> None:
    assert find(f"{PASSPORT[0]}\nthe second line is missing\n{PASSPORT[1]}") == []


@given(st.sampled_from(SPECIMENS), st.data())
def test_any_spoilt_character_is_read_or_refused_but_never_crashes(
    specimen: tuple[tuple[str, ...], str, str], data: st.DataObject
) -> None:
    lines = list(specimen[0])
    which = data.draw(st.integers(0, len(lines) - 1))
    at = data.draw(st.integers(0, len(lines[which]) - 1))
    lines[which] = lines[which][:at] + data.draw(st.characters()) + lines[which][at + 1 :]
    reasons = _faults_or_refusal(lines)
    assert all(reasons)


def _faults_or_refusal(lines: list[str]) -> list[str]:
    try:
        return [fault.reason for fault in parse(lines, TODAY).faults]
    except BrokenRecord as refusal:
        return [refusal.what, refusal.do]


@given(st.lists(st.text("AOI019<PV\n ", max_size=46), max_size=6))
def test_found_zones_can_be_read(lines: list[str]) -> None:
    for span in find("\n".join(lines)):
        assert parse(span.lines, TODAY).lines == span.lines


def test_first_lines_of_two_passports_are_no_document() -> None:
    with pytest.raises(BrokenRecord) as caught:
        parse((PASSPORT[0], PASSPORT[0].replace("ANNA", "HANS")), TODAY)
    assert caught.value.what == "the lines hold no dates where a TD3 zone has them"
