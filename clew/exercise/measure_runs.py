"""Found against planted of what the networks did: ties, roles, routes and balances, as `clew` answers for a case.

Who a record speaks of is told by its place alone: a node of the network is whoever the truth says stands at
the places of its records. Only what the files of the runs show is judged; the other files tell of other days.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clew.exercise.measure import Share
from clew.exercise.places import Places

Answer = dict[str, Any]
PROTECTED = ("migrant", "victim")
FIELDS = ("agreed", "paid", "deposited", "received", "holds", "owes", "owed")
_FAMILIES = {
    "call": "contact", "message": "contact", "in one chat": "contact", "travelled together": "travel",
    "recorded together": "travel", "same booking": "travel", "payment": "money", "shared address": "house",
}  # fmt: skip
"""What clew calls a tie → the kind of tie it stands for in the truth; rivals and suppliers bear one name in both."""
_TOLD = ("rival", "clash", "supplies documents", "supplies vehicles", "supplies weapons")


@dataclass(frozen=True, slots=True)
class Found:
    """How much of one thing came out.

    Attributes:
        share: found of planted.
        shown: how many of the planted stand in files at all; the rest nobody can find.
        false: found that is not planted.
    """

    share: Share
    shown: int
    false: int

    def as_json(self) -> dict[str, int]:
        """Give it for machines."""
        return {
            "found": self.share.found,
            "planted": self.share.planted,
            "shown": self.shown,
            "false": self.false,
        }


@dataclass(frozen=True, slots=True)
class Answers:
    """What clew says of a case, as its commands print it with --json.

    Attributes:
        who: id of a node → ids of the people whose records it stands for.
    """

    network: Answer
    roles: Answer
    routes: Answer
    money: Answer
    who: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MeasuredRuns:
    """Found against planted.

    Attributes:
        parts: what → how much of it; ties also by kind ("ties: contact"), roles by role.
        protected: questions about roles of people who are moved; none should be.
    """

    parts: dict[str, Found]
    protected: int

    def as_table(self) -> str:
        """Give the figures for the terminal."""
        rows = [
            f"{what:44} {found.share}  shown in files {found.shown:5}  false {found.false:5}"
            for what, found in self.parts.items()
        ]
        return "\n".join([*rows, f"{'roles asked of people who are moved':44} {self.protected:5}"])

    def as_json(self) -> Answer:
        """Give the figures for machines."""
        return {
            "parts": {what: one.as_json() for what, one in self.parts.items()},
            "protected": self.protected,
        }


def runs_against_planted(truth: Answer, answers: Answers) -> MeasuredRuns:
    """Set what clew answers beside *truth*, the content of truth.json."""
    runs, places = truth["runs"], Places(truth)
    own = {(path.partition("/")[0], path.partition("/")[2]) for path in runs["files"]}
    parts = _ties(runs, answers, _Own(places, own))
    roles, protected = _roles(runs, answers)
    parts |= roles
    parts |= {
        "legs": _legs(runs, answers.routes), "stops": _stops(runs, answers.routes),
        "handovers": _handovers(runs, answers), "convoys": _convoys(runs, answers.routes),
        "safe houses": _houses(runs, answers.routes), "balances": _balances(runs, answers),
        "open deposits": _deposits(runs, answers.money),
    }  # fmt: skip
    return MeasuredRuns(parts, protected)


class _Own:
    """Says whether a source is one of the files of the runs."""

    def __init__(self, places: Places, files: set[tuple[str, str]]) -> None:
        self._places, self._files = places, files

    def holds(self, source: Answer) -> bool:
        """Say so of a source as a tie names it."""
        agency, file, _ = self._places.of_clue(source["agency"], source)
        return (agency, file) in self._files


def _ties(runs: Answer, answers: Answers, own: _Own) -> dict[str, Found]:
    """Count ties by kind; a tie of two nodes is false when no two of their people are tied so."""
    planted = {(t["a"], t["b"], t["kind"]): t["recorded"] for t in runs["ties"]}
    met: set[tuple[str, str, str]] = set()
    false: dict[str, int] = defaultdict(int)
    for link in answers.network["links"]:
        kind = _FAMILIES.get(link["kind"], link["kind"])
        if kind not in (*_FAMILIES.values(), *_TOLD) or not any(map(own.holds, link["sources"])):
            continue
        ends = (
            answers.who.get(link["source"], frozenset()),
            answers.who.get(link["target"], frozenset()),
        )
        pairs = {(min(a, b), max(a, b), kind) for a in ends[0] for b in ends[1] if a != b}
        met |= pairs & planted.keys()
        if not pairs & planted.keys() and not ends[0] & ends[1]:
            false[kind] += 1
    kinds = [*dict.fromkeys(_FAMILIES.values()), *_TOLD]
    found = {f"ties: {kind}": _of_kind(kind, planted, met, false[kind]) for kind in kinds}
    return {"ties": _sum(found.values()), **found}


def _of_kind(
    kind: str,
    planted: Mapping[tuple[str, str, str], bool],
    met: set[tuple[str, str, str]],
    false: int,
) -> Found:
    several = {tie: shown for tie, shown in planted.items() if tie[2] == kind}
    return Found(Share(len(met & several.keys()), len(several)), sum(several.values()), false)


def _sum(several: Iterable[Found]) -> Found:
    parts = list(several)
    share = Share(sum(p.share.found for p in parts), sum(p.share.planted for p in parts))
    return Found(share, sum(p.shown for p in parts), sum(p.false for p in parts))


def _roles(runs: Answer, answers: Answers) -> tuple[dict[str, Found], int]:
    """Count roles asked about; a question about somebody else, or another role than the person's, is false."""
    part = {one["id"]: one["role"] for one in runs["roles"]}
    moved = {one["id"] for one in runs["people"] if one["role"] in PROTECTED}
    right: set[str] = set()
    false: dict[str, int] = defaultdict(int)
    protected = 0
    for question in answers.roles["questions"]:
        people = answers.who.get(question["id"], frozenset())
        protected += bool(people & moved)
        meant = {one for one in people if part.get(one) == question["role"]}
        right |= meant
        false[question["role"]] += not meant
    found = {}
    for role in dict.fromkeys(part.values()):
        several = {one for one, played in part.items() if played == role}
        found[f"roles: {role}"] = Found(
            Share(len(right & several), len(several)), len(several), false[role]
        )
    return {"roles": _sum(found.values()), **found}, protected


def _legs(runs: Answer, routes: Answer) -> Found:
    """Count moves of vehicles between neighbouring points of their way; one that skips a point is not false."""
    planted = {_leg(leg): leg["recorded"] for leg in runs["legs"]}
    ends: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for leg in runs["legs"]:
        ends[leg["vehicle"]] |= {(leg["from"], leg["left"]), (leg["to"], leg["arrived"])}
    found = [_leg(leg) for leg in routes["legs"] if leg["vehicle"] in ends]
    false = sum(
        not {(begin, left), (end, arrived)} <= ends[vehicle]
        for vehicle, begin, end, left, arrived in found
    )
    met = planted.keys() & set(found)
    return Found(Share(len(met), len(planted)), sum(planted.values()), false)


def _leg(leg: Answer) -> tuple[str, str, str, str, str]:
    return leg["vehicle"], leg["from"], leg["to"], leg["left"][:16], leg["arrived"][:16]


def _stops(runs: Answer, routes: Answer) -> Found:
    """Count places of the ways that are known as places; where only other files name one, it is not counted."""
    shown = {stop["place"] for stop in runs["stops"] if stop["recorded"]}
    named = {place["name"] for place in routes["places"]}
    return Found(Share(len(named & shown), len(runs["stops"])), len(shown), 0)


def _handovers(runs: Answer, answers: Answers) -> Found:
    """Count who was handed from which vehicle to which, among vehicles of the month; one skipped is not false."""
    planted = {(one["id"], one["from"], one["to"]): one["recorded"] for one in runs["handovers"]}
    cars, chain = {leg["vehicle"] for leg in runs["legs"]}, _chain(planted)
    met, false = set[tuple[str, str, str]](), 0
    for one in answers.routes["handovers"]:
        if not {one["from_vehicle"], one["to_vehicle"]} & cars:
            continue
        people = {p for who in one["who"] for p in answers.who.get(who["id"], frozenset())}
        keys = {(person, one["from_vehicle"], one["to_vehicle"]) for person in people}
        met |= keys & planted.keys()
        false += not keys & chain
    return Found(Share(len(met), len(planted)), sum(planted.values()), false)


def _chain(planted: Iterable[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """Add who came from one vehicle to a later one by way of another that no file shows."""
    after: dict[tuple[str, str], str] = {(who, begin): end for who, begin, end in planted}
    found = set(planted)
    for who, begin, end in planted:
        last = end
        while later := after.get((who, last)):
            found.add((who, begin, later))
            last = later
    return found


def _questions(routes: Answer, kind: str) -> Iterator[Answer]:
    return (one for one in routes["questions"] if one["kind"] == kind)


def _convoys(runs: Answer, routes: Answer) -> Found:
    """Count pairs of vehicles that drove together; shown are those recorded together on two runs or more."""
    planted = {tuple(one["vehicles"]): one["recorded"] >= 2 for one in runs["convoys"]}
    asked = [tuple(sorted(one["vehicles"])) for one in _questions(routes, "convoy")]
    met = planted.keys() & set(asked)
    return Found(Share(len(met), len(planted)), sum(planted.values()), len(set(asked)) - len(met))


def _houses(runs: Answer, routes: Answer) -> Found:
    safe = {one["name"] for one in runs["houses"] if one["safe"]}
    asked = list(_questions(routes, "safe house"))
    met = {name for name in safe for one in asked if name in one["says"]}
    false = sum(not any(name in one["says"] for name in safe) for one in asked)
    return Found(Share(len(met), len(safe)), len(safe), false)


def _balances(runs: Answer, answers: Answers) -> Found:
    """Count balances equal to the minor unit in every part; false are those of nobody planted, or unequal."""
    planted = {(one["called"], one["currency"]): one for one in runs["balances"]}
    met, false = set[tuple[str, str]](), 0
    for one in answers.money["balances"]:
        names = {one["who"], *answers.who.get(one["id"], frozenset())}
        equal = {
            key for key, known in planted.items()
            if key[0] in names and key[1] == one["currency"] and all(known[f] == one[f] for f in FIELDS)
        }  # fmt: skip
        met |= equal
        false += not equal
    return Found(Share(len(met), len(planted)), len(planted), false)


def _deposits(runs: Answer, money: Answer) -> Found:
    planted = {one["code"]: (one["open"], one["currency"]) for one in runs["deposits"]}
    told = {one["code"]: (one["open"], one["currency"]) for one in money["deposits"]}
    met = {code for code, open_ in planted.items() if told.get(code) == open_}
    return Found(Share(len(met), len(planted)), len(planted), len(told.keys() - planted.keys()))


def people_of(truth: Answer, records: Mapping[str, Sequence[Answer]]) -> dict[str, frozenset[str]]:
    """Give whom each node stands for.

    Args:
        truth: the content of truth.json.
        records: id of a node → the values of its records, each with agency, file, where and value.
    """
    places = Places(truth)
    at: dict[tuple[str, str, str], list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for one in truth["runs"]["people"]:
        for place in one["places"]:
            values = frozenset(map(_plain, place["values"]))
            at[place["agency"], place["file"], place["where"]].append((one["id"], values))
    found = {}
    for node, told in records.items():
        people = set[str]()
        for value in told:
            here = at.get(places.of_clue(value["agency"], value), [])
            alone = {name for name, _ in here}
            named = {name for name, said in here if _plain(value["value"]) in said}
            people |= alone if len(alone) == 1 else named
        found[node] = frozenset(people)
    return found


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
