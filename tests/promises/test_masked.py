"""Whoever is recorded as a victim or as smuggled is shown by nothing that leaves the case, unless asked with a reason.

What is asked is gathered, not listed: every verb of the terminal and every address of the desk that can be read.
A new one has to be given its words here, or a reason why it tells nothing of a case.
"""

import ast
import io
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from shutil import rmtree
from typing import Any, Literal, get_args, get_origin

import click
import httpx
import pypdfium2
import pytest
from click.testing import CliRunner
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from sqlalchemy import select

import clew
from clew.analysis.prosecution.attaching import attach
from clew.analysis.prosecution.entering import enter
from clew.cli.main import main
from clew.model.evaluation import MASKED
from clew.store import Door, open_case
from clew.store.tables import ENTITY, HIT, SOURCE, STATEMENT
from clew.web.app import create_app
from tests.promises.planted import OFFICER, PLANTED, planted
from tests.web.conftest import served

pytestmark = pytest.mark.slow
SILENT = {
    "add": "takes in", "watch": "takes in", "translate add": "takes in", "translate check": "writes",
    "transcribe add": "takes in", "transcribe check": "writes", "mapping import": "takes in", "decide": "writes",
    "mapping export": "writes what a person saved of columns", "undo": "writes", "money answer": "writes",
    "custody note": "writes", "figures sums": "reads a file, no case", "borders": "reads a file, no case",
    "index build": "reads lists", "index delta": "reads lists", "index show": "reads lists",
    "index update": "reads lists", "measure calibration": "reads labelled files", "measure figures": "the same",
    "measure names": "the same", "measure screening": "the same", "weights fit": "the same", "weights show": "rules",
    "rehearse crowd": "invents", "rehearse demo": "invents", "rehearse make": "invents",
    "rehearse measure": "counts found against planted", "serve": "the desk, asked below",
}  # fmt: skip
"""Verbs that show nothing of a case, and why."""
ASKED: dict[str, list[str]] = {
    "audit show": ["CASE"],  # before anybody types her name to search for it, which the log keeps
    "refused": ["CASE", "CASE --out OUT.csv"], "translate show": ["CASE"], "transcribe show": ["CASE"],
    "mapping list": ["CASE"], "check": ["CASE"],
    "hits": ["CASE", *(f"CASE --hit {n}" for n in range(1, 9))],
    "screen": ["CASE --itself --out OUT.csv", "CASE CASE --out OUT.csv"],
    "documents": ["CASE"],
    "search": [f"CASE {w}" for w in ("Zyndrake", "Quellorin", "Зиндраке", "+38344777919", "ZQ7719042", "Moonpetal",
                                     "zyndrak", "paid", "asks", "TX4665XK")],
    "chart": ["CASE", "CASE --out OUT.svg", "CASE --entity ENTITY --steps 2"],
    "figures read": ["CASE"],
    "network": ["CASE", "CASE --measure degree", "CASE --key-players 2", "CASE --roles",
                "CASE --measure degree --robust", "CASE --ego ENTITY",
                *(f"CASE --out OUT.{kind}" for kind in ("graphml", "gexf", "csv", "xlsx", "md", "svg", "pdf"))],
    "routes": ["CASE", *(f"CASE --out OUT.{kind}" for kind in ("geojson", "kml", "csv", "svg", "pdf"))],
    "timeline": ["CASE", *(f"CASE --out OUT.{kind}" for kind in ("csv", "svg", "pdf"))],
    "inform": ["CASE --route Skopje-Blace-Prishtina"],
    "money ledger": ["CASE", "CASE --notebook NOTEBOOK",
                     *(f"CASE --notebook NOTEBOOK --out OUT.{kind}" for kind in ("csv", "xlsx", "md"))],
    "prosecute": ["CASE", "CASE SUSPECT", "CASE SUSPECT --out OUT.zip", "CASE ENTITY"],
    "custody show": ["CASE"], "custody verify": ["CASE"], "custody manifest": ["CASE --out OUT.json"],
    "custody sheet": ["CASE 3 --out OUT.pdf"], "custody export": ["CASE --out OUT.jsonld"],
    "custody hand-on": ["CASE 3 --to court --out OUT"],
    "handsets swaps": ["CASE"], "handsets together": ["CASE"], "export": ["CASE -", "CASE OUT.json"],
    "audit verify": ["CASE"],
}  # fmt: skip
"""What each verb that shows something of a case is asked."""
WORDS = {
    "q": ("Zyndrake", "Quellorin", "+38344777919", "ZQ7719042", "Moonpetal", "paid"),
    "source": ("11",),
}
"""Values of what a question of the desk needs, by its name."""
UNASKED = {"/events": "tells counts as they change, and never ends", "/{rest:path}": "a refusal"}


class Planted:
    """The case, and what may be asked of it."""

    def __init__(self, folder: Path, category: str) -> None:
        case = planted(folder, category)
        self.category = category
        self.folder, self.path, self.out = folder, case.folder, folder / "out"
        self.out.mkdir()
        door = Door(case, OFFICER)
        with door.quiet() as view:
            self.entities = list(view.conn.scalars(select(ENTITY.c.id)))
            self.sources = list(view.conn.scalars(select(SOURCE.c.no)))
            self.hits = list(view.conn.scalars(select(HIT.c.no)))
            self.spots = sorted(
                {
                    (r.source, r.spot)
                    for r in view.conn.execute(select(ENTITY.c.source, ENTITY.c.spot))
                }
            )
            named = select(ENTITY.c.id).join(STATEMENT, STATEMENT.c.entity == ENTITY.c.no)
            people = named.where(ENTITY.c.schema == "Person", STATEMENT.c.prop == "name")
            self.suspect = str(
                view.conn.scalars(
                    people.where(STATEMENT.c.value.contains("Gjini"), ENTITY.c.source == 1)
                ).first()
            )
            self.planted = str(
                view.conn.scalars(people.where(ENTITY.c.category == category)).first()
            )
        enter(door, self.suspect, "at the wheel on two crossings")
        for source, spot in self.spots:
            attach(
                door, self.suspect, "aggravating.treatment", "for", "see there", f"{source} {spot}"
            )
        case.close()

    def is_named(self, line: str) -> bool:
        """Say whether this is a bundle for a prosecutor, in which the rows of smuggled people are evidence."""
        return self.category == "migrant" and line.rpartition(".")[2].startswith("zip")

    def words(self, line: str, number: int) -> list[str]:
        told = {
            "CASE": str(self.path), "ENTITY": self.planted, "SUSPECT": self.suspect,
            "NOTEBOOK": str(self.folder / "rs-police" / "notebook.csv"),
        }  # fmt: skip
        return [
            told.get(
                w, w.replace("OUT", str(self.out / f"{number}"), 1) if w.startswith("OUT") else w
            )
            for w in line.split()
        ]


@pytest.fixture(scope="module", params=MASKED)
def here(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return Planted(tmp_path_factory.mktemp(request.param), request.param)


def verbs(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, click.Command]]:
    """Give every verb of the terminal that does something, by its words."""
    if not isinstance(command, click.Group):
        yield " ".join(path), command
        return
    with click.Context(command) as ctx:
        for name in command.list_commands(ctx):
            inner = command.get_command(ctx, name)
            assert inner is not None
            yield from verbs(inner, (*path, name))


def leaked(said: str) -> list[str]:
    """Give what of the planted person stands in a text."""
    return [one for one in PLANTED if one in said]


def readable(name: str, body: bytes) -> str:
    """Give all the words of a file that was written, those packed in it too."""
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join(readable(inner, archive.read(inner)) for inner in archive.namelist())
    if body[:4] == b"%PDF":
        document = pypdfium2.PdfDocument(body)
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
        return f"{name}\n{text}\n{body.decode('latin-1')}"
    return f"{name}\n{body.decode('utf-8', 'replace')}"


def test_every_verb_is_asked_or_has_a_reason_not_to_be() -> None:
    assert {name for name, _ in verbs(main)} == set(ASKED) | set(SILENT)


@pytest.mark.parametrize("name", ASKED)
def test_no_verb_shows_who_is_masked(
    here: Planted, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = dict(verbs(main))[name]
    has_json = any(option.name == "as_json" for option in command.params)
    asked = [*ASKED[name], *(f"{line} --json" for line in ASKED[name] if has_json)]
    for number, line in enumerate(asked):
        rmtree(here.out)
        here.out.mkdir()
        words = [*name.split(), *here.words(line, number)]
        result = CliRunner().invoke(main, words)
        written = [readable(p.name, p.read_bytes()) for p in here.out.rglob("*") if p.is_file()]
        said = "\n".join([result.stdout, result.stderr, *written])
        asked_for = [*(w for w in words if w in PLANTED), *(PLANTED if here.is_named(line) else ())]
        assert [one for one in leaked(said) if one not in asked_for] == [], (
            name,
            line,
            _where(said),
        )
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )


def _where(said: str) -> list[str]:
    found = []
    for one in PLANTED:
        at = said.find(one)
        if at >= 0:
            found.append(said[max(0, at - 120) : at + 60])
    return found[:3]


@pytest.fixture(scope="module")
def desk(here: Planted) -> Iterator[httpx.Client]:
    app = create_app(here.path, "mira")
    with served(app) as address, httpx.Client(base_url=address, timeout=60) as client:
        client.headers["Origin"] = address
        yield client
    app.state.desk.case.close()


def addresses(here: Planted) -> Iterator[str]:
    """Give every address of the desk that can be read, with every value its path can take."""
    case = open_case(here.path)
    app = create_app(here.path, "mira")
    case.close()
    for path, dependant in _routes(app):
        if path in UNASKED:
            continue
        needed = [
            (f.alias, tuple(_values(here, f.alias, f.field_info.annotation)))
            for f in _params(dependant, "path_params")
        ]
        query = [
            (f.alias, WORDS.get(f.alias, ()))
            for f in _params(dependant, "query_params")
            if f.field_info.is_required() and not hasattr(f.field_info.annotation, "model_fields")
        ]
        if any(name == "where" for name, _ in query):
            yield from (
                f"/api{path}?where={spot}".replace("{source}", str(source))
                for source, spot in here.spots
            )
            continue
        assert all(values for _, values in (*needed, *query)), f"say in WORDS what {path} is asked"
        for values in product(*(values for _, values in (*needed, *query))):
            told = path
            for (name, _), value in zip(needed, values, strict=False):
                told = told.replace("{" + name + "}", str(value))
            asked = "&".join(
                f"{name}={value}"
                for (name, _), value in zip(query, values[len(needed) :], strict=True)
            )
            yield f"/api{told}" + (f"?{asked}" if asked else "")
    app.state.desk.case.close()


def _routes(app: FastAPI) -> Iterator[tuple[str, Dependant]]:
    for route in app.routes:
        inside = getattr(route, "original_router", None)
        for one in inside.routes if inside is not None else ():
            if "GET" in one.methods:
                yield one.path, one.dependant


def _params(dependant: Dependant, kind: str) -> list[Any]:
    return [
        *getattr(dependant, kind),
        *(p for inner in dependant.dependencies for p in _params(inner, kind)),
    ]


def _values(here: Planted, name: str, annotation: Any) -> list[object]:
    if get_origin(annotation) is Literal:
        return [kind for kind in get_args(annotation) if kind != "png"]
    known: dict[str, list[Any]] = {
        "source": here.sources, "entity": here.entities, "number": here.hits, "signature": ["0" * 16],
    }  # fmt: skip
    return known.get(name, [])


def test_no_address_of_the_desk_shows_who_is_masked(here: Planted, desk: httpx.Client) -> None:
    asked = [
        *addresses(here),
        "/api/money?notebook=11",
        "/api/money.csv?notebook=11",
        f"/api/chart?entity={here.planted}",
    ]
    assert len(asked) > 100
    for address in asked:
        answer = desk.get(address.replace("+", "%2B"))
        assert answer.status_code < 500, (address, answer.text)
        said = readable(str(answer.headers.get("content-disposition", "")), answer.content)
        if here.is_named(address) or address.startswith(
            "/api/log"
        ):  # the log keeps what was searched for
            continue
        found = [one for one in leaked(said) if one not in address]
        assert found == [], (address, _where(said))


@pytest.mark.parametrize("room", ["network", "routes", "money", "timeline", "prosecution"])
def test_nothing_about_people_is_counted_by_nationality_origin_or_religion(room: str) -> None:
    asked = {"nationality", "citizenship", "ethnicity", "religion", "birthCountry"}
    for file in (Path(clew.__file__).parent / "analysis" / room).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            assert not (isinstance(node, ast.Constant) and node.value in asked), file.name
