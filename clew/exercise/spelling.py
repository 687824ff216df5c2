"""How one name stands in another agency's papers: Xhevdet, Dževdet, Cevdet, Џевдет, جودت.

A name is held in its own spelling. `spell` gives it as a clerk of another language writes it;
`passport` gives the Latin capitals its own state prints.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from random import Random
from typing import Any

_PLAIN = str.maketrans({"đ": "dj", "ı": "i", "ł": "l", "ß": "ss", "Đ": "Dj"})


@dataclass(frozen=True, slots=True)
class Word:
    """One given or family name.

    Attributes:
        own: its spelling at home ("Shpëtim"); for Arabic and Afghan names the passport's.
        language: language of that spelling: "sq", "sr", "mk", "bg", "tr" or "en".
        forms: spellings no rule gives, by language ("ar" holds the Arabic letters).
        also: other Latin spellings met on the route.
    """

    own: str
    language: str
    forms: Mapping[str, str] = field(default_factory=dict, hash=False)
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one culture, and the states (ISO alpha-2) whose papers their bearers hold."""

    language: str
    script: str
    states: tuple[str, ...]
    men: tuple[Word, ...]
    women: tuple[Word, ...]
    families: tuple[Word, ...]


@cache
def names_of(culture: str) -> Names:
    """Give the names of *culture*: albanian, slavic, macedonian, bulgarian, turkish, arabic or afghan."""
    raw = _toml(f"{culture}.toml")
    language = raw["language"]
    lists = {
        part: tuple(_word(item, language) for item in raw[part])
        for part in ("men", "women", "families")
    }
    return Names(language, raw.get("script", ""), tuple(raw["states"]), **lists)


def _word(item: str | dict[str, Any], language: str) -> Word:
    if isinstance(item, str):
        return Word(item, language)
    forms = {key: text for key, text in item.items() if key not in ("own", "also")}
    return Word(item["own"], language, forms, tuple(item.get("also", ())))


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("clew.exercise") / "names" / name).read_text("utf-8"))


def spell(word: Word, language: str, rng: Random | None = None) -> str:
    """Write *word* as a clerk of *language* does; with *rng*, one of several Latin spellings.

    One who writes English copies the passport.

    >>> xhevdet = Word("Xhevdet", "sq")
    >>> [spell(xhevdet, language) for language in ("sr", "tr", "mk", "bg", "ar")]
    ['Dževdet', 'Cevdet', 'Џевдет', 'Джевдет', 'جودت']
    """
    if language == word.language:
        return rng.choice(word.also) if rng and word.also and rng.random() < 0.6 else word.own
    if language in word.forms:
        return word.forms[language]
    if language == "en":
        return passport(word).title()
    sounds = word.forms.get("sr") or _change(word.own, "read", word.language)
    return _change(sounds, "write", language)


def passport(word: Word) -> str:
    """Give the Latin capitals that the passport of the name's own state prints.

    >>> passport(Word("Ќосевски", "mk")), passport(Word("Đukić", "sr")), passport(Word("Yağcı", "tr"))
    ('KJOSEVSKI', 'DJUKIC', 'YAGCI')
    """
    own = word.own
    if word.language in _toml("spelling.toml")["passport"]:
        own = _change(own, "passport", word.language)
    return plain(own).upper()


def plain(text: str) -> str:
    """Strip marks from Latin letters: Đukić → Djukic, Shpëtim → Shpetim."""
    return "".join(
        c
        for c in unicodedata.normalize("NFKD", text.translate(_PLAIN))
        if not unicodedata.combining(c)
    )


def for_woman(word: Word) -> Word:
    """Give a Macedonian or Bulgarian family name as a woman bears it; others stay.

    >>> for_woman(Word("Трајчевски", "mk")).own, for_woman(Word("Гочев", "bg")).own
    ('Трајчевска', 'Гочева')
    """
    if word.language not in ("mk", "bg"):
        return word
    own = word.own[:-1] + "а" if word.own.endswith("ски") else word.own + "а"
    return Word(own, word.language)


@lru_cache(maxsize=20_000)
def script_of(text: str) -> str:
    """Name the script most letters of *text* are written in: latin, cyrillic or arabic."""
    scripts = [unicodedata.name(c, "?").split()[0].lower() for c in text if c.isalpha()]
    return max(("latin", "cyrillic", "arabic"), key=scripts.count)


@lru_cache(maxsize=20_000)
def how_written(a: str, b: str) -> str:
    """Say how two spellings of one name differ.

    Returns:
        "same", "written differently" (order, capitals, marks), "across languages" (other
        letters, one script) or "across scripts".

    >>> how_written("Gjoni Xhevdet", "XHEVDET GJONI"), how_written("Xhevdet Gjoni", "Dževdet Đoni")
    ('written differently', 'across languages')
    """
    if a == b:
        return "same"
    if script_of(a) != script_of(b):
        return "across scripts"
    return "written differently" if _letters(a) == _letters(b) else "across languages"


def _letters(text: str) -> list[str]:
    return sorted(re.findall(r"\w+", plain(text).lower()))


@lru_cache(maxsize=20_000)
def _change(text: str, step: str, language: str) -> str:
    rules = _toml("spelling.toml")[step][language]
    if not rules:
        return text
    by_length = sorted(rules, key=lambda key: (key.startswith("^"), len(key)), reverse=True)
    pattern = re.compile(
        "|".join(key if key.startswith("^") else re.escape(key) for key in by_length)
    )

    def written(match: re.Match[str]) -> str:
        return str(
            rules.get(f"^{match[0]}", rules.get(match[0]))
            if match.start() == 0
            else rules[match[0]]
        )

    words = [pattern.sub(written, _lower(word)) for word in re.split(r"[\s\u200c-]+", text)]
    return " ".join(word[:1].upper() + word[1:] for word in words)


def _lower(word: str) -> str:
    return word.replace("I", "ı" if set(word) & set("şğçöüı") else "i").replace("İ", "i").lower()
