"""The routes of the case on a map, and what does not fit, each with its sources."""

from typing import Annotated, Literal

from fastapi import Query, Request
from fastapi.responses import Response

from clew.web.answering import routes as routes_of
from clew.web.desk import door_of
from clew.web.drawings import needs_network, saved, shown, text_of
from clew.web.shown import Shown

router = routes_of()
MOST_LISTED = 200
"""Lines, handovers and questions one page lists; the rest is counted, and stands in the files to save."""
Month = Annotated[str, Query(max_length=7)]
Same = Literal["judged", "proposed"]


@router.get("/routes")
def routes(request: Request, same: Same = "judged", month: Month = "") -> Shown:
    """Give the map, what each of its marks opens, and what is listed beside it."""
    needs_network("routes")
    from clew.analysis.network.from_case import case_network
    from clew.analysis.routes.drawing import MOST_LINES, draw
    from clew.analysis.routes.report import routes as routes_in
    from clew.analysis.routes.scene import scene

    with door_of(request, "the routes").act("view", what="routes") as view:
        answer = routes_in(view, case_network(view, same), month)
        picture = draw(view, answer, month)
        lines = scene(answer).lines
        view.note(legs=len(answer["legs"]), questions=len(answer["questions"]), month=month)
    return {
        **shown(picture),
        "lines": [line.as_json() for line in lines[:MOST_LISTED]],
        "drawn": min(MOST_LINES, len(lines)),
        "legs": len(answer["legs"]),
        "months": answer["months"],
        "questions": answer["questions"][:MOST_LISTED],
        "handovers": answer["handovers"][:MOST_LISTED],
        "further": sum(
            max(0, len(several) - MOST_LISTED)
            for several in (answer["questions"], answer["handovers"], lines)
        ),
        "unplaced": [*answer["unplaced"], *answer["houses"]],
        "left_out": answer["left_out"],
    }


@router.get("/routes/routes.{kind}")
def file(
    request: Request, kind: Literal["svg", "png", "pdf", "geojson", "kml", "csv"], same: Same = "judged",
    month: Month = "",
) -> Response:  # fmt: skip
    """Give the routes as a file to save."""
    needs_network("routes")
    from clew.analysis.network.from_case import case_network
    from clew.analysis.routes.files import written
    from clew.analysis.routes.report import routes as routes_in

    with door_of(request, "the routes").act("export", what="routes", to=kind) as view:
        answer = routes_in(view, case_network(view, same), month)
        view.note(legs=len(answer["legs"]), month=month)
        text = written(view, answer, text_of(kind), month)
    return saved(text, f"routes-{month}" if month else "routes", kind)
