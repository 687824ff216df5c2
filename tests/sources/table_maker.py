"""Tables made for a test, and what a reader says of them."""

from pathlib import Path

from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources.reader import read_records
from clew.sources.readers.table_csv import CSV

Items = list[Found | Refusal]


def evidence_of(folder: Path, raw: str | bytes, country: str | None = None) -> Evidence:
    path = folder / "table.csv"
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return Evidence(path, path.name, "0" * 64, path.stat().st_size, "rs-police", country)


def read_all(evidence: Evidence) -> tuple[Items, Guesses]:
    guesses = Guesses()
    return [i for record in read_records(CSV, evidence, guesses) for i in record], guesses


def read(folder: Path, raw: str | bytes, country: str | None = None) -> Items:
    return read_all(evidence_of(folder, raw, country))[0]


def values(items: Items, schema: str = "Person", nth: int = 0) -> dict[str, list[str]]:
    found = [i for i in items if isinstance(i, Found) and i.schema == schema][nth]
    told: dict[str, list[str]] = {}
    for value in found.values:
        told.setdefault(value.prop, []).append(value.text)
    return told


def refusals(items: Items) -> list[Refusal]:
    return [item for item in items if isinstance(item, Refusal)]


def schemata(items: Items) -> list[str]:
    return [item.schema for item in items if isinstance(item, Found)]


def texts(items: Items) -> list[str]:
    found = (item for item in items if isinstance(item, Found))
    return [v.text for f in found for v in f.values if v.prop == "bodyText"]
