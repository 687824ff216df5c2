"""Lays pairs of records side by side, batch by batch, and keeps what is worth a question."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from clew.matching.weigh import weigh
from clew.store import crossing
from clew.store import hits as kept
from clew.store.door import Door
from clew.store.hits import Pair

BATCH = 2000
"""Pairs per transaction; each holds the database for well under a second."""

Progress = Callable[[int, int], None]
"""Told how many pairs are done, of how many."""


@dataclass
class Laid:
    """What came of laying pairs side by side.

    Attributes:
        pairs: how many were compared.
        new: hits made.
        kept: hits made or weighed again.
        dropped: hits taken away because nothing speaks for them any more; never one with a decision.
    """

    pairs: int = 0
    new: int = 0
    kept: int = 0
    dropped: int = 0


def lay(
    door: Door,
    pairs: Iterable[Pair],
    progress: Progress | None = None,
    total: int = 0,
) -> Laid:
    """Compare these pairs of entity numbers and write down the hits; a hit keeps its decision."""
    laid = Laid()
    for batch in _batches(pairs):
        _lay_batch(door, batch, laid)
        laid.pairs += len(batch)
        if progress:
            progress(laid.pairs, max(total, laid.pairs))
    return laid


def _lay_batch(door: Door, batch: list[Pair], laid: Laid) -> None:
    with door.quiet() as view:
        found = crossing.records(view, {number for pair in batch for number in pair})
        common = crossing.commons(view)
    worth: dict[Pair, tuple[float, tuple[kept.Drawn, ...]]] = {}
    gone: list[Pair] = []
    for a, b in batch:
        if a not in found or b not in found or found[a].agency == found[b].agency:
            continue
        weighed = weigh(found[a], found[b], common)
        if weighed.is_worth_keeping:
            worth[a, b] = (weighed.score, weighed.clues)
        else:
            gone.append((a, b))
    if not worth and not gone:
        return
    with door.step() as view:
        laid.new += kept.save(view, worth)
        laid.dropped += kept.drop(view, gone)
    laid.kept += len(worth)


def _batches(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    rest = iter(pairs)
    while batch := list(islice(rest, BATCH)):
        yield batch
