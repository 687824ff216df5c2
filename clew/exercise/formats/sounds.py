"""Voice messages of an exercise: Opus in Ogg as messengers send it, nothing but silence, marked EXERCISE."""

import struct
from collections.abc import Iterator
from functools import cache

from clew.exercise.formats.sheet import Sheet

_SILENCE = b"\xf8\xff\xfe"
"""An Opus packet of 20 ms in which nothing is heard."""
_A_SECOND = 50
_SAMPLES = 960
_SKIP = 312
_LAST, _FIRST = 4, 2


def voice(sheet: Sheet) -> bytes:
    """Write a voice message of some seconds; nobody stands in it, for nobody reads what is said."""
    sheet.count("recordings_not_read")
    return opus(sheet.rng.randrange(2, 9), f"EXERCISE {sheet.uuid()}")


def opus(seconds: int, note: str) -> bytes:
    """Give an Ogg file with *seconds* of silence in Opus; *note* stands among its tags."""
    said = f"DESCRIPTION={note}".encode()
    head = struct.pack("<8sBBHIhB", b"OpusHead", 1, 1, _SKIP, 48_000, 0, 0)
    vendor = b"clew"
    tags = b"OpusTags" + struct.pack("<I", len(vendor)) + vendor
    tags += struct.pack("<II", 1, len(said)) + said
    pages = [_page(0, _FIRST, 0, [head]), _page(1, 0, 0, [tags])]
    for second in range(seconds):
        flag = _LAST if second == seconds - 1 else 0
        at = (second + 1) * _A_SECOND * _SAMPLES + (_SKIP if flag else 0)
        pages.append(_page(second + 2, flag, at, [_SILENCE] * _A_SECOND))
    return b"".join(pages)


def _page(number: int, flag: int, samples: int, packets: list[bytes]) -> bytes:
    """Give one page of an Ogg file (RFC 3533), its sum filled in."""
    sizes = bytes(size for packet in packets for size in _laced(len(packet)))
    head = struct.pack("<4sBBQIII", b"OggS", 0, flag, samples, 7, number, 0)
    page = head + bytes([len(sizes)]) + sizes + b"".join(packets)
    return page[:22] + struct.pack("<I", _sum(page)) + page[26:]


def _laced(size: int) -> Iterator[int]:
    yield from [255] * (size // 255)
    yield size % 255


@cache
def _table() -> tuple[int, ...]:
    made = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1) ^ (0x04C11DB7 if value & 0x80000000 else 0)
        made.append(value & 0xFFFFFFFF)
    return tuple(made)


def _sum(page: bytes) -> int:
    value, table = 0, _table()
    for byte in page:
        value = ((value << 8) & 0xFFFFFFFF) ^ table[(value >> 24) ^ byte]
    return value
