"""Which encoding a page is in when it states one: its own word, as browsers take it, against its bytes."""

import codecs
import re
from collections.abc import Sequence

from clew.sources.encoding import EncodingFound

_LETTER = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_TOO_MANY_BY_CHANCE = 4
_AS_BROWSERS_READ = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gbk", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
"""Encodings that are read as a larger one, for pages written in that state the smaller (WHATWG Encoding, 4.2)."""

_OF_NO_PAGE = frozenset(("idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7"))
"""What Python writes names of hosts and of programs in; no browser reads a page so."""


def settled(stated: str, found: EncodingFound, samples: Sequence[bytes]) -> tuple[str, str]:
    """Give the encoding of a page and what it is believed for: mark, its own word, its letters.

    Args:
        stated: the encoding stated with the page or in it; empty when there is none.
        found: what its bytes look like.
        samples: its bytes, or blocks of them.
    """
    if found.because == "byte-order mark" or found.name.startswith("utf-16") or not stated:
        return found.name, found.because
    name = stated.lower()
    if name.startswith("utf-16"):
        return "utf-8", f"the page says {name} but is readable byte by byte"
    known = _known(name)
    if not known:
        return found.name, f"the page says {name!r}, which is none; {found.because}"
    if known != "utf-8" and found.because == "valid UTF-8" and _is_utf8(samples):
        return "utf-8", f"the page says {name}, but its letters are valid UTF-8"
    return _AS_BROWSERS_READ.get(known, known), "the page says so"


def _known(name: str) -> str:
    """Give an encoding of texts as Python calls it; empty for a word that is none."""
    try:
        "".encode(name)
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return "" if known in _OF_NO_PAGE else known


def _is_utf8(samples: Sequence[bytes]) -> bool:
    """Tell whether bytes that are valid UTF-8 are too many to be so by chance."""
    return len(_LETTER.findall(b"".join(samples))) >= _TOO_MANY_BY_CHANCE
