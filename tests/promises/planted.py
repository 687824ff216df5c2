"""A case in which somebody who must stay masked stands in files of several formats, beside people who need not."""

import io
from hashlib import sha256
from pathlib import Path

import openpyxl

from clew.matching.arrive import bring_in
from clew.matching.decide import decide
from clew.matching.names import check_names
from clew.model.asker import Asker
from clew.model.custody import HandOver
from clew.model.evaluation import Marking
from clew.model.evidence import Evidence, Found
from clew.model.ftm import model
from clew.sources.intake import Wish
from clew.store import Case, Door, make_case
from clew.store import hits as kept_hits
from clew.store.hits import Filter
from clew.store.originals import keep
from clew.store.shelf import Shelf

OFFICER = Asker("mira", "rs-police", "rehearsal of what is masked")
PLANTED = (
    "Zyndrake", "Quellorin", "zyndrake", "ZYNDRAKE", "QUELLORIN", "Зиндраке", "Квелорин", "Moonpetal",
    "ZQ7719042", "7719042", "44 777 919", "44777919", "777919", "777 919", "quellorin.z@example.test",
)  # fmt: skip
"""What nothing that leaves may say: names as they are written, an alias, a passport, a number, an address."""
LIST = """Surname;Given names;Alias;Birth date;Nationality;Passport;Phone;E-mail;Plate;Date;Place
Quellorin;Zyndrake;Moonpetal;12.04.1988;XK;ZQ7719042;+383 44 777 919;quellorin.z@example.test;TX4665XK;02.03.2026;Blace
;;;31/02/1980;XK;;Zyndrake Quellorin;;;;
"""
OTHER = """Презиме;Име;Датум на раѓање;Пасош;Телефон
Квелорин;Зиндраке;12.04.1988;ZQ 7719042;00383 44 777 919
"""
REPORT = """Interview.

On 3 March 2026 Zyndrake Quellorin paid 1,500 euros to Genc Topalli. Her passport is ZQ7719042.

Quellorin, Zyndrake rang +383 44 777 919 twice. Moonpetal is what they call her.

Zyndrake Quellorin was arrested with 3 smugglers near Blace.
"""
CHAT = """[01/03/2026, 20:58:00] Zyndrake Quellorin: I paid 300 euros to Genc Topalli
[01/03/2026, 21:05:33] Genc Topalli: nesër
[01/03/2026, 21:07:00] Zyndrake Quellorin: ring me, +383 44 777 919
"""
MAIL = """From: Zyndrake Quellorin <quellorin.z@example.test>
To: Genc Topalli <genc@example.test>
Subject: Zyndrake Quellorin asks
Date: Mon, 02 Mar 2026 10:00:00 +0100
Message-ID: <1@example.test>
Content-Type: text/plain; charset=utf-8

Zyndrake Quellorin asks where to wait; ring +383 44 777 919.
"""
CARD = """BEGIN:VCARD
VERSION:3.0
N:Quellorin;Zyndrake;;;
FN:Zyndrake Quellorin
TEL;type=CELL:+383 44 777 919
EMAIL:quellorin.z@example.test
END:VCARD
"""
CALLS = """A number;B number;Start time;Duration;Call type;IMEI;IMSI;LAC;Cell ID;Latitude;Longitude;Azimuth
+38344777919;+38344100200;01.03.2026 18:00:05;75;voice;001001000000015;001010000000101;21;5010;42,6629;21,1655;120
+38344100200;+38344777919;01.03.2026 18:03:40;12;voice;001001000000023;001010000000103;21;5010;42,6629;21,1655;120
"""
NOTEBOOK = """date,kind,payer,payee,holder,amount,currency,code,leg
2026-03-01,deposited,Zyndrake Quellorin,Boss,Sarraf,2000,EUR,B77,
2026-03-03,paid,Quellorin Zyndrake,Boss,,500,EUR,,one
"""
SUSPECTS = """Surname;Given names;Birth date;Passport;Phone;Plate;Date;Place
Topalli;Genc;12.04.1979;P7654321;+383 44 100 200;TX4665XK;02.03.2026;Blace
Gjini;Zef;01.02.1990;P1111111;+383 44 100 300;TX4665XK;02.03.2026;Blace
"""


def planted(folder: Path, category: str) -> Case:
    """Make the case; its files about the planted person came in as about people of *category*."""
    case = make_case(folder / "case", exercise=True)
    theirs = Marking(category=category)
    files: list[tuple[str, str, str | bytes, Marking | None]] = [
        ("xk-police", "border.csv", SUSPECTS, None),
        ("mk-police", "granica.csv", SUSPECTS.replace("Genc", "Genci"), None),
        ("xk-police", "list.csv", LIST, theirs), ("mk-police", "patnici.csv", OTHER, theirs),
        ("xk-police", "list.xlsx", workbook(), theirs), ("rs-police", "report.txt", REPORT, theirs),
        ("mk-police", "chat.txt", CHAT, theirs), ("mk-police", "mail.eml", MAIL, theirs),
        ("rs-police", "card.vcf", CARD, theirs), ("xk-police", "calls.csv", CALLS, theirs),
        ("rs-police", "notebook.csv", NOTEBOOK, theirs),
    ]  # fmt: skip
    for agency, name, text, marking in files:
        path = folder / agency / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        handed = HandOver("Insp. Marić", legal_basis="Order 12/26")
        list(bring_in(case, OFFICER, [path], Wish(agency, "XK"), marking, handed=handed))
    with case.intake_lock():
        _together(case, folder, category)
    door = Door(case, OFFICER)
    check_names(door)
    with door.quiet() as view:
        first = next((row.no for row in kept_hits.rows(view, Filter())), None)
    if first is not None:
        decide(door, first, "same", "one number")
    return case


def workbook() -> bytes:
    """The list as a workbook."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for line in LIST.splitlines():
        book.active.append(line.split(";"))
    book.save(out)
    return out.getvalue()


def _together(case: Case, folder: Path, category: str) -> None:
    """Bring in a file that ties the planted person to others: payment, journey, handset, paper."""
    path = folder / "together.csv"
    path.write_text("Name\nZyndrake Quellorin\n", encoding="utf-8")
    digest = sha256(path.read_bytes()).hexdigest()
    evidence = Evidence(keep(case, path, digest), path.name, digest, 22, "rs-police", "XK")
    coming = Shelf(Door(case, OFFICER), model(), "rs-police").coming(evidence, "csv", None)
    her = Found("Person", "row 2", "row 2", category=category)
    her.add("name", "Zyndrake Quellorin").add("phone", "+383 44 777 919").add(
        "weakAlias", "Moonpetal"
    )
    others = [Found("Person", f"row {n}", f"row {n}").add("name", f"Boss Proba{n}") for n in (3, 4)]
    paid = Found("Payment", "paid", "row 2").add("amount", "900").add("currency", "EUR")
    paid.add("date", "2026-03-04").add("purpose", "deposit by Zyndrake Quellorin, code 44777919")
    paid.link("payer", her.key).link("beneficiary", others[0].key)
    trip = Found("Trip", "trip", "row 2").add("date", "2026-03-02").add("location", "Blace")
    for one in (her, *others):
        trip.link("involved", one.key)
    mobile = (
        Found("Handset", "mobile", "row 2").add("imei", "356938035643809").link("owner", her.key)
    )
    account = Found("UserAccount", "account", "row 2").add("username", "moonpetal.zyndrake")
    account.add("phone", "+383 44 777 919").link("owner", her.key)
    paper = (
        Found("Passport", "paper", "row 2")
        .add("passportNumber", "ZQ7719042")
        .link("holder", her.key)
    )
    called = Found("Call", "call", "row 2").add("date", "2026-03-03T10:00").link("caller", her.key)
    called.link("receiver", others[1].key)
    coming.write([her, *others, paid, trip, mobile, account, paper, called])
    coming.done({"file": path.name, "sha256": digest, "reader": "csv", "read": 1})
