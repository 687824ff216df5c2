"""What may carry an element, what speaks against it, what is missing: as the records show it."""

from pathlib import Path

from sqlalchemy import update

from clew.analysis.prosecution.entering import enter
from clew.analysis.prosecution.offences import offences, table
from clew.matching.arrive import bring_in
from clew.matching.decide import decide
from clew.sources.intake import Wish
from clew.store.tables import SOURCE
from tests.analysis.prosecution.laid_out import (
    REASON,
    crossing,
    element,
    id_of,
    journeys,
    kinds,
    payment,
    same_phone,
    sheet,
)
from tests.matching.desk import Desk, person, thing


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
    assert "Blace" in alibi["says"]


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


def test_a_report_that_names_the_person_beside_words_of_a_topic_asks_to_be_read(
    desk: Desk, tmp_path: Path
) -> None:
    desk.bring("xk-police", person(1, "Genc Topalli"))
    report = tmp_path / "report.txt"
    report.write_text(
        "Report of 3 March.\n\nA witness heard that Genc Topalli took 2500 per head. A taxi waited. "
        "He was told to cross at night.\n",
        encoding="utf-8",
    )
    list(bring_in(desk.case, desk.door.asker, [report], Wish("mk-police", "MK")))
    desk.check()
    named = id_of(desk, "Genc Topalli", "mk-police")
    enter(desk.door, id_of(desk, "Genc Topalli"), REASON)
    enter(
        desk.door,
        named,
        "the report gives his father's name too",
        further_of=id_of(desk, "Genc Topalli"),
    )
    shown = sheet(desk, "Genc Topalli")
    (item,) = [i for i in element(shown, "smuggling.benefit")["for"] if i["kind"] == "report_money"]
    assert item["sources"][0]["where"] == "paragraph 2"
    assert "report_crossing" not in kinds(shown, "smuggling.intent", "for"), (
        "said in another sentence"
    )


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


def test_each_record_of_a_person_is_shown_once_however_many_judgements_tie_them(desk: Desk) -> None:
    for agency in ("xk-police", "mk-police", "al-police"):
        desk.bring(agency, person(1, "Arta Zeka", phone="+38344123456", birthDate="1990-01-02"))
    for hit in desk.hits():
        decide(desk.door, hit.id, "same", "one number, one birth date")
    assert len(desk.hits()) == 3
    assert len(element(sheet(desk, "Arta Zeka"), "identity.person")["for"]) == 2


def test_a_document_number_written_two_ways_is_one_and_another_one_is_asked_about(
    desk: Desk,
) -> None:
    genc = person(1, "Genc Topalli")
    papers = [
        thing("Passport", row, number=number, type="P").link("holder", genc.key)
        for row, number in ((2, "P0123 4567"), (3, "p01234567"))
    ]
    desk.bring("xk-police", genc, *papers)
    assert "several_documents" not in kinds(
        sheet(desk, "Genc Topalli"), "documents.fraudulent", "for"
    )
    zef = person(1, "Zef Gjini")
    others = [
        thing("Passport", row, number=number, type="P").link("holder", zef.key)
        for row, number in ((2, "P0123 4567"), (3, "Q7654321"))
    ]
    desk.bring("mk-police", zef, *others)
    shown = sheet(desk, "Zef Gjini", "mk-police")
    assert "several_documents" in kinds(shown, "documents.fraudulent", "for")


def test_an_open_hit_about_the_person_is_missing(desk: Desk) -> None:
    same_phone(desk)
    (hit,) = desk.hits()
    gaps = [g["what"] for g in element(sheet(desk, "Arta Zeka"), "identity.person")["missing"]]
    assert any(f"hit {hit.id}" in what for what in gaps)


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
    known = words | topics | {kind.replace("message", "report", 1) for kind in topics}
    unknown = {kind for kind in named - known if not kind.startswith("role_")}
    assert not unknown
    unused = words - named - {"role", "message", "report", "two_suspects"}
    assert not unused
    assert topics <= named


def test_each_element_asks_a_question_and_says_what_is_missing() -> None:
    for offence in offences():
        assert offence.reference
        for e in offence.elements:
            assert "?" in e.question
            assert e.gaps, e.id
