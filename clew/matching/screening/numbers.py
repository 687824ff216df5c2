"""Finds parties by the numbers they bear: documents and telephones, whatever their names."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from clew.matching.screening.vocabulary import hashed
from clew.matching.weighing.documents import document_keys, look_alike_key


def keys_of_number(number: str) -> tuple[str, ...]:
    """Give the keys a document number is found by: letters and digits that look alike are one."""
    return tuple(look_alike_key(key) for key in document_keys(number))


def numbers_of(parties: pl.DataFrame) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Give the keys of all numbers in order, and the row of the party that bears each."""
    keys: list[str] = []
    owners: list[int] = []
    for column, prefix in (("documents", "d"), ("phones", "p")):
        said = (
            parties.select(pl.int_range(pl.len()).alias("row"), pl.col(column).alias("number"))
            .filter(pl.col("number").list.len() > 0)
            .explode("number", empty_as_null=True)
        )  # fmt: skip
        for row, number in zip(said["row"].to_list(), said["number"].to_list(), strict=True):
            for key in keys_of_number(number) if column == "documents" else (number,):
                keys.append(prefix + key)
                owners.append(row)
    found = hashed(keys)
    order = np.argsort(found, kind="stable")
    return found[order], np.array(owners, np.int64)[order]


def same_number(
    asked: tuple[NDArray[np.uint64], NDArray[np.int64]],
    listed: tuple[NDArray[np.uint64], NDArray[np.int64]],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the pairs (row asked, row listed) that bear one number."""
    first = np.searchsorted(listed[0], asked[0], "left")
    many = np.searchsorted(listed[0], asked[0], "right") - first
    rows = np.repeat(asked[1], many)
    if not len(rows):
        return rows, rows
    at = np.arange(len(rows)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(first, many)
    return rows, listed[1][at]
