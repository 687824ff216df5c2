"""One entity of a list in FollowTheMoney's words, its values cleaned as they come in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

import polars as pl

from clew.model import identifiers
from clew.sources.lists import cleaning
from clew.sources.lists.cleaning import One, Why
from clew.sources.lists.frame import KEPT, TEXTS, RefusedRow
from clew.sources.lists.rows import Raw

_BODIES: Final = frozenset(
    {"Organization", "Company", "PublicBody", "Vessel", "Airplane", "Vehicle"}
)
COMPARED: Final = _BODIES | {"Person", "LegalEntity"}
"""Schemata of parties that are compared."""
_COLUMN: Final = {
    "names": ("name", "alias", "previousName", "weakAlias", "abbreviation"),
    "births": ("birthDate",),
    "sexes": ("gender",),
    "nationalities": ("nationality", "citizenship"),
    "fathers": ("fatherName",),
    "documents": (
        "passportNumber", "idNumber", "socialSecurityNumber", "taxNumber", "innCode", "vatCode",
        "registrationNumber", "ogrnCode", "leiCode", "dunsCode", "imoNumber", "mmsi", "serialNumber",
        "licenseNumber", "uscCode", "npiCode", "swiftBic", "vin",
    ),
    "phones": ("phone",),
    "places": ("birthPlace",),
    "birth_countries": ("birthCountry",),
}  # fmt: skip
"""Column of a frame of parties → the properties it is filled from, the best first."""
_OF_BODIES: Final = ("jurisdiction", "mainCountry", "flag", "country")
"""What stands for the nationality of a body."""
IN_COLUMNS: Final = frozenset(prop for props in _COLUMN.values() for prop in props)
"""Properties that a column of a frame of parties holds."""
_COUNTRIES: Final = frozenset({"nationality", "citizenship", "birthCountry", *_OF_BODIES})
_LONGEST: Final = {"notes": 65_000, "address": 250, "birthPlace": 1_024, "position": 1_024}
_QUOTES: Final = " \"'“”„‘’«»"
_PARTED: Final = re.compile(r"\s*[;,][\s;,]*")
_NOTHING: Final = frozenset({"", "-0-", "-", "na", "n/a", "null", "none"})


@dataclass(slots=True)
class Entry:
    """One entity of a list.

    Attributes:
        id: the list's own id for it.
        place: where it stands in the list.
        schema: FollowTheMoney's word for what it is.
        said: property → its values, cleaned, in the list's order.
        refused: values that could not be taken.
        json: the entity as received, where the list is FollowTheMoney already.
    """

    id: str
    place: str
    schema: str
    said: dict[str, list[str]] = field(default_factory=dict)
    refused: list[RefusedRow] = field(default_factory=list)
    json: str = ""

    def add(self, prop: str, text: str | None) -> None:
        """Say one value of *prop*; what says nothing is passed over, what cannot be taken refused."""
        plain = " ".join((text or "").split())
        if plain.lower() in _NOTHING:
            return
        one = _one(prop, plain)
        if one.why:
            self.refused.append(RefusedRow(self.place, plain[:KEPT], *one.why))
        held = self.said.setdefault(prop, []) if one.text else []
        if one.text and one.text not in held:
            held.append(one.text)

    def add_all(self, prop: str, texts: Iterable[str | None]) -> None:
        """Say several values of *prop*."""
        for text in texts:
            self.add(prop, text)

    def add_known_country(self, prop: str, text: str) -> None:
        """Say a country where *text* names one; the end of an address often names a town instead."""
        if _one(prop, text).text:
            self.add(prop, text)

    def compared(self) -> list[str]:
        """Give the properties that are compared of a party of its schema."""
        return [prop for name in _COLUMN for prop in self._props(name)]

    def _props(self, name: str) -> tuple[str, ...]:
        if name == "nationalities" and self.schema in _BODIES:
            return _OF_BODIES
        return _COLUMN[name]

    def column(self, name: str) -> list[str]:
        """Give what stands in one column of a frame of parties."""
        props = self._props(name)
        return list(dict.fromkeys(text for prop in props for text in self.said.get(prop, ())))

    def entity(self) -> str:
        """Give the entity as FollowTheMoney JSON, which has no place for a telephone number without country."""
        import orjson

        if self.json:
            return self.json
        names = set(self.said.get("name", ()))
        for other in ("alias", "previousName", "weakAlias"):
            self.said[other] = [name for name in self.said.get(other, ()) if name not in names]
            names.update(self.said[other])
        self.said["phone"] = [text for text in self.said.get("phone", ()) if text[0] == "+"]
        said = {prop: texts for prop, texts in self.said.items() if texts}
        return orjson.dumps({"id": self.id, "schema": self.schema, "properties": said}).decode()


@lru_cache(maxsize=100_000)
def _one(prop: str, text: str) -> One:
    if prop == "birthDate":
        return cleaning.birth(text.removesuffix("."), "DMY", datetime.now(UTC).date())
    if prop in _COUNTRIES:
        return cleaning.country_of(text.removesuffix("."))
    if prop == "gender":
        return cleaning.sex(text.removesuffix("."))
    if prop == "phone":
        return cleaning.phone(text.removesuffix("."), None)
    if prop == "email":
        key = identifiers.email(text.removesuffix("."))
        why = Why(f"{text!r} is not an e-mail address", "it is kept in the notes only")
        return One(key, None if key else why)
    if prop in _COLUMN["names"]:
        text = text.strip(_QUOTES)
    if prop == "address":
        text = _PARTED.sub(", ", text)
    longest = _LONGEST.get(prop, cleaning.LONGEST_NAME)
    if len(text) > longest:
        why = Why(f"a {prop} of {len(text)} characters is too long", "its beginning is kept")
        return One(text[:longest].strip(), why)
    return One(text)


def raw_of(entries: Sequence[Entry], share: float) -> Raw:
    """Give entities as rows, ready to be made a batch; *share*: how much of the list is read."""
    columns = {
        name: [pl.Series([entry.column(name) for entry in entries], dtype=TEXTS)]
        for name in _COLUMN
    }
    names = columns.pop("names")
    return Raw(
        numbers=pl.arange(1, len(entries) + 1, eager=True),
        held={
            "id": [pl.Series([entry.id for entry in entries], dtype=pl.String)],
            "schema": [pl.Series([entry.schema for entry in entries], dtype=pl.String)],
            "other_names": names,
            **columns,
        },
        place=lambda at: entries[at].place,
        entity=pl.Series([entry.entity() for entry in entries], dtype=pl.String),
        refused=[refusal for entry in entries for refusal in entry.refused],
        share=share,
    )
