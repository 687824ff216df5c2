"""Tables that tell of people together: who drove and who was carried, who is what to whom, a group on foot."""

from pathlib import Path

from clew.model.evidence import Found
from clew.sources.columns import meaning_of
from tests.sources.table_maker import Items, read, schemata, values


def links(items: Items, schema: str) -> list[tuple[str, str]]:
    """Property and target of every link of the entities of a schema."""
    found = [item for item in items if isinstance(item, Found) and item.schema == schema]
    return [(v.prop, v.text) for item in found for v in item.values if v.entity]


CHECK = """Имена;Качество;Регистрационен номер;Място;Дата и час
Иван Пробен;водач;СВ 1234 АТ;Пловдив;10.08.2026 03:25
Ана Пробна;пътник;СВ 1234 АТ;Пловдив;10.08.2026 03:25
"""


def test_who_is_written_down_as_the_driver_drives_the_vehicle_and_nobody_else(
    tmp_path: Path,
) -> None:
    items = read(tmp_path, CHECK, "BG")
    assert [target for prop, target in links(items, "Vehicle") if prop == "operator"] == [
        "row 2 person"
    ]
    assert {target for prop, target in links(items, "Trip") if prop == "involved"} == {
        "row 2 person",
        "row 3 person",
    }


def test_the_time_of_day_behind_a_date_is_kept_as_written(tmp_path: Path) -> None:
    assert "Дата и час: 03:25" in values(read(tmp_path, CHECK, "BG"), "Trip")["notes"]


GROUPS = """Group,Name,Place,Date
7,Ana Proba,Blace,01.03.2026
7,Boris Proba,Blace,01.03.2026
8,Vera Proba,Blace,01.03.2026
"""


def test_a_group_met_on_foot_is_one_journey(tmp_path: Path) -> None:
    items = read(tmp_path, GROUPS)
    assert len({i.key for i in items if isinstance(i, Found) and i.schema == "Trip"}) == 2


RELATIONS = """Emri dhe mbiemri,Lidhja,Personi tjetër,Data e lindjes së personit tjetër,Data
Agim Proba,rival i,Besim Prova,03.04.1980,02.03.2026
Vjosa Proba,,Besim Prova,,
"""


def test_a_table_of_relations_links_two_people_by_the_word_as_written(tmp_path: Path) -> None:
    items = read(tmp_path, RELATIONS, "AL")
    assert values(items, "UnknownLink")["role"] == ["rival i"]
    assert values(items, "UnknownLink")["date"] == ["2026-03-02"]
    assert values(items, "Person", 1)["birthDate"] == ["1980-04-03"]


def test_a_row_that_names_no_relation_links_nobody(tmp_path: Path) -> None:
    assert schemata(read(tmp_path, RELATIONS, "AL")).count("UnknownLink") == 1


def test_headers_of_relations_are_known_in_two_scripts() -> None:
    assert [meaning_of(h) for h in ("Однос", "druga osoba", "Својство")] == [
        "relation",
        "other_person",
        "aboard",
    ]
