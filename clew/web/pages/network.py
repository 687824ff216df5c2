"""The network of the case: people, ties with their sources, measures beside them, questions about roles."""

from importlib.util import find_spec
from typing import Annotated, Literal

from fastapi import Query, Request
from fastapi.responses import Response

from clew.errors import SettingsError
from clew.web.answering import routes
from clew.web.desk import door_of
from clew.web.shown import Shown

router = routes()
MOST_NODES = 80
"""People one page draws: those with most ties; the rest is counted."""
Day = Annotated[str, Query(max_length=10)]
_MEASURES = ("degree", "betweenness", "closeness", "k-core", "communities")


@router.get("/network.{kind}")
def network_file(
    request: Request,
    kind: Literal["graphml", "gexf", "csv", "xlsx", "md"],
    same: Literal["judged", "proposed"] = "judged",
    begin: Day = "",
    end: Day = "",
) -> Response:
    """Give the whole network as a file for other tools; who is masked on the page is masked in it."""
    _needs()
    from clew.analysis.network.from_case import case_network
    from clew.exchange.graph_files import KINDS, as_file
    from clew.exchange.network_rows import of_case

    with door_of(request, "the network").act("export", what="network", to=kind) as view:
        found = case_network(view, same)
        links = found.links().between(begin, end)
        rows = of_case(view, found, links, (begin, end))
        view.note(nodes=len(rows.nodes), ties=len(rows.ties))
    headers = {"Content-Disposition": f'attachment; filename="network.{kind}"'}
    return Response(as_file(rows, kind), media_type=KINDS[kind], headers=headers)


@router.get("/network")
def network(
    request: Request,
    same: Literal["judged", "proposed"] = "judged",
    begin: Day = "",
    end: Day = "",
) -> Shown:
    """Give the people with most ties, the ties among them, measures over the whole network, questions about roles."""
    _needs()
    from clew.analysis.money.notebooks import written
    from clew.analysis.network.case_answers import measured, ties_shown
    from clew.analysis.network.from_case import case_network
    from clew.analysis.network.roles import role_questions

    with door_of(request, "the network").act("view", what="network") as view:
        found = case_network(view, same)
        graph = found.links().between(begin, end).graph()
        rows = measured(found, graph, _MEASURES)
        rows.sort(key=lambda row: (-row["betweenness"], -row["degree"], row["id"]))
        kept = sorted(rows, key=lambda row: -row["degree"])[:MOST_NODES]
        here = {row["id"] for row in kept}
        ties = [
            tie
            for tie in found.ties
            if found.id_of(tie.a) in here and found.id_of(tie.b) in here and tie.within(begin, end)
        ]
        links = [_link(link) for link in ties_shown(view, found, ties)]
        questions = [question.as_json() for question in role_questions(view, found, written(view))]
        view.note(nodes=len(kept), links=len(links))
    return {
        "nodes": [row for row in rows if row["id"] in here],
        "links": links,
        "left_out": len(rows) - len(kept),
        "measures": list(_MEASURES),
        "questions": questions,
        "handling": sorted({code for tie in ties for code in tie.handling}),
        "notes": list(graph.notes),
    }


def _needs() -> None:
    if lacking := [name for name in ("numba", "numpy", "rustworkx") if find_spec(name) is None]:
        raise SettingsError(
            f"the network page needs {', '.join(lacking)}",
            do="install it: pip install 'clew[network]'",
        )


def _link(link: dict[str, object]) -> Shown:
    """Give a tie in the form of a chart's line; it opens at its first source."""
    sources = link["sources"]
    assert isinstance(sources, list)
    opens = {"source": sources[0]["source"], "where": sources[0]["where"]} if sources else None
    return {
        "source": link["source"], "target": link["target"], "prop": link["kind"], "label": link["kind"],
        "statement": link["statement"], "count": link["count"], "first": link["first"], "last": link["last"],
        "hit": None, "score": None, "decision": None, "opens": opens, "sure": link["sure"], "sources": sources,
        "handling": link["handling"],
    }  # fmt: skip
