"""Whose names stand in a notebook of payments: to whom in the case each may belong, as a question with clues.

A notebook names people as its keeper calls them: by a whole name in some spelling, by a short form, by what a telephone
calls them. Names come first; sums that return in payments or messages, and ties to those in the same rows, speak
beside them and never alone. Nobody who is known as a victim or a migrant is asked about.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from clew.analysis.money.entries import Entry
from clew.analysis.money.whose_clues import NameClue, Speaking, called_alike, rules
from clew.analysis.network.from_case import CaseNetwork
from clew.analysis.network.spared import nobody_to_ask_about
from clew.analysis.spots import called
from clew.matching.weights import PROPOSED
from clew.model.groups import components
from clew.store import hits as kept
from clew.store.door import View
from clew.store.hits import Filter
from clew.store.masking import case_veil


@dataclass(frozen=True, slots=True)
class Whose:
    """A name of a notebook, and somebody of the case it may belong to.

    Attributes:
        name: as the notebook writes it; *where* the rows it stands in.
        node: of the network; *also* others of it that proposed hits take for the same person, with no more clues.
        is_clear: it has points enough, and more than anybody else.
    """

    name: str
    where: tuple[str, ...]
    node: int
    clues: tuple[NameClue, ...]
    also: tuple[int, ...] = ()
    is_clear: bool = False

    @property
    def points(self) -> int:
        """The sum of the clues' points."""
        return sum(clue.points for clue in self.clues)


def whose(view: View, network: CaseNetwork, entries: Sequence[Entry]) -> list[Whose]:
    """Ask to whom the names of a notebook may belong, those with most to look at first.

    Args:
        view: what the asker may see.
        network: the people of the case.
        entries: of notebooks, whose people are names, and of the case, whose people are ids.
    """
    rows: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for name in (
            {entry.payer, entry.payee, entry.holder} - {""} if entry.spot.statement is None else ()
        ):
            rows[name].append(entry)
    named = called_alike(view, network, rows)
    speaking = Speaking(view, network, entries, named)
    one_of, degree = _proposed_as_one(view, network), _degrees(network)
    found = []
    for name, several in named.items():
        where = tuple(entry.spot.where for entry in rows[name])
        groups: dict[int, list[Whose]] = defaultdict(list)
        for node, clue in several.items():
            clues = (clue, *speaking.of(name, node, rows[name]))
            groups[one_of.get(node, node)].append(Whose(name, where, node, clues))
        asked = [_joined(group, degree) for group in groups.values()]
        found += _cleared([one for one in asked if one.points >= rules()["ask"]])
    return sorted(found, key=lambda one: (-one.points, one.name, one.node))


def names_asked(view: View, network: CaseNetwork, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Give the questions as `clew money CASE --json` prints them; nobody known as a victim or a migrant is asked about.

    Args:
        view: what the asker may see.
        network: the people of the case.
        entries: as for `whose`, not masked yet.
    """
    asked = whose(view, network, entries)
    spared = nobody_to_ask_about(view, network) if asked else set()
    veil = case_veil(view)
    return [
        {
            "name": veil.text(one.name), "where": list(one.where), "id": network.id_of(one.node),
            "caption": called(network, one.node), "question": "may this name be that person's?", "points": one.points,
            "clear": one.is_clear, "also": [network.id_of(node) for node in one.also],
            "clues": [
                {"says": veil.text(c.says), "points": c.points, "statements": list(c.statements)} for c in one.clues
            ],
        }
        for one in asked
        if spared.isdisjoint((one.node, *one.also)) and not network.parties[one.node].masked
    ]  # fmt: skip


def _joined(group: list[Whose], degree: dict[int, int]) -> Whose:
    """Put the questions about one name and one person, as proposed hits have it, into the one that says most."""
    best = max(group, key=lambda one: (one.points, degree[one.node], -one.node))
    return replace(best, also=tuple(sorted(one.node for one in group if one is not best)))


def _cleared(asked: list[Whose]) -> list[Whose]:
    """Say of one name's questions which is clear: one has points enough, and more than any other."""
    ordered = sorted(asked, key=lambda one: -one.points)
    for best in ordered[:1]:
        others = [one.points for one in ordered[1:]]
        if best.points >= rules()["clear"] and all(best.points > points for points in others):
            ordered[0] = replace(best, is_clear=True)
    return ordered


def _proposed_as_one(view: View, network: CaseNetwork) -> dict[int, int]:
    """Give node → the lowest of the nodes that proposed hits, not judged different, take for one person."""
    node = {member: node for node, several in network.members.items() for member in several}
    several = kept.rows(view, Filter(min_score=PROPOSED))
    pairs = [(node.get(h.a, h.a), node.get(h.b, h.b)) for h in several if h.decision != "different"]
    return {number: group[0] for group in components(pairs) for number in group}


def _degrees(network: CaseNetwork) -> dict[int, int]:
    degree: dict[int, int] = defaultdict(int)
    for tie in network.ties:
        degree[tie.a] += 1
        degree[tie.b] += 1
    return degree
