"""What reports written with an office program share: parts, one after another, cut at paragraphs."""

import zipfile
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from clew.errors import BrokenRecord, SourceError
from clew.model.evidence import Evidence, Excerpt, Guesses, Refusal
from clew.sources.packages import DAMAGED, DO, open_package, open_part
from clew.sources.papers import Paper, Passage, Record, around, no_text, passages
from clew.sources.xml import XmlStream

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Office:
    """How one kind of office document is laid out.

    Attributes:
        body: the part a document must have, read first.
        called: what messages call the document.
        others: names of the parts of a package → those read after the body, in order.
        outer: local names of the elements that are a paragraph each when they are outermost.
        shown: such an element → what a reader sees of it.
    """

    body: str
    called: str
    others: Callable[[Sequence[str]], list[str]]
    outer: tuple[str, ...]
    shown: Callable[["_Element"], str]


MakePaper = Callable[[zipfile.ZipFile, Evidence, Passage, Guesses], Paper]
"""Package, file, first passage, guesses → what the document says of itself."""


def split_office(
    evidence: Evidence, guesses: Guesses, office: Office, paper: MakePaper
) -> Iterator[Record | Refusal]:
    """Give the paper, then its paragraphs in order, part after part."""
    package = open_package(evidence, office.body, office.called)
    with package, closing(_paragraphs(package, evidence, office)) as found:
        start = list[Passage | Refusal]()
        for item in found:
            start.append(item)
            if isinstance(item, Passage):
                break
        first = start[-1] if start else None
        if not isinstance(first, Passage):
            raise _why_nothing(start, evidence)
        yield paper(package, evidence, first, guesses)
        last = first.spot
        for record in chain(start, found):
            yield record
            last = record.spot if isinstance(record, Passage) else last
        guesses.said["paragraphs"] = last.removeprefix("paragraph ")


def excerpt_office(evidence: Evidence, spot: str, office: Office) -> Excerpt:
    """Give the paragraph at *spot* with its neighbours."""
    package = open_package(evidence, office.body, office.called)
    with package, closing(_numbered(package, evidence, office)) as found:
        return around(evidence, ((n, text) for n, text in found if isinstance(text, str)), spot)


def _why_nothing(start: list[Passage | Refusal], evidence: Evidence) -> SourceError:
    for item in start:
        if isinstance(item, Refusal):
            return SourceError(item.reason, where=evidence.name, do=item.do)
    return no_text(evidence)


def _paragraphs(
    package: zipfile.ZipFile, evidence: Evidence, office: Office
) -> Generator[Passage | Refusal, None, None]:
    with closing(_numbered(package, evidence, office)) as found:
        for number, text in found:
            if isinstance(text, Refusal):
                yield text
            else:
                yield from passages("PlainText", "paragraph", [(number, text)])


def _numbered(
    package: zipfile.ZipFile, evidence: Evidence, office: Office
) -> Generator[tuple[int, str | Refusal], None, None]:
    """Number the paragraphs through all parts; a part that breaks off is refused from there on."""
    number = 0
    for name in [office.body, *office.others(package.namelist())]:
        try:
            with open_part(package, name, evidence) as stream:
                for text, is_whole in _texts(XmlStream(stream, name, office.outer), office):
                    number += bool(text.strip()) or not is_whole
                    yield number, text
                    if not is_whole:
                        yield number, _too_long(number, text)
        except (BrokenRecord, *DAMAGED) as exc:
            why = exc.what if isinstance(exc, BrokenRecord) else "it is cut short or damaged"
            where = f"paragraph {number + 1}"
            yield number, Refusal(where, "", f"{name!r} cannot be read from here on: {why}", DO)


def _too_long(number: int, text: str) -> Refusal:
    reason = "the paragraph or table row takes more than 1 MiB; only a part of it was read"
    do = "split it in its office program and add it again"
    return Refusal(f"paragraph {number}", text[:2000], reason, do)


def _texts(stream: XmlStream, office: Office) -> Iterator[tuple[str, bool]]:
    """Give the text of each outermost paragraph or table row, and whether it is whole."""
    depth = sheds = 0
    for event, element in stream.events():
        depth += 1 if event == "start" else -1
        if depth == 0:
            yield office.shown(element), stream.sheds == sheds
            stream.free(element)
        elif depth == 1 and event == "start":
            stream.keep()
            sheds = stream.sheds


def fields_of(
    package: zipfile.ZipFile,
    part: str,
    names: tuple[str, ...],
    evidence: Evidence,
    guesses: Guesses,
) -> dict[str, str]:
    """Give what *part* says of the document under each of *names* (local names of elements)."""
    if part not in package.namelist():
        return {}
    try:
        with open_part(package, part, evidence) as stream:
            events = XmlStream(stream, part, names).events()
            ends = (element for event, element in events if event == "end")
            return {local(e): (e.text or "").strip()[:2000] for e in ends}
    except (BrokenRecord, *DAMAGED):
        guesses.said["document properties"] = "damaged, not read"
        return {}


def local(element: "_Element") -> str:
    """Give the name of an element without its namespace."""
    tag: str = element.tag
    return tag[tag.rfind("}") + 1 :]
