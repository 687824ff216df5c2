"""What mentions become: entities with the value as written, proved by the report."""

import pytest

from clew.model.evidence import Found, Refusal
from clew.model.ftm import model
from clew.model.ports import Mentioned
from clew.sources.mention_entities import entities_of
from clew.sources.mention_names import NameIndex
from clew.sources.mention_pass import MentionPass, numbers_named
from clew.sources.mentions import find_mentions
from tests.sources.known_names import INVENTED, Names

KNOWN = NameIndex(INVENTED)
GOOD_ZONE = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
)


def made(text: str) -> list[Found | Refusal]:
    return entities_of(find_mentions(text, "XK", KNOWN), "document", "paragraph 2")


@pytest.mark.parametrize(
    ("text", "schema", "values"),
    [
        ("tel. 044 000 111", "UserAccount",
         {"service": "phone", "username": "+38344000111", "phone": "+38344000111"}),
        ("plate 01-234-AB", "Vehicle", {"registrationNumber": "01-234-AB"}),
        ("IMEI 49-015420-323751-8", "Handset", {"imei": "490154203237518"}),
        ("passport P00001234", "Identification", {"number": "P00001234"}),
        ("XK051212012345678906", "BankAccount", {"iban": "XK051212012345678906"}),
        ("Besnik.Z@example.test", "UserAccount",
         {"service": "email", "username": "besnik.z@example.test", "email": "besnik.z@example.test"}),
        ("@zoga_44 on Telegram", "UserAccount", {"service": "telegram", "username": "zoga_44"}),
        ("38344000111@s.whatsapp.net", "UserAccount",
         {"service": "whatsapp", "username": "38344000111", "phone": "+38344000111"}),
        ("42.66290, 21.16550", "Address",
         {"name": "42.66290, 21.16550", "latitude": "42.66290", "longitude": "21.16550"}),
        ("Dževdetom Hodžom", "Person", {"name": "Dževdet Hodža"}),
        ("u Beogradu", "Address", {"name": "Beograd", "full": "Beograd"}),
        ("Mercedes Sprinter", "Vehicle", {"name": "Mercedes Sprinter"}),
    ],
)  # fmt: skip
def test_each_kind_becomes_its_entity(text: str, schema: str, values: dict[str, str]) -> None:
    (found,) = made(text)
    assert isinstance(found, Found)
    assert found.schema == schema
    assert {v.prop: v.text for v in found.values if not v.entity} == values
    assert all(model()[schema].properties[prop] for prop in values)


def test_every_entity_points_to_the_report_and_shows_the_words_as_written() -> None:
    (person,) = [f for f in made("Dževdetom Hodžom") if isinstance(f, Found)]
    assert [(v.prop, v.text) for v in person.values if v.entity] == [("proof", "document")]
    assert [(v.written, v.spot) for v in person.values if not v.entity] == [
        ("Dževdetom Hodžom", "paragraph 2")
    ]


def test_one_number_written_twice_is_one_entity() -> None:
    found = [f for f in made("tel. 044 000 111, also +383 44 000 111") if isinstance(f, Found)]
    assert len({f.key for f in found}) == 1
    assert {f.keep for f in found} == {"shared"}


def test_a_zone_gives_its_holder_and_the_passport() -> None:
    holder, passport, *rest = made(GOOD_ZONE)
    assert isinstance(holder, Found)
    assert isinstance(passport, Found)
    assert {v.prop: v.text for v in holder.values if not v.entity} == {
        "name": "ANNA MARIA ERIKSSON", "firstName": "ANNA MARIA", "lastName": "ERIKSSON",
        "birthDate": "1974-08-12", "gender": "female", "nationality": "UTO",
    }  # fmt: skip
    assert ("holder", holder.key) in [(v.prop, v.text) for v in passport.values if v.entity]
    assert rest == []


def test_a_zone_with_a_wrong_digit_keeps_what_is_right_and_refuses_the_rest() -> None:
    holder, passport, fault, *_ = made(GOOD_ZONE.replace("L898902C36", "L898902C46"))
    assert isinstance(holder, Found)
    assert isinstance(passport, Found)
    assert isinstance(fault, Refusal)
    assert [v.text for v in passport.values if v.prop == "number"] == []
    assert fault.reason == "check digit of the document number is '6', counted is '7'"


def report(*paragraphs: str) -> list[list[Found | Refusal]]:
    head = Found("PlainText", "document", "paragraph 1", keep="shared", counts=("documents",))
    texts: list[Found | Refusal] = [
        Found("PlainText", "document", f"paragraph {n}", keep="shared").add(
            "bodyText", text, spot=f"paragraph {n}"
        )
        for n, text in enumerate(paragraphs, 1)
    ]
    return [[head], *[[text] for text in texts]]


def test_the_pass_marks_each_span_with_the_entity_it_speaks_of() -> None:
    marker = MentionPass(INVENTED)
    items = [i for record in report("Besnik Zogaj, 24.09.2014") for i in marker.of(record, "XK")]
    marked = [i for i in items if isinstance(i, Mentioned)]
    assert [(m.kind, m.start, m.end, m.entity) for m in marked] == [
        ("person", 0, 12, "person Besnik Zogaj"),
        ("date", 14, 24, "document"),
    ]


def test_the_pass_refuses_what_contradicts_itself_and_says_where() -> None:
    marker = MentionPass(INVENTED)
    items = [i for r in report("ok", "IMEI 490154203237519") for i in marker.of(r, "XK")]
    assert [(i.where, i.value, i.key) for i in items if isinstance(i, Refusal)] == [
        ("paragraph 2", "490154203237519", "document")
    ]


def test_the_pass_asks_for_the_names_anew_for_each_report() -> None:
    known = Names([])
    marker = MentionPass(known)
    first = [i for record in report("Besnik Zogaj") for i in marker.of(record, None)]
    known.learn("person", "Besnik Zogaj")
    second = [i for record in report("Besnik Zogaj") for i in marker.of(record, None)]
    assert (len(first), [i.kind for i in second if isinstance(i, Mentioned)]) == (0, ["person"])


def message(text: str, schema: str = "Message") -> Found:
    return Found(schema, "message 7", "message row 7").add("bodyText", text)


def named(text: str, schema: str = "Message") -> list[tuple[str, str]]:
    items = numbers_named([message(text, schema)], "XK")
    return [
        (item.schema, value.text)
        for item in items
        if isinstance(item, Found)
        for value in item.values
        if value.prop in ("phone", "registrationNumber", "number", "iban", "imei")
    ]


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        ("Thirre 044 000 111", [("UserAccount", "+38344000111")], "a number, as of the phone's country"),
        ("hip te makina me targa 01-234-AB", [("Vehicle", "01-234-AB")], "a plate"),
        ("pasaporta P00001234", [("Identification", "P00001234")], "a document"),
        ("IBAN xk051212012345678906", [("BankAccount", "xk051212012345678906")], "an account"),
        ("Dževdet Hodža presin te ura, 2 veta", [], "no names: they are laid side by side only in reports"),
        ("nisemi 13.03.2026 ora 21:30, 1500 euro", [], "days, hours and sums identify nobody"),
        ("", [], "a voice message"),
    ],
)  # fmt: skip
def test_a_message_gives_what_it_names_by_number(
    text: str, found: list[tuple[str, str]], why: str
) -> None:
    assert named(text) == found, why


def test_what_a_message_names_points_to_it_and_is_no_party_of_the_phone() -> None:
    """A phone's own entities have keys such as "email besnik@…": what is only named stays apart."""
    (account,) = numbers_named([message("shkruaj te besnik@example.test")], None)
    assert isinstance(account, Found)
    assert account.key == "named email besnik@example.test"
    assert [v.text for v in account.values if v.entity] == ["message 7"]
    assert account.spot == "message row 7"


def test_words_read_off_a_picture_are_no_message() -> None:
    assert named("Thirre 044 000 111", "Image") == []


def test_a_wrong_number_in_a_message_is_refused_at_the_message() -> None:
    (refusal,) = numbers_named([message("IMEI 490154203237519")], None)
    assert isinstance(refusal, Refusal)
    assert (refusal.where, refusal.key) == ("message row 7", "message 7")
