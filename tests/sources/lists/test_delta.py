"""What changed between two editions of a list."""

from pathlib import Path

from clew.sources.lists.delta import Delta, delta
from clew.sources.lists.opening import read_list
from tests.sources.lists.lists_maker import line
from tests.sources.lists.people_files import written


def between(folder: Path, old: str, new: str, kind: str = "csv") -> Delta:
    texts = [written(folder, text, f"{n}.{kind}") for n, text in enumerate((old, new))]
    return delta(*(read_list(path, batch_rows=1).batches for path in texts))


def test_added_changed_and_removed_entities_are_told_apart(tmp_path: Path) -> None:
    old = "id,name,dob\n1,Zoga,1980-01-01\n2,Ilir,1981-01-01\n3,Dafina,1982-01-01\n"
    new = "id,name,dob\n1,Zoga,1980-01-01\n3,Dafine,1982-01-02\n4,Agim,1983-01-01\n"
    assert between(tmp_path, old, new) == Delta(["4"], {"3": ("names", "births")}, ["2"])


def test_the_order_of_other_names_is_no_change(tmp_path: Path) -> None:
    old, new = "id,name,aka\n1,Zoga,A;B\n", "id,name,aka\n1,Zoga,B;A\n"
    assert between(tmp_path, old, new) == Delta()


def test_what_no_column_holds_counts_as_details(tmp_path: Path) -> None:
    old = line("1", "Person", name=["Zoga"], notes=["one"])
    new = line("1", "Person", name=["Zoga"], notes=["two"])
    assert between(tmp_path, old, new, "json").changed == {"1": ("details",)}


def test_against_nothing_every_entity_is_added(tmp_path: Path) -> None:
    new = read_list(written(tmp_path, "id,name\n1,Zoga\n2,Ilir\n", "new.csv"))
    assert delta([], new.batches) == Delta(["1", "2"])
