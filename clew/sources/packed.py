"""Fields of a packed message (protocol buffers), by their numbers, without knowing its make."""

from typing import Final

MOST: Final = 10_000
"""Fields one message may hold."""
_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5


def fields(data: bytes) -> dict[int, list[bytes]]:
    """Give field number → the pieces of bytes or text it holds; numbers are left out.

    Raises:
        ValueError: the bytes are not packed so.

    Source:
        Protocol Buffers, "Encoding": tag = field number shifted by 3 with the wire type below.

    >>> fields(bytes.fromhex("0801 2203 506f20"))
    {4: [b'Po ']}
    """
    found: dict[int, list[bytes]] = {}
    at, many = 0, 0
    while at < len(data):
        many += 1
        tag, at = _number(data, at)
        number, kind = tag >> 3, tag & 7
        if not number or many > MOST:
            raise ValueError("not a packed message")
        if kind == _VARINT:
            _, at = _number(data, at)
        elif kind in (_EIGHT, _FOUR):
            at += 8 if kind == _EIGHT else 4
        elif kind == _BYTES:
            length, at = _number(data, at)
            found.setdefault(number, []).append(data[at : at + length])
            at += length
        else:
            raise ValueError(f"wire type {kind} is none")
        if at > len(data):
            raise ValueError("it ends in the middle of a field")
    return found


def _number(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            raise ValueError("it ends in the middle of a number")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise ValueError("a number longer than 64 bits")
