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
