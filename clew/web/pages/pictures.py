"""A drawing of the desk saved as SVG, PNG or PDF."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import Body, Path, Request
from fastapi.responses import Response

from clew.report.pictures import KINDS, picture
from clew.web.answering import routes
from clew.web.desk import door_of

router = routes()
Name = Annotated[str, Path(pattern=r"^[a-z]{1,40}$")]


@router.post("/pictures/{name}.{kind}")
def saved(
    request: Request,
    name: Name,
    kind: Literal["svg", "png", "pdf"],
    svg: Annotated[bytes, Body(media_type="image/svg+xml")],
) -> Response:
    """Give the drawing that was sent as what the address ends in; saving it is an export in the log."""
    made = picture(svg.decode(errors="replace"), kind, datetime.now(UTC))
    with door_of(request, f"saving the {name}").act("export", what=name, to=kind):
        headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return Response(made, media_type=KINDS[kind], headers=headers)
