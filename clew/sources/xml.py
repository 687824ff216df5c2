"""XML from strangers, opened safely: no DOCTYPE, no entities, no network, bounded memory.

The document is cut from its prolog, handed on as UTF-8 and put inside a root of ours. So a DOCTYPE
can never take effect, and a fragment with several roots reads like a whole document.
"""

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from clew.errors import BrokenRecord, SourceError, UnsafeSource

if TYPE_CHECKING:
    from lxml.etree import _Element

CHUNK: Final = 131_072
"""Bytes handed to the parser at a time."""
PROLOG_LIMIT: Final = 1_048_576
"""Bytes that comments and declarations before the first element may take."""
KEEP_LIMIT: Final = 1_048_576
"""Bytes of one element that are kept in memory; what is longer is forgotten piece by piece."""
PIECE_LIMIT: Final = 10_000_000
"""Bytes one text or one tag may take; the parser keeps it whole."""
ROOT: Final = "clew-document"

_SKIP = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DECLARED = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_CONTROL = re.compile(rb"&#(?:x0*([0-9a-fA-F]{1,2})|0*([0-9]{1,2}));|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13))
_LONGEST_REFERENCE = 12
_LIBRARY_PLACE = re.compile(r",? line \d+, column \d+| \(<string>, line \d+\)")
_TOO_LARGE = re.compile(r"huge|lookup|too long|size limit", re.IGNORECASE)


class XmlStream:
    """One pass over an XML document, element by element, in memory that does not grow.

    Attributes:
        position: bytes of the document handed to the parser so far.
        finished: True once the last byte was handed over.
        controls: control characters replaced by U+FFFD so far; XML forbids them, phones store them.
        sheds: how often parts of an element had to be forgotten because it was longer than 1 MiB.
    """

    def __init__(self, stream: BinaryIO, name: str, tags: tuple[str, ...]) -> None:
        """Prepare to read *stream*, called *name* in messages; report only *tags* (local names).

        Raises:
            UnsafeSource: the document carries a DOCTYPE, or a prolog without end.
            SourceError: it does not begin with an element, or its encoding is unknown.
        """
        self.name = name
        self.position = 0
        self.finished = False
        self.controls = 0
        self.sheds = 0
        self._kept_since = 0
        self._stuck = 0
        self._deepest: _Element | None = None
        self._chunks = _document(stream, name)
        self._tags = tuple(f"{{*}}{tag}" for tag in tags)
        self._root: _Element | None = None

    def events(self) -> "Iterator[tuple[str, _Element]]":
        """Give ("start" | "end", element) for each reported tag, in document order.

        The caller frees elements it is done with (`free`).

        Raises:
            BrokenRecord: the XML breaks off or is malformed; what came before stands.
        """
        from lxml import etree

        parser: Any = etree.XMLPullParser(
            ("start", "end"),
            tag=(ROOT, *self._tags),
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            collect_ids=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            parser.feed(f"<{ROOT}>".encode())
            self._root = next(iter(parser.read_events()))[1]
            for chunk in self._chunks:
                self.position += len(chunk)
                parser.feed(self._without_controls(chunk))
                yield from parser.read_events()
                self._stop_at_error(parser)
                if self.position - self._kept_since > KEEP_LIMIT + CHUNK:
                    self._shed()
            self.finished = True
            parser.feed(f"</{ROOT}>".encode())
            parser.close()
        except etree.XMLSyntaxError as exc:
            yield from parser.read_events()
            raise self._broken(str(exc)) from exc

    def keep(self) -> None:
        """Begin to count what is kept in memory: an element of interest begins here."""
        self._kept_since = self.position

    def free(self, element: "_Element") -> None:
        """Forget an element that is done with, and what stood before it beside it."""
        self._kept_since = self.position
        parent = element.getparent()
        element.clear()
        if parent is not None:
            while len(parent) and parent[0] is not element:
                del parent[0]

    def _shed(self) -> None:
        """Forget the finished parts of the element open now; it came out too long to keep.

        Raises:
            BrokenRecord: nothing was finished for 10 MB: one text or tag goes on and on.
        """
        self.sheds += 1
        since, self._kept_since = self.position - self._kept_since, self.position
        node, finished = self._root, 0
        while node is not None and len(node):
            if node is not self._root:
                finished += len(node) - 1
                del node[:-1]
            node = node[-1]
        self._stuck = 0 if finished or node is not self._deepest else self._stuck + since
        self._deepest = node
        if self._stuck > PIECE_LIMIT:
            raise self._broken("too long")

    def _without_controls(self, chunk: bytes) -> bytes:
        if b"&#" not in chunk and len(chunk.translate(None, _CONTROLS)) == len(chunk):
            return chunk
        return _CONTROL.sub(self._replaced, chunk)

    def _replaced(self, match: "re.Match[bytes]") -> bytes:
        """U+FFFD in place of a control character or a reference to one; else as it was."""
        hexadecimal, decimal = match.groups()
        if hexadecimal is not None or decimal is not None:
            code = int(hexadecimal, 16) if hexadecimal is not None else int(decimal)
            if code in (9, 10, 13) or code >= 32:
                return match[0]
        self.controls += 1
        return "\ufffd".encode()

    def _stop_at_error(self, parser: Any) -> None:
        """Some errors come without an exception, and the parser would begin anew after them."""
        if message := _first_error(parser.feed_error_log):
            raise self._broken(message)

    def _broken(self, message: str) -> BrokenRecord:
        return BrokenRecord(
            self._why(message),
            where=self.name,
            do="ask for the file again; what stands before is read",
        )

    def _why(self, message: str) -> str:
        text = _LIBRARY_PLACE.sub("", message.partition("\n")[0])[:200]
        if "depth" in text.lower():
            return "elements stand inside each other deeper than 256 levels"
        if _TOO_LARGE.search(text):
            return "one piece of text or one tag is longer than 10 MB"
        if "ntity" in text:
            return f"it uses an entity, which it may not define ({text})"
        if self.finished:
            return "it ends in the middle of an element"
        return f"it is not well-formed XML ({text})"


def _first_error(log: Any) -> str:
    """Give the first error after which the parser cannot go on, or an empty text."""
    return next((entry.message for entry in log if entry.level_name != "WARNING"), "")


def _document(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """Check the prolog, then give the document from its first element on, as UTF-8 pieces."""
    decode, head = _opening(stream, name)
    start = _first_element(head, stream, decode, name)
    return _rest(start, stream, decode)


class _Decoder:
    """Turns bytes of one encoding into UTF-8 bytes, piece by piece."""

    def __init__(self, encoding: str, name: str) -> None:
        try:
            self._decoder = codecs.getincrementaldecoder(encoding)()
        except LookupError as exc:
            raise SourceError(
                f"its encoding {encoding!r} is unknown",
                where=name,
                do="save it as UTF-8 and add it again",
            ) from exc
        self._plain = codecs.lookup(encoding).name in ("utf-8", "ascii")
        self._name = name

    def __call__(self, data: bytes) -> bytes:
        if self._plain:
            return data
        try:
            return self._decoder.decode(data, final=not data).encode("utf-8", "replace")
        except UnicodeDecodeError as exc:
            raise BrokenRecord(
                f"its bytes are not {exc.encoding}",
                where=self._name,
                do="ask for the file again, as UTF-8",
            ) from exc


def _opening(stream: BinaryIO, name: str) -> tuple[_Decoder, bytes]:
    raw = stream.read(4096)
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if raw.startswith(mark):
            decode = _Decoder(encoding, name)
            return decode, decode(raw[len(mark) :])
    if raw[:4] in (b"<\0?\0", b"\0<\0?"):
        decode = _Decoder("utf-16-le" if raw[0] else "utf-16-be", name)
        return decode, decode(raw)
    declared = _DECLARED.match(raw.lstrip())
    decode = _Decoder(declared[1].decode("ascii") if declared else "utf-8", name)
    return decode, decode(raw)


def _first_element(head: bytes, stream: BinaryIO, decode: _Decoder, name: str) -> bytes:
    """Give the document from its first element on, as far as it was read to find it."""
    while True:
        rest = _after_prolog(head)
        if rest[:9].upper() == b"<!DOCTYPE":
            raise UnsafeSource(
                "the XML carries a DOCTYPE, which can pull in other files or swell without end",
                where=name,
                do="ask for an export without a DOCTYPE; nothing of this file was read",
            )
        if len(rest) >= len(b"<!DOCTYPE") and not rest.startswith((b"<?", b"<!--")):
            break
        more = stream.read(CHUNK)
        if not more:
            break
        head = rest + decode(more)
        if len(head) > PROLOG_LIMIT:
            raise UnsafeSource(
                "more than 1 MiB stands before the first element",
                where=name,
                do="ask for the report as the tool writes it",
            )
    if not re.match(rb"<[^\s!?/<>]", rest):
        raise SourceError(
            "it does not begin with an XML element",
            where=name,
            do="check that this is the report itself",
        )
    return rest


def _after_prolog(head: bytes) -> bytes:
    at = 0
    while match := _SKIP.match(head, at):
        at = match.end()
    return head[at:]


def _rest(start: bytes, stream: BinaryIO, decode: _Decoder) -> Iterator[bytes]:
    """Give pieces that never cut a character reference in two."""
    kept = start
    while raw := stream.read(CHUNK):
        kept += decode(raw)
        cut = kept.rfind(b"&", -_LONGEST_REFERENCE)
        if cut < 0:
            cut = len(kept)
        yield kept[:cut]
        kept = kept[cut:]
    yield kept + decode(b"")
