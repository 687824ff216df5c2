"""A file read anew: who was entered by a record of it, and what was put to elements from it, go on or are listed."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from clew.analysis.prosecution.attaching import attach
from clew.analysis.prosecution.entering import enter, entered, withdraw
from clew.analysis.prosecution.sheet import answer
from clew.model.evidence import Evidence, Found
from clew.model.ftm import model
from clew.store import prosecution
from clew.store.shelf import Shelf
from tests.analysis.prosecution.laid_out import REASON, TODAY, element, id_of, sheet
from tests.matching.desk import Desk, person


def read(desk: Desk, *found: Found) -> None:
    """Read one and the same file, for the first time or anew."""
    digest = sha256(b"one file").hexdigest()
    evidence = Evidence(Path("border.csv"), "border.csv", digest, 1, "xk-police", "XK")
    with desk.case.intake_lock():
        coming = Shelf(desk.door, model(), "xk-police").coming(evidence, "table-csv", None)
        coming.write(list(found))
        coming.done({"counts": {}})


def entry(desk: Desk) -> str:
    read(desk, person(1, "Zef Gjini"), person(2, "Genc Topalli"))
    entity = id_of(desk, "Genc Topalli")
    enter(desk.door, entity, REASON)
    attach(desk.door, entity, "smuggling.benefit", "for", "he was paid for it", "1 row 1")
    return entity


def test_an_entry_goes_on_with_the_same_record_of_the_new_reading(desk: Desk) -> None:
    former = entry(desk)
    read(desk, person(1, "Zef Gjini"), person(2, "Genc Topalli", phone="+38344100200"))
    with desk.door.quiet() as view:
        (one,) = entered(view)
        assert prosecution.lost(view) == []
    assert one.party.entity != former
    assert (one.party.caption, one.suspect.reason) == ("Genc Topalli", REASON)


def test_what_was_put_by_hand_stands_in_the_new_reading(desk: Desk) -> None:
    entry(desk)
    read(desk, person(1, "Zef Gjini"), person(2, "Genc Topalli"))
    (put,) = element(sheet(desk, "Genc Topalli"), "smuggling.benefit")["for"]
    (place,) = put["sources"]
    assert (place["source"], place["file"], place["where"]) == (2, "border.csv", "row 1")
    assert place["court"]


def test_no_entry_goes_over_to_somebody_else_and_what_is_lost_is_listed(desk: Desk) -> None:
    entry(desk)
    read(desk, person(1, "Genc Topalli"), person(2, "Arta Zeka"))
    with desk.door.quiet() as view:
        assert entered(view) == []
        found: Any = answer(view, TODAY)
    (gone,) = found["lost"]
    assert (gone["no"], gone["file"], gone["where"]) == (1, "border.csv", "row 2")
    assert (gone["by"], gone["reason"]) == ("mira", REASON)
    withdraw(desk.door, "1", "entered again by another record")
    with desk.door.quiet() as view:
        assert prosecution.lost(view) == []
