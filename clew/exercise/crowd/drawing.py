"""Draws names and birth dates by the million: common names often, rare ones seldom."""

from typing import TYPE_CHECKING

from clew.exercise.crowd.pools import Pool, pools

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

_FALL = {"g": (0.9, 3.0), "p": (0.9, 3.0), "s": (0.75, 5.0)}
"""How fast the share of a name falls with its rank r: 1 / (r + second) ** first; drawn after Zipf's law."""
_FIRST_DAY, _LAST_DAY = -10_957, 13_514
"""Days since 1970 between which people are born: 1940-01-01 and 2007-01-01."""
_NEW_YEAR = 0.05
"""Share of people whose papers say 1 January because nobody knows the day."""


def drawn(n: int, seed: int, *, flat: bool = False) -> "pl.DataFrame":
    """Give *n* people: columns name, birth_date (ISO 8601) and culture (place in `pools`).

    Args:
        flat: every name of a culture as often as any other.
    """
    import numpy as np
    import polars as pl

    random = np.random.default_rng(seed)
    shares = np.array([pool.share for pool in pools()])
    counts = random.multinomial(n, shares / shares.sum())
    groups = [
        _people_of(pool, culture, int(count), random, flat=flat)
        for culture, (pool, count) in enumerate(zip(pools(), counts, strict=True))
    ]
    people = pl.concat(groups)[random.permutation(n)]
    return people.with_columns(birth_date=_births(n, random)).select(
        "name", "birth_date", "culture"
    )


def _people_of(
    pool: Pool, culture: int, n: int, random: "np.random.Generator", *, flat: bool
) -> "pl.DataFrame":
    import numpy as np
    import polars as pl

    weights = np.array([weight for _, weight in pool.forms])
    counts = random.multinomial(n, weights / weights.sum())
    names = [
        _names(pool, form.split(), int(count), random, flat=flat)
        for (form, _), count in zip(pool.forms, counts, strict=True)
    ]
    return pl.DataFrame({"name": pl.concat(names)}).with_columns(
        culture=pl.lit(culture, dtype=pl.Int32)
    )


def _names(
    pool: Pool, form: list[str], n: int, random: "np.random.Generator", *, flat: bool
) -> "pl.Series":
    """Give *n* names whose parts follow *form*."""
    import polars as pl

    columns = []
    for part in form:
        words = {"g": pool.given, "p": pool.given, "s": pool.families}.get(part)
        if words is None:
            columns.append(pl.lit(part))
            continue
        fall, shift = (0.0, 1.0) if flat else _FALL[part]
        columns.append(pl.lit(pl.Series(words).gather(_ranks(len(words), n, fall, shift, random))))
    return pl.select(name=pl.concat_str(columns, separator=" "))["name"]


def _ranks(
    size: int, n: int, fall: float, shift: float, random: "np.random.Generator"
) -> "NDArray[np.int64]":
    import numpy as np

    shares = (np.arange(size) + shift) ** -fall
    steps = np.cumsum(shares / shares.sum())
    return np.minimum(np.searchsorted(steps, random.random(n)), size - 1)


def _births(n: int, random: "np.random.Generator") -> "pl.Series":
    """Give birth dates of adults, most between 20 and 45 years old in 2026; some on 1 January."""
    import numpy as np
    import polars as pl

    days = _FIRST_DAY + random.beta(3.2, 1.9, n) * (_LAST_DAY - _FIRST_DAY)
    born = pl.select(pl.lit(pl.Series(days.astype(np.int32))).cast(pl.Date).alias("born"))
    unknown = pl.Series(random.random(n) < _NEW_YEAR)
    new_year = pl.col("born").dt.truncate("1y")
    said = pl.when(unknown).then(new_year).otherwise(pl.col("born"))
    return born.select(said.dt.to_string("%Y-%m-%d"))["born"]
