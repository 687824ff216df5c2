"""A report as an OpenDocument text, one document with its paragraphs, tables and notes.

Reads    ODT of LibreOffice and others: the body, notes and comments where they stand, headers
Gives    one PlainText: fileName, title, author, dates, one bodyText per paragraph or table row
Units    paragraphs counted from 1, empty ones left out; a time without an offset gives its day
Refuses  a DOCTYPE, a part that swells beyond reason, a password; a part that breaks off is named
"""

import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from clew.errors import SourceError
from clew.model.evidence import Evidence, Excerpt, Guesses, Refusal
from clew.sources.office_papers import Office, excerpt_office, fields_of, local, split_office
from clew.sources.opendocument import is_locked, kind_of
from clew.sources.papers import Paper, Passage, Record, read, title_from
from clew.sources.reader import Reader

if TYPE_CHECKING:
    from lxml.etree import _Element

MIME = "application/vnd.oasis.opendocument.text"
_BLANKS = {"tab": "\t", "line-break": "\n", "soft-page-break": ""}
_CHANGES = "tracked-changes"  # what was deleted and when, kept at the beginning
_UNSHOWN = frozenset((_CHANGES, "note-citation", "bookmark", "sequence-decls", "variable-decls"))
_META_FIELDS = ("title", "initial-creator", "creator", "creation-date", "date", "language")


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Say 1.0 for a package that names itself an OpenDocument text."""
    return 1.0 if kind_of(head) == "text" else 0.0


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
    """Give the paper, then its paragraphs in order.

    Raises:
        SourceError: the document has a password.
    """
    if is_locked(evidence):
        raise SourceError(
            "the document is locked with a password",
            where=evidence.name,
            do="open it, save it without a password and add it again",
        )
    return split_office(evidence, guesses, _TEXT, _paper)


def _others(names: Sequence[str]) -> list[str]:
    return [name for name in ("styles.xml",) if name in names]


def _shown(element: "_Element") -> str:
    """Give what a reader sees: text, tabs and line ends; cells parted by bars."""
    if local(element) == _CHANGES:
        return ""
    if local(element) == "table-row":
        cells = (_inside(cell).strip() for cell in element if local(cell) == "table-cell")
        return " | ".join(cell for cell in cells if cell)
    return _inside(element)


def _inside(element: "_Element") -> str:
    said = [element.text or ""] if local(element) not in _HOLDERS else []
    for child in element:
        name = local(child)
        if name == "s":
            said.append(" " * min(int(_attribute(child, "c") or 1), 100))
        elif name in _BLANKS:
            said.append(_BLANKS[name])
        elif name == "table-row":
            said += [_shown(child), "\n"]
        elif name not in _UNSHOWN:
            said.append(_inside(child))
            if name in ("p", "h") and said[-1]:
                said.append("\n")
        if local(element) not in _HOLDERS:
            said.append(child.tail or "")
    return "".join(said)


_HOLDERS = frozenset(
    ("table-cell", "table", "list", "list-item", "note", "note-body", "annotation", "section")
)
"""Elements whose own text is only the line ends between the elements inside."""


def _attribute(element: "_Element", name: str) -> str:
    """Give an attribute by its local name when it is digits, else nothing."""
    found = (str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}"))
    text = next(found, "")
    return text if text.isdecimal() else ""


_TEXT = Office("content.xml", "document", _others, ("p", "h", "table-row", _CHANGES), _shown)


def _paper(package: zipfile.ZipFile, evidence: Evidence, first: Passage, guesses: Guesses) -> Paper:
    meta = fields_of(package, "meta.xml", _META_FIELDS, evidence, guesses)
    stated = (("authoredAt", "creation-date"), ("modifiedAt", "date"))
    authors = dict.fromkeys(meta.get(name, "") for name in ("initial-creator", "creator"))
    return Paper(
        "PlainText",
        "paragraph 1",
        evidence.name,
        MIME,
        title_from(first, meta.get("title", ""), guesses),
        tuple(author for author in authors if author),
        tuple((prop, meta[name]) for prop, name in stated if meta.get(name)),
        meta.get("language", ""),
    )


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the paragraph with its neighbours."""
    return excerpt_office(evidence, spot, _TEXT)


odt: Reader[Record] = Reader(
    name="odt",
    title="Report as an OpenDocument text",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"PlainText"}),
    is_package=True,
    sample=("report.odt", {"documents": 1}),
    is_report=True,
)
