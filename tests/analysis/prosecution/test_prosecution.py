"""For a prosecutor: who may be entered, what may carry an element, what speaks against it, what is missing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from clew import audit
from clew.analysis.prosecution.attaching import attach, detach
from clew.analysis.prosecution.entering import enter, entered, withdraw
from clew.analysis.prosecution.offences import offences, table
from clew.analysis.prosecution.sheet import answer, sheets
from clew.errors import NotAllowed, NotFound, UsageError
from clew.matching.decide import decide
from clew.model.evidence import Found
from clew.store import reading
from clew.store.tables import ENTITY, SOURCE, SUSPECT
from tests.matching.desk import Desk, person, thing

REASON = "named at the wheel on several crossings"
TODAY = date(2026, 4, 1)


@pytest.fixture
def desk(tmp_path: Path, database: str | None) -> Iterator[Desk]:
    """An empty case."""
    desk = Desk(tmp_path, database)
    yield desk
    desk.case.close()


def crossing(row: int, at: str, driver: Found, *aboard: Found, place: str = "Blace") -> list[Found]:
    """One vehicle at one crossing: the driver at the wheel, others aboard."""
    car = thing("Vehicle", row, registrationNumber="TX4665XK").link("operator", driver.key)
    trip = thing("Trip", row, date=at, location=place).link("vehicle", car.key)
    for one in (driver, *aboard):
        trip.link("involved", one.key)
    return [car, trip]


def payment(row: int, payer: Found, payee: Found, **said: str) -> Found:
    made = thing("Payment", row, amount="2500", currency="EUR", date="2026-03-03", **said)
    return made.link("payer", payer.key).link("beneficiary", payee.key)


def id_of(desk: Desk, caption: str, agency: str = "xk-police") -> str:
    """Give the entity id of an agency's record with this caption."""
    with desk.door.quiet() as view:
        numbers = view.conn.scalars(select(ENTITY.c.no)).all()
        known = reading.parties(view, numbers).values()
    return next(one.entity for one in known if (one.caption, one.agency) == (caption, agency))


def sheet(desk: Desk, name: str, agency: str = "xk-police") -> dict[str, Any]:
    """Enter somebody, unless that is done, and give the sheet."""
    entity = id_of(desk, name, agency)
    with desk.door.quiet() as view:
        known = {one.party.entity: one.suspect.no for one in entered(view)}
    number = known.get(entity) or enter(desk.door, entity, REASON)
    with desk.door.quiet() as view:
        (drawn,) = sheets(view, TODAY, (number,))
        found: dict[str, Any] = drawn.as_json()
    return found


def element(shown: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        e for offence in shown["offences"] for e in offence["elements"] if e["id"] == name
    )
    return found


def kinds(shown: dict[str, Any], name: str, side: str) -> set[str]:
    return {item["kind"] for item in element(shown, name)[side]}


def journeys(desk: Desk) -> None:
    """Genc at the wheel on three days, Zef and Arta aboard; Zef paid him."""
    genc, zef, arta = person(1, "Genc Topalli"), person(2, "Zef Gjini"), person(3, "Arta Zeka")
    days = [crossing(10 + n, f"2026-03-0{n}", genc, zef, arta) for n in (1, 2, 5)]
    desk.bring(
        "xk-police", genc, zef, arta, *(f for day in days for f in day), payment(20, zef, genc)
    )


def test_nobody_is_a_suspect_until_an_officer_says_so_with_a_reason(desk: Desk) -> None:
    journeys(desk)
    with desk.door.quiet() as view:
        assert answer(view, TODAY)["suspects"] == []
    with pytest.raises(UsageError, match="needs a reason"):
        enter(desk.door, id_of(desk, "Genc Topalli"), "  ")
    with desk.door.quiet() as view:
        assert view.conn.execute(select(SUSPECT)).first() is None


@pytest.mark.parametrize("category", sorted(table("clues")["protected"]))
def test_a_victim_a_smuggled_person_an_informant_an_officer_is_never_entered(
    desk: Desk, category: str
) -> None:
    found = person(1, "Rina Ardiana")
    found.category = category
    desk.bring("xk-police", found)
    with desk.door.quiet() as view:
        entity = str(view.conn.scalar(select(ENTITY.c.id)))
    with pytest.raises(NotAllowed, match="can't be entered as a suspect: recorded as"):
        enter(desk.door, entity, REASON)


def same_phone(desk: Desk, category: str = "") -> None:
    """Two agencies' records of one name, birth date and number; the second bears a category."""
    for agency in ("xk-police", "mk-police"):
        one = person(1, "Arta Zeka", phone="+38344123456", birthDate="1990-01-02")
        if agency == "mk-police":
            one.category = category or None
        desk.bring(agency, one)


def test_who_a_hit_may_show_to_be_a_smuggled_person_waits_for_its_answer(desk: Desk) -> None:
    same_phone(desk, "migrant")
    (hit,) = desk.hits()
    entity = id_of(desk, "Arta Zeka", "xk-police")
    with pytest.raises(NotAllowed, match=f"hit {hit.id} asks .* answer it first"):
        enter(desk.door, entity, REASON)
    decide(desk.door, hit.id, "different", "another birth place")
    enter(desk.door, entity, REASON)


def test_who_is_judged_to_be_a_victim_later_gets_no_sheet(desk: Desk) -> None:
    same_phone(desk, "victim")
    (hit,) = desk.hits()
    decide(desk.door, hit.id, "different", "not sure enough")
    entity = id_of(desk, "Arta Zeka", "xk-police")
    enter(desk.door, entity, REASON)
    decide(desk.door, hit.id, "same", "the shelter says so")
    with desk.door.quiet() as view:
        shown: Any = answer(view, TODAY)
    assert "recorded as a victim" in shown["suspects"][0]["spared"]
    assert "offences" not in shown["suspects"][0]


def test_one_person_is_entered_once_whichever_record_is_named(desk: Desk) -> None:
    same_phone(desk)
    (hit,) = desk.hits()
    decide(desk.door, hit.id, "same", "one number, one birth date")
    enter(desk.door, id_of(desk, "Arta Zeka", "xk-police"), REASON)
    with pytest.raises(UsageError, match="entered already"):
        enter(desk.door, id_of(desk, "Arta Zeka", "mk-police"), REASON)


def two_rows(desk: Desk) -> tuple[str, str]:
    """One driver in two rows of one list, which clew lays beside nothing of its own agency."""
    first, second, zef = (
        person(1, "Genc Topalli"),
        person(2, "TOPALLI Genc"),
        person(3, "Zef Gjini"),
    )
    desk.bring(
        "xk-police",
        first,
        second,
        zef,
        *crossing(4, "2026-03-02", first, zef),
        *crossing(5, "2026-03-09", second, zef),
    )
    return id_of(desk, "Genc Topalli"), id_of(desk, "TOPALLI Genc")


def days_at_wheel(desk: Desk) -> list[str]:
    items = element(sheet(desk, "Genc Topalli"), "smuggling.procurement")["for"]
    return [item["at"] for item in items if item["kind"] == "at_wheel"]


def test_a_further_row_of_the_same_agency_is_named_as_the_person_with_a_reason(desk: Desk) -> None:
    first, second = two_rows(desk)
    enter(desk.door, first, REASON)
    assert days_at_wheel(desk) == ["2026-03-02"]
    enter(desk.door, second, "the same passport photograph", further_of=first)
    assert days_at_wheel(desk) == ["2026-03-02", "2026-03-09"]
    withdraw(desk.door, second, "another man after all")
    assert days_at_wheel(desk) == ["2026-03-02"]


def test_further_rows_go_with_the_person_when_taken_off_the_list(desk: Desk) -> None:
    first, second = two_rows(desk)
    enter(desk.door, first, REASON)
    enter(desk.door, second, "the same passport photograph", further_of=first)
    withdraw(desk.door, first, "it was his brother")
    with desk.door.quiet() as view:
        assert entered(view) == []
    enter(desk.door, second, REASON)


def test_a_further_record_of_a_victim_is_refused_too(desk: Desk) -> None:
    genc, rina = person(1, "Genc Topalli"), person(2, "Rina Ardiana")
    rina.category = "migrant"
    desk.bring("xk-police", genc, rina)
    first = id_of(desk, "Genc Topalli")
    enter(desk.door, first, REASON)
    with pytest.raises(NotAllowed, match="not liable"):
        enter(desk.door, id_of(desk, "Rina Ardiana"), "looks the same", further_of=first)


def test_a_vehicle_is_no_suspect(desk: Desk) -> None:
    journeys(desk)
    with pytest.raises(UsageError, match="a Vehicle can't be entered"):
        enter(desk.door, id_of(desk, "TX4665XK"), REASON)


def test_journeys_with_others_and_fees_from_them_may_carry_their_elements(desk: Desk) -> None:
    journeys(desk)
    shown = sheet(desk, "Genc Topalli")
    assert "at_wheel" in kinds(shown, "smuggling.procurement", "for")
    assert kinds(shown, "smuggling.benefit", "for") == {"paid_by_passenger"}
    assert "several_crossings" in kinds(shown, "smuggling.intent", "for")
    (fee,) = element(shown, "smuggling.benefit")["for"]
    assert fee["says"] == "2026-03-03: received 2,500.00 EUR from somebody aboard with the person"
    assert fee["sources"][0]["where"] == "row 20"


def test_each_line_of_a_sheet_stands_somewhere(desk: Desk) -> None:
    journeys(desk)
    shown = sheet(desk, "Genc Topalli")
    items = [
        item
        for offence in shown["offences"]
        for e in offence["elements"]
        for side in ("for", "against")
        for item in e[side]
    ]
    assert items
    assert all(item["sources"] and item["sources"][0]["where"] for item in items)


def test_nobody_aboard_is_named_in_the_words_of_a_sheet(desk: Desk) -> None:
    journeys(desk)
    shown = sheet(desk, "Genc Topalli")
    assert "Zef" not in str([e["for"] for o in shown["offences"] for e in o["elements"]])


def test_what_the_records_do_not_show_is_missing_and_who_could_hold_it_is_said(desk: Desk) -> None:
    desk.bring("xk-police", person(1, "Genc Topalli"))
    shown = sheet(desk, "Genc Topalli")
    for offence in shown["offences"]:
        for e in offence["elements"]:
            assert e["for"] == []
    gaps = element(shown, "smuggling.benefit")["missing"]
    assert any("financial intelligence unit" in gap["who"] for gap in gaps)


def test_what_is_there_is_not_asked_for(desk: Desk) -> None:
    journeys(desk)
    gaps = [g["what"] for g in element(sheet(desk, "Genc Topalli"), "smuggling.benefit")["missing"]]
    assert not any("each person carried paid" in what for what in gaps)


def test_a_payment_that_says_what_for_speaks_against_a_benefit(desk: Desk) -> None:
    zef, genc = person(1, "Zef Gjini"), person(2, "Genc Topalli")
    desk.bring("xk-police", zef, genc, payment(3, zef, genc, purpose="Kirija za mart"))
    shown = sheet(desk, "Genc Topalli")
    assert kinds(shown, "smuggling.benefit", "for") == {"payment_received"}
    (against,) = element(shown, "smuggling.benefit")["against"]
    assert "kirija" in against["says"]


def test_family_aboard_speaks_against_a_benefit(desk: Desk) -> None:
    genc, zef = person(1, "Genc Topalli"), person(2, "Zef Topalli")
    kin = thing("Family", 3).link("person", genc.key).link("relative", zef.key)
    desk.bring("xk-police", genc, zef, kin, *crossing(4, "2026-03-02", genc, zef))
    assert "family_aboard" in kinds(sheet(desk, "Genc Topalli"), "smuggling.benefit", "against")


def test_being_recorded_elsewhere_at_the_time_speaks_against(desk: Desk) -> None:
    genc, zef = person(1, "Genc Topalli"), person(2, "Zef Gjini")
    desk.bring(
        "xk-police", genc, zef,
        *crossing(4, "2026-03-02T10:00:00", genc, zef), *crossing(5, "2026-03-02T10:30:00", genc, place="Edirne"),
    )  # fmt: skip
    shown = sheet(desk, "Genc Topalli")
    (alibi,) = [
        i for i in element(shown, "smuggling.procurement")["against"] if i["kind"] == "elsewhere"
    ]
    assert "Edirne" in alibi["says"]
    assert "person" in alibi["says"]


def test_a_stay_far_away_speaks_against_a_crossing_meanwhile(desk: Desk) -> None:
    genc, zef = person(1, "Genc Topalli"), person(2, "Zef Gjini")
    stay = thing("Trip", 6, date="2026-03-01", endDate="2026-03-05", location="Edirne")
    desk.bring(
        "xk-police",
        genc,
        zef,
        *crossing(4, "2026-03-03", genc, zef),
        stay.link("involved", genc.key),
    )
    assert "stayed_elsewhere" in kinds(
        sheet(desk, "Genc Topalli"), "smuggling.procurement", "against"
    )


def test_a_bus_carries_no_procurement(desk: Desk) -> None:
    people = [person(n, f"Traveller {n}") for n in range(15)]
    bus = thing("Trip", 30, date="2026-03-01", name="EX 12 Edirne-Sofia")
    for one in people:
        bus.link("involved", one.key)
    desk.bring("bg-police", *people, bus)
    shown = sheet(desk, "Traveller 3", "bg-police")
    assert kinds(shown, "smuggling.procurement", "for") == set()
    assert kinds(shown, "smuggling.procurement", "against") == {"on_service"}


def test_words_in_a_message_ask_that_it_be_read(desk: Desk) -> None:
    genc, zef = person(1, "Genc Topalli"), person(2, "Zef Gjini")
    said = thing("Message", 3, date="2026-03-01T10:00:00", bodyText="Prebaci ih, 2500 po glavi")
    said.link("sender", genc.key).link("recipients", zef.key)
    desk.bring("xk-police", genc, zef, said)
    shown = sheet(desk, "Genc Topalli")
    assert "message_crossing" in kinds(shown, "smuggling.intent", "for")
    assert "message_money" in kinds(shown, "smuggling.benefit", "for")
    assert "sent by" in element(shown, "smuggling.benefit")["for"][0]["says"]
    assert "message_money" in kinds(sheet(desk, "Zef Gjini"), "smuggling.benefit", "for")


def test_a_message_of_a_number_a_record_gives_as_the_person_s_says_so(desk: Desk) -> None:
    number, other = "+38344100200", "+38344100300"
    desk.bring("xk-police", person(1, "Genc Topalli", phone=number))
    one, two = thing("UserAccount", 1, phone=number), thing("UserAccount", 2, phone=other)
    said = thing("Message", 3, date="2026-03-01T10:00:00", bodyText="Prebaci ih večeras")
    said.link("senderAccount", one.key).link("recipientAccount", two.key)
    desk.bring("mk-police", one, two, said)
    (item,) = element(sheet(desk, "Genc Topalli"), "smuggling.intent")["for"]
    assert "sent by a number a record gives as the person's" in item["says"]
    assert {spot["agency"] for spot in item["sources"]} == {"xk-police", "mk-police"}


def test_calls_between_two_entered_may_carry_acting_together(desk: Desk) -> None:
    genc, arta = person(1, "Genc Topalli"), person(2, "Arta Zeka")
    calls = [
        thing("Call", 3 + n, date=f"2026-0{n}-01T10:00:00").link("caller", genc.key).link("receiver", arta.key)
        for n in (1, 3)
    ]  # fmt: skip
    desk.bring("xk-police", genc, arta, *calls)
    assert kinds(sheet(desk, "Genc Topalli"), "participation.accomplice", "for") == set()
    enter(desk.door, id_of(desk, "Arta Zeka"), REASON)
    shown = sheet(desk, "Genc Topalli")
    (item,) = element(shown, "participation.accomplice")["for"]
    assert (
        item["says"]
        == "2 × call with Arta Zeka, entered as a suspect too, 2026-01-01 to 2026-03-01"
    )
    assert "over_time" in kinds(shown, "organisation.group", "for")
    assert any(
        "third person" in gap["what"] for gap in element(shown, "organisation.group")["missing"]
    )


def test_judgements_say_whether_the_records_are_of_one_person(desk: Desk) -> None:
    same_phone(desk)
    desk.bring("al-police", person(1, "Arta Zeka", phone="+38344123456", birthDate="1971-05-05"))
    first, *others = sorted(desk.hits(), key=lambda h: h.id)
    decide(desk.door, first.id, "same", "one number, one birth date")
    shown = sheet(desk, "Arta Zeka")
    (judged,) = element(shown, "identity.person")["for"]
    assert judged["note"] == "one number, one birth date"
    decide(desk.door, others[0].id, "different", "another birth date")
    assert "judged_different" in kinds(sheet(desk, "Arta Zeka"), "identity.person", "against")


def test_an_open_hit_about_the_person_is_missing(desk: Desk) -> None:
    same_phone(desk)
    (hit,) = desk.hits()
    gaps = [g["what"] for g in element(sheet(desk, "Arta Zeka"), "identity.person")["missing"]]
    assert any(f"hit {hit.id}" in what for what in gaps)


def test_a_place_is_put_to_an_element_by_hand_and_taken_back(desk: Desk) -> None:
    journeys(desk)
    entity = id_of(desk, "Genc Topalli")
    enter(desk.door, entity, REASON)
    note = "he says he was paid by his cousin for fuel"
    number = attach(desk.door, entity, "smuggling.benefit", "against", note, "1 row 20")
    (put,) = element(sheet(desk, "Genc Topalli"), "smuggling.benefit")["against"]
    assert (put["note"], put["sources"][0]["where"], put["by_hand"]["by"]) == (
        note,
        "row 20",
        "mira",
    )
    detach(desk.door, number)
    assert element(sheet(desk, "Genc Topalli"), "smuggling.benefit")["against"] == []
    with pytest.raises(NotFound):
        detach(desk.door, number)


def test_a_single_statement_can_be_put_to_an_element(desk: Desk) -> None:
    journeys(desk)
    entity = id_of(desk, "Genc Topalli")
    shown = sheet(desk, "Genc Topalli")
    statement = element(shown, "smuggling.benefit")["for"][0]["sources"][0]["statement"]
    attach(
        desk.door,
        entity,
        "laundering.knowledge",
        "for",
        "paid in cash at night",
        f"statement {statement}",
    )
    (put,) = element(sheet(desk, "Genc Topalli"), "laundering.knowledge")["for"]
    assert put["sources"][0]["statement"] == statement


@pytest.mark.parametrize(
    ("name", "side", "note", "place"),
    [
        ("smuggling.benfit", "for", "a note long enough", "1 row 20"),
        ("smuggling.benefit", "maybe", "a note long enough", "1 row 20"),
        ("smuggling.benefit", "for", "short", "1 row 20"),
        ("smuggling.benefit", "for", "a note long enough", "somewhere"),
        ("smuggling.benefit", "for", "a note long enough", "99 row 1"),
        ("smuggling.benefit", "for", "a note long enough", "statement 99999"),
    ],
)
def test_what_does_not_fit_is_put_nowhere(
    desk: Desk, name: str, side: str, note: str, place: str
) -> None:
    journeys(desk)
    entity = id_of(desk, "Genc Topalli")
    enter(desk.door, entity, REASON)
    with pytest.raises((NotFound, UsageError)) as refused:
        attach(desk.door, entity, name, side, note, place)
    assert refused.value.do


def test_entering_attaching_and_taking_back_stand_in_the_log_without_a_personal_word(
    desk: Desk,
) -> None:
    journeys(desk)
    entity = id_of(desk, "Genc Topalli")
    enter(desk.door, entity, "Genc Topalli drove")
    number = attach(desk.door, entity, "smuggling.benefit", "for", "Zef Gjini paid him", "1 row 20")
    detach(desk.door, number)
    withdraw(desk.door, entity, "it was his brother")
    with desk.door.quiet() as view:
        lines = [line.text for line, _ in audit.lines(view.conn)]
        assert audit.verify(view.conn).good
        assert entered(view) == []
    told = b" ".join(lines)
    for what in (b"entered", b"attached", b"detached", b"withdrawn"):
        assert what in told
    assert b"Topalli" not in told
    assert b"Gjini" not in told


def test_records_that_codes_keep_from_court_are_marked_and_counted_by_agency(desk: Desk) -> None:
    journeys(desk)
    with desk.door.step() as view:
        view.conn.execute(update(SOURCE).values(handling="H1"))
    shown = sheet(desk, "Genc Topalli")
    assert not any(item["court"] for item in element(shown, "smuggling.procurement")["for"])
    assert shown["kept_back"] == [{"agency": "xk-police", "records": 4, "codes": ["H1"]}]


def test_no_element_rests_on_a_nationality(desk: Desk) -> None:
    said = Path("clew/analysis/prosecution")
    texts = "".join(file.read_text("utf-8") for file in sorted(said.glob("*.py")))
    assert "nationalit" not in texts.replace("nobody's nationality is used", "")


def test_each_clue_an_element_names_has_its_words_and_each_word_its_element() -> None:
    words, topics = set(table("clues")["words"]), set(table("clues")["topics"])
    named = {
        kind for one in offences() for e in one.elements for kind in (*e.carried_by, *e.opposed_by)
    }
    unknown = {k for k in named if k not in words | topics and not k.startswith("role_")}
    assert not unknown
    unused = words - named - {"role", "message", "two_suspects"}
    assert not unused
    assert topics <= named


def test_each_element_asks_a_question_and_says_what_is_missing() -> None:
    for offence in offences():
        assert offence.reference
        for e in offence.elements:
            assert "?" in e.question
            assert e.gaps, e.id
