"""The figures of a case: with source and spot, and a victim's values covered."""

from hashlib import sha256
from pathlib import Path

from clew.analysis.figures.case_figures import case_figures
from clew.model.asker import Asker
from clew.model.evidence import Evidence, Found
from clew.model.ftm import model
from clew.store import Case, Door, make_case
from clew.store.originals import keep
from clew.store.shelf import Shelf

OFFICER = Asker("mira", "local", "")
TEXT = "The police said that 12 smugglers of Vesa Shtepia were arrested in the city."


def with_report(folder: Path) -> Case:
    """A case with one report in which a person is recorded as a victim."""
    case = make_case(folder / "case")
    path = folder / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    digest = sha256(path.read_bytes()).hexdigest()
    evidence = Evidence(keep(case, path, digest), "report.txt", digest, len(TEXT), "xk-police")
    coming = Shelf(Door(case, OFFICER), model(), "xk-police").coming(evidence, "text", None)
    report = Found("PlainText", "document", "paragraph 1").add("bodyText", TEXT)
    victim = Found("Person", "vesa", "paragraph 1", category="victim").add("name", "Vesa Shtepia")
    coming.write([report, victim])
    coming.done({"file": "report.txt", "sha256": digest, "reader": "text", "read": 1})
    return case


def test_a_victim_stays_covered_and_the_figure_keeps_its_place(tmp_path: Path) -> None:
    case = with_report(tmp_path)
    with Door(case, OFFICER).quiet() as view:
        (report,) = case_figures(view).as_json()["reports"]
    case.close()
    (fact,) = report["facts"]
    assert (fact["kind"], fact["value"], fact["spot"]) == ("arrests", 12, "paragraph 1")
    assert "Vesa" not in str(report)
    assert TEXT[fact["from"] : fact["to"]].startswith("12 smugglers")
