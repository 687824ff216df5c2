"""What is brought in is kept as written, once, all at once or not at all."""

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from clew.model.evidence import Evidence, Found, Mapping
from clew.model.ftm import model
from clew.model.ports import Mentioned
from clew.store import Case, Door
from clew.store.mappings import load, save
from clew.store.reading import values
from clew.store.receipts import refused
from clew.store.shelf import Shelf
from clew.store.tables import ENTITY, IDENTIFIER, SOURCE, STATEMENT, WORD
from tests.store.conftest import Bring, person


def told(door: Door) -> dict[str, tuple[str, str, str]]:
    with door.quiet() as view:
        numbers = list(view.conn.scalars(select(ENTITY.c.no)))
        return {v.prop: (v.value, v.written, v.where) for v in values(view, numbers)}


def test_a_value_keeps_what_was_written_and_where(door: Door, bring: Bring) -> None:
    bring("rs-police", person("Arben  Hoxha", row=7, phone="063 1234567"))
    assert told(door)["phone"] == ("+381631234567", "063 1234567", "row 7")


def test_a_value_the_model_refuses_is_kept_beside_the_record(door: Door, bring: Bring) -> None:
    receipt = bring("rs-police", person("Arben Hoxha", phone="12", birthDate="31/02/1980"))
    with door.quiet() as view:
        kept = {row["value"]: row["reason"] for row in refused(view)}
    assert receipt["refused"] == 2
    assert kept["12"] == "'12' is not a telephone number in RS"
    assert "31/02/1980" in kept


def test_a_national_number_of_no_country_becomes_a_question(door: Door) -> None:
    coming = Shelf(door, model(), "europol").coming(
        Evidence(Path("x"), "x", "c" * 64, 1, "europol"), "csv", None
    )
    coming.write([person("Arben Hoxha", phone="063 1234567")])
    coming.done({})
    with door.quiet() as view:
        (row,) = refused(view)
    assert row["do"] == "which country is it from? add the file again with --country XX"


def begin_a_long_file(door: Door) -> None:
    """Bring 25,000 people on their way in, as far as the steps are written, and die."""
    evidence = Evidence(Path("x"), "x", "d" * 64, 1, "rs-police")
    with closing(Shelf(door, model(), "rs-police")) as shelf:
        coming = shelf.coming(evidence, "csv", None)
        coming.write(
            [person(f"Arben Hoxha {n}", row=n, passportNumber=f"P{n:07}") for n in range(25_000)]
        )
        shelf.settle()


def test_a_file_on_its_way_in_is_seen_by_nobody(door: Door) -> None:
    begin_a_long_file(door)
    with door.quiet() as view:
        assert view.conn.scalar(select(func.count()).select_from(STATEMENT)) == 50_000
        assert values(view, [1, 2, 3]) == []


def test_what_a_killed_intake_left_is_cleared_by_the_next(door: Door) -> None:
    begin_a_long_file(door)
    Shelf(door, model(), "rs-police")
    with door.quiet() as view:
        tables = (SOURCE, ENTITY, STATEMENT, IDENTIFIER, WORD)
        left = [view.conn.scalar(select(func.count()).select_from(t)) for t in tables]
    assert left == [0, 0, 0, 0, 0]


def test_the_same_file_of_the_same_agency_needs_no_second_reading(door: Door, bring: Bring) -> None:
    first = bring("rs-police", person("Arben Hoxha"), digest="e" * 64)
    again = Shelf(door, model(), "rs-police").receipt_of("e" * 64, {"country": None, "as": None})
    assert again == {**first, "already": True}


def test_another_wish_reads_the_file_anew(door: Door, bring: Bring) -> None:
    bring("rs-police", person("Arben Hoxha"), digest="e" * 64)
    assert (
        Shelf(door, model(), "rs-police").receipt_of("e" * 64, {"country": "XK", "as": None})
        is None
    )


def test_no_id_holds_a_personal_value(door: Door, bring: Bring) -> None:
    bring("rs-police", Found("Person", "Arben Hoxha P1234567", "row 2").add("name", "Arben Hoxha"))
    with door.quiet() as view:
        (entity,) = view.conn.scalars(select(ENTITY.c.id))
    assert entity.endswith("-0")
    assert "Arben" not in entity


def test_a_link_to_an_entity_the_file_never_gives_is_refused_not_kept(
    door: Door, bring: Bring
) -> None:
    paper = (
        Found("Passport", "paper", "entity p").add("number", "P1234567").link("holder", "nobody")
    )
    bring("rs-police", paper)
    with door.quiet() as view:
        (row,) = refused(view)
    assert row["reason"] == "holder points to 'nobody', which is not in the file"
    assert "holder" not in told(door)


def test_entities_of_one_file_may_point_forward(door: Door, bring: Bring) -> None:
    paper = (
        Found("Passport", "paper", "entity p", keep="file")
        .add("number", "P1234567")
        .link("holder", "her")
    )
    bring(
        "rs-police",
        paper,
        Found("Person", "her", "entity h", keep="file").add("name", "Vesa Gashi"),
    )
    with door.quiet() as view:
        holder = view.conn.scalar(select(ENTITY.c.id).where(ENTITY.c.schema == "Person"))
    assert told(door)["holder"][0] == holder


def test_a_passport_number_tells_its_holder_apart(door: Door, bring: Bring) -> None:
    paper = Found("Passport", "paper", "row 2").add("number", "p 1234567").link("holder", "row 2")
    bring("rs-police", person("Vesa Gashi"), paper)
    with door.quiet() as view:
        query = select(IDENTIFIER.c.key, ENTITY.c.schema)
        row = view.conn.execute(query.join(ENTITY, ENTITY.c.no == IDENTIFIER.c.entity)).one()
    assert tuple(row) == ("P1234567", "Person")


@given(st.dictionaries(st.text(min_size=1), st.sampled_from(["name", "birth_date"]), min_size=1))
def test_a_saved_mapping_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, columns: dict[str, str]
) -> None:
    mapping = Mapping("passengers", columns, "\t", "windows-1251", "DMY")
    folder = tmp_path_factory.mktemp("mappings")
    save(folder, "ab", mapping)
    assert load(folder, "ab") == mapping


def test_a_mapping_a_person_edited_is_never_overwritten(case: Case) -> None:
    save(case.mappings, "ab", Mapping("passengers", {"IME": "name"}, ";", "utf-8", "DMY"))
    save(case.mappings, "ab", Mapping("passengers", {"IME": "surname"}, ";", "utf-8", "DMY"))
    kept = load(case.mappings, "ab")
    assert kept is not None
    assert kept.columns == {"IME": "name"}


def test_a_paragraph_that_stands_twice_keeps_both_its_places(door: Door, bring: Bring) -> None:
    report = Found("PlainText", "document", "paragraph 1", keep="shared").add(
        "fileName", "report.txt"
    )
    for spot in ("paragraph 1", "paragraph 2"):
        report.add("bodyText", "Call 063 1234567.", spot=spot)
    bring("rs-police", report)
    with door.quiet() as view:
        assert [v.where for v in values(view, [1]) if v.prop == "bodyText"] == [
            "paragraph 1",
            "paragraph 2",
        ]


def test_a_mention_in_a_refused_passage_is_refused_too_not_lost(door: Door, bring: Bring) -> None:
    text = "Call 063 1234567. " + "x" * 70_000
    report = Found("PlainText", "document", "paragraph 1", keep="shared").add("bodyText", text)
    mention = Mentioned("document", "paragraph 1", text, 5, 16, "phone", "document")
    bring("rs-police", report, mention)
    with door.quiet() as view:
        assert "063 1234567" in {row["value"] for row in refused(view)}
