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


def test_an_arrest_told_of_all_those_convicted_is_one_of_its_own() -> None:
    text = "Four guards were convicted. On 26 February all four were detained."
    assert kinds(text) == [("convictions", 4), ("arrests", 4)]


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("During the quarter 233 persons were apprehended for facilitating entry.", [("arrests", 233)]),
        ("More than 250 members of the carabinieri were involved.", [("officers", 250)]),
        ("The unit has 160 members and is to grow.", [("officers", 160)]),
        ("Behind it stands an organisation of 60 people, the prosecutor believes.", [("network_size", 60)]),
        ("Seven of nine defendants were found guilty.", [("convictions", 7), ("charges", 9)]),
        ("Of the crew, two face charges of membership in a gang.", [("charges", 2)]),
        ("Warrants were issued for three persons living abroad.", [("suspects", 3)]),
        ("The skipper was given nine and a half years.", [("convictions", 1)]),
        ("Police caught three men who were transporting 24 migrants.", [("arrests", 3), ("migrants_detected", 24)]),
        ("Of the 18 accused, 15 were convicted and three acquitted.", [("charges", 18), ("convictions", 15)]),
    ],
)  # fmt: skip
def test_members_warrants_and_terms_are_told_from_each_other(
    text: str, found: list[tuple[str, float]]
) -> None:
    assert kinds(text) == found
