"""Tells the language of a text from its script and its words, offline; a short text stays unknown.

The words are weighed by py3langid, which is given only the languages of the text's script. Letters
only one language has settle it alone.
"""

import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_READ = 2_000
"""Letters of a text that are looked at; more change nothing."""
_MOST = 0.6
_OWN = 2


class Language(NamedTuple):
    """One language of languages.toml; see there."""

    code: str
    model: str
    script: str
    own: str = ""
    like: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What language a text is in.

    Attributes:
        codes: ISO 639-3; several where languages that read alike cannot be told apart; empty: unknown.
        why: what told it, in words.
    """

    codes: tuple[str, ...]
    why: str


def language_of(text: str) -> Told:
    """Tell the language of a text.

    >>> language_of("Возило је прешло границу ноћу, а возач је рекао да не познаје путнике.").codes
    ('srp',)
    >>> language_of("Rruga 5").why
    '6 letters, too few to tell'
    """
    table = _table()
    letters = [letter for letter in text[:_READ] if letter.isalpha()]
    if len(letters) < table.letters:
        return Told((), f"{len(letters)} letters, too few to tell")
    (script, count), *_ = Counter(map(_script, letters)).most_common(1)
    if count < _MOST * len(letters):
        return Told((), "letters of several scripts")
    known = [one for one in table.languages if one.script == script]
    if not known:
        return Told((), f"{script} script, whose languages clew does not tell apart")
    if len(known) == 1:
        return Told((known[0].code,), f"the only language in {script} script here")
    if found := _by_letters(letters, known):
        return found
    return _by_words(text[:_READ], script, known)


def _by_letters(letters: list[str], known: list[Language]) -> Told | None:
    """Take the language whose own letters stand in a text, where no other's do."""
    seen = Counter(letter.casefold() for letter in letters)
    own = {one: {c for c in one.own if seen[c]} for one in known}
    having = [one for one in known if sum(seen[c] for c in own[one]) >= _OWN]
    if len(having) != 1 or any(own[one] for one in known if one is not having[0]):
        return None
    (one,) = having
    return Told((one.code,), f"its letters {' '.join(sorted(own[one]))}")


def _by_words(text: str, script: str, known: list[Language]) -> Told:
    table = _table()
    chances = dict(_model(script).rank(text))
    ranked = sorted(known, key=lambda one: -chances[one.model])
    best = ranked[0]
    if (sure := chances[best.model]) >= table.probability:
        return Told((best.code,), f"its words, probability {sure:.2f}")
    alike = [one for one in ranked if one is best or (best.like and one.like == best.like)]
    if (together := sum(chances[one.model] for one in alike)) >= table.probability:
        codes = tuple(one.code for one in alike if chances[one.model] >= table.alike)
        return Told(codes, f"its words, one of these with probability {together:.2f}")
    return Told((), f"no language likelier than {sure:.2f}")


class _Table(NamedTuple):
    """What languages.toml holds."""

    letters: int
    probability: float
    alike: float
    languages: list[Language]


@cache
def _table() -> _Table:
    raw = tomllib.loads(files("clew.sources").joinpath("languages.toml").read_text("utf-8"))
    languages = [Language(**one) for one in raw["language"]]
    return _Table(raw["letters"], raw["probability"], raw["alike"], languages)


@cache
def _model(script: str) -> Any:
    """Give the model for the languages of one script; it is read once and shared."""
    from py3langid.langid import LanguageIdentifier

    model = LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)
    model.set_languages([one.model for one in _table().languages if one.script == script])
    return model


@cache
def _script(letter: str) -> str:
    """Give the script of a letter by its Unicode name: "Latin", "Cyrillic"."""
    return unicodedata.name(letter, "UNKNOWN").split(maxsplit=1)[0].capitalize()
