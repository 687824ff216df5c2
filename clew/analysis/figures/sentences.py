"""A text cut into lines, sentences and words, each with its place in the text.

Nothing is changed: word and sentence carry offsets into the text as it was read. A sentence is cut
after 2,500 letters at the latest, so that the time a text takes grows with its length alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from clew.analysis.figures.lexicon import Lexicon

_MOST_CHARS = 2_500
_WRAPPED_FROM = 55
_LONGEST_QUESTION = 200
_HEAD = 24
"""Within how many letters the answer on the line after a question tells its number."""
_GOES_ON = re.compile(r"[a-zà-ÿ(0-9€$£]")
"""How a line begins that goes on with a sentence: in small letters, with a number or a bracket."""
_LINE = re.compile(r"[^\n\r]+")
_END = re.compile(
    r"[.!?](?:[\"”’'»)\]]+)?\s+(?=[\"“‘'«(\[]?[A-ZÀ-ÞĀ-ŽА-ЯЂ-ЏΑ-Ω0-9€$£+−–-])|[.!?…][\"”’'»)]*\s*$"
)
_SHORT = re.compile(
    r"(?:\b(?:No|Nos|Nr|Art|St|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Prof|approx|ca|cf|vs|etc|para|pp|fig|tel"
    r"|i\.e|e\.g|[A-Z]))\.$"
)
_MEMBER = re.compile(
    r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?"
    r"|\d{1,3}(?:['’]\d{3})+(?!\d)"
    r"|\d+(?:,\d+){2,}|\d+(?:[.,]\d+)?[eE][+-]?\d+(?!\w)"
    r"|\d+(?:[.,]\d+)?"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|[^\w\s]|_"
)


@dataclass(slots=True)
class Sentence:
    """One sentence, or a line without an end mark.

    Attributes:
        begin, end: its place in the text.
        line: number of its line, from 0.
        is_first: whether it begins its line.
        low: its words in small letters; a mark is a word of its own.
        starts, ends: the place of each word in the text.
    """

    text: str
    begin: int
    end: int
    line: int
    is_first: bool
    low: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def cut(self) -> None:
        """Cut the sentence into words, once."""
        if self.low:
            return
        for found in _MEMBER.finditer(self.text, self.begin, self.end):
            self.low.append(found.group().lower())
            self.starts.append(found.start())
            self.ends.append(found.end())

    def written(self, begin: int, end: int) -> str:
        """Give the words *begin* to *end* as they stand in the text."""
        return self.text[self.starts[begin] : self.ends[end - 1]] if end > begin else ""

    def is_glued(self, index: int) -> bool:
        """Say whether the word at *index* follows the one before without a blank."""
        return index > 0 and self.ends[index - 1] == self.starts[index]


def sentences(text: str) -> Iterator[Sentence]:
    """Give the sentences of *text* in order."""
    for number, (line_begin, line_end) in enumerate(_lines(text)):
        begin, first = line_begin, True
        for stop in _END.finditer(text, line_begin, line_end):
            if _SHORT.search(text, max(begin, stop.start() - 8), stop.start() + 1):
                continue
            yield from _bounded(text, begin, stop.end(), number, first)
            begin, first = stop.end(), False
        if begin < line_end:
            yield from _bounded(text, begin, line_end, number, first)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Give the lines of *text*; those a writer broke by hand at the same width are one."""
    begin = end = -1
    for line in _LINE.finditer(text):
        if begin >= 0 and _goes_on(text, begin, end, line.start()):
            end = line.end()
            continue
        if begin >= 0:
            yield begin, end
        begin, end = line.start(), line.end()
    if begin >= 0:
        yield begin, end


def _goes_on(text: str, begin: int, end: int, after: int) -> bool:
    """Say whether the line that begins at *after* goes on with the one before."""
    start = max(begin, text.rfind("\n", begin, end) + 1)
    if after - end > 2 or end - start < _WRAPPED_FROM or text[end - 1] in ".:;!?|":
        return False
    return text.count("\n", end, after) == 1 and bool(_GOES_ON.match(text, after))


def _bounded(text: str, begin: int, end: int, line: int, first: bool) -> Iterator[Sentence]:
    while end - begin > _MOST_CHARS:
        at = text.rfind(" ", begin + 1, begin + _MOST_CHARS)
        at = at if at > begin else begin + _MOST_CHARS
        yield Sentence(text, begin, at, line, first)
        begin, first = at, False
    if text[begin:end].strip():
        yield Sentence(text, begin, end, line, first)


def with_numbers(text: str, words: Lexicon) -> Iterator[tuple[Sentence, bool]]:
    """Give every sentence, cut into words where it may hold a number."""
    for sentence in _answered(sentences(text), words):
        holds = words.has_number.search(text, sentence.begin, sentence.end) is not None
        if holds:
            sentence.cut()
        yield sentence, holds


def _answered(given: Iterator[Sentence], words: Lexicon) -> Iterator[Sentence]:
    """Join a question without a number to the answer on its line, which leaves out what was asked for."""
    asked: Sentence | None = None
    for sentence in given:
        if asked is not None and _answers(sentence, asked, words):
            whole = Sentence(
                sentence.text, asked.begin, sentence.end, sentence.line, asked.is_first
            )
        else:
            if asked is not None:
                yield asked
            whole = sentence
        asked = whole if _asks(whole, words) else None
        if asked is None:
            yield whole
    if asked is not None:
        yield asked


def _answers(sentence: Sentence, asked: Sentence, words: Lexicon) -> bool:
    """Say whether a sentence answers the question before: on its line, or on the next one with a number at its head."""
    if sentence.line == asked.line:
        return True
    head = sentence.text[sentence.begin : min(sentence.end, sentence.begin + _HEAD)]
    return sentence.line == asked.line + 1 and words.has_number.search(head) is not None


def _asks(sentence: Sentence, words: Lexicon) -> bool:
    text, begin, end = sentence.text, sentence.begin, sentence.end
    return (
        end - begin < _LONGEST_QUESTION and text[begin:end].rstrip().endswith("?")
        and not words.has_number.search(text, begin, end)
    )  # fmt: skip
