"""PNRGOV messages: bookings, their people and documents, legs, bags, split records."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import NotFound
from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources.pnr_contacts import contact_in
from clew.sources.reader import read_records
from clew.sources.readers.pnrgov import PNRGOV

SAMPLE = Path(__file__).parents[1] / "samples" / "bookings.edi"
BEGIN = "UNB+IATA:1+XX+EXGOV+261122:0900+1'"
HEAD = ("MSG+:22", "TVL+221126:1200:221126:1315+IST+BEG+XX+123", "SRC", "RCI+XX:CLEW01::011026")
DOCS = "SSR+DOCS:HK:1:XX:::::/P/RKS/P00000102/RKS/01JAN90/M/01FEB30/HOTI/ARBER/MUSA"
Items = list[Found | Refusal]


def evidence_of(folder: Path, text: str) -> Evidence:
    path = folder / "bookings.edi"
    path.write_text(text, encoding="utf-8")
    return Evidence(path, path.name, "0" * 64, path.stat().st_size, "rs-police")


def message(*inside: str) -> str:
    body = ["UNH+B1+PNRGOV:13:1:IA", *HEAD, *inside]
    return BEGIN + "'".join([*body, f"UNT+{len(body) + 1}+B1", "UNZ+1+1", ""])


def read(folder: Path, *inside: str) -> Items:
    return read_all(evidence_of(folder, message(*inside)))[0]


def read_all(evidence: Evidence) -> tuple[Items, Guesses]:
    guesses = Guesses()
    return [i for record in read_records(PNRGOV, evidence, guesses) for i in record], guesses


def of(items: Items, schema: str) -> list[Found]:
    seen = {i.key: i for i in items if isinstance(i, Found) and i.schema == schema}
    return list(seen.values())


def refusals(items: Items) -> list[Refusal]:
    return [item for item in items if isinstance(item, Refusal)]


def said(found: Found, prop: str) -> list[str]:
    return [value.text for value in found.values if value.prop == prop]


def test_a_document_in_the_booking_gives_the_person_and_the_passport(tmp_path: Path) -> None:
    items = read(tmp_path, "TIF+HOTI+ARBER MR:A:1", DOCS)
    (person,) = of(items, "Person")
    (passport,) = of(items, "Passport")
    told = {prop: said(person, prop)[-1] for prop in ("name", "birthDate", "gender", "nationality")}
    assert told == {
        "name": "ARBER MUSA HOTI",
        "birthDate": "1990-01-01",
        "gender": "M",
        "nationality": "RKS",
    }
    assert (said(passport, "number"), said(passport, "endDate")) == (["P00000102"], ["2030-02-01"])


def test_each_value_says_its_segment(tmp_path: Path) -> None:
    (person,) = of(read(tmp_path, "TIF+HOTI+ARBER:A:1", DOCS), "Person")
    assert {v.spot for v in person.values if v.prop == "birthDate"} == {"UNH B1, segment 7"}


def test_a_date_that_is_none_is_refused_at_its_segment(tmp_path: Path) -> None:
    items = read(tmp_path, "TIF+HOTI+ARBER:A:1", DOCS.replace("01JAN90", "31FEB90"))
    (refusal,) = refusals(items)
    assert (refusal.where, refusal.value, refusal.prop) == (
        "UNH B1, segment 7",
        "31FEB90",
        "birthDate",
    )


@pytest.mark.parametrize(
    ("given_name", "name", "why"),
    [
        ("ARBER MR", "ARBER HOTI", "a title apart is no name"),
        ("ARBERMR", "ARBER HOTI", "a title written on behind three letters is no name"),
        ("AMR", "AMR HOTI", "Amr is a name"),
        ("WILLIAMS", "WILLIAMS HOTI", "ms ends many a name"),
    ],
)
def test_titles_are_left_out_of_names(tmp_path: Path, given_name: str, name: str, why: str) -> None:
    (person,) = of(read(tmp_path, f"TIF+HOTI+{given_name}:A:1"), "Person")
    assert said(person, "name") == [name], why


def test_an_infant_in_the_documents_is_a_person_of_its_own(tmp_path: Path) -> None:
    infant = DOCS.replace("/M/", "/MI/").replace("ARBER", "BESA")
    people = of(read(tmp_path, "TIF+HOTI+ARBER:A:1", DOCS, infant), "Person")
    assert [said(person, "name")[-1] for person in people] == ["ARBER MUSA HOTI", "BESA MUSA HOTI"]


def test_a_visa_is_a_document_but_not_an_identity(tmp_path: Path) -> None:
    doco = "SSR+DOCO:HK:1:XX:::::PRIZREN/V/V0000103/SKOPJE/01OCT26/AUT"
    items = read(tmp_path, "TIF+HOTI+ARBER:A:1", doco)
    (visa,) = of(items, "Identification")
    assert (said(visa, "number"), said(visa, "startDate")) == (["V0000103"], ["2026-10-01"])
    assert "idNumber" not in {v.prop for v in of(items, "Person")[0].values}


def test_a_contact_of_the_booking_is_no_travellers(tmp_path: Path) -> None:
    items = read(tmp_path, "IFT+4:28::XX+CTCM 38344000102", "TIF+HOTI+A:A:1", "TIF+HOTI+B:A:2")
    (contact,) = of(items, "LegalEntity")
    assert said(contact, "phone") == ["+38344000102"]
    assert not any(said(person, "phone") for person in of(items, "Person"))


def test_a_number_without_a_countrys_prefix_is_no_telephone_of_the_agencys_country(
    tmp_path: Path,
) -> None:
    (person,) = of(read(tmp_path, "TIF+HOTI+A:A:1", "IFT+4:28::XX+CTCH 044 000 102 H"), "Person")
    assert said(person, "phone") == []
    assert said(person, "notes") == ["Telephone without a country's prefix: 044 000 102"]


def test_the_travel_agents_number_is_kept_apart(tmp_path: Path) -> None:
    items = read(tmp_path, "IFT+4:28::XX+CTCT BEG 011 000 0000 AGENCY", "TIF+HOTI+A:A:1")
    assert [said(link, "role") for link in of(items, "UnknownLink")] == [
        ["travel agent of the booking"]
    ]


def test_a_form_of_payment_is_kept_as_written(tmp_path: Path) -> None:
    (person,) = of(read(tmp_path, "TIF+HOTI+A:A:1", "FOP+CC::100.00:VI:XXXX0102:1230"), "Person")
    assert said(person, "notes") == ["Form of payment: CC::100.00:VI:XXXX0102:1230"]


def test_a_payer_is_a_party_with_address_and_telephone(tmp_path: Path) -> None:
    sponsor = "IFT+4:43+BUJAR HOTI+RRUGA E FTONJVE 4+?+38344000103"
    (payer,) = of(read(tmp_path, "TIF+HOTI+A:A:1", sponsor), "LegalEntity")
    told = [said(payer, prop) for prop in ("name", "address", "phone")]
    assert told == [["BUJAR HOTI"], ["RRUGA E FTONJVE 4"], ["+38344000103"]]


def test_each_leg_is_a_trip_with_the_travellers_on_it(tmp_path: Path) -> None:
    legs = ("TVL+221126:1200::1315+IST+BEG+XX+123:Y", "TVL+231126:0900::1000+BEG+VIE+XX+456:Y")
    items = read(tmp_path, "TIF+HOTI+A:A:1", "TIF+HOTI+B:A:2", *legs)
    trips = of(items, "Trip")
    assert [said(trip, "name") for trip in trips] == [["XX123 2026-11-22"], ["XX456 2026-11-23"]]
    assert [len(said(trip, "involved")) for trip in trips] == [2, 2]


def test_without_legs_the_travellers_are_on_the_flight_of_the_message(tmp_path: Path) -> None:
    (trip,) = of(read(tmp_path, "TIF+HOTI+A:A:1"), "Trip")
    assert said(trip, "name") == ["XX123 2026-11-22"]


def test_bags_and_seats_go_to_the_traveller_who_checked_in(tmp_path: Path) -> None:
    checked = ("DAT+2:221126:1030", "TRI++7:::2", "TIF+HOTI+B:A:2", "SSD+14B++++Y")
    bags = "TBD++02:31:700+++XX:000102::VIE:001"
    leg = "TVL+221126:1200::1315+IST+BEG+XX+123:Y"
    items = read(tmp_path, "TIF+HOTI+A:A:1", "TIF+HOTI+B:A:2", leg, *checked, bags)
    first, second = of(items, "Person")
    assert said(first, "notes") == []
    assert said(second, "notes") == [
        "Check-in XX123: number 7",
        "Seat at check-in XX123: 14B",
        "Bags XX123: 02, 31 kg; tags XX 000102 VIE 001",
    ]


def test_a_split_record_is_linked_and_is_the_same_booking_further_on(tmp_path: Path) -> None:
    leg = "TVL+221126:1200::1315+IST+BEG+XX+123:Y"
    split = ("EQN+1", "RCI+XX:CLEW02")
    other = ("SRC", "RCI+XX:CLEW02::011026", "TIF+ILIC+VESNA:A:1")
    items = read(tmp_path, "TIF+HOTI+A:A:1", leg, *split, *other)
    assert [b.key for b in of(items, "Event")] == ["booking XX CLEW01", "booking XX CLEW02"]
    assert said(of(items, "UnknownLink")[0], "role") == ["split record (EQN+1)"]


def test_the_history_of_a_booking_is_kept_and_its_names_are_no_travellers(tmp_path: Path) -> None:
    items = read(tmp_path, "TIF+HOTI+A:A:1", "ABI+1+:IST", "SAC+++X", "TIF+HOTI+C:A:1")
    assert len(of(items, "Person")) == 1
    assert said(of(items, "Event")[0], "notes") == [
        "History: ABI+1+:IST · SAC+++X · TIF+HOTI+C:A:1"
    ]


@pytest.mark.parametrize(
    ("text", "prop", "told"),
    [
        ("CTCE ANA..H//POSTA.EXAMPLE", "email", "ANA_H@POSTA.EXAMPLE"),
        ("CTCE ANA./H//POSTA.EXAMPLE", "email", "ANA-H@POSTA.EXAMPLE"),
        ("XX CTC M 442079460123", "phone", "+442079460123"),
        ("CTCH 020 7946 0123 H", "phone", "020 7946 0123"),
        ("XX CTCP LON44 20 7946 0123 FAX", "phone", "44 20 7946 0123"),
    ],
)
def test_contacts_are_read_from_free_texts(text: str, prop: str, told: str) -> None:
    contact = contact_in(text)
    assert contact is not None
    assert (contact.prop, contact.text) == (prop, told)


@pytest.mark.parametrize("text", ["THIS PASSENGER IS A VIP", "PECTC", "CTCE", "CTCM UNKNOWN", ""])
def test_a_text_without_a_contact_gives_none(text: str) -> None:
    assert contact_in(text) is None


def test_an_excerpt_marks_the_traveller(tmp_path: Path) -> None:
    evidence = evidence_of(tmp_path, message("TIF+HOTI+A:A:1", "TIF+HOTI+B:A:2", "REF+:2"))
    lines = PNRGOV.excerpt(evidence, "UNH B1, booking 1, passenger 2").lines
    assert [cells for _, cells, here in lines if here] == [("TIF+HOTI+B:A:2",), ("REF+:2",)]


def test_a_booking_of_which_nothing_is_said_can_be_opened(tmp_path: Path) -> None:
    evidence = evidence_of(tmp_path, message("SRC"))
    assert len(of(read_all(evidence)[0], "Event")) == 2
    (line,) = PNRGOV.excerpt(evidence, "UNH B1, booking 2").lines
    assert line == ("UNH B1, segment 6", ("SRC",), True)


def test_an_excerpt_of_a_booking_that_is_not_there_is_refused() -> None:
    evidence = Evidence(SAMPLE, SAMPLE.name, "0" * 64, SAMPLE.stat().st_size, "rs-police")
    with pytest.raises(NotFound, match="there is no 'UNH B1, booking 9'"):
        PNRGOV.excerpt(evidence, "UNH B1, booking 9")


@pytest.mark.parametrize(
    ("name", "bookings", "passengers", "trips", "refused"),
    [
        ("2_pnrs_basic.edi", 2, 4, 2, 1),
        ("bigbigPnr.txt", 47, 86, 10, 1),
        ("multiple_flight_leg_pnr.txt", 1, 2, 4, 1),
        ("pnr4.txt", 1, 1, 2, 0),
        ("pnrAddressPhoneCTCM.txt", 1, 1, 1, 1),
        ("pnrBadFormat.txt", 1, 2, 1, 1),
        ("pnrMessage.txt", 1, 2, 2, 1),
        ("pnrMessageExample.txt", 1, 5, 3, 1),
        ("pnrMessagePg76.txt", 1, 2, 1, 1),
        ("pnrPhoneCTC_M.txt", 1, 1, 1, 1),
        ("pnrSeatFormats.txt", 1, 1, 1, 1),
        ("pnrWithDoco.txt", 1, 1, 3, 1),
        ("pnrWithPrefixesAndBookingDetailBags.txt", 1, 2, 4, 1),
        ("pnr_split.edi", 2, 3, 4, 0),
    ],
)
def test_real_messages_give_their_bookings(
    shared: Path, name: str, bookings: int, passengers: int, trips: int, refused: int
) -> None:
    path = shared / "data/travel/pnrgov" / name
    evidence = Evidence(path, name, "0" * 64, path.stat().st_size, "rs-police")
    items, guesses = read_all(evidence)
    assert PNRGOV.recognise(evidence, evidence.head()) > 0.9
    counted = (guesses.counts["bookings"], len(of(items, "Person")), len(of(items, "Trip")))
    assert (*counted, len(refusals(items))) == (bookings, passengers, trips, refused)


@given(st.integers(0, 1800), st.integers(0, 300), st.text("'+:?/TIFSRC1", max_size=6))
def test_damage_is_refused_or_read_and_each_spot_opens(
    tmp_path_factory: pytest.TempPathFactory, at: int, cut: int, put: str
) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    folder = tmp_path_factory.mktemp("pnr")
    evidence = evidence_of(folder, text[:at] + put + text[at + cut :])
    items, _ = read_all(evidence)
    assert all(refusal.reason and refusal.do for refusal in refusals(items))
    for person in of(items, "Person"):
        assert PNRGOV.excerpt(evidence, person.spot).lines
