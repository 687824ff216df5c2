"""Published figures that were told differently, or alike: as a table and as sentences of our own."""

from datetime import date
from pathlib import Path

import pytest

from clew.analysis.figures.fact import Reading
from clew.analysis.figures.reading import read_figures
from clew.analysis.figures.several import against_each_other
from clew.analysis.figures.sums_table import Held, sums_in

HEADER = "event,source,kind,value,part_of\n"


def table(folder: Path, rows: str) -> list[Held]:
    file = folder / "sums.csv"
    file.write_text(HEADER + rows, encoding="utf-8")
    return sums_in(file)


def parts(kind: str, numbers: list[int], total: str) -> str:
    return "".join(f"E,x,{kind},{n},{kind}\n" for n in numbers) + f'E,x,{kind},"{total}",\n'


def verdicts(reading: Reading) -> list[tuple[str, str]]:
    return [(total.verdict, total.why) for total in reading.totals]


@pytest.mark.parametrize(
    ("kind", "numbers", "total", "verdict"),
    [
        ("arrests", [72, 167], "239", "consistent"),
        ("arrests", [72, 167], "236", "contradiction"),
        ("arrests", [63, 19, 15, 25, 4, 1], "127", "consistent"),
        ("cases", [600, 262, 26, 22, 6], "916", "consistent"),
        ("searches", [37, 70, 17, 25, 2], "151", "consistent"),
        ("targets", [8, 3], "14", "contradiction"),
        ("targets", [2, 7, 1, 1], "14", "contradiction"),
        ("checks", [516_000, 152_000, 5_000, 1_181], "over 655,000", "loose"),
    ],
)
def test_parts_of_a_published_headline(
    tmp_path: Path, kind: str, numbers: list[int], total: str, verdict: str
) -> None:
    (held,) = table(tmp_path, parts(kind, numbers, total))
    assert held.verdict == verdict
    assert " + ".join(f"{n:,}" for n in numbers) in held.why


def test_arrests_of_two_police_forces_contradict_a_smaller_headline_in_one_report() -> None:
    told = "Operation Grey Harbour led to {} arrests (72 in Spain and 167 in Morocco), the police said."
    wrong, right = (verdicts(read_figures(told.format(n))) for n in (236, 239))
    assert wrong == [("contradiction", "72 + 167 = 239, the headline is 236")]
    assert right == [("consistent", "72 + 167 = 239, the headline is 239")]


def test_two_reports_of_one_operation_contradict_each_other() -> None:
    told = "The police said that {} people were arrested in Operation Grey Harbour."
    readings = [(name, read_figures(told.format(n))) for name, n in (("a", 236), ("b", 239))]
    (held,) = against_each_other(readings)
    assert (held.verdict, held.why) == ("contradiction", "a says 236, b says 239")


@pytest.mark.parametrize(("exact", "rounded"), [("3,222", "3,200"), ("17,793", "17,800")])
def test_a_figure_rounded_in_another_report_does_not_alarm(exact: str, rounded: str) -> None:
    told = "In Operation Wide River police safeguarded {} potential victims of trafficking, the agency said."
    readings = [(name, read_figures(told.format(n))) for name, n in (("a", exact), ("b", rounded))]
    (held,) = against_each_other(readings)
    assert held.verdict == "rounding"


def test_a_headline_told_too_low_is_loose_and_no_alarm() -> None:
    text = (
        "Officers carried out over 655,000 checks: 516,000 persons, 152,000 vehicles, 5,000 flights and 1,181 "
        "documents were checked at the borders."
    )
    assert [verdict for verdict, _ in verdicts(read_figures(text))] == ["loose"]


def test_detections_told_as_persons_are_said_to_count_something_else() -> None:
    text = (
        "The agency counted 1,800,000 illegal border crossings in the year. According to the paper, "
        "1,800,000 migrants were found at the border."
    )
    ((verdict, why),) = verdicts(read_figures(text))
    assert verdict == "not comparable"
    assert "one person may cross several times" in why


def test_countries_with_one_more_beside_them_are_not_counted_alike(tmp_path: Path) -> None:
    (held,) = table(tmp_path, "E,a,countries,8,\nE,b,countries,8 and Turkey,\n")
    assert held.verdict == "not comparable"


def test_three_hundred_a_month_at_the_told_fee_make_the_told_proceeds() -> None:
    text = (
        "Over the past year the gang has smuggled 300 people to the north every month. The smugglers charged the "
        "migrants 2500-3000 euro each and made 900 000 euro every month, the agency said."
    )
    assert verdicts(read_figures(text)) == [
        (
            "consistent",
            "product: 300 x (2,500 to 3,000) = 750,000 to 900,000, the headline is 900,000 EUR per month",
        )
    ]


def test_a_count_and_its_rise_give_the_count_of_the_year_before() -> None:
    text = "In 2013 there were 40,000 detections of illegal crossings, an increase of 27 per cent on the year before."
    (base,) = read_figures(text, date(2014, 5, 1)).derived
    assert (base["value"], base["why"]) == (
        31_496, "40,000 / 1.27 = 31,496 before the change of +27 %",
    )  # fmt: skip


@pytest.mark.parametrize(
    "told",
    ["€7 000 ($7,732) each", "7,000 euros ($7,732) each", "EUR 7,000 (USD 7,732) per person"],
)
def test_a_fee_with_its_conversion_in_brackets_is_one_fee(told: str) -> None:
    (fee,) = read_figures(f"The migrants are said to have paid {told} to be smuggled.").facts
    assert (fee.kind, fee.value, fee.unit, fee.converted) == ("fee", 7000, "EUR", (7732.0, "USD"))
