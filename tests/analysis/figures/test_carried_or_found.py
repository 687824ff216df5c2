"""Whether migrants were found by somebody or are only told to have been carried."""

import pytest

from clew.analysis.figures.reading import read_figures


def kinds(text: str) -> list[tuple[str, float | None]]:
    facts = read_figures(f"The police said so in the report of the day.\n{text}").facts
    people = ("migrants_detected", "migrants_smuggled", "detections_border", "deaths", "injured")
    return [(fact.kind, fact.value) for fact in facts if fact.kind in people]


@pytest.mark.parametrize(
    "text",
    [
        "A car carrying 14 migrants crashed into a tree near the border; the driver fled.",
        "A van with 14 migrants overturned on the motorway on Sunday.",
        "Police arrested two men who were driving 14 people in cars without lights.",
        "The lorry had been stopped with 14 migrants on board.",
        "A patrol stopped a van; 14 people were sitting in the back.",
        "Police cars blocked the street. 14 people were sitting in a van stuck in the mud.",
        "Customs officers opened the lorry and 14 people climbed out.",
        "The sailing boat, on which 14 people were travelling, was escorted to the port by the coast guard.",
        "The 14 migrants were taken to a reception centre for foreigners.",
        "A family of 14 tried to board a flight with false passports and were stopped.",
    ],
)  # fmt: skip
def test_people_whose_ride_is_stopped_or_ends_in_a_crash_are_found(text: str) -> None:
    assert kinds(text) == [("migrants_detected", 14)]


@pytest.mark.parametrize(
    "text",
    [
        "Four men were convicted of carrying 14 migrants in a refrigerated lorry.",
        "Police: 18 suspected smugglers arrested, at least 14 migrants transported",
        "The court found that he had driven 14 migrants to the border in three trips.",
        "Prosecutors said 14 people on seven boats could be proved.",
        "The boat left the beach with 14 people aboard.",
        "A ledger listed 14 passengers.",
    ],
)
def test_people_a_court_or_a_network_tells_of_are_carried(text: str) -> None:
    assert kinds(text) == [("migrants_smuggled", 14)]


def test_people_told_of_as_carried_and_then_as_found_are_found_with_all_their_parts() -> None:
    told = kinds(
        "There were 26 people aboard the boat: 15 men, six women and five children.\n"
        "The 26 migrants were intercepted by the coast guard."
    )
    assert told == [("migrants_detected", n) for n in (26, 15, 6, 5)]


def test_people_held_for_how_they_came_are_migrants_found() -> None:
    assert kinds("In all 11,426 persons were detained for illegal crossing.") == [
        ("migrants_detected", 11_426)
    ]


def test_a_verb_behind_another_figure_is_not_of_those_who_have_their_own() -> None:
    assert kinds("This year 13,900 people have arrived by sea and 59 have died on the way.") == [
        ("deaths", 59)
    ]


def test_a_verb_of_the_driver_is_not_of_those_in_the_clause_about_him() -> None:
    told = read_figures("The driver, who was carrying eight Syrians, was arrested at a checkpoint.")
    assert [(f.kind, f.value) for f in told.facts] == [("arrests", 1), ("migrants_detected", 8)]


@pytest.mark.parametrize(
    "text",
    [
        "Reports that two people had suffocated were untrue, police said.",
        "The average rose from 58 passengers a boat to 74 passengers.",
        "The average number of passengers in a stopped vehicle rose from 6.1 to 8.4.",
        "Nine people are feared drowned.",
        "In the first weeks 31 people were deported to their countries.",
    ],
)
def test_what_is_untrue_feared_averaged_or_sent_home_is_no_find(text: str) -> None:
    assert kinds(text) == []


def test_parts_behind_labels_in_one_line_are_beside_each_other() -> None:
    reading = read_figures("Persons detained: 300. On entry: 180; on exit: 70; inland: 50.")
    assert not [total for total in reading.totals if total.verdict == "contradiction"]
