"""Open a file of a rehearsal at a place and give what stands there, without clew's readers."""

import io
import json
import re
import zipfile
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
from docx import Document
from lxml import etree

from tests.exercise.conftest import Rehearsal

OWN = {"ucak_yolculari.csv": "windows-1254", "trajekt_bar.csv": "windows-1250", "automjetet.csv": "windows-1250",
       "avtobus.csv": "windows-1251", "mps_kalotina.csv": "windows-1251", "sluzbena_zabiljeska.txt": "windows-1250",
       "sluzbena_beleska.txt": "windows-1251", "grupi_pesha.csv": "windows-1251", "kameri.csv": "windows-1251",
       "gosti_prijaveni.csv": "windows-1251", "gorusme_kayitlari.csv": "windows-1254"}  # fmt: skip
NAMESPACE = "{http://pa.cellebrite.com/report/2.0}"


def at(rehearsal: Rehearsal, agency: str, file: str, where: str) -> str:
    """Give the text that stands at *where*."""
    path, kind = str(rehearsal.folder / agency / file), where.split(maxsplit=1)[0]
    if kind in ("row", "line"):
        return _line(path, int(where.split()[1]))
    if kind == "UNH":
        ref, number = re.fullmatch(r"UNH (\S+), passenger (\d+)", where).groups()  # type: ignore[union-attr]
        return _passenger(path, ref, int(number))
    if kind == "entity":
        return _entities(path)[where.removeprefix("entity ")]
    if kind in ("paragraph", "page"):
        return paragraphs(path)[int(where.split()[1]) - 1]
    return _report(path)[where]


def _line(path: str, number: int) -> str:
    return decoded(path).split("\n")[number - 1]


@lru_cache(maxsize=64)
def decoded(path: str) -> str:
    """Give a text file as text."""
    return Path(path).read_bytes().decode(OWN.get(Path(path).name, "utf-8-sig"))


def _passenger(path: str, ref: str, number: int) -> str:
    message = decoded(path).partition(f"UNH+{ref}+")[2].split("UNT+", 1)[0]
    return message.split("NAD+FL+++")[number].split("CNT+42", 1)[0]


@lru_cache(maxsize=8)
def _entities(path: str) -> dict[str, str]:
    return {json.loads(line)["id"]: line for line in decoded(path).splitlines()}


@lru_cache(maxsize=32)
def paragraphs(path: str) -> tuple[str, ...]:
    """Give the paragraphs of a paper, or the pages of a PDF."""
    if path.endswith(".docx"):
        return tuple(paragraph.text for paragraph in Document(path).paragraphs)
    if path.endswith(".pdf"):
        with pypdfium2.PdfDocument(path) as pdf:
            return tuple(page.get_textpage().get_text_range() for page in pdf)
    if path.endswith(".html"):
        return _Page(decoded(path)).read()
    return tuple(block.strip() for block in decoded(path).split("\r\n\r\n") if block.strip())


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._text, self._found, self._inside = text, list[str](), False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._inside = tag in ("h1", "p")
        if self._inside:
            self._found.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._found[-1] += data

    def read(self) -> tuple[str, ...]:
        self.feed(self._text)
        return tuple(text.strip() for text in self._found)


@lru_cache(maxsize=32)
def report_tree(path: str) -> etree._Element:
    """Give the root of a handset report."""
    if path.endswith(".ufdr"):
        with zipfile.ZipFile(path) as archive:
            return etree.parse(io.BytesIO(archive.read("report.xml"))).getroot()
    return etree.parse(path).getroot()


@lru_cache(maxsize=32)
def _report(path: str) -> dict[str, str]:
    root = report_tree(path)
    found = {
        f"model id={m.get('id')}": " ".join(map(str, m.itertext()))
        for m in root.iter(f"{NAMESPACE}model")
    }
    section = root.find(f"{NAMESPACE}metadata")
    assert section is not None
    return found | {f"section {section.get('section')}": " ".join(map(str, section.itertext()))}
