"""Tables of operators, hotels, rental companies, toll roads and carriers: CSV, XLSX and ODS."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta

from clew.exercise.formats.sheet import Sheet
from clew.exercise.formats.workbooks import Cell, letters, ods, ods_table, sheet_xml, xlsx
from clew.exercise.numbers import ALPHA3
from clew.exercise.truth import Sighting

_CELLS = ((5010, "42.6629", "21.1655"), (5011, "42.6701", "21.1702"), (6020, "41.9973", "21.4280"))
"""Cell, latitude, longitude of invented masts."""
_AREA = "21"


def table(sheet: Sheet) -> bytes:
    """Write a delimited table of people or vehicles, one a row."""
    rows = [[header for _, header in sheet.spec["columns"]]]
    for one in sheet.here:
        sheet.stands(one, f"row {len(rows) + 1}")
        rows.append(_row(sheet, sheet.spec["columns"], one))
    _count(sheet, sheet.here)
    return _delimited(sheet, rows)


def _delimited(sheet: Sheet, rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=sheet.spec["delimiter"], lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(sheet.spec["encoding"])


def _count(sheet: Sheet, here: Sequence[Sighting]) -> None:
    sheet.count("rows", len(here))
    people = sum(1 for one in here if one.person and not one.beside)
    if people:
        sheet.count("passengers", people)


def _row(sheet: Sheet, columns: Sequence[Sequence[str]], one: Sighting) -> list[str]:
    """Give a row's cells: who or what it is about, and a journey or stay."""
    begins = sheet.moment()
    dates = sheet.spec["dates"]
    told = {
        "place": sheet.rng.choice(sheet.spec["places"]),
        "day": begins.strftime(dates), "time": begins.strftime("%H:%M"),
        "until": (begins + timedelta(days=sheet.rng.randint(1, 4))).strftime(dates), "note": "EXERCISE",
        "room": str(sheet.rng.randint(101, 420)), "trip": "EX1044", "from": "IST", "to": "TIA",
        **one.written,
    }  # fmt: skip
    if one.person:
        sex = sheet.spec.get("sexes", ["M", "F"])[one.person.sex == "F"]
        told |= {
            "born": one.person.born.strftime(dates),
            "sex": sex,
            "state": ALPHA3[one.person.state],
        }
    car = one if one.vehicle else one.beside
    if car and car.vehicle:
        told |= {
            "plate": car.written["plate"],
            "make": car.vehicle.make,
            "plate_state": ALPHA3[car.vehicle.state],
        }
    return [told.get(column, "") for column, _ in columns]


def workbook(sheet: Sheet) -> bytes:
    """Write a workbook of two sheets, people and vehicles, each under a title over merged cells."""
    people = [one for one in sheet.here if one.person]
    cars = [one for one in sheet.here if one.vehicle]
    made = {}
    for part, here in ((sheet.spec["sheet"][0], people), (sheet.spec["sheet"][1], cars)):
        name, title, columns = part["name"], f"EXERCISE – {part['title']}", part["columns"]
        rows: list[Sequence[Cell]] = [
            [title, *[None] * (len(columns) - 1)],
            [],
            [h for _, h in columns],
        ]
        for one in here:
            sheet.stands(one, f"sheet {name} row {len(rows) + 1}")
            rows.append(_row(sheet, columns, one))
        made[name] = rows
    _count(sheet, people)
    sheet.count("rows", len(cars))
    return _bound(sheet, made)


def _bound(sheet: Sheet, made: dict[str, list[Sequence[Cell]]]) -> bytes:
    if sheet.spec["path"].endswith(".ods"):
        tables = []
        for name, rows in made.items():
            title = f"span:{len(rows[0])}:{rows[0][0]}"
            tables.append(ods_table(name, [[title], *rows[1:]]))
        return ods(*tables)
    merged = {name: [f"A1:{letters(len(rows[0]) - 1)}1"] for name, rows in made.items()}
    return xlsx({name: sheet_xml(rows, merged[name]) for name, rows in made.items()})


def calls(sheet: Sheet) -> bytes:
    """Write an operator's call records: numbers, handsets, cards, cells.

    Each number has a card and a handset; the first one's card changes handsets (a swap). Each two
    rows name two handsets at one cell within three minutes (together).
    """
    people = [one for one in sheet.here if one.person]
    planted = [one for one in sheet.here if "imei" in one.keys]
    cards = {one.of: f"99901{sheet.rng.randrange(10**10):010d}" for one in people}
    held = [one.keys["imei"] for one in planted]
    held += [sheet.crowd.numbers.imei() for _ in range(len(people) - len(held))]
    swapped = [held[0], sheet.crowd.numbers.imei()]
    columns, last = sheet.spec["columns"], ""
    rows: list[list[str]] = [[header for _, header in columns]]
    at, place = sheet.moment(), _CELLS[0]
    for number in range(3 * len(people)):
        turn, which = divmod(number, len(people))
        one, imei = people[which], swapped[min(turn, 1)] if which == 0 else held[which]
        if number % 2 == 0:
            at, place = sheet.moment(), sheet.rng.choice(_CELLS)
        else:
            at += timedelta(seconds=sheet.rng.randrange(20, 170))
            sheet.told.append(
                {
                    "kind": "together",
                    "handsets": sorted((last, imei)),
                    "cell": f"{_AREA}-{place[0]}",
                }
            )
        told = _call(sheet, at, place) | {
            "caller": one.written["phone"], "callee": sheet.stranger(), "imei": imei, "imsi": cards[one.of]
        }  # fmt: skip
        last = imei
        rows.append([told.get(column, "") for column, _ in columns])
        handset = next((h for h in planted if h.keys["imei"] == imei), None)
        _placed(sheet, one, handset, f"{_prefix(sheet)}row {len(rows)}")
    sheet.told.append({"kind": "swap", "card": cards[people[0].of], "handsets": sorted(swapped)})
    for name in ("rows", "calls", "cell_records"):
        sheet.count(name, len(rows) - 1)
    if sheet.spec["path"].endswith(".xlsx"):
        return xlsx({"EXERCISE": sheet_xml(rows)})
    return _delimited(sheet, rows)


def _prefix(sheet: Sheet) -> str:
    return "sheet EXERCISE " if sheet.spec["path"].endswith(".xlsx") else ""


def _placed(sheet: Sheet, one: Sighting, handset: Sighting | None, place: str) -> None:
    for which, kind in ((one, "phone"), (handset, "imei")):
        if which is not None and not which.where:
            sheet.stands(which, place)
        if which is not None:
            sheet.again(which, kind, place)


def _call(sheet: Sheet, at: datetime, place: tuple[int, str, str]) -> dict[str, str]:
    cell, latitude, longitude = place
    return {
        "start": at.strftime("%d.%m.%Y %H:%M:%S"), "seconds": str(sheet.seconds()), "kind": "voice", "area": _AREA,
        "cell": str(cell), "latitude": latitude, "longitude": longitude,
        "azimuth": str(sheet.rng.choice((0, 120, 240))), "note": "EXERCISE",
    }  # fmt: skip
