"""What the words of a link make it: rivals and clashes, suppliers of documents, vehicles and weapons."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from clew.model.text import fold


@cache
def kinds() -> dict[str, re.Pattern[str]]:
    """Give each kind with its words as one pattern over folded text: the tables of relations.toml."""
    told = tomllib.loads(Path(__file__).with_name("relations.toml").read_text("utf-8"))
    return {
        kind: re.compile("|".join(map(_pattern, table["words"]))) for kind, table in told.items()
    }


def _pattern(word: str) -> str:
    begin = re.escape(fold(word.removesuffix("*")))
    return rf"\b{begin}" if word.endswith("*") else rf"\b{begin}\b"


@lru_cache(maxsize=4096)
def kind_of(words: str) -> str | None:
    """Give the kind of tie words tell of, or None when they tell of none clew knows.

    >>> kind_of("Rival of"), kind_of("furnizon me armë"), kind_of("cousin")
    ('rival', 'supplies weapons', None)
    """
    plain = fold(words)
    return next((kind for kind, pattern in kinds().items() if pattern.search(plain)), None)
