"""Machine-readable lines in text files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import NotFound
from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources.reader import read_records
from clew.sources.readers.mrz_lines import MRZ

PASSPORT = (
    "P<RKSKRASNIQI<<ARBER<<<<<<<<<<<<<<<<<<<<<<<<",
    "P000000005RKS9001011M3001019<<<<<<<<<<<<<<<6",
)
Items = list[Found | Refusal]


def evidence_of(folder: Path, text: str) -> Evidence:
    path = folder / "lines.txt"
    path.write_text(text, encoding="utf-8")
    return Evidence(path, path.name, "0" * 64, path.stat().st_size, "xk-police")


def read_all(folder: Path, text: str) -> tuple[Items, Guesses]:
    guesses = Guesses()
    records = read_records(MRZ, evidence_of(folder, text), guesses)
    return [item for record in records for item in record], guesses


def refusals(items: Items) -> list[tuple[str, str]]:
    return [(item.where, item.reason) for item in items if isinstance(item, Refusal)]


def values(items: Items, schema: str) -> dict[str, str]:
    found = next(i for i in items if isinstance(i, Found) and i.schema == schema)
    return {value.prop: value.text for value in found.values}


def test_a_passport_gives_a_person_and_a_passport(tmp_path: Path) -> None:
    items, guesses = read_all(tmp_path, "\n".join(PASSPORT))
    assert values(items, "Person") == {
        "name": "ARBER KRASNIQI",
        "firstName": "ARBER",
        "lastName": "KRASNIQI",
        "birthDate": "1990-01-01",
        "gender": "M",
        "nationality": "RKS",
        "passportNumber": "P00000000",
    }
    assert values(items, "Passport")["endDate"] == "2030-01-01"
    assert (guesses.counts["documents"], refusals(items)) == (1, [])


def test_lines_are_found_amid_other_text_and_blank_lines(tmp_path: Path) -> None:
    text = f"Found at 04:10\n\n  {PASSPORT[0]}  \n\n  {PASSPORT[1]}\nend of note\n"
    items, _ = read_all(tmp_path, text)
    assert [i.spot for i in items if isinstance(i, Found)] == ["line 3", "line 3"]


def test_a_wrong_digit_refuses_the_field_and_keeps_the_rest(tmp_path: Path) -> None:
    spoilt = PASSPORT[1].replace("9001011", "9001012")
    items, _ = read_all(tmp_path, f"{PASSPORT[0]}\n{spoilt}\n")
    assert refusals(items) == [
        ("line 2", "check digit of the birth date is '2', counted is '1'"),
        ("line 2", "check digit of the whole zone is '6', counted is '9'"),
    ]
    assert "birthDate" not in values(items, "Person")
    assert values(items, "Person")["passportNumber"] == "P00000000"


def test_a_refused_field_names_its_entity_and_property(tmp_path: Path) -> None:
    items, _ = read_all(tmp_path, f"{PASSPORT[0]}\n{PASSPORT[1].replace('P00000000', 'P0000O000')}")
    fault = next(i for i in items if isinstance(i, Refusal))
    assert (fault.key, fault.prop, fault.value) == ("line 1 document", "number", "P0000O000")
    assert fault.do == (
        "compare the characters with the document: read as 'P00000000' the digit would be right"
    )


def test_lines_of_two_lengths_are_refused_together(tmp_path: Path) -> None:
    items, _ = read_all(tmp_path, f"{PASSPORT[0]}\n{PASSPORT[1][:-1]}\n\nand\n{PASSPORT[0]}\n")
    assert refusals(items) == [
        ("line 1", "lines of 44 and 43 characters are no MRZ"),
        ("line 5", "a line of 44 characters alone is no MRZ"),
    ]


def test_a_spoilt_document_does_not_spoil_the_next(tmp_path: Path) -> None:
    text = "\n".join([PASSPORT[0], PASSPORT[1][:-1], *PASSPORT])
    items, guesses = read_all(tmp_path, text)
    assert [where for where, _ in refusals(items)] == ["line 1"]
    assert guesses.counts["documents"] == 1


def test_an_excerpt_shows_the_line_and_five_on_each_side(tmp_path: Path) -> None:
    evidence = evidence_of(tmp_path, "\n".join(f"text {n}" for n in range(1, 21)))
    lines = MRZ.excerpt(evidence, "line 9").lines
    assert [spot for spot, _, _ in lines] == [f"line {n}" for n in range(4, 15)]
    assert [spot for spot, _, is_spot in lines if is_spot] == ["line 9"]


def test_an_excerpt_of_a_line_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"there is no 'line 9' in lines\.txt"):
        MRZ.excerpt(evidence_of(tmp_path, "one line"), "line 9")


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("\n".join(PASSPORT), 0.97),
        (PASSPORT[0], 0.6),
        ("a report\nof many\nlines with\n" + "\n".join(PASSPORT), 0.05),
        ("a report", 0.0),
        ("", 0.0),
    ],
)
def test_how_sure_it_is(tmp_path: Path, text: str, sure: float) -> None:
    evidence = evidence_of(tmp_path, text)
    assert MRZ.recognise(evidence, evidence.head()) == sure


def test_real_lines_are_each_read_or_refused(shared: Path) -> None:
    path = shared / "data/travel/mrz_lines.txt"
    evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "rs-police")
    items = [i for record in read_records(MRZ, evidence, Guesses()) for i in record]
    assert len(refusals(items)) == len(path.read_text().splitlines())


@given(st.lists(st.sampled_from([*PASSPORT, "text", "", "I<X", "<" * 30, "P" * 44]), max_size=12))
def test_every_line_that_looks_machine_readable_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, written: list[str]
) -> None:
    items, guesses = read_all(tmp_path_factory.mktemp("mrz"), "\n".join(written))
    told = 2 * guesses.counts["documents"]
    told += sum(len(i.value.splitlines()) for i in items if isinstance(i, Refusal) and not i.key)
    assert told == sum(len(line) in (30, 44) and "<" in line for line in written)
