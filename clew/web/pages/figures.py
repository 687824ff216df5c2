"""The figures of the case's reports, and whether they add up."""

from fastapi import Request

from clew.analysis.figures.case_figures import case_figures
from clew.web.answering import routes
from clew.web.desk import door_of
from clew.web.shown import Shown

router = routes()


@router.get("/figures")
def figures(request: Request) -> Shown:
    """Give each report's facts with their words and spots, its sums, and what reports tell differently."""
    with door_of(request, "figures of reports").act("view", what="figures of reports") as view:
        found = case_figures(view).as_json()
        view.note(reports=len(found["reports"]))
    return found
