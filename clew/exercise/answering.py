"""Asks a case what its network, roles, routes and money are, to set the answers beside the truth."""

from pathlib import Path

from clew.analysis.money.entries import Book, from_case, from_notebook
from clew.analysis.money.report import money
from clew.analysis.network.case_answers import as_json
from clew.analysis.network.from_case import CaseNetwork, case_network
from clew.analysis.network.roles import role_questions
from clew.analysis.routes.report import routes
from clew.exercise.measure_runs import Answer, Answers, people_of
from clew.store import reading
from clew.store.door import View

SAME = "proposed"
"""Nobody has judged a rehearsal's hits: those proposed are taken as the same."""
_NAMING = frozenset(
    ("name", "firstName", "lastName", "phone", "passportNumber", "idNumber", "birthDate", "address")
)


def answers_of(view: View, truth: Answer, notebook: Path | None, same: str = SAME) -> Answers:
    """Ask all that is set beside *truth*; the *notebook* is read beside the case's payments.

    Raises:
        SourceError: the notebook is empty.
    """
    network = case_network(view, same)
    book = Book()
    if notebook is not None and notebook.is_file():
        from_notebook(notebook, book)
    written = list(book.entries)
    from_case(view, network, book)
    return Answers(
        as_json(view, network),
        {"questions": [question.as_json() for question in role_questions(view, network, written)]},
        routes(view, network),
        money(book, [], "EUR", [], view),
        people_of(truth, _records(view, network)),
    )


def _records(view: View, network: CaseNetwork) -> dict[str, list[Answer]]:
    """Give each node's values that name somebody, with where they stand."""
    shown = {
        member: network.parties[node].entity
        for node, several in network.members.items()
        if node in network.parties
        for member in several
    }
    found: dict[str, list[Answer]] = {}
    for value in reading.values(view, sorted(shown)):
        if value.prop in _NAMING:
            place = {
                "agency": value.agency,
                "file": value.file,
                "where": value.where,
                "value": value.written,
            }
            found.setdefault(shown[value.entity], []).append(place)
    return found
