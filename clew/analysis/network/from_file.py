"""Reads a graph from a file: GraphML, GEXF, JSON of several shapes, lists of links, matrices."""

import re
from pathlib import Path

from clew.analysis.network.from_json import read_json
from clew.analysis.network.from_table import read_table
from clew.analysis.network.from_xml import read_xml
from clew.analysis.network.links import Links
from clew.errors import NotFound, SourceError
from clew.model.evidence import Evidence
from clew.sources.encoding import detect, samples

MOST_BYTES = 1 << 30
"""Largest file that is read, 1 GiB: it is held in memory."""
_COMMENT = re.compile(r"\s*(?:[#%]|//)")


def read_graph(path: Path, is_directed: bool | None = None) -> Links:
    """Read the links a file holds; lines that are none are counted with their reason.

    Args:
        path: the file.
        is_directed: whether links run from the first named to the second, where the file says nothing of it.

    Raises:
        NotFound: there is no such file.
        SourceError: it is too large, or holds no graph.
        UnsafeSource: it is XML that could harm the machine.
    """
    if not path.is_file():
        raise NotFound(f"no file {str(path)!r}", do="name a file of links, or a case folder")
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise SourceError("the file is larger than 1 GiB", where=path.name, do="cut it into parts")
    evidence = Evidence(path, path.name, "", size, "")
    with path.open("rb") as handle:
        head = handle.read(4096)
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<", head.replace(b"\0", b"")):
        return read_xml(evidence)
    text = path.read_bytes().decode(detect(samples(evidence)).name, errors="replace")
    text = text.removeprefix("\ufeff")
    first = next(
        (line for line in text.splitlines() if line.strip() and not _COMMENT.match(line)), ""
    )
    if not first:
        raise SourceError("the file holds no links", where=path.name, do="ask for it again")
    if other := next((name for name, head in _OTHERS if head.match(text)), ""):
        raise SourceError(f"this is {other}, not lines of links", where=path.name, do=_SHAPES)
    links = read_json(text, path.name) if first.lstrip()[:1] in "{[" else read_table(text)
    if not links.numbers:
        reason = next(iter(links.refused), "no line names two nodes")
        raise SourceError(f"the file holds no links: {reason}", where=path.name, do=_SHAPES)
    links.is_directed |= links.is_silent and bool(is_directed)
    return links


_SHAPES = "give GraphML, GEXF, JSON with nodes and links, or lines 'source,target,weight'"
_OTHERS = (
    ("a Pajek network", re.compile(r"\s*\*(?:vertices|network)\b", re.IGNORECASE)),
    ("GML", re.compile(r"\s*(?:#.*\n|creator\b.*\n|version\b.*\n|\s)*graph\s*\[", re.IGNORECASE)),
    ("a drawing in DOT", re.compile(r"\s*(?:strict\s+)?(?:di)?graph\b[^\n{]*\{", re.IGNORECASE)),
    ("a Matrix Market file", re.compile(r"%%MatrixMarket", re.IGNORECASE)),
)
"""Forms of graphs whose lines would be taken for links."""
