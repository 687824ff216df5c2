"""A case with two agencies' invented passengers, a report and a victim, and the desk opened on it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from starlette.applications import Starlette

from clew.matching.arrive import bring_in
from clew.matching.names import check_names
from clew.model.asker import Asker
from clew.model.evidence import Evidence, Found
from clew.model.ftm import model
from clew.sources.intake import Wish
from clew.store import Case, Door, make_case
from clew.store.originals import keep
from clew.store.shelf import Shelf
from clew.web.app import create_app

OFFICER = Asker("mira", "local", "rehearsal of the desk")
PRISHTINA = """Surname;Given names;Birth date;Nationality;Passport;Phone
Gjoni;Xhevdet;12.04.1988;XK;P01234567;+383 44 100 200
Haddad;Yusuf;01.02.1990;SY;N9876543;+383 44 100 300
Bytyqi;Arta;31/02/1980;XK;P5550001;+383 44 100 400
"""
SKOPJE = """Презиме;Име;Датум на раѓање;Пасош;Телефон
Ѓони;Џевдет;12.04.1988;P 0123 4567;00383 44 100 200
حداد;يوسف;01.02.1990;N9876543;+383 44 100 300
"""
LATER = """Surname;Given names;Birth date;Passport;Phone
Bytyqi;Arta;17.05.1981;P5550001;+383 44 100 400
"""
REPORT = """EXERCISE. Interview.

On 3 March Xhevdet Gjoni met a driver. He called +383 44 100 200 twice.
"""
SHELTER = "Name;Phone\nVesa Shtepia;+383 44 100 900\nFree Bed;\n"


def add(case: Case, folder: Path, agency: str, name: str, text: str) -> None:
    """Write *text* as a file of *agency* and bring it into the case."""
    place = folder / agency / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    for _ in bring_in(case, OFFICER, [place], Wish(agency)):
        pass


def add_victim(case: Case, folder: Path) -> None:
    """Bring in a shelter's list whose one person is recorded as a victim."""
    path = folder / "shelter.csv"
    path.write_text(SHELTER, encoding="utf-8")
    digest = sha256(path.read_bytes()).hexdigest()
    evidence = Evidence(
        keep(case, path, digest), "shelter.csv", digest, len(SHELTER), "xk-police", "XK"
    )
    coming = Shelf(Door(case, OFFICER), model(), "xk-police").coming(evidence, "csv", None)
    found = Found("Person", "row 2", "row 2", category="victim")
    coming.write([found.add("name", "Vesa Shtepia").add("phone", "+383 44 100 900")])
    coming.done({"file": "shelter.csv", "sha256": digest, "reader": "csv", "read": 1})


def make(folder: Path) -> Case:
    """Make the case: four files of two agencies, cross-checked."""
    case = make_case(folder / "case", exercise=True)
    add(case, folder, "xk-police", "passengers.csv", PRISHTINA)
    add(case, folder, "xk-police", "report.txt", REPORT)
    add(case, folder, "mk-police", "patnici.csv", SKOPJE)
    with case.intake_lock():
        add_victim(case, folder)
    check_names(Door(case, OFFICER))
    return case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A case of this test's own."""
    made = make(tmp_path)
    yield made
    made.close()


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """Serve *app* on a free port of this machine; give its address."""
    line = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="error", access_log=False, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [line]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{line.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        line.close()


@pytest.fixture
def app(case: Case) -> Iterator[FastAPI]:
    """The desk on that case, as an application."""
    made = create_app(case.folder, "mira")
    yield made
    made.state.desk.case.close()


@pytest.fixture
def desk(app: FastAPI) -> Iterator[httpx.Client]:
    """The desk on that case, asked as its own page asks it."""
    with (
        served(app) as here,
        httpx.Client(base_url=here, headers={"Origin": here}, timeout=30) as client,
    ):
        yield client
