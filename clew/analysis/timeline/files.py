"""Writes the timeline of a case as a file other programs open: SVG, or CSV with one row a thing."""

from collections.abc import Iterator

from clew.analysis.network.from_case import CaseNetwork
from clew.analysis.timeline.drawing import draw
from clew.analysis.timeline.report import things, timeline
from clew.errors import UsageError
from clew.store.door import View
from clew.store.refused_table import csv_lines

KINDS = ("csv", "svg")
_COLUMNS = ("at", "until", "kind", "says", "file", "where", "agency", "evaluation", "handling")


def written(view: View, network: CaseNetwork, kind: str, begin: str = "", end: str = "") -> str:
    """Write the timeline as a file.

    Args:
        view: what the asker may see.
        network: the people of the case.
        kind: one of `KINDS`.
        begin, end: the period; see `timeline`.

    Raises:
        UsageError: *kind* is none of them, or the period is none.
    """
    if kind == "svg":
        return draw(view, timeline(view, network, begin, end)).svg
    if kind != "csv":
        raise UsageError(
            f"no timeline is written as {kind!r}", do=f"end the name in .{' or .'.join(KINDS)}"
        )
    return "\ufeff" + "".join(csv_lines(_rows(view, network, begin, end)))


def _rows(view: View, network: CaseNetwork, begin: str, end: str) -> Iterator[tuple[str, ...]]:
    yield _COLUMNS
    for one in things(view, network, begin, end):
        source = one["source"] or {}
        where = (str(source.get(name, "")) for name in _COLUMNS[4:])
        yield (one["at"], one["until"], one["kind"], one["says"], *where)
