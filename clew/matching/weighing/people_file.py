"""Reads the people weights are fitted on: who bears which names, in which scripts, born when."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from clew.errors import BrokenRecord

_SEPARATOR = "|"
_SEXES = {"m": "male", "h": "male", "f": "female"}
"""First letters of the words the file has for them, "homme" and "femme" among them."""
_NEEDED = ("ep_id", "name", "birth_date", "other_names")


@dataclass(frozen=True, slots=True)
class Bearer:
    """One person of the file.

    Attributes:
        forms: the name and the other names, each once, in order.
        born: date of birth, ISO 8601; empty where it is not known.
        sex: "male", "female", or empty.
        country: whose public office the person holds or held; empty where the file does not say.
        fitted_on: weights are fitted on this person; the others are kept to judge with.
    """

    id: str
    forms: tuple[str, ...]
    born: str
    sex: str
    country: str
    fitted_on: bool


@dataclass(frozen=True, slots=True)
class People:
    """A file of people that was read; *sha256* names it."""

    bearers: tuple[Bearer, ...]
    sha256: str
    name: str


def read_people(path: Path) -> People:
    """Read a CSV with the columns ep_id, name, birth_date, other_names (separated by "|").

    Every person belongs to the half fitted on or the half kept, by a hash of the id alone.

    Raises:
        BrokenRecord: it is no CSV in UTF-8, a column is missing, or there are too few people.
    """
    raw = path.read_bytes()
    try:
        reader = csv.DictReader(raw.decode("utf-8-sig").splitlines(), strict=True)
        missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
        rows = [] if missing else list(reader)
    except (UnicodeDecodeError, csv.Error) as exc:
        raise BrokenRecord(
            f"it is not a CSV file in UTF-8: {exc}", where=str(path), do="save it as CSV in UTF-8"
        ) from exc
    if missing:
        raise BrokenRecord(
            f"no column {', '.join(map(repr, missing))}",
            where=str(path),
            do=f"give a CSV file with the columns {','.join(_NEEDED)}",
        )
    bearers = tuple(_bearer(row) for row in rows if (row["name"] or "").strip())
    if len(bearers) < 100:
        raise BrokenRecord(
            f"{len(bearers)} people are too few to fit weights on",
            where=str(path),
            do="give a file of a hundred people or more, better ten thousand",
        )
    return People(bearers, hashlib.sha256(raw).hexdigest(), path.name)


def _bearer(row: dict[str, str]) -> Bearer:
    forms = [row["name"], *(row["other_names"] or "").split(_SEPARATOR)]
    tidy = dict.fromkeys(" ".join(form.split()) for form in forms)
    born = (row["birth_date"] or "").strip()
    whole = len(born) == 10 and born[4] == born[7] == "-" and born.replace("-", "").isdecimal()
    return Bearer(
        row["ep_id"], tuple(form for form in tidy if form), born if whole else "",
        _SEXES.get((row.get("gender") or "").strip().lower()[:1], ""), (row.get("country") or "").strip(),
        hashlib.sha256(row["ep_id"].encode()).digest()[0] % 2 == 0,
    )  # fmt: skip
