"""XML from strangers ends in a named refusal, and what came before the fault still stands."""

import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import BrokenRecord, ClewError, SourceError, UnsafeSource
from clew.sources.xml import KEEP_LIMIT, XmlStream


class Endless(io.RawIOBase):
    """A head, then one piece over and over up to a size, then a tail."""

    def __init__(self, head: bytes, piece: bytes, size: int, tail: bytes = b"") -> None:
        self._head, self._piece, self._left, self._tail = head, piece, size, tail

    def read(self, size: int = -1) -> bytes:
        if self._head:
            data, self._head = self._head, b""
        elif self._left > 0:
            data = self._piece * max(1, size // len(self._piece))
            self._left -= len(data)
        else:
            data, self._tail = self._tail, b""
        return data


def ids(document: bytes | io.RawIOBase) -> list[str]:
    stream = io.BytesIO(document) if isinstance(document, bytes) else document
    xml = XmlStream(stream, "report.xml", ("model",))  # type: ignore[arg-type]
    found = []
    for event, element in xml.events():
        if event == "end":
            found.append(element.get("id") or "")
            xml.free(element)
    return found


def outcome(document: bytes) -> str:
    """What happened: "read", or the words of the refusal; anything else is a crash."""
    try:
        ids(document)
    except ClewError as refusal:
        return refusal.what
    return "read"


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE a SYSTEM "http://example.test/a.dtd"><model/>',
        b'<?xml version="1.0"?><!-- x --><!DOCTYPE lolz [<!ENTITY a "b">]><model/>',
        '<?xml version="1.0"?><!doctype a><model/>'.encode("utf-16"),
        b"<!-- " + b"x" * 300_000 + b" --><!DOCTYPE a><model/>",
    ],
    ids=["external", "entities", "utf-16", "after a long comment"],
)
def test_a_doctype_is_unsafe_and_nothing_is_read(document: bytes) -> None:
    with pytest.raises(UnsafeSource) as refused:
        ids(document)
    assert str(refused.value) == (
        "report.xml: the XML carries a DOCTYPE, which can pull in other files or swell without end\n"
        "  → ask for an export without a DOCTYPE; nothing of this file was read"
    )


@pytest.mark.parametrize(
    ("document", "what"),
    [
        (
            b'<a><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;</a>',
            "it is not well-formed XML (StartTag: invalid element name)",
        ),
        (
            b"<a>&lol;</a>",
            "it uses an entity, which it may not define (Entity 'lol' not defined)",
        ),
        (b"<a>" * 400, "elements stand inside each other deeper than 256 levels"),
        (b"<a>" + b"x" * 11_000_000, "one piece of text or one tag is longer than 10 MB"),
        (b'<a x="' + b"y" * 13_000_000, "one piece of text or one tag is longer than 10 MB"),
        (
            b"<a " + b" ".join(b'a%d="1"' % n for n in range(1_200_000)) + b"/>",
            "one piece of text or one tag is longer than 10 MB",
        ),
        (b"<a><b>", "it ends in the middle of an element"),
        (b"<a><b", "it ends in the middle of an element"),
        (b"<a><![CDATA[x", "it ends in the middle of an element"),
        (
            b"<a></b>",
            "it is not well-formed XML (Opening and ending tag mismatch: a line 1 and b)",
        ),
        (b"<a>\xff</a>", "it is not well-formed XML (Invalid bytes in character encoding)"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_broken_xml_says_what_is_wrong_with_it(document: bytes, what: str) -> None:
    with pytest.raises(BrokenRecord) as refused:
        ids(document)
    assert (refused.value.what, refused.value.where) == (what, "report.xml")


@pytest.mark.parametrize("document", [b"", b"passengers;name", b"<!-- only a comment -->", b"<"])
def test_what_begins_with_no_element_is_refused(document: bytes) -> None:
    with pytest.raises(SourceError, match=r"^report\.xml: it does not begin with an XML element\n"):
        ids(document)


def test_an_unknown_encoding_is_refused_by_name() -> None:
    with pytest.raises(SourceError, match=r"^report\.xml: its encoding 'klingon' is unknown\n"):
        ids(b'<?xml version="1.0" encoding="klingon"?><a/>')


def test_a_prolog_without_end_is_unsafe() -> None:
    with pytest.raises(UnsafeSource, match="more than 1 MiB stands before the first element"):
        ids(Endless(b"<!--", b"x" * 1000, 5_000_000_000))


def test_elements_before_a_fault_are_given() -> None:
    events = XmlStream(
        io.BytesIO(b'<model id="1"/><model id="2"/></x>'), "report.xml", ("model",)
    ).events()
    assert [next(events)[1].get("id") for _ in range(4)] == ["1", "1", "2", "2"]
    with pytest.raises(BrokenRecord):
        next(events)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251"])
def test_the_declared_or_marked_encoding_is_read(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?><model id="Џевдет"/>'
    assert ids(text.encode(encoding)) == ["Џевдет"]


def test_several_roots_read_like_one_document() -> None:
    assert ids(b'<?xml version="1.0"?>\n<model id="1"/>\n<model id="2"/>') == ["1", "2"]


def test_an_undeclared_prefix_is_said() -> None:
    with pytest.raises(BrokenRecord, match="Namespace prefix x for y on b is not defined"):
        ids(b'<a><b x:y="z"/><model id="1"/></a>')


def test_control_characters_are_replaced_and_counted() -> None:
    xml = XmlStream(io.BytesIO(b"<model>&#x1F;\x01&#9;&#233;</model>"), "report.xml", ("model",))
    texts = [element.text for event, element in xml.events() if event == "end"]
    assert (texts, xml.controls) == (["\ufffd\ufffd\té"], 2)


@pytest.mark.slow
def test_memory_stays_bounded_however_long_one_element_is() -> None:
    tracemalloc.start()
    found = ids(Endless(b'<model id="1">', b"<field>x</field>" * 500, 60_000_000, b"</model>"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == ["1"]
    assert peak < 8 * KEEP_LIMIT


def test_a_text_of_five_gigabytes_stops_after_ten_megabytes() -> None:
    endless = Endless(b"<a>", b"x" * 4096, 5_000_000_000)
    with pytest.raises(BrokenRecord, match="longer than 10 MB"):
        ids(endless)
    assert endless._left > 4_900_000_000


@given(st.binary(max_size=200))
def test_any_bytes_end_in_elements_or_in_a_named_refusal(data: bytes) -> None:
    for document in (data, b"<a>" + data, b'<?xml version="1.0"?><model>' + data):
        assert outcome(document)


@given(
    st.lists(
        st.sampled_from([b"<model>", b"</model>", b"<a>", b"</a>", b"&#1;", b"&", b"x", b"]]>"])
    ),
    st.integers(1, 40),
)
def test_pieces_of_xml_in_any_order_never_crash(parts: list[bytes], cut: int) -> None:
    document = b"<r>" + b"".join(parts) + b"</r>"
    for piece in (document, document[:cut]):
        assert outcome(piece)
