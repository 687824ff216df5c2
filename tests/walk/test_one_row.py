"""One row of a passenger list walks through the whole house, stop by stop."""

import json
from collections.abc import Iterator

import pytest

from clew import audit
from clew.exchange.ftm import export
from clew.matching.arrive import bring_in, cross_check
from clew.matching.clusters import clusters
from clew.matching.decide import decide, undo
from clew.matching.hits import Hit, hits
from clew.model.asker import Asker
from clew.model.ftm import model
from clew.sources.intake import Wish
from clew.sources.reader import all_readers
from clew.store import Case, Door, make_case
from clew.store.originals import open_original
from tests.sources.test_every_reader import evidence_of

OFFICER = Asker("mira", "joint team", "walk")
OURS = "презиме;име;датум рођења;број пасоша\nЂони;Џевдет;12.04.1988;P 0123-4567\n"
THEIRS = "mbiemri,emri,datelindja,pasaporta\nGjoni,Xhevdet,12/04/1988,P01234567\n"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("walk")
    (folder / "ours.csv").write_text(OURS, encoding="windows-1251")
    (folder / "theirs.csv").write_text(THEIRS)
    made = make_case(folder / "case")
    for file, agency in (("ours.csv", "rs-police"), ("theirs.csv", "xk-police")):
        (receipt,) = bring_in(made, OFFICER, [folder / file], Wish(agency))
        assert receipt["counts"] == {"passengers": 1, "rows": 1}
    cross_check(made, OFFICER)
    yield made
    made.close()


@pytest.fixture
def door(case: Case) -> Door:
    return Door(case, OFFICER)


def the_hit(door: Door) -> Hit:
    with door.quiet() as view:
        (hit,) = hits(view)
    return hit


def exported(door: Door) -> list[str]:
    with door.quiet() as view:
        return list(export(view, clusters(view).as_mapping()))


def test_two_agencies_spellings_of_one_person_become_one_question(door: Door) -> None:
    hit = the_hit(door)
    assert hit.is_proposed
    assert {hit.a.agency, hit.b.agency} == {"rs-police", "xk-police"}
    assert {"document", "person", "other"} <= {clue.kind for clue in hit.clues}


def test_the_clue_shows_both_values_as_written_and_where_they_stand(door: Door) -> None:
    (paper,) = (clue for clue in the_hit(door).clues if clue.kind == "document")
    sides = {(side.written, side.file, side.where) for side in (paper.a, paper.b)}
    assert sides == {("P 0123-4567", "ours.csv", "row 2"), ("P01234567", "theirs.csv", "row 2")}


def test_the_original_opens_at_the_row_the_clue_names(door: Door) -> None:
    (paper,) = (clue for clue in the_hit(door).clues if clue.kind == "document")
    with door.quiet() as view:
        from clew.store.shelf import source_of

        kept = open_original(door.case, source_of(view, paper.a.source).sha256)
    excerpt = all_readers()["csv"].excerpt(evidence_of(kept), paper.a.where)
    (here,) = (cells for _, cells, is_here in excerpt.lines if is_here)
    assert paper.a.written in here


def test_a_merge_taken_back_gives_the_same_export_to_the_byte(door: Door) -> None:
    before = exported(door)
    decide(door, the_hit(door).id, "same", "one passport")
    merged = exported(door)
    undo(door)
    assert len(merged) < len(before)
    assert exported(door) == before


def test_the_export_comes_back_through_followthemoney_as_it_was(door: Door) -> None:
    for line in exported(door):
        said = json.loads(line)
        read = model().get_proxy(said, cleaned=False).to_dict()
        assert {k: sorted(v) for k, v in read["properties"].items()} == {
            k: sorted(v) for k, v in said["properties"].items()
        }


def test_the_decision_and_its_undoing_stand_in_the_record(door: Door) -> None:
    with door.quiet() as view:
        acts = [json.loads(line.text)["act"] for line, _ in audit.lines(view.conn)]
        assert audit.verify(view.conn).good
    assert acts.index("undo") < acts.index("decide") < acts.index("add")
