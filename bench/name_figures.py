"""How well names are matched, peers beside: labelled pairs, and spellings of the route."""

import csv
import os
import random
import re
import sys
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

from bench.measured import Figure, Part, table
from clew.matching.measuring import Labelled, difference, measure, read_pairs, scores_of
from clew.matching.naming import RouteNames
from clew.matching.peers import PEERS, peer
from clew.matching.ports import NameScorer
from clew.matching.weights import PROPOSED

SHARED = Path(os.environ.get("CLEW_SHARED", Path(__file__).parents[2] / "shared"))
_PATRONYMIC = re.compile(r"\b(bin|ben|ibn|al|abd\w*|abu|el)\b", re.IGNORECASE)
_STRANGERS = 5_000
"""Pairs of forms of two names that are drawn when not all are compared."""
Kept = Callable[[Labelled], bool]


def name_figures(full: bool) -> tuple[list[Figure], list[Part]]:
    """Measure on the public pairs and the spelling groups; without them say so and give nothing."""
    names = SHARED / "data" / "names"
    if not names.exists():
        sys.stderr.write(
            f"no name figures: no real data at {SHARED}; set CLEW_SHARED to its folder\n"
        )
        return [], []
    pairs = read_pairs(names / "pairs.csv").rows
    kinds: list[tuple[str, Kept, float, float]] = [
        ("all", lambda _: True, 0.86, 0.90),
        ("persons", lambda row: row.person, 0.84, 0.88),
        ("persons with bin, ben, ibn, al, abd, abu, el", _is_patronymic, 0.68, 0.75),
        ("organisations, companies, vessels", lambda row: not row.person, 0.0, 0.0),
    ]
    matchers: dict[str, NameScorer] = {"clew": RouteNames()} | {name: peer(name) for name in PEERS}
    scored = {name: scores_of(matcher, pairs) for name, matcher in matchers.items()}
    figures, rows = [], []
    for what, kept, floor, goal in kinds:
        at = [place for place, row in enumerate(pairs) if kept(row)]
        chosen = [pairs[place] for place in at]
        scores = {name: [each[place] for place in at] for name, (each, _) in scored.items()}
        title = f"names, labelled pairs, {what}"
        figures.append(_figure(title, chosen, (scores["clew"], scores["logic-v2"]), floor, goal))
        rows += [_row(what, name, chosen, each, scored[name][1]) for name, each in scores.items()]
    said = "; ".join(f"{name}: {speed:,.0f}/s" for name, (_, speed) in scored.items())
    what = "name pairs a second on one core, words already met"
    figures.append(Figure(what, said.removeprefix("clew: "), "", "20,000", None))
    return [*figures, _variants(names, full)], [_beside(rows)]


def _beside(rows: list[tuple[str, ...]]) -> Part:
    said = (
        f"Labelled name pairs, precision, recall and F1 at {PROPOSED}. The last column gives the best F1 a line drawn "
        "in hindsight could reach, which flatters whoever was not made for the common line."
    )
    header = ("pairs", "matcher", "precision", "recall", "F1 (95 %)", "best F1 in hindsight (line)")
    return Part("Names beside peers", [said, "", *table(header, rows)])


def _row(
    what: str, name: str, rows: Sequence[Labelled], scores: Sequence[float], speed: float
) -> tuple[str, ...]:
    at = measure(name, rows, scores, speed, PROPOSED)
    line = max(sorted(set(scores)), key=lambda drawn: _f1_at(rows, scores, drawn))
    return (
        f"{what}, {len(rows):,}", name, f"{at.precision:.3f}", f"{at.recall:.3f}",
        f"{at.f1:.3f} ({at.f1_low:.3f} to {at.f1_high:.3f})",
        f"{_f1_at(rows, scores, line):.3f} ({line:.2f})",
    )  # fmt: skip


def _f1_at(rows: Sequence[Labelled], scores: Sequence[float], line: float) -> float:
    said = [(row.is_match, score >= line) for row, score in zip(rows, scores, strict=True)]
    right, wrong_or_missed = said.count((True, True)), sum(a != b for a, b in said)
    return 2 * right / (2 * right + wrong_or_missed) if right else 0.0


def _is_patronymic(row: Labelled) -> bool:
    return row.person and bool(_PATRONYMIC.search(row.name1) or _PATRONYMIC.search(row.name2))


def _figure(
    what: str,
    rows: Sequence[Labelled],
    scores: tuple[Sequence[float], Sequence[float]],
    floor: float,
    goal: float,
) -> Figure:
    one, other = (measure("", rows, each, 0.0, PROPOSED) for each in scores)
    less = difference(rows, *scores, PROPOSED)
    return Figure(
        f"{what}: F1 at {PROPOSED}, {len(rows):,} pairs",
        f"{one.f1:.3f} ({one.f1_low:.3f} to {one.f1_high:.3f}); logic-v2: {other.f1:.3f}; "
        f"paired difference {less.f1:+.3f} ({less.low:+.3f} to {less.high:+.3f})",
        f"{floor:.2f}" if floor else "",
        f"{goal:.2f}" if goal else "",
        one.f1 >= floor if floor else None,
    )


def _variants(names: Path, full: bool) -> Figure:
    """Forms of one group are one name; forms of two groups and the look-alikes are two."""
    groups = [
        [
            form.strip()
            for form in (row["canonical"], row["script"], *row["variants"].split("|"))
            if form.strip()
        ]
        for row in _tsv(names / "variants.tsv")
    ]
    forms = [(at, form) for at, group in enumerate(groups) for form in dict.fromkeys(group)]
    rows = [_pair(a, b, same=g == h) for (g, a), (h, b) in combinations(forms, 2)]
    if not full:
        strangers = [row for row in rows if not row.is_match]
        drawn = random.Random(1).sample(strangers, _STRANGERS)
        rows = [row for row in rows if row.is_match] + drawn
    rows += [
        _pair(row["a"], row["b"], same=row["verdict"] == "same")
        for row in _tsv(names / "lookalikes.tsv")
        if row["verdict"] != "ambiguous"
    ]
    scores = scores_of(RouteNames(), rows)[0], scores_of(peer("logic-v2"), rows)[0]
    which = (
        "every pair of forms" if full else f"every pair in a group, {_STRANGERS:,} across groups"
    )
    return _figure(f"spellings of the route and look-alikes, {which}", rows, scores, 0.92, 0.95)


def _tsv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _pair(a: str, b: str, *, same: bool) -> Labelled:
    return Labelled(0, a, b, same, "Person", person=True)
