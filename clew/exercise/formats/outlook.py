"""Mails as Outlook keeps them: a compound file (MS-CFB) with the streams of a message (MS-OXMSG)."""

import struct
from dataclasses import dataclass, field
from itertools import pairwise

_SECTOR, _MINI, _END, _FREE, _TABLE = 512, 64, 0xFFFF_FFFE, 0xFFFF_FFFF, 0xFFFF_FFFD
_SHORT = 4096
"""Streams below so many bytes lie in the file of short streams; longer ones would need sectors of their own."""

Tree = dict[str, "bytes | Tree"]
"""Names of streams and storages of a compound file."""


@dataclass(slots=True)
class _Entry:
    """A stream or storage in the directory of a compound file."""

    name: str
    kind: int
    content: bytes = b""
    child: int = _FREE
    right: int = _FREE
    start: int = _END


@dataclass(slots=True)
class _Directory:
    """The directory of a compound file, the root first."""

    entries: list[_Entry] = field(default_factory=list)

    def add(self, tree: Tree) -> int:
        """Give the number of the first entry of a storage's content; the others hang right of it."""
        numbers = []
        for name, content in tree.items():
            entry = _Entry(name, 2 if isinstance(content, bytes) else 1)
            numbers.append(len(self.entries))
            self.entries.append(entry)
            if isinstance(content, bytes):
                entry.content = content
            else:
                entry.child = self.add(content)
        for one, following in pairwise(numbers):
            self.entries[one].right = following
        return numbers[0] if numbers else _FREE


def compound(tree: Tree) -> bytes:
    """Give a compound file whose streams are all short.

    Raises:
        ValueError: a stream has 4096 bytes or more, or all of them need more than one table.
    """
    directory = _Directory([_Entry("Root Entry", 5)])
    root = directory.entries[0]
    root.child = directory.add(tree)
    mini, mini_fat = b"", list[int]()
    for entry in directory.entries[1:]:
        if len(entry.content) >= _SHORT:
            raise ValueError(f"the stream {entry.name!r} is too long")
        if entry.kind == 2 and entry.content:
            entry.start = len(mini_fat)
            count = -(-len(entry.content) // _MINI)
            mini += entry.content.ljust(count * _MINI, b"\0")
            mini_fat += [*range(entry.start + 1, entry.start + count), _END]
    root.content, root.start = mini, 0
    listed = b"".join(map(_entry, directory.entries))
    parts = [mini, listed, struct.pack(f"<{len(mini_fat)}I", *mini_fat)]
    fat, body, starts = list[int](), b"", list[int]()
    for part in parts:
        count = max(1, -(-len(part) // _SECTOR))
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + count), _END]
        body += part.ljust(count * _SECTOR, b"\xff" if part is parts[2] else b"\0")
    at = len(fat)
    fat.append(_TABLE)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    if len(table) != _SECTOR:
        raise ValueError("the streams are too many for one table")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1)
    head += struct.pack("<IIIIIIII", starts[1], 0, _SHORT, starts[2], 1, _END, 0, at)
    return head.ljust(_SECTOR, b"\xff") + body + table


def _entry(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    size = len(entry.content)
    return struct.pack(
        "<64sHBBIII36xIQ", name, len(name), entry.kind, 1, _FREE, entry.right, entry.child, entry.start, size
    )  # fmt: skip


def props(head: int, values: dict[int, str | int | bytes]) -> Tree:
    """Give the streams of an Outlook object: its property table and the texts it points to."""
    table, tree = bytes(head), Tree()
    for number, value in values.items():
        if isinstance(value, int):
            table += struct.pack("<HHIIi", 3, number, 6, value, 0)
            continue
        kind = 0x1F if isinstance(value, str) else 0x102
        content = value.encode("utf-16-le") if isinstance(value, str) else value
        table += struct.pack("<HHIII", kind, number, 6, len(content), 0)
        tree[f"__substg1.0_{number:04X}{kind:04X}"] = content
    return {"__properties_version1.0": table, **tree}


def attachment(name: str, content: bytes) -> Tree:
    """Give the tree of a file attached to an Outlook mail."""
    return props(8, {0x3705: 1, 0x3707: name, 0x3701: content})


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail: subject, text, (name, address) of who wrote and who received it, its Date header."""

    subject: str
    text: str
    writer: tuple[str, str]
    reader: tuple[str, str]
    date: str
    message_id: str


def message(letter: Letter, *attached: Tree, head: int = 32) -> Tree:
    """Give the tree of an Outlook mail."""
    tree = props(
        head,
        {
            0x001A: "IPM.Note", 0x0037: letter.subject, 0x1000: letter.text, 0x0C1A: letter.writer[0],
            0x5D01: letter.writer[1], 0x1035: letter.message_id,
            0x007D: f"Date: {letter.date}\r\nX-Mailer: none\r\n",
        },
    )  # fmt: skip
    tree["__recip_version1.0_#00000000"] = props(
        8, {0x0C15: 1, 0x39FE: letter.reader[1], 0x3001: letter.reader[0]}
    )
    for place, one in enumerate(attached):
        tree[f"__attach_version1.0_#{place:08X}"] = one
    return tree
