"""What the readers of reports share: a paper and its passages, each with a place to go to.

One report is one document entity. Its first record is the `Paper` (title, authors, dates), the
following ones are its `Passage`s in order, each one value of ``bodyText`` with its own spot.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from clew.errors import NotFound, SourceError
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal

DOCUMENT = "document"
"""Key of the document entity inside its file."""
VALUE_CHARS = 60_000
"""Longest value of one passage; FollowTheMoney holds 65,000 characters."""
LINE_CHARS = 1 << 20
"""Longest line a reader takes: 1 MiB."""
TITLE_CHARS = 200

_NO_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2060-\u2064\ufeff\ud800-\udfff]"
)
_ODD_BLANK = re.compile("[\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_PDF_DATE = re.compile(
    r"D:(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?(?:Z|([+-]\d\d)'?(\d\d)?)?.*", re.DOTALL
)
_BROWSER_DATE = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})"
)
_MAIL_DATE = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC)"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What a report says of itself.

    Attributes:
        schema: PlainText, HyperText or Pages.
        spot: its first passage.
        name: the name the file came under.
        mime: media type, "text/html".
        title: as stated, else empty.
        authors: as stated.
        dates: FollowTheMoney property and the date as written in the file.
        language: language tag as written ("sr-Latn"), else empty.
        address: where a saved web page was taken from, else empty.
    """

    schema: str
    spot: str
    name: str
    mime: str
    title: str = ""
    authors: tuple[str, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    language: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or page of a report, or a piece of a very long one.

    Attributes:
        schema: schema of the report it belongs to.
        spot: "paragraph 3" or "page 2"; the pieces of one long paragraph share it.
        text: as a person would read it; NFC, without invisible characters.
    """

    schema: str
    spot: str
    text: str


Record = Paper | Passage


def read(record: Record) -> Iterator[Found | Refusal]:
    """Give the document with what *record* says of it."""
    if isinstance(record, Passage):
        yield Found(record.schema, DOCUMENT, record.spot, keep="shared").add(
            "bodyText", record.text, spot=record.spot
        )
        if unreadable := record.text.count("\ufffd"):
            yield _unreadable(record, unreadable)
        return
    found = Found(record.schema, DOCUMENT, record.spot, keep="shared", counts=("documents",))
    found.add("fileName", record.name).add("mimeType", record.mime)
    found.add("title", tidy(record.title)[:1024], written=record.title)
    found.add("language", re.split("[-_]", record.language)[0], written=record.language)
    found.add("sourceUrl", record.address)
    for author in record.authors:
        found.add("author", tidy(author)[:1024], written=author)
    refused = []
    for prop, written in record.dates:
        if iso := stated_date(written):
            found.add(prop, iso, written=written)
        else:
            refused.append(_no_date(record, prop, written))
    yield found
    yield from refused


def _unreadable(passage: Passage, count: int) -> Refusal:
    what = "a character" if count == 1 else f"{count} characters"
    return Refusal(
        passage.spot,
        passage.text[:2000],
        f"{what} cannot be read in the encoding of the file and stand as '\ufffd'",
        "compare it with the original; if many are wrong, save the file as UTF-8 and add it again",
        key=DOCUMENT,
        prop="bodyText",
    )


def _no_date(paper: Paper, prop: str, written: str) -> Refusal:
    return Refusal(
        paper.spot,
        written[:2000],
        f"the file says {written[:100]!r} of itself, which is no date",
        "note the date by hand if it matters",
        key=DOCUMENT,
        prop=prop,
    )


def tidy(text: str) -> str:
    """Write *text* as the case will hold it, so that a span counted here is a span there.

    Composed characters (NFC), no control or invisible characters, no blanks at either end.

    >>> tidy("  Prishtine\u0308\u200f ")
    'Prishtinë'
    """
    text = unicodedata.normalize("NFC", text)
    return _NO_CHARACTER.sub("", _ODD_BLANK.sub(" ", text)).strip()


def stated_date(written: str) -> str | None:
    """Give the ISO form of a date a file states of itself.

    It may be written as ISO 8601, in PDF's ``D:`` form, or as mails and browsers write it.
    A time with an offset becomes UTC; without one only the day is kept, for its zone is unknown.

    >>> stated_date("2026-03-01T01:30:00+02:00"), stated_date("D:20260301"), stated_date("March")
    ('2026-02-28T23:30:00', '2026-03-01', None)
    >>> stated_date("Sun Mar 01 2026 14:00:00 GMT+0100 (CET)"), stated_date("Sun, 1 Mar 2026 13:00:00 -0000")
    ('2026-03-01T13:00:00', '2026-03-01T13:00:00')
    """
    text = written.strip()
    if shape := _PDF_DATE.fullmatch(text):
        year, month, day, hour, minute, second, zone, zone_minutes = shape.groups()
        text = "-".join(part for part in (year, month, day) if part)
        if day and hour:
            utc = "+00:00" if "Z" in written else ""
            offset = f"{zone}:{zone_minutes or '00'}" if zone else utc
            text = f"{text}T{hour}:{minute}:{second or '00'}{offset}"
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", text):
        return text
    try:
        moment = _moment(text)
        if moment.tzinfo is None:
            return moment.date().isoformat()
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _moment(text: str) -> datetime:
    if shape := _BROWSER_DATE.match(text):
        return datetime.strptime(" ".join(shape.groups()), "%b %d %Y %H:%M:%S %z")
    if shape := _MAIL_DATE.match(text):
        moment = parsedate_to_datetime(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # -0000: UTC, place unsaid
    return datetime.fromisoformat(text)


def pieces(text: str, most: int = VALUE_CHARS) -> list[str]:
    """Cut *text* into pieces of at most *most* characters, at a blank where there is one.

    >>> pieces("aa bb ccc", 5)
    ['aa bb', 'ccc']
    """
    cut: list[str] = []
    start = 0
    while len(text) - start > most:
        window = start + most // 2, start + most + 1
        blank = max(text.rfind(" ", *window), text.rfind("\n", *window))
        at = blank if blank > 0 else start + most
        cut.append(text[start:at].rstrip())
        start = at
        while start < len(text) and text[start].isspace():
            start += 1
    return [piece for piece in [*cut, text[start:]] if piece]


def passages(schema: str, kind: str, texts: Iterable[tuple[int, str]]) -> Iterator[Passage]:
    """Turn numbered texts into passages "*kind* N"; empty ones say nothing."""
    for number, text in texts:
        for piece in pieces(tidy(text)):
            yield Passage(schema, f"{kind} {number}", piece)


def title_from(first: Passage | None, stated: str, guesses: Guesses) -> str:
    """Give the stated title, else a short first passage (said as a guess), else nothing."""
    if stated := tidy(stated):
        return stated
    text = first.text if first else ""
    if first and len(text) <= TITLE_CHARS and "\n" not in text and not text.endswith("."):
        guesses.said["title"] = f"taken from {first.spot}"
        return text
    return ""


def no_text(evidence: Evidence) -> SourceError:
    """Give the refusal of a report in which nothing is written."""
    return SourceError(
        "there is no text in this report", where=evidence.name, do="check that it is the right file"
    )


def around(
    evidence: Evidence, numbered: Iterable[tuple[int, str]], spot: str, reach: int = 5
) -> Excerpt:
    """Give the paragraph at *spot* with *reach* neighbours on either side, reading no further.

    Raises:
        NotFound: the file has no such spot.
    """
    shape = re.fullmatch(r"paragraph (\d{1,9})", spot)
    here = int(shape[1]) if shape else 0
    near: list[tuple[int, str]] = []
    for number, text in numbered if here else ():
        if number > here + reach:
            break
        if number >= here - reach:
            near.append((number, text))
    found = list(passages("", "paragraph", near))
    if not any(passage.spot == spot for passage in found):
        raise NotFound(f"there is no {spot!r}", where=evidence.name, do="look at the file itself")
    return Excerpt("text", (), tuple((p.spot, (p.text,), p.spot == spot) for p in found))
