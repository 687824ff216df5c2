"""How others would screen the same rows: a join in DuckDB, Splink, and logic-v2 over clew's pairs.

Each gives hits as clew does: one row per pair, columns person_id, list_id, probability; and the
seconds it took from Parquet to hits. Settings are those an experienced user would take first.
"""

import logging
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

ALIKE = 0.92
"""Jaro-Winkler similarity from which the join calls two names one."""
_LEAST = 0.85
"""Similarity from which the join keeps a pair at all, so that its line can be drawn elsewhere."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What a peer proposed, and the seconds from files to hits."""

    hits: pl.DataFrame
    seconds: float


def _cleaned(path: Path) -> str:
    """Give the rows of a file with names as one would clean them first: small plain letters, parts sorted."""
    name = "array_to_string(list_sort(string_split(lower(strip_accents(name)), ' ')), ' ')"
    return f"select id, {name} as name, birth_date as born from read_parquet('{path}')"


def duckdb_join(people: Path, listed: Path) -> Joined:
    """Join on parts of the birth date, keep pairs whose names are alike by Jaro-Winkler.

    Pairs are compared that share the whole date; or two parts of three and three first letters; or the
    date with day and month swapped.
    """
    import duckdb

    started = time.perf_counter()
    base = duckdb.connect()
    for table, path in (("people", people), ("listed", listed)):
        base.execute(
            f"create table {table} as select *, left(born, 4) as y, substr(born, 6, 2) as m, substr(born, 9, 2) as d,"
            f" left(name, 3) as f from ({_cleaned(path)})"
        )
    blocks = (
        "p.born = l.born",
        "p.y = l.y and p.m = l.m and p.f = l.f",
        "p.y = l.y and p.d = l.d and p.f = l.f",
        "p.m = l.m and p.d = l.d and p.f = l.f",
        "p.y = l.y and p.m = l.d and p.d = l.m",
    )
    found = " union ".join(
        "select p.id as person_id, l.id as list_id, jaro_winkler_similarity(p.name, l.name) as probability"
        f" from people p join listed l on {block} where jaro_winkler_similarity(p.name, l.name) >= {_LEAST}"
        for block in blocks
    )
    hits = pl.from_arrow(base.execute(found).to_arrow_table())
    assert isinstance(hits, pl.DataFrame)
    return Joined(hits, time.perf_counter() - started)


def splink_link(people: Path, listed: Path, prior: float) -> Joined:
    """Link with Splink on DuckDB: whole names with term frequencies, and birth dates.

    u is estimated from random pairs, m by expectation maximisation, as its documentation shows.

    Args:
        prior: share of all pairs that are true; Splink is told it, since with few exact pairs it
            cannot estimate it.
    """
    import duckdb
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink import comparison_library as compared

    logging.getLogger("splink").setLevel(logging.ERROR)
    started = time.perf_counter()
    base = duckdb.connect()
    api = DuckDBAPI(connection=base)
    tables = []
    for table, path in (("a_people", people), ("b_listed", listed)):
        base.execute(
            f"create table {table} as select id as unique_id, name, born, left(born, 4) as born_year,"
            f" string_split(name, ' ')[1] as low, string_split(name, ' ')[-1] as high from ({_cleaned(path)})"
        )
        tables.append(api.register(table, dataset_display_name=table))
    settings = SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=prior,
        comparisons=[
            compared.JaroWinklerAtThresholds("name", [0.96, 0.92, 0.88, 0.8]).configure(
                term_frequency_adjustments=True
            ),
            compared.DateOfBirthComparison("born", input_is_string=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("born"),
            block_on("name"),
            block_on("low", "born_year"),
            block_on("high", "born_year"),
            block_on("low", "high"),
        ],
    )
    linker = Linker(tables, settings, log_level=logging.ERROR)
    training: Any = linker.training
    training.estimate_u_using_random_sampling(max_pairs=20_000_000, seed=1)
    for rule in (block_on("born"), block_on("name")):
        training.estimate_parameters_using_expectation_maximisation(
            rule, fix_probability_two_random_records_match=True
        )
    predicted = linker.inference.predict(threshold_match_probability=0.001)
    hits = base.sql(
        "select unique_id_l as person_id, unique_id_r as list_id, match_probability as probability"
        f" from {predicted.physical_name}"
    )
    frame = pl.from_arrow(hits.to_arrow_table())
    assert isinstance(frame, pl.DataFrame)
    return Joined(frame, time.perf_counter() - started)


def logic_v2_rescored(proposed: pl.DataFrame, people: pl.DataFrame, listed: pl.DataFrame) -> Joined:
    """Score pairs that clew proposed at any probability anew with logic-v2, birth dates included.

    The seconds are those of the scoring alone: the pairs were found by clew.
    """
    from followthemoney.proxy import EntityProxy
    from nomenklatura.matching.logic_v2.model import LogicV2

    def entity(key: str, name: str, born: str | None) -> EntityProxy:
        said = {"name": [name], "birthDate": [born] if born else []}
        return EntityProxy.from_dict({"id": key, "schema": "Person", "properties": said})

    rows = (
        proposed.select("person_id", "list_id")
        .join(people, left_on="person_id", right_on="id")
        .join(listed, left_on="list_id", right_on="id", suffix="_listed")
    )
    config = LogicV2.default_config()
    started = time.perf_counter()
    scores = [
        LogicV2.compare(
            entity(row["person_id"], row["name"], row["birth_date"]),
            entity(row["list_id"], row["name_listed"], row["birth_date_listed"]),
            config,
        ).score
        for row in rows.iter_rows(named=True)
    ]
    seconds = time.perf_counter() - started
    kept = rows.select("person_id", "list_id").with_columns(
        probability=pl.Series(scores, dtype=pl.Float64)
    )
    return Joined(kept, seconds)
