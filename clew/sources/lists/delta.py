"""What changed between two editions of a list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from clew.sources.lists.entries import IN_COLUMNS
from clew.sources.lists.frame import VALUES, Batch, empty

DETAILS: Final = "details"
"""Stands for what an entity says besides the columns that are compared: notes, addresses, …"""
_OLD: Final = "_old"


@dataclass(frozen=True, slots=True)
class Delta:
    """The difference of two editions.

    Attributes:
        added: ids that only the new edition has, in its order.
        changed: ids both have → the columns that say something else; "details" for what is not
            compared. The order of a column's values makes no difference.
        removed: ids that only the old edition has, in its order.
    """

    added: list[str] = field(default_factory=list)
    changed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)


def delta(old: Iterable[Batch | pl.DataFrame], new: Iterable[Batch | pl.DataFrame]) -> Delta:
    """Compare two editions of a list by the ids of their entities."""
    before, after = _whole(old), _whole(new)
    both = after.join(before, on="id", how="inner", suffix=_OLD, maintain_order="left")
    columns = ["schema", *VALUES]
    told = both.select("id", *(_differs(name).alias(name) for name in columns))
    changed = {row[0]: _named(columns, row[1:]) for row in told.iter_rows() if any(row[1:])}
    for name in _with_other_details(both):
        changed[name] = (*changed.get(name, ()), DETAILS)
    order = {name: changed[name] for name in both["id"] if name in changed}
    return Delta(_only_in(after, before), order, _only_in(before, after))


def _whole(editions: Iterable[Batch | pl.DataFrame]) -> pl.DataFrame:
    frames = [one.frame if isinstance(one, Batch) else one for one in editions]
    silent = pl.lit("").alias("entity")
    return pl.concat(
        frame if "entity" in frame.columns else frame.with_columns(silent)
        for frame in frames or [empty()]
    )


def _differs(name: str) -> pl.Expr:
    if name == "schema":
        return pl.col(name) != pl.col(name + _OLD)
    return pl.col(name).list.sort() != pl.col(name + _OLD).list.sort()


def _named(columns: list[str], differ: tuple[bool, ...]) -> tuple[str, ...]:
    return tuple(name for name, is_other in zip(columns, differ, strict=True) if is_other)


def _with_other_details(both: pl.DataFrame) -> Iterator[str]:
    """Give the ids of entities whose properties differ in what no column holds."""
    import orjson

    apart = (pl.col("entity") != pl.col("entity" + _OLD)) & (pl.col("entity" + _OLD) != "")
    for name, now, then in both.filter(apart).select("id", "entity", "entity" + _OLD).iter_rows():
        one, other = (_properties(orjson.loads(text or "{}")) for text in (now, then))
        if one != other:
            yield name


def _properties(entity: dict[str, object]) -> dict[str, frozenset[str]]:
    """Give what an entity says, without what the columns hold."""
    said = entity.get("properties")
    return {
        prop: frozenset(map(str, texts))
        for prop, texts in (said if isinstance(said, dict) else {}).items()
        if prop not in IN_COLUMNS
    }


def _only_in(one: pl.DataFrame, other: pl.DataFrame) -> list[str]:
    return one.join(other, on="id", how="anti", maintain_order="left")["id"].to_list()
