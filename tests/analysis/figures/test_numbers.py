"""Numbers as people print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.analysis.figures.lexicon import lexicon
from clew.analysis.figures.numbers import Number, NumberReader, digits
from clew.analysis.figures.sentences import sentences


def read(text: str, language: str = "en") -> list[Number]:
    found: list[Number] = []
    for sentence in sentences(text):
        sentence.cut()
        found += NumberReader(sentence, lexicon(language), [False] * len(sentence.low)).read()
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("900 000 euro", 900_000),
        ("900\u00a0000 euro", 900_000),
        ("900\u202f000 euro", 900_000),
        ("2.500 euro", 2_500),
        ("2,500 euro", 2_500),
        ("2,5 million euro", 2_500_000),
        ("1.096.500 euro", 1_096_500),
        ("1'250 francs", 1_250),
        ("1,20,000 rupees", 120_000),
        ("twenty-eight judges", 28),
        ("three hundred and twenty-one people", 321),
        ("one hundred and five thousand people", 105_000),
        ("half a million euros", 500_000),
        ("two and a half thousand people", 2_500),
        ("half a dozen boats", 6),
        ("a half-dozen boats", 6),
        ("a million and a half euros", 1_500_000),
        ("forty grand", 40_000),
        ("5 grand", 5_000),
        ("three and a quarter million pounds", 3_250_000),
        ("1 million 260 thousand lira", 1_260_000),
        ("€1.4 m", 1_400_000),
        ("a dozen pistols", 12),
        ("4 thousand 500 people", 4_500),
        ("١٢ شخصا", 12),
    ],
)
def test_a_number_is_read_with_any_marks_and_in_words(text: str, value: float) -> None:
    assert read(text)[0].value == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2500-3000 euro", 2_500, 3_000),
        ("between €3 500 and €4 500", 3_500, 4_500),
        ("between eight and ten thousand euro", 8_000, 10_000),
        ("1 500–2 000 EUR", 1_500, 2_000),
        ("EUR 6 500 to EUR 9 000", 6_500, 9_000),
        ("two to three passengers", 2, 3),
        ("between one thousand and three thousand", 1_000, 3_000),
        ("between two hundred and twenty and three hundred", 220, 300),
    ],
)
def test_a_range_is_an_interval(text: str, low: float, high: float) -> None:
    (number,) = read(text)
    assert (number.value, number.low, number.high) == (None, low, high)


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("one in five had paid", 20),
        ("Two thirds of them", 66.7),
        ("nine out of ten", 90),
        ("three cases in four came to light", 75),
    ],
)
def test_a_fraction_of_people_is_a_share(text: str, percent: float) -> None:
    (number,) = read(text)
    assert (number.value, number.shape) == (percent, "share")


def test_a_change_from_one_number_to_another_is_two_numbers() -> None:
    assert [n.value for n in read("the figure fell from 402 to 318")] == [402, 318]


@pytest.mark.parametrize("text", ["dozens of people", "hundreds of migrants", "9" * 40 + " people"])
def test_vague_words_and_numbers_no_person_would_print_have_no_value(text: str) -> None:
    assert read(text)[0].value is None


@given(
    st.integers(min_value=1_000, max_value=999_999_999),
    st.sampled_from([",", ".", " ", "\u00a0", "’"]),
)
def test_a_grouped_number_reads_back_whatever_marks_group_it(number: int, mark: str) -> None:
    assert digits(f"{number:,}".replace(",", mark)) == number


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for number in read(text):
        assert number.end > number.begin


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [("sr", "dvadeset pet osoba", 25), ("sq", "njëzet e pesë persona", 25), ("tr", "yirmi beş kişi", 25)],
)  # fmt: skip
def test_number_words_of_other_languages_are_data(language: str, text: str, value: float) -> None:
    assert read(text, language)[0].value == value


def test_a_grand_jury_is_no_thousand() -> None:
    assert read("a grand jury heard it") == []


@pytest.mark.parametrize(
    "text", ["three men in four countries", "64 third-country nationals", "2 trips in 3 days"]
)
def test_numbers_that_stand_near_each_other_are_no_share(text: str) -> None:
    assert "share" not in [number.shape for number in read(text)]
