"""The custody sheet of one original, as an officer signs it and a court reads it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from clew import __version__, audit
from clew.exchange.manifest import originals
from clew.report.pdf import typeset
from clew.store.custody import ACTS
from clew.store.custody_check import Watch, compared
from clew.store.door import View
from clew.store.shelf import source_of

MOST_MEMBERS = 500
"""Members of an archive one sheet lists; the manifest lists them all."""
_HEAD = 70
"""Characters of the items' names that stand in the head of each page."""
_VERDICTS = {
    "as received": "As received: hashed again for this sheet, the hash is the one it came under.",
    "altered": "ALTERED: the file kept as this original is not what was received.",
    "missing": "MISSING: the original is not in the case folder.",
    "unreadable": "UNREADABLE: the original could not be read for this sheet.",
}
_SAID = {
    "handed_over_by": "handed over by", "handed_over_at": "handed over", "legal_basis": "legal basis",
    "seal": "seal", "exhibit": "exhibit", "name": "name", "text": "", "to": "to", "out_of": "out of",
    "finding": "", "hashes_to": "hashes to", "what": "", "permission": "permitted by",
    "handed_over_for": "from", "writable": "could be written to, mode",
}  # fmt: skip
"""Details an entry shows, in this order, and what they are called."""


def custody_sheet(view: View, source: int, watch: Watch | None = None) -> tuple[str, bytes]:
    """Give the SHA-256 of a source's original and its sheet as PDF; the original is hashed again for it.

    Raises:
        NotFound: there is no such source, or the asker may not see it.
        SettingsError: the extra "print" is not installed.
    """
    source_of(view, source)
    (found,) = originals(view, [source])
    at = datetime.now(UTC)
    line, head = audit.head(view.conn)
    checked = compared(view.case, str(found["sha256"]), watch)
    data = {
        "case": view.case.name, "exercise": view.case.exercise, "by": view.asker.who,
        "agency": view.asker.agency, "version": __version__, "made_at": _time(at.isoformat()),
        "log": {"line": str(line), "hash": head}, "sha256": found["sha256"],
        "items": _short(", ".join(f"{one['source']} {one['name']}" for one in found["sources"])),
        "size": f"{found['size']:,} bytes", "check": _check(checked, found["custody"]),
        "sources": [_source(one) for one in found["sources"]],
        "chain": [_row(entry) for entry in found["custody"]],
    }  # fmt: skip
    return str(found["sha256"]), typeset("custody_sheet", data, at)


def _check(checked: Mapping[str, object], entries: list[dict[str, Any]]) -> dict[str, object]:
    finding = str(checked["finding"])
    times = [e for e in entries if e["act"] == "verified"]
    former = "Never verified before this sheet: clew custody verify checks the whole case."
    if times:
        former = f"Last verified {_time(times[-1]['at'])}: {times[-1].get('finding')}."
    hashed = f" It hashes to {checked['hashes_to']}." if "hashes_to" in checked else ""
    return {
        "good": finding == "as received",
        "verdict": _VERDICTS[finding],
        "detail": former + hashed,
    }


def _source(one: dict[str, Any]) -> dict[str, object]:
    said, read, above = one["standing"], one["read_out"], one["container"]
    handling = " · ".join(filter(None, (one["handling"], one["handling_text"])))
    facts = [
        ("Item", str(one["source"])),
        ("Name as handed over", one["name"]),
        ("Exhibit", said.get("exhibit", "")),
        ("Seal", said.get("seal", "")),
        ("Agency", one["agency"]),
        ("Handed over by", said.get("handed_over_by", "")),
        ("Handed over", _time(said.get("handed_over_at", ""))),
        ("Legal basis", said.get("legal_basis", "")),
        ("Taken in", f"{_time(one['at'])} by {one['by']}"),
        ("Evaluation, handling", f"{one['evaluation']}, {handling}"),
        ("Read out of it", _read_out(one["reader"], read)),
    ]
    if above is not None:
        inside = f"item {above['source']}, {above['name']}, SHA-256 {above['sha256']}"
        facts.insert(2, ("Lay in", inside))
    members = [
        {"item": str(m["source"]), "name": m["name"], "sha256": m["sha256"], "size": f"{m['size']:,}"}
        for m in one["members"][:MOST_MEMBERS]
    ]  # fmt: skip
    return {
        "agency": one["agency"],
        "facts": facts,
        "members": members,
        "members_count": len(one["members"]),
    }


def _read_out(reader: str | None, read: dict[str, int]) -> str:
    counts = ", ".join(f"{name} {number:,}" for name, number in read.items())
    return f"{counts}; reader {reader}" if reader else f"{counts}; no reader could read it"


def shown(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Give an entry of a chain in words: no, at, what, who, details."""
    details = [
        f"{label} {_time(str(entry[name])) if name == 'handed_over_at' else entry[name]}".strip()
        for name, label in _SAID.items()
        if entry.get(name)
    ]
    if entry["why"]:
        details.append(f"reason: {entry['why']}")
    return {
        "no": str(entry["entry"]),
        "at": entry["at"],
        "what": ACTS.get(entry["act"], entry["act"]),
        "who": f"{entry['by']}, {entry['agency']}",
        "details": details,
    }


def _row(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {**shown(entry), "at": _time(entry["at"]).removesuffix(" UTC")}


def _short(text: str) -> str:
    return text if len(text) <= _HEAD else text[: _HEAD - 1] + "…"


def _time(text: str) -> str:
    """Give a kept time as people read it: 2026-03-01 11:30 UTC; a day stays a day."""
    return f"{text[:10]} {text[11:16]} UTC" if len(text) > 10 else text
