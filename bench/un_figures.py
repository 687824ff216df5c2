"""People on the United Nations list, as listed and disturbed, against people who are not on it."""

import sys
from pathlib import Path

import polars as pl

from bench.measured import Figure, clew
from bench.name_figures import SHARED
from clew.matching.screening.measuring import Setting, measure_screening
from clew.matching.weights import PROPOSED

_CEILING = 1.0
_RECALL = 0.97
_FILES = {
    "as listed": "positives_un_untreated.csv",
    "disturbed": "positives_un_treated.csv",
    "not listed": "negatives_global.csv",
}


def un_figures(folder: Path) -> list[Figure]:
    """Screen the three files at once against the official XML; hit or no hit counts, per person."""
    lists = SHARED / "data" / "lists"
    if not lists.exists():
        sys.stderr.write(f"no figures on the UN list: no real data at {SHARED}; set CLEW_SHARED\n")
        return []
    people = pl.concat(
        pl.read_csv(lists / "screening" / file, infer_schema=False)
        .with_row_index("row")
        .with_columns(id=pl.format(f"{name}-{{}}", "row"), group=pl.lit(name))
        for name, file in _FILES.items()
    )
    people.drop("row", "group").write_csv(folder / "un-people.csv")
    official = max(lists.glob("un_*.xml"))
    out = folder / "un-hits.parquet"
    run = clew("screen", folder / "un-people.csv", "--against", official, "--out", out, "--json")
    summary, hits = run.json(), pl.read_parquet(out)
    figures = []
    for what, groups in (
        ("as listed", ["as listed"]),
        ("disturbed", ["disturbed"]),
        ("as listed and disturbed", ["as listed", "disturbed"]),
    ):
        figures += _counted(people, hits, summary, what, groups)
    return figures


def _counted(
    people: pl.DataFrame,
    hits: pl.DataFrame,
    summary: dict[str, float],
    what: str,
    groups: list[str],
) -> list[Figure]:
    chosen = people.filter(pl.col("group").is_in([*groups, "not listed"]))
    truth = chosen.filter(pl.col("group") != "not listed").select(
        person_id="id", list_id=pl.lit("somebody on the list")
    )
    setting = Setting(
        checks=chosen.height,
        list_entities=int(summary["list_entities"]),
        threshold=PROPOSED,
        prior=summary["prior"],
        seconds=summary["seconds"],
    )
    found = measure_screening(hits.join(chosen, left_on="person_id", right_on="id"), truth, setting)
    where = f"UN list of {setting.list_entities:,}, people {what}, threshold {PROPOSED}, prior {setting.prior:.2g}"
    hit, ceiling = found.hit_or_not, f"alarm ceiling {_CEILING:g} per 1,000"
    reached = hit.share >= _RECALL
    figures = [
        Figure(
            f"hit or no hit per person, {where}, {ceiling}", str(hit), f"{_RECALL:.0%}", "", reached
        )
    ]
    if len(groups) == 1:
        return figures
    alarms = [1000 * n for n in (found.alarms.share, found.alarms.low, found.alarms.high)]
    value, low, high = (100 * n for n in found.predictive)
    return [
        *figures,
        Figure(
            f"false alarms per 1,000 of {found.alarms.whole:,} not listed, {where}",
            f"{alarms[0]:.2f} ({alarms[1]:.2f} to {alarms[2]:.2f})",
            f"at most {_CEILING:g}",
            "",
            alarms[0] <= _CEILING,
        ),
        Figure(
            f"of 100 hits right at a base rate of 1 in {1 / setting.base_rate:,.0f}, {where}",
            f"{value:.0f} ({low:.0f} to {high:.0f})",
        ),
    ]
