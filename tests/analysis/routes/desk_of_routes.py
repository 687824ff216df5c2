"""A case whose files place people and vehicles, for tests of maps and timelines."""

from pathlib import Path
from typing import Any

from clew.analysis.network.from_case import case_network
from clew.analysis.picture import Picture
from clew.analysis.routes.drawing import draw
from clew.analysis.routes.report import routes
from clew.model.evidence import Found
from tests.matching.desk import Desk, person, thing


def crossing(row: int, at: str, where: str, plate: str, *aboard: Found) -> list[Found]:
    """A vehicle at a crossing, with the people in it; *at* as 2026-03-01 08:00."""
    car = thing("Vehicle", row, registrationNumber=plate)
    trip = thing("Trip", row, date=at[:10], location=where).link("vehicle", car.key)
    trip.add("notes", f"Vrijeme: {at[11:]}")
    for one in aboard:
        trip.link("involved", one.key)
    return [car, trip]


def victim(row: int, name: str) -> Found:
    """Somebody recorded as a victim."""
    return Found("Person", f"row {row} person", f"row {row}", category="victim").add("name", name)


def migrant(row: int, name: str) -> Found:
    """Somebody recorded as a migrant."""
    return Found("Person", f"row {row} person", f"row {row}", category="migrant").add("name", name)


def told(desk: Desk, month: str = "") -> dict[str, Any]:
    """The routes of the case."""
    with desk.door.quiet() as view:
        return routes(view, case_network(view), month)


def drawn(desk: Desk, month: str = "") -> Picture:
    """The map of the case."""
    with desk.door.quiet() as view:
        return draw(view, routes(view, case_network(view), month), month)


def busy(folder: Path) -> Desk:
    """Two vehicles, a flight, an impossible journey, a change of vehicle, a name nobody knows, over two months."""
    desk = Desk(folder)
    one, two = person(1, "Agim Proba"), person(2, "Besim Proba")
    flight = thing(
        "Trip",
        30,
        startDate="2026-03-01T10:00",
        endDate="2026-03-01T11:40",
        name="EX 12 Istanbul-Belgrade",
    )
    found = [
        one, two, flight.link("involved", two.key),
        *crossing(10, "2026-03-01 08:00", "Kapitan Andreevo", "TX4665XK", one),
        *crossing(11, "2026-03-01 08:12", "Капитан Андреево", "PB1122KA"),
        *crossing(12, "2026-03-01 14:00", "Калотина", "TX4665XK", one),
        *crossing(13, "2026-03-01 14:05", "Kalotina", "PB1122KA"),
        *crossing(14, "2026-03-02 09:00", "Kelebija", "BG777ZZ", one),
        *crossing(15, "2026-03-03 09:00", "Qwertyville", "BG777ZZ"),
        *crossing(18, "2026-03-09 10:00", "Kalotina", "TX4665XK"),
        *crossing(19, "2026-03-09 10:10", "Kalotina", "PB1122KA"),
        *crossing(16, "2026-04-20 10:00", "Blace", "BG777ZZ"),
        *crossing(17, "2026-04-20 10:30", "Röszke", "BG777ZZ"),
    ]  # fmt: skip
    desk.bring("bg-police", *found)
    return desk
