"""One person told of without a number is a fact where the law has come to them, and one person once."""

import pytest

from clew.analysis.figures.reading import read_figures


def told(text: str) -> list[tuple[str, float | None]]:
    facts = read_figures(f"The police said so in the report of the day.\n{text}").facts
    return [(fact.kind, fact.value) for fact in facts if fact.kind not in ("other", "duration")]


@pytest.mark.parametrize(
    "text",
    [
        "The driver was remanded in custody by the district court.",
        "Officers emptied the warehouse near the port; its owner is in custody.",
        "A 34-year-old man was held after a chase through the town.",
        "The skipper, aged 29, has been in pre-trial detention since Tuesday.",
        "The judge sent the landlord to prison pending trial.",
        "His brother was arrested two days later at the airport.",
        "The manager of a nail bar was taken into custody after the raid.",
        "The guide was handed over to the prosecutor and remains in detention.",
        "A former dressmaker was arrested in Lyon on 12 May.",
        "Another person was arrested in the Netherlands.",
        "The 22-year-old at the wheel was arrested on the spot.",
        "Its driver, a pensioner from Stuttgart, spent the night in a cell.",
        "Officers arrested the owner of the farm on suspicion of forced labour.",
    ],
)
def test_one_person_held_is_an_arrest(text: str) -> None:
    assert told(text) == [("arrests", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "If convicted, the farmer faces up to ten years in prison.",
        "The amount the electrician is held to have earned is not known.",
        "The court reduced the sentence of his driver to six years.",
        "A recording captured the owner boasting of his boats.",
        "The elder brother was convicted after a trial.",
        "The national coordinator has held the post without a staff.",
    ],
)
def test_what_is_said_of_one_person_beside_is_no_arrest(text: str) -> None:
    assert told(text) == []


def test_a_person_looked_for_is_a_suspect_and_one_who_got_away_is_only_told_of() -> None:
    assert told("The leader, a Syrian, remains at large.") == [("suspects", 1)]
    assert told("The driver escaped towards the river.") == []


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("A 34-year-old man was arrested in Varna. The man is in custody.", 1),
        ("A 34-year-old man was arrested in Varna. A 52-year-old man was arrested in Ruse.", 2),
        ("The driver was arrested in Varna. His brother was arrested in Ruse.", 2),
        ("The driver was arrested in Varna. The suspect is in custody.", 1),
        ("An imam and his son were detained in the village.", 2),
        ("The driver was arrested in Varna. The treasurer was arrested in Ruse.", 2),
    ],
)
def test_age_role_and_article_tell_whether_two_are_one(text: str, persons: int) -> None:
    assert told(text) == [("arrests", 1)] * persons


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The driver, 46, tried to turn. He was arrested at the next stop.", [("arrests", 1)]),
        (
            "The driver, 46, was stopped. A court ordered him to be held on remand.",
            [("arrests", 1)],
        ),
        ("The driver, 46, fled. He has not been seen since.", []),
        ("The driver was arrested in Varna. He will be held for two days.", [("arrests", 1)]),
    ],
)
def test_a_pronoun_tells_what_became_of_the_one_person_before(
    text: str, found: list[tuple[str, float]]
) -> None:
    assert told(text) == found


def test_the_verb_in_the_singular_is_told_of_whom_the_sentence_begins_with() -> None:
    text = "A man who tried to smuggle four Albanians in the boot of a car has been sentenced."
    assert ("convictions", 1) in told(text)


def test_an_age_in_brackets_counts_nobody() -> None:
    assert told("A citizen of Bosnia and Herzegovina (42) was arrested.") == [("arrests", 1)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fourteen were arrested. A fifteenth suspect turned himself in.", [("arrests", 14)]),
        ("The driver was arrested. A second man was arrested in Lyon.", [("arrests", 1), ("arrests", 1)]),
        ("Three were arrested in Lyon. A third suspect was arrested at home.", [("arrests", 3)]),
    ],
)  # fmt: skip
def test_an_ordinal_is_somebody_new_where_nobody_counted_them(
    text: str, found: list[tuple[str, float]]
) -> None:
    assert told(text) == found
