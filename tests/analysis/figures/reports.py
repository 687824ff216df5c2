"""Puts an invented report into a case, as intake does."""

from hashlib import sha256
from pathlib import Path

from clew.model.asker import Asker
from clew.model.evidence import Evidence, Found
from clew.model.ftm import model
from clew.store import Case, Door
from clew.store.originals import keep
from clew.store.shelf import Shelf


def add_report(case: Case, folder: Path, name: str, text: str, *others: Found) -> None:
    """Add *text* as one paragraph of a report, with further entities if given."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    digest = sha256(path.read_bytes()).hexdigest()
    evidence = Evidence(keep(case, path, digest), name, digest, len(text), "xk-police")
    door = Door(case, Asker("mira", "local", ""))
    coming = Shelf(door, model(), "xk-police").coming(evidence, "text", None)
    coming.write([Found("PlainText", "document", "paragraph 1").add("bodyText", text), *others])
    coming.done({"file": name, "sha256": digest, "reader": "text", "read": 1})
