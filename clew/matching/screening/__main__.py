"""Compiles the search ahead of its first use: python -m clew.matching.screening."""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from clew.matching.screening.asking import Question
from clew.matching.screening.changing import build_index, update_index
from clew.matching.screening.compiled import forget_others
from clew.matching.screening.index import Edition, Index
from clew.sources.lists.frame import VALUES

_PEOPLE: tuple[tuple[str, str, list[str]], ...] = (
    ("1", "Agim Drini", ["1980-05-04"]), ("2", "Mohammed Al Example", ["1981", "1982-02-03"]),
    ("3", "Ana Proba Testović", []),
)  # fmt: skip


def prepare() -> None:
    """Build an index of three invented people, change it, and ask it about each and about all."""
    empty = {column: pl.Series([[]] * len(_PEOPLE), dtype=pl.List(pl.String)) for column in VALUES}
    people = pl.DataFrame(_PEOPLE, schema=["id", "names", "births"], orient="row").with_columns(
        pl.concat_list("names"), schema=pl.lit("Person")
    )
    people = people.with_columns(
        **{name: column for name, column in empty.items() if name not in people.columns}
    )
    with TemporaryDirectory(prefix="clew-") as place:
        path = Path(place) / "index"
        edition = build_index(path, [people], Edition("prepared", ""))
        update_index(path, people[:1], ["2"], edition)
        index = Index.open(path)
        Question(index).screen(people)
        Question(index).check(index.party("1"))
    forget_others()


if __name__ == "__main__":
    prepare()
