"""Found against planted: what `clew hits` gave, beside what the rehearsal knows to be true."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from clew.exercise.places import Place, Places, sides

PROPOSED = 0.70
"""Score from which a hit is proposed as the same; below it is only possible."""

Hit = dict[str, Any]
_OF_SCHEMA = {"Vehicle": "vehicle", "Handset": "handset"}


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the planted pairs were found."""

    found: int
    planted: int

    def __str__(self) -> str:
        share = f"{self.found / self.planted:7.1%}" if self.planted else "      –"
        return f"{self.found:5} of {self.planted:5} {share}"


@dataclass(frozen=True, slots=True)
class Measured:
    """Found against planted.

    Attributes:
        identifiers: identifier links, found by a clue of their kind at both planted places.
        names: links of one person in two agencies, found when a hit joins the two places by any
            clue; `by_name` counts those found by a clue of kind person.
        by_kind, by_how: the same links by kind of value and by how the two sides are written.
        by_family: links with a side in files of that family, each link under both its families;
            empty for a rehearsal without all formats.
        in_messages: numbers named inside message texts, which are no part of the links above.
        proposed: hits of score 0.70 and above; `false` the ids of those joining two different
            people, vehicles or handsets.
        look_alikes: planted look-alikes that were proposed as the same; none should be.
        missed: ids of the links not found.
    """

    identifiers: Share
    names: Share
    by_name: Share
    by_kind: dict[str, Share]
    by_how: dict[str, Share]
    by_family: dict[str, Share]
    in_messages: Share
    proposed: int
    false: tuple[str, ...]
    look_alikes: Share
    missed: tuple[str, ...]

    @property
    def false_share(self) -> float:
        """Share of the proposed hits that is false, 0 to 1."""
        return len(self.false) / self.proposed if self.proposed else 0.0

    def as_table(self) -> str:
        """Give the figures for the terminal."""
        rows = [("identifier links found", self.identifiers), ("name links found", self.names)]
        rows += [("  of these by a name clue", self.by_name)]
        rows += [(f"  {kind}", share) for kind, share in self.by_kind.items()]
        rows += [(f"  {how}", share) for how, share in self.by_how.items()]
        rows += [(f"  in {family}", share) for family, share in self.by_family.items()]
        rows += [
            ("numbers inside messages", self.in_messages),
            ("look-alikes proposed", self.look_alikes),
        ]
        false = Share(len(self.false), self.proposed)
        rows += [("proposed hits that are false", false)]
        return "\n".join(f"{label:44} {share}" for label, share in rows)

    def as_json(self) -> dict[str, Any]:
        """Give the figures for machines."""

        def pair(share: Share) -> dict[str, int]:
            return {"found": share.found, "planted": share.planted}

        return {
            "identifiers": pair(self.identifiers), "names": pair(self.names), "by_name": pair(self.by_name),
            "by_kind": {kind: pair(share) for kind, share in self.by_kind.items()},
            "by_how": {how: pair(share) for how, share in self.by_how.items()},
            "by_family": {family: pair(share) for family, share in self.by_family.items()},
            "in_messages": pair(self.in_messages), "proposed": self.proposed,
            "false": list(self.false), "false_share": round(self.false_share, 4),
            "look_alikes": {"proposed": self.look_alikes.found, "planted": self.look_alikes.planted},
            "missed": list(self.missed),
        }  # fmt: skip


@dataclass(slots=True)
class _Found:
    """Ids of the planted pairs met in the hits so far."""

    by_kind: set[str] = field(default_factory=set)
    by_any: set[str] = field(default_factory=set)


def found_against_planted(truth: dict[str, Any], hits: Sequence[Hit]) -> Measured:
    """Set *hits*, as ``clew hits --json`` prints them, beside *truth*, the content of truth.json.

    Possible and proposed hits count for the links found; only proposed ones can be false. A hit is
    true when both sides stand at places of one person, vehicle or handset, whatever clue led there.
    """
    places = Places(truth)
    pairs = _Pairs(truth["links"] + truth["in_messages"], places)
    met = _Found()
    for hit in hits:
        pairs.meet(hit, met)
    proposed = [hit for hit in hits if hit["score"] >= PROPOSED]
    alike = _Pairs([{**pair, "id": str(n)} for n, pair in enumerate(truth["lookalikes"])], places)
    taken = _Found()
    for hit in proposed:
        alike.meet(hit, taken)
    named = {p["id"] for p in truth["links"] if p["kind"] == "person"}
    found = {link for link in met.by_kind if link not in named} | (met.by_any & named)
    return Measured(
        identifiers=_share([p for p in truth["links"] if p["id"] not in named], found),
        names=_share([p for p in truth["links"] if p["id"] in named], found),
        by_name=_share([p for p in truth["links"] if p["id"] in named], met.by_kind),
        by_kind=_split(truth["links"], found, lambda p: [str(p["kind"])]),
        by_how=_split(truth["links"], found, lambda p: [_how(p)]),
        by_family=_by_family(truth, found),
        in_messages=_share(truth["in_messages"], met.by_kind),
        proposed=len(proposed),
        false=tuple(str(hit["id"]) for hit in proposed if not _is_true(hit, places)),
        look_alikes=Share(len(taken.by_kind), len(truth["lookalikes"])),
        missed=tuple(p["id"] for p in truth["links"] if p["id"] not in found),
    )


class _Pairs:
    """Planted pairs, looked up by the two places a clue stands at."""

    def __init__(self, pairs: Iterable[dict[str, Any]], places: Places) -> None:
        self._places = places
        self._kind: dict[str, str] = {}
        self._at: dict[Place, set[tuple[str, str]]] = {}
        for pair in pairs:
            self._kind[pair["id"]] = pair["kind"]
            for letter, standing in sides(pair):
                for place in standing:
                    self._at.setdefault(place, set()).add((pair["id"], letter))

    def meet(self, hit: Hit, found: _Found) -> None:
        """Note which pairs a hit joins: by a clue of the pair's kind, and by any clue at all."""
        for clue in hit["clues"]:
            if clue["weight"] <= 0:
                continue
            for pair in self._joined(hit, clue):
                if not _fits(hit, self._kind[pair]):
                    continue
                found.by_any.add(pair)
                if clue["kind"] == self._kind[pair]:
                    found.by_kind.add(pair)

    def _joined(self, hit: Hit, clue: dict[str, Any]) -> Iterator[str]:
        mine = self._at.get(self._places.of_clue(hit["a"]["agency"], clue["a"]), set())
        theirs = self._at.get(self._places.of_clue(hit["b"]["agency"], clue["b"]), set())
        for pair, letter in mine:
            if (pair, "b" if letter == "a" else "a") in theirs:
                yield pair


def _fits(hit: Hit, kind: str) -> bool:
    """Say whether a hit on two vehicles or handsets is about a plate or IMEI, and others are not.

    A driver and the car share one row, so the place alone does not tell them apart.
    """
    schemata = (hit["a"]["schema"], hit["b"]["schema"])
    return ("Vehicle" in schemata) == (kind == "plate")


def _is_true(hit: Hit, places: Places) -> bool:
    schemata = (hit["a"]["schema"], hit["b"]["schema"])
    kind = next((_OF_SCHEMA[s] for s in schemata if s in _OF_SCHEMA), "person")
    for clue in hit["clues"]:
        mine = _things(hit, clue, "a", places, kind)
        if mine & _things(hit, clue, "b", places, kind):
            return True
    return False


def _things(hit: Hit, clue: dict[str, Any], letter: str, places: Places, kind: str) -> set[str]:
    side = clue[letter]
    return places.things_at(places.of_clue(hit[letter]["agency"], side), side["value"], kind)


def _how(pair: dict[str, Any]) -> str:
    return f"{'names' if pair['kind'] == 'person' else 'identifiers'} {pair['how']}"


def _share(pairs: Sequence[dict[str, Any]], found: set[str]) -> Share:
    return Share(sum(pair["id"] in found for pair in pairs), len(pairs))


def _by_family(truth: dict[str, Any], found: set[str]) -> dict[str, Share]:
    told: dict[str, str] = truth.get("families", {})

    def families(pair: dict[str, Any]) -> set[str]:
        return {told[f"{pair[s]['agency']}/{pair[s]['file']}"] for s in "ab"}

    return _split(truth["links"], found, families) if told else {}


def _split(
    pairs: Sequence[dict[str, Any]],
    found: set[str],
    by: Callable[[dict[str, Any]], Iterable[str]],
) -> dict[str, Share]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for pair in pairs:
        for name in by(pair):
            groups.setdefault(name, []).append(pair)
    return {name: _share(group, found) for name, group in sorted(groups.items())}
