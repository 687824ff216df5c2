"""What a sound recording is by its bytes: its kind, how long it lasts. What is said in it, nobody reads here.

Layouts: RFC 3533 (Ogg), RFC 7845 (Opus), ISO/IEC 14496-12 (MP4), RFC 4867 (AMR), RIFF (WAV).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from clew.model.evidence import Evidence

MOST_FRAMES: Final = 5_000_000
"""Frames of an AMR recording that are counted: over a day."""
_LAST: Final = 65_536  # an Ogg page is at most 65,307 bytes long
_MOST_BOXES: Final = 10_000
_AMR_FRAME_MS: Final = 20
_AMR_SIZES: Final = (12, 13, 15, 17, 19, 20, 26, 31, 5, 0, 0, 0, 0, 0, 0, 0)
_AMR_WB_SIZES: Final = (17, 23, 32, 36, 40, 46, 50, 58, 60, 5, 0, 0, 0, 0, 0, 0)
_OPUS_HZ: Final = 48_000
_UNKNOWN: Final = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording.

    Attributes:
        mime: its media type; one of a fixed list, never taken from the file's own word.
        called: what an analyst calls it: "Opus in Ogg".
        duration_ms: how long it lasts, or None where the file does not tell.
    """

    mime: str
    called: str
    duration_ms: int | None = None


def is_sound(head: bytes) -> bool:
    """Tell by its first bytes whether a file may be a recording; an MP4 may be a film all the same."""
    return _kind(head) is not None


def sound_of(evidence: Evidence) -> Sound | None:
    """Say what recording a file is; None when it is none, or a film."""
    head = evidence.head(_LAST)
    kind = _kind(head)
    if kind is None:
        return None
    with evidence.open() as handle:
        if kind.mime == "audio/mp4":
            return _mp4(handle, evidence.size)
        return Sound(kind.mime, kind.called, _duration(kind, head, handle, evidence.size))


def _kind(head: bytes) -> Sound | None:
    for mark, at, kind in _MARKS:
        if head[at : at + len(mark)] == mark:
            return kind
    if head.startswith(b"OggS"):
        begin = head[:512]
        return next((kind for mark, kind in _IN_OGG if mark in begin), None)
    if len(head) > 3 and head[0] == 0xFF and head[1] in (0xF1, 0xF9):
        return Sound("audio/aac", "AAC")
    return Sound("audio/mpeg", "MP3") if _is_mp3_frame(head) else None


def _is_mp3_frame(head: bytes) -> bool:
    """Tell whether a frame of MPEG layer III begins here: sync, layer, a known rate of bits and of samples."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2 or head[1] & 0x18 == 0x08:
        return False
    return head[2] & 0xF0 not in (0x00, 0xF0) and head[2] & 0x0C != 0x0C


_AMR: Final = Sound("audio/amr", "AMR")
_AMR_WB: Final = Sound("audio/amr-wb", "AMR wideband")
_WAV: Final = Sound("audio/wav", "WAV")
_MARKS: Final = (
    (b"#!AMR-WB\n", 0, _AMR_WB),
    (b"#!AMR\n", 0, _AMR),
    (b"ID3", 0, Sound("audio/mpeg", "MP3")),
    (b"WAVE", 8, _WAV),
    (b"caff\0\1", 0, Sound("audio/x-caf", "Apple CAF")),
    (b"ftyp", 4, Sound("audio/mp4", "AAC in MP4")),
)
_OPUS: Final = Sound("audio/ogg", "Opus in Ogg")
_IN_OGG: Final = (
    (b"OpusHead", _OPUS),
    (b"\x01vorbis", Sound("audio/ogg", "Vorbis in Ogg")),
    (b"Speex   ", Sound("audio/ogg", "Speex in Ogg")),
)


def _duration(kind: Sound, head: bytes, handle: BinaryIO, size: int) -> int | None:
    if kind.mime == "audio/ogg":
        return _ogg(kind, head, handle, size)
    if kind is _AMR or kind is _AMR_WB:
        return _amr(handle, kind is _AMR_WB)
    return _wav(handle, size) if kind is _WAV else None


def _ogg(kind: Sound, head: bytes, handle: BinaryIO, size: int) -> int | None:
    """Read the time of the last page that tells one, in samples since the start."""
    rate, skip = _OPUS_HZ, 0
    if kind is _OPUS:
        at = head.find(b"OpusHead") + 10
        if len(head) >= at + 2:
            (skip,) = struct.unpack_from("<H", head, at)
    else:
        at = head.find(b"\x01vorbis") + 12 if b"\x01vorbis" in head else head.find(b"Speex   ") + 36
        if len(head) < at + 4:
            return None
        (rate,) = struct.unpack_from("<I", head, at)
    handle.seek(max(0, size - _LAST))
    tail = handle.read(_LAST)
    at = len(tail)
    while (at := tail.rfind(b"OggS", 0, at)) >= 0:
        if len(tail) >= at + 14:
            (samples,) = struct.unpack_from("<Q", tail, at + 6)
            if samples != _UNKNOWN:
                return _ms(samples - skip, rate)
    return None


def _amr(handle: BinaryIO, is_wide: bool) -> int | None:
    """Count frames of 20 ms."""
    sizes = _AMR_WB_SIZES if is_wide else _AMR_SIZES
    handle.seek(9 if is_wide else 6)
    count = 0
    while count < MOST_FRAMES and (begin := handle.read(1)):
        count += 1
        handle.seek(sizes[begin[0] >> 3 & 15], 1)
    return count * _AMR_FRAME_MS


def _wav(handle: BinaryIO, size: int) -> int | None:
    rate = 0
    for name, start, length in _chunks(handle, 12, size, "<4sI"):
        if name == b"fmt " and length >= 12:
            handle.seek(start)
            data = handle.read(12)
            rate = struct.unpack_from("<I", data, 8)[0] if len(data) == 12 else 0
        elif name == b"data":
            return _ms(min(length, size - start), rate)
    return None


def _chunks(handle: BinaryIO, at: int, end: int, layout: str) -> Iterator[tuple[bytes, int, int]]:
    """Give (name, start, length) of the chunks of a RIFF file."""
    for _ in range(_MOST_BOXES):
        handle.seek(at)
        begin = handle.read(8)
        if at >= end or len(begin) < 8:
            return
        name, length = struct.unpack(layout, begin)
        yield name, at + 8, length
        at += 8 + length + length % 2


def _mp4(handle: BinaryIO, size: int) -> Sound | None:
    """Read its tracks: one with pictures is a film, not a recording of sound."""
    kinds: list[bytes] = []
    duration: int | None = None
    for path, start, length in _boxes(handle, 0, size, 0):
        if path == b"hdlr":
            handle.seek(start + 8)
            kinds.append(handle.read(4))
        elif path == b"mvhd":
            handle.seek(start)
            duration = _movie_ms(handle.read(min(length, 32)))
    if b"vide" in kinds:
        return None
    if b"soun" in kinds:
        return Sound("audio/mp4", "AAC in MP4", duration)
    handle.seek(8)
    return Sound("audio/mp4", "AAC in MP4") if handle.read(3) == b"M4A" else None


_INSIDE: Final = (b"moov", b"trak", b"mdia")
_BOX_DEPTH: Final = 4


def _boxes(handle: BinaryIO, at: int, end: int, depth: int) -> Iterator[tuple[bytes, int, int]]:
    """Give (kind, start, length) of the boxes of an MP4, those inside others too."""
    for _ in range(_MOST_BOXES):
        handle.seek(at)
        begin = handle.read(16)
        if at + 8 > end or len(begin) < 8:
            return
        length, kind = struct.unpack_from(">I4s", begin)
        head = 8
        if length == 1 and len(begin) == 16:
            (length,), head = struct.unpack_from(">Q", begin, 8), 16
        elif length == 0:
            length = end - at
        if length < head:
            return
        inside = min(at + length, end)
        yield kind, at + head, inside - at - head
        if kind in _INSIDE and depth < _BOX_DEPTH:
            yield from _boxes(handle, at + head, inside, depth + 1)
        at += length


def _movie_ms(head: bytes) -> int | None:
    layout = ">20xIQ" if head[:1] == b"\1" else ">12xII"
    if len(head) < struct.calcsize(layout):
        return None
    scale, length = struct.unpack_from(layout, head)
    return _ms(length, scale)


def _ms(samples: int, rate: int) -> int | None:
    return round(samples * 1000 / rate) if rate > 0 and samples >= 0 else None
