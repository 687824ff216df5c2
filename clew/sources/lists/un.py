"""The consolidated list of the United Nations Security Council, as the UN publishes it in XML.

Reads    CONSOLIDATED_LIST with INDIVIDUAL and ENTITY elements
Gives    Person and Organization, called by DATAID; aliases of low quality are weak ones
Units    dates of birth ISO; of a span of up to five years each year, else its first and last
Refuses  an XML file that breaks off: the list as a whole
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clew.errors import BrokenRecord
from clew.sources.lists.entries import Entry, raw_of
from clew.sources.lists.frame import RefusedRow
from clew.sources.lists.rows import Raw
from clew.sources.lists.spans import years
from clew.sources.xml import XmlStream

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME: Final = "un_sc"
ROOT: Final = b"<CONSOLIDATED_LIST"
_MADE: Final = re.compile(rb'dateGenerated\s*=\s*"(\d{4})-(\d\d)-(\d\d)')
_SCHEMA: Final = {"INDIVIDUAL": "Person", "ENTITY": "Organization"}
_NAMES: Final = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ALIAS: Final = {"low": "weakAlias", "f.k.a.": "previousName"}
_PASSPORT: Final = re.compile(r"pas+[ae]?port", re.IGNORECASE)


def recognise(head: bytes) -> bool:
    """Say whether *head*, the beginning of a file, is of this list."""
    return ROOT in head


def edition(head: bytes) -> date | None:
    """Give the day the list was made, from its first element."""
    found = _MADE.search(head)
    return date(*(int(part) for part in found.groups())) if found else None


class UnList:
    """The list in one XML file.

    Attributes:
        edition: the day it was made, where its first element says so.
    """

    def __init__(self, path: Path, edition: date | None) -> None:
        self._path = path
        self.edition = edition

    def births(self) -> list[str]:
        """Nothing: this list writes its dates one way."""
        return []

    def batches(self, size: int) -> Iterator[Raw]:
        """Give its entities, *size* at a time.

        Raises:
            BrokenRecord: the file breaks off or is not well-formed; the list must not be used.
        """
        bytes_in_all = self._path.stat().st_size
        with self._path.open("rb") as handle:
            stream = XmlStream(handle, self._path.name, tuple(_SCHEMA))
            waiting: list[Entry] = []
            for entry in self._entries(stream):
                waiting.append(entry)
                if len(waiting) == size:
                    yield raw_of(waiting, min(1.0, stream.position / bytes_in_all))
                    waiting = []
            yield raw_of(waiting, 1.0)

    def _entries(self, stream: XmlStream) -> Iterator[Entry]:
        sheds, number = 0, 0
        try:
            for event, element in stream.events():
                if event == "start":
                    stream.keep()
                    continue
                number += 1
                if stream.sheds > sheds:
                    raise BrokenRecord(f"entity {number} is longer than 1 MiB")
                yield _entry(element, number)
                stream.free(element)
        except BrokenRecord as exc:
            raise BrokenRecord(
                exc.what,
                where=f"{self._path.name}, byte {stream.position}, after {number} entities",
                do="ask for the list again; half a list misses people, so none of it is used",
            ) from exc


def _entry(element: "_Element", number: int) -> Entry:
    tag = str(element.tag).rpartition("}")[2]
    name = (element.findtext("DATAID") or "").strip()
    entry = Entry(name, f"{tag.lower()} {name or number}", _SCHEMA[tag])
    if not name:
        why = ("it has no DATAID", "it is called by its number; ask for the list again")
        entry.refused.append(RefusedRow(entry.place, "", *why))
    entry.add("name", " ".join(filter(None, (_text(element, part) for part in _NAMES))))
    entry.add("alias", _text(element, "NAME_ORIGINAL_SCRIPT"))
    for alias in element.iterfind(f"{tag}_ALIAS"):
        quality = (_text(alias, "QUALITY") or "").lower()
        entry.add(_ALIAS.get(quality, "alias"), _text(alias, "ALIAS_NAME"))
        entry.add_all("birthDate", _year_texts(_text(alias, "DATE_OF_BIRTH")))
    if tag == "INDIVIDUAL":
        _about_a_person(entry, element)
    _about_any(entry, element, tag)
    return entry


def _about_a_person(entry: Entry, element: "_Element") -> None:
    entry.add("gender", _text(element, "GENDER"))
    entry.add_all("nationality", _values(element, "NATIONALITY"))
    entry.add_all("title", _values(element, "TITLE"))
    entry.add_all("position", _values(element, "DESIGNATION"))
    for birth in element.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        entry.add_all("birthDate", _births(birth))
    for place in element.iterfind("INDIVIDUAL_PLACE_OF_BIRTH"):
        entry.add("birthPlace", _joined(place, ("CITY", "STATE_PROVINCE", "COUNTRY")))
        entry.add("birthCountry", _text(place, "COUNTRY"))
    for paper in element.iterfind("INDIVIDUAL_DOCUMENT"):
        kind = f"{_text(paper, 'TYPE_OF_DOCUMENT')} {_text(paper, 'TYPE_OF_DOCUMENT2')}"
        prop = "passportNumber" if _PASSPORT.search(kind) else "idNumber"
        entry.add(prop, _text(paper, "NUMBER"))


def _about_any(entry: Entry, element: "_Element", tag: str) -> None:
    for address in element.iterfind(f"{tag}_ADDRESS"):
        parts = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
        entry.add("address", _joined(address, parts))
        entry.add("country", _text(address, "COUNTRY"))
    entry.add("topics", "sanction")
    entry.add("program", _text(element, "UN_LIST_TYPE"))
    if reference := _text(element, "REFERENCE_NUMBER"):
        entry.add("notes", f"UN reference {reference}, listed on {_text(element, 'LISTED_ON')}")
    entry.add("notes", _text(element, "COMMENTS1"))


def _births(birth: "_Element") -> Iterator[str]:
    if day := _text(birth, "DATE"):
        yield day
    elif year := _text(birth, "YEAR"):
        yield year
    first, last = _text(birth, "FROM_YEAR"), _text(birth, "TO_YEAR")
    yield from years(first, last)


def _year_texts(text: str) -> Iterator[str]:
    """Give the dates of birth an alias carries: a day, a year, or several with commas."""
    for part in re.split(r"[,;]| and | or ", text):
        if re.search(r"\d", part):
            yield re.sub(r"^\D*(?=\d{4}$)", "", part.strip())


def _text(element: "_Element", tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())


def _values(element: "_Element", tag: str) -> list[str]:
    return [value.text or "" for value in element.iterfind(f"{tag}/VALUE")]


def _joined(element: "_Element", tags: tuple[str, ...]) -> str:
    return ", ".join(filter(None, (_text(element, tag) for tag in tags)))
