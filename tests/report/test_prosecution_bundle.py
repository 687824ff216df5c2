"""The bundle for a prosecutor: what codes keep from court stands nowhere in it, in no file and on no page."""

import csv
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from string import ascii_lowercase

import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from clew.analysis.prosecution.attaching import attach
from clew.analysis.prosecution.entering import enter, withdraw
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
from clew.store.covering import covered, squeezed
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


names = st.text(ascii_lowercase, min_size=8, max_size=11).map(str.capitalize)
phones = st.integers(100_000, 999_999).map(lambda n: f"+383 49 {n // 1000} {n % 1000:03}")
papers = st.integers(1_000_000, 9_999_999).map(lambda n: f"Q{n}")
people = st.lists(st.tuples(names, names, phones, papers), min_size=1, max_size=4)


DEEP = os.environ.get("CLEW_HYPOTHESIS") == "deep"
few = settings(
    max_examples=60 if DEEP else 6, phases=[Phase.explicit, Phase.generate]
)  # an example takes a second or two
HEAD = "Surname;Given names;Phone;Passport;Plate;Date;Place\n"
REST = ";TX4665XK;02.03.2026;Blace\n"
People = list[tuple[str, ...]]


def written(kind: str, rows: People) -> str:
    """Write people as a list, a report or contact cards."""
    if kind == "csv":
        return HEAD + "".join(";".join(row) + REST for row in rows)
    if kind == "txt":
        told = (
            f"{b} {a} was seen with Genc Topalli. The number is {c} and the paper {d}."
            for a, b, c, d in rows
        )
        return "Report.\n\n" + "\n\n".join(told) + "\n"
    cards = (f"N:{a};{b};;;\nFN:{b} {a}\nTEL:{c}\nNOTE:paper {d}\n" for a, b, c, d in rows)
    return "".join(f"BEGIN:VCARD\nVERSION:3.0\n{card}END:VCARD\n" for card in cards)


@pytest.mark.slow
@few
@given(
    people,
    people,
    st.sampled_from(["H1", "H2", "H3", "H1 H2"]),
    st.sampled_from(["csv", "txt", "vcf"]),
    st.data(),
)
def test_no_value_of_a_kept_back_source_stands_anywhere_in_a_bundle(
    usable: People, secret: People, code: str, kind: str, data: st.DataObject
) -> None:
    """Unless a source a court may be told says it too, as at times here, or it is one of clew's own words."""
    both = data.draw(st.lists(st.sampled_from(usable), max_size=2))
    secret = [*secret, *both]
    title = data.draw(names)
    typed = " ".join(data.draw(st.permutations([cell for row in secret for cell in row])))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        case = make_case(folder / "case")
        bring(case, folder, "xk-police", "border.csv", written("csv", usable))
        door, who = Door(case, OFFICER), record(case, "xk-police")
        enter(door, who, REASON)
        own = squeezed(everything(drawn(case)))
        withdraw(door, who, "entered anew with another reason")
        marking = Marking("A1", code, f"ask {secret[0][0]} first" if code == "H3" else "")
        bring(case, folder, "mk-police", f"{title}.{kind}", written(kind, secret), marking)
        enter(door, who, f"said in {title}: {typed}"[:1900])
        note = f"as {title} has it: {typed.upper()}"[:1900]
        attach(door, who, "smuggling.intent", "for", note, "1 row 2")
        for hit in hits(case):
            with suppress(NotAllowed):  # a person and a telephone number
                decide(door, hit, "same", typed)
        made = drawn(case)
        said = everything(made)
        case.close()
    flat, free = squeezed(said), squeezed(" ".join(cell for row in usable for cell in row))
    for value in [title, *(cell for row in secret for cell in row)]:
        if squeezed(value) not in free and squeezed(value) not in own:
            assert value not in said
            assert squeezed(value) not in flat, value
    for one in made.kept_back:
        assert set(one) == {"agency", "records", "codes"}


@pytest.mark.slow
@few
@given(
    people,
    st.sampled_from(["H1", "H2", "H3"]),
    st.sampled_from(["phone", "passportNumber", "name"]),
    st.data(),
)
def test_no_value_with_a_code_of_its_own_stands_anywhere_in_a_bundle(
    rows: People, code: str, prop: str, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        case = make_case(folder / "case")
        first = ("Topalli", "Genc", "+383 44 100 200", "P7654321")
        rows = [row for row in rows if row[2] != first[2]]
        bring(case, folder, "xk-police", "border.csv", written("csv", [first, *rows]))
        door, who = Door(case, OFFICER), record(case, "xk-police")
        enter(door, who, REASON)
        own = squeezed(everything(drawn(case)))
        with door.step() as view:
            query = select(STATEMENT.c.no, STATEMENT.c.value, STATEMENT.c.written, ENTITY.c.spot)
            told = query.join(ENTITY, ENTITY.c.no == STATEMENT.c.entity).where(
                STATEMENT.c.prop == prop, ENTITY.c.spot.like("row%"), ENTITY.c.spot != "row 2"
            )
            found = [r for r in view.conn.execute(told).all() if squeezed(r.value) not in own]
            for row in found:
                kept = update(STATEMENT).where(STATEMENT.c.no == row.no)
                view.conn.execute(kept.values(handling=code))
        for row in found:
            note = f"see {row.value}, {data.draw(st.sampled_from([str.upper, str.lower]))(row.written or row.value)}"
            attach(door, who, "smuggling.intent", "for", note, f"1 {row.spot.split(' person')[0]}")
        said = squeezed(everything(drawn(case)))
        case.close()
    for row in found:
        assert squeezed(row.value) not in said, row.value


@given(st.text(min_size=3, max_size=12), st.text(max_size=30), st.text(max_size=30))
def test_a_hidden_word_that_stands_alone_never_stays(word: str, before: str, after: str) -> None:
    if len(squeezed(word)) < 3:
        return
    assert squeezed(word) not in squeezed(covered(f"{before} · {word} · {after}", [word])) or (
        squeezed(word) in squeezed(f"{before}{after}")
        or any(squeezed(word) in squeezed(part) for part in (before, after))
    )
