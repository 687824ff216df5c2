"""What a figure is by what stands before and behind it: pronouns, complements, questions, lists, denials."""

import pytest

from clew.analysis.figures.reading import read_figures


def kinds(text: str) -> list[tuple[str, float | None]]:
    facts = read_figures(f"The police said so in the report of the day.\n{text}").facts
    return [(fact.kind, fact.value) for fact in facts if fact.kind != "other"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police found 16 women locked in a basement and freed them.", [("victims_safeguarded", 16)]),
        ("They found 23 people chained to beds. All were freed.", [("victims_safeguarded", 23)]),
        ("Four women were found in the flat. All four were identified as victims.", [("victims_identified", 4)]),
        ("A judge sent five of them to pre-trial detention.", [("arrests", 5)]),
        ("Seven of those arrested are foreign nationals.", [("arrests", 7)]),
        ("The organisers were never caught, though there were five.", [("suspects", 5)]),
        ("If convicted, five men face prison.", []),
        ("Not one of the nine defendants has been convicted.", [("charges", 9)]),
        ("She was sentenced for trafficking six women.", [("victims_identified", 6)]),
    ],
)  # fmt: skip
def test_a_verb_counts_for_whom_it_speaks_of(text: str, found: list[tuple[str, float]]) -> None:
    assert kinds(text) == found


def test_smugglers_picked_up_are_arrested_and_migrants_are_found() -> None:
    told = kinds("Police arrested sixteen members of a gang. Nine were picked up in Arad.")
    assert told == [("arrests", 16), ("arrests", 9)]
    assert kinds("In a lorry 16 migrants were found. Nine were picked up in Arad.") == [
        ("migrants_detected", 16), ("migrants_detected", 9),
    ]  # fmt: skip


def test_men_women_and_children_are_what_their_sum_is() -> None:
    told = kinds(
        "The ship rescued 58 people.\nThe passengers, 26 men, 13 women and 19 children, were well."
    )
    assert told == [("victims_safeguarded", n) for n in (58, 26, 13, 19)]


def test_a_verb_of_a_part_says_nothing_of_the_whole() -> None:
    told = kinds("Rescuers pulled 48 people from the sea, of whom five were taken to hospital.")
    assert told == [("victims_safeguarded", 48), ("injured", 5)]


def test_rows_under_a_headline_break_it_down() -> None:
    text = "There were 2,476 illegal crossings.\nBy section (first quarter of 2020 in brackets):\nSea: 31 (44)"
    assert kinds(text) == [
        ("detections_border", 2_476), ("detections_border", 31), ("detections_border", 44),
    ]  # fmt: skip


def test_a_line_without_a_number_introduces_what_was_seized() -> None:
    text = "The following was found and seized:\n– 4 motor vehicles,\n– 7,350 EUR"
    assert kinds(text) == [("seized_vehicles", 4), ("seized_cash", 7_350)]


def test_an_answer_is_what_was_asked_for() -> None:
    assert kinds("How many people did you arrest?\nFifteen. Ten here, five in Vranje.") == [
        ("arrests", 15), ("arrests", 10), ("arrests", 5),
    ]  # fmt: skip
    assert kinds(
        "How many people did you move?\nI counted at first. I stopped at four hundred."
    ) == [("migrants_smuggled", 400)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It cost 400 euros then. Today it is 1,200.", [("fee", 400), ("fee", 1_200)]),
        ("The price was 6,000 euros, and for 7,500 the client could wait.", [("fee", 6_000), ("fee", 7_500)]),
        ("Adults were charged 5,000 euros. Minors were charged 3,000.", [("fee", 5_000), ("fee", 3_000)]),
        ("The driver could make 3,000 euros in a night.", []),
        ("The landlord took 20 euros a night.", []),
    ],
)  # fmt: skip
def test_a_price_goes_on_without_its_currency_and_pay_is_no_price(
    text: str, found: list[tuple[str, float]]
) -> None:
    assert kinds(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Detections rose by 112% here and by 17% there, with 11 900 and 29 700 crossings respectively.",
         [11_900, 29_700]),
        ("Between January and March 2,476 illegal crossings were registered.", [2_476]),
    ],
)  # fmt: skip
def test_a_noun_told_once_is_that_of_both_numbers(text: str, found: list[float]) -> None:
    assert [value for kind, value in kinds(text) if kind == "detections_border"] == found


def test_terms_without_their_unit_go_on_from_the_one_before() -> None:
    text = (
        "The first was sentenced to sixteen years, the second to eleven, and the two were jailed."
    )
    assert [value for kind, value in kinds(text) if kind == "duration"] == [16, 11]
