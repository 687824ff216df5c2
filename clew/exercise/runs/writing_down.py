"""How a person, a vehicle or a number is written down in one row, and where the row comes to stand."""

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from clew.exercise.numbers import ALPHA3
from clew.exercise.people import Person, Vehicle
from clew.exercise.runs.acting import told
from clew.exercise.scene import Agency, Scene, agencies
from clew.exercise.seeing import see_given, see_vehicle
from clew.exercise.truth import Sighting

SLOT = "runs"


@dataclass(slots=True)
class Line:
    """A row to be written: when, its cells by column, who and what stands in it."""

    at: datetime
    cells: dict[str, str]
    here: list[Sighting] = field(default_factory=list)


class Clerk:
    """Writes rows for one file of runs.toml, in its agency's language and habits."""

    def __init__(self, spec: dict[str, Any], rng: Random) -> None:
        self.spec, self.rng = spec, rng
        self.agency: Agency = agencies()[spec["agency"]]
        self.lines: list[Line] = []

    def moment(self, at: datetime) -> str:
        """Write a moment as the file does."""
        return at.strftime(self.spec["moments"])

    def place(self, name: str) -> str:
        """Call a place as the agency does."""
        return str(told()["place"][name][self.agency.language])

    def person(self, person: Person, *kinds: str) -> tuple[dict[str, str], Sighting]:
        """Write a person down: names, birth date, state, and the numbers of *kinds*."""
        one = see_given(person, self.agency, SLOT, kinds, self.rng)
        born = person.born.strftime(self.spec["moments"].split(" ")[0])
        return {**one.written, "born": born, "state": ALPHA3[person.state]}, one

    def vehicle(self, vehicle: Vehicle) -> tuple[dict[str, str], Sighting]:
        """Write a vehicle down by its plate."""
        one = see_vehicle(vehicle, self.agency, SLOT, self.rng)
        return dict(one.written), one

    def number(self, person: Person) -> tuple[str, Sighting]:
        """Write a telephone number as operators do: with its country's code, without +."""
        one = Sighting(person.id, self.agency.name, SLOT, self.agency.language, person=person)
        one.keys["phone"], one.written["phone"] = person.phone, person.phone[1:]
        return one.written["phone"], one

    def write(self, at: datetime, cells: dict[str, str], *here: Sighting) -> None:
        """Keep a row."""
        self.lines.append(Line(at, {"note": "EXERCISE", **cells}, list(here)))

    def save(self, scene: Scene, counted: tuple[str, ...]) -> list[Sighting]:
        """Write the file in the order of time; give who stands in it, *counted* being what its receipt counts."""
        self.lines.sort(key=lambda line: line.at)
        rows = [[header for _, header in self.spec["columns"]]]
        for line in self.lines:
            rows.append([line.cells.get(column, "") for column, _ in self.spec["columns"]])
            for one in line.here:
                one.stands(self.spec["path"], f"row {len(rows)}")
        out = io.StringIO()
        csv.writer(out, delimiter=self.spec["delimiter"], lineterminator="\r\n").writerows(rows)
        counts = dict.fromkeys(("rows", *counted), len(self.lines))
        scene.write(
            self.agency.name,
            self.spec["path"],
            out.getvalue().encode(self.spec["encoding"]),
            counts,
        )
        return [one for line in self.lines for one in line.here]
