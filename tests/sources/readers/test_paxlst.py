"""PAXLST messages: passengers, crew, documents, legs, and messages cut short."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import NotFound
from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources.reader import read_records
from clew.sources.readers.paxlst import PAXLST

SAMPLE = Path(__file__).parents[1] / "samples" / "paxlst.edi"
ASK = "ask the carrier for the whole message; the passengers read so far are kept"
BEGIN = "UNB+UNOA:4+CLEWAIR+EXGOV+261122:0900+1'"
Items = list[Found | Refusal]


def evidence_of(folder: Path, text: str) -> Evidence:
    path = folder / "message.edi"
    path.write_text(text, encoding="utf-8")
    return Evidence(path, path.name, "0" * 64, path.stat().st_size, "rs-police")


def read_all(evidence: Evidence) -> tuple[Items, Guesses]:
    guesses = Guesses()
    return [i for record in read_records(PAXLST, evidence, guesses) for i in record], guesses


def message(*inside: str, ref: str = "M1", count: int | None = None) -> str:
    body = [f"UNH+{ref}+PAXLST:D:05B:UN:IATA", "BGM+745", *inside]
    return "'".join([*body, f"UNT+{count or len(body) + 1}+{ref}", ""])


def read(folder: Path, text: str) -> Items:
    return read_all(evidence_of(folder, BEGIN + text))[0]


def people(items: Items) -> list[Found]:
    return [i for i in items if isinstance(i, Found) and "passengers" in i.counts]


def refusals(items: Items) -> list[Refusal]:
    return [item for item in items if isinstance(item, Refusal)]


def values(items: Items, schema: str = "Person") -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    found = next(i for i in items if isinstance(i, Found) and i.schema == schema)
    for value in found.values:
        told.setdefault(value.prop, []).append(value.text)
    return told


def test_a_passenger_gives_name_birth_sex_nationality_and_document(tmp_path: Path) -> None:
    text = message(
        "NAD+FL+++HOTI:ARBER:MUSA",
        "ATT+2++M",
        "DTM+329:901231",
        "LOC+174+RKS",
        "LOC+180+:::Prizren",
        "NAT+2+RKS",
        "DOC+P:110:111+P00000102",
        "DTM+36:300201",
        "LOC+91+RKS",
    )
    items = read(tmp_path, text)
    assert values(items) == {
        "name": ["ARBER MUSA HOTI"],
        "firstName": ["ARBER"],
        "middleName": ["MUSA"],
        "lastName": ["HOTI"],
        "gender": ["M"],
        "birthDate": ["1990-12-31"],
        "country": ["RKS"],
        "birthPlace": ["Prizren"],
        "nationality": ["RKS"],
        "passportNumber": ["P00000102"],
    }
    assert values(items, "Passport")["endDate"] == ["2030-02-01"]


def test_crew_count_as_passengers_and_are_said_to_be_crew(tmp_path: Path) -> None:
    items = read(tmp_path, message("NAD+FM+++HOTI:ANA", "NAD+DDT+++ILIC:VESNA"))
    assert [person.spot for person in people(items)] == [
        "UNH M1, passenger 1",
        "UNH M1, passenger 2",
    ]
    assert values(items)["position"] == ["crew member"]


def test_a_person_may_carry_several_documents_but_a_visa_is_not_an_identity(tmp_path: Path) -> None:
    items = read(
        tmp_path, message("NAD+FL+++HOTI:ANA", "DOC+P+P0000001", "DOC+I+I0000002", "DOC+V+V0000003")
    )
    told = values(items)
    assert (told["passportNumber"], told["idNumber"]) == (["P0000001"], ["I0000002"])
    documents = [i.schema for i in items if isinstance(i, Found) and i.schema != "Person"]
    assert documents == ["Passport", "Identification", "Identification"]


def test_the_carriers_telephone_is_no_passengers(tmp_path: Path) -> None:
    text = message("NAD+MS+++OPS", "COM+0038160000000:TE", "TDT+20+XX1", "NAD+FL+++HOTI:ANA")
    assert "phone" not in values(read(tmp_path, text))


def test_a_passengers_own_telephone_and_mail_are_kept(tmp_path: Path) -> None:
    text = message("NAD+FL+++HOTI:ANA", "COM+?+38343000102:TE+ana@example.test:EM")
    told = values(read(tmp_path, text))
    assert (told["phone"], told["email"]) == (["+38343000102"], ["ana@example.test"])


def test_references_bags_and_unknown_segments_are_kept_as_notes(tmp_path: Path) -> None:
    text = message("NAD+FL+++HOTI:ANA", "RFF+AVF:CLEW01", "FTX+BAG+++XX987654:2", "EMP+1+2")
    assert values(read(tmp_path, text))["notes"] == [
        "Booking: CLEW01",
        "Bag: XX987654:2",
        "EMP+1+2",
    ]


def test_passengers_are_on_the_legs_between_their_ports(tmp_path: Path) -> None:
    legs = ["TDT+20+XX1", "LOC+92+IST", "LOC+92+BEG", "TDT+20+XX2", "LOC+125+BEG", "LOC+87+VIE"]
    whole = ["NAD+FL+++HOTI:ANA", "LOC+178+IST", "LOC+179+VIE"]
    part = ["NAD+FL+++ILIC:VESNA", "LOC+178+BEG", "LOC+179+VIE"]
    items = read(tmp_path, message(*legs, *whole, *part))
    trips = [i for i in items if isinstance(i, Found) and i.schema == "Trip"]
    on_board = [(t.key.split()[1], v.text) for t in trips for v in t.values if v.prop == "involved"]
    assert on_board == [
        ("XX1", "M1 passenger 1"),
        ("XX2", "M1 passenger 1"),
        ("XX2", "M1 passenger 2"),
    ]


def test_a_leg_gives_flight_day_and_ports(tmp_path: Path) -> None:
    items = read(
        tmp_path,
        message(
            "TDT+20+XX123+++XX",
            "LOC+125+IST",
            "DTM+189:2611221200:201",
            "LOC+87+BEG",
            "DTM+232:2611230015:201",
            "NAD+FL+++HOTI:ANA",
        ),
    )
    trip = values(items, "Trip")
    assert (trip["name"], trip["startDate"], trip["endDate"]) == (
        ["XX123 2026-11-22"],
        ["2026-11-22"],
        ["2026-11-23"],
    )
    assert (trip["startLocation"], trip["endLocation"]) == (["port IST"], ["port BEG"])


def test_a_cancelled_passenger_is_said_to_be_cancelled(tmp_path: Path) -> None:
    text = message("NAD+FL+++HOTI:ANA").replace("BGM+745", "BGM+745+XR")
    items, guesses = read_all(evidence_of(tmp_path, BEGIN + text))
    assert values(items)["notes"] == ["Message: cancellation (XR)"]
    assert guesses.said["messages"] == "745 passenger list cancellation (XR)"


def test_a_wrong_segment_count_refuses_the_message_and_keeps_its_passengers(tmp_path: Path) -> None:
    items = read(tmp_path, message("NAD+FL+++HOTI:ANA", "ATT+2++F", count=33))
    assert refusals(items) == [
        Refusal(
            "UNH M1, segment 5",
            "UNT+33+M1",
            "message 'M1' says 33 segments, 5 counted: it may be truncated",
            ASK,
        )
    ]
    assert len(people(items)) == 1


def test_a_message_without_end_is_said_to_be_truncated(tmp_path: Path) -> None:
    whole = message("NAD+FL+++HOTI:ANA", "NAD+FL+++ILIC:VESNA")
    items = read(tmp_path, whole[: whole.index("UNT")])
    assert [(r.where, r.reason) for r in refusals(items)] == [
        ("UNH M1, segment 4", "message 'M1' has no end (UNT) after 4 segments: it is truncated")
    ]
    assert len(people(items)) == 2


def test_a_date_that_is_none_is_refused_beside_its_passenger(tmp_path: Path) -> None:
    items = read(tmp_path, message("NAD+FL+++HOTI:ANA", "DTM+329:800231"))
    assert refusals(items) == [
        Refusal(
            "UNH M1, segment 4",
            "800231",
            "'800231' is no date (YYMMDD)",
            "ask the carrier",
            key="M1 passenger 1",
            prop="birthDate",
        )
    ]


def test_messages_that_share_a_reference_keep_their_passengers_apart(tmp_path: Path) -> None:
    items = read(tmp_path, message("NAD+FL+++HOTI:ANA") + message("NAD+FL+++ILIC:VESNA"))
    assert [(p.key, p.spot) for p in people(items)] == [
        ("M1 passenger 1", "UNH M1, passenger 1"),
        ("M1#2 passenger 1", "UNH M1#2, passenger 1"),
    ]


def test_a_message_of_another_kind_is_said(tmp_path: Path) -> None:
    text = message("NAD+FL+++HOTI:ANA").replace("PAXLST", "CUSRES")
    assert refusals(read(tmp_path, text))[0].reason == (
        "message 'M1' is of kind 'CUSRES', not PAXLST; it is read as one"
    )


def test_an_excerpt_shows_the_passengers_segments_and_its_neighbours(tmp_path: Path) -> None:
    text = BEGIN + message(*(f"NAD+FL+++HOTI:NR{n}" for n in range(1, 30)))
    excerpt = PAXLST.excerpt(evidence_of(tmp_path, text), "UNH M1, passenger 12")
    assert [spot for spot, _, _ in excerpt.lines] == [
        f"UNH M1, passenger {n}" for n in range(7, 18)
    ]
    assert [cells for _, cells, here in excerpt.lines if here] == [("NAD+FL+++HOTI:NR12",)]


def test_an_excerpt_of_a_passenger_that_is_not_there_is_refused() -> None:
    evidence = Evidence(SAMPLE, SAMPLE.name, "0" * 64, SAMPLE.stat().st_size, "rs-police")
    with pytest.raises(NotFound, match=r"there is no 'UNH M9, passenger 1' in paxlst\.edi"):
        PAXLST.excerpt(evidence, "UNH M9, passenger 1")


@pytest.mark.parametrize(
    ("name", "passengers", "refused"),
    [("Test1.txt", 8, 1), ("apisMessage.txt", 2, 0), ("multiple_flight_leg_apis.txt", 2, 0)],
)
def test_real_messages_give_their_passengers(
    shared: Path, name: str, passengers: int, refused: int
) -> None:
    path = shared / "data/travel/paxlst" / name
    evidence = Evidence(path, name, "0" * 64, path.stat().st_size, "rs-police")
    items, _ = read_all(evidence)
    assert PAXLST.recognise(evidence, evidence.head()) > 0.9
    assert (len(people(items)), len(refusals(items))) == (passengers, refused)


def test_a_pnrgov_message_is_not_taken(tmp_path: Path) -> None:
    evidence = evidence_of(tmp_path, "UNB+IATA:1+XX++261122:1200+1'UNH+1+PNRGOV:11:1:IA'")
    assert PAXLST.recognise(evidence, evidence.head()) == 0.0


def test_passengers_whose_message_lost_its_beginning_are_kept_and_said(tmp_path: Path) -> None:
    whole = message("NAD+FL+++HOTI:ANA", "NAD+FL+++ILIC:VESNA")
    items = read(tmp_path, whole[whole.index("NAD") :])
    assert [r.reason for r in refusals(items)] == [
        "segments stand outside a message: its beginning (UNH) is missing",
        "message 'without reference' says 5 segments, 3 counted: it may be truncated",
    ]
    assert len(people(items)) == 2


def test_a_file_written_with_other_marks_than_una_says_is_read_and_it_is_said(
    tmp_path: Path,
) -> None:
    text = "UNA:+.? !" + BEGIN + message("NAD+FL+++HOTI:ANA")
    items, guesses = read_all(evidence_of(tmp_path, text))
    assert (len(people(items)), refusals(items)) == (1, [])
    assert guesses.said["marks"] == """ ":+?'" as the file uses them, not ':+?!'""".strip()


def test_una_may_redefine_the_marks(tmp_path: Path) -> None:
    text = BEGIN + message("NAD+FL+++HOTI:ANA", "DOC+P:110:111+P0000001")
    other = text.translate(str.maketrans("+:'", "*;~"))
    assert values(read_other(tmp_path, "UNA;*.? ~" + other))["passportNumber"] == ["P0000001"]


def test_a_message_with_a_segment_a_line_and_no_marks_at_their_ends_is_read(tmp_path: Path) -> None:
    text = (BEGIN + message("NAD+FL+++HOTI:ANA")).replace("'", "\r\n")
    assert len(people(read_other(tmp_path, text))) == 1


def read_other(folder: Path, text: str) -> Items:
    return read_all(evidence_of(folder, text))[0]


def test_an_end_that_counts_more_messages_than_came_is_refused(tmp_path: Path) -> None:
    items = read(tmp_path, message("NAD+FL+++HOTI:ANA") + "UNZ+2+1'")
    assert [(r.where, r.reason) for r in refusals(items)] == [
        ("UNZ", "UNZ says 2 messages, 1 counted: some may be missing")
    ]


def test_a_refused_segment_can_be_opened_with_those_around_it(tmp_path: Path) -> None:
    text = BEGIN + message("NAD+FL+++HOTI:ANA", "DTM+329:800231", "NAT+2+RKS")
    evidence = evidence_of(tmp_path, text)
    (refusal,) = refusals(read_all(evidence)[0])
    lines = PAXLST.excerpt(evidence, refusal.where).lines
    assert [cells for _, cells, here in lines if here] == [("DTM+329:800231",)]
    assert len(lines) == 6


def test_what_a_leg_says_besides_flight_days_and_ports_is_kept(tmp_path: Path) -> None:
    items = read(tmp_path, message("TDT+20+XX1", "LOC+130+VIE", "NAD+FL+++HOTI:ANA"))
    assert values(items, "Trip")["notes"] == ["LOC+130+VIE"]


@given(st.integers(10, 1500), st.integers(0, 400), st.text("'+:?NADUHT1", max_size=6))
def test_damage_costs_no_passenger_further_on(
    tmp_path_factory: pytest.TempPathFactory, at: int, cut: int, put: str
) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    spoilt = text[:at] + put + text[at + cut :]
    items, _ = read_all(evidence_of(tmp_path_factory.mktemp("edi"), spoilt))
    whole_behind = spoilt[at + len(put) :].count("'\nNAD+F") - 1
    assert len(people(items)) >= whole_behind
    assert all(refusal.reason and refusal.do for refusal in refusals(items))
