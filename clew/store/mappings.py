"""Column mappings saved with the case, one TOML file under its header's signature; meant to be edited."""

import tomllib
from pathlib import Path

from clew.errors import CaseError
from clew.model.evidence import Mapping
from clew.model.zones import is_zone

_UNITS = ("s", "min")
_ORDERS = ("DMY", "MDY", "YMD")


def load(folder: Path, signature: str) -> Mapping | None:
    """Give the mapping saved under *signature*, or None.

    Raises:
        CaseError: the file is there but says something a mapping cannot.
    """
    path = folder / f"{signature}.toml"
    if not path.is_file():
        return None
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
    path = folder / f"{signature}.toml"
    if path.exists():
        return
    lines = [
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
    part = path.with_suffix(".part")
    part.write_text("\n".join(lines), encoding="utf-8")
    part.replace(path)


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in plain) + '"'
