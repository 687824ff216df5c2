"""The figures of the case's reports, and whether they add up."""

from fastapi import Request

from clew.analysis.figures.case_figures import case_figures
from clew.analysis.figures.kept_events import keep_events, kept_events
from clew.web.answering import routes
from clew.web.desk import door_of
from clew.web.shown import Shown

router = routes()


@router.get("/figures")
def figures(request: Request) -> Shown:
    """Give each report's facts with their words and spots, its sums, what reports tell differently, events kept."""
    with door_of(request, "figures of reports").act("view", what="figures of reports") as view:
        found = case_figures(view).as_json() | {"events": kept_events(view)}
        view.note(reports=len(found["reports"]))
    return found


@router.post("/figures/events")
def keep(request: Request) -> Shown:
    """Keep the events of the case's reports as entities with their mentions."""
    return dict(keep_events(door_of(request, "events of reports")))
