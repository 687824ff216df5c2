"""What column headers mean."""

import tomllib
from pathlib import Path

import pytest

from clew.sources import columns
from clew.sources.column_values import meaning_by_values
from clew.sources.columns import languages_of, meaning_of

TABLE = tomllib.loads(Path(columns.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
WORDS = [
    (meaning, word)
    for meaning, by_language in TABLE.items()
    for words in by_language.values()
    for word in words
]


def test_every_header_word_has_the_one_meaning_it_is_listed_under() -> None:
    assert [
        (word, meaning_of(word), meaning) for meaning, word in WORDS if meaning_of(word) != meaning
    ] == []


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Датум рођења", "birth_date"),
        ("DATUM ROĐENJA", "birth_date"),
        ("datum rodjenja", "birth_date"),
        ("birthDate", "birth_date"),
        ("Date of birth (dd.mm.yyyy)", "birth_date"),
        ("Mbiemri / Surname", "last_name"),
        ("Telefon 2", "phone"),
        ("first_name", "first_name"),
        ("Презиме:", "last_name"),
        ("blorb", None),
        ("", None),
    ],
)
def test_case_script_accents_and_second_languages_make_no_difference(
    header: str, meaning: str | None
) -> None:
    assert meaning_of(header) == meaning


def test_a_header_word_tells_its_languages() -> None:
    assert languages_of("Soyadı") == {"tr"}
    assert languages_of("blorb") == frozenset()


@pytest.mark.parametrize(
    ("values", "meaning"),
    [
        (["+381 60 0000001", "00383 43 000 102", "+355 69 000 0003"], "phone"),
        (["a@example.test", "b@example.test", "c@example.test"], "email"),
        (["M", "Ž", "m", "F"], "sex"),
        (["31.12.1990", "1985-05-01", "01/02/1979"], "birth_date"),
        (["P00000102", "AB 0000103", "L00000104"], "document"),
        (["Arber Hoti", "Ана Хоти", "Vesna Ilić-Hoti"], "name"),
        (["Arber Hoti", "17", "x"], None),
        (["2026-11-22", "2026-11-23", "2026-11-24"], None),
        (["M", "F"], None),
    ],
)
def test_a_column_is_judged_by_nearly_all_of_its_values(
    values: list[str], meaning: str | None
) -> None:
    assert meaning_by_values(values) == meaning


def test_a_few_values_in_each_row_are_no_column_of_names() -> None:
    assert meaning_by_values(["Southern District", "Northern District"] * 20) is None
    assert meaning_by_values(["Arber Hoti", "Vesa Krasniqi", "Ilir Berisha"]) == "name"


def test_a_cell_too_long_for_a_header_is_none_and_is_not_taken_apart() -> None:
    """Blanks in their thousands, taken apart anew from each of them, took minutes."""
    cell = f"Name{' ' * 400_000}/ Emri"
    assert (meaning_of(cell), languages_of(cell)) == (None, frozenset())
