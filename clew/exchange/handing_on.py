"""Hands copies of originals on: a new folder with the files, their hashes and their manifest."""

import os
import shutil
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from clew.errors import CaseError, NotAllowed, UsageError
from clew.exchange.manifest import enter_for, manifest, place, sums
from clew.model.evaluation import MASKED
from clew.store import custody
from clew.store.custody import Entry
from clew.store.door import Door, View
from clew.store.masking import is_masked
from clew.store.originals import open_original
from clew.store.tables import ENTITY, SOURCE

Watch = Callable[[str, int, int], None]
"""Told (what, bytes copied, bytes in all)."""

_BLOCK = 1 << 20
_ON_PERMISSION = ("H2", "H3")


def hand_on(
    door: Door, items: tuple[str, ...], said: Mapping[str, str], out: Path, watch: Watch | None
) -> list[Entry]:
    """Copy items into the new folder *out*, and enter it in the chain of each.

    The folder stands under its name once every copy hashes to its original and the entries are in the
    case; until then nothing of it is left behind.

    Args:
        door: the case and who hands on.
        items: the items, by number, hash or file name.
        said: to, legal_basis, seal, permission, as far as stated.
        out: the folder to make.
        watch: shown progress, or None.

    Raises:
        UsageError: there is a folder or file of that name.
        NotAllowed: a victim is in the files and the asker did not unmask, or a handling code forbids it.
        CaseError: an original is not what was received.
    """
    if out.exists():
        raise UsageError(f"{str(out)!r} is there already", do="name a new folder")
    with door.quiet() as view:
        sources = sorted({no for item in items for no in custody.items(view, item)})
        _may_leave(view, sources, "permission" in said)
        entries = enter_for(view, sources, "handed on", **said)
        papers = list(manifest(view, sources))
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    part.mkdir(parents=True)
    try:
        _copy(door, [entry.sha256 for entry in entries], part, watch)
        (part / "manifest.json").write_text("".join(papers), encoding="utf-8")
        lines = "".join(sums(entry.sha256 for entry in entries))
        (part / "SHA256SUMS").write_text(lines, encoding="utf-8")
        with door.act("custody", what="handed on", sources=sources) as view:
            custody.enter(view, entries)
        part.rename(out)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return entries


def _may_leave(view: View, sources: list[int], is_permitted: bool) -> None:
    inside = _with_members(view, sources)
    rows = view.conn.execute(select(SOURCE).where(SOURCE.c.no.in_(inside))).all()
    for row in rows:
        codes = [code for code in _ON_PERMISSION if code in row.handling.split()]
        if codes and not is_permitted:
            raise NotAllowed(
                f"{row.name!r} bears handling code {codes[0]}: {row.handling_text or 'not to be passed on'}",
                do="ask its provider, then say who permitted it with --permission",
            )
    victims = select(ENTITY.c.source).where(
        ENTITY.c.source.in_(inside),
        ENTITY.c.category.in_([c for c in MASKED if is_masked(view, c)]),
    )
    if view.conn.execute(victims.limit(1)).first():
        raise NotAllowed(
            "a victim or a smuggled person is in these files, and a copy of the original shows them",
            do="give --unmask and say with --why what the receiver needs it for",
        )


def _with_members(view: View, sources: list[int]) -> set[int]:
    """Give the sources, whatever else is the same file, and what lies in them, however deep."""
    inside = custody.unpacked(view)
    coming = set(view.conn.scalars(select(SOURCE.c.sha256).where(SOURCE.c.no.in_(sources))))
    found: set[str] = set()
    while coming:
        found |= coming
        coming = {inner for outer in coming for inner in inside.get(outer, ())} - found
    rows = view.conn.execute(select(SOURCE.c.no, SOURCE.c.sha256))
    return {row.no for row in rows if row.sha256 in found}


def _copy(door: Door, digests: list[str], folder: Path, watch: Watch | None) -> None:
    files = {digest: open_original(door.case, digest) for digest in digests}
    total, done = sum(file.stat().st_size for file in files.values()), 0
    for digest, file in files.items():
        target = folder / place(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        found = sha256()
        with file.open("rb") as original, target.open("wb") as copy:
            while block := original.read(_BLOCK):
                found.update(block)
                copy.write(block)
                done += len(block)
                if watch:
                    watch("copying originals", done, max(total, done))
        target.chmod(0o444)
        if found.hexdigest() != digest:
            raise CaseError(
                f"the original {digest[:12]}… is not what was received, so nothing was handed on",
                where=str(file),
                do="run clew custody verify CASE, and bring it back from the copy of the case",
            )
