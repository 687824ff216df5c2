"""Tables cut block by block say what the same tables cut row by row say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model.evidence import Evidence, Refusal
from clew.sources.tables import Block, Row, Shape, blocks, rows

SHAPE = Shape("utf-8", ",", 1, ("id", "name"), 1)
LINE = st.text(alphabet='ab", ;\té', max_size=8)


def evidence(folder: Path, text: str) -> Evidence:
    path = folder / "any.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return Evidence(path, path.name, "", path.stat().st_size, "")


def one_by_one(found: Iterator[Block | Row | Refusal]) -> Iterator[tuple[str, object]]:
    for item in found:
        if isinstance(item, Block):
            yield from ((f"row {at}", cells) for at, cells in enumerate(item.cells, item.first))
        elif isinstance(item, Refusal):
            yield item.where, item.reason
        else:
            yield item.spot, item.cells


@given(lines=st.lists(LINE, max_size=12), size=st.integers(1, 5), end=st.sampled_from(["", "\n"]))
def test_blocks_and_rows_cut_a_table_alike(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], size: int, end: str
) -> None:
    table = evidence(tmp_path_factory.mktemp("any"), "\n".join(["id,name", *lines]) + end)
    expected = list(one_by_one(rows(table, SHAPE)))
    assert list(one_by_one(blocks(table, SHAPE, size))) == expected


def test_a_clean_table_comes_in_blocks(tmp_path: Path) -> None:
    table = evidence(tmp_path, "id,name\n" + "1,Zoga\n" * 10)
    assert [type(item) for item in blocks(table, SHAPE, 4)] == [Block, Block, Block]
