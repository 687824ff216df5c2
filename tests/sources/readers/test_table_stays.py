"""Tables of stays, rentals, tolls and border checks, and plates in either alphabet."""

from pathlib import Path

import pytest

from clew.model.evidence import Found, Refusal
from tests.sources.table_maker import evidence_of, read, read_all, schemata, values


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("Hotel;Room;Guest name;Check-in;Check-out", "English"),
        ("Smeštaj;Broj sobe;Ime i prezime;Datum dolaska;Datum odlaska", "Serbian"),
        ("Hoteli;Numri i dhomës;Emri mbiemri;Data e mbërritjes;Data e largimit", "Albanian"),
        ("Хотел;Стая;Име и фамилия;Дата на настаняване;Дата на напускане", "Bulgarian"),
        ("Otel;Oda no;Adı soyadı;Giriş tarihi;Ayrılış tarihi", "Turkish"),
        ("Unterkunft;Zimmer;Reisender;Anreise;Abreise", "German"),
    ],
)
def test_a_guest_list_gives_the_stay_with_its_end(tmp_path: Path, header: str, why: str) -> None:
    items = read(tmp_path, f"{header}\nPrimer;12;Arber Hoti;20.11.2026;22.11.2026\n")
    stay = values(items, "Event")
    assert (stay["date"], stay["endDate"]) == (["2026-11-20"], ["2026-11-22"]), why
    assert (stay["location"], stay["involved"]) == (["Primer"], ["row 2 person"])


def test_of_two_plain_dates_beside_a_room_the_second_ends_the_stay(tmp_path: Path) -> None:
    raw = "Name;Room;Arrival date;Departure date\nArber Hoti;12;20.11.2026;22.11.2026\n"
    stay = values(read(tmp_path, raw), "Event")
    assert (stay["date"], stay["endDate"]) == (["2026-11-20"], ["2026-11-22"])


def test_guests_of_one_room_are_not_said_to_be_together(tmp_path: Path) -> None:
    raw = (
        "Guest name;Room;Check-in;Check-out\nArber Hoti;12;20.11.2026;22.11.2026\n"
        "Vesna Ilić;12;20.11.2026;22.11.2026\n"
    )
    events = [i for i in read(tmp_path, raw) if isinstance(i, Found) and i.schema == "Event"]
    assert len({event.key for event in events}) == 2


def test_an_end_that_is_no_date_is_refused_and_the_stay_kept(tmp_path: Path) -> None:
    raw = "Guest name;Room;Check-in;Check-out\nArber Hoti;12;20.11.2026;31.02.2026\n"
    items = read(tmp_path, raw)
    assert [(i.value, i.prop) for i in items if isinstance(i, Refusal)] == [
        ("31.02.2026", "endDate")
    ]
    assert values(items, "Event")["date"] == ["2026-11-20"]


def test_a_rental_gives_driver_company_vehicle_and_days(tmp_path: Path) -> None:
    raw = (
        "Rental company;Plate;Driver;Driving licence;Pick up date;Return date\n"
        "Rent Primer;БГ 000-ТТ;Arber Hoti;L0000102;20.11.2026;23.11.2026\n"
    )
    items = read(tmp_path, raw)
    assert schemata(items) == ["Person", "LegalEntity", "Vehicle", "Trip"]
    assert values(items)["idNumber"] == ["L0000102"]
    vehicle, trip = values(items, "Vehicle"), values(items, "Trip")
    assert (vehicle["owner"], vehicle["operator"]) == (["company rent primer"], ["row 2 person"])
    assert (trip["date"], trip["endDate"]) == (["2026-11-20"], ["2026-11-23"])


def test_a_toll_record_without_a_person_gives_none(tmp_path: Path) -> None:
    raw = "Plate;Toll station;Lane;Date time\nBG 000-TT;Naplatna Primer;3;20.11.2026 14:05\n"
    items, guesses = read_all(evidence_of(tmp_path, raw))
    assert schemata(items) == ["Vehicle", "Trip"]
    assert values(items, "Trip")["notes"] == ["Date time: 14:05", "Lane: 3"]
    assert guesses.said["unmapped"] == "Lane"


def test_the_country_of_a_vehicle_is_only_what_a_column_says(tmp_path: Path) -> None:
    rows = "01-123-AB\nBG 123-AA\nA00-A-000\n34 ABC 123\n"
    items = read(tmp_path, "plate;place\n" + rows.replace("\n", ";Merdare\n"))
    vehicles = [i for i in items if isinstance(i, Found) and i.schema == "Vehicle"]
    assert len(vehicles) == 4
    assert not any(v.prop == "country" for vehicle in vehicles for v in vehicle.values)
