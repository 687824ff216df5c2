"""The bundle for a prosecutor: a person's sheet as PDF, excerpts, originals with their custody, an index.

It is drawn from what a court may be told and nothing else: sources and values that a handling code keeps
from court are not read for it, and only counted by agency. People who are protected are masked in it, and
what officers typed is searched for what is kept back.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from clew import __version__, audit
from clew.analysis.prosecution.entering import entered, one_entered
from clew.analysis.prosecution.offences import principles
from clew.analysis.prosecution.sheet import METHOD, Sheet, sheets
from clew.errors import ClewError, NotAllowed, NotFound
from clew.exchange.manifest import enter_for, originals, sums
from clew.exchange.opening import excerpt, original
from clew.exchange.veil import kept_back_in, kept_in, protected
from clew.matching.spelt import is_one_name
from clew.report.pdf import typeset
from clew.store import custody
from clew.store.covering import Veil
from clew.store.door import Door, View
from clew.store.tables import SOURCE

LONGEST_CELL = 2_000
"""Characters of one cell of an excerpt; the original holds the rest."""
_COLUMNS = (
    "offence", "element", "reference", "side", "kind", "says", "note", "by", "at", "excerpt", "file", "where",
    "agency", "evaluation", "handling", "sha256",
)  # fmt: skip
_READ_ME = """What an officer put together for a prosecutor. It asks; it decides nothing.

sheet.pdf         each element with what speaks for it, against it, what is missing; excerpts; originals
sheet.json        the same for programs
index.csv         one line for each source of each line of the sheet; index.json the same
excerpts.json     the places the sheet names, as they stand in the files
originals.json    the originals with SHA-256, where they lie in the case, and their chains of custody
originals.sha256  for sha256sum -c, in the folder of the case
SHA256SUMS        hashes of the files of this bundle

What handling codes keep from court is not in here; the sheet counts it by agency, which has to be asked.
▮▮▮▮ covers people who are protected, and words that are kept back.
"""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle, ready to be written.

    Attributes:
        files: name → bytes.
        sources: numbers of the sources whose originals it lists.
        suspect: number of the entry it is of.
        kept_back: {agency, records, codes} of what is left out.
        permitted: agencies that permitted what their codes keep back.
    """

    files: dict[str, bytes]
    suspect: int
    sources: tuple[int, ...]
    kept_back: list[dict[str, object]]
    permitted: tuple[str, ...]


def bundle(view: View, who: str, permitted: Iterable[str] = ()) -> Bundle:
    """Draw up the bundle of a person entered.

    Args:
        view: what the asker may see; what a court may be told is chosen from it.
        who: the person, by id, number or name.
        permitted: agencies that permitted the use of what their codes keep from court.

    Raises:
        NotFound: the person is not entered, or an agency that permitted has no file in the case.
        NotAllowed: the record the person was entered by may be told to no court, or the person is protected.
        SettingsError: the extra "print" is not installed.
    """
    allowed, now = tuple(permitted), datetime.now(UTC)
    found, court = one_entered(view, who), view.for_court(allowed)
    agencies = set(
        view.conn.scalars(select(SOURCE.c.agency).where(SOURCE.c.no.in_(view.sources())))
    )
    if unknown := sorted(set(allowed) - agencies):
        raise NotFound(f"no agency {unknown[0]!r} in this case", do="write it as its sources do")
    if found.spared:
        raise NotAllowed(f"no sheet is drawn up: {found.spared}", where=found.party.entity)
    number = found.suspect.no
    if number not in {one.suspect.no for one in entered(court)}:
        raise NotAllowed(
            "the record this person was entered by is kept from court by its handling code; "
            f"it is of {found.party.agency}",
            where=found.party.entity,
            do="ask that agency and give its permission, or enter the person by a record a court may be told",
        )  # fmt: skip
    (whole,) = sheets(view, now.date(), (number,), allowed)
    drawn = sheets(court, now.date(), (number,), allowed)
    if not drawn:
        raise NotAllowed("no sheet is drawn up of this person", where=found.party.entity)
    made = _Making(view, court, drawn[0], whole.kept_back(), allowed)
    return Bundle(made.files(now), number, made.sources, made.kept_back, allowed)


def packed(made: Bundle) -> bytes:
    """Give a bundle as one ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in made.files.items():
            archive.writestr(name, body)
    return out.getvalue()


def handed_out(door: Door, made: Bundle, to: str) -> None:
    """Write down that a bundle was made: in the log, and in the chain of each original it names.

    Args:
        door: the case and who made it.
        made: the bundle.
        to: name of the file or folder, or "the desk".
    """
    sources, permitted = list(made.sources), sorted(made.permitted)
    with door.act(
        "export", to="prosecution", suspect=made.suspect, sources=sources, permitted=permitted
    ) as view:
        custody.enter(
            view,
            enter_for(view, list(made.sources), "exported", to=to, what="bundle for a prosecutor"),
        )


class _Making:
    """Gathers what the files of a bundle say, everything covered that has to be."""

    def __init__(
        self, view: View, court: View, sheet: Sheet, kept: list[dict[str, object]], permitted: tuple[str, ...]
    ) -> None:  # fmt: skip
        self.view, self.court, self.kept_back, self.permitted = view, court, kept, permitted
        shown: Any = sheet.as_json()
        shown["kept_back"] = kept
        spots = [
            (spot["source"], spot["where"])
            for _, _, _, item in _items(shown)
            for spot in item["sources"]
        ]
        self.number = {place: f"E{n}" for n, place in enumerate(dict.fromkeys(spots), start=1)}
        self.sources = tuple(sorted({source for source, _ in self.number}))
        self.originals = self._originals()
        self.people = protected(view)
        typed = list(_typed(shown, self.originals))
        self.protected = self._veil()
        self.typed = self._veil(kept_back_in(view, court, typed))
        self.shown: Any = self._covered(shown, self.protected, ("reason", "note"))
        self.originals = self._covered(self.originals, self.typed)
        self.excerpts = [self._excerpt(*place) for place in self.number]

    def _veil(self, more: Iterable[str] = ()) -> Veil:
        """Give what covers protected people, and *more*."""
        return Veil([*self.people.values, *more], self.people.names, is_one_name)

    def files(self, now: datetime) -> dict[str, bytes]:
        """Give the files by name."""
        head = self._head(now)
        rows = list(self._index())
        found = {
            "READ-ME.txt": _READ_ME.encode(),
            "sheet.pdf": typeset("prosecution_sheet", self._paper(head, rows), now),
            "sheet.json": _json(
                {**head, **self.shown, "principles": principles(), "method": METHOD}
            ),
            "index.csv": _table(rows),
            "index.json": _json(rows),
            "excerpts.json": _json(self.excerpts),
            "originals.json": _json(self.originals),
            "originals.sha256": "".join(
                sums(str(one["sha256"]) for one in self.originals)
            ).encode(),
        }
        lines = (f"{sha256(body).hexdigest()}  {name}\n" for name, body in sorted(found.items()))
        return {**found, "SHA256SUMS": "".join(lines).encode()}

    def _head(self, now: datetime) -> dict[str, object]:
        line, head = audit.head(self.view.conn)
        case, asker = self.view.case, self.view.asker
        return {
            "case": self.typed.text(case.name), "exercise": case.exercise, "by": asker.who, "agency": asker.agency,
            "version": __version__, "made_at": f"{now:%Y-%m-%d %H:%M} UTC", "log": {"line": str(line), "hash": head},
            "permitted": list(self.permitted),
        }  # fmt: skip

    def _paper(self, head: dict[str, object], rows: list[dict[str, str]]) -> dict[str, object]:
        """Give what the PDF shows; each item says which excerpts carry it."""
        shown = json.loads(json.dumps(self.shown))
        for _, _, _, item in _items(shown):
            numbers = (self.number[spot["source"], spot["where"]] for spot in item["sources"])
            item["excerpts"] = list(dict.fromkeys(numbers))
            item["codes"] = sorted({f"{s['evaluation']} {s['handling']}" for s in item["sources"]})
        originals = [
            {"sha256": one["sha256"], "names": [f"{s['name']} ({s['agency']})" for s in one["sources"]],
             "entries": len(one["custody"])}
            for one in self.originals
        ]  # fmt: skip
        return {
            **head, "person": shown, "principles": principles(), "method": METHOD, "excerpts": self.excerpts,
            "originals": originals, "lines": len(rows),
        }  # fmt: skip

    def _index(self) -> Iterable[dict[str, str]]:
        digest = {s["source"]: one["sha256"] for one in self.originals for s in one["sources"]}
        for offence, element, side, item in _items(self.shown):
            by = item["by_hand"]["by"] if item["by_hand"] else ""
            for spot in item["sources"]:
                cells = (
                    offence["name"], element["name"], element["reference"] or offence["reference"], side,
                    item["kind"], item["says"], item["note"], by, item["at"],
                    self.number[spot["source"], spot["where"]], spot["file"], spot["where"], spot["agency"],
                    spot["evaluation"], spot["handling"], digest.get(spot["source"], ""),
                )  # fmt: skip
                yield dict(zip(_COLUMNS, map(str, cells), strict=True))

    def _originals(self) -> list[dict[str, Any]]:
        """Give the originals with the handlings of sources a court may be told, and of the file itself."""
        usable = set(self.court.conn.scalars(self.court.sources()))
        found = list(originals(self.court, list(self.sources)))
        for one in found:
            one["custody"] = [
                e for e in one["custody"] if e["source"] is None or e["source"] in usable
            ]
        return found

    def _excerpt(self, source: int, where: str) -> dict[str, object]:
        """Give one place as it stands in the file: its own line, and nothing around it."""
        hidden = self._veil(kept_in(self.view, self.court, source))
        said: dict[str, object] = {
            "excerpt": self.number[source, where],
            "source": source,
            "where": where,
        }
        try:
            kept = original(self.court, source)
            found = excerpt(kept, where, self.view.case.mappings)
        except (ClewError, OSError) as exc:
            what = exc.what if isinstance(exc, ClewError) else str(exc.strerror)
            return {
                **said,
                "file": "",
                "agency": "",
                "columns": [],
                "lines": [],
                "problem": self.typed.text(what),
            }
        here = [cells for _, cells, is_here in found.lines if is_here]
        plain = iter(hidden.cells([cell for cells in here for cell in cells]))
        lines = [[next(plain)[:LONGEST_CELL] for _ in cells] for cells in here]
        return {
            **said, "file": hidden.text(kept.evidence.name), "agency": kept.evidence.agency,
            "columns": hidden.cells(found.columns), "lines": lines, "problem": "",
        }  # fmt: skip

    def _covered(self, value: Any, hidden: Veil, typed: tuple[str, ...] = ()) -> Any:
        """Cover texts at any depth; those under a name in *typed* for what is kept back as well."""
        if isinstance(value, str):
            return hidden.text(value)
        if isinstance(value, list):
            return [self._covered(one, hidden, typed) for one in value]
        if isinstance(value, dict):
            return {
                name: self._covered(one, self.typed if name in typed else hidden, typed)
                for name, one in value.items()
            }
        return value


def _items(shown: Any) -> Iterable[tuple[Any, Any, str, Any]]:
    """Give (offence, element, side, item) of a sheet in its order."""
    for offence in shown["offences"]:
        for element in offence["elements"]:
            for side in ("for", "against"):
                for item in element[side]:
                    yield offence, element, side, item


def _typed(shown: Any, listed: list[dict[str, Any]]) -> Iterable[str]:
    """Give the texts people typed: reasons, notes, what they said of files."""
    yield shown["entered"]["reason"]
    for _, _, _, item in _items(shown):
        yield item["note"]
    for one in listed:
        for entry in one["custody"]:
            yield from (str(text) for text in entry.values() if isinstance(text, str))
        for source in one["sources"]:
            yield from (str(text) for text in source["standing"].values())
            yield str(source["handling_text"] or "")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _table(rows: list[dict[str, str]]) -> bytes:
    """Give the index as CSV, with a cell a spreadsheet would run taken out of its reach."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS)
    writer.writeheader()
    for row in rows:
        writer.writerow({k: f"'{v}" if v[:1] in "=+-@\t\r" and v else v for k, v in row.items()})
    return b"\xef\xbb\xbf" + out.getvalue().encode()
