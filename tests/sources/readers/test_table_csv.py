"""Passenger and vehicle tables, as agencies of the region send them."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import NotFound, UnknownSource
from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources.columns import meanings
from clew.sources.reader import read_records
from clew.sources.readers.table_csv import CSV

Items = list[Found | Refusal]


def evidence_of(folder: Path, raw: str | bytes, country: str | None = None) -> Evidence:
    path = folder / "table.csv"
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return Evidence(path, path.name, "0" * 64, path.stat().st_size, "rs-police", country)


def read_all(evidence: Evidence) -> tuple[Items, Guesses]:
    guesses = Guesses()
    return [i for record in read_records(CSV, evidence, guesses) for i in record], guesses


def read(folder: Path, raw: str | bytes, country: str | None = None) -> Items:
    return read_all(evidence_of(folder, raw, country))[0]


def values(items: Items, schema: str = "Person", nth: int = 0) -> dict[str, list[str]]:
    found = [i for i in items if isinstance(i, Found) and i.schema == schema][nth]
    told: dict[str, list[str]] = {}
    for value in found.values:
        told.setdefault(value.prop, []).append(value.text)
    return told


def refusals(items: Items) -> list[Refusal]:
    return [item for item in items if isinstance(item, Refusal)]


def schemata(items: Items) -> list[str]:
    return [item.schema for item in items if isinstance(item, Found)]


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("last_name,first_name,father_name,birth_date,nationality,sex,passport", "utf-8"),
        ("Mbiemri;Emri;Emri i babait;Datëlindja;Shtetësia;Gjinia;Nr. pasaportës", "windows-1252"),
        ("Prezime;Ime;Ime oca;Datum rođenja;Državljanstvo;Pol;Broj pasoša", "windows-1250"),
        ("Презиме;Име;Име оца;Датум рођења;Држављанство;Пол;Број пасоша", "windows-1251"),
        ("Презиме;Име;Татково име;Датум на раѓање;Државјанство;Пол;Број на пасош", "utf-8-sig"),
        ("Фамилия;Име;Бащино име;Дата на раждане;Гражданство;Пол;Номер на паспорт", "utf-16"),
        ("Soyadı|Adı|Baba adı|Doğum tarihi|Uyruğu|Cinsiyeti|Pasaport no", "windows-1254"),
        ("Επώνυμο\tΌνομα\tΠατρώνυμο\tΗμ. γέννησης\tΥπηκοότητα\tΦύλο\tΔιαβατήριο", "windows-1253"),
        ("Nume;Prenume;Numele tatălui;Data nașterii;Cetățenie;Sex;Pașaport", "utf-8"),
        ("Családnév;Utónév;Apja neve;Születési dátum;Állampolgárság;Nem;Útlevélszám", "utf-8"),
        ("Nachname;Vorname;Vater;Geburtsdatum;Staatsangehörigkeit;Geschlecht;Pass", "iso-8859-1"),
        ("Nom;Prénom;Nom du père;Date de naissance;Nationalité;Sexe;Passeport", "windows-1252"),
        ("اللقب;الاسم;اسم الأب;تاريخ الميلاد;الجنسية;الجنس;رقم الجواز", "windows-1256"),
        ("نام خانوادگی;نام;نام پدر;تاریخ تولد;تابعیت;جنسیت;شماره گذرنامه", "utf-8"),
    ],
)
def test_headers_of_the_region_are_understood(tmp_path: Path, header: str, encoding: str) -> None:
    mark = next(m for m in ";|\t," if m in header)
    row = mark.join(["Hoti", "Arber", "Musa", "31.12.1990", "RKS", "M", "P00000102"])
    told = values(read(tmp_path, f"{header}\r\n{row}\r\n".encode(encoding)))
    assert told == {
        "name": ["Arber Hoti"],
        "firstName": ["Arber"],
        "lastName": ["Hoti"],
        "fatherName": ["Musa"],
        "birthDate": ["1990-12-31"],
        "nationality": ["RKS"],
        "gender": ["M"],
        "passportNumber": ["P00000102"],
    }


def test_columns_of_a_screening_list_are_understood(tmp_path: Path) -> None:
    raw = (
        "id,full_name,middle_name,date_of_birth,gender,place_of_birth,document,phone,other_names\n"
        "17,Arber Hoti,Musa,1990-12-31,M,Prizren,P00000102,+38343000102,Beri;Arbër Hoti\n"
    )
    told = values(read(tmp_path, raw))
    assert (told["name"], told["alias"]) == (["Arber Hoti"], ["Beri", "Arbër Hoti"])
    assert (told["idNumber"], told["notes"]) == (["P00000102"], ["id: 17"])


def test_nothing_of_an_unknown_column_is_lost(tmp_path: Path) -> None:
    items, guesses = read_all(evidence_of(tmp_path, "name,Blorb\nArber Hoti,seven\n"))
    assert values(items)["notes"] == ["Blorb: seven"]
    assert guesses.said["unmapped"] == "Blorb"


def test_several_numbers_in_a_cell_are_several_values(tmp_path: Path) -> None:
    raw = "name;phone;passport\nArber Hoti;+383 43 000 102 / +381 60 000 0102;P00000102, B0000103\n"
    told = values(read(tmp_path, raw))
    assert told["phone"] == ["+383 43 000 102", "+381 60 000 0102"]
    assert told["passportNumber"] == ["P00000102", "B0000103"]


def test_a_telephone_number_with_a_slash_in_it_stays_whole(tmp_path: Path) -> None:
    told = values(read(tmp_path, "name;phone;nationality\nArber Hoti;044/123-456;RKS/ALB\n"))
    assert (told["phone"], told["nationality"]) == (["044/123-456"], ["RKS", "ALB"])


@pytest.mark.parametrize(
    ("written", "name", "father"),
    [
        ("HOTI, Arber", "Arber HOTI", None),
        ("Petrović (Milan) Jovan", "Jovan Petrović", ["Milan"]),
        ("HOTI/ARBER MR", "ARBER HOTI", None),
        ("Arber Hoti", "Arber Hoti", None),
        ("bin Said, Omar, Haji", "bin Said, Omar, Haji", None),
    ],
)
def test_a_name_is_taken_apart_where_its_writing_shows_how(
    tmp_path: Path, written: str, name: str, father: list[str] | None
) -> None:
    told = values(read(tmp_path, f"Putnik;Telefon\n{written};\n"))
    assert (told["name"], told.get("fatherName")) == ([name], father)


def test_name_beside_a_first_name_is_the_family_name(tmp_path: Path) -> None:
    told = values(read(tmp_path, "Name;Vorname;Geburtsdatum\nHoti;Arber;31.12.1990\n"))
    assert (told["name"], told["lastName"]) == (["Arber Hoti"], ["Hoti"])


def test_travellers_of_one_flight_and_day_share_a_trip(tmp_path: Path) -> None:
    raw = (
        "name,flight,flight date,from,to\nArber Hoti,XX 123,22/11/2026,IST,BEG\n"
        "Ana Hoti,XX 123,22/11/2026,IST,BEG\nVesna Hoti,XX 456,22/11/2026,BEG,VIE\n"
    )
    trips = [i for i in read(tmp_path, raw) if isinstance(i, Found) and i.schema == "Trip"]
    assert [t.key for t in trips[:2]] == [trips[0].key] * 2 != [t.key for t in trips[1:]]
    assert values(list(trips), "Trip")["name"] == ["XX 123 2026-11-22"]
    assert [v.text for t in trips for v in t.values if v.prop == "involved"] == [
        "row 2 person",
        "row 3 person",
        "row 4 person",
    ]


def test_strangers_at_one_crossing_on_one_day_do_not_travel_together(tmp_path: Path) -> None:
    raw = "name,date,border crossing\nArber Hoti,22/11/2026,Merdare\nAna Hoti,22/11/2026,Merdare\n"
    events = [i for i in read(tmp_path, raw) if isinstance(i, Found) and i.schema == "Event"]
    assert len({event.key for event in events}) == 2


def test_a_vehicle_table_gives_vehicle_owner_driver_and_crossing(tmp_path: Path) -> None:
    raw = (
        "Tablice;Marka;Model;Država registracije;Vlasnik;Vozač;Datum prelaska;Granični prelaz\n"
        "БГ 000-ТТ;Zastava;Florida;SRB;Ana Hoti;HOTI, Arber;22.11.2026.;Merdare\n"
    )
    items, guesses = read_all(evidence_of(tmp_path, raw))
    assert (guesses.said["kind"], guesses.counts) == ("vehicles", {"rows": 1})
    vehicle, trip = values(items, "Vehicle"), values(items, "Trip")
    assert vehicle["registrationNumber"] == ["БГ 000-ТТ"]
    assert (vehicle["operator"], vehicle["owner"]) == (["row 2 person"], ["row 2 owner"])
    assert (trip["date"], trip["location"]) == (["2026-11-22"], ["Merdare"])
    assert (trip["vehicle"], trip["involved"]) == (["vehicle BG000TT srb"], ["row 2 person"])


def test_one_vehicle_in_two_spellings_is_one_entity(tmp_path: Path) -> None:
    raw = "plate,date,place\nBG 000-TT,22.11.2026,Merdare\nбг000тт,23.11.2026,Merdare\n"
    items = [i for i in read(tmp_path, raw) if isinstance(i, Found) and i.schema == "Vehicle"]
    assert {item.key for item in items} == {"vehicle BG000TT"}


def test_a_person_and_a_plate_in_one_row_are_linked_no_closer_than_the_row_says(
    tmp_path: Path,
) -> None:
    items = read(tmp_path, "name,plate\nArber Hoti,BG 000-TT\n")
    assert schemata(items) == ["Person", "Vehicle", "UnknownLink"]
    assert values(items, "UnknownLink")["role"] == ["named in one row"]


def test_a_document_with_state_and_expiry_is_an_entity_of_its_own(tmp_path: Path) -> None:
    raw = (
        "name;document;document type;issuing country;expiry\n"
        "Arber Hoti;P00000102;Passport;RKS;01.02.2030\nAna Hoti;L00000103;ID card;SRB;\n"
    )
    items = read(tmp_path, raw)
    assert values(items, "Passport")["endDate"] == ["2030-02-01"]
    assert values(items, "Identification")["country"] == ["SRB"]
    assert values(items)["passportNumber"] == ["P00000102"]
    assert values(items, nth=1)["idNumber"] == ["L00000103"]


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
        "a table, but no column clew knows names a person or a vehicle: header 'blorb', 'zog'"
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
    assert guesses.mapping is not None
    saved = replace(guesses.mapping, columns={"blorb": "name", "zog": "birth_date"})
    evidence = replace(evidence_of(tmp_path, "blorb,zog\nArber Hoti,03/04/1980\n"), mapping=saved)
    items, guesses = read_all(evidence)
    assert values(items) == {"name": ["Arber Hoti"], "birthDate": ["1980-04-03"]}
    assert guesses.said["mapping"] == "saved with the case for this header"


def test_a_mapping_for_another_header_is_not_used(tmp_path: Path) -> None:
    _, guesses = read_all(evidence_of(tmp_path, "name,birth_date\nArber Hoti,31/05/1980\n"))
    evidence = evidence_of(tmp_path, "name,phone\nArber Hoti,+38343000102\n")
    items, said = read_all(replace(evidence, mapping=guesses.mapping))
    assert said.said["mapping"] == "the saved mapping is for another header and was not used"
    assert values(items)["phone"] == ["+38343000102"]


def test_one_signature_for_one_header_however_it_is_written(tmp_path: Path) -> None:
    assert CSV.signature is not None
    one = CSV.signature(evidence_of(tmp_path, "Prezime;Ime\nHoti;Ana\n"))
    same = CSV.signature(evidence_of(tmp_path, "\ufeffPREZIME,ime\nIlić,Vesna\n"))
    other = CSV.signature(evidence_of(tmp_path, "Prezime;Pol\nHoti;F\n"))
    assert one == same != other


def test_the_receipt_counts_rows_and_passengers(tmp_path: Path) -> None:
    raw = "name,phone\nArber Hoti,\n,\nAna Hoti,\n"
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
