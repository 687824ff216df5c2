"""What is counted of somebody for questions about roles, and what notebooks of payments add to it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from clew.analysis.money.entries import Book, Entry, from_case
from clew.analysis.money.whose import whose
from clew.analysis.network.from_case import CaseNetwork
from clew.store.door import View
from clew.store.masking import case_veil


@dataclass(slots=True)
class Counted:
    """What was counted of one node.

    Attributes:
        things: clue → the distinct things that count; *statements* and *rows* of notebooks show them.
        named: what speaks for it that a name in those rows is this person's.
    """

    things: dict[str, set[object]] = field(default_factory=lambda: defaultdict(set))
    statements: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    named: dict[str, None] = field(default_factory=dict)

    def note(self, clue: str, thing: object, *statements: int) -> None:
        """Count a thing for a clue, with the statements that show it."""
        self.things[clue].add(thing)
        self.statements[clue] += statements


def count_notebooks(
    view: View, network: CaseNetwork, seen: dict[int, Counted], entries: Sequence[Entry]
) -> None:
    """Count the payments of notebooks whose names are clearly somebody's, saying how the name is theirs."""
    book, veil = Book([*entries]), case_veil(view)
    from_case(view, network, book)
    clear = {one.name: one for one in whose(view, network, book.entries) if one.is_clear}
    node = {name: one.node for name, one in clear.items()}
    for entry in entries:
        giver, getter = entry.hands
        for who, other, clue in ((getter, giver, "payers"), (giver, getter, "paid_on")):
            if who in clear and other:
                here = seen[node[who]]
                here.note(clue, node.get(other, other))
                here.rows[clue].append(entry.spot.where)
                here.named |= dict.fromkeys(veil.text(one.says) for one in clear[who].clues)
