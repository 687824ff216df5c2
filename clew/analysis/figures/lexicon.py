"""The words of one language, from its TOML file: numbers, units, nouns, verbs."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from clew.analysis.figures.forms import irregular_forms, with_forms
from clew.analysis.figures.grammar import Grammar
from clew.analysis.figures.phrases import Phrases, SplitVerbs
from clew.analysis.figures.relative_days import told_phrases

_FOLDER = Path(__file__).parent / "words"
_LEAST_SHARE = 0.04
"""Share of a text's first words that must be a language's commonest ones for it to be read as such."""


_PARTS = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*|[^\w\s]")
_LEAST_NOUNS = 0.15
"""Share that must be nouns and verbs of the field in a table, which has few common words."""


def _split(table: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for meaning, listed in table.items():
        parts = listed.split(";") if ";" in listed else listed.split()
        for part in parts:
            if part.strip():
                yield part.strip(), meaning


def _by_word(table: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return ((word, meaning) for meaning, listed in table.items() for word in listed.split())


class Lexicon:
    """One language: its number words, units, hedges, nouns by class and verbs by what they say."""

    def __init__(self, code: str) -> None:
        said = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
        self.code = code
        self.name: str = said["language"]["name"]
        self.common = frozenset(said["language"]["common"].split())
        people = ("officers", "people", "suspects", "crew", "minors", "defendants")
        self._single_people = {
            word
            for group in people
            for word in said["heads"].get(group, "").split()
            if "_" not in word
        }
        irregular = said.get("verb_forms", {}).get("irregular", "")
        self.grammar = Grammar.read(said.get("grammar", {}), irregular_forms(irregular))
        self._numbers(said["numbers"])
        self.qualifiers = Phrases(_split(said["qualifiers"]))
        self.per = Phrases(_split(said["per"]))
        units = said["units"]
        self.measures = Phrases([*_split(units["mass"]), *_split(units["volume"])])
        self.times = Phrases(_split(units["time"]))
        self.percent = Phrases(_split(units["percent"]))
        self.currencies = Phrases(_split(said["currencies"]))
        self.price_scale = {c: float(at) for c, at in _by_word(said.get("small_money", {}))}
        self.shared_money = _set(said.get("shared_money", {}).get("words", ""))
        self.victims = _set(said["heads"].get("victims", ""))
        self.heads = Phrases(_split(said["heads"]))
        self.cues = Phrases([*_split(said["cues"]), *with_forms(said.get("verbs", {}), irregular)])
        self.be = _set(said["be"]["words"])
        self.split_verbs = SplitVerbs(with_forms(said.get("verbs", {}), irregular))
        self.money = Phrases(
            [
                *_split(_without(said["money"], "priced")),
                *with_forms(said.get("money_verbs", {}), irregular),
            ]
        )
        self.priced = _aside(said["money"].get("priced", ""))
        self.change = Phrases(_split(said["percent"]))
        self.lasting = Phrases(_split(said["duration"]))
        self.modes = Phrases(_split(said["modes"]))
        self.demonyms = Phrases((word, "demonym") for word in said["demonyms"]["words"].split())
        self.agency_ends = _set(said["agency"]["ends"])
        self.agency_names = _set(said["agency"]["names"])
        self.frames: dict[tuple[str, str], str] = {
            (cue, noun): kind for cue, row in said["frames"].items() for noun, kind in row.items()
        }
        self.defaults: dict[str, str] = said["defaults"]
        self.things = _set(said["units_of"]["item"])
        self._stops(said["stops"])
        self._forms(said["cue_forms"])
        self._aside(said["background"])
        self._places(said.get("places", {}))
        self._telling(said["telling"])
        self._time(said["time"])

    def _stops(self, said: dict[str, str]) -> None:
        self.stops = _set(said["words"])
        self.parts_of = _set(said["parts_of"])
        self.links = _set(said["links"])
        self.each = _set(said["each"])
        self.definite = _set(said["definite"])

    def _forms(self, said: dict[str, str]) -> None:
        self.heads_too = _set(said["gerunds"])
        self.cue_nouns = _set(said["nouns"])
        self.both_sides = _phrases(said["both"])
        self.idioms = Phrases((phrase, "") for phrase in said.get("idioms", "").split())
        self.intransitive = _phrases(said["intransitive"])

    def _aside(self, said: dict[str, str]) -> None:
        self.aside = _aside(said["words"])
        self.compared_with = _aside(said.get("compared", ""))
        self.comparing = _before(said.get("comparing", ""))
        self.changing = _before(said.get("changing", ""))
        self.before = _aside(said.get("before", ""))
        self.year_before = _aside(said.get("year_before", ""))

    def _places(self, said: dict[str, str]) -> None:
        self.no_places = _set(said.get("none", ""))
        self.places = {
            name: "|".join(word.replace("_", r"\s+") for word in said.get(name, "").split())
            for name in ("before", "towards", "from", "operation", "way")
        }

    def _telling(self, said: dict[str, str]) -> None:
        self.said = said["said"].split()
        self.according = [phrase.replace("_", " ") for phrase in said["according"].split()]
        self.pronouns = _set(said["pronouns"])
        self.bodies = _set(said["bodies"])
        self.roles = self.bodies | _set(said["persons"])
        self.told_then = _told_then(self.said)
        self.then_said = _then_said(self.said)

    def _time(self, said: dict[str, Any]) -> None:
        self.months = _months(said)
        self.weekdays = {name: at for at, name in enumerate(said["weekdays"].split())}
        self.told_days = told_phrases(said.get("told", {}))
        self.began = said.get("began", "").split()
        self.days = said.get("days", "").split()
        self.since: str = said.get("since", "(?!)").replace(" ", "|")

    def is_single(self, word: str) -> bool:
        """Say whether *word* names one person: "driver", not "drivers"."""
        single = word in self._single_people and word not in self.grammar.many
        return single and not word.endswith(("s", "men"))

    def share_of_nouns(self, words: list[str]) -> float:
        """Give how many of *words* are nouns counted or verbs known, as a share."""
        known = sum(bool(self.heads.at([w], 0) or self.cues.at([w], 0)) for w in words)
        return known / len(words)

    def is_numeral(self, word: str) -> bool:
        """Say whether *word* is a number or begins one."""
        return word[0].isdecimal() or any(
            word in table
            for table in (self.ones, self.tens, self.singles, self.hundred, self.vague)
        )

    def _numbers(self, said: dict[str, Any]) -> None:
        self.ones = {word: float(at) for at, word in enumerate(said["ones"].split())}
        self.tens = {word: 10.0 * (at + 2) for at, word in enumerate(said["tens"].split())}
        self.singles: dict[str, float] = {k: float(v) for k, v in said["words"].items()}
        self.scales: dict[str, float] = {k: float(v) for k, v in said["scales"].items()}
        self.hundred = _set(said["hundred"])
        self.joiners = _set(said["joiners"])
        self.halves = _set(said["halves"])
        self.slang = _set(said.get("slang", ""))
        self.articles = _set(said["articles"])
        self.the = _set(said["definite_article"])
        self.compared: dict[str, float] = {k: float(v) for k, v in said["compared"].items()}
        self.unsure_one = _set(said["unsure_one"])
        self.range_words = _set(said["range_words"])
        self.range_pairs = dict(pair.split(":") for pair in said["range_pairs"].split())
        self.vague = _set(said["vague"]["words"])
        self.fractions: dict[str, float] = {k: float(v) for k, v in said["fractions"].items()}
        self.multiples: dict[str, float] = {k: float(v) for k, v in said["multiples"].items()}
        self.number_words = frozenset().union(
            self.ones, self.tens, self.singles, self.hundred, self.halves, self.articles,
            self.vague, self.fractions, self.multiples, self.compared, self.scales,
        )  # fmt: skip
        spelt = {*self.ones, *self.tens, *self.singles, *self.hundred, *self.halves, *self.vague}
        spelt |= {*self.fractions, *self.multiples, "thousand", "million", "billion"}
        listed = "|".join(sorted(map(re.escape, spelt), key=len, reverse=True))
        single = sorted(w for w in self._single_people if not w.endswith("s"))
        before = "|".join([*self.articles, *self.the, *self.grammar.of_one])
        alone = rf"\b(?:{before}) (?:[\w-]+ ){{0,3}}(?:{'|'.join(single)})\b" if single else "(?!)"
        self.has_number = re.compile(rf"\d|\b(?:{listed})\b|{alone}", re.IGNORECASE)


def _without(table: Mapping[str, str], key: str) -> dict[str, str]:
    return {name: listed for name, listed in table.items() if name != key}


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _phrases(listed: str) -> frozenset[str]:
    """Give phrases as the words of a sentence stand: "in pre - trial detention"."""
    return frozenset(
        " ".join(_PARTS.findall(phrase.replace("_", " "))) for phrase in listed.split()
    )


def _aside(listed: str) -> re.Pattern[str]:
    """Give the shape of the phrases that tell of something beside the subject; # is a figure."""
    phrases = [
        re.escape(phrase.strip()).replace(r"\#", r"(?:\w+ )?\d")
        for phrase in listed.split(";")
        if phrase.strip()
    ]
    return re.compile(rf"\b(?:{'|'.join(phrases)})" if phrases else "(?!)", re.IGNORECASE)


def _before(listed: str) -> re.Pattern[str]:
    """Give the shape of the phrases that stand right before a date."""
    phrases = [re.escape(phrase.strip()) for phrase in listed.split(";") if phrase.strip()]
    return re.compile(rf"\b(?:{'|'.join(phrases)})\s+(?:\w+\s+)?$" if phrases else "(?!)")


def _told_then(said: list[str]) -> re.Pattern[str]:
    """Give the shape of a telling verb right before a date: "said on", "announced late"."""
    in_paper = r"(?:in an? \w+ |in (?:its|his|her|their) [\w ]{2,30} )?"
    return re.compile(rf"\b(?:{'|'.join(said)})\s+{in_paper}(?:\w+\s+)?$" if said else "(?!)")


def _then_said(said: list[str]) -> re.Pattern[str]:
    """Give the shape of a telling verb shortly behind a date: ", the prosecutor said"."""
    return re.compile(rf",?\s+(?:\w+\s+){{0,5}}(?:{'|'.join(said)})\b" if said else "(?!)")


def _months(said: Mapping[str, str]) -> dict[str, int]:
    months = {name: at + 1 for at, name in enumerate(said["months"].split())}
    for at, name in enumerate(said["months_short"].split()):
        months.setdefault(name, at + 1)
    return months


@cache
def lexicon(code: str) -> Lexicon:
    """Give the words of the language *code*, read once."""
    return Lexicon(code)


@cache
def languages() -> tuple[str, ...]:
    """Give the codes of the languages there are words for."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def recognise(text: str) -> Lexicon | None:
    """Give the words of the language *text* is written in, by its commonest words; None if unknown."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].lower())
    if not words:
        return None
    shares = {
        code: sum(word in lexicon(code).common for word in words) / len(words)
        for code in languages()
    }
    best = max(shares, key=lambda code: shares[code])
    if shares[best] >= _LEAST_SHARE:
        return lexicon(best)
    known = {code: lexicon(code).share_of_nouns(words) for code in languages()}
    best = max(known, key=lambda code: known[code])
    return lexicon(best) if known[best] >= _LEAST_NOUNS else None
