"""The chain of custody of one source's original, and its sheet to be printed and signed."""

from typing import Annotated

from fastapi import Path, Request
from fastapi.responses import Response

from clew.report.custody_sheet import custody_sheet, shown
from clew.store import custody
from clew.store.shelf import source_of
from clew.web.answering import routes
from clew.web.desk import door_of
from clew.web.shown import Shown

router = routes()
Number = Annotated[int, Path(ge=1, le=2**62)]


@router.get("/sources/{source}/custody")
def chain(request: Request, source: Number) -> list[Shown]:
    """List every handling of a source's original, the oldest first."""
    with door_of(request, "custody").act("view", what="custody", source=source) as view:
        entries = custody.chain(view, source_of(view, source).sha256)
    return [shown(entry.as_json()) for entry in entries]


@router.get("/sources/{source}/custody.pdf")
def sheet(request: Request, source: Number) -> Response:
    """Give the custody sheet; printing it is an entry of the chain."""
    door = door_of(request, "custody sheet")
    with door.quiet() as view:
        digest, paper = custody_sheet(view, source)
    with door.act("export", to="sheet", source=source) as view:
        custody.enter(view, [custody.Entry(digest, "printed", None, {"to": "the desk"})])
    name = f'attachment; filename="custody-{source}.pdf"'
    headers = {"Content-Disposition": name}
    return Response(paper, media_type="application/pdf", headers=headers)
