"""Writes a crowd, a list, and who of the crowd stands on the list, all from one seed."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from clew.errors import UsageError
from clew.exercise.crowd.drawing import drawn
from clew.exercise.crowd.habits import OTHER
from clew.exercise.crowd.hard import HARD
from clew.exercise.crowd.pools import pools
from clew.exercise.crowd.variants import USUAL, Change, Said

if TYPE_CHECKING:
    import polars as pl

KINDS: Mapping[str, Mapping[str, Change]] = {
    "usual": USUAL, "hard": HARD, "other": OTHER, "even": USUAL,
}  # fmt: skip
"""Sets of changes: ordinary ones, harder ones, those another hand would make, ordinary ones of even names."""
_EVEN = ("other", "even")
"""Kinds whose crowd bears every name of a culture as often as any other; in the others some names are common."""
_TRIES = 3
"""List rows looked at per planted person, at most: not every change fits every row."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """How large a crowd is, and what is hidden in it.

    Attributes:
        people, listed: rows of the crowd and of the list.
        seed: the same seed gives the same rows.
        planted: share of the crowd (0 to 1) that stands on the list.
        kinds: which changes the planted have undergone, and how common names are: one of `KINDS`.
    """

    people: int
    listed: int
    seed: int = 7
    planted: float = 0.01
    kinds: str = "usual"

    @property
    def hidden(self) -> int:
        """How many of the crowd stand on the list."""
        return round(self.people * self.planted)


def make_crowd(crowd: Crowd, folder: Path) -> None:
    """Write people.parquet, list.parquet and truth.parquet into *folder*.

    People and list have the columns id, name (for the kinds "other" first_name and last_name) and
    birth_date (ISO 8601, as far as known, null when lost); truth has person_id, list_id and kind.

    Raises:
        UsageError: more people are to be hidden than the list can give.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in zip(("people", "list", "truth"), made_crowd(crowd), strict=True):
        frame.write_parquet(folder / f"{name}.parquet", compression="zstd")


def made_crowd(crowd: Crowd) -> "tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]":
    """Give people, list and truth as frames; see `make_crowd`."""
    import polars as pl

    if crowd.hidden * _TRIES > crowd.listed:
        raise UsageError(
            f"a list of {crowd.listed:,} is too short to hide {crowd.hidden:,} of its people",
            do=f"ask for a list of {crowd.hidden * _TRIES:,} or more, or a smaller share of planted",
        )
    flat = crowd.kinds in _EVEN
    listed = drawn(crowd.listed, crowd.seed, flat=flat).with_columns(id=_ids("L", crowd.listed))
    hidden = _hidden(listed, crowd)
    others = drawn(crowd.people - crowd.hidden, crowd.seed + 1_000_003, flat=flat)
    columns = ["name", "birth_date"]
    people = pl.concat([others.select(columns), hidden.select(columns)])
    truth = hidden.select("list_id", "kind").with_columns(at=pl.int_range(len(others), len(people)))
    order = pl.int_range(len(people), eager=True).shuffle(seed=crowd.seed)
    people = people[order].with_columns(id=_ids("P", len(people)))
    place = pl.DataFrame({"at": order, "person_id": people["id"]})
    truth = truth.join(place, on="at", how="left").select("person_id", "list_id", "kind")
    keep = _first_and_last if crowd.kinds == "other" else _whole
    return keep(people), keep(listed), truth.sort("person_id")


def _hidden(listed: "pl.DataFrame", crowd: Crowd) -> "pl.DataFrame":
    """Take rows of the list and change each in one way, the ways about evenly."""
    import polars as pl

    chance = Random(crowd.seed)
    rows = deque(listed.sample(crowd.hidden * _TRIES, seed=crowd.seed, shuffle=True).iter_rows())
    changes = KINDS[crowd.kinds]
    made: list[tuple[str, str | None, str, str]] = []
    by_kind = list(changes)
    while len(made) < crowd.hidden:
        kind = by_kind[len(made) % len(by_kind)]
        made.append(_planted(rows, kind, changes[kind], chance))
    columns = ["name", "birth_date", "list_id", "kind"]
    return pl.DataFrame(made, schema=dict.fromkeys(columns, pl.String), orient="row")


def _planted(
    rows: "deque[tuple[str, str, int, str]]", kind: str, change: Change, chance: Random
) -> tuple[str, str | None, str, str]:
    """Change the first row that can be changed so; rows passed over wait for another kind."""
    for _ in range(len(rows)):
        name, birth, culture, list_id = row = rows.popleft()
        said = change(Said(name, birth, pools()[culture]), chance)
        if said is not None:
            return said.name, said.birth or None, list_id, kind
        rows.append(row)
    raise UsageError(f"nobody on the list is left to plant as {kind!r}", do="ask for a longer list")


def _ids(letter: str, n: int) -> "pl.Series":
    import polars as pl

    return letter + pl.int_range(1, n + 1, eager=True).cast(pl.String).str.zfill(8)


def _whole(frame: "pl.DataFrame") -> "pl.DataFrame":
    return frame.select("id", "name", "birth_date")


def _first_and_last(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Part the name before its last part; a comma parts it too, the surname standing first."""
    import polars as pl

    name = pl.col("name")
    comma = name.str.contains(", ")
    return frame.select(
        "id",
        first_name=pl.when(comma).then(name.str.extract(r", (.*)$")).otherwise(name.str.extract(r"^(.*) \S+$")),
        last_name=pl.when(comma).then(name.str.extract(r"^(.*), ")).otherwise(name.str.extract(r"(\S+)$")),
        birth_date="birth_date",
    )  # fmt: skip
