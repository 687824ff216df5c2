"""Web pages in a web archive (WARC), each with its address, the time it was saved and its hash.

Reads    WARC 1.0 and 1.1; a page alone is read, of several each comes in as a file of its own
Gives    one HyperText (sourceUrl, retrievedAt, bodyText) for a page alone; one Package for several
Units    paragraphs counted from 1, records from 1; times with an offset → UTC
Refuses  an archive that breaks off, an answer over 256 MiB or packed in Brotli, a hash that is not that
         of its record; styles, scripts, pictures and answers without a page are counted, not read
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from clew.errors import SourceError
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources import html_text
from clew.sources.papers import DOCUMENT, Paper, Passage, around, no_text, passages
from clew.sources.papers import read as read_paper
from clew.sources.reader import Reader
from clew.sources.saved_page import Saved
from clew.sources.web_archive import (
    MAGIC,
    Answer,
    Record,
    answer_of,
    content_of,
    records,
    states_other_hash,
)

_PAGES = ("text/html", "application/xhtml+xml")
_FILES = re.compile(
    r"application/(?:pdf|msword|rtf|vnd\.(?:openxmlformats|oasis|ms-)[\w.-]+|zip)|text/(?:plain|csv|rtf)"
    r"|audio/[\w.+-]+|message/rfc822"
)
_OK = 200
_NAME_CHARS = 300
_NO_NAME = re.compile(r"[\x00-\x20\x7f!\\]+")
_ASK = "open the address again, or ask for the archive again"
_REPACK = (
    "open the archive in a program that plays web archives, save the page from there and add it; or ask for the"
    " archive again, its answers asked for with 'Accept-Encoding: gzip'"
)
Item = Paper | Passage | Found


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Say 1.0 for the mark of a web archive."""
    return 1.0 if head.startswith(MAGIC) else 0.0


def _alone(evidence: Evidence) -> Record | None:
    """Give the one record of a file that holds a single page, else None."""
    first = list(islice(records(evidence), 2))
    if len(first) != 1 or not first[0].is_answer:
        return None
    with evidence.open() as handle:
        return first[0] if answer_of(first[0], handle, whole=False).mime in _PAGES else None


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Item | Refusal]:
    """Give the page and its paragraphs; of an archive what it holds, its pages being its members."""
    if (record := _alone(evidence)) is not None:
        yield from _page(evidence, record, guesses)
    else:
        yield from _archive(evidence, guesses)


def _page(evidence: Evidence, record: Record, guesses: Guesses) -> Iterator[Item | Refusal]:
    with evidence.open() as handle:
        answer = answer_of(record, handle)
        other = states_other_hash(record, content_of(record, handle))
    page = html_text.page_in(answer.content, evidence, answer.charset)
    seen = html_text.VisibleText()
    found = passages("HyperText", "paragraph", html_text.paragraphs(page, seen))
    first = next(found, None)
    if answer.fault:
        why = f"the answer of the server {answer.fault}"
        yield Refusal("", record.address, why, _remedy(answer))
    if other:
        yield _other_hash(record)
    if first is None and answer.fault:
        return
    if first is None:
        raise no_text(evidence)
    guesses.said["encoding"] = "{} ({})".format(*html_text.charset(page))
    taken = Saved(record.address, record.headers.get("warc-date", ""), "the web archive")
    yield html_text.paper(evidence.name, "text/html", first, seen.head, guesses, taken)
    yield first
    yield from found


def _remedy(answer: Answer) -> str:
    """Say what to do: what is whole and only packed otherwise need not be fetched anew."""
    return _REPACK if "not read here" in answer.fault else _ASK


def _other_hash(record: Record) -> Refusal:
    return Refusal(
        record.spot,
        record.headers.get("warc-block-digest", "")[:200],
        f"{record.spot} states another hash than that of its content: it was changed or damaged",
        "ask for the archive again and compare",
    )


def _archive(evidence: Evidence, guesses: Guesses) -> Iterator[Item | Refusal]:
    found = Found("Package", DOCUMENT, "record 1", keep="file")
    yield found.add("fileName", evidence.name).add("mimeType", "application/warc")
    counts: Counter[str] = Counter()
    with evidence.open() as handle:
        for record in records(evidence):
            counts["records"] += 1
            counts["revisits"] += record.kind == "revisit"
            if not record.is_answer:
                continue
            answer = answer_of(record, handle, whole=False)
            kind = _kind(answer)
            counts[kind] += 1
            if kind == "not_read":
                continue
            if states_other_hash(record, content_of(record, handle)):
                yield _other_hash(record)
            whole = answer_of(record, handle)
            if whole.fault:
                why = f"the answer in {record.spot} {whole.fault}"
                yield Refusal(record.spot, record.address, why, _remedy(whole))
    guesses.counts.update(+counts)
    left = (
        ("not_read", "answers that are no page and no paper: styles, scripts, pictures, errors"),
        ("revisits", "records of an answer that was the same as before (revisit)"),
    )
    if told := "; ".join(f"{counts[kind]} {what}" for kind, what in left if counts[kind]):
        guesses.said["not read"] = told


def _kind(answer: Answer) -> str:
    if answer.status != _OK:
        return "not_read"
    if answer.mime in _PAGES:
        return "pages"
    return "files" if _FILES.fullmatch(answer.mime) else "not_read"


def members(evidence: Evidence, into: Path) -> Iterator[tuple[str, Path]]:
    """Give each page as a web archive of its own, with address and time; each paper as its file."""
    if _alone(evidence) is not None:
        return
    with evidence.open() as handle:
        for record in records(evidence):
            if not record.is_answer:
                continue
            kind = _kind(answer_of(record, handle, whole=False))
            if kind == "not_read":
                continue
            path = into / f"member-{record.number}"
            if kind == "pages":
                path.write_bytes(record.head + content_of(record, handle) + b"\r\n\r\n")
            else:
                answer = answer_of(record, handle)
                if answer.fault and not answer.content:
                    continue  # reading the archive has said why
                path.write_bytes(answer.content)
            yield _named(record), path


def _named(record: Record) -> str:
    """Give the address as a name, with the record's number, for one address may stand there twice."""
    address = _NO_NAME.sub("_", record.address)[:_NAME_CHARS] or "page"
    return f"{address} ({record.spot})"


def read(record: Item) -> Iterator[Found | Refusal]:
    """Give the page with what it says of itself, one paragraph, or the archive."""
    if isinstance(record, Found):
        yield record
    else:
        yield from read_paper(record)


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give a paragraph with its neighbours; of an archive the first records, address by address."""
    record = _alone(evidence)
    if record is None:
        return _listed(evidence, spot)
    with evidence.open() as handle:
        answer = answer_of(record, handle)
    page = html_text.page_in(answer.content, evidence, answer.charset)
    return around(evidence, html_text.paragraphs(page, html_text.VisibleText()), spot)


_NEAR = 20


def _listed(evidence: Evidence, spot: str) -> Excerpt:
    shape = re.fullmatch(r"record (\d{1,9})", spot)
    here = int(shape[1]) if shape else 1
    lines = []
    try:
        for record in islice(records(evidence), max(0, here - 1 - _NEAR // 2), here + _NEAR):
            told = (record.kind, record.address, record.headers.get("warc-date", ""))
            lines.append((record.spot, told, record.number == here))
    except SourceError:
        pass  # what came before the damage is shown
    return Excerpt("table", ("kind", "address", "saved"), tuple(lines))


warc: Reader[Item] = Reader(
    name="warc",
    title="Web pages in a web archive (WARC)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"HyperText", "Package"}),
    sample=("page.warc", {"documents": 1}),
    is_report=True,
    members=members,
)
