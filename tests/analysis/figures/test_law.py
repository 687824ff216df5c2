"""How those the law has come to are counted: held, charged, sentenced, of how many."""

import pytest

from clew.analysis.figures.reading import read_figures


def kinds(text: str) -> list[tuple[str, float | None]]:
    facts = read_figures(f"The police said so in the report of the day.\n{text}").facts
    return [(fact.kind, fact.value) for fact in facts if fact.kind not in ("other", "duration")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Three Syrians were brought before the investigating judge.", [("arrests", 3)]),
        ("Five of them have been sent to prison by order of the court.", [("arrests", 5)]),
        ("Thirteen arrest warrants were executed at dawn.", [("arrests", 13)]),
        ("Two of the passengers were arrested on the quay.", [("arrests", 2)]),
        ("Four Egyptians, suspected of having steered the boat, were stopped.", [("arrests", 4)]),
        ("The trial of five members of a ring opened in Bruges.", [("charges", 5)]),
        ("The prosecutor demands prison terms for the nine defendants.", [("charges", 9)]),
        ("It has brought charges for smuggling against 83 persons.", [("charges", 83)]),
        ("Five years for two smugglers", [("convictions", 2)]),
        ("The ring had 18 members, most of them related.", [("network_size", 18)]),
        ("They arrested three nationals, aged 19, 27 and 44, on the island.", [("arrests", 3)]),
        ("The three suspects will appear before a prosecutor.", [("suspects", 3)]),
        ("One good expert at the right desk can stop a whole chain.", []),
        ("It deployed 64 experts, and 35 judges took part in a course.", [("officers", 64), ("participants", 35)]),
        ("The two were released on bail.", []),
    ],
)  # fmt: skip
def test_the_law_is_told_in_many_words(text: str, found: list[tuple[str, float]]) -> None:
    assert kinds(text) == found


def test_those_told_of_as_convicted_are_not_counted_again_as_arrested() -> None:
    text = "Two brothers were convicted. A van was seized when the pair were arrested."
    assert kinds(text) == [("convictions", 2)]


def test_people_beside_the_noun_for_them_are_what_their_sum_is() -> None:
    text = "Police hold six over a kidnapping.\nThe suspects, two Bosnians and four Serbs, deny it."
    assert kinds(text) == [("arrests", 6), ("arrests", 2), ("arrests", 4)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Five men accused of steering a canoe on which 14 died were held.", [("arrests", 5), ("deaths", 14)]),
        ("Only four of the smugglers were recognised and held.", [("arrests", 4)]),
        ("Six remain at large and one was held in France.", [("suspects", 6), ("arrests", 1)]),
        ("Units detained 1,043 migrant smuggling organisers in October.", [("arrests", 1043)]),
        ("His 140 or so officers have taken 62 smugglers into custody.", [("officers", 140), ("arrests", 62)]),
        ("Judges issued 296 remand warrants.", [("arrests", 296)]),
        ("It was a group of fourteen, run by brothers from the town.", [("network_size", 14)]),
        ("The office opened an investigation into smuggling against 51 persons.", [("suspects", 51)]),
        ("A total of 426 persons were detained for illegal crossing.", [("migrants_detected", 426)]),
        ("Police detained 12 people for facilitating illegal entry.", [("arrests", 12)]),
        ("One of the skippers was convicted in Lecce.", [("convictions", 1)]),
        ("Not one of the skippers was convicted in Lecce.", []),
        ("The course, paid for by Switzerland, is one of four held this year.", [("trainings", 4)]),
        ("They saved him, unless one counts the cost.", []),
    ],
)  # fmt: skip
def test_the_main_verb_and_its_surroundings_decide(
    text: str, found: list[tuple[str, float]]
) -> None:
    assert kinds(text) == found


def test_two_bare_numbers_are_told_of_the_two_before_in_their_order() -> None:
    text = (
        "They found 1,034 people and arrested 62 smugglers; in all of May it had been 295 and 17."
    )
    assert kinds(text) == [
        ("migrants_detected", 1034), ("arrests", 62), ("migrants_detected", 295), ("arrests", 17),
    ]  # fmt: skip
