"""The records of a web archive (WARC), one at a time, and the page a record holds.

A record is what a program that saves pages asked for and what it was answered, with address, time and
a hash of its own (ISO 28500). An answer is kept as the server sent it: cut into chunks, packed.
"""

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from clew.errors import SourceError
from clew.model.evidence import Evidence

MAGIC: Final = b"WARC/"
ANSWER_BYTES: Final = 256 * 1024 * 1024
"""Largest answer that is taken out: it is unpacked in memory."""
MOST_RECORDS: Final = 5_000_000
_HEAD_BYTES: Final = 65_536
_LINES: Final = 500
_LOOKED_AT: Final = 512
_MOST_WAYS: Final = 3
_ANSWERS: Final = frozenset(("response", "resource", "conversion"))
_STATUS = re.compile(rb"HTTP/[\d.]+ (\d{3})")
_DO = "ask for the archive again; the records before this place were read"


@dataclass(frozen=True, slots=True)
class Record:
    """One record.

    Attributes:
        number: its place in the file, from 1.
        kind: its WARC-Type: "response", "request", "metadata", ….
        headers: what stands above it, names in small letters.
        head: the bytes of what stands above it.
        start: where its content begins in the file; length: bytes of its content.
    """

    number: int
    kind: str
    headers: Mapping[str, str]
    head: bytes
    start: int
    length: int

    @property
    def spot(self) -> str:
        """The place a person can go to."""
        return f"record {self.number}"

    @property
    def address(self) -> str:
        """Where it was taken from."""
        return self.headers.get("warc-target-uri", "").strip("<> ")

    @property
    def is_answer(self) -> bool:
        """True for what was answered or kept, not for what was asked or noted."""
        return self.kind in _ANSWERS


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Attributes:
        status: 200 where there is none.
        mime: media type it states, in small letters, or empty.
        charset: encoding it states, or empty.
        content: the bytes, unpacked.
        fault: why they are not whole; empty when they are.
    """

    status: int
    mime: str
    charset: str = ""
    content: bytes = b""
    fault: str = ""


@dataclass(slots=True)
class _Head:
    """Lines above a content, up to the empty one."""

    first: bytes = b""
    raw: bytes = b""
    said: dict[str, str] = field(default_factory=dict)


def records(evidence: Evidence) -> Iterator[Record]:
    """Give the records of a web archive in order.

    Raises:
        SourceError: it breaks off, or what follows a record is none.
    """
    with evidence.open() as handle:
        for number in range(1, MOST_RECORDS + 1):
            head = _head(handle)
            if not head.raw:
                return
            length = head.said.get("content-length", "")
            if not head.first.startswith(MAGIC) or not length.isdecimal() or len(length) > 15:
                raise _damaged(evidence, number, "is none")
            start = handle.tell()
            if start + int(length) > evidence.size:
                raise _damaged(evidence, number, "breaks off")
            kind = head.said.get("warc-type", "").lower()
            yield Record(number, kind, head.said, head.raw, start, int(length))
            handle.seek(start + int(length))


def _damaged(evidence: Evidence, number: int, what: str) -> SourceError:
    return SourceError(f"record {number} of the web archive {what}", where=evidence.name, do=_DO)


def _head(handle: "BinaryIO | _Bounded") -> _Head:
    """Read the lines above a content; empty lines before them are passed over."""
    head, size = _Head(), 0
    for _ in range(_LINES):
        line = handle.readline(_HEAD_BYTES)
        size += len(line)
        if not line or size > _HEAD_BYTES:
            break
        if not line.strip():
            if head.raw:
                head.raw += line
                break
            continue
        if not head.raw:
            head.first = line.strip()
        else:
            name, _, value = line.decode("utf-8", "replace").partition(":")
            head.said.setdefault(name.strip().lower(), value.strip())
        head.raw += line
    return head


def content_of(record: Record, handle: BinaryIO) -> bytes:
    """Give the content of a record as it stands in the file, at most 256 MiB of it."""
    handle.seek(record.start)
    return handle.read(min(record.length, ANSWER_BYTES))


def states_other_hash(record: Record, content: bytes) -> bool:
    """True when the record states a hash of its content (SHA-1 or SHA-256) and the content has another."""
    stated = record.headers.get("warc-block-digest", "")
    name, _, digest = stated.partition(":")
    kind = name.strip().lower().replace("-", "")
    if kind not in ("sha1", "sha256") or len(content) < record.length:
        return False
    made = hashlib.new(kind, content, usedforsecurity=False)
    written = digest.strip()
    return written.lower() != made.hexdigest() and written.upper().rstrip("=") != base64.b32encode(
        made.digest()
    ).decode().rstrip("=")


def answer_of(record: Record, handle: BinaryIO, *, whole: bool = True) -> Answer:
    """Give what was answered; without its bytes when not *whole*."""
    if record.kind != "response":
        mime, charset = _type(record.headers.get("content-type", ""))
        content = content_of(record, handle) if whole else b""
        return Answer(200, mime, charset, content, _too_large(record))
    handle.seek(record.start)
    head = _head(_Bounded(handle, min(record.length, _HEAD_BYTES)))
    status = _STATUS.match(head.first)
    mime, charset = _type(head.said.get("content-type", ""))
    code = int(status[1]) if status else 200
    if not whole:
        return Answer(code, mime, charset)
    begin = record.start + len(head.raw)
    handle.seek(begin)
    body = handle.read(min(record.start + record.length - begin, ANSWER_BYTES))
    if "chunked" in head.said.get("transfer-encoding", "").lower():
        body = _joined(body)
    body, fault = _unpacked(body, head.said.get("content-encoding", "").lower())
    return Answer(code, mime, charset, body, fault or _too_large(record))


class _Bounded:
    """Lines of a file up to a limit."""

    def __init__(self, handle: BinaryIO, left: int) -> None:
        self._handle, self._left = handle, left

    def readline(self, most: int) -> bytes:
        """Read a line, none beyond the limit."""
        line = self._handle.readline(min(most, self._left))
        self._left -= len(line)
        return line


def _too_large(record: Record) -> str:
    return "is larger than 256 MiB" if record.length > ANSWER_BYTES else ""


def _type(written: str) -> tuple[str, str]:
    """Give media type and encoding of a Content-Type."""
    mime, _, rest = written.partition(";")
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", rest, re.IGNORECASE)
    return mime.strip().lower(), found[1] if found else ""


def _joined(body: bytes) -> bytes:
    """Join the chunks of an answer; one that is not cut into chunks stays as it is."""
    joined, at = bytearray(), 0
    while at < len(body):
        end = body.find(b"\r\n", at, at + 40)
        size = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
            return bytes(joined) if joined else body
        length = int(size, 16)
        if length == 0:
            break
        joined += body[end + 2 : end + 2 + length]
        at = end + 2 + length + 2
    return bytes(joined)


def _unpacked(body: bytes, encoding: str) -> tuple[bytes, str]:
    """Give the bytes an answer packed, and why they are not whole."""
    ways = [way for way in re.split(r"[,\s]+", encoding) if way not in ("", "identity")]
    if len(ways) > _MOST_WAYS:
        return b"", f"is packed {len(ways)} times over"
    for way in reversed(ways):
        if way not in ("gzip", "x-gzip", "deflate"):
            if _is_text(body):
                continue  # the program that saved it unpacked it and left the word standing
            return b"", f"is packed in a way that is not read here ({way[:40]})"
        body, fault = _inflated(body)
        if fault:
            return body, fault
    return body, ""


def _is_text(body: bytes) -> bool:
    """Tell whether the beginning of an answer is a text as it stands, packed in nothing."""
    begin = body[:_LOOKED_AT].lstrip()
    return begin.startswith(b"<") and b"\0" not in begin


def _inflated(body: bytes) -> tuple[bytes, str]:
    for bits in (47, -15):  # gzip or zlib by its head, then deflate without any
        unpacker = zlib.decompressobj(bits)
        try:
            content = unpacker.decompress(body, ANSWER_BYTES)
        except zlib.error:
            continue
        is_whole = unpacker.eof
        return content, "" if is_whole else "breaks off or swells beyond 256 MiB"
    return (body, "") if _is_text(body) else (b"", "is packed and cannot be unpacked")
