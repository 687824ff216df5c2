"""Passenger and vehicle tables, as agencies of the region send them: what their columns say."""

from pathlib import Path

import pytest

from clew.model.evidence import Found
from tests.sources.table_maker import evidence_of, read, read_all, schemata, values


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


def test_blanks_in_their_thousands_in_a_cell_are_passed_over_once(tmp_path: Path) -> None:
    """Taken apart anew from each blank, such a cell took hours."""
    cell = f"+383 43 000 102{' ' * 200_000}, +383 43 000 103"
    told = values(read(tmp_path, f'name;phone\nArber Hoti;"{cell}"\n'))
    assert told["phone"] == ["+383 43 000 102", "+383 43 000 103"]


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
