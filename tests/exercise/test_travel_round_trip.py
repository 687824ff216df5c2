"""What the rehearsal writes of travellers, the readers give back: PAXLST, PNRGOV, MRZ."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.exercise.bearers import FORMS, Bearer, zone
from clew.exercise.carriers import Flight, Reservation, interchange, paxlst, pnrgov
from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.model.mrz import parse
from clew.sources.reader import Reader, read_records
from clew.sources.readers.paxlst import PAXLST
from clew.sources.readers.pnrgov import PNRGOV

TODAY = datetime.now(UTC).date()
LEG = Flight("XX", "123", "IST", "BEG", date(2026, 11, 22))
WORDS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=9)
NAMES = st.lists(WORDS, min_size=1, max_size=2).map(" ".join)
MARKS = st.sampled_from([":+?'", "*;?~", "|^!#"])


@st.composite
def bearers(draw: st.DrawFn, code: str = "P", longest: int = 9) -> Bearer:
    return Bearer(
        draw(NAMES),
        draw(NAMES),
        draw(st.sampled_from("MF")),
        draw(st.dates(TODAY - timedelta(days=99 * 365), TODAY)),
        draw(st.sampled_from(["RKS", "SRB", "D", "ALB", "TUR"])),
        code,
        draw(st.text("ABCXYZ0123456789", min_size=5, max_size=longest)),
        draw(st.dates(TODAY - timedelta(days=3000), TODAY + timedelta(days=3600))),
    )


def with_contacts(one: Bearer) -> Bearer:
    told = {name: getattr(one, name) for name in one.__slots__}
    return Bearer(**{**told, "phone": "+442079460123", "email": "ana_b-c@posta.example"})


def read(reader: Reader[Any], text: str, folder: Path) -> list[Found | Refusal]:
    path = folder / "message.edi"
    path.write_bytes(text.encode("latin-1"))
    evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "rs-police")
    return [i for record in read_records(reader, evidence, Guesses()) for i in record]


def told(items: list[Found | Refusal]) -> list[tuple[str, ...]]:
    """Surname, sex, birth, nationality, document number, expiry of each passenger."""
    people = [i for i in items if isinstance(i, Found) and "passengers" in i.counts]
    papers = {
        v.text: i
        for i in items
        if isinstance(i, Found) and i.schema == "Passport"
        for v in i.values
        if v.prop == "holder"
    }
    return [
        (
            *(last(p, prop) for prop in ("lastName", "gender", "birthDate", "nationality")),
            last(papers[p.key], "number"),
            last(papers[p.key], "endDate"),
        )
        for p in people
    ]


def last(found: Found, prop: str) -> str:
    return [v.text for v in found.values if v.prop == prop][-1]


def expected(one: Bearer) -> tuple[str, ...]:
    dates = one.born.isoformat(), one.until.isoformat()
    return one.surname, one.sex, dates[0], one.state, one.number, dates[1]


@given(st.lists(st.lists(bearers(), max_size=4), min_size=1, max_size=3), MARKS)
def test_a_passenger_list_comes_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, lists: list[list[Bearer]], marks: str
) -> None:
    text = interchange("PAXLST", [paxlst(LEG, people) for people in lists], marks)
    items = read(PAXLST, text, tmp_path_factory.mktemp("pax"))
    assert told(items) == [expected(one) for people in lists for one in people]
    assert not [i for i in items if isinstance(i, Refusal)]


@given(st.lists(st.lists(bearers(), min_size=1, max_size=3), min_size=1, max_size=3), MARKS)
def test_bookings_come_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, parties: list[list[Bearer]], marks: str
) -> None:
    bookings = [
        Reservation(f"CLEW{n:02d}", people, [LEG], [f"SPLIT{n}"], [1] * len(people))
        for n, people in enumerate(parties)
    ]
    text = interchange("PNRGOV", [pnrgov(LEG, bookings)], marks)
    items = read(PNRGOV, text, tmp_path_factory.mktemp("pnr"))
    assert told(items) == [expected(one) for people in parties for one in people]
    assert not [i for i in items if isinstance(i, Refusal)]
    splits = [i for i in items if isinstance(i, Found) and "split" in i.key]
    assert len(splits) == len(parties)


@pytest.mark.parametrize(("reader", "kind"), [(PAXLST, "PAXLST"), (PNRGOV, "PNRGOV")])
def test_contacts_come_back_as_written(reader: Reader[Any], kind: str, tmp_path: Path) -> None:
    one = Bearer("HOTI", "ANA", "F", date(1990, 1, 1), "RKS", "P", "P0000001", date(2030, 1, 1))
    people = [with_contacts(one)]
    inside = (
        paxlst(LEG, people) if kind == "PAXLST" else pnrgov(LEG, [Reservation("C1", people, [])])
    )
    items = read(reader, interchange(kind, [inside]), tmp_path)
    person = next(i for i in items if isinstance(i, Found) and i.schema == "Person")
    assert (last(person, "phone"), last(person, "email")) == (people[0].phone, people[0].email)


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
def test_a_zone_comes_back_as_written(form: str, data: st.DataObject) -> None:
    code = "V" if form.startswith("MRV") else "P" if form == "TD3" else "ID"
    one = data.draw(bearers(code, 12 if form == "FRA" else 14 if form in ("TD1", "TD2") else 9))
    read_back = parse(zone(one, form), TODAY)
    assert read_back.is_good
    assert (read_back.number, read_back.birth_date) == (one.number, one.born.isoformat())
    if form != "FRA":
        assert read_back.expiry_date == one.until.isoformat()
        assert f"{one.surname}  {one.given}".startswith(read_back.surname)
