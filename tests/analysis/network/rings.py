"""An invented ring of one case, and what is asked about roles in it, for tests of roles."""

from clew.analysis.network.from_case import case_network
from clew.analysis.network.roles import RoleQuestion, role_questions
from clew.model.evidence import Found
from tests.matching.desk import Desk, person, thing


def crossing(
    row: int,
    day: int,
    driver: Found,
    *aboard: Found,
    plate: str = "TX4665XK",
    at: tuple[str, str] = ("Blace", ""),
) -> list[Found]:
    """One vehicle at one crossing: the driver at the wheel, others aboard; *at* is the place and the time."""
    car = thing("Vehicle", row, registrationNumber=plate).link("operator", driver.key)
    trip = thing("Trip", row, date=f"2026-03-{day:02}", location=at[0]).link("vehicle", car.key)
    trip.add("notes", at[1] and f"time {at[1]}")
    for one in (driver, *aboard):
        trip.link("involved", one.key)
    return [car, trip]


def called(row: int, caller: Found, receiver: Found, *, day: int = 1) -> Found:
    """A call on a day of March."""
    call = thing("Call", row, date=f"2026-03-{day:02}T10:00:{row % 60:02}")
    return call.link("caller", caller.key).link("receiver", receiver.key)


def ring() -> list[Found]:
    """An organiser who calls; two drivers who share clients; a money man three pay; a keeper three live with."""
    names = (
        "Organiser",
        "Money man",
        "Keeper",
        "Driver 1",
        "Driver 2",
        *(f"Client {n}" for n in range(4)),
    )
    people = [person(n, name) for n, name in enumerate(names, start=1)]
    boss, money, keeper, first, second, *clients = people
    for one in (keeper, *clients[:3]):
        one.add("address", "Rruga e Bletëve 12, Kukës")
    found = list(people)
    drives = [(first, 0, 1), (first, 2, 3), (second, 0, 2), (second, 1, 3)]
    for row, (driver, a, b) in enumerate(drives, start=20):
        found += crossing(row, row - 18, driver, clients[a], clients[b])
    paid = [(client, money) for client in clients[:3]] + [(money, first), (money, keeper)]
    for row, (payer, payee) in enumerate(paid, start=30):
        payment = thing("Payment", row, amount="500", currency="EUR", date="2026-03-02")
        found.append(payment.link("payer", payer.key).link("beneficiary", payee.key))
    return [*found, *(called(50 + n, boss, one) for n, one in enumerate(people[1:5]))]


def questions(desk: Desk) -> list[RoleQuestion]:
    """What is asked about roles."""
    with desk.door.quiet() as view:
        return role_questions(view, case_network(view))


def asked(desk: Desk) -> dict[str, set[str]]:
    """Who is asked about, and which roles."""
    told: dict[str, set[str]] = {}
    for question in questions(desk):
        told.setdefault(question.caption, set()).add(question.role)
    return told
