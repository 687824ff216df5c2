"""Saved web pages: their text with where and when they were taken; scripts stay what they are, text nobody sees."""

import gzip
from itertools import chain
from pathlib import Path

import pytest

from clew.errors import SourceError
from clew.model.evidence import Found, Guesses, Refusal
from clew.sources.reader import read_records
from clew.sources.readers.page_mhtml import mhtml as mhtml_reader
from clew.sources.readers.page_warc import warc as warc_reader
from clew.sources.readers.report_html import html
from clew.sources.recognising import recognise
from tests.sources.page_maker import PAGE, TAKEN, answered, mhtml, record
from tests.sources.paper_maker import evidence_of, written

ADDRESS = "https://oglasi.example/7"
ONE_FILE = """<!DOCTYPE html> <html lang=sq><!--
 Page saved with SingleFile
 url: https://oglasi.example/7
 saved date: Sun Mar 01 2026 13:30:00 GMT+0100 (Central European Standard Time)
--><head><meta charset=utf-8><title>Njoftim</title></head><body><p>Shoferi tha.</body></html>
"""


def read(reader, evidence) -> tuple[dict[str, list[str]], list[Refusal], Guesses]:  # type: ignore[no-untyped-def]
    guesses, said, refused = Guesses(), dict[str, list[str]](), list[Refusal]()
    for item in (i for items in read_records(reader, evidence, guesses) for i in items):
        if isinstance(item, Refusal):
            refused.append(item)
            continue
        for value in item.values:
            said.setdefault(value.prop, []).append(value.text)
    return said, refused, guesses


def test_a_page_saved_by_a_browser_keeps_its_address_and_the_time_of_saving(tmp_path: Path) -> None:
    said, _, guesses = read(mhtml_reader, written(tmp_path, "a.mhtml", mhtml(PAGE.encode())))
    assert (said["sourceUrl"], said["retrievedAt"]) == ([ADDRESS], ["2026-03-01T12:30:00"])
    assert said["bodyText"] == ["Njoftim", "Shoferi tha: +383 44 100 200."]
    assert guesses.said["saved with the page, not read"] == "1 pictures"


def test_a_mail_with_pictures_inside_is_a_mail_and_no_saved_page(tmp_path: Path) -> None:
    sent = mhtml(PAGE.encode(), above="To: a@posta.example\r\nMessage-ID: <1@posta.example>")
    sent = sent.replace(b"From: <Saved by Blink>", b"From: b@posta.example")
    sent = sent.replace(b"Snapshot-Content-Location", b"X-Location")
    evidence = written(tmp_path, "a.eml", sent)
    found = recognise(evidence, evidence.head())
    assert found is not None
    assert found.name == "eml"


def test_a_page_in_the_code_page_its_part_states_is_read_by_it(tmp_path: Path) -> None:
    page = "<html><body><p>Возач</p></body></html>".encode("cp1251")
    saved = mhtml(page, kind="text/html; charset=windows-1251")
    assert read(mhtml_reader, written(tmp_path, "a.mhtml", saved))[0]["bodyText"] == ["Возач"]


def test_a_saved_file_without_a_page_is_refused(tmp_path: Path) -> None:
    evidence = written(tmp_path, "a.mhtml", mhtml(b"GIF89a", kind="image/gif"))
    with pytest.raises(SourceError, match="no page"):
        read(mhtml_reader, evidence)


def test_a_page_saved_into_one_file_says_where_and_when(tmp_path: Path) -> None:
    said, refused, _ = read(html, written(tmp_path, "a.html", ONE_FILE))
    assert (said["sourceUrl"], said["retrievedAt"]) == ([ADDRESS], ["2026-03-01T12:30:00"])
    assert refused == []


def test_a_comment_below_the_text_says_nothing_of_where_a_page_is_from(tmp_path: Path) -> None:
    page = (
        "<html><body><p>a</p><p>b</p><!-- saved from url=(0024)https://posta.example/a --></body>"
    )
    assert "sourceUrl" not in read(html, written(tmp_path, "a.html", page))[0]


@pytest.mark.parametrize("packing", ["", "gzip", "chunked"])
def test_a_page_alone_in_a_web_archive_is_read_however_the_server_sent_it(
    tmp_path: Path, packing: str
) -> None:
    body = record("response", ADDRESS, answered(PAGE.encode(), packing=packing))
    said, refused, _ = read(warc_reader, written(tmp_path, "a.warc", body))
    assert said["bodyText"] == ["Njoftim", "Shoferi tha: +383 44 100 200."]
    assert (said["sourceUrl"], said["retrievedAt"]) == ([ADDRESS], [TAKEN.removesuffix("Z")])
    assert refused == []


def test_a_record_changed_after_it_was_saved_is_said(tmp_path: Path) -> None:
    body = record("response", ADDRESS, answered(PAGE.encode()), digest="A" * 32)
    refused = read(warc_reader, written(tmp_path, "a.warc", body))[1]
    assert ["another hash" in one.reason for one in refused] == [True]


def archive() -> bytes:
    parts = [
        record("warcinfo", "", b"software: EXERCISE"),
        record("request", ADDRESS, b"GET /7 HTTP/1.1\r\n\r\n"),
        record("response", ADDRESS, answered(PAGE.encode())),
        record("response", f"{ADDRESS}/a.css", answered(b"p {}", "text/css")),
        record("response", f"{ADDRESS}/8", answered(PAGE.encode(), status="404 Not Found")),
        record("response", f"{ADDRESS}/9", answered(b"a;b\n1;2\n", "text/csv")),
        record("response", f"{ADDRESS}/x", answered(b"?", packing="br")),
    ]
    return b"".join(parts)


def test_an_archive_counts_its_pages_its_papers_and_what_was_not_read(tmp_path: Path) -> None:
    _, refused, guesses = read(warc_reader, written(tmp_path, "a.warc", archive()))
    assert guesses.counts == {"records": 7, "pages": 2, "files": 1, "not_read": 2}
    assert [one.where for one in refused] == ["record 7"]
    assert "not read here (br)" in refused[0].reason


def test_a_page_of_an_archive_comes_in_by_itself_with_its_address_and_time(tmp_path: Path) -> None:
    assert warc_reader.members is not None
    into = tmp_path / "into"
    into.mkdir()
    inside = dict(warc_reader.members(written(tmp_path, "a.warc", archive()), into))
    page = inside[f"{ADDRESS} (record 3)"]
    assert read(warc_reader, evidence_of(page))[0]["sourceUrl"] == [ADDRESS]
    assert inside[f"{ADDRESS}/9 (record 6)"].read_bytes() == b"a;b\n1;2\n"


KEPT_AS = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {}\r\n\r\n"


@pytest.mark.parametrize(
    ("ways", "body", "why"),
    [
        ("gzip", PAGE.encode(), "a program may unpack an answer and leave the word standing"),
        ("br", PAGE.encode(), "whatever the word"),
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE.encode())), "a server may pack twice"),
        ("identity", PAGE.encode(), "a word may say that nothing is packed"),
    ],
)
def test_an_answer_is_read_as_it_is_kept_whatever_its_head_says(
    tmp_path: Path, ways: str, body: bytes, why: str
) -> None:
    kept = record("response", ADDRESS, KEPT_AS.format(ways).encode() + body)
    said, refused, _ = read(warc_reader, written(tmp_path, "a.warc", kept))
    assert said["bodyText"] == ["Njoftim", "Shoferi tha: +383 44 100 200."], why
    assert refused == []


def test_a_page_packed_in_brotli_is_refused_once_with_what_to_do(tmp_path: Path) -> None:
    kept = record("response", ADDRESS, answered(b"\x8b\x02\x80abc", packing="br"))
    said, refused, _ = read(warc_reader, written(tmp_path, "a.warc", kept))
    assert said == {}
    (one,) = refused
    assert "not read here (br)" in one.reason
    assert "plays web archives" in one.do


def test_an_answer_that_was_the_same_as_before_is_counted(tmp_path: Path) -> None:
    again = record("revisit", ADDRESS, b"HTTP/1.1 200 OK\r\n\r\n")
    guesses = read(warc_reader, written(tmp_path, "a.warc", archive() + again))[2]
    assert guesses.counts["revisits"] == 1
    assert "1 records of an answer that was the same" in guesses.said["not read"]


def test_a_paper_that_cannot_be_unpacked_comes_in_as_no_empty_file(tmp_path: Path) -> None:
    assert warc_reader.members is not None
    into = tmp_path / "into"
    into.mkdir()
    packed = record("response", f"{ADDRESS}/l.csv", answered(b"\x8b?", "text/csv", packing="br"))
    evidence = written(tmp_path, "a.warc", archive() + packed)
    assert f"{ADDRESS}/l.csv (record 8)" not in dict(warc_reader.members(evidence, into))


def test_an_archive_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    evidence = written(tmp_path, "a.warc", archive()[:-20])
    given: list[Found | Refusal] = []
    with pytest.raises(SourceError, match="record 7 of the web archive breaks off"):
        given.extend(chain.from_iterable(read_records(warc_reader, evidence, Guesses())))
    assert given
