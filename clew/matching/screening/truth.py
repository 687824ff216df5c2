"""Reads who of the screened stands on the list: the truth a screening is measured against."""

from pathlib import Path

import polars as pl

from clew.errors import BrokenRecord

_NEEDED = ("person_id", "list_id")


def read_truth(path: Path) -> pl.DataFrame:
    """Read a CSV or Parquet file with the columns person_id, list_id and, if there, kind.

    Returns:
        One row per true pair, as text; columns person_id, list_id and, if there, kind ("" for none).

    Raises:
        BrokenRecord: the file cannot be read, lacks a column or a value, or holds no pair.
    """
    is_csv = path.suffix.lower() == ".csv"
    try:
        truth = pl.read_csv(path, infer_schema=False) if is_csv else pl.read_parquet(path)
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as exc:
        reason = str(exc).partition("\n")[0]
        raise BrokenRecord(
            f"the truth cannot be read: {reason}",
            where=str(path),
            do="give a CSV in UTF-8 or a Parquet file with the columns person_id,list_id[,kind]",
        ) from exc
    missing = [name for name in _NEEDED if name not in truth.columns]
    if missing:
        raise BrokenRecord(
            f"no column {', '.join(repr(name) for name in missing)}",
            where=str(path),
            do="give the truth the columns person_id,list_id and, if you like, kind",
        )
    kept = [*_NEEDED, *(["kind"] if "kind" in truth.columns else [])]
    truth = truth.select(pl.col(kept).cast(pl.String))
    _refuse_gaps(truth, path)
    return truth.with_columns(pl.col(kept[2:]).fill_null("")) if kept[2:] else truth


def _refuse_gaps(truth: pl.DataFrame, path: Path) -> None:
    """Refuse a truth without pairs, and one with an empty id: it would be counted as missed."""
    if truth.is_empty():
        raise BrokenRecord("the truth holds no pair", where=str(path), do="add pairs to it")
    empty = pl.any_horizontal(pl.col(_NEEDED).fill_null("").str.strip_chars() == "")
    row = truth.select(empty.arg_max())[0, 0] if truth.select(empty.any())[0, 0] else None
    if row is not None:
        raise BrokenRecord(
            f"pair {row + 1} has an empty id", where=str(path), do="give both ids, or leave it out"
        )
