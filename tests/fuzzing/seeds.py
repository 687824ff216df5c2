"""What fuzzing starts from: the samples of the readers, and the files a small rehearsal writes."""

import io
import tarfile
import zipfile
from pathlib import Path

from clew.sources.reader import all_readers
from clew.sources.recognising import recognise
from tests.fuzzing.driving import ARCHIVES, SAMPLES, evidence_of

_LARGEST = 64_000
"""Bytes of a rehearsal's file up to which it is a seed: what is larger is tried seldom in the same time."""
FOUND = Path(__file__).parent / "found"
"""Inputs that once broke a parser, by target; kept as regression tests."""


def seeds(name: str, rehearsal: Path | None = None) -> list[bytes]:
    """Give the inputs a target starts from, those that once broke it among them.

    Args:
        name: the target.
        rehearsal: folder of a rehearsal whose files are sorted by the reader they are for.
    """
    kept = [file.read_bytes() for file in sorted((FOUND / name).glob("*"))]
    if name == ARCHIVES:
        return [*_archives(), *kept]
    reader = all_readers()[name]
    given = [(SAMPLES / reader.sample[0]).read_bytes()]
    for path in sorted(rehearsal.rglob("*")) if rehearsal else []:
        if path.is_file() and path.stat().st_size <= _LARGEST:
            evidence = evidence_of(path)
            if recognise(evidence, evidence.head()) is reader:
                given.append(path.read_bytes())
    return [*given, *kept]


def _archives() -> list[bytes]:
    text, inner = b"surname,given names\nHoxha,Arben\n", io.BytesIO()
    database = (SAMPLES / "sms.db").read_bytes()
    members = [("list.csv", text), ("private/var/sms.db", database), ("sms.db-wal", b"7" * 40)]
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    made = [inner.getvalue()]
    for mode in ("w", "w:gz", "w:bz2", "w:xz"):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode=mode) as tar:
            for name, content in [*members, ("in.zip", made[0])]:
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                tar.addfile(entry, io.BytesIO(content))
        made.append(out.getvalue())
    return [*made, b"ANDROID BACKUP\n5\n0\nnone\n" + made[1]]
