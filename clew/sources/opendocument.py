"""What an OpenDocument package says of itself: its kind, and whether it has a password."""

import re
import zipfile

from clew.model.evidence import Evidence
from clew.sources.packages import DAMAGED

_KIND = re.compile(
    rb"PK\x03\x04.{26}mimetype.{0,200}?application/vnd\.oasis\.opendocument\.([a-z]+)", re.DOTALL
)
_MANIFEST = "META-INF/manifest.xml"
_MANIFEST_BYTES = 10_000_000


def kind_of(head: bytes) -> str:
    """Give "text", "spreadsheet", "presentation", …, or nothing when it is no such package."""
    found = _KIND.match(head)
    return found[1].decode() if found else ""


def is_locked(evidence: Evidence) -> bool:
    """Say whether the parts of the package are encrypted with a password."""
    try:
        with zipfile.ZipFile(evidence.path) as package, package.open(_MANIFEST) as part:
            return b"encryption-data" in part.read(_MANIFEST_BYTES)
    except (KeyError, ValueError, NotImplementedError, RuntimeError, *DAMAGED):
        return False
