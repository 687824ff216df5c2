"""Damages a file where its format hurts: members of a zip, elements, segments, pages, cells.

Everything is drawn from the generator handed in, so that a seed gives the same damage again.
"""

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Callable
from random import Random

Damage = Callable[[bytes, Random], bytes]

MOST = 1 << 18
"""Bytes a damaged input may have; parsers meet large files elsewhere."""
_NUMBERS = (
    0,
    1,
    -1,
    127,
    128,
    255,
    256,
    32_767,
    65_535,
    2**31 - 1,
    -(2**31),
    2**32,
    2**63 - 1,
    2**64,
)
_NASTY = (
    b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3\x28", "\u202e".encode(), "\U0001f9ff".encode(), b"'" * 9,
    b"1970-01-01T00:00:00Z", b"0000-00-00", b"9999-99-99T99:99:99", b"1e999", b"NaN", b"-0", b"((((((((((",
    b"%s%n", b"../../../../tmp/out", b"A" * 40_000, b" " * 20_000,
    b"&lol;", b"<![CDATA[", b"]]>", "٣٤".encode(), "²".encode(),
)  # fmt: skip
_SEGMENT = re.compile(rb"[^']*'\s*")
_ELEMENT = re.compile(rb"<[^<>]*>")
_TEXT = re.compile(rb">([^<>]+)<|\"([^\"<>]*)\"")


def damaged(data: bytes, rng: Random) -> bytes:
    """Give *data* with one to four damages, some blind, most made for its format."""
    for _ in range(rng.randint(1, 4)):
        damage = _blind if rng.random() < 0.25 else _for(data)
        data = damage(data, rng)[:MOST]
    return data


def _for(data: bytes) -> Damage:
    if data.startswith(b"PK\x03\x04"):
        return _zip
    if data.startswith(b"SQLite format 3\0"):
        return _database
    head = data[:400].lstrip(b"\xef\xbb\xbf \r\n")
    if head.startswith((b"UNA", b"UNB")):
        return _edifact
    if head.startswith(b"<"):
        return _markup
    return _lines


def _blind(data: bytes, rng: Random) -> bytes:
    """Cut, double, overwrite or flip anywhere."""
    if not data:
        return rng.choice(_NASTY)
    at, length = rng.randrange(len(data)), min(rng.choice((1, 2, 4, 30, 400)), len(data))
    piece = data[at : at + length]
    kind = rng.randrange(6)
    if kind == 0:
        return data[:at] + data[at + length :]
    if kind == 1:
        return data[:at] + piece + data[at:]
    if kind == 2:
        return data[:at] + rng.choice(_NASTY) + data[at + length :]
    if kind == 3:
        return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]
    if kind == 4:
        return data[:at]
    return data[:at] + rng.randbytes(length) + data[at + length :]


def _zip(data: bytes, rng: Random) -> bytes:
    """Damage one member and pack again; now and then damage what the index says of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [
                (e.filename, archive.read(e)) for e in archive.infolist() if e.file_size < MOST
            ]
    except Exception:  # noqa: BLE001 - what is no zip any more is damaged blindly
        return _blind(data, rng)
    if not members or rng.random() < 0.2:
        return _index(data, rng)
    at = rng.randrange(len(members))
    name, inside = members[at]
    kind = rng.randrange(6)
    if kind == 0:
        members.pop(at)
    elif kind == 1:
        members.append((name, inside))
    elif kind == 2:
        members[at] = (
            rng.choice(("../out.csv", "/etc/out", "a/" * 300, "", "\0x", name.upper())),
            inside,
        )
    else:
        members[at] = (name, damaged(inside, rng))
    return _packed(members, rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))


def _packed(members: list[tuple[str, bytes]], method: int) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore")  # two members of one name are part of the damage
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name or "x"), content)
    return out.getvalue()


def _index(data: bytes, rng: Random) -> bytes:
    """Overwrite a field of one entry of a zip's index: method, sizes, offset, flags."""
    at = data.find(b"PK\x01\x02", rng.randrange(len(data)))
    if at < 0:
        return _blind(data, rng)
    place, size = rng.choice(((8, 2), (10, 2), (20, 4), (24, 4), (28, 2), (42, 4)))
    value = rng.choice(_NUMBERS) % (1 << 8 * size)
    return data[: at + place] + value.to_bytes(size, "little") + data[at + place + size :]


def _database(data: bytes, rng: Random) -> bytes:
    """Damage the head of a page, a cell pointer, a value within a page, or cut pages off."""
    page = struct.unpack(">H", data[16:18])[0] if len(data) > 18 else 4096
    page = max(page, 512)
    number = rng.randrange(max(len(data) // page, 1))
    start = number * page + (100 if number == 0 else 0)
    kind = rng.randrange(5)
    if kind == 0:
        return data[: max(number, 1) * page + rng.randrange(page)]
    if kind == 1:
        at = start + rng.randrange(12)
        return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
    if kind == 2:
        at = start + 8 + 2 * rng.randrange(20)
        return data[:at] + rng.randbytes(2) + data[at + 2 :]
    if kind == 3:
        other = rng.randrange(max(len(data) // page, 1)) * page
        return data[: number * page] + data[other : other + page] + data[(number + 1) * page :]
    texts = list(re.finditer(rb"[ -~]{4,60}", data))
    if not texts:
        return _blind(data, rng)
    found = rng.choice(texts)
    put = rng.choice(_NASTY)[: len(found[0])].ljust(len(found[0]), b"9")
    return data[: found.start()] + put + data[found.end() :]


def _edifact(data: bytes, rng: Random) -> bytes:
    """Drop, double, swap or empty segments; change a mark, a tag, an element."""
    segments = _SEGMENT.findall(data)
    if len(segments) < 3:
        return _blind(data, rng)
    at, other = rng.randrange(len(segments)), rng.randrange(len(segments))
    kind = rng.randrange(6)
    if kind < 3:
        _rearrange(segments, kind, at, other)
    elif kind == 3:
        parts = re.split(rb"([+:])", segments[at])
        parts[rng.randrange(len(parts))] = rng.choice((*_NASTY, b"+", b":", b"?", b"'"))
        segments[at] = b"".join(parts)
    elif kind == 4:
        mark = rng.choice((b"UNA:+.? '", b"UNA;*.? ~", b"UNA++++++", b"UNA", b"UNA:+.?  "))
        return mark + data
    else:
        segments[at] = segments[other][:3] + segments[at][3:]
    return b"".join(segments)


def _rearrange(parts: list[bytes], kind: int, at: int, other: int) -> None:
    """Drop (0), double (1) or swap (2) the part *at* with the *other*."""
    if kind == 0:
        parts.pop(at)
    elif kind == 1:
        parts.insert(other, parts[at])
    else:
        parts[at], parts[other] = parts[other], parts[at]


def _markup(data: bytes, rng: Random) -> bytes:
    """Drop, double or nest elements; put a nasty value into a text or an attribute."""
    elements = list(_ELEMENT.finditer(data))
    texts = list(_TEXT.finditer(data))
    kind = rng.randrange(6)
    if kind < 3 and texts:
        found = rng.choice(texts)
        which = 1 if found[1] is not None else 2
        put = rng.choice((*_NASTY, str(rng.choice(_NUMBERS)).encode()))
        return data[: found.start(which)] + put + data[found.end(which) :]
    if not elements:
        return _blind(data, rng)
    found, other = rng.choice(elements), rng.choice(elements)
    if kind == 3:
        return data[: found.start()] + data[found.end() :]
    if kind == 4:
        low, high = sorted((found.start(), other.end()))
        return data[:high] + data[low:high][:20_000] + data[high:]
    return data[: found.start()] + found[0] * rng.choice((2, 50)) + data[found.end() :]


def _lines(data: bytes, rng: Random) -> bytes:
    """Drop, double or swap lines; change a cell; change the line's end."""
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return _blind(data, rng)
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    kind = rng.randrange(6)
    if kind < 3:
        _rearrange(lines, kind, at, other)
    elif kind == 3:
        return data.replace(b"\n", rng.choice((b"\r", b"\r\n", b"\0\n", "\u2028".encode())))
    else:
        cells = re.split(rb"([,;\t:|\"{}\[\] ])", lines[at])
        cells[rng.randrange(len(cells))] = rng.choice((*_NASTY, str(rng.choice(_NUMBERS)).encode()))
        lines[at] = b"".join(cells)
    return b"".join(lines)
