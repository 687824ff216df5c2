"""Cuts the names of a frame of parties into words, laid out as arrays for the search."""

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from clew.matching.naming.bodies import read_body
from clew.matching.screening.keys import MOST_WORDS
from clew.model.party import Party

MOST_NAMES = 200
"""Names of one party that are looked up."""
_LONGEST = 1000
_INVISIBLE = (
    r"[\u00ad\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    r"\u064b-\u065f\u0670\u0640\u0591-\u05c7]"
)
"""Marks that are not seen, and vowel signs of Arabic and Hebrew."""
_SILENT = r"['’ʼʻ`´‘ʾʿ\"“”„«»]"
_APART = r"[\s\x1c-\x1f\-‐-―_.,;:/\\|+*·•،&~^#<>()\[\]{}!?=@%$\u200c]+"
_PERSON, _BODY, _EITHER = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Cut:
    """Names cut into words.

    Attributes:
        words: the different words, cleaned and in lower case.
        names: (names + 1) where the words of each name begin in *places*.
        places: for each word of each name, its place in *words*.
        owners: (names) the row of the party that bears the name.
        births: (parties + 1) where the birth dates of each party begin in *dates*.
        dates: birth dates, packed: year * 512 + month * 32 + day, 0 for a month or day not known.
        kinds: (parties) 1 for a person, 2 for a body, 3 where it is not known.
    """

    words: list[str]
    names: NDArray[np.int64]
    places: NDArray[np.int64]
    owners: NDArray[np.int64]
    births: NDArray[np.int64]
    dates: NDArray[np.uint32]
    kinds: NDArray[np.uint8]


def cut(parties: pl.DataFrame) -> Cut:
    """Cut the names of all rows; a name without a letter is left out."""
    kinds = _kinds(parties)
    named = (
        parties.select(pl.int_range(pl.len()).alias("owner"), pl.col("names").list.head(MOST_NAMES).alias("name"))
        .explode("name", empty_as_null=True)
        .filter(pl.col("name").is_not_null())
    )  # fmt: skip
    bodies = kinds[named["owner"].to_numpy()] == _BODY
    words = _words(named["name"])
    if bodies.any():
        words = _with_bodies(words, named["name"], bodies)
    named = named.with_columns(words.alias("word")).filter(pl.col("word").list.len() > 0)
    many = named["word"].list.len().to_numpy().astype(np.int64)
    flat = named["word"].explode(empty_as_null=True)
    distinct = flat.unique().sort()
    places = flat.cast(pl.Enum(distinct)).to_physical().to_numpy().astype(np.int64)
    births, dates = _births(parties["births"])
    return Cut(
        distinct.to_list(), _starts(many), places, named["owner"].to_numpy().astype(np.int64),
        births, dates, kinds,
    )  # fmt: skip


def cut_one(party: Party) -> Cut:
    """Cut the names of one party; the same words as `cut` gives for it, without the cost of a frame."""
    kind = {"Person": _PERSON, "LegalEntity": _EITHER}.get(party.schema, _BODY)
    said = [_words_of(name, kind == _BODY) for name in party.names[:MOST_NAMES]]
    said = [words for words in said if words]
    distinct = sorted({word for words in said for word in words})
    at = {word: place for place, word in enumerate(distinct)}
    return Cut(
        distinct, _starts(np.array([len(words) for words in said], np.int64)),
        np.array([at[word] for words in said for word in words], np.int64), np.zeros(len(said), np.int64),
        np.array([0, len(party.births)], np.int64), np.array([_packed(b) for b in party.births], np.uint32),
        np.array([kind], np.uint8),
    )  # fmt: skip


_INVISIBLE_ONE, _SILENT_ONE = re.compile(_INVISIBLE), re.compile(_SILENT)
_APART_ONE = re.compile(_APART)


def _words_of(name: str, is_body: bool) -> list[str]:
    if is_body:
        found = read_body(name)
        return [*found.words, *found.numbers]
    text = _INVISIBLE_ONE.sub("", unicodedata.normalize("NFKC", name[:_LONGEST]))
    text = _APART_ONE.sub(" ", _SILENT_ONE.sub("", text).lower())
    return [word for word in text.split(" ")[:MOST_WORDS] if word]


def _packed(birth: str) -> int:
    year, month, day = (
        (birth[a:b] if birth[a:b].isdecimal() else "0") for a, b in ((0, 4), (5, 7), (8, 10))
    )
    return int(year) << 9 | int(month) << 5 | int(day)


def _kinds(parties: pl.DataFrame) -> NDArray[np.uint8]:
    kind = (
        pl.when(pl.col("schema") == "Person").then(_PERSON)
        .when(pl.col("schema") == "LegalEntity").then(_EITHER).otherwise(_BODY)
    )  # fmt: skip
    return parties.select(kind.cast(pl.UInt8)).to_series().to_numpy(writable=True)


def _words(names: pl.Series) -> pl.Series:
    cleaned = (
        names.str.slice(0, _LONGEST).str.normalize("NFKC")
        .str.replace_all(_INVISIBLE, "").str.replace_all(_SILENT, "")
        .str.to_lowercase().str.replace_all(_APART, " ").str.strip_chars(" ")
    )  # fmt: skip
    split = cleaned.str.split(" ").list.head(MOST_WORDS)
    return split.list.eval(pl.element().filter(pl.element() != ""))


def _with_bodies(words: pl.Series, names: pl.Series, bodies: NDArray[np.bool_]) -> pl.Series:
    """Read the names of bodies by their own rules, without legal forms."""
    read = [
        _words_of(name, True) if is_body else said
        for said, name, is_body in zip(words.to_list(), names.to_list(), bodies, strict=True)
    ]
    return pl.Series("word", read, dtype=pl.List(pl.String))


def _births(births: pl.Series) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    many = births.list.len().to_numpy().astype(np.int64)
    said = births.explode(empty_as_null=True).drop_nulls()
    year, month, day = (
        said.str.slice(*part).cast(pl.UInt32, strict=False).fill_null(0).to_numpy()
        for part in ((0, 4), (5, 2), (8, 2))
    )
    return _starts(many), (year << 9 | month << 5 | day).astype(np.uint32)


def _starts(many: NDArray[np.int64]) -> NDArray[np.int64]:
    starts = np.zeros(len(many) + 1, np.int64)
    np.cumsum(many, out=starts[1:])
    return starts
