"""How well facts and verdicts are read, counted against reports a person has labelled.

A fact is found when kind and numbers agree and the quotes overlap. Labels of the kind `other` and vague
ones ("dozens") count neither way, nor do figures clew gives as `other`, without a number, or as zero.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from clew.analysis.figures.fact import KINDS
from clew.analysis.figures.reading import Judge, read_figures

REDRAWS = 1000
SEED = 7
_MIDDLE = 0.95

Tally = dict[str, list[int]]
"""By kind: found, given but not labelled, labelled but not found."""


@dataclass(slots=True)
class Counted:
    """One labelled report, counted.

    Attributes:
        name: id of the label file.
        tally: facts by kind.
        missed, false: facts labelled but not found, given but not labelled, as a person reads them.
        verdicts: (labelled, given) for each labelled total; given is "" when it was not found.
        alarms: contradictions given where none is labelled.
        fields: on found facts, how often another field agrees; *asked* how often one is labelled.
    """

    name: str
    tally: Tally = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    verdicts: list[tuple[str, str]] = field(default_factory=list)
    alarms: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)


def count(said: dict[str, Any], text: str, judge: Judge | None = None) -> Counted:
    """Read the report *text*, by *judge* too if given, and count its facts and verdicts against the labels *said*."""
    told = said.get("published")
    published = date.fromisoformat(told) if told else None
    reading = read_figures(text, published, judge).as_json()
    counted = Counted(str(said.get("id") or ""))
    matched = _match(said["facts"], reading["facts"], text)
    taken = set(matched.values())
    for at, label in enumerate(said["facts"]):
        if not _counts(label):
            continue
        row = counted.tally.setdefault(label["kind"], [0, 0, 0])
        row[0 if at in matched else 2] += 1
        if at not in matched:
            counted.missed.append(f"{label['kind']} {_numbers(label)}: {label['quote']}")
        else:
            _compare(label, reading["facts"][matched[at]], counted)
    for at, given in enumerate(reading["facts"]):
        if at not in taken and _counts(given):
            counted.tally.setdefault(given["kind"], [0, 0, 0])[1] += 1
            counted.false.append(f"{given['kind']} {_numbers(given)}: {given['quote']}")
    _verdicts(said, reading["totals"], matched, counted)
    return counted


def _counts(fact: dict[str, Any]) -> bool:
    return fact["kind"] != "other" and any(v is not None and v != 0 for v in _numbers(fact))


def _numbers(fact: dict[str, Any]) -> tuple[Any, Any, Any]:
    return fact["value"], fact["low"], fact["high"]


def _match(labels: list[dict[str, Any]], given: list[dict[str, Any]], text: str) -> dict[int, int]:
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for at, label in enumerate(labels):
        places = list(spans(text, label["quote"]))
        for other, fact in enumerate(given):
            if other in taken or fact["kind"] != label["kind"] or _numbers(fact) != _numbers(label):
                continue
            if any(fact["start"] < end and begin < fact["end"] for begin, end in places):
                matched[at] = other
                taken.add(other)
                break
    return matched


def spans(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Give each place *quote* begins and ends at in *text*."""
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _compare(label: dict[str, Any], given: dict[str, Any], counted: Counted) -> None:
    for name in ("unit", "per", "qualifier", "background", "operation", "date"):
        if name in label:
            counted.asked[name] += 1
            counted.fields[name] += label[name] == given[name]
    if "place" in label:
        counted.asked["place"] += 1
        agree = not label["place"] or bool(set(label["place"]) & set(given["place"]))
        counted.fields["place"] += agree


def _verdicts(
    said: dict[str, Any], totals: list[dict[str, Any]], matched: dict[int, int], counted: Counted
) -> None:
    known: list[frozenset[int]] = []
    for label in said.get("totals", ()):
        wanted = frozenset(matched.get(i, -1) for i in (label["headline"], *label["parts"]))
        known.append(wanted)
        same = [t for t in totals if wanted == frozenset((t["headline"], *t["parts"]))]
        near = same or [t for t in totals if len(wanted & {t["headline"], *t["parts"]}) > 1]
        agreeing = next((t for t in near if t["verdict"] == label["verdict"]), None)
        chosen = agreeing or next(iter(near), None)
        counted.verdicts.append((label["verdict"], chosen["verdict"] if chosen else ""))
    for total in totals:
        whole = frozenset((total["headline"], *total["parts"]))
        labelled = any(len(whole & k) > 1 for k in known)
        counted.alarms += total["verdict"] == "contradiction" and not labelled


def summary(counted: list[Counted]) -> dict[str, Any]:
    """Give precision, recall and F1 over all and by kind, each F1 with its interval, and the verdicts."""
    kinds = [k for k in KINDS if any(k in c.tally for c in counted)]
    labelled = Counter(label for c in counted for label, _ in c.verdicts)
    right = Counter(label for c in counted for label, given in c.verdicts if label == given)
    fields, asked = Counter[str](), Counter[str]()
    for each in counted:
        fields.update(each.fields)
        asked.update(each.asked)
    return {
        "files": len(counted),
        "all": _score(counted, lambda tally: tally.values()),
        "kinds": [
            {"kind": kind, **_score(counted, lambda t, k=kind: [t[k]] if k in t else [])}  # type: ignore[misc]
            for kind in kinds
        ],
        "verdicts": [
            {"verdict": v, "labelled": labelled[v], "right": right[v]} for v in sorted(labelled)
        ],
        "false_contradictions": sum(c.alarms for c in counted),
        "fields": {name: round(fields[name] / n, 3) for name, n in sorted(asked.items())},
        "missed": [f"{c.name}: {m}" for c in counted for m in c.missed],
        "false": [f"{c.name}: {m}" for c in counted for m in c.false],
    }


def _score(counted: list[Counted], rows_of: Callable[[Tally], Any]) -> dict[str, Any]:
    each = [tuple(map(sum, zip(*rows_of(c.tally), strict=True))) or (0, 0, 0) for c in counted]
    found, false, missed = (sum(column) for column in zip(*each, strict=True))
    drawn = random.Random(SEED)
    redrawn = sorted(
        _f1(*(sum(column) for column in zip(*drawn.choices(each, k=len(each)), strict=True)))
        for _ in range(REDRAWS)
    )
    cut = round(REDRAWS * (1 - _MIDDLE) / 2)
    return {
        "found": found,
        "false": false,
        "missed": missed,
        "precision": round(found / (found + false), 4) if found + false else None,
        "recall": round(found / (found + missed), 4) if found + missed else None,
        "f1": round(_f1(found, false, missed), 4),
        "f1_low": round(redrawn[cut], 4),
        "f1_high": round(redrawn[-cut - 1], 4),
    }


def _f1(found: int, false: int, missed: int) -> float:
    whole = 2 * found + false + missed
    return 2 * found / whole if whole else 1.0
