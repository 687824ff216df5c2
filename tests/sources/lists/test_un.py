"""The UN's list: what its XML says of people and bodies, and that half a list is none."""

from datetime import date
from pathlib import Path

import orjson
import pytest

from clew.errors import BrokenRecord
from clew.model.ftm import model
from clew.sources.lists.opening import read_list
from tests.sources.lists.lists_maker import EXACT, un_text
from tests.sources.lists.people_files import whole, written


def test_a_listed_person_is_read_with_all_that_is_compared(tmp_path: Path) -> None:
    frame, refused, _ = whole(read_list(written(tmp_path, un_text(), "list.xml")).batches)
    person = frame.drop("entity").row(0, named=True)
    assert not refused
    assert person == {
        "id": "100", "schema": "Person",
        "names": ["ZOGA MALI BEQIRI", "Зога Беќири", "Zogaj", "Shpendi"],
        "births": ["1980-05-04"], "sexes": ["female"], "nationalities": ["al"], "fathers": [],
        "documents": ["X0000001", "J00000002K"], "phones": [], "places": ["Durrës, Albania"],
        "birth_countries": ["al"],
    }  # fmt: skip


def test_a_listed_body_is_an_organisation_with_its_former_names(tmp_path: Path) -> None:
    frame, _, _ = whole(read_list(written(tmp_path, un_text(), "list.xml")).batches)
    assert frame["schema"].to_list() == ["Person", "Organization"]
    assert frame["names"][1].to_list() == ["Ura e Vjetër Trading", "Ura"]


def test_an_alias_of_low_quality_is_a_weak_one(tmp_path: Path) -> None:
    frame, _, _ = whole(read_list(written(tmp_path, un_text(), "list.xml")).batches)
    said = orjson.loads(frame["entity"][0])["properties"]
    assert said["weakAlias"] == ["Shpendi"]
    assert said["topics"] == ["sanction"]
    assert said["passportNumber"] == ["X0000001"]


@pytest.mark.parametrize(
    ("inside", "births"),
    [
        (EXACT, ["1980-05-04"]),
        ("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1980</YEAR>", ["1980"]),
        ("<FROM_YEAR>1980</FROM_YEAR><TO_YEAR>1982</TO_YEAR>", ["1980", "1981", "1982"]),
        ("<FROM_YEAR>1970</FROM_YEAR><TO_YEAR>1982</TO_YEAR>", ["1970", "1982"]),
    ],
    ids=["exact", "about", "short span", "long span"],
)
def test_dates_of_birth_come_as_days_years_and_spans(
    tmp_path: Path, inside: str, births: list[str]
) -> None:
    frame, _, _ = whole(read_list(written(tmp_path, un_text(inside), "list.xml")).batches)
    assert frame["births"][0].to_list() == births


def test_the_list_is_dated_by_its_first_element(tmp_path: Path) -> None:
    found = read_list(written(tmp_path, un_text(), "list_2020-01-01.xml"))
    assert (found.name, found.edition) == ("un_sc", date(2026, 1, 31))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_a_list_cut_in_the_middle_is_refused_as_a_whole(tmp_path: Path, share: float) -> None:
    text = un_text(persons=50)
    path = written(tmp_path, text[: int(len(text) * share)], "list.xml")
    with pytest.raises(BrokenRecord, match=r"byte \d+, after \d+ entities"):
        whole(read_list(path).batches)


def test_the_real_list_is_read_whole_and_survives_followthemoney(shared: Path) -> None:
    found = read_list(shared / "data/lists/un_2026-02-27.xml")
    frame, refused, _ = whole(found.batches)
    assert (frame.height, frame["id"].n_unique(), len(refused)) == (1003, 1003, 0)
    assert found.edition == date(2026, 2, 27)
    assert not list(lost(frame["entity"].to_list()))


def lost(entities: list[str]) -> list[str]:
    """Names of properties from which FollowTheMoney's own cleaning would drop or change a value."""
    found = []
    for text in entities:
        data = orjson.loads(text)
        proxy = model().get_proxy(data, cleaned=False)
        found += [p for p, v in data["properties"].items() if set(v) != set(proxy.get(p))]
    return found
