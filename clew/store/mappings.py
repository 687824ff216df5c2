"""Column mappings saved with the case, one TOML file under its header's signature; meant to be edited."""

import re
import tomllib
from pathlib import Path

from clew.errors import CaseError
from clew.model.evidence import Mapping
from clew.model.zones import is_zone

_SIGNATURE = re.compile(r"[0-9a-f]{16}")
_UNITS = ("s", "min")
_ORDERS = ("DMY", "MDY", "YMD")


def load(folder: Path, signature: str) -> Mapping | None:
    """Give the mapping saved under *signature*, or None.

    Raises:
        CaseError: the file is there but says something a mapping cannot.
    """
    path = folder / f"{signature}.toml"
    return _read(path) if path.is_file() else None


def _read(path: Path) -> Mapping:
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        order = said.get("date_order")
        if order is not None and order not in _ORDERS:
            raise CaseError(
                f"date_order = {order!r} is not one of {', '.join(_ORDERS)}",
                where=str(path),
                do="correct it",
            )
        zone, unit = said.get("time_zone"), said.get("duration_unit")
        if zone is not None and not is_zone(str(zone)):
            raise CaseError(f"time_zone = {zone!r} is no zone", where=str(path), do="correct it")
        if unit not in (None, *_UNITS):
            raise CaseError(
                f"duration_unit = {unit!r} is not one of {', '.join(_UNITS)}",
                where=str(path),
                do="correct it",
            )
        columns = {str(k): str(v) for k, v in said["columns"].items()}
        return Mapping(
            str(said["kind"]),
            columns,
            str(said["delimiter"]),
            str(said["encoding"]),
            order,
            zone,
            unit,
        )
    except (tomllib.TOMLDecodeError, KeyError, AttributeError, UnicodeDecodeError) as exc:
        raise CaseError(
            f"this column mapping cannot be read: {exc}", where=str(path), do="correct or delete it"
        ) from exc


def save(folder: Path, signature: str, mapping: Mapping) -> None:
    """Save *mapping*; one that is already there was perhaps edited by a person and stays."""
    if not (folder / f"{signature}.toml").exists():
        put(folder, signature, mapping)


def put(folder: Path, signature: str, mapping: Mapping) -> None:
    """Save what a person mapped, in place of what was there."""
    path = folder / f"{signature}.toml"
    part = path.with_suffix(".part")
    part.write_text(text_of(signature, mapping), encoding="utf-8")
    part.replace(path)


def listed(folder: Path) -> list[str]:
    """Give the signatures under which mappings are saved."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def shared(path: Path) -> tuple[str, Mapping]:
    """Give signature and mapping of a file somebody shared.

    Raises:
        CaseError: it is no mapping, or does not say which header it is for.
    """
    try:
        signature = str(tomllib.loads(path.read_text(encoding="utf-8")).get("signature", ""))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise CaseError(
            f"this is no column mapping: {exc}", where=str(path), do="ask for the file again"
        ) from exc
    if not _SIGNATURE.fullmatch(signature):
        raise CaseError(
            f"the mapping does not say which header it is for: signature = {signature!r}",
            where=str(path),
            do="export it again: clew mapping export CASE SIGNATURE FILE",
        )
    return signature, _read(path)


def text_of(signature: str, mapping: Mapping) -> str:
    """Give a mapping as the text of its file."""
    lines = [
        f"signature = {_quoted(signature)}",
        f"kind = {_quoted(mapping.kind)}",
        f"delimiter = {_quoted(mapping.delimiter)}",
        f"encoding = {_quoted(mapping.encoding)}",
        *(
            f"{name} = {_quoted(text)}"
            for name in ("date_order", "time_zone", "duration_unit")
            if (text := getattr(mapping, name))
        ),
        "",
        "[columns]",
        *(f"{_quoted(header)} = {_quoted(meaning)}" for header, meaning in mapping.columns.items()),
        "",
    ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in plain) + '"'
