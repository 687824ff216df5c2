"""Everything the case dates, one lane for each kind, each mark with its sources."""

from typing import Annotated, Literal

from fastapi import Query, Request
from fastapi.responses import Response

from clew.web.answering import routes
from clew.web.desk import door_of
from clew.web.drawings import needs_network, saved, shown, text_of
from clew.web.shown import Shown

router = routes()
Day = Annotated[str, Query(max_length=10)]
Same = Literal["judged", "proposed"]


@router.get("/timeline")
def timeline(request: Request, same: Same = "judged", begin: Day = "", end: Day = "") -> Shown:
    """Give the drawing of a period, what each of its marks opens, and how much lies outside it."""
    needs_network("timeline")
    from clew.analysis.network.from_case import case_network
    from clew.analysis.timeline.drawing import draw
    from clew.analysis.timeline.report import timeline as timeline_of

    with door_of(request, "the timeline").act("view", what="timeline") as view:
        answer = timeline_of(view, case_network(view, same), begin, end)
        picture = draw(view, answer)
        view.note(marks=len(picture.opens))
    lanes = [{name: lane[name] for name in lane if name != "marks"} for lane in answer["lanes"]]
    return {
        **shown(picture),
        "first": answer["first"],
        "last": answer["last"],
        "step": answer["step"],
        "whole": answer["whole"],
        "lanes": lanes,
    }


@router.get("/timeline/timeline.{kind}")
def file(
    request: Request, kind: Literal["svg", "png", "pdf", "csv"], same: Same = "judged", begin: Day = "", end: Day = ""
) -> Response:  # fmt: skip
    """Give the timeline as a file to save."""
    needs_network("timeline")
    from clew.analysis.network.from_case import case_network
    from clew.analysis.timeline.files import written

    with door_of(request, "the timeline").act("export", what="timeline", to=kind) as view:
        text = written(view, case_network(view, same), text_of(kind), begin, end)
    return saved(text, "timeline", kind)
