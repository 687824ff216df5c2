"""Measures a screening against what is known: found by kind, alarms, and what a hit is worth.

A screening gives hits; a truth says which persons stand on the list, and as whom. Out come
recall (found of those who stand there), alarms (people proposed who do not), and the positive
predictive value: how many of a hundred proposed people are right, where true ones are as rare as
the base rate says. Shares come with Wilson's interval, which holds the share in 95 of 100 such
measurements.

Source:
    Wilson, "Probable inference, the law of succession, and statistical inference",
    J. Am. Stat. Assoc. 22 (1927) 209.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any

import polars as pl

BASE_RATE = 1 / 12_000
"""True hits per check of a travel document, about; what the predictive value is given at unless told."""
_Z = 1.959964
"""Standard deviations either side of the middle that hold 95 of 100."""
_ONE_KIND = "planted"
"""What truth without a kind is counted under."""


@dataclass(frozen=True, slots=True)
class Share:
    """*part* of *whole*; *low* and *high* hold the share in 95 of 100 such measurements.

    An empty whole has the share 0.0 and an interval that says nothing: 0.0 to 1.0.
    """

    part: int
    whole: int
    share: float
    low: float
    high: float

    def __str__(self) -> str:
        said = f"{self.part:,} of {self.whole:,}"
        return f"{self.share:.2%} ({self.low:.2%} to {self.high:.2%}; {said})"


@dataclass(frozen=True, slots=True)
class Setting:
    """What was screened, and how.

    Attributes:
        checks: people screened; *list_entities*: entities on the list.
        threshold: probability from which on a pair is proposed.
        prior: probability that a person and an entity drawn at random are the same; None where the
            engine took its default for the sizes.
        seconds: of the whole screening, reading the files included.
        base_rate: share of real checks that are true, which the predictive value is given at.
    """

    checks: int
    list_entities: int
    threshold: float
    prior: float | None = None
    seconds: float = 0.0
    base_rate: float = BASE_RATE


@dataclass(frozen=True, slots=True)
class MeasuredScreening:
    """How well a screening did.

    Attributes:
        pairs: pairs of truth that were proposed.
        persons: persons of truth proposed as an entity they are, at least once.
        hit_or_not: persons of truth proposed at all, as whomever.
        by_kind: pairs of truth that were proposed, by their kind.
        alarms: people outside truth who were proposed, of all people outside it.
        wrong_entities: pairs proposed that join a person of truth with somebody else on the list.
        precision: proposed pairs that stand in truth, of all proposed pairs.
        predictive: positive predictive value at the base rate, from `hit_or_not` and `alarms`; its
            bounds take the worse end of both intervals, and the better end of both.
    """

    setting: Setting
    pairs: Share
    persons: Share
    hit_or_not: Share
    by_kind: Mapping[str, Share]
    alarms: Share
    wrong_entities: int
    precision: Share
    predictive: tuple[float, float, float]

    def as_json(self) -> dict[str, Any]:
        """Give the figures by name; shares rounded to six places."""
        setting = asdict(self.setting)
        seconds = setting["seconds"]
        checks_per_second = round(self.setting.checks / seconds, 1) if seconds else None
        value, low, high = self.predictive
        return {
            **setting, "checks_per_second": checks_per_second,
            "recall": _flat(self.pairs), "recall_persons": _flat(self.persons),
            "hit_or_not": _flat(self.hit_or_not),
            "by_kind": [{"kind": kind, **_flat(share)} for kind, share in self.by_kind.items()],
            "alarms": _flat(self.alarms),
            "alarms_per_1000": round(1000 * self.alarms.share, 4),
            "alarms_per_1000_low": round(1000 * self.alarms.low, 4),
            "alarms_per_1000_high": round(1000 * self.alarms.high, 4),
            "wrong_entities": self.wrong_entities, "precision": _flat(self.precision),
            "ppv": round(value, 6), "ppv_low": round(low, 6), "ppv_high": round(high, 6),
        }  # fmt: skip

    def as_rows(self) -> list[tuple[str, str]]:
        """Give the figures as rows of text: what, and how much."""
        one_in = f"{self.setting.base_rate:.2g}, 1 in {1 / self.setting.base_rate:,.0f}"
        value, low, high = self.predictive
        alarms = (f"{1000 * n:.2f}" for n in (self.alarms.share, self.alarms.low, self.alarms.high))
        return [
            ("checks", f"{self.setting.checks:,} against {self.setting.list_entities:,}"),
            ("found", str(self.pairs)),
            *((f"  {kind}", str(share)) for kind, share in self.by_kind.items()),
            ("persons found", str(self.persons)),
            ("persons hit, as whomever", str(self.hit_or_not)),
            ("alarms per 1,000 checks", "{} ({} to {})".format(*alarms)),
            ("persons taken for another entity", f"{self.wrong_entities:,} pairs"),
            ("proposed pairs that are right", str(self.precision)),
            (f"of 100 hits right, base rate {one_in}", f"{100 * value:.1f} ({100 * low:.1f} to {100 * high:.1f})"),
        ]  # fmt: skip


def measure_screening(
    hits: pl.DataFrame, truth: pl.DataFrame, setting: Setting
) -> MeasuredScreening:
    """Count a screening's hits against truth.

    Args:
        hits: one row per proposed pair; columns person_id, list_id, probability. Rows below the
            threshold of *setting* are left out; a pair counts once.
        truth: one row per true pair; columns person_id, list_id and, if there, kind.
    """
    pairs = ["person_id", "list_id"]
    if "kind" not in truth.columns:
        truth = truth.with_columns(kind=pl.lit(_ONE_KIND))
    truth = truth.select(*pairs, "kind").cast(pl.String).unique(pairs, maintain_order=True)
    proposed = (
        hits.filter(pl.col("probability") >= setting.threshold).select(pairs).cast(pl.String)
    ).unique()
    seen = truth.join(proposed.with_columns(found=True), on=pairs, how="left").with_columns(
        pl.col("found").fill_null(value=False)
    )
    persons = seen.group_by("person_id").agg(pl.col("found").any())
    planted = persons.height
    touched = persons.join(proposed, on="person_id", how="semi").height
    strangers = proposed.join(truth, on="person_id", how="anti")["person_id"].n_unique()
    right = int(seen["found"].sum())
    known = proposed.join(truth, on="person_id", how="semi").height
    hit_or_not, alarms = share(touched, planted), share(strangers, setting.checks - planted)
    return MeasuredScreening(
        setting=setting, pairs=share(right, seen.height),
        persons=share(int(persons["found"].sum()), planted), hit_or_not=hit_or_not,
        by_kind=dict(_by_kind(seen)), alarms=alarms, wrong_entities=known - right,
        precision=share(right, proposed.height),
        predictive=predictive_value(hit_or_not, alarms, setting.base_rate),
    )  # fmt: skip


def predictive_value(
    recall: Share, alarms: Share, base_rate: float = BASE_RATE
) -> tuple[float, float, float]:
    """Give the positive predictive value, its low and its high bound.

    Of checks of which *base_rate* are true, the screening proposes base · recall rightly and
    (1 - base) · alarms wrongly; the value is the right share of both. 0.0 when nothing is proposed.
    """
    return (
        _right_share(recall.share, alarms.share, base_rate),
        _right_share(recall.low, alarms.high, base_rate),
        _right_share(recall.high, alarms.low, base_rate),
    )


def share(part: int, whole: int) -> Share:
    """Give *part* of *whole* with Wilson's interval."""
    if whole <= 0:
        return Share(part, whole, 0.0, 0.0, 1.0)
    p, z = part / whole, _Z * _Z / whole
    middle = (p + z / 2) / (1 + z)
    half = _Z * sqrt(p * (1 - p) / whole + z / (4 * whole)) / (1 + z)
    low = 0.0 if part == 0 else max(0.0, middle - half)
    return Share(part, whole, p, low, 1.0 if part == whole else min(1.0, middle + half))


def _right_share(recall: float, alarms: float, base_rate: float) -> float:
    right, wrong = base_rate * recall, (1 - base_rate) * alarms
    return right / (right + wrong) if right + wrong else 0.0


def _by_kind(seen: pl.DataFrame) -> Iterable[tuple[str, Share]]:
    counted = seen.group_by("kind").agg(found=pl.col("found").sum(), planted=pl.len()).sort("kind")
    for kind, found, planted in counted.iter_rows():
        yield kind or "", share(found, planted)


def _flat(counted: Share) -> dict[str, int | float]:
    return {
        "found": counted.part, "of": counted.whole, "share": round(counted.share, 6),
        "low": round(counted.low, 6), "high": round(counted.high, 6),
    }  # fmt: skip
