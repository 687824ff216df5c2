"""People and organisations nobody told clew of, found in running text by the words around them.

Capitalised words are a person when something says so: a title or role before them, what only a
person does after them, a possessive, an age, or a word the case knows from a person's name. A
surname alone needs the same. A name said once counts for the rest of the passage.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from clew.model.countries import is_country_word
from clew.sources.mention import Mention, pattern

_LETTER = r"[^\W\d_]"
_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĘĚĞĢĪİĶŁŃŇŐŒŘŚŞŠŤŪŮŰŹŻŽȘȚЀ-Я])"
_WORD = rf"{_CAPITAL}(?:{_LETTER}|['’]{_CAPITAL}){{1,24}}(?:-{_CAPITAL}{_LETTER}{{1,24}})*"
_PARTICLE = r"(?:de|del|de la|la|van|von|bin|ben|al|el|da|dos|Jr\.?|Sr\.?|[A-Z]\.)"
_RUN = re.compile(rf"(?<![\w.@/-]){_WORD}(?:[ \xa0](?:{_PARTICLE}[ \xa0])?{_WORD}){{0,3}}(?![\w@])")
_WORDS = re.compile(_WORD)
_OF_A_PLACE = (
    r"side|border|coast|street|town|capital|police|government|court|port\b|airport|interior|ministry|"
    r"prosecut|parliament|guard|north|south|east|west|outskirts|centre|center"
)
_POSSESSIVE = re.compile(rf"['’]s?\s+(?!{_OF_A_PLACE})[a-zćčđšžа-я]")
_AGED = r"aged|age|star|stara|стар|стара|i moshës|e moshës|yaşındaki"
_BORN = r"born|rođen|рођен|роден|i lindur|e lindur|doğumlu"
_AGE = re.compile(
    rf",?\s\(?(?:{_AGED})\s(?:od\s)?\d{{2}}\b|,?\s\(?(?:{_BORN})|\s\(\d{{2}}\)|,\s\d{{2}}[,.]|,\s(?:a|an)\s[a-z]"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?;:…]['\"”»]?\s+|\n\s*)$")
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|to|into|through|toward|towards|via|outside|of|u|na|kod|iz|prema|do|në|nga|pranë|во|кај|од|до|в|край)\s+$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\b(?:the|a|an|this|that|operation|ovaj|taj|operacija|операција)\s+$", re.IGNORECASE
)
_REACH = 40
_AFTER = 24
_MOST_WORDS = 4
_FEWEST_LETTERS = 3

IsKnownWord = Callable[[str], bool]
"""Says whether the case knows a word from a person's name."""


@dataclass(slots=True)
class _Candidate:
    """Capitalised words side by side that may be a name."""

    start: int
    end: int
    words: list[str]
    is_told: bool = False


def strangers(text: str, is_known_word: IsKnownWord) -> Iterator[Mention]:
    """Find people and organisations by the words around them, in the order they stand.

    Args:
        text: one passage of a report.
        is_known_word: whether the case knows a word from a person's name.
    """
    found = list(_organisations(text))
    lower = set(re.findall(rf"\b{_LETTER}+\b", text)) - set(_WORDS.findall(text))
    people = [c for run in _RUN.finditer(text) for c in _cut(text, run)]
    for one in people:
        one.is_told = _is_person(text, one, lower, is_known_word)
    said = {word for one in people if one.is_told for word in one.words}
    for one in people:
        is_again = any(word in said for word in one.words) and not _is_place(text, one)
        if one.is_told or is_again:
            written = text[one.start : one.end]
            found.append(Mention("person", one.start, one.end, written, " ".join(written.split())))
    yield from sorted(found, key=lambda mention: mention.start)


def _organisations(text: str) -> Iterator[Mention]:
    """Find names that end in the legal form of a company."""
    shape = (
        rf"(?:(?-i:{_CAPITAL})[\w&'’.-]{{0,30}}\s(?:(?:&|and|i|e|të|и|dhe|ve)\s)?){{1,5}},?\s?[\"“”„]?\s?"
        r"(?<=[\s,])WORDS\.?(?!\w)"
    )
    for run in pattern(shape, "legal_form").finditer(text):
        name = run.group().strip()
        if name.endswith(".") and "." not in name[:-1].rsplit(" ", 1)[-1]:
            name = name[:-1]
        yield Mention(
            "organisation", run.start(), run.start() + len(name), name, " ".join(name.split())
        )


def _cut(text: str, run: "re.Match[str]") -> Iterator[_Candidate]:
    """Cut a run of capitalised words at roles and other words that are no name; give what stays."""
    held: list[re.Match[str]] = []
    for word in _WORDS.finditer(text, run.start(), run.end()):
        if pattern(r"WORDS$", "not_person", "before_person").match(word.group()):
            if held:
                yield _candidate(held)
            held = []
        else:
            held.append(word)
    if held:
        yield _candidate(held)


def _candidate(words: "list[re.Match[str]]") -> _Candidate:
    return _Candidate(words[0].start(), words[-1].end(), [word.group() for word in words])


def _is_person(text: str, one: _Candidate, lower: set[str], is_known_word: IsKnownWord) -> bool:
    before = text[max(0, one.start - _REACH) : one.start]
    after = text[one.end : one.end + _REACH]
    is_alone = len(one.words) == 1
    if is_alone and (len(one.words[0]) < _FEWEST_LETTERS or one.words[0].lower() in lower):
        return False
    if (one.words[0].isupper() and is_alone) or _ARTICLE.search(before):
        return False
    if is_country_word(" ".join(one.words)):
        return False
    if pattern(r"(?:^|.*\W)WORDS,?\s+$", "before_person").match(before):
        return True
    is_start = bool(_SENTENCE_START.search(before))
    if _POSSESSIVE.match(after) and not is_start:
        return True
    if _is_place(text, one):
        return False
    if any(map(is_known_word, one.words)) and not is_alone:
        return True
    if pattern(r",?\s+(?:\w+ly\s)?WORDS(?!\w)", "after_person").match(after):
        return True
    return bool(_AGE.match(after[:_AFTER]))


def _is_place(text: str, one: _Candidate) -> bool:
    """Say whether a word before it shows a place: "in Tecate", "near San Ysidro"."""
    return bool(_PLACE_BEFORE.search(text[max(0, one.start - _REACH) : one.start]))
