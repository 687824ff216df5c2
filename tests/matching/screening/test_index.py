"""An index is whole at every moment: it gives back what was put in, and a change changes just what it says."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.errors import BrokenRecord, CaseBusy, ClewError, NotFound, UsageError
from clew.matching.screening import changing
from clew.matching.screening.asking import Question
from clew.matching.screening.changing import build_index, update_index
from clew.matching.screening.index import Edition, Index
from clew.matching.screening.manifest import MANIFEST, VERSION
from clew.model.party import Party
from tests.matching.screening.parties import EDITION, frame, indexed

BIRTH = "1980-05-04"
NAMES = (
    "Agim Drinori", "Besnik Krasnovari", "Xhevdet Gjonishtari", "Џевдет Ђонић", "Yusuf Karaoğlu",
    "Liridon Berishtari", "Ottokar Nirgendwo", "Wilhelmina Unbeteiligt",
)  # fmt: skip
PEOPLE = tuple(Party(f"P{n}", names=(name,), births=(BIRTH,)) for n, name in enumerate(NAMES))
FULL = Party(
    "full", "Person", ("Ana Proba", "Анa Проба"), ("1980", "1981-02-03"), ("female",), ("rs", "xk"),
    ("Milan Proba",), ("P0000000",), ("+38344000001",), ("Prishtina",), ("xk",),
)  # fmt: skip


def listed(name: str, number: int) -> Party:
    return Party(f"L{number}", names=(name,), births=(BIRTH,))


def answers(index: Index) -> dict[str, set[tuple[str, float]]]:
    """For each of the people the listed ids that are hits, with their probabilities."""
    hits = Question(index, 0.1, 0.001).screen(frame(*PEOPLE))
    found: dict[str, set[tuple[str, float]]] = {person.id: set() for person in PEOPLE}
    for hit in hits:
        found[hit.person_id].add((hit.list_id, hit.probability))
    return found


def ids_hit(index: Index) -> set[str]:
    return {list_id for hits in answers(index).values() for list_id, _ in hits}


def update(index: Index, *add: Party, delist: tuple[str, ...] = ()) -> Index:
    """Change an index and open it anew."""
    update_index(index.path, frame(*add) if add else None, delist, EDITION)
    return Index.open(index.path)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """An index of four parties."""
    return indexed(tmp_path / "index", [listed(name, n) for n, name in enumerate(NAMES[:4])])


def test_a_party_comes_back_as_it_was_put_in(tmp_path: Path) -> None:
    assert indexed(tmp_path / "index", [FULL, PEOPLE[0]]).party("full") == FULL


def test_the_entity_of_a_list_comes_back_as_it_was(tmp_path: Path) -> None:
    entity = {
        "id": "L1",
        "schema": "Person",
        "properties": {"name": ["Agim Drinori"], "topics": ["crime"]},
    }
    rows = frame(Party("L1", names=("Agim Drinori",))).with_columns(
        entity=pl.lit(orjson.dumps(entity).decode())
    )
    assert indexed(tmp_path / "index", rows).entity("L1") == entity


def test_a_party_without_an_entity_is_made_one(tmp_path: Path) -> None:
    said = indexed(tmp_path / "index", [FULL]).entity("full")
    assert (said["schema"], said["properties"]["name"]) == ("Person", ["Ana Proba"])
    assert said["properties"]["fatherName"] == ["Milan Proba"]


def test_the_edition_says_what_it_holds(index: Index) -> None:
    assert (index.edition.name, index.edition.date, len(index)) == ("invented", "2026-03-01", 4)


def test_batches_become_one_index(tmp_path: Path) -> None:
    batches = [frame(listed(name, n)) for n, name in enumerate(NAMES)]
    assert build_index(tmp_path / "index", batches, EDITION).entities == len(NAMES)


def test_nobody_of_an_unknown_id_is_there(index: Index) -> None:
    with pytest.raises(NotFound, match="'L9' is not on the list"):
        index.party("L9")


def test_two_parties_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"1 ids stand twice, 'L1'"):
        indexed(tmp_path / "index", [listed("Agim Drinori", 1), listed("Yusuf Karaoğlu", 1)])


def test_two_parties_of_one_id_in_a_change_are_refused(index: Index) -> None:
    with pytest.raises(UsageError, match=r"1 ids stand twice, 'L1'"):
        update(index, listed("Agim Drinori", 1), listed("Yusuf Karaoğlu", 1))


@pytest.mark.parametrize("batches", [[], [frame()]], ids=["no batch", "an empty batch"])
def test_a_list_without_anybody_is_refused(tmp_path: Path, batches: list[Any]) -> None:
    with pytest.raises(UsageError, match="nobody on the list"):
        build_index(tmp_path / "index", batches, EDITION)


def test_an_added_party_is_found(index: Index) -> None:
    changed = update(index, listed(NAMES[4], 4))
    assert ids_hit(changed) - ids_hit(index) == {"L4"}
    assert (len(changed), changed.party("L4").names) == (5, (NAMES[4],))


def test_a_delisted_party_is_gone(index: Index) -> None:
    changed = update(index, delist=("L1",))
    assert ids_hit(index) - ids_hit(changed) == {"L1"}
    with pytest.raises(NotFound):
        changed.party("L1")


def test_a_party_added_under_an_id_that_is_there_replaces_it(index: Index) -> None:
    changed = update(index, listed(NAMES[5], 0))
    assert (len(changed), changed.party("L0").names) == (4, (NAMES[5],))
    assert answers(changed)["P0"] == set()


def test_a_delisted_party_can_come_back(index: Index) -> None:
    gone = update(index, delist=("L1",))
    assert answers(update(gone, listed(NAMES[1], 1))) == answers(index)


def test_all_can_be_delisted(index: Index) -> None:
    assert answers(update(index, delist=("L0", "L1", "L2", "L3"))) == {p.id: set() for p in PEOPLE}


def test_an_id_to_delist_that_is_not_there_changes_nothing(index: Index) -> None:
    before = (index.path / MANIFEST).read_bytes()
    with pytest.raises(NotFound, match="1 ids to delist are not on the list, 'L9'"):
        update(index, listed(NAMES[4], 4), delist=("L1", "L9"))
    assert (index.path / MANIFEST).read_bytes() == before


CHANGES = st.lists(
    st.dictionaries(st.integers(0, 7), st.one_of(st.none(), st.sampled_from(NAMES)), max_size=4),
    min_size=1,
    max_size=4,
)


@settings(max_examples=15)
@given(CHANGES)
def test_a_change_alters_the_answers_about_what_it_changes_and_no_others(
    tmp_path_factory: pytest.TempPathFactory, changes: list[dict[int, str | None]]
) -> None:
    start = [listed(name, n) for n, name in enumerate(NAMES[:4])]
    index = indexed(tmp_path_factory.mktemp("changed") / "index", start)
    there = {party.id: party.names[0] for party in start}
    for change in changes:
        before = answers(index)
        add = {f"L{n}": name for n, name in change.items() if name}
        delist = tuple(f"L{n}" for n, name in change.items() if not name and f"L{n}" in there)
        index = update(index, *(listed(name, int(i[1:])) for i, name in add.items()), delist=delist)
        there = {i: name for i, name in (there | add).items() if i not in delist}
        touched = {*add, *delist}
        after = answers(index)
        for person in PEOPLE:
            kept = {hit for hit in before[person.id] if hit[0] not in touched}
            assert kept == {hit for hit in after[person.id] if hit[0] not in touched}
        assert {i: index.party(i).names[0] for i in there} == there
        assert len(index) == len(there)


def test_many_small_changes_leave_few_segments(index: Index) -> None:
    for n in range(20):
        index = update(index, Party(f"N{n}", names=(f"{NAMES[n % 8]} Proba",)))
    assert len(index.segments) <= 6
    assert len({index.party(f"N{n}").id for n in range(20)}) == 20


def test_whoever_has_the_old_index_open_goes_on_answering_from_it(index: Index) -> None:
    fresh = Index.open(index.path)
    expected = answers(index)
    index = Index.open(index.path)
    indexed(index.path, [listed(NAMES[7], 7)])
    assert answers(index) == expected
    assert fresh.party("L0").names == (NAMES[0],)
    assert ids_hit(Index.open(index.path)) == {"L7"}


def test_an_index_can_be_built_where_one_stands_that_cannot_be_read(index: Index) -> None:
    (index.path / MANIFEST).write_text("{")
    assert len(indexed(index.path, [listed(NAMES[7], 7)])) == 1
    assert len([place for place in index.path.iterdir() if place.is_dir()]) == 1


def test_files_that_are_not_of_the_index_stay(index: Index) -> None:
    (index.path / "notes.txt").write_text("ours")
    update(index, delist=("L1",))
    assert (index.path / "notes.txt").read_text() == "ours"


def test_a_folder_without_an_index_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no index here"):
        Index.open(tmp_path)


def test_an_index_of_another_version_is_refused(index: Index) -> None:
    file = index.path / MANIFEST
    said = orjson.loads(file.read_bytes())
    said["edition"]["version"] = VERSION + 1
    file.write_bytes(orjson.dumps(said))
    with pytest.raises(
        BrokenRecord, match=f"it is of version {VERSION + 1}; this clew reads version {VERSION}"
    ):
        Index.open(index.path)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"edition": {}}', f'{{"edition": {{"version": {VERSION}}}}}', "\xff"],
)
def test_a_damaged_manifest_is_refused(index: Index, text: str) -> None:
    (index.path / MANIFEST).write_text(text, encoding="latin-1")
    with pytest.raises(BrokenRecord, match=r"index\.json cannot be read"):
        Index.open(index.path)


FILES = (
    "plain_entries.npy",
    "names.npy",
    "codes.npy",
    "numbers.npy",
    "words.arrow",
    "parties.arrow",
)


@pytest.mark.parametrize("left", [0, 40])
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_was_cut_off_is_refused(index: Index, name: str, left: int) -> None:
    os.truncate(index.path / "segment-1" / name, left)
    with pytest.raises(BrokenRecord, match=rf"{name}' has {left} of its"):
        Index.open(index.path)


@pytest.mark.parametrize(
    "name", ["segment-1/plain_entries.npy", "segment-1/parties.arrow", "shares-1.arrow"]
)
def test_a_file_that_is_missing_is_refused(index: Index, name: str) -> None:
    (index.path / name).unlink()
    with pytest.raises(BrokenRecord, match="is missing"):
        Index.open(index.path)


def test_an_array_that_is_none_is_refused(index: Index) -> None:
    file = index.path / "segment-1" / "plain_entries.npy"
    file.write_bytes(bytes(file.stat().st_size))
    with pytest.raises(BrokenRecord, match="the index cannot be used"):
        Index.open(index.path)


def test_two_cannot_change_an_index_at_once(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(*_: object) -> None:
        with pytest.raises(CaseBusy, match="another process is changing this index"):
            update_index(index.path, None, ["L2"], EDITION)
        raise ClewError("the first gives up")

    monkeypatch.setattr(changing, "write_more", meanwhile)
    with pytest.raises(ClewError, match="gives up"):
        update(index, listed(NAMES[4], 4))
    assert ids_hit(Index.open(index.path)) == ids_hit(index)


KILLED = """
import os, signal, sys
from pathlib import Path
import numpy as np
from clew.matching.screening import changing, manifest
from tests.matching.screening.test_index import EDITION, NAMES, frame, listed
moment, path = sys.argv[1], Path(sys.argv[2])
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
whole = np.save
def some_arrays(file, array):
    whole(file, array)
    if str(file).endswith("codes.npy"):
        die()
if moment == "before the segment": changing.write_more = die
if moment == "within the segment": np.save = some_arrays
if moment == "before the manifest": changing.settle = die
if moment == "within the manifest": Path.replace = die
if moment == "before clearing":
    clear = changing._clear
    changing._clear = lambda path, kept: die() if (path / "segment-2").exists() else clear(path, kept)
changing.update_index(path, frame(listed(NAMES[4], 4)), ["L1"], EDITION)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moment", "hit"),
    [
        ("before the segment", {"L0", "L1", "L2", "L3"}),
        ("within the segment", {"L0", "L1", "L2", "L3"}),
        ("before the manifest", {"L0", "L1", "L2", "L3"}),
        ("within the manifest", {"L0", "L1", "L2", "L3"}),
        ("before clearing", {"L0", "L2", "L3", "L4"}),
    ],
)
def test_whoever_is_killed_leaves_the_index_whole(index: Index, moment: str, hit: set[str]) -> None:
    run = subprocess.run(
        [sys.executable, "-c", KILLED, moment, str(index.path)], capture_output=True
    )
    assert run.returncode == -signal.SIGKILL, run.stderr
    assert ids_hit(Index.open(index.path)) == hit


@pytest.mark.slow
def test_what_a_killed_change_left_is_cleared_by_the_next(index: Index) -> None:
    subprocess.run(
        [sys.executable, "-c", KILLED, "within the manifest", str(index.path)], capture_output=True
    )
    assert (index.path / "segment-2").exists()
    changed = update(index, delist=("L2",))
    assert {place.name for place in index.path.iterdir()} - {
        ".changing",
        MANIFEST,
    } == changed.manifest.names


@pytest.mark.parametrize("edition", [Edition("other", ""), Edition("other", "2026-04-01")])
def test_a_change_says_which_edition_it_is_from_then_on(index: Index, edition: Edition) -> None:
    said = update_index(index.path, None, ["L1"], edition)
    assert (said.name, said.date, said.entities, said.counted) == ("other", edition.date, 3, 4)
