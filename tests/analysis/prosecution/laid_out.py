"""Small invented cases for the sheets of a prosecutor, and what stands in a sheet."""

from datetime import date
from typing import Any

from sqlalchemy import select

from clew.analysis.prosecution.entering import enter, entered
from clew.analysis.prosecution.sheet import sheets
from clew.model.evidence import Found
from clew.store import reading
from clew.store.tables import ENTITY
from tests.matching.desk import Desk, person, thing

REASON = "named at the wheel on several crossings"
TODAY = date(2026, 4, 1)


def crossing(row: int, at: str, driver: Found, *aboard: Found, place: str = "Blace") -> list[Found]:
    """One vehicle at one crossing: the driver at the wheel, others aboard."""
    car = thing("Vehicle", row, registrationNumber="TX4665XK").link("operator", driver.key)
    trip = thing("Trip", row, date=at, location=place).link("vehicle", car.key)
    for one in (driver, *aboard):
        trip.link("involved", one.key)
    return [car, trip]


def payment(row: int, payer: Found, payee: Found, **said: str) -> Found:
    made = thing("Payment", row, amount="2500", currency="EUR", date="2026-03-03", **said)
    return made.link("payer", payer.key).link("beneficiary", payee.key)


def id_of(desk: Desk, caption: str, agency: str = "xk-police") -> str:
    """Give the entity id of an agency's record with this caption."""
    with desk.door.quiet() as view:
        numbers = view.conn.scalars(select(ENTITY.c.no)).all()
        known = reading.parties(view, numbers).values()
    return next(one.entity for one in known if (one.caption, one.agency) == (caption, agency))


def sheet(desk: Desk, name: str, agency: str = "xk-police") -> dict[str, Any]:
    """Enter somebody, unless that is done, and give the sheet."""
    entity = id_of(desk, name, agency)
    with desk.door.quiet() as view:
        known = {one.party.entity: one.suspect.no for one in entered(view)}
    number = known.get(entity) or enter(desk.door, entity, REASON)
    with desk.door.quiet() as view:
        (drawn,) = sheets(view, TODAY, (number,))
        found: dict[str, Any] = drawn.as_json()
    return found


def element(shown: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        e for offence in shown["offences"] for e in offence["elements"] if e["id"] == name
    )
    return found


def kinds(shown: dict[str, Any], name: str, side: str) -> set[str]:
    return {item["kind"] for item in element(shown, name)[side]}


def journeys(desk: Desk) -> None:
    """Genc at the wheel on three days, Zef and Arta aboard; Zef paid him."""
    genc, zef, arta = person(1, "Genc Topalli"), person(2, "Zef Gjini"), person(3, "Arta Zeka")
    days = [crossing(10 + n, f"2026-03-0{n}", genc, zef, arta) for n in (1, 2, 5)]
    desk.bring(
        "xk-police", genc, zef, arta, *(f for day in days for f in day), payment(20, zef, genc)
    )


def same_phone(desk: Desk, category: str = "") -> None:
    """Two agencies' records of one name, birth date and number; the second bears a category."""
    for agency in ("xk-police", "mk-police"):
        one = person(1, "Arta Zeka", phone="+38344123456", birthDate="1990-01-02")
        if agency == "mk-police":
            one.category = category or None
        desk.bring(agency, one)


def two_rows(desk: Desk) -> tuple[str, str]:
    """One driver in two rows of one list, which clew lays beside nothing of its own agency."""
    first, second, zef = (
        person(1, "Genc Topalli"),
        person(2, "TOPALLI Genc"),
        person(3, "Zef Gjini"),
    )
    desk.bring(
        "xk-police",
        first,
        second,
        zef,
        *crossing(4, "2026-03-02", first, zef),
        *crossing(5, "2026-03-09", second, zef),
    )
    return id_of(desk, "Genc Topalli"), id_of(desk, "TOPALLI Genc")


def days_at_wheel(desk: Desk) -> list[str]:
    items = element(sheet(desk, "Genc Topalli"), "smuggling.procurement")["for"]
    return [item["at"] for item in items if item["kind"] == "at_wheel"]
