"""The table of weights, `weights.toml`: what each clue weighs and where that comes from."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

QUALITIES = (
    ("same", 0.0), ("sounds_alike", 0.05), ("nearly_alike", 0.12), ("alike", 0.22),
    ("akin", 0.36), ("barely_akin", 1.0),
)  # fmt: skip
"""How well two parts of names fit, with the share of wrong letters up to which each holds."""
JOINED, INITIAL = "joined", "initial"
"""A difference: two parts of one name are one word of the other; and a quality: only a first letter is given."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What one rule weighs.

    Attributes:
        weight: log-odds (natural).
        m: share of pairs of records of one person that show it; u of two people; None where neither was used.
        why: the reason, in a sentence.
        origin: "counted" on data, or "stated".
    """

    weight: float
    m: float | None
    u: float | None
    why: str
    origin: str


@dataclass(frozen=True, slots=True)
class NameWeights:
    """How names of people weigh.

    Attributes:
        start: where the sum begins when some part fits.
        parts: quality → (weight per unit of information, weight of each part).
        costs: kind of a difference → weight per unit of its cost in `naming.costs`.
        one_word: added where one of the two names is a single word.
        nothing: weight of names of which no part fits.
        exchanged: most that names weigh where one's own name is the other's father's.
        single: most that a single word weighs.
        nothing_single: least that a single word ("Boss") weighs: people have nicknames.
        floor: least that names weigh; *ceiling*: most.
        most_information: most one part tells.
        usual_information: most one part tells by the people the weights are fitted on; a list tells more apart.
        homonyms: by how much two people share a whole name oftener than its two parts let expect.
    """

    start: float
    parts: Mapping[str, tuple[float, float]]
    costs: Mapping[str, float]
    one_word: float
    nothing: float
    exchanged: float
    single: float
    nothing_single: float
    floor: float
    ceiling: float
    most_information: float
    usual_information: float
    homonyms: float


@dataclass(frozen=True, slots=True)
class BodyWeights:
    """How names of organisations weigh: by their score, and by how much their words tell.

    Attributes:
        neutral: the score that says nothing.
        word: most that one word tells; *ceiling*: most that names weigh; *floor*: least.
    """

    neutral: float
    word: float
    ceiling: float
    floor: float


@dataclass(frozen=True, slots=True)
class Table:
    """All weights.

    Attributes:
        base_rate: share of checked people who are on the list, unless told.
        least_rate, most_rate: bounds of that share where many are checked at once.
        alarms: people hit by chance that are put up with then, among 1,000 who are not listed.
        case_prior: prior of two agencies' records laid side by side in a case.
        case_unknown: how many times as common a part the reference does not hold is in a case.
        case_name: most that a name weighs in a case.
        made: where the weights come from, as the file says it.
    """

    base_rate: float
    least_rate: float
    most_rate: float
    alarms: float
    case_prior: float
    case_unknown: float
    case_name: float
    names: NameWeights
    bodies: BodyWeights
    rules: Mapping[str, Weight]
    made: Mapping[str, Any]


@cache
def table() -> Table:
    """Give the shipped weights."""
    return read_table(files("clew.matching.weighing").joinpath("weights.toml").read_text("utf-8"))


def read_table(text: str) -> Table:
    """Read a table of weights as `clew weights fit` writes it."""
    said = tomllib.loads(text)
    names = said["names"]
    parts = {
        quality: (float(one["per_information"]), float(one["each"]))
        for quality, one in names["parts"].items()
    }
    plain = {
        key: float(value) for key, value in names.items() if key not in ("parts", "costs", "why")
    }
    return Table(
        **{k: float(v) for k, v in said["prior"].items() if k != "why"}, case_prior=said["case"]["prior"],
        case_unknown=said["case"]["unknown_times"], case_name=said["case"]["most_name"],
        names=NameWeights(parts=parts, costs=names["costs"], **plain),
        bodies=BodyWeights(**{k: float(v) for k, v in said["bodies"].items() if k != "why"}),
        rules={
            rule: Weight(one["weight"], one.get("m"), one.get("u"), one["why"], one["origin"])
            for rule, one in said["rules"].items()
        },
        made=said["made"],
    )  # fmt: skip


def weight_of(rule: str) -> float:
    """Give the weight of a rule that has one of its own."""
    return rule_weights()[rule]


@cache
def rule_weights() -> dict[str, float]:
    """Give rule → weight."""
    return {rule: one.weight for rule, one in table().rules.items()}
