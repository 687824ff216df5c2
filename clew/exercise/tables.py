"""Passenger and border-crossing tables as offices export them: own headers, delimiter, code page, dates."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from clew.exercise.numbers import ALPHA3
from clew.exercise.people import Crowd, Person, Vehicle
from clew.exercise.scene import Scene, agencies, of_slot, stage
from clew.exercise.spelling import spell
from clew.exercise.truth import Sighting

Cells = list[str]


def write_tables(scene: Scene, sightings: Sequence[Sighting], crowd: Crowd) -> None:
    """Write every table of agencies.toml and say in which row each sighting stands.

    A row's number is the line of the file on which it starts, the header being line 1. Each table
    also holds a row cut short and one row with a note over two lines; passenger tables moreover a
    birth date that does not exist and a telephone number nobody can dial.
    """
    for table in stage()["table"]:
        here = [s for s in of_slot(sightings, table["agency"], table["slot"]) if s.person]
        scene.rng.shuffle(here)
        _write_table(scene, table, here, crowd)


def _write_table(
    scene: Scene, table: dict[str, Any], here: Sequence[Sighting], crowd: Crowd
) -> None:
    rows = _rows(scene, table, here)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=table["delimiter"], lineterminator="\r\n")
    writer.writerow([header for _, header in table["columns"]])
    line = 2
    for one, cells in rows:
        one.stands(table["path"], f"row {line}")
        writer.writerow(cells)
        line += 1 + "".join(cells).count("\n")
    broken = list(_broken(scene, table, crowd))
    for cells in broken:
        writer.writerow(cells)
    counts = {"rows": len(here) + len(broken), "broken_rows": 1}
    if table["slot"] == "passengers":
        counts["passengers"] = counts["rows"] - 1
    content = out.getvalue().encode(table["encoding"])
    scene.write(table["agency"], table["path"], content, counts)


def _rows(
    scene: Scene, table: dict[str, Any], here: Sequence[Sighting]
) -> Iterator[tuple[Sighting, Cells]]:
    for number, one in enumerate(here):
        values = _values(scene, table, one)
        if number == len(here) // 3:
            values["note"] = "EXERCISE\n2"
        yield one, [values.get(column, "") for column, _ in table["columns"]]


def _values(scene: Scene, table: dict[str, Any], one: Sighting) -> dict[str, str]:
    """Give a row's cells by column."""
    assert one.person is not None
    car = one.beside.vehicle if one.beside else None
    values = {**_papers(table, one.person), **_journey(scene, table), **one.written}
    if one.beside and car:
        values |= {"plate": one.beside.written["plate"], **_car(car)}
    return values


def _papers(table: dict[str, Any], person: Person) -> dict[str, str]:
    sexes = table.get("sexes", ["M", "F"])
    return {
        "born": person.born.strftime(table["dates"]),
        "sex": sexes[person.sex == "F"],
        "state": ALPHA3[person.state],
    }


def _car(car: Vehicle) -> dict[str, str]:
    return {"make": car.make, "plate_state": ALPHA3[car.state]}


def _journey(scene: Scene, table: dict[str, Any]) -> dict[str, str]:
    moment = scene.clock()
    return {
        "line": scene.rng.choice(table["lines"]),
        "way": scene.rng.choice(table.get("ways", [""])),
        "day": date.fromisoformat(moment[:10]).strftime(table["dates"]),
        "time": moment[11:16],
        "note": "EXERCISE",
    }


def _broken(scene: Scene, table: dict[str, Any], crowd: Crowd) -> Iterator[Cells]:
    """Give the rows an office's export always has a few of."""
    columns = [column for column, _ in table["columns"]]

    def row(**wrong: str) -> Cells:
        person = crowd.person("uninvolved", ["turkish"], unheard=True)
        language = agencies()[table["agency"]].language
        words = {
            "given": spell(person.given, language),
            "family": spell(person.family, language),
            "person": f"{spell(person.given, language)} {spell(person.family, language)}",
            "document": person.document,
        }
        car = {"plate": crowd.vehicle("TR").plate, "make": "Fiat Ducato", "plate_state": "TUR"}
        values = {**_papers(table, person), **_journey(scene, table), **words, **car, **wrong}
        return [values.get(column, "") for column in columns]

    if table["slot"] == "passengers":
        impossible = table["dates"].replace("%d", "31").replace("%m", "02").replace("%Y", "1980")
        yield row(born=impossible)
        yield row(phone="12-AB")
    yield row()[: len(columns) // 2]
