"""OFAC's list in three files: names, what the remarks say, and that half a list is none."""

from pathlib import Path

import orjson
import pytest

from clew.errors import BrokenRecord, NotFound
from clew.sources.lists.ofac_remarks import remarks
from clew.sources.lists.opening import read_list
from tests.sources.lists.lists_maker import ADD, ALT, SDN, ofac
from tests.sources.lists.people_files import whole
from tests.sources.lists.test_un import lost


def test_a_listed_person_is_read_with_all_that_is_compared(tmp_path: Path) -> None:
    frame, refused, _ = whole(read_list(ofac(tmp_path)).batches)
    assert frame.drop("entity").row(0, named=True) == {
        "id": "7", "schema": "Person",
        "names": ["Zoga Mali BEQIRI", "Z. ZOGAJ", "Zoga SHPENDI", "Ali BABA"],
        "births": ["1958", "1959", "1960", "1961-05-12"], "sexes": ["male"],
        "nationalities": ["rs"], "fathers": [], "documents": ["X0000001", "X0000002", "000-17"],
        "phones": ["442079460001"], "places": ["Kabul, Afghanistan"], "birth_countries": ["af"],
    }  # fmt: skip
    assert [r.value for r in refused] == ["Nowhere"]


def test_bodies_and_vessels_keep_their_names_as_written(tmp_path: Path) -> None:
    frame, _, _ = whole(read_list(ofac(tmp_path)).batches)
    assert frame["schema"].to_list() == ["Person", "Organization", "Vessel"]
    assert frame["names"][1].to_list() == ["URA E VJETËR, LTD."]
    assert frame["nationalities"][1].to_list() == ["al"]


def test_names_in_remarks_are_weak_and_former_names_are_said_so(tmp_path: Path) -> None:
    frame, _, _ = whole(read_list(ofac(tmp_path)).batches)
    said = orjson.loads(frame["entity"][0])["properties"]
    assert (said["weakAlias"], said["previousName"]) == (["Ali BABA"], ["Zoga SHPENDI"])
    assert said["program"] == ["UTOPIA", "ELSEWHERE"]


def test_the_list_may_be_named_by_its_folder_or_its_first_file(tmp_path: Path) -> None:
    folder = ofac(tmp_path)
    one, other = read_list(folder), read_list(folder / "sdn.csv")
    assert (one.name, one.sha256) == (other.name, other.sha256) == ("us_ofac_sdn", one.sha256)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("DOB 1958-1962", [("birth", str(year)) for year in range(1958, 1963)]),
        ("DOB Sep 1957.", [("birth", "Sep 1957")]),
        ("alt. POB Kabul", [("place", "Kabul")]),
        ("NIT # 0000123-7 (Utopia)", [("number", "0000123-7")]),
        ("D.N.I. 00.000.017 (Utopia)", [("number", "00.000.017")]),
        ("Passport A0001 (Utopia) issued 1 Jan 2000 expires 1 Jan 2010", [("passport", "A0001")]),
        ("Executive Order 13662 Directive", []),
        ("Linked To: NOBODY 12", []),
    ],
)
def test_remarks_say_dates_places_and_papers(text: str, said: list[tuple[str, str]]) -> None:
    assert [tuple(remark) for remark in remarks(text)] == said


@pytest.mark.parametrize("part", ["sdn", "alt", "add"])
def test_a_file_cut_in_the_middle_refuses_the_list(tmp_path: Path, part: str) -> None:
    whole_text = {"sdn": SDN, "alt": ALT, "add": ADD}
    cut = {**whole_text, part: whole_text[part][:-20]}
    with pytest.raises(BrokenRecord, match=f"{part}.csv, row"):
        whole(read_list(ofac(tmp_path, **cut, end="")).batches)


def test_a_first_file_cut_between_rows_is_noticed_by_the_others(tmp_path: Path) -> None:
    folder = ofac(tmp_path, sdn=SDN.splitlines(keepends=True)[0])
    with pytest.raises(BrokenRecord, match=r"1 entities that sdn\.csv lacks"):
        whole(read_list(folder).batches)


def test_a_missing_file_refuses_the_list(tmp_path: Path) -> None:
    folder = ofac(tmp_path)
    (folder / "alt.csv").unlink()
    with pytest.raises(NotFound, match=r"alt\.csv is missing"):
        read_list(folder)


def test_a_row_that_cannot_be_cut_is_refused_by_its_line(tmp_path: Path) -> None:
    frame, refused, _ = whole(read_list(ofac(tmp_path, sdn="1,short\r\n" + SDN)).batches)
    assert frame.height == 3
    assert refused[0].place == "sdn.csv, row 1"


def test_the_real_list_is_read_whole_and_survives_followthemoney(shared: Path) -> None:
    frame, refused, _ = whole(read_list(shared / "data/lists/ofac").batches)
    assert (frame.height, frame["id"].n_unique()) == (8976, 8976)
    assert len(refused) < 40
    assert not lost(frame["entity"].to_list())
