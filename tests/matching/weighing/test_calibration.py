"""Probabilities are judged on people the weights were not fitted on."""

import json
import os
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from clew.cli.measure import command
from clew.matching.weighing.calibration import calibrate
from clew.matching.weighing.disturbed_births import counted_births
from clew.matching.weighing.drawing import disturbed, draw_matches, draw_strangers, forms_of
from clew.matching.weighing.fit import rates, stated
from clew.matching.weighing.people_file import read_people
from tests.matching.weighing.invented import write_people

FLOOR = 0.05
"""Expected calibration error from which on probabilities mislead."""


@pytest.fixture
def politicians() -> Path:
    path = Path(os.environ.get("CLEW_SHARED", "../shared")) / "data/names/politicians.csv"
    if not path.exists():
        pytest.skip("politicians.csv is not here; CLEW_SHARED says where the shared data are")
    return path


@pytest.mark.slow
def test_probabilities_are_right_as_often_as_they_say(politicians: Path) -> None:
    for found in calibrate(read_people(politicians), seed=7, base_rate=0.001):
        assert found.ece < FLOOR, found.of
        assert found.ece_middle < 2 * FLOOR, found.of


@pytest.mark.slow
def test_calibration_says_what_it_rests_on(tmp_path: Path) -> None:
    people = write_people(tmp_path / "people.csv", 300)
    done = CliRunner().invoke(command, ["calibration", str(people), "--seed", "3", "--json"])
    said = json.loads(done.stdout)
    assert (said["data"], said["seed"], said["base_rate"]) == ("people.csv", 3, 0.001)
    for found in said["calibrations"]:
        assert len(found["bins"]) == 10
        assert sum(one["n"] for one in found["bins"]) == found["pairs"]
        assert sum(one["mass"] for one in found["bins"]) == pytest.approx(1.0, abs=0.001)


def test_strangers_are_two_people_whose_names_share_a_sound(tmp_path: Path) -> None:
    bearers = read_people(write_people(tmp_path / "people.csv")).bearers
    chance = random.Random(1)
    forms = forms_of(bearers, chance)
    found = draw_strangers(forms, bearers, 500, chance)
    keys = {form.text: form.keys for form in forms}
    assert len(found.pairs) == 500
    assert all(pair.a_of != pair.b_of and keys[pair.a] & keys[pair.b] for pair in found.pairs)


def test_the_share_of_strangers_that_share_a_sound_is_what_counting_all_pairs_gives(
    tmp_path: Path,
) -> None:
    bearers = read_people(write_people(tmp_path / "people.csv", 150)).bearers
    forms = forms_of(bearers, random.Random(1))
    pairs = [(a, b) for i, a in enumerate(forms) for b in forms[:i]]
    counted = sum(a.of != b.of and bool(a.keys & b.keys) for a, b in pairs) / len(pairs)
    drawn = draw_strangers(forms, bearers, 8_000, random.Random(2)).share
    assert drawn == pytest.approx(counted, rel=0.1)


def test_matches_are_forms_of_one_person(tmp_path: Path) -> None:
    bearers = read_people(write_people(tmp_path / "people.csv")).bearers
    chance = random.Random(1)
    rate = rates(stated()["names"]["disturbances"])
    found = draw_matches(forms_of(bearers, chance), rate, chance)
    assert found
    assert all(pair.is_match and pair.a_of == pair.b_of for pair in found)


@pytest.mark.parametrize(
    ("kind", "words", "why"),
    [
        ("as_listed", 3, "nothing changes"),
        ("part_lost", 2, "a part is left out"),
        ("turned", 3, "the last comes first"),
    ],
)
def test_a_name_is_disturbed_as_stated(kind: str, words: int, why: str) -> None:
    copy = disturbed("Arta Drita Zeka", kind, random.Random(1))
    assert len(copy.split()) == words, why


def test_a_typo_changes_one_word_only() -> None:
    copy = disturbed("Arta Drita Topalli", "typo", random.Random(4)).split()
    assert sum(a != b for a, b in zip(copy, ["Arta", "Drita", "Topalli"], strict=True)) == 1


def test_rates_of_birth_rules_add_up_among_full_dates() -> None:
    chance = random.Random(3)
    dates = [
        f"{chance.randint(1950, 1999)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        for _ in range(800)
    ]
    said = {**rates(stated()["disturbances"]), "rows": 5_000.0}
    counted = counted_births(dates, said, chance)
    full = ["same_birth_date", "birth_day_and_month_swapped", "birth_date_one_digit_off"]
    full += [
        "birth_date_digits_transposed",
        "birth_dates_a_year_apart",
        "birth_dates_a_day_apart",
        "same_birth_month_other_day",
        "same_birth_year_other_day",
    ]
    for side in (0, 1):
        assert sum(counted[rule][side] for rule in (*full, "other_birth_date")) == pytest.approx(
            1, abs=0.01
        )
    assert counted["same_birth_date"][1] < 0.001
