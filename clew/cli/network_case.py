"""The case side of `clew network`: draws the case's network, and answers what only a case can."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from clew.cli.asking import closing
from clew.model.asker import Asker

if TYPE_CHECKING:
    from clew.analysis.network.from_case import CaseNetwork
    from clew.analysis.network.links import Links
    from clew.analysis.network.measures import How


def case_network(
    case: Path, asker: Asker, asked: dict[str, Any], how: "How"
) -> tuple["Links", "CaseNetwork", dict[str, object] | None]:
    """Give the links of a case, its network, and the answer where links alone do not give it."""
    from clew.analysis.money.notebooks import written
    from clew.analysis.network import case_answers, from_case
    from clew.analysis.network.roles import METHOD, role_questions
    from clew.store import Door, open_case

    answer: dict[str, object] | None = None
    with Door(closing(open_case(case)), asker).act("view", what="network") as view:
        network = from_case.case_network(view, asked["same"])
        view.note(nodes=len(network.members), ties=len(network.ties))
        links = network.links().between(asked["begin"], asked["end"])
        if asked["roles"]:
            entries = written(view, asked["notebooks"])
            asked_about = [q.as_json() for q in role_questions(view, network, entries)]
            answer = {"questions": asked_about, "method": METHOD}
        elif asked["robust"]:
            answer = case_answers.robust(network, links, asked["name"] or "betweenness", how)
        elif not any(asked[what] for what in _MEASURING):
            answer = case_answers.as_json(view, network)
    return links, network, answer


_MEASURING = ("name", "key_players", "disrupt", "paths", "ego", "common")
