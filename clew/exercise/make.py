"""Make a rehearsal: every agency's files, the truth about them, and the exercise's own page."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from clew.errors import UsageError
from clew.exercise.casting import make_plan
from clew.exercise.entities import write_entities
from clew.exercise.formats.writing import DOCUMENT_LIST, families_of, write_all_formats
from clew.exercise.handsets import write_handsets
from clew.exercise.messages import write_paxlst, write_seized
from clew.exercise.plan import Plan
from clew.exercise.reports import write_reports
from clew.exercise.runs import NOTEBOOK, plant_runs
from clew.exercise.scene import Scene, Text, agencies, mix, stage
from clew.exercise.tables import write_tables
from clew.exercise.truth import as_truth


@dataclass(frozen=True, slots=True)
class Planted:
    """What a rehearsal planted.

    Attributes:
        folder: holds one folder per agency, truth.json and exercise.json.
        seed: the same seed gives the same bytes.
        agencies: agency → ISO 3166 alpha-2 of its state.
        files: paths below *folder*, as "tr-police/yolcular/ucak_yolculari.csv".
        links, look_alikes: how many pairs were planted.
        mix: shares, see `clew.exercise.truth.measured_mix`.
        texts: passages of reports and messages, with what they name.
    """

    folder: Path
    seed: int
    agencies: dict[str, str]
    files: tuple[str, ...]
    links: int
    look_alikes: int
    mix: dict[str, float]
    texts: tuple[Text, ...] = ()

    def as_table(self) -> str:
        """Give the mix with its floors, for the terminal."""
        rows = [
            f"EXERCISE seed {self.seed}: {len(self.files)} files of {len(self.agencies)} agencies in {self.folder}"
        ]
        rows.append(
            f"planted {self.links} links and {self.look_alikes} look-alikes; of all these pairs"
        )
        words = {
            "written_differently": "identifiers written differently",
            "across_languages": "names across scripts or languages",
            "look_alikes": "look-alikes that must not match",
        }
        for name, floor in mix()["floors"].items():
            rows.append(f"  {self.mix[name]:6.1%}  {words[name]} (floor {floor:.0%})")
        return "\n".join(rows)

    def as_json(self) -> dict[str, Any]:
        """Give the same for machines."""
        return {
            "folder": str(self.folder), "seed": self.seed, "agencies": self.agencies, "files": list(self.files),
            "links": self.links, "look_alikes": self.look_alikes, "mix": self.mix, "floors": mix()["floors"],
        }  # fmt: skip


def make(seed: int, out: Path, *, people: int = 600, all_formats: bool = False) -> Planted:
    """Invent the exercise of *seed* and write it to *out*.

    Args:
        seed: any whole number; the same seed and *people* give the same bytes.
        out: a new or empty folder, or one that holds an earlier rehearsal, which is replaced.
        people: uninvolved travellers beside the cast and the look-alikes.
        all_formats: also spread the network over a file of every format clew reads.

    Raises:
        UsageError: *out* holds something else, or *people* is negative.
    """
    if people < 0:
        raise UsageError(
            f"{people} uninvolved people cannot be invented", do="give a number from 0"
        )
    _clear(out)
    plan = make_plan(seed, people)
    scene = Scene(seed, Random(f"{seed} files"), out)
    write_tables(scene, plan.sightings, plan.crowd)
    write_paxlst(scene, plan.sightings)
    write_seized(scene, plan.sightings)
    write_handsets(scene, plan)
    write_reports(scene, plan.sightings)
    write_entities(scene, plan.sightings)
    runs = plant_runs(scene, plan)
    families = write_all_formats(scene, plan) if all_formats else {}
    truth = {"exercise": stage()["exercise"]} | as_truth(seed, plan.sightings, list(agencies()))
    truth |= {
        "common": _common(plan),
        "network": _network(plan),
        "runs": runs,
        "counts": scene.counts,
    }
    if families:
        truth["families"] = families_of(scene.counts, families)
        truth["handsets"] = scene.handsets
    _save(out / "truth.json", truth)
    states = {agency.name: agency.state for agency in agencies().values()}
    _save(out / "exercise.json", _exercise(seed, states))
    return Planted(
        out,
        seed,
        states,
        tuple(scene.files),
        len(truth["links"]),
        len(truth["lookalikes"]),
        truth["mix"],
        tuple(scene.texts),
    )


def _clear(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(
            f"{str(out)!r} is a file", do="name a folder that is new, empty or an earlier rehearsal"
        )
    if not out.exists() or not any(out.iterdir()):
        return
    if not (out / "exercise.json").exists():
        raise UsageError(
            f"{str(out)!r} holds other files",
            do="name a folder that is new, empty or an earlier rehearsal",
        )
    for name in agencies():
        shutil.rmtree(out / name, ignore_errors=True)
    for name in (DOCUMENT_LIST, NOTEBOOK):
        (out / name).unlink(missing_ok=True)


def _common(plan: Plan) -> list[dict[str, Any]]:
    columns = {"phone": ("booking", "phone"), "email": ("email",)}
    return [
        {"kind": kind, "value": value, "why": "many uninvolved travellers share it", "places": [
            {"agency": one.agency, "file": one.file, "where": one.where, "value": value}
            for shared, one in plan.shared
            if shared == kind and any(one.written.get(c) == value for c in columns[kind])
        ]}
        for kind, value in plan.common.items()
    ]  # fmt: skip


def _network(plan: Plan) -> list[dict[str, Any]]:
    """Give the cast; migrants and victims are never suspects."""
    met: dict[str, list[str]] = {}
    for one in plan.sightings:
        met.setdefault(one.of, []).append(one.agency)
    return [
        {"id": p.id, "role": p.role, "name": p.name, "birth_date": p.born.isoformat(), "state": p.state,
         "document": p.document, "phone": p.phone, "agencies": sorted(set(met.get(p.id, ())))}
        for p in plan.cast
    ]  # fmt: skip


def _exercise(seed: int, states: dict[str, str]) -> dict[str, Any]:
    return {"name": stage()["exercise"], "seed": seed, "exercise": True, "scenario": stage()["scenario"].strip(),
            "agencies": states}  # fmt: skip


def _save(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
