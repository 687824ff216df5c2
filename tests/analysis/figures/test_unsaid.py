"""What no numeral tells is put to a judge, and counts nothing where the grammar reads alone."""

from collections.abc import Sequence

import pytest

from clew.analysis.figures.items import Item, Weighed
from clew.analysis.figures.kinds import Kind
from clew.analysis.figures.numbers import PERSON
from clew.analysis.figures.reading import read_figures

HEAD = "The police said so in the report of the day.\n"


def weighed(text: str) -> list[tuple[float | None, str, str]]:
    """Give number, unit and words of every figure of *text* a judge is asked about."""
    found: list[tuple[float | None, str, str]] = []

    def judge(_: str, amounts: Sequence[Weighed], items: Sequence[Item]) -> list[Item]:
        for each in amounts:
            amount = each.amount
            told = amount.sentence.written(amount.begin, max(amount.end, amount.noun_end))
            found.append((amount.number.value, amount.unit or "", told))
        return list(items)

    read_figures(HEAD + text, None, judge)
    return found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He was sentenced in Vienna.", "He was sentenced"),
        ("Darko Ilnak, 37, was found guilty on Monday.", "was found guilty"),
        ("Driver held after a chase.", "Driver held"),
        ("Then came the knock, and Ilnak was arrested.", "Ilnak was arrested"),
        ("The court gave him two years.", "The court gave"),
    ],
)
def test_one_person_is_asked_about_where_a_verb_tells_what_became_of_them(
    text: str, told: str
) -> None:
    assert any(value == 1 and told in words for value, _, words in weighed(text))


@pytest.mark.parametrize("text", ["They were arrested in Vienna.", "Police arrested 12 of them."])
def test_several_people_are_not_asked_about_as_one(text: str) -> None:
    assert all(value != 1 for value, _, _ in weighed(text))


@pytest.mark.parametrize(
    "text", ["Both were jailed.", "The pair lived in Graz.", "The twins fled."]
)
def test_two_people_told_in_a_word_are_asked_about(text: str) -> None:
    assert 2 in [value for value, _, _ in weighed(text)]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("In seven of ten cases a child steered.", 70),
        ("Two of three leave the camp within a month.", 66.7),
        ("Every fourth was younger than that.", 25),
        ("Over half came on foot.", 50),
        ("Of those caught, one in every 40 was a driver.", 2.5),
    ],
)
def test_shares_told_in_any_words_are_asked_about(text: str, share: float) -> None:
    assert (share, "percent") in [(value, unit) for value, unit, _ in weighed(text)]


def test_a_half_within_a_number_is_no_share() -> None:
    assert [value for value, _, _ in weighed("Two and a half thousand people came.")] == [2500]


def test_without_a_judge_none_of_it_counts() -> None:
    text = HEAD + "He was led away. Both went home. Every fourth had been younger than that."
    assert read_figures(text).facts == []


def arrested(text: str, head: str = HEAD) -> list[str]:
    """Give the words of the facts of *text* where a judge takes everybody asked about as arrested."""

    def judge(_: str, amounts: Sequence[Weighed], items: Sequence[Item]) -> list[Item]:
        return [
            Item(each.amount, Kind("arrests", "arrest", 95.0), each.at)
            for each in amounts
            if each.amount.number.shape == PERSON
        ]

    return [fact.quote for fact in read_figures(head + text, None, judge).facts]


def test_a_pronoun_speaks_of_the_person_told_of_before() -> None:
    assert arrested("Darko Ilnak was arrested. Later he was remanded.") == [
        "Darko Ilnak was arrested"
    ]


def test_a_name_told_twice_is_one_person_and_another_name_is_another() -> None:
    text = "Darko Ilnak was arrested. Mirko Ulbat was arrested. On Monday Ilnak was remanded."
    assert arrested(text) == ["Darko Ilnak was arrested", "Mirko Ulbat was arrested"]


def test_one_person_of_the_title_is_the_one_of_the_text() -> None:
    text = "Darko Ilnak was arrested on Monday, the police said."
    assert arrested(text, "Driver held in Vienna\n") == ["Driver held in Vienna"]
