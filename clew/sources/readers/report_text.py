"""A report as plain text, one document with its paragraphs.

Reads    text in any encoding of the region; paragraphs are lines, or blocks between blank lines
Gives    one PlainText: fileName, title (a short first paragraph), one bodyText per paragraph
Units    paragraphs counted from 1, empty ones left out; values of at most 60,000 characters
Refuses  a line longer than 1 MiB; characters that the encoding cannot read are named
"""

import re
from collections.abc import Iterator
from io import TextIOWrapper
from typing import TextIO

from clew.model.evidence import Evidence, Excerpt, Guesses, Refusal
from clew.sources import encoding
from clew.sources.papers import (
    LINE_CHARS,
    VALUE_CHARS,
    Paper,
    Passage,
    Record,
    around,
    no_text,
    passages,
    read,
    title_from,
)
from clew.sources.reader import Reader

_WRAPPED_CHARS = 120  # no line of a text broken by hand is longer
_GAPS_PER_LINE = 0.25  # from here on blank lines, not line ends, part the paragraphs
_OTHER_FORMATS = re.compile(
    r"""\{\s*["}]|\{\\rtf|\[\s*[\[{"\d-]|<[?!A-Za-z]|UNA[:;+]|UN[BH]\+|%PDF|BEGIN:V"""
)
_MAIL_HEADER = re.compile(
    r"^(?:Message-ID|MIME-Version|Received|Return-Path):", re.MULTILINE | re.IGNORECASE
)
_MAIL_HEADER_CHARS = 4096
_MRZ_LINE = re.compile(r"[A-Z0-9<]{30,44}")
_DELIMITERS = ",;\t|"
_CELL_CHARS = 40  # longer cells are sentences, not a table
_REPORT_NAMES = (".txt", ".text", ".md", ".log")
_TABLE_NAMES = (".csv", ".tsv", ".tab")


def recognise(evidence: Evidence, head: bytes) -> float:
    """Say 0.2 or 0.1 for prose, 0 for anything binary, marked up or in columns."""
    name = evidence.name.lower()
    if not head.strip() or name.endswith(_TABLE_NAMES) or encoding.is_no_text(head):
        return 0.0
    code = encoding.detect([head], evidence.country).name
    text = head.decode(code, errors="replace")
    if _is_binary(text) or _is_marked_up(text) or _is_table(text):
        return 0.0
    return 0.2 if name.endswith(_REPORT_NAMES) else 0.1


def _is_binary(text: str) -> bool:
    """Say whether more than one character in fifty is no character of a text."""
    strange = sum(1 for c in text if c == "\ufffd" or (c < " " and c not in "\t\r\n\f"))
    return "\0" in text or strange * 50 > len(text)


def _is_marked_up(text: str) -> bool:
    """Say whether it begins like JSON, XML, RTF, EDIFACT, PDF, a contact card or an e-mail."""
    start = text.lstrip("\ufeff \t\r\n")
    return bool(_OTHER_FORMATS.match(start) or _MAIL_HEADER.search(start[:_MAIL_HEADER_CHARS]))


def _is_table(text: str) -> bool:
    """Say whether most lines hold the same delimiter equally often, with short cells between."""
    lines = [line for line in text.splitlines()[:40] if line.strip()]
    if len(lines) < 2:
        return False
    for delimiter in _DELIMITERS:
        counts = [line.count(delimiter) for line in lines]
        usual = max(set(counts), key=lambda count: (counts.count(count), count))
        even = [line for line, count in zip(lines, counts, strict=True) if count == usual]
        cells = [len(line) / (usual + 1) for line in even]
        if usual and len(even) * 5 >= len(lines) * 4 and max(cells) <= _CELL_CHARS:
            return True
    return False


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
    """Give the paper, then its paragraphs in order."""
    blocks = encoding.samples(evidence)
    found = encoding.detect(blocks, evidence.country)
    guesses.said["encoding"] = f"{found.name} ({found.because})"
    in_blocks = _is_in_blocks(blocks[0].decode(found.name, errors="replace"))
    guesses.said["paragraphs by"] = "blank lines" if in_blocks else "line ends"
    records = _records(evidence, found.name, in_blocks)
    first = next(records, None)
    if first is None:
        raise no_text(evidence)
    spoken = first if isinstance(first, Passage) else None
    title = title_from(spoken, "", guesses)
    yield Paper("PlainText", "paragraph 1", evidence.name, "text/plain", title)
    yield first
    last = _spot(first)
    for record in records:
        yield record
        last = _spot(record)
    guesses.said["paragraphs"] = last.removeprefix("paragraph ")


def _spot(record: Passage | Refusal) -> str:
    return record.spot if isinstance(record, Passage) else record.where


def _is_in_blocks(head: str) -> bool:
    """Say whether paragraphs are parted by blank lines rather than by line ends."""
    stripped = head.strip()
    lines = [line for line in stripped.splitlines() if line.strip()]
    gaps = len(re.findall(r"\n[ \t]*\r?\n\s*", stripped))
    if not gaps or not lines:
        return False
    is_wrapped = max(map(len, lines)) <= _WRAPPED_CHARS
    return is_wrapped or gaps >= _GAPS_PER_LINE * len(lines)


def _records(evidence: Evidence, code: str, in_blocks: bool) -> Iterator[Passage | Refusal]:
    with TextIOWrapper(evidence.open(), encoding=code, errors="replace") as handle:
        for number, text in _paragraphs(_lines(handle), in_blocks):
            if isinstance(text, Refusal):
                yield _placed(text, number)
            else:
                yield from passages("PlainText", "paragraph", [(number, text)])


def _placed(refusal: Refusal, number: int) -> Refusal:
    return Refusal(f"paragraph {number}", refusal.value, refusal.reason, refusal.do)


def _lines(handle: TextIO) -> Iterator[str | Refusal]:
    """Give lines with their ends cut off; a line over 1 MiB is skipped and refused."""
    while line := handle.readline(LINE_CHARS):
        if len(line) < LINE_CHARS or line.endswith("\n"):
            yield line.rstrip("\n")
            continue
        rest = line
        while rest and not rest.endswith("\n"):
            rest = handle.readline(LINE_CHARS)
        yield Refusal(
            "",
            line[:2000],
            "the line is longer than 1 MiB",
            "break the file into lines and add it again; the rest of it was read",
        )


def _paragraphs(
    lines: Iterator[str | Refusal], in_blocks: bool
) -> Iterator[tuple[int, str | Refusal]]:
    """Number the paragraphs; a block too long for one value comes in several texts."""
    number, block, length = 1, list[str](), 0
    for line in lines:
        text = line if isinstance(line, str) else ""
        joins = in_blocks or (block and _is_zone(block[-1]) and _is_zone(text))
        is_end = isinstance(line, Refusal) or not text.strip() or not joins
        if block and (is_end or length > VALUE_CHARS):
            yield number, "\n".join(block)
            number, block, length = number + is_end, [], 0
        if isinstance(line, Refusal):
            yield number, line
            number += 1
        elif text.strip():
            block.append(text)
            length += len(text)
    if block:
        yield number, "\n".join(block)


def _is_zone(line: str) -> bool:
    """Say whether a line looks like one of an MRZ, whose lines belong together."""
    return bool(_MRZ_LINE.fullmatch(line.strip()))


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the paragraph with its neighbours."""
    blocks = encoding.samples(evidence)
    code = encoding.detect(blocks, evidence.country).name
    in_blocks = _is_in_blocks(blocks[0].decode(code, errors="replace"))
    with TextIOWrapper(evidence.open(), encoding=code, errors="replace") as handle:
        numbered = _paragraphs(_lines(handle), in_blocks)
        texts = ((n, text) for n, text in numbered if isinstance(text, str))
        return around(evidence, texts, spot)


text: Reader[Record] = Reader(
    name="text",
    title="Report as plain text",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"PlainText"}),
    sample=("report.txt", {"documents": 1}),
    is_report=True,
)
