"""Says which entities people have judged to be the same, and where two judgements disagree."""

from dataclasses import dataclass

from clew.model.groups import components
from clew.store import judgements, reading
from clew.store.door import View


@dataclass(frozen=True, slots=True)
class Conflict:
    """A "different" inside a cluster that other judgements tie together.

    Attributes:
        hit: the hit judged different.
        a: id of the one entity; b of the other.
    """

    hit: int
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Clusters:
    """Entities judged the same.

    Attributes:
        members: canonical id → ids of the cluster's entities in order of their numbers; only
            clusters of two or more.
        conflicts: judgements that contradict a cluster.
    """

    members: dict[str, tuple[str, ...]]
    conflicts: tuple[Conflict, ...]

    def canonical(self, entity: str) -> str:
        """Give the id under which an entity travels: its cluster's, or its own."""
        return next((key for key, ids in self.members.items() if entity in ids), entity)

    def as_mapping(self) -> dict[str, str]:
        """Give entity id → canonical id for every merged entity."""
        return {entity: key for key, ids in self.members.items() for entity in ids}


def clusters(view: View) -> Clusters:
    """Give what the standing judgements make of the case, as far as the asker sees it.

    The canonical id of a cluster is that of its entity with the lowest number: no new id is ever
    made, so that taking a judgement back gives back exactly what was there before.
    """
    standing = list(judgements.standing(view))
    groups = components([(j.a, j.b) for j in standing if j.decision == "same"])
    group_of = {number: group[0] for group in groups for number in group}
    apart = [
        j
        for j in standing
        if j.decision == "different" and j.a in group_of and group_of[j.a] == group_of.get(j.b)
    ]
    parties = reading.parties(view, group_of)
    members = {
        parties[group[0]].entity: tuple(parties[number].entity for number in group)
        for group in groups
    }
    conflicts = (Conflict(j.hit, parties[j.a].entity, parties[j.b].entity) for j in apart)
    return Clusters(members, tuple(conflicts))
