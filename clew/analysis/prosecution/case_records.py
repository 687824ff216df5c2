"""What a sheet is drawn from, read once for the whole case and for each person entered."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from clew.analysis.messages import Text, texts
from clew.analysis.money.entries import Book, Entry, from_case
from clew.analysis.network.from_case import CaseNetwork, case_network
from clew.analysis.network.roles import RoleQuestion, role_questions
from clew.analysis.prosecution.entering import named_as_one
from clew.analysis.routes import findings, meetings
from clew.analysis.routes.findings import Question
from clew.analysis.routes.gazetteer import Named, find
from clew.analysis.routes.sightings import Journey, Seen, sightings
from clew.matching.documents.held import Held, held
from clew.matching.documents.question import Question as DocumentQuestion
from clew.matching.documents.questions import questions
from clew.matching.weights import PROPOSED
from clew.store import hits as kept
from clew.store import judgements, ties
from clew.store.door import View
from clew.store.hits import Filter, HitRow
from clew.store.judgements import Judgement
from clew.store.links import Pointer

_OWNED = ("UserAccount", "Handset", "SimCard", "BankAccount", "Vehicle")
_OWNERS = ("owner", "holder", "operator")
_PAYMENT_WORDS = ("purpose", "summary", "description")


@dataclass(frozen=True, slots=True)
class CaseRecords:
    """The records of a case, as far as the view they were read through goes.

    Attributes:
        node: record → the node of its person.
        drivers: vehicle → nodes named as its driver or operator.
        apart: questions where a person is recorded at two places at once, or too far apart.
        reasons: payment's statement → the words that say what it was for.
        hits: proposed hits nobody answered.
    """

    view: View
    network: CaseNetwork
    node: dict[int, int]
    seen: Seen
    places: dict[str, Named]
    drivers: dict[int, set[int]]
    convoys: list[Question]
    apart: list[Question]
    payments: list[Entry]
    reasons: dict[int, str]
    roles: list[RoleQuestion]
    texts: list[Text]
    judged: list[Judgement]
    hits: list[HitRow]
    documents: Held
    paper_questions: list[DocumentQuestion]

    def journeys_of(self, node: int) -> list[Journey]:
        """Give the journeys, crossings and stays a person is recorded on."""
        return [one for one in self.seen.journeys if node in one.people]


def case_records(view: View, today: date) -> CaseRecords:
    """Read a case through a view; records count as one person only where somebody judged them so.

    Args:
        view: what the asker may see, or what a court may be told (`View.for_court`).
        today: the day documents are asked about.
    """
    network = case_network(view, also=named_as_one(view))
    node = {member: node for node, several in network.members.items() for member in several}
    seen = sightings(view, network)
    places = {name: find(name) for one in seen.journeys for name in one.places}
    owned: dict[int, list[Pointer]] = defaultdict(list)
    for pointer in ties.pointers(view, _OWNED):
        if pointer.prop in _OWNERS and pointer.target in node:
            owned[pointer.source].append(pointer)
    drivers: dict[int, set[int]] = defaultdict(set)
    for thing, several in owned.items():
        drivers[thing] |= {node[p.target] for p in several if p.prop == "operator"}
    book = Book()
    from_case(view, network, book)
    documents = held(view)
    return CaseRecords(
        view, network, node, seen, places, drivers,
        meetings.convoys(seen, meetings.together(seen, places)), findings.impossible(seen, places),
        book.entries, _reasons(view), role_questions(view, network), texts(view, node, owned),
        list(judgements.standing(view)),
        kept.rows(view, Filter(decision="open", min_score=PROPOSED)), documents,
        questions(documents, (), today),
    )  # fmt: skip


def _reasons(view: View) -> dict[int, str]:
    """Give each statement of a payment the words that say what it was for."""
    entity, words = dict[int, int](), defaultdict[int, list[str]](list)
    props = (*_PAYMENT_WORDS, "amount", "currency", "amountEur", "amountUsd", "date", "recordId")
    for value in ties.said(view, ("Payment",), props):
        entity[value.statement] = value.entity
        if value.prop in _PAYMENT_WORDS:
            words[value.entity].append(value.value)
    return {s: " ".join(words[e]) for s, e in entity.items() if e in words}
