"""Accounts set up on an Apple handset: `Accounts3.sqlite`.

Reads    ZACCOUNT with its type
Gives    one UserAccount for each service and name, with the day it was set up
Units    seconds since 2001 → UTC to the second
Refuses  a time no telephone can have noted; an account without a name is counted
"""

from collections.abc import Iterator

from clew.model.evidence import Found, Refusal
from clew.sources.database import Row
from clew.sources.database_reader import App, Table, database_reader
from clew.sources.handset_desk import Desk
from clew.sources.handset_times import moment
from clew.sources.parties import account_key, identify

Given = Iterator[Found | Refusal]


def _prepare(desk: Desk) -> None:
    kinds = desk.db.by("ZACCOUNTTYPE", "Z_PK", ("ZACCOUNTTYPEDESCRIPTION", "ZIDENTIFIER"))
    desk.held["kind"] = {
        n: row.text("ZACCOUNTTYPEDESCRIPTION", "ZIDENTIFIER") for n, row in kinds.items()
    }


def _account(row: Row, desk: Desk) -> Given:
    desk.count("accounts")
    name = row.text("ZUSERNAME")
    service = desk.held["kind"].get(row.cells.get("ZACCOUNTTYPE"), "") or "unknown"
    if not name:
        desk.count("accounts_without_a_name")
        return
    identity = identify(name, service, desk.country)
    key = account_key(identity) or f"account of {service.lower()} {name.lower()}"
    yield from desk.people.person(identity, "", row.spot)
    found = Found("UserAccount", key, row.spot, keep="shared")
    found.add("service", service).add("username", name).add("email", identity.email)
    found.add("phone", identity.phone).add("notes", row.text("ZACCOUNTDESCRIPTION"))
    yield from moment(found, "createdAt", row, "ZDATE", "apple")
    yield found.link("owner", desk.people.key_of(identity))


ios_accounts = database_reader(
    "ios-accounts",
    "Accounts on an Apple phone (Accounts3.sqlite)",
    App(
        needs=({"ZACCOUNT": "ZUSERNAME ZACCOUNTTYPE", "ZACCOUNTTYPE": "ZACCOUNTTYPEDESCRIPTION"},),
        tables={
            "ZACCOUNT": Table(
                _account, ("ZUSERNAME", "ZACCOUNTTYPE", "ZACCOUNTDESCRIPTION", "ZDATE")
            )
        },
        prepare=_prepare,
        spent=frozenset({"ZACCOUNTTYPE"}),
    ),
    "UserAccount LegalEntity",
    sample=("Accounts3.sqlite", {"accounts": 3, "accounts_without_a_name": 1}),
)
