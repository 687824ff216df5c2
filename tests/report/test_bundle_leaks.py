"""No value a code keeps from court leaks into a bundle, whatever the names, the kind of file and what officers type."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from clew.analysis.prosecution.attaching import attach
from clew.analysis.prosecution.entering import enter, withdraw
from clew.errors import NotAllowed
from clew.matching.decide import decide
from clew.model.evaluation import Marking
from clew.store import Door, make_case
from clew.store.covering import covered, squeezed
from clew.store.tables import ENTITY, STATEMENT
from tests.report.test_prosecution_bundle import (
    OFFICER,
    REASON,
    bring,
    drawn,
    everything,
    hits,
    record,
)

names = st.text(ascii_lowercase, min_size=8, max_size=11).map(str.capitalize)
phones = st.integers(100_000, 999_999).map(lambda n: f"+383 49 {n // 1000} {n % 1000:03}")
papers = st.integers(1_000_000, 9_999_999).map(lambda n: f"Q{n}")
people = st.lists(st.tuples(names, names, phones, papers), min_size=1, max_size=4)


DEEP = os.environ.get("CLEW_HYPOTHESIS") == "deep"
few = settings(
    max_examples=40 if DEEP else 6, phases=[Phase.explicit, Phase.generate]
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
