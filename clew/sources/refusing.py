"""What an intake says of a file: its receipt, and the refusals that stand for a whole file."""

from clew.errors import ClewError, SourceError, UnknownSource
from clew.model.evidence import Evidence, Refusal
from clew.sources.archives import check_depth
from clew.sources.known_databases import why_no_reader
from clew.sources.not_yet import why_not_yet


def unknown(evidence: Evidence, head: bytes, readers: list[str]) -> ClewError:
    """Say why no reader takes a file, as exactly as its first bytes allow."""
    if not evidence.size:
        return UnknownSource("the file is empty", do="ask the agency to send it again")
    known = why_no_reader(evidence, head) or why_not_yet(head, evidence)
    if known is not None:
        return UnknownSource(known.reason, do=known.do)
    return UnknownSource(
        "no reader recognises this file",
        do=f"name one with --as; readers here: {', '.join(sorted(readers))}",
    )


def too_deep(depth: int, name: str) -> list[Refusal]:
    """Refuse what a mail carries when the mail itself stands as deep as anything may."""
    try:
        check_depth(depth + 1, name, "mails")
    except SourceError as exc:
        return [Refusal("", "", f"what it carries was not read: {exc.what}", exc.do)]
    return []


def of_file(exc: ClewError, name: str) -> Refusal:
    """A refusal of the whole file stands at no spot in it."""
    return Refusal("" if exc.where == name else exc.where, "", exc.what, exc.do)


def of_fault(exc: Exception, reader: str) -> Refusal:
    """A reader that fails costs its file, and is said as clew's fault; the text of a fault is not kept."""
    return Refusal(
        "",
        "",
        f"the reader {reader!r} failed here ({type(exc).__name__}); what it read before is kept",
        "this is clew's fault: report it with the file's hash; the original is kept in the case",
    )


def receipt_for(evidence: Evidence, reader: str | None) -> dict[str, object]:
    """Give a receipt with nothing counted yet."""
    beside_it = {ending: file.name for ending, file in evidence.beside}
    return {
        **({"beside": beside_it} if beside_it else {}),
        "file": evidence.name,
        "sha256": evidence.sha256,
        "reader": reader,
        "read": 0,
        "entities": 0,
        "refused": 0,
        "guessed": {},
        "counts": {},
    }


def gone(name: str, why: str) -> dict[str, object]:
    """Give the receipt of a file that could not be taken in; nothing of it is in the case."""
    return {
        "file": name,
        "sha256": None,
        "reader": None,
        "read": 0,
        "entities": 0,
        "refused": 1,
        "guessed": {"not opened": why},
        "counts": {},
    }
