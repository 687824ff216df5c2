"""What a figure counts, decided by its noun, its verb and its place."""

from datetime import date

import pytest

from clew.analysis.figures.fact import Fact
from clew.analysis.figures.reading import read_figures

DAY = date(2024, 5, 14)  # a Tuesday


def facts(text: str) -> list[Fact]:
    return read_figures(f"The police said so in the report. {text}", DAY).facts


def kinds(text: str) -> list[tuple[str, float | None]]:
    return [(fact.kind, fact.value) for fact in facts(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police arrested 12 migrant smugglers.", [("arrests", 12)]),
        ("Twelve smugglers were taken into custody.", [("arrests", 12)]),
        ("The raid led to the arrest of 236 members of the gang.", [("arrests", 236)]),
        ("Facilitators arrested: 288", [("arrests", 288)]),
        ("Officers detained 45 migrants.", [("migrants_detected", 45)]),
        ("In a lorry 37 people were found.", [("migrants_detected", 37)]),
        ("The ring had smuggled 300 people to Austria.", [("migrants_smuggled", 300)]),
        ("Sixteen persons were charged.", [("charges", 16)]),
        ("Three men were sentenced in May.", [("convictions", 3)]),
        ("They rescued 89 victims of trafficking.", [("victims_safeguarded", 89)]),
        ("Sixty victims were identified.", [("victims_identified", 60)]),
        ("Eleven were later recognised as victims.", [("victims_identified", 11)]),
        ("At least seven people drowned in the river.", [("deaths", 7)]),
        ("Four passengers were taken to hospital.", [("injured", 4)]),
        ("They checked 54,000 vehicles.", [("checks_vehicles", 54_000)]),
        ("Over 1.2 million passenger checks were made.", [("checks_persons", 1_200_000)]),
        ("They raided 27 houses.", [("searches_premises", 27)]),
        ("There were 4,870 irregular crossings.", [("detections_border", 4_870)]),
        ("The 15-member gang was known.", [("network_size", 15)]),
        ("Three suspects are on the run.", [("suspects", 3)]),
        ("Some 3,000 officers took part.", [("officers", 3_000)]),
        ("Europol deployed an expert to the port.", [("officers", 1)]),
    ],
)
def test_the_verb_says_what_a_count_of_people_is(text: str, found: list[tuple[str, float]]) -> None:
    assert kinds(text) == found


def test_a_list_of_what_was_seized_goes_by_its_things() -> None:
    assert kinds("They seized 8 lorries, 41 phones, two pistols, 60kgs of drugs and $200,000 in cash.") == [
        ("seized_vehicles", 8), ("seized_phones", 41), ("seized_firearms", 2), ("seized_drugs", 60),
        ("seized_cash", 200_000),
    ]  # fmt: skip


def test_a_number_without_its_noun_continues_the_one_before() -> None:
    assert kinds("Police made 19 arrests (11 in Serbia, 6 in Hungary and 2 in Austria).") == [
        ("arrests", 19), ("arrests", 11), ("arrests", 6), ("arrests", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "unit", "per"),
    [
        ("Migrants paid 2500-3000 euro each.", "fee", "EUR", "person"),
        ("The gang made 900 000 euro every month.", "proceeds", "EUR", "month"),
        ("A passage to London cost 6000 pounds.", "fee", "GBP", "person"),
        ("The turnover is put at £1.2m.", "proceeds", "GBP", None),
        ("The driver was fined 300 euros.", "other", "EUR", None),
    ],
)
def test_a_sum_of_money_is_a_fee_proceeds_or_something_else(
    text: str, kind: str, unit: str, per: str | None
) -> None:
    (fact,) = facts(text)
    assert (fact.kind, fact.unit, fact.per) == (kind, unit, per)


def test_a_conversion_in_brackets_is_the_same_fee() -> None:
    (fact,) = facts("They charged migrants as much as €7 000 ($7,732) each.")
    assert (fact.value, fact.unit, fact.qualifier, fact.converted) == (
        7_000,
        "EUR",
        "up_to",
        (7_732, "USD"),
    )


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Crossings fell by two thirds.", "percent_change", -66.7),
        ("It was a 27 per cent increase from 2012.", "percent_change", 27),
        ("Arrivals doubled.", "percent_change", 100),
        ("Syrians made up 31 per cent.", "share", 31),
        ("Arrivals stood at minus 18 per cent.", "percent_change", -18),
        ("Prices sank by 35 per cent.", "percent_change", -35),
    ],
)
def test_a_percentage_is_a_change_or_a_share(text: str, kind: str, value: float) -> None:
    assert kinds(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "The driver, aged 29, spoke.", "A 24-year-old driver spoke.", "They are charged under Article 353.",
        "Call +31 70 555 0134 for more.", "It happened on 7 March 2023.", "The A12 motorway was closed.",
        "They face up to 12 years in prison.", "It is one of the largest cases.", "No arrests were made.",
        "The boat was 12 metres long.", "He came two days later.", "The case has file number 22/0417.",
    ],
)  # fmt: skip
def test_ages_dates_papers_distances_penalties_and_negations_count_nothing(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("hedge", "qualifier"),
    [
        ("at least ", "at_least"), ("more than ", "more_than"), ("some ", "about"), ("up to ", "up_to"),
        ("nearly ", "nearly"), ("", "exact"),
    ],
)  # fmt: skip
def test_the_hedge_is_told_from_the_words(hedge: str, qualifier: str) -> None:
    (fact,) = facts(f"The gang had smuggled {hedge}300 people.")
    assert fact.qualifier == qualifier


@pytest.mark.parametrize(
    ("when", "iso"),
    [
        ("on 7 March 2023", "2023-03-07"), ("on 27 October", "2023-10-27"), ("on Friday", "2024-05-10"),
        ("last month", "2024-04"), ("yesterday", "2024-05-13"), ("in 2022", "2022"),
        ("between 3 and 5 May", "2024-05-03/2024-05-05"),
    ],
)  # fmt: skip
def test_a_date_is_resolved_from_the_day_of_publication(when: str, iso: str) -> None:
    (fact,) = facts(f"Police arrested 12 smugglers {when}.")
    assert fact.date == iso


def test_a_day_without_any_year_stays_without_one() -> None:
    (fact,) = read_figures("The police arrested 12 smugglers on 21 March in the city.").facts
    assert fact.date == "--03-21"


def test_a_figure_that_comes_back_stands_once_with_its_hedge() -> None:
    text = "Three people were killed\n\nAfter at least three people were killed the police went to the border."
    (fact,) = read_figures(text, DAY).facts
    assert (fact.value, fact.qualifier) == (3, "at_least")


def test_a_quote_is_the_words_of_the_text() -> None:
    text = (
        "The police said that on 3 May they arrested 12 smugglers and seized €64,520 in the raid."
    )
    for fact in read_figures(text, DAY).facts:
        assert text[fact.start : fact.end] == fact.quote


def test_a_currency_nobody_knows_is_kept_and_said() -> None:
    (fact,) = facts("Each of the migrants paid ₾5,000 for it.")
    assert (fact.unit, fact.notes) == ("₾", ["'₾' is no currency clew knows"])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Policija je u akciji uhapsila 12 osoba i zaplenila 5 vozila.", "Serbian"),
        ("Policia ka arrestuar 12 persona dhe ka sekuestruar 5 automjete.", "Albanian"),
        ("Operasyonda 12 şüpheli gözaltına alındı ve 5 araç ele geçirildi.", "Turkish"),
    ],
)
def test_other_languages_are_read_by_their_own_words(text: str, language: str) -> None:
    reading = read_figures(text)
    found = [(f.kind, f.value) for f in reading.facts]
    assert (reading.language, found) == (language, [("arrests", 12), ("seized_vehicles", 5)])


def test_a_line_broken_by_hand_goes_on_in_the_next() -> None:
    text = (
        "The police said in Vienna on Monday that they had arrested\n"
        "12 smugglers and that in the course of the night a total of\n37 migrants had been found.\n"
    )
    found = [(fact.kind, fact.value) for fact in read_figures(text, DAY).facts]
    assert found == [("arrests", 12), ("migrants_detected", 37)]


def test_two_lines_of_a_list_are_two_sentences() -> None:
    text = (
        "The figures of the week in the region:\nFacilitators arrested: 288\nDeaths recorded: 23\n"
    )
    assert [(f.kind, f.value) for f in read_figures(text, DAY).facts] == [
        ("arrests", 288),
        ("deaths", 23),
    ]


def test_a_list_of_what_was_taken_goes_on_over_what_is_weighed() -> None:
    text = "Found and lifted were 2,500 euros, 1.4 kg of gold jewellery, five lorries and 51 telephones."
    assert kinds(text) == [
        ("seized_cash", 2_500), ("seized_other", 1.4), ("seized_vehicles", 5), ("seized_phones", 51),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Teams came back with 22 boats and 35 outboard engines.", [("seized_boats", 22), ("seized_other", 35)]),
        ("The parcels contained 40 passports.", [("seized_documents", 40)]),
        ("Drugs seized: 1.8 tonnes", [("seized_drugs", 1.8)]),
        ("They executed 34 home search warrants.", [("searches_premises", 34)]),
        ("Police found two pistols, a stun gun and 24 phones.",
         [("seized_firearms", 2), ("seized_other", 1), ("seized_phones", 24)]),
    ],
)  # fmt: skip
def test_what_teams_come_back_with_is_seized(text: str, found: list[tuple[str, float]]) -> None:
    assert kinds(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The average rose from 58 passengers to 74.", [("other", 58), ("other", 74)]),
        ("The average number of passengers rose from 6 to 8.", [("other", 6), ("other", 8)]),
        ("Of the cards examined, a sample of 240, one in three was forged.", [("other", 240), ("share", 33.3)]),
        ("Border police found 402 migrants; it intervened in 11 of the transports.",
         [("migrants_detected", 402), ("other", 11)]),
        ("There are five state shelters for the whole country.", [("other", 5)]),
    ],
)  # fmt: skip
def test_means_samples_and_parts_of_another_sort_count_something_else(
    text: str, found: list[tuple[str, float]]
) -> None:
    assert kinds(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Please note that one person may cross more than once.",
        "Reports that two people had suffocated were untrue.",
        "He is a Georgian of 41 who lives in the town.",
        "A baker who is thirty-eight and rents out sunbeds said so.",
        "The average age was 27.",
        "They are aged 19, 27 and 44.",
        "Citizens can report cases by calling 900 555 014.",
        "To volunteer, dial 0113 496 0000, ext. 3.",
        "The car bore the plate 22 AB 417.",
        "The hall, which has 80 beds, is full.",
        "The press office is open on working days from 9 to 17.",
        "Shoes lay all over half the town.",
    ],
)
def test_ages_hot_lines_and_what_may_be_count_nothing(text: str) -> None:
    assert kinds(text) == []


def test_a_percentage_in_brackets_says_exactly_what_a_fraction_says_roughly() -> None:
    assert kinds("Slightly more than half (52%) were men.") == [("share", 52)]


def test_a_fall_by_half_is_a_change() -> None:
    assert kinds("The rate has fallen by half since 2012.") == [("percent_change", -50)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Four were on a drip by evening.", 4),
        ("A doctor said that 161 patients with gunshot injuries had been treated.", 161),
        ("Eleven persons were taken to the hospitals of the region.", 11),
        ("Two of the men had broken bones.", 2),
        ("Six officers suffered smoke inhalation.", 6),
    ],
)
def test_those_on_a_drip_or_with_broken_bones_are_injured(text: str, value: float) -> None:
    assert kinds(text) == [("injured", value)]


def test_those_treated_as_something_are_not_injured() -> None:
    assert "injured" not in dict(kinds("Four women are being treated as possible victims."))
