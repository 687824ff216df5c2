"""Writes saved web pages for the tests: MHTML as Chromium saves it, records of a web archive."""

import base64
import gzip
import hashlib

TAKEN = "2026-03-01T12:30:00Z"
PAGE = """<!doctype html><html lang="sq"><head><meta charset="utf-8"><title>Njoftim EXERCISE</title>
<script>document.title = 'a script ran'</script></head>
<body><h1>Njoftim</h1><p>Shoferi tha: +383 44 100 200.</p><p hidden>fshehur</p></body></html>
"""


def mhtml(
    page: bytes, address: str = "https://oglasi.example/7", kind: str = "text/html", above: str = ""
) -> bytes:
    """Write a page and one picture as Chromium saves them; *above* stands among the first headers."""
    picture = base64.encodebytes(b"GIF89a").decode()
    lines = [
        *([above] if above else []), "From: <Saved by Blink>", f"Snapshot-Content-Location: {address}",
        "Subject: EXERCISE", "Date: Sun, 1 Mar 2026 12:30:00 -0000", "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="EXERCISE"', "",
        "--EXERCISE", f"Content-Type: {kind}", "Content-Transfer-Encoding: base64",
        f"Content-Location: {address}", "", base64.encodebytes(page).decode(),
        "--EXERCISE", "Content-Type: image/gif", "Content-Transfer-Encoding: base64",
        f"Content-Location: {address}/a.gif", "", picture, "--EXERCISE--", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


def record(kind: str, address: str, content: bytes, digest: str = "") -> bytes:
    """Write one record; its hash is right unless another is given."""
    made = base64.b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()
    lines = [
        "WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {address}", f"WARC-Date: {TAKEN}",
        f"WARC-Block-Digest: sha1:{digest or made}", "Content-Type: application/http",
        f"Content-Length: {len(content)}", "", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode() + content + b"\r\n\r\n"


def answered(
    body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", packing: str = ""
) -> bytes:
    """Write what a server answers: plain, packed ("gzip", or a name nobody knows) or in chunks ("chunked")."""
    said = [f"HTTP/1.1 {status}", f"Content-Type: {kind}"]
    if packing == "chunked":
        said.append("Transfer-Encoding: chunked")
        cut = [body[at : at + 50] for at in range(0, len(body), 50)]
        body = b"".join(f"{len(c):x}\r\n".encode() + c + b"\r\n" for c in cut) + b"0\r\n\r\n"
    elif packing:
        said.append(f"Content-Encoding: {packing}")
        body = gzip.compress(body, mtime=0) if packing == "gzip" else body
    return "\r\n".join([*said, "", ""]).encode() + body
