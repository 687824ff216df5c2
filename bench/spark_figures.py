"""The same screening on Spark and on this machine alone: the same pairs, the same probabilities."""

import sys
from importlib.util import find_spec
from pathlib import Path

import polars as pl

from bench.crowds import crowd
from bench.measured import Figure, clew
from bench.screening_figures import SMALL

_KEY = ["person_id", "list_id", "probability"]


def spark_figures(folder: Path, full: bool) -> list[Figure]:
    """Screen one crowd with both engines and count rows that differ."""
    if find_spec("pyspark") is None:
        sys.stderr.write("no figures on Spark: pyspark is not installed\n")
        return []
    files = crowd(*SMALL[full])
    hits, seconds = {}, {}
    for engine in ("local", "spark"):
        out = folder / f"hits-{engine}.parquet"
        run = clew(
            "screen",
            files.people,
            "--against",
            files.listed,
            "--out",
            out,
            "--engine",
            engine,
            "--json",
        )
        hits[engine], seconds[engine] = pl.read_parquet(out).select(_KEY), run.seconds
    differing = hits["local"].join(hits["spark"], on=_KEY, how="anti").height
    differing += hits["spark"].join(hits["local"], on=_KEY, how="anti").height
    return [
        Figure(
            f"hits that differ between the engines spark and local, {files}",
            f"{differing} of {hits['local'].height:,} (spark {seconds['spark']:.0f} s, local {seconds['local']:.0f} s)",
            "0",
            "",
            differing == 0,
        )
    ]
