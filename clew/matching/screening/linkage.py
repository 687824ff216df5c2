"""Links a holding with itself: the people of its index are screened against that index."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from clew.sources.lists.frame import Batch


class Own:
    """The people of a holding, read from the index that was made of it.

    Rows that could not be taken, and ids that stand twice, were refused when it was made.

    Args:
        place: the holding, as it was named.
    """

    key = "itself"
    """What tells these people from others; the holding's own key stands among the lists."""

    def __init__(self, place: Path) -> None:
        self.name = place.name

    def count(self, index: Path) -> int:
        """Count the people who stand in the index now."""
        from clew.matching.screening.index import Index

        return len(Index.open(index))

    def batches(self, index: Path, size: int) -> Iterator["Batch"]:
        """Give the people of the index in its order, *size* rows at a time."""
        import polars as pl

        from clew.matching.screening.index import Index
        from clew.sources.lists.frame import COLUMNS, Batch

        opened = Index.open(index)
        for segment, dead in zip(opened.segments, opened.dead, strict=True):
            living = segment.parties.select(COLUMNS).filter(pl.Series(~dead))
            for people in living.iter_slices(size):
                yield Batch(people)


def once(hits: "pl.DataFrame") -> "pl.DataFrame":
    """Give each pair once, as it was met first; both of a pair are asked about, so it is met twice."""
    import polars as pl

    ends = ("person_id", "list_id")
    pair = pl.struct(pl.min_horizontal(ends).alias("one"), pl.max_horizontal(ends).alias("other"))
    return hits.filter(pair.is_first_distinct())
