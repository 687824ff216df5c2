"""The least of a Word document and of a PDF that every reader opens, the same bytes every time."""

import io
import zipfile
from collections.abc import Sequence
from textwrap import wrap
from xml.sax.saxutils import escape

from clew.exercise.scene import ZIP_DATE

_OFFICE = "http://schemas.openxmlformats.org"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LINE_LENGTH = 88


def docx(paragraphs: Sequence[str]) -> bytes:
    """Give a Word document (Office Open XML, ECMA-376) with the given paragraphs."""
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for text in paragraphs
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_OFFICE}/wordprocessingml/2006/main">'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            member = zipfile.ZipInfo(name, ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, _HEAD + part)
    return out.getvalue()


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Give a PDF 1.4 with one page per list of paragraphs.

    Text is set in Helvetica, so it must fit Latin-1 (Windows-1252); long paragraphs are broken into lines.
    """
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, paragraphs in enumerate(pages):
        stream = _page_text(paragraphs)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
    return with_table(objects)


def _page_text(paragraphs: Sequence[str]) -> bytes:
    commands = ["BT /F1 10 Tf 14 TL 50 790 Td"]
    for text in paragraphs:
        for line in wrap(text, _LINE_LENGTH, break_long_words=False, break_on_hyphens=False):
            shown = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            commands.append(f"({shown}) Tj T*")
        commands.append("T*")
    return "\n".join([*commands, "ET"]).encode("cp1252")


def with_table(objects: Sequence[bytes]) -> bytes:
    """Number the objects and add the cross-reference table that says where each begins."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
    )
    return bytes(out)
