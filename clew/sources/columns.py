"""What a column means, read from its header in the languages of the region (columns.toml)."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from clew.model.text import fold

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BEHIND = re.compile(r"[\s_.:#*№°]*\d*[\s_.:*]*$")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_SIDES = re.compile(r"\s*[/|()\[\]\n]\s*|\s+-\s+")
_LONGEST = 200
"""Characters of a header; a longer cell is none, and is not taken apart."""
_PLAIN = (("zh", "z"), ("sh", "s"), ("ch", "c"), ("dj", "d"))


@lru_cache(maxsize=4096)
def meaning_of(header: str) -> str | None:
    """Give what a column holds by its header as written, or None when its words are unknown.

    A header in two languages is understood by either side; the whole goes before its sides.

    >>> [meaning_of(h) for h in ("Датум рођења", "birthDate", "Mbiemri / Surname", "Telefon 2")]
    ['birth_date', 'birth_date', 'last_name', 'phone']
    """
    if len(header) > _LONGEST:
        return None
    sides = [header, _BRACKETS.sub(" ", header), *_SIDES.split(header)]
    return next((m for side in sides if (m := _words().get(_key(side), (None,))[0])), None)


def languages_of(header: str) -> frozenset[str]:
    """Give the languages in which *header* is a known column, as named in columns.toml."""
    if len(header) > _LONGEST:
        return frozenset()
    return _words().get(_key(header), (None, frozenset[str]()))[1]


def meanings() -> frozenset[str]:
    """Give every meaning a column can have; the words a saved mapping may use."""
    return frozenset(_table())


def _key(header: str) -> str:
    text = fold(_BEHIND.sub("", _CAMEL.sub(" ", header.strip()))) or fold(header) or header.strip()
    for written, plain in _PLAIN:
        text = text.replace(written, plain)
    return text


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = tomllib.loads(
        files("clew.sources").joinpath("columns.toml").read_text(encoding="utf-8")
    )
    return loaded


@cache
def _words() -> dict[str, tuple[str, frozenset[str]]]:
    """Give header word → its meaning and languages; the first meaning that claims a word has it."""
    known: dict[str, tuple[str, frozenset[str]]] = {}
    for meaning, by_language in _table().items():
        for language, headers in by_language.items():
            for header in headers:
                held, spoken = known.get(_key(header), (meaning, frozenset[str]()))
                known[_key(header)] = (held, spoken | {language} if held == meaning else spoken)
    return known
