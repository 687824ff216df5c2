"""What case lies on the desk: its name, its agencies, how much it holds."""

from collections import Counter

from fastapi import Request

from clew.store import receipts
from clew.store.hits import Filter, count
from clew.store.search import count_entities, count_statements
from clew.web.answering import routes
from clew.web.desk import desk_of, door_of
from clew.web.shown import Shown

router = routes()
PROPOSED = 0.70
"""Score from which a hit is proposed as the same."""


@router.get("/case")
def case(request: Request) -> Shown:
    """Give the case's name, agencies and counts."""
    desk = desk_of(request)
    with door_of(request, "opening the case").act("view", what="case") as view:
        sources = receipts.sources(view)
        held, files = Counter[str](), Counter[str]()
        for source in sources:
            held[str(source["agency"])] += int(str(source["entities"]))
            files[str(source["agency"])] += 1
        counts = {
            "sources": len(sources),
            "entities": count_entities(view),
            "statements": count_statements(view),
            "hits": count(view, Filter()),
            "open": count(view, Filter(decision="open")),
            "proposed": count(view, Filter(min_score=PROPOSED)),
            "refused": sum(int(str(source["refused"])) for source in sources),
            "mentions": receipts.count_mentions(view),
        }
    agencies = [
        {"name": name, "sources": files[name], "entities": held[name]} for name in sorted(files)
    ]
    return {
        "name": desk.case.name, "exercise": desk.case.exercise, "user": desk.user,
        "agencies": agencies, "counts": counts,
    }  # fmt: skip
