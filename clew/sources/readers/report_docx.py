"""A report as a Word document, one document with its paragraphs, tables, headers and notes.

Reads    DOCX: body, then headers, footers, footnotes, endnotes and comments, as last shown
Gives    one PlainText: fileName, title, author, dates, one bodyText per paragraph or table row
Units    paragraphs counted from 1 through all parts, empty ones left out; times → UTC
Refuses  a DOCTYPE, a part that swells beyond reason, a password; a part that breaks off is named
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from clew.model.evidence import Evidence, Excerpt, Guesses, Refusal
from clew.sources.office_papers import Office, excerpt_office, fields_of, local, split_office
from clew.sources.ole import MARK
from clew.sources.packages import holds
from clew.sources.papers import Paper, Passage, Record, read, title_from
from clew.sources.reader import Reader

if TYPE_CHECKING:
    from lxml.etree import _Element

_BODY = "word/document.xml"
_OTHER_PARTS = re.compile(r"word/(?:header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_BLANKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_UNSHOWN = frozenset(("delText", "instrText", "delInstrText", "Fallback", "pPr", "rPr", "tblPr"))
_CORE_FIELDS = ("title", "creator", "created", "modified", "language")
_DATE_FIELDS = (("authoredAt", "created"), ("modifiedAt", "modified"))


def recognise(evidence: Evidence, head: bytes) -> float:
    """Say 1.0 for a package with a Word body, 0.5 for a locked one under the right name."""
    if head.startswith(MARK):
        return 0.5 if evidence.name.lower().endswith((".docx", ".docm")) else 0.0
    return holds(evidence, head, _BODY)


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
    """Give the paper, then its paragraphs in order, part after part."""
    return split_office(evidence, guesses, _WORD, _paper)


def _others(names: Sequence[str]) -> list[str]:
    return sorted(name for name in names if _OTHER_PARTS.fullmatch(name))


def _shown(element: "_Element") -> str:
    """Give what a reader sees: text, tabs and line ends; cells parted by bars."""
    if local(element) == "tr":
        cells = (_inside(cell).strip() for cell in element if local(cell) in ("tc", "sdt"))
        return " | ".join(cell for cell in cells if cell)
    return _inside(element)


def _inside(element: "_Element") -> str:
    said: list[str] = []
    for child in element:
        name = local(child)
        if name == "t":
            said.append(child.text or "")
        elif name in _BLANKS:
            said.append(_BLANKS[name])
        elif name == "tr":
            said += [_shown(child), "\n"]
        elif name not in _UNSHOWN:
            said.append(_inside(child))
            if name == "p" and said[-1]:
                said.append("\n")
    return "".join(said)


_WORD = Office(_BODY, "document", _others, ("p", "tr"), _shown)


def _paper(package: zipfile.ZipFile, evidence: Evidence, first: Passage, guesses: Guesses) -> Paper:
    core = fields_of(package, "docProps/core.xml", _CORE_FIELDS, evidence, guesses)
    dates = [(prop, core[name]) for prop, name in _DATE_FIELDS if core.get(name)]
    if others := _others(package.namelist()):
        parts = ", ".join(n.removeprefix("word/").removesuffix(".xml") for n in others)
        guesses.said["parts after the body"] = parts
    creator = core.get("creator")
    return Paper(
        "PlainText",
        "paragraph 1",
        evidence.name,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        title_from(first, core.get("title", ""), guesses),
        (creator,) if creator else (),
        tuple(dates),
        core.get("language", ""),
    )


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the paragraph with its neighbours."""
    return excerpt_office(evidence, spot, _WORD)


docx: Reader[Record] = Reader(
    name="docx",
    title="Report as a Word document",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"PlainText"}),
    is_package=True,
    sample=("report.docx", {"documents": 1}),
    is_report=True,
)
