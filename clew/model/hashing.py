"""The hash a file is known by."""

from hashlib import sha256
from pathlib import Path


def hash_of(path: Path) -> str:
    """Give the SHA-256 of a file, 64 lower-case hex characters, in bounded memory."""
    digest = sha256()
    with path.open("rb") as handle:
        while block := handle.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
