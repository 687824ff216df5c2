"""How a word can sound: spellings of one name share a reading, and what is no name does not count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.matching.screening.letters import LETTERS
from clew.matching.screening.readings import read_out
from clew.matching.screening.soundings import sounding


def readings(word: str) -> set[int]:
    return set(read_out([sounding(word)]).readings[0].tolist()) - {0}


@pytest.mark.parametrize(
    ("word", "other", "why"),
    [
        ("xhevdet", "џевдет", "Albanian xh is Serbian џ"),
        ("gjoni", "đoni", "Albanian gj is Serbian đ"),
        ("đoni", "ђони", "one letter in both Serbian scripts"),
        ("hoxha", "hodža", "Albanian xh is Bosnian dž"),
        ("qazim", "ćazim", "Albanian q is Bosnian ć"),
        ("shaqiri", "šaćiri", "Albanian sh is š"),
        ("çelik", "celik", "a clerk without the cedilla"),
        ("yılmaz", "yilmaz", "a clerk without the dotless i"),
        ("mohammed", "محمد", "Arabic leaves short vowels out"),
        ("mohammed", "mehmet", "one name in two languages"),
        ("yusuf", "يوسف", "Arabic script"),
        ("karimi", "کریمی", "Persian letters"),
        ("nikolaou", "νικολάου", "Greek script"),
        ("ivanov", "иванов", "Cyrillic script"),
        ("abdulkarim", "karim", "the servant of Karim is called Karim too"),
    ],
    ids=lambda said: said if " " in said else "",
)
def test_spellings_of_one_name_share_a_reading(word: str, other: str, why: str) -> None:
    assert readings(word) & readings(other), why


@pytest.mark.parametrize(
    ("word", "other"), [("agim", "besnik"), ("drita", "vesna"), ("kovač", "horvat")]
)
def test_two_names_share_no_reading(word: str, other: str) -> None:
    assert not readings(word) & readings(other)


@pytest.mark.parametrize("word", ["haji", "mullah", "al", "bin", "fnu", "xxx", "von"])
def test_titles_particles_and_placeholders_do_not_count(word: str) -> None:
    assert not sounding(word).counts


@pytest.mark.parametrize("word", ["agim", "џевдет", "محمد", "γεωργίου"])
def test_names_count(word: str) -> None:
    assert sounding(word).counts


@pytest.mark.parametrize("word", ["محمد", "כהן"])
def test_scripts_without_short_vowels_are_told(word: str) -> None:
    assert sounding(word).abjad


def test_a_word_of_vowels_alone_has_a_reading_too() -> None:
    assert readings("ea") != readings("io")


def test_a_word_of_a_script_we_do_not_read_is_found_by_its_letters() -> None:
    assert readings("김") == readings("김") != readings("박")


@given(st.text(max_size=40))
def test_any_word_has_few_readings_that_fit_their_place(text: str) -> None:
    found = read_out([sounding(text.lower())])
    readings = found.readings[0].tolist()
    assert not any(readings[readings.index(0) :] if 0 in readings else ())
    assert all(reading < 1 << 62 for reading in readings)
    assert found.sizes[0] <= LETTERS
