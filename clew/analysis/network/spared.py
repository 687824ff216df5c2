"""Who is never asked about: those known as victims or migrants, and whom a hit may show to be one."""

from clew.analysis.network.from_case import PROTECTED, CaseNetwork
from clew.matching.weights import PROPOSED
from clew.store import hits as kept
from clew.store import ties
from clew.store.door import View
from clew.store.hits import Filter


def nobody_to_ask_about(view: View, network: CaseNetwork) -> set[int]:
    """Give the nodes of those known as victims or migrants, and whom a hit proposes, undecided, as one of them."""
    node = {member: node for node, several in network.members.items() for member in several}
    found = {number for number, what in network.category.items() if what in PROTECTED}
    told = ties.categories(view)
    for hit in kept.rows(view, Filter(min_score=PROPOSED)):
        if hit.decision != "different":
            for one, other in ((hit.a, hit.b), (hit.b, hit.a)):
                if told.get(other) in PROTECTED:
                    found.add(node.get(one, one))
    return found
