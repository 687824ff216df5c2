"""Passenger and vehicle tables: dates in doubt, spoilt rows, odd headers, saved mappings, spots."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import NotFound, UnknownSource
from clew.model.evidence import Found, Refusal
from clew.sources.columns import meanings
from clew.sources.readers.table_csv import CSV
from tests.sources.table_maker import evidence_of, read, read_all, refusals, values


def test_an_impossible_date_is_refused_beside_its_person(tmp_path: Path) -> None:
    items = read(tmp_path, "name,birth_date\nArber Hoti,31/02/1980\n")
    assert refusals(items) == [
        Refusal(
            "row 2",
            "31/02/1980",
            "'31/02/1980' is no date: February 1980 has 29 days",
            "correct the date in the source, or ask the sender",
            key="row 2 person",
            prop="birthDate",
        )
    ]
    assert values(items) == {"name": ["Arber Hoti"]}


def test_a_date_that_reads_two_ways_is_asked_about(tmp_path: Path) -> None:
    refused = refusals(read(tmp_path, "name,birth_date\nArber Hoti,03/04/1980\n"))
    assert [(r.value, r.reason, r.do) for r in refused] == [
        (
            "03/04/1980",
            (
                "'03/04/1980' can be read in two ways: day and month could be swapped and nothing in "
                "the file says which comes first"
            ),
            (
                "is it 1980-04-03 or 1980-03-04? add the file again with --country XX, or set "
                "date_order in the mapping saved for this header under mappings/"
            ),
        )
    ]


@pytest.mark.parametrize(
    ("other", "country", "iso", "said"),
    [
        ("31/05/1980", None, "1980-04-03", "DMY (shown by '31/05/1980')"),
        ("05/31/1980", "RS", "1980-03-04", "MDY (shown by '05/31/1980')"),
        ("01/01/1980", "RS", "1980-04-03", "DMY (a guess: usual in RS)"),
        ("01/01/1980", "US", "1980-03-04", "MDY (a guess: usual in US)"),
    ],
)
def test_the_date_order_is_shown_by_the_column_else_guessed_by_country(
    tmp_path: Path, other: str, country: str | None, iso: str, said: str
) -> None:
    raw = f"name,birth_date\nArber Hoti,03/04/1980\nAna Hoti,{other}\n"
    items, guesses = read_all(evidence_of(tmp_path, raw, country))
    assert (values(items)["birthDate"], guesses.said["date order"]) == ([iso], said)


def test_contradicting_dates_are_said(tmp_path: Path) -> None:
    raw = "name,birth_date\nArber Hoti,31/05/1980\nAna Hoti,05/31/1980\n"
    _, guesses = read_all(evidence_of(tmp_path, raw, "RS"))
    assert guesses.said["date order contradicted"] == (
        "'31/05/1980' (1 such) against '05/31/1980' (1 such)"
    )


def test_dates_with_dots_and_no_country_put_the_day_first_and_say_it_is_a_guess(
    tmp_path: Path,
) -> None:
    items, guesses = read_all(evidence_of(tmp_path, "name,birth_date\nArber Hoti,03.04.1980\n"))
    assert values(items)["birthDate"] == ["1980-04-03"]
    assert guesses.said["date order"] == "DMY (a guess: dates with dots put the day first)"


def test_a_birth_date_keeps_its_day_whatever_the_offset(tmp_path: Path) -> None:
    told = values(read(tmp_path, "name,birth_date\nArber Hoti,1980-05-01T00:00:00+02:00\n"))
    assert told["birthDate"] == ["1980-05-01"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Arber Hoti,P0", "the row has 2 cells, too few for a header of 3"),
        ("Arber Hoti,P0,M,7", "the row has 4 cells, too many for a header of 3"),
    ],
)
def test_a_ragged_row_is_refused_whole(tmp_path: Path, row: str, reason: str) -> None:
    items = read(tmp_path, f"name,passport,sex\n{row}\nAna Hoti,P00000103,F\n")
    assert [(r.where, r.value, r.reason) for r in refusals(items)] == [
        ("row 2", row.replace(",", " ¦ "), reason)
    ]
    assert values(items)["name"] == ["Ana Hoti"]


def test_empty_cells_beyond_the_header_do_not_matter(tmp_path: Path) -> None:
    items = read(tmp_path, "name,passport\nArber Hoti,P00000102,,\n")
    assert (refusals(items), values(items)["passportNumber"]) == ([], ["P00000102"])


def test_a_table_that_means_nothing_to_us_says_its_header(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource) as caught:
        read(tmp_path, "blorb,zog\n1,2\n3,4\n")
    assert caught.value.what == (
        "a table, but no column clew knows names a person, a vehicle or a call: header 'blorb', 'zog'"
    )
    assert "mappings/" in caught.value.do


def test_a_title_above_the_header_is_passed_over(tmp_path: Path) -> None:
    items, guesses = read_all(
        evidence_of(tmp_path, "Manifest XX 123;;\n\nPrezime;Ime;Pol\nHoti;Arber;M\n")
    )
    assert (guesses.said["header"], values(items)["name"]) == ("row 3", ["Arber Hoti"])


def test_a_header_may_hold_line_breaks(tmp_path: Path) -> None:
    raw = 'name,"date\nof birth"\nArber Hoti,31.12.1990\n'
    items = read(tmp_path, raw)
    assert values(items)["birthDate"] == ["1990-12-31"]
    assert [i.spot for i in items if isinstance(i, Found)] == ["row 3"]


def test_without_a_header_columns_are_judged_by_their_values(tmp_path: Path) -> None:
    people = [("Arber Hoti", 1), ("Ana Hoti", 2), ("Vesna Ilić", 3), ("Mira Ilić", 4)]
    lines = [f"{name};1{n}.05.198{n};+38343000{n}02;B000000{n}" for name, n in people]
    items, guesses = read_all(evidence_of(tmp_path, "\n".join(lines)))
    assert guesses.said["header"] == "none"
    assert values(items) == {
        "name": ["Arber Hoti"],
        "birthDate": ["1981-05-11"],
        "phone": ["+38343000102"],
        "idNumber": ["B0000001"],
    }
    assert [i.spot for i in items if isinstance(i, Found)] == [f"row {n}" for n in range(1, 5)]


def test_a_saved_mapping_is_used_and_said(tmp_path: Path) -> None:
    _, guesses = read_all(evidence_of(tmp_path, "name,birth_date\nArber Hoti,31/05/1980\n"))
    (used,) = guesses.mappings.values()
    saved = replace(used, columns={"blorb": "name", "zog": "birth_date"})
    evidence = evidence_of(tmp_path, "blorb,zog\nArber Hoti,03/04/1980\n")
    evidence = replace(evidence, mappings={"a": saved})
    items, guesses = read_all(evidence)
    assert values(items) == {"name": ["Arber Hoti"], "birthDate": ["1980-04-03"]}
    assert guesses.said["mapping"] == "saved with the case for this header"


def test_a_mapping_for_another_header_is_not_used(tmp_path: Path) -> None:
    _, guesses = read_all(evidence_of(tmp_path, "name,birth_date\nArber Hoti,31/05/1980\n"))
    evidence = evidence_of(tmp_path, "name,phone\nArber Hoti,+38343000102\n")
    items, said = read_all(replace(evidence, mappings=guesses.mappings))
    assert said.said["mapping"] == "the saved mapping is for another header and was not used"
    assert values(items)["phone"] == ["+38343000102"]


def test_one_signature_for_one_header_however_it_is_written(tmp_path: Path) -> None:
    assert CSV.tables is not None
    one = [t.signature for t in CSV.tables(evidence_of(tmp_path, "Prezime;Ime\nHoti;Ana\n"))]
    same = [
        t.signature for t in CSV.tables(evidence_of(tmp_path, "\ufeffPREZIME,ime\nIlić,Vesna\n"))
    ]
    other = [t.signature for t in CSV.tables(evidence_of(tmp_path, "Prezime;Pol\nHoti;F\n"))]
    assert one == same != other


def test_the_receipt_counts_rows_that_are_not_refused_and_passengers(tmp_path: Path) -> None:
    raw = b"name,phone\nArber Hoti,\n,\nAna Hoti,\nragged\nbro\xff\xfeken,\n"
    items, guesses = read_all(evidence_of(tmp_path, raw))
    counted = [i for i in items if isinstance(i, Found) and "passengers" in i.counts]
    assert (guesses.counts, len(counted)) == ({"rows": 2}, 2)


def test_an_excerpt_shows_the_row_and_five_on_each_side(tmp_path: Path) -> None:
    raw = "name,note\n" + "".join(f'N{n},"two\nlines"\n' for n in range(1, 200))
    excerpt = CSV.excerpt(evidence_of(tmp_path, raw), "row 202")
    assert (excerpt.kind, excerpt.columns) == ("table", ("name", "note"))
    assert [spot for spot, _, _ in excerpt.lines] == [f"row {n}" for n in range(192, 213, 2)]
    assert [cells for _, cells, here in excerpt.lines if here] == [("N101", "two\nlines")]


def test_an_excerpt_of_a_row_that_is_not_there_is_refused(tmp_path: Path) -> None:
    evidence = evidence_of(tmp_path, "name,phone\nArber Hoti,\n")
    with pytest.raises(NotFound, match=r"there is no 'row 7' in table\.csv"):
        CSV.excerpt(evidence, "row 7")


def test_an_excerpt_of_a_ten_megabyte_table_opens_while_one_waits(tmp_path: Path) -> None:
    line = "Arber Hoti," + "x" * 90 + "\n"
    evidence = evidence_of(tmp_path, "name,note\n" + line * 100_000)
    start = time.process_time()
    CSV.excerpt(evidence, "row 99990")
    assert time.process_time() - start < 1.0


@pytest.mark.parametrize(
    ("raw", "sure"),
    [
        ("Prezime;Ime\nHoti;Ana\n", 0.95),
        ("blorb,zog\n1,2\n3,4\n", 0.6),
        ("a report, in prose\nthat is no table\n", 0.3),
        ('{"id": "a"}\n', 0.0),
        ("<html>", 0.0),
        ("", 0.0),
    ],
)
def test_how_sure_it_is(tmp_path: Path, raw: str, sure: float) -> None:
    evidence = evidence_of(tmp_path, raw)
    assert CSV.recognise(evidence, evidence.head()) == sure


def test_a_row_about_nobody_is_refused(tmp_path: Path) -> None:
    items = read(tmp_path, "name;flight;flight date\n-;XX 123;22.11.2026\nAna Hoti;XX 123;\n")
    assert [(r.where, r.value, r.reason) for r in refusals(items)] == [
        ("row 2", "- ¦ XX 123 ¦ 22.11.2026", "the row names no person and no vehicle")
    ]


def test_an_expiry_without_its_document_stays_with_the_person(tmp_path: Path) -> None:
    told = values(read(tmp_path, "name;passport;expiry\nAna Hoti;-;31.12.2030\n"))
    assert told["notes"] == ["expiry: 31.12.2030"]


HEADERS = sorted(meanings() - {"row_number"})


@given(
    st.lists(st.sampled_from([h.replace("_", " ") for h in HEADERS]), max_size=9),
    st.lists(st.booleans(), min_size=10, max_size=10),
)
def test_every_cell_of_a_row_is_kept_or_refused(
    tmp_path_factory: pytest.TempPathFactory, held: list[str], filled: list[bool]
) -> None:
    header = ["name", *held]
    cells = [f"Val{n}ue" if is_filled else "" for n, is_filled in enumerate(filled)]
    row = ";".join(cells[: len(header)])
    raw = ";".join(header) + f"\n{row}\n{row}\n"
    items = read(tmp_path_factory.mktemp("csv"), raw)
    told = " ".join(r.value for r in refusals(items))
    told += " ".join(v.text for i in items if isinstance(i, Found) for v in i.values)
    assert [cell for cell in row.split(";") if cell not in told] == []


CELLS = st.text("Ab1.-/;\"'\n,( )ш٠+", max_size=12)


@given(st.lists(st.lists(CELLS, min_size=4, max_size=5), max_size=6))
def test_every_row_is_read_or_refused_whatever_its_cells_hold(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]
) -> None:
    lines = ["name,birth_date,phone,plate", *(",".join(cells) for cells in table)]
    items, guesses = read_all(evidence_of(tmp_path_factory.mktemp("csv"), "\n".join(lines)))
    assert guesses.counts["rows"] <= len("\n".join(lines).split("\n"))
    assert all(refusal.reason and refusal.do for refusal in refusals(items))
