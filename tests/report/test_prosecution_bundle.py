"""The bundle for a prosecutor: what codes keep from court stands nowhere in it, in no file and on no page."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import select, update

from clew.analysis.prosecution.attaching import attach
from clew.analysis.prosecution.entering import enter
from clew.errors import NotAllowed, NotFound
from clew.matching.arrive import bring_in
from clew.matching.decide import decide
from clew.model.asker import Asker
from clew.model.custody import HandOver
from clew.model.evaluation import Marking
from clew.report.prosecution_bundle import LONGEST_CELL, Bundle, bundle, handed_out, packed
from clew.sources.intake import Wish
from clew.store import Case, Door, make_case
from clew.store import hits as kept_hits
from clew.store.hits import Filter
from clew.store.tables import ENTITY, SOURCE, STATEMENT

OFFICER = Asker("mira", "rs-police", "rehearsal of the bundle")
BORDER = """Surname;Given names;Birth date;Phone;Plate;Date;Place
Topalli;Genc;12.04.1988;+383 44 100 200;TX4665XK;02.03.2026;Blace
Gjini;Zef;01.02.1990;+383 44 100 300;TX4665XK;02.03.2026;Blace
"""
REASON = "named with others at the crossing"


def bring(
    case: Case, folder: Path, agency: str, name: str, text: str, marking: Marking | None = None
) -> None:
    file = folder / agency / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    handed = HandOver("Insp. Marić", legal_basis="Order 12/26")
    list(bring_in(case, OFFICER, [file], Wish(agency, "XK"), marking, handed=handed))


def record(case: Case, agency: str, number: int = 0) -> str:
    """Give the id of a person in an agency's files, in the order they came."""
    with Door(case, OFFICER).quiet() as view:
        query = select(ENTITY.c.id).join(SOURCE, SOURCE.c.no == ENTITY.c.source)
        people = query.where(SOURCE.c.agency == agency, ENTITY.c.schema == "Person")
        return str(view.conn.scalars(people.order_by(ENTITY.c.no)).all()[number])


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """An exercise with one border list, its first person entered as a suspect."""
    made = make_case(tmp_path / "case", exercise=True)
    bring(made, tmp_path, "xk-police", "border.csv", BORDER)
    enter(Door(made, OFFICER), record(made, "xk-police"), REASON)
    yield made
    made.close()


def drawn(case: Case, *permitted: str, who: str = "") -> Bundle:
    with Door(case, OFFICER).quiet() as view:
        return bundle(view, who or record(case, "xk-police"), permitted)


def pages(made: Bundle) -> str:
    document = pypdfium2.PdfDocument(made.files["sheet.pdf"])
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


def everything(made: Bundle) -> str:
    """All a bundle says: the text of its pages and of its other files, and its names."""
    others = [body.decode() for name, body in made.files.items() if name != "sheet.pdf"]
    raw = made.files["sheet.pdf"].decode("latin-1")
    return "\n".join([*made.files, *others, pages(made), raw])


def test_a_bundle_holds_sheet_excerpts_originals_and_index(case: Case) -> None:
    made = drawn(case)
    index = list(csv.DictReader(io.StringIO(made.files["index.csv"].decode("utf-8-sig"))))
    excerpts = {one["excerpt"]: one for one in json.loads(made.files["excerpts.json"])}
    (original,) = json.loads(made.files["originals.json"])
    assert index
    for line in index:
        assert excerpts[line["excerpt"]]["where"] == line["where"]
        assert line["sha256"] == original["sha256"]
    assert original["custody"][0]["act"] == "received"
    assert original["custody"][0]["legal_basis"] == "Order 12/26"
    text = pages(made)
    for said in ("Genc Topalli", "TX4665XK", "Procurement", "Missing", "EXERCISE", "Principles"):
        assert said in text, said


def test_an_excerpt_is_the_place_itself_and_nothing_around_it(case: Case) -> None:
    excerpts = json.loads(drawn(case).files["excerpts.json"])
    row = next(one for one in excerpts if one["where"] == "row 2")
    assert len(row["lines"]) == 1
    assert row["lines"][0][0] == "Topalli"


def test_the_hashes_of_a_bundle_are_those_of_its_files(case: Case, tmp_path: Path) -> None:
    made = drawn(case)
    with zipfile.ZipFile(io.BytesIO(packed(made))) as archive:
        for line in archive.read("SHA256SUMS").decode().splitlines():
            digest, name = line.split("  ")
            assert sha256(archive.read(name)).hexdigest() == digest


def test_a_bundle_handed_out_stands_in_the_chain_of_each_original(case: Case) -> None:
    handed_out(Door(case, OFFICER), drawn(case), "bundle.zip")
    (original,) = json.loads(drawn(case).files["originals.json"])
    assert original["custody"][-1]["act"] == "exported"
    assert original["custody"][-1]["to"] == "bundle.zip"


SECRET = """Surname;Given names;Birth date;Phone;Passport
Topalli;Genc;12.04.1988;+383 44 100 200;P7654321
Krasniqi;Ilir;03.03.1979;+383 49 777 888;P1239876
"""


@pytest.mark.parametrize("code", ["H1", "H2", "H3"])
def test_what_a_code_keeps_from_court_is_left_out_and_counted_by_agency(
    case: Case, tmp_path: Path, code: str
) -> None:
    marking = Marking("B2", code, "ask first" if code == "H3" else "")
    bring(case, tmp_path, "mk-police", "informers-krasniqi.csv", SECRET, marking)
    (hit,) = hits(case)
    decide(
        Door(case, OFFICER), hit, "same", "P7654321 and +383 44 100 200 fit; see informers-krasniqi"
    )
    made = drawn(case)
    text = everything(made)
    for secret in ("P7654321", "informers", "krasniqi", "Krasniqi", "777 888", "ask first"):
        assert secret not in text, secret
    assert made.kept_back == [{"agency": "mk-police", "records": 1, "codes": [code]}]
    assert f"1 records of mk-police ({code})" in pages(made)


def test_what_its_agency_permitted_is_told_with_the_permission(case: Case, tmp_path: Path) -> None:
    bring(case, tmp_path, "mk-police", "secret.csv", SECRET, Marking("B2", "H1"))
    (hit,) = hits(case)
    decide(Door(case, OFFICER), hit, "same", "one number, one birth date")
    made = drawn(case, "mk-police")
    assert made.kept_back == []
    assert "P7654321" in made.files["excerpts.json"].decode()
    assert "Permitted to be used in court" in pages(made)
    with pytest.raises(NotFound, match="no agency"):
        drawn(case, "mk-polis")


def test_a_note_keeps_what_another_source_says_too(case: Case, tmp_path: Path) -> None:
    bring(case, tmp_path, "mk-police", "secret.csv", SECRET, Marking("B2", "H1"))
    note = "his number 044 100 200, never +383 49 777 888, Ilir"
    attach(
        Door(case, OFFICER), record(case, "xk-police"), "smuggling.intent", "for", note, "1 row 2"
    )
    told = drawn(case).files["sheet.json"].decode()
    assert "044 100 200" in told
    assert "777 888" not in told
    assert "Ilir" not in told


def test_a_value_with_a_code_of_its_own_is_covered_in_its_row(case: Case) -> None:
    with Door(case, OFFICER).step() as view:
        number = (
            select(STATEMENT.c.no).where(STATEMENT.c.prop == "phone").limit(1).scalar_subquery()
        )
        view.conn.execute(update(STATEMENT).where(STATEMENT.c.no == number).values(handling="H1"))
    text = everything(drawn(case))
    assert "100 200" not in text
    assert "Topalli" in text


def test_a_victim_is_masked_wherever_she_is_named(case: Case, tmp_path: Path) -> None:
    shelter = "Surname;Given names;Phone\nShtepia;Vesa;+383 44 100 900\n"
    bring(case, tmp_path, "xk-police", "shelter.csv", shelter, Marking(category="victim"))
    bring(
        case,
        tmp_path,
        "rs-police",
        "report.txt",
        "Report.\n\nShtepia Vesa was seen with Genc Topalli, 044 100 900.\n",
    )
    note = "see paragraph 2: Vesa Shtepia says it"
    who = record(case, "xk-police")
    attach(Door(case, OFFICER), who, "aggravating.treatment", "for", note, "3 paragraph 2")
    unmasking = Asker("mira", "rs-police", "the prosecutor asked for it", unmask=True)
    for asker in (OFFICER, unmasking):
        with Door(case, asker).quiet() as view:
            made = bundle(view, who)
        text = everything(made)
        assert "was seen with Genc Topalli" in text
        assert "Shtepia" not in text
        assert "100 900" not in text


SPREAD = """First name;Father;Last name;Plate;Tel. code;Number
Vesa;Ilir;Shtepia;TX4665XK;+383 44;100 900
"""
REPORT = """Report.

Vesa
Shtepia was in the van with Genc Topalli.

Веса Штепија sat behind Genc Topalli.

كانت فيسا شتيبيا مع Genc Topalli.

The girl Shte-
pia, who is called Vesa, or Kukulla, paid Genc Topalli; her paper is AB 12 34
567.
"""


@pytest.mark.parametrize("place", ["3 row 2", *(f"4 paragraph {n}" for n in (2, 3, 4, 5))])
def test_a_victims_name_is_covered_over_cells_and_lines_and_in_other_scripts(
    case: Case, tmp_path: Path, place: str
) -> None:
    shelter = "Name;Alias;Phone;Passport\nVesa Shtepia;Kukulla;+383 44 100 900;AB1234567\n"
    bring(case, tmp_path, "xk-police", "shelter.csv", shelter, Marking(category="victim"))
    bring(case, tmp_path, "rs-police", "Vesa_van_SHTEPIA.csv", SPREAD)
    bring(case, tmp_path, "rs-police", "report of shtepia vesa.txt", REPORT)
    who = record(case, "xk-police")
    attach(Door(case, OFFICER), who, "aggravating.treatment", "for", "see there", place)
    text = everything(drawn(case))
    (found,) = [
        one for one in json.loads(drawn(case).files["excerpts.json"])
        if f"{one['source']} {one['where']}" == place
    ]  # fmt: skip
    assert "TX4665XK" in str(found["lines"]) or "Genc Topalli" in str(found["lines"])
    for name in ("Shtepia", "SHTEPIA", "shtepia", "Shte-", "Штепија", "شتيبيا", "Kukulla"):
        assert name not in text, name
    for name in ("Vesa", "Веса", "فيسا", "vesa", "100 900", "12 34"):
        assert name not in text, name


def test_a_name_is_covered_before_a_long_cell_is_cut(case: Case, tmp_path: Path) -> None:
    bring(case, tmp_path, "xk-police", "shelter.csv", "Name\nVesa Shtepia\n", Marking(category="victim"))  # fmt: skip
    words = "x" * (LONGEST_CELL - 8)
    bring(
        case, tmp_path, "rs-police", "report.txt", f"Report.\n\n{words} Vesa Shtepia was there.\n"
    )
    who = record(case, "xk-police")
    attach(Door(case, OFFICER), who, "aggravating.treatment", "for", "see there", "3 paragraph 2")
    assert "Vesa" not in everything(drawn(case))


def test_who_was_judged_the_same_as_a_victim_is_covered_too(case: Case, tmp_path: Path) -> None:
    shelter = "Name;Phone\nVesa Shtepia;+383 44 100 900\n"
    bring(case, tmp_path, "xk-police", "shelter.csv", shelter, Marking(category="victim"))
    bring(case, tmp_path, "rs-police", "hotel.csv", "Name;Phone\nNora Fshat;+383 44 100 900\n")
    bring(case, tmp_path, "rs-police", "report.txt", "Report.\n\nNora Fshat rang.\n")
    with Door(case, Asker("mira", "rs-police", "asked to judge it", unmask=True)).quiet() as view:
        (hit,) = [row.no for row in kept_hits.rows(view, Filter())]
    decide(Door(case, OFFICER), hit, "same", "one number")
    who = record(case, "xk-police")
    attach(Door(case, OFFICER), who, "aggravating.treatment", "for", "see there", "4 paragraph 2")
    assert "Fshat" not in everything(drawn(case))


def test_who_was_entered_by_a_record_kept_from_court_has_no_bundle(
    case: Case, tmp_path: Path
) -> None:
    bring(case, tmp_path, "mk-police", "secret.csv", SECRET, Marking("B2", "H1"))
    other = record(case, "mk-police", 1)
    enter(Door(case, OFFICER), other, REASON)
    with pytest.raises(NotAllowed, match="it is of mk-police"):
        drawn(case, who=other)
    assert drawn(case, "mk-police", who=other).files


def test_an_original_two_agencies_handed_over_shows_only_the_one_that_may(
    case: Case, tmp_path: Path
) -> None:
    bring(case, tmp_path, "mk-police", "from-a-source-of-ours.csv", BORDER, Marking("B2", "H1"))
    made = drawn(case)
    (original,) = json.loads(made.files["originals.json"])
    assert [one["agency"] for one in original["sources"]] == ["xk-police"]
    assert "from-a-source-of-ours" not in everything(made)


def hits(case: Case) -> list[int]:
    with Door(case, OFFICER).quiet() as view:
        return [row.no for row in kept_hits.rows(view, Filter())]
