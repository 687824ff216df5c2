"""Fits the weights: names on labelled pairs, birth dates on counts, the rest as stated."""

import random
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import log
from typing import Any

from clew.errors import BrokenRecord
from clew.matching.naming.reading import read
from clew.matching.naming.route_names import lay
from clew.matching.weighing.disturbed_births import counted_births
from clew.matching.weighing.drawing import (
    Drawn,
    Form,
    Strangers,
    draw_matches,
    draw_strangers,
    forms_of,
)
from clew.matching.weighing.names import Fit, fit
from clew.matching.weighing.people_file import People
from clew.matching.weighing.regression import fit_logistic
from clew.matching.weighing.shares import REST, Shares, share_key

FEWEST = 5
"""Bearers from which a part of a name stands in the reference; fewer could point at somebody."""
FEWEST_BIRTHS = 50
STRANGERS = 60_000
"""Pairs of two people's names drawn."""
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What a fit found.

    Attributes:
        names: weights of names, as `weights.toml` has them.
        births: rule → (m, u) for birth dates.
        shares: key of a part of a name → share of people.
        counts: how many people, forms and pairs it rests on.
    """

    names: dict[str, Any]
    births: dict[str, tuple[float, float]]
    shares: dict[str, float]
    counts: dict[str, int]


def _silent(_: str) -> None:
    """Say nothing."""


def stated() -> dict[str, Any]:
    """Give what is stated and not counted (`stated.toml`)."""
    text = files("clew.matching.weighing").joinpath("stated.toml").read_text("utf-8")
    return tomllib.loads(text)


def fit_weights(people: People, seed: int, say: Say = _silent) -> Fitted:
    """Fit the weights on the half of the people that is for fitting.

    Args:
        people: who bears which names.
        seed: of every draw; the same people and seed give the same weights.
        say: told what is done.

    Raises:
        BrokenRecord: the file holds too few birth dates, or no pairs of names to fit on.
    """
    said = stated()
    bearers = [bearer for bearer in people.bearers if bearer.fitted_on]
    chance = random.Random(seed)
    forms = forms_of(bearers, chance)
    say("counting how common parts of names are")
    table = counted_shares(forms)
    say("drawing pairs of names")
    matches = draw_matches(forms, rates(said["names"]["disturbances"]), chance)
    strangers = draw_strangers(forms, bearers, min(STRANGERS, 20 * len(forms)), chance)
    say("fitting names")
    if not (matches and strangers.pairs):
        raise _too_little("pairs of names of one person and of two")
    names = fit_names(matches, strangers, Shares({}, 0, table), said["names"])
    say("counting birth dates")
    born = [bearer.born for bearer in bearers if bearer.born]
    if len(born) < FEWEST_BIRTHS:
        raise _too_little("dates of birth")
    births = counted_births(born, rates(said["disturbances"]), chance)
    counts = {
        "people": len(bearers), "forms": len(forms), "pairs_of_one_person": len(matches),
        "pairs_of_two_people": len(strangers.pairs), "birth_dates": len(born),
    }  # fmt: skip
    return Fitted(names, births, table, counts)


def _too_little(what: str) -> BrokenRecord:
    return BrokenRecord(
        f"there are too few {what} to fit weights on",
        where="the half of the people that is fitted on",
        do="give a file of more people, ten thousand or so",
    )


def counted_shares(forms: Sequence[Form]) -> dict[str, float]:
    """Give the share of people bearing each part of a name that five or more bear.

    The key `REST` holds the share expected of a part that is not in the table.
    """
    parts: dict[int, set[str]] = {}
    for form in forms:
        parts.setdefault(form.of, set()).update(share_key(p.text) for p in read(form.text).parts)
    counts = Counter(key for keys in parts.values() for key in keys if len(key) > 1)
    people = len(parts)
    few = [many for many in counts.values() if many < FEWEST]
    rest = sum(many * (many - 1) for many in few) / max(sum(few), 1) / people
    table = {key: many / people for key, many in sorted(counts.items()) if many >= FEWEST}
    return {REST: max(rest, 0.5 / people), **table}


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column of the regression is which weight."""

    names: list[tuple[str, str]]
    expected: list[float]

    def row(self, found: Fit) -> list[float]:
        """Give one pair's row."""
        row = []
        for kind, name in self.names:
            if kind == "start":
                row.append(1.0)
            elif kind == "one_word":
                row.append(float(found.one_word))
            elif kind == "cost":
                row.append(found.costs.get(name, 0.0))
            else:
                row.append(float(found.parts.get(name, (0.0, 0))[kind == "each"]))
        return row


def _columns(expected: Mapping[str, Any]) -> _Columns:
    names, values = [("start", "")], [float(expected["start"])]
    for quality, (per_information, each) in expected["parts"].items():
        names += [("information", quality), ("each", quality)]
        values += [per_information, each]
    for kind, weight in expected["costs"].items():
        names.append(("cost", kind))
        values.append(weight)
    return _Columns([*names, ("one_word", "")], [*values, float(expected["one_word"])])


def fit_names(
    matches: Sequence[Drawn], strangers: Strangers, shares: Shares, said: Mapping[str, Any]
) -> dict[str, Any]:
    """Fit the weights of names on pairs of one person and of two.

    The regression sees only pairs that share the sound of a word; its start is then set against all pairs,
    so that the weights are log-odds of any two records drawn.
    """
    import numpy as np

    columns = _columns(said["expected"])
    fits = [(_fit(pair, shares, said), pair.is_match) for pair in (*matches, *strangers.pairs)]
    kept = [(found, is_match) for found, is_match in fits if found and not found.is_exchanged]
    rows = np.array([columns.row(found) for found, _ in kept])
    answers = np.array([float(is_match) for _, is_match in kept])
    strength = np.full(len(columns.names), float(said["expected"]["strength"]))
    strength[0] = 0.0
    weights = fit_logistic(rows, answers, np.array(columns.expected), strength)
    one, two = float(answers.sum()), float(len(answers) - answers.sum())
    fit_one = min(one, len(matches) - 0.5) / len(matches)
    fit_two = strangers.share * two / len(strangers.pairs)
    start = float(weights[0]) + log(two / one) + log(fit_one / fit_two)
    return _said(columns, [start, *map(float, weights[1:])], log((1 - fit_one) / (1 - fit_two)))


def _fit(pair: Drawn, shares: Shares, said: Mapping[str, Any]) -> Fit | None:
    return fit(
        lay(read(pair.a), read(pair.b)), shares, said["most_information"], said["usual_information"]
    )


def _said(columns: _Columns, weights: list[float], nothing: float) -> dict[str, Any]:
    parts: dict[str, dict[str, float]] = {}
    costs: dict[str, float] = {}
    names: dict[str, Any] = {"nothing": round(nothing, 3)}
    for (kind, name), weight in zip(columns.names, weights, strict=True):
        if kind == "information":
            parts.setdefault(name, {})["per_information"] = round(weight, 3)
        elif kind == "each":
            parts.setdefault(name, {})["each"] = round(weight, 3)
        elif kind == "cost":
            costs[name] = round(weight, 3)
        else:
            names[kind] = round(weight, 3)
    return {**names, "parts": parts, "costs": costs}


def rates(said: Mapping[str, Any]) -> dict[str, float]:
    """Give a table of rates without the words that explain it."""
    return {key: float(value) for key, value in said.items() if key != "why"}
