"""E-mails made for a test, as a mail program and as Outlook write them; everybody is invented."""

import struct
from dataclasses import dataclass, field
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path

SECTOR, MINI, END, FREE = 512, 64, 0xFFFFFFFE, 0xFFFFFFFF


def mail(text: str = "Hello.", **headers: str) -> EmailMessage:
    """Make a mail from one invented person to another."""
    made = EmailMessage()
    said = {
        "Subject": "Seats",
        "From": "Arber Hoti <arber@example.test>",
        "To": "vesa@example.test",
    }
    said |= {"Date": "Sun, 01 Mar 2026 18:30:00 +0100", "Message-ID": "<one@example.test>"}
    for name, value in (said | headers).items():
        made[name] = value
    made.set_content(text)
    return made


def nested(levels: int) -> EmailMessage:
    """Make a mail inside a mail, *levels* deep."""
    made = mail("the innermost")
    for level in range(levels - 1):
        outer = mail(f"level {level}")
        outer.add_attachment(made)
        made = outer
    return made


Tree = dict[str, "bytes | Tree"]
"""Names of streams and storages of a compound file."""


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    child: int = FREE
    right: int = FREE
    start: int = END


@dataclass
class _Directory:
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
        return numbers[0] if numbers else FREE


def compound(tree: Tree) -> bytes:
    """Write a compound file whose streams are all short."""
    directory = _Directory([_Entry("Root Entry", 5)])
    root = directory.entries[0]
    root.child = directory.add(tree)
    mini, mini_fat = b"", list[int]()
    for entry in directory.entries[1:]:
        if entry.kind == 2 and entry.content:
            entry.start = len(mini_fat)
            count = -(-len(entry.content) // MINI)
            mini += entry.content.ljust(count * MINI, b"\0")
            mini_fat += [*range(entry.start + 1, entry.start + count), END]
    root.content, root.start = mini, 0
    listed = b"".join(map(_entry, directory.entries))
    parts = [mini, listed, struct.pack(f"<{len(mini_fat)}I", *mini_fat)]
    fat, body, starts = list[int](), b"", list[int]()
    for part in parts:
        count = max(1, -(-len(part) // SECTOR))
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + count), END]
        body += part.ljust(count * SECTOR, b"\xff" if part is parts[2] else b"\0")
    at = len(fat)
    fat.append(0xFFFFFFFD)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    assert len(table) == SECTOR
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1)
    head += struct.pack("<IIIIIIII", starts[1], 0, 4096, starts[2], 1, END, 0, at)
    return head.ljust(SECTOR, b"\xff") + body + table


def _entry(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    size = len(entry.content)
    return struct.pack(
        "<64sHBBIII36xIQ", name, len(name), entry.kind, 1, FREE, entry.right, entry.child, entry.start, size
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


def outlook(subject: str, text: str, *attached: Tree, head: int = 32) -> Tree:
    """Give the tree of an Outlook mail."""
    tree = props(
        head,
        {
            0x001A: "IPM.Note", 0x0037: subject, 0x1000: text, 0x0C1A: "Arber Hoti",
            0x5D01: "arber@example.test", 0x1035: "<two@example.test>",
            0x007D: "Date: Sun, 01 Mar 2026 18:30:00 +0100\r\nX-Mailer: none\r\n",
        },
    )  # fmt: skip
    tree["__recip_version1.0_#00000000"] = props(
        8, {0x0C15: 1, 0x39FE: "vesa@example.test", 0x3001: "Vesa Krasniqi"}
    )
    for place, one in enumerate(attached):
        tree[f"__attach_version1.0_#{place:08X}"] = one
    return tree


def attachment(name: str, content: bytes) -> Tree:
    """Give the tree of a file attached to an Outlook mail."""
    return props(8, {0x3705: 1, 0x3707: name, 0x3701: content})


def inside(subject: str, text: str) -> Tree:
    """Give the tree of a mail attached to an Outlook mail."""
    tree = props(8, {0x3705: 5, 0x3001: subject})
    tree["__substg1.0_3701000D"] = outlook(subject, text, head=24)
    return tree


def write_samples(folder: Path) -> None:
    """Write the samples of the readers of mail."""
    made = mail("The van is BT 123-AE.\n\nCall +383 44 000 111.")
    made.add_attachment(
        "name,phone\nVesa Krasniqi,+38344000102\n", subtype="csv", filename="seats.csv"
    )
    made.add_attachment(mail("earlier words", Subject="Before"))
    (folder / "mail.eml").write_bytes(made.as_bytes())
    tree = outlook(
        "Seats",
        "The van is BT 123-AE.\r\n\r\nCall +383 44 000 111.",
        attachment("seats.csv", b"name,phone\nVesa Krasniqi,+38344000102\n"),
        inside("Before", "earlier words"),
    )
    (folder / "mail.msg").write_bytes(compound(tree))
