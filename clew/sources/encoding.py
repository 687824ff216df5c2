"""In which encoding a text file is written, found from its bytes and said with a reason.

Order of belief: a byte-order mark, the zero bytes of UTF-16, valid UTF-8, and then the code page
under which the bytes beyond ASCII become the letters of one language of the region. The same
bytes always give the same answer.
"""

import codecs
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from clew.model.evidence import Evidence

HEAD_BYTES = 262_144
_BLOCK_BYTES = 32_768
_BLOCKS = 12
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = tuple(mark for mark, name in _MARKS if name.startswith(("utf-16", "utf-32")))
_OF_TEXTS = bytes(code for code in range(256) if code >= 32 or code in b"\t\r\n\f")
_HIGH_WORD = re.compile(rb"(?<![A-Za-z\x80-\xff])[A-Za-z]*+[\x80-\xff][A-Za-z\x80-\xff]*")
_WORDS_LOOKED_AT = 3_000
_NO_LETTERS = frozenset("«»“”„–—’‘…№°€·§\xa0\u200c\u200d\u200e\u200f،؛؟")
_SPELLS = 0.3  # fit below which a code page is not believed for a handful of words
_STRAY_WORDS = 8
_BROKEN_SHARE = (
    0.5  # good characters a broken byte; single-byte letters hardly ever pair up as UTF-8
)


@dataclass(frozen=True, slots=True)
class EncodingFound:
    """An encoding and why it is believed.

    Attributes:
        name: Python's name of it: "utf-8", "utf-8-sig", "utf-16", "windows-1251".
        because: what decided it, for the receipt.
    """

    name: str
    because: str


@dataclass(frozen=True, slots=True)
class _Language:
    """A language, the weights of its letters beyond A–Z, and the code pages it is written in."""

    name: str
    weights: dict[str, float]
    encodings: tuple[str, ...]
    countries: frozenset[str]
    is_latin: bool


def samples(evidence: Evidence) -> list[bytes]:
    """Give the beginning of a file and blocks spread over the rest, each cut at line ends.

    At most 640 KiB are read however large the file is.
    """
    with evidence.open() as handle:
        blocks = [
            _whole_lines(handle.read(HEAD_BYTES), is_head=True, is_cut=evidence.size > HEAD_BYTES)
        ]
        rest = evidence.size - HEAD_BYTES
        for number in range(_BLOCKS if rest > 0 else 0):
            handle.seek(HEAD_BYTES + rest * number // _BLOCKS)
            blocks.append(_whole_lines(handle.read(_BLOCK_BYTES), is_head=False, is_cut=True))
    return blocks


def _whole_lines(block: bytes, *, is_head: bool, is_cut: bool) -> bytes:
    start = 0 if is_head else block.find(b"\n") + 1
    end = block.rfind(b"\n") + 1 if is_cut else len(block)
    return block[start:end] if end > start else block if is_head else b""


def detect(
    blocks: Sequence[bytes], country: str | None = None, languages: frozenset[str] = frozenset()
) -> EncodingFound:
    """Find the encoding of a text file from blocks of its bytes, the first being its beginning.

    Args:
        blocks: see `samples`.
        country: ISO alpha-2 of the file; tips the scale between equal candidates.
        languages: languages its plain words (a header) belong to, as named in encodings.toml;
            they tip the scale too.
    """
    head = blocks[0] if blocks else b""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return EncodingFound(name, "byte-order mark")
    if zeros := _zero_bytes(head):
        return zeros
    if all(block.isascii() for block in blocks):
        return EncodingFound("utf-8", "only ASCII characters in the parts looked at")
    return _as_utf8(blocks) or _by_letters(blocks, country, languages)


def is_no_text(head: bytes) -> bool:
    """Tell at once that bytes are no text in any encoding: zeros or signs of no text among them.

    Weighing in which language the letters of a picture or a recording read best takes a hundred times as long.
    """
    if head.startswith(_WIDE) or _zero_bytes(head):
        return False
    return 0 in head or len(head.translate(None, _OF_TEXTS)) * 50 > len(head)


def _zero_bytes(head: bytes) -> EncodingFound | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 5 < len(head):
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    return EncodingFound(name, "every second byte is zero")


def _as_utf8(blocks: Sequence[bytes]) -> EncodingFound | None:
    good = bad = 0
    for block in blocks:
        text = block.decode("utf-8", errors="surrogateescape")
        broken = len(re.findall("[\udc80-\udcff]", text))
        good += len(text) - len(text.encode("ascii", "ignore")) - broken
        bad += broken
    if bad == 0:
        return EncodingFound("utf-8", "valid UTF-8")
    if good >= _BROKEN_SHARE * bad:
        return EncodingFound("utf-8", f"UTF-8 but for {bad} of {good + bad} characters")
    return None


def _by_letters(
    blocks: Sequence[bytes], country: str | None, languages: frozenset[str]
) -> EncodingFound:
    words = [word for block in blocks for word in _HIGH_WORD.findall(block)][:_WORDS_LOOKED_AT]
    best, best_score = _best(b" ".join(dict.fromkeys(words)), country, languages)
    if best_score < 0:
        return EncodingFound("utf-8", "no language reads its other bytes: they are damage")
    if best_score < _SPELLS and len(words) <= _STRAY_WORDS:
        return EncodingFound("utf-8", "the few bytes beyond ASCII spell nothing in any code page")
    return EncodingFound(best[0], f"its letters read as {best[1]}")


@lru_cache(maxsize=8)
def _best(
    joined: bytes, country: str | None, languages: frozenset[str]
) -> tuple[tuple[str, str], float]:
    """Give the encoding and language these words read best in; every reader asks it of a file anew."""
    best, best_score = ("windows-1252", "no language"), -10.0
    for language in _languages():
        bonus = 0.08 * (country in language.countries) + 0.08 * (language.name in languages)
        for place, encoding in enumerate(language.encodings):
            text = joined.decode(encoding, errors="replace")
            score = _fit(text, language) + bonus - 0.01 * place
            if score > best_score + 1e-9:
                best, best_score = (encoding, language.name), score
    return best, best_score


def _fit(text: str, language: _Language) -> float:
    """Say how well *text* reads as *language*: 1.0 at best, negative when it does not."""
    score, letters = 0.0, 0
    for char, count in Counter(text).items():
        if char.isascii():
            score -= count * (not language.is_latin and char.isalpha())
        elif char not in _NO_LETTERS and not char.isspace():
            letters += count
            weight = -3.0 if char == "\ufffd" else language.weights.get(char.lower(), -1.0)
            score += count * weight
    score -= 0.7 * sum(map(_case_breaks, text.split()))
    return score / max(letters, 1)


def _case_breaks(word: str) -> int:
    """Count the places where a capital follows a small letter."""
    if word.isupper() or word[1:] == word[1:].lower():
        return 0
    return sum(a.islower() and b.isupper() for a, b in pairwise(word))


@cache
def _languages() -> tuple[_Language, ...]:
    table = tomllib.loads(files("clew.sources").joinpath("encodings.toml").read_text("utf-8"))
    return tuple(_language(name, entry) for name, entry in table.items())


def _language(name: str, entry: dict[str, list[str] | str]) -> _Language:
    letters = str(entry["letters"])
    is_latin = len(letters) < 20
    weights = {
        char: 0.9 if is_latin else 1.0 - 0.7 * rank / len(letters)
        for rank, char in enumerate(letters)
    }
    return _Language(
        name, weights, tuple(entry["encodings"]), frozenset(entry["countries"]), is_latin
    )
