"""Writes small reports for the tests: PDF by hand, Word documents through python-docx."""

import io
import zipfile
from pathlib import Path

from clew.model.evidence import Evidence


def evidence_of(path: Path, country: str | None = None) -> Evidence:
    """Give a file of the tests as it would come in."""
    return Evidence(path, path.name, "0" * 64, path.stat().st_size, "xk-police", country)


def written(folder: Path, name: str, content: bytes | str, country: str | None = None) -> Evidence:
    """Write a file and give it as it would come in."""
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return evidence_of(path, country)


def pdf_bytes(pages: list[list[str]], info: dict[str, str] | None = None) -> bytes:
    """Write a PDF with one line of Helvetica after the other; Latin-1 letters only."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    for number, lines in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> "
            + f"/Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(_page_stream(lines))
    trailer = b""
    if info:
        fields = " ".join(f"/{key} ({value})" for key, value in info.items())
        objects.append(f"<< {fields} >>".encode("latin-1"))
        trailer = f" /Info {len(objects)} 0 R".encode()
    return _assembled(objects, trailer)


def _page_stream(lines: list[str]) -> bytes:
    shown = "".join(f"({_escaped(line)}) Tj 0 -16 Td\n" for line in lines)
    body = f"BT /F1 11 Tf 50 780 Td\n{shown}ET\n".encode("latin-1") if lines else b""
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(body), body)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assembled(objects: list[bytes], trailer: bytes) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    size = len(objects) + 1
    out.write(b"trailer\n<< /Size %d /Root 1 0 R%b >>\n" % (size, trailer))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def package_bytes(parts: dict[str, str]) -> bytes:
    """Write a Word package from the XML of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def body(inner: str) -> str:
    """Give the XML of a Word body around *inner*."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{inner}</w:body></w:document>'
