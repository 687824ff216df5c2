"""A person a sheet is about, among the records of the case."""

from dataclasses import dataclass

from clew.analysis.network.from_case import PROTECTED
from clew.analysis.prosecution.case_records import CaseRecords
from clew.analysis.routes.sightings import Journey

_BY_NUMBER = ("shared phone", "shared handset", "shared e-mail", "shared account")
_NUMBERS = ("UserAccount", "Handset", "SimCard")


@dataclass(frozen=True, slots=True)
class Person:
    """A person entered as a suspect.

    Attributes:
        records: those of the case.
        node: the person's node in its network.
        others: node → what the others entered as suspects are called.
    """

    records: CaseRecords
    node: int
    others: dict[int, str]

    def numbers(self, node: int) -> dict[int, tuple[int, ...]]:
        """Give the nodes that stand for a person: their own, and numbers without an owner a record of theirs gives.

        Each comes with the statements that say so; none for their own.
        """
        found: dict[int, tuple[int, ...]] = {node: ()}
        for tie in self.records.network.ties:
            if tie.kind in _BY_NUMBER and node in (tie.a, tie.b):
                other = tie.b if tie.a == node else tie.a
                if self.is_number(other):
                    found[other] = tuple(tie.statements)
        return found

    def is_number(self, node: int) -> bool:
        """Say whether a node is a telephone number or an account without an owner."""
        return self.records.network.parties[node].schema in _NUMBERS

    @property
    def id(self) -> str:
        """Give the entity id the person goes by."""
        return self.records.network.id_of(self.node)

    @property
    def members(self) -> tuple[int, ...]:
        """Give the numbers of the records that are the person."""
        return self.records.network.members.get(self.node, (self.node,))

    def companions(self, journey: Journey) -> list[int]:
        """Give who was aboard besides."""
        return [node for node in journey.people if node != self.node]

    def is_small(self, journey: Journey, most: int) -> bool:
        """Say whether a journey is one of a vehicle with *most* people or fewer, and not of the person alone."""
        return bool(journey.vehicles) and 2 <= len(journey.people) <= most

    def protected_among(self, nodes: list[int]) -> int:
        """Count who of them is recorded as a victim or as a smuggled person."""
        return sum(self.records.network.category.get(node) in PROTECTED for node in nodes)
