"""Who counts as a victim safeguarded, a victim identified, or neither: by what is told of people, in whatever words."""

import pytest

from clew.analysis.figures.reading import read_figures


def kinds(text: str) -> list[tuple[str, float | None]]:
    facts = read_figures(f"The police said so in the report of the day.\n{text}").facts
    return [(fact.kind, fact.value) for fact in facts if fact.kind != "other"]


@pytest.mark.parametrize(
    "text",
    [
        "The 14 women were brought to a shelter run by the Red Cross.",
        "The police brought 14 people out of the factory and handed them over to social services.",
        "14 boys have been placed with foster families.",
        "All 14 victims have been moved to a safe location.",
        "14 victims have entered the protection programme.",
        "The girls, 14 in number, are in care; 14 girls are now in care.",
        "Officers took 14 girls from the bar; they are living in sheltered accommodation.",
    ],
)
def test_people_brought_into_safe_hands_are_safeguarded_whatever_the_verb(text: str) -> None:
    assert ("victims_safeguarded", 14) in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "14 victims are receiving psychological support in a crisis centre.",
        "14 victims were offered accommodation by the charity, the court heard.",
        "Some form of assistance was given to 14 victims.",
        "More than 14 trafficking victims found refuge in our houses since 2015.",
        "In the trafficking case 14 women accepted protection.",
    ],
)
def test_victims_who_take_help_are_safeguarded(text: str) -> None:
    assert kinds(text) == [("victims_safeguarded", 14)]


@pytest.mark.parametrize(
    "text",
    [
        "In that year 14 people were granted international protection.",
        "In the camp 640 people are staying in tents.",
        "The 12 rescuers were accommodated in a hotel for the night.",
        "The ministry opened 12 shelters for the winter.",
        "Some 300 people received food aid from the Red Cross in the week.",
        "They raided a house in which 6 men were sleeping.",
    ],
)
def test_asylum_lodging_and_aid_alone_make_no_victims(text: str) -> None:
    assert not [kind for kind, _ in kinds(text) if kind.startswith("victims")]


@pytest.mark.parametrize(
    "text",
    [
        "When officers broke the door they found 14 men locked in a cold store.",
        "14 people held in a container for ransom were released on Friday.",
        "14 migrants held captive by smugglers were liberated by special forces.",
        "The hostages, 14 Pakistanis, were found tied up in a stable and set free.",
        "14 women were helped to leave the house in which they had been exploited.",
    ],
)
def test_captives_who_were_found_or_let_go_are_safeguarded(text: str) -> None:
    assert kinds(text) == [("victims_safeguarded", 14)]


@pytest.mark.parametrize(
    "text",
    [
        "The suspects kept 14 migrants captive in a house and demanded ransom from their families.",
        "Kidnappers had held 14 Bangladeshis in a warehouse near the border.",
        "14 people were kidnapped on the way to the border.",
    ],
)
def test_captives_of_whom_no_more_is_told_are_victims_identified(text: str) -> None:
    assert kinds(text) == [("victims_identified", 14)]


@pytest.mark.parametrize(
    "text",
    [
        "Police spoke to 14 women who are thought to have been trafficked from Brazil.",
        "Officers encountered 14 vulnerable people who could be victims of modern slavery.",
        "Officers found 14 workers who were exploited in a nail bar.",
        "14 workers showed signs of exploitation, the labour inspectorate said.",
        "14 persons are being treated as potential victims.",
        "The gang forced 14 young women into prostitution.",
        "They found 14 Vietnamese nationals living in a cellar and working without wages.",
        "The couple exploited 14 Moldovan citizens on a farm near Foggia.",
    ],
)
def test_people_told_to_be_exploited_are_victims_however_they_came_to_notice(text: str) -> None:
    assert kinds(text) == [("victims_identified", 14)]


def test_the_whole_a_part_is_taken_of_is_not_what_the_part_is() -> None:
    told = kinds("Of the 31 victims, 12 accepted protection and the others went home.")
    assert told == [("victims_identified", 31), ("victims_safeguarded", 12)]


def test_people_taken_aboard_are_rescued_from_distress_and_found_after_a_chase() -> None:
    sinking = "The lifeboat picked up 52 people from the sinking dinghy and landed them at Dover."
    assert kinds(sinking) == [("victims_safeguarded", 52)]
    chased = "The speedboat was chased by a patrol. 26 migrants were brought ashore."
    assert kinds(chased) == [("migrants_detected", 26)]
