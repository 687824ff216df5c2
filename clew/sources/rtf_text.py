"""The text a person sees in a rich-text document (RTF), paragraph by paragraph, and what it says of itself.

Layout: Rich Text Format (RTF) Specification, version 1.9.1. Groups that hold no text (fonts, styles,
pictures, notes of the program) are passed over by the names of their destinations.
"""

import codecs
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Final

from clew.sources.papers import VALUE_CHARS

MARK: Final = b"{\\rtf"
DEPTH: Final = 2_000
"""Groups inside each other that are followed; a document has ten."""
_TOKEN = re.compile(
    rb"\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?\ ?"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<open>\{)|(?P<close>\})|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_LINE_END, _CELL_END = "\n", " | "


@dataclass(frozen=True, slots=True)
class _Words:
    """The control words that matter, as `rtf_words.toml` lists them."""

    letters: dict[str, str]
    passed_over: frozenset[str]
    charsets: dict[str, str]
    encodings: dict[str, str]


@cache
def _words() -> _Words:
    said = tomllib.loads(files("clew.sources").joinpath("rtf_words.toml").read_text("utf-8"))
    return _Words(
        said["letters"], frozenset(said["passed_over"]), said["charsets"], said["encodings"]
    )


@dataclass(slots=True)
class _Group:
    """What holds inside one pair of braces."""

    unseen: bool = False
    hidden: bool = False
    field: str = ""
    skip: int = 1
    font: int = 0

    @property
    def is_shown(self) -> bool:
        """True where what stands here is text a person sees."""
        return not (self.unseen or self.hidden or self.field)


@dataclass(slots=True)
class RichText:
    """Reads a document; `said` is complete once the text is through.

    Attributes:
        said: title, author, creatim, revtim as written.
        hidden: pieces of text marked as hidden.
        pictures: pictures passed over.
        objects: embedded objects passed over.
        comments: comments of its readers passed over.
        lost: groups too deep to follow, or closed once too often.
    """

    said: dict[str, str] = field(default_factory=dict)
    hidden: int = 0
    pictures: int = 0
    objects: int = 0
    comments: int = 0
    lost: int = 0
    _encoding: str = "cp1252"
    _fonts: dict[int, str] = field(default_factory=dict)
    _first_font: int = 0
    _in_table: bool = False
    _bytes: bytearray = field(default_factory=bytearray)
    _now: list[str] = field(default_factory=list)
    _length: int = 0
    _skipping: int = 0
    _half: int = 0
    _beyond: int = 0

    def paragraphs(self, data: bytes) -> Iterator[tuple[int, str]]:
        """Give the numbered texts of a document; a very long one comes in several."""
        number, groups = 1, [_Group()]
        at = 0
        while found := _TOKEN.match(data, at):
            at = found.end()
            is_end = self._take(found, groups)
            if found["word"] == b"bin":
                at += min(max(int(found["number"] or 0), 0), len(data))
            if is_end or self._length > VALUE_CHARS:
                text = self._taken(groups[-1])
                if text:
                    yield number, text
                    number += is_end
        if text := self._taken(groups[-1]):
            yield number, text

    def _taken(self, group: _Group) -> str:
        self._flush(group)
        text = "".join(self._now)
        self._now, self._length = [], 0
        return text.strip().removesuffix(_CELL_END.strip()).strip()

    def _take(self, found: "re.Match[bytes]", groups: list[_Group]) -> bool:
        """Take one token; say whether a paragraph ends with it."""
        group = groups[-1]
        if found["text"] is not None:
            self._say(found["text"], group)
        elif found["byte"] is not None:
            self._say(bytes.fromhex(found["byte"].decode()), group)
        elif found["open"] is not None:
            self._open(groups)
        elif found["close"] is not None:
            self._close(groups)
        elif found["sign"] is not None:
            return self._sign(found["sign"], group)
        elif found["word"] is not None:
            return self._word(found["word"].decode(), found["number"], groups)
        return False

    def _open(self, groups: list[_Group]) -> None:
        above = groups[-1]
        self._flush(above)
        if len(groups) > DEPTH:
            self.lost += 1
            self._beyond += 1
            return
        groups.append(replace(above))

    def _close(self, groups: list[_Group]) -> None:
        self._flush(groups[-1])
        if self._beyond:
            self._beyond -= 1
            return
        if len(groups) == 1:
            self.lost += 1
            return
        groups.pop()

    def _say(self, data: bytes, group: _Group) -> None:
        """Add characters, those that only stand in for a Unicode one left out."""
        if self._skipping:
            passed = min(self._skipping, len(data))
            self._skipping -= passed
            data = data[passed:]
        if group.is_shown or group.field:
            self._bytes += data

    def _flush(self, group: _Group) -> None:
        """Decode the bytes gathered so far in the encoding of their font."""
        if self._bytes:
            encoding = self._fonts.get(group.font) or self._encoding
            self._put(bytes(self._bytes).decode(encoding, "replace"), group)
            self._bytes.clear()

    def _put(self, text: str, group: _Group) -> None:
        if group.field:
            self.said[group.field] = (self.said.get(group.field, "") + text)[:2000]
        elif group.is_shown:
            self._now.append(text)
            self._length += len(text)

    def _sign(self, sign: bytes, group: _Group) -> bool:
        if sign == b"*":
            self._flush(group)
            group.unseen = True
        elif sign in (b"\\", b"{", b"}"):
            self._say(sign, group)
        elif sign in (b"~", b"_"):
            self._flush(group)
            self._put("\u00a0" if sign == b"~" else "-", group)
        elif sign in (b"\r", b"\n"):
            return group.is_shown
        return False

    def _word(self, word: str, number: bytes | None, groups: list[_Group]) -> bool:
        group, value = groups[-1], int(number) if number else None
        if word == "u":
            self._flush(group)
            self._unicode(value or 0, group)
            return False
        self._skipping = 0
        self._flush(group)
        if word in ("row", "sect", "page") or (word == "par" and not self._in_table):
            return group.is_shown
        if word in ("line", "par", "cell", "nestcell"):
            self._put(_CELL_END if word.endswith("cell") else _LINE_END, group)
        elif letter := _words().letters.get(word):
            self._put(letter, group)
        else:
            self._state(word, value, group)
        return False

    def _unicode(self, value: int, group: _Group) -> None:
        """Add a letter given by its number; one beyond the first plane comes in two halves."""
        self._skipping = group.skip
        code = value + 65_536 if value < 0 else value
        if 0xD800 <= code < 0xDC00:
            self._half = code
            return
        if 0xDC00 <= code < 0xE000:
            whole = 0x10000 + ((self._half - 0xD800) << 10) + code - 0xDC00
            code = whole if self._half else 0
        self._half = 0
        self._put(chr(code) if 0 < code < 0x110000 else "\ufffd", group)

    def _state(self, word: str, value: int | None, group: _Group) -> None:
        """Take a word that changes how what follows is read."""
        words = _words()
        if word in words.passed_over:
            group.unseen = True
            self.pictures += word == "pict"
            self.objects += word == "objdata"
        elif word == "annotation":
            self.comments += 1
        elif word == "footnote":  # its mark stands in the text, its words begin here
            self._put(" ", group)
        elif word in words.encodings:
            self._encoding = words.encodings[word]
        elif word == "shptxt":  # the text of a box, inside a destination that is passed over
            group.unseen = False
        elif word in ("title", "author", "creatim", "revtim") and group.unseen:
            group.field = word
        elif word in ("yr", "mo", "dy") and group.field:
            self.said[group.field] = f"{self.said.get(group.field, '')} {value or 0}".strip()
        elif word in ("v", "deleted"):
            group.hidden = value != 0
            self.hidden += group.hidden
        else:
            self._letters(word, value, group)

    def _letters(self, word: str, value: int | None, group: _Group) -> None:
        """Take a word that changes which letters bytes stand for, or where a table is."""
        if word in ("pard", "intbl"):
            self._in_table = word == "intbl"
        elif word == "plain":
            group.font = self._first_font
        elif value is None:
            return
        elif word == "uc":
            group.skip = max(value, 0)
        elif word == "ansicpg":
            self._encoding = _known(f"cp{value}") or self._encoding
        elif word == "deff":
            self._first_font = group.font = value
        elif word == "f":
            group.font = value
        elif word == "fcharset" and (encoding := _words().charsets.get(str(value))):
            self._fonts[group.font] = encoding


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def day_of(written: str) -> str:
    """Give the day of a moment as the document keeps it ("2026 3 1 14 30"), or what is written.

    >>> day_of("2026 3 1 14 30")
    '2026-03-01'
    """
    parts = written.split()
    if len(parts) >= 3 and all(p.lstrip("-").isdecimal() for p in parts[:3]):
        return f"{int(parts[0]):04}-{int(parts[1]):02}-{int(parts[2]):02}"
    return written
