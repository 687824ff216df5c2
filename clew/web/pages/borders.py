"""Border statistics: a file of the case or one from the officer's machine; each point with its rows."""

import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from fastapi import Body, Depends, Query, Request

from clew.errors import SettingsError
from clew.exchange.network_rows import handling
from clew.store import receipts
from clew.store.originals import open_original
from clew.store.reading import codes_of
from clew.store.shelf import source_of
from clew.web.answering import routes
from clew.web.desk import door_of
from clew.web.shown import Shown

if TYPE_CHECKING:
    from clew.analysis.borders.counts import Counts

router = routes()
MOST_FILES = 500
"""Tables of a case whose header is looked at, the latest first."""
Text = Annotated[str, Query(max_length=200)]


def _asked(
    route: Text = "", nationality: Text = "", border: Text = "", published: Text = ""
) -> dict[str, str]:
    return {
        "route": route, "nationality": nationality, "border": border, "published": published,
    }  # fmt: skip


Asked = Annotated[dict[str, str], Depends(_asked)]


@router.get("/borders/files")
def files(request: Request) -> list[Shown]:
    """List the sources of the case whose header is that of detections by route and month."""
    _needs()
    from clew.analysis.borders.counts import is_counts

    with door_of(request, "border statistics").act("view", what="border statistics") as view:
        tables = [s for s in receipts.sources(view) if s["reader"] == "csv"]
        kept = [
            one
            for one in reversed(tables[-MOST_FILES:])
            if is_counts(open_original(view.case, str(one["sha256"])))
        ]
    return [{"id": one["id"], "file": one["file"], "agency": one["agency"]} for one in kept]


@router.get("/borders")
def of_source(
    request: Request, source: Annotated[int, Query(ge=1, le=2**62)], asked: Asked
) -> Shown:
    """Give a route's series, changes, shares, breaks and drawing from a source of the case."""
    door = door_of(request, "border statistics")
    with door.act("view", what="border statistics", source=source) as view:
        row = source_of(view, source)
        path = open_original(view.case, row.sha256)
    codes = handling(codes_of(row.handling, row.handling_text))
    return {**_answer(path, row.name, asked, codes), "file": {"id": source, "name": row.name}}


@router.post("/borders")
def of_upload(
    request: Request,
    asked: Asked,
    name: Annotated[str, Query(min_length=1, max_length=200)],
    table: Annotated[bytes, Body(media_type="text/csv")],
) -> Shown:
    """Give the same of a file sent with the question; it is not kept."""
    with door_of(request, "border statistics").act("view", what="border statistics"):
        pass
    with tempfile.TemporaryDirectory(prefix="clew-") as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(table)
        return {**_answer(path, name, asked, ""), "file": {"id": None, "name": name}}


def _answer(path: Path, name: str, asked: dict[str, str], codes: str) -> Shown:
    _needs()
    from clew.analysis.borders.counts import TOTAL, read_counts
    from clew.analysis.borders.drawing import drawing_of
    from clew.analysis.borders.report import report

    counts = read_counts(path, asked["nationality"], asked["border"], name)
    route = counts.find(asked["route"]) if asked["route"] else TOTAL
    shown = counts.counted() if route == TOTAL else [route]
    return {
        **report(counts, route, [asked["published"]] if asked["published"] else ()),
        "step": counts.step, "rows": {one: _rows(counts, one) for one in shown},
        "handling": codes, "drawing": drawing_of(counts, route, codes),
    }  # fmt: skip


def _rows(counts: "Counts", route: str) -> Shown:
    """Give for each period the file has rows of what it counts and the lines it is counted from."""
    series = counts.series(route)
    return {
        period: {"detections": series[period], "lines": lines}
        for period, lines in counts.rows(route).items()
        if lines
    }


def _needs() -> None:
    if find_spec("numpy") is None:
        raise SettingsError(
            "border statistics need numpy", do="install it: pip install 'clew[network]'"
        )
