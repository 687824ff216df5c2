"""Saved web pages and rich text: MHTML as a browser saves it, a web archive of two pages, RTF."""

import base64
import gzip
import hashlib
from collections.abc import Sequence
from html import escape

from clew.exercise.formats.sheet import Sheet
from clew.exercise.reports import paragraph, text_of
from clew.exercise.scene import texts
from clew.exercise.truth import Sighting

_SAVED = "Mon, 21 Sep 2026 08:30:00 -0000"
_TAKEN = "2026-09-21T08:30:00Z"
_DOTS = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==")
"""A picture of one dot."""
_SCRIPT = "document.body.textContent = 'EXERCISE: a script ran';"


def saved_page(sheet: Sheet) -> bytes:
    """Write a page as Chromium saves it whole; a place is "paragraph N", its heading being the first."""
    address = f"https://oglasi.example/{sheet.uuid()}"
    page = _page(sheet, sheet.here, str(sheet.spec["file"]))
    mark = f"----MultipartBoundary--EXERCISE{sheet.uuid()}----"
    above = [
        "From: <Saved by Blink>", f"Snapshot-Content-Location: {address}", "Subject: EXERCISE",
        f"Date: {_SAVED}", "MIME-Version: 1.0",
        f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{mark}"', "", "",
    ]  # fmt: skip
    parts = (
        ("text/html", address, page.encode()),
        ("image/gif", f"{address}/dot.gif", _DOTS),
        ("text/css", f"{address}/page.css", b"p { margin: 1em }"),
    )
    lines = [*above]
    for kind, place, content in parts:
        lines += [
            f"--{mark}", f"Content-Type: {kind}", "Content-Transfer-Encoding: base64",
            f"Content-Location: {place}", "", base64.encodebytes(content).decode().replace("\n", "\r\n"),
        ]  # fmt: skip
    sheet.count("documents")
    return "\r\n".join([*lines, f"--{mark}--", ""]).encode()


def web_archive(sheet: Sheet) -> bytes:
    """Write a web archive: what was asked, two pages (one packed, one in chunks), a style and a picture."""
    place = f"https://forum.example/{sheet.uuid()}"
    half = len(sheet.here) // 2
    records = [_record("warcinfo", "", "application/warc-fields", b"software: EXERCISE\r\n")]
    for number, here in enumerate((sheet.here[:half], sheet.here[half:]), 1):
        address = f"{place}/{number}"
        name = f"{address} (record {len(records) + 2})"
        page = _page(sheet, here, f"{sheet.spec['file']}!{name}").encode()
        records.append(_record("request", address, _ASKED, b"GET / HTTP/1.1\r\n\r\n"))
        records.append(_record("response", address, _ANSWERED, _answer(page, packed=number == 1)))
        sheet.inside[name] = {"documents": 1}
    for kind, content in (("text/css", b"p { margin: 1em }"), ("image/gif", _DOTS)):
        body = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + content
        records.append(_record("response", f"{place}/{kind[-3:]}", _ANSWERED, body))
    sheet.count("records", len(records))
    sheet.count("pages", 2)
    sheet.count("not_read", 2)
    return b"".join(records)


_ASKED = "application/http; msgtype=request"
_ANSWERED = "application/http; msgtype=response"


def _answer(page: bytes, *, packed: bool) -> bytes:
    """Give an answer as servers send it: packed in gzip, or cut into chunks."""
    kind = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    if packed:
        return f"{kind}Content-Encoding: gzip\r\n\r\n".encode() + gzip.compress(page, mtime=0)
    cut = [page[at : at + 900] for at in range(0, len(page), 900)]
    chunks = b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in cut)
    return f"{kind}Transfer-Encoding: chunked\r\n\r\n".encode() + chunks + b"0\r\n\r\n"


def _record(kind: str, address: str, mime: str, content: bytes) -> bytes:
    digest = base64.b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()
    lines = [
        "WARC/1.1", f"WARC-Type: {kind}", *([f"WARC-Target-URI: {address}"] if address else []),
        f"WARC-Date: {_TAKEN}", f"WARC-Block-Digest: sha1:{digest}", f"Content-Type: {mime}",
        f"Content-Length: {len(content)}", "", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode() + content + b"\r\n\r\n"


def _page(sheet: Sheet, here: Sequence[Sighting], file: str) -> str:
    """Write a page of paragraphs with a script that would change it, and say where each stands."""
    said = _paragraphs(sheet, here, file)
    body = "".join(f"<p>{escape(text)}</p>\n" for text in said[1:])
    head = f'<meta charset="utf-8"><title>{escape(said[0])}</title><script>{_SCRIPT}</script>'
    return (
        f'<!doctype html>\n<html lang="{sheet.language}"><head>{head}</head>\n'
        f'<body><h1>{escape(said[0])}</h1>\n<img src="dot.gif" alt="">{body}</body></html>\n'
    )


def _paragraphs(sheet: Sheet, here: Sequence[Sighting], file: str) -> list[str]:
    sentences = texts("reports")[sheet.language]
    said = [sentences["title"], sentences["intro"]]
    for one in here:
        said.append(paragraph(sheet.rng, sentences, one))
        sheet.texts.append(text_of(sheet.language, sheet.agency.state, said[-1], one))
        one.stands(file, f"paragraph {len(said)}")
    return said


def rich_text(sheet: Sheet) -> bytes:
    """Write a rich-text document, its letters beyond ASCII by number and by code page in turn."""
    said = _paragraphs(sheet, sheet.here, str(sheet.spec["file"]))
    page = str(sheet.spec["encoding"])
    body = "".join(
        "{\\pard\\plain\\f0 " + _escaped(text, page if number % 2 else "") + "\\par}\r\n"
        for number, text in enumerate(said)
    )
    charset = {"cp1250": 238, "cp1251": 204, "cp1254": 162}[page]
    fonts = f"{{\\fonttbl{{\\f0\\fswiss\\fcharset{charset} Arial;}}}}"
    info = (
        "{\\info{\\title " + _escaped(said[0], "") + "}{\\creatim\\yr2026\\mo9\\dy21\\hr8\\min30}}"
    )
    sheet.count("documents")
    begin = f"{{\\rtf1\\ansi\\ansicpg{page.removeprefix('cp')}\\deff0\\uc1{fonts}\r\n{info}\r\n"
    return f"{begin}{{\\*\\generator EXERCISE;}}\r\n{body}}}".encode("ascii")


def _escaped(text: str, page: str) -> str:
    """Write letters beyond ASCII as the code page has them where it does, else by their number."""
    made = []
    for letter in text:
        if letter in "\\{}":
            made.append("\\" + letter)
        elif letter < "\x80":
            made.append(letter)
        else:
            made.append(_byte(letter, page) or f"\\u{_signed(ord(letter))}?")
    return "".join(made)


def _byte(letter: str, page: str) -> str:
    try:
        return f"\\'{letter.encode(page)[0]:02x}" if page else ""
    except UnicodeEncodeError:
        return ""


def _signed(code: int) -> int:
    return code - 65_536 if code > 32_767 else code
