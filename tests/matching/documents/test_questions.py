"""Questions about documents: each check, its opposite, and the record that has no such value."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from clew.matching.documents.held import Held, Paper, Person, Photo, Record, held
from clew.matching.documents.likeness import alike
from clew.matching.documents.question import Question
from clew.matching.documents.questions import questions
from clew.model.evidence import Found, Refusal
from clew.sources.document_list import read_list
from tests.matching.desk import Desk

TODAY = date(2026, 11, 29)


def at(prop: str, written: str = "") -> Record:
    return Record("d", written or prop, "list.csv", "row 1", "xk-police")


def paper(number: str, name: str = "Ana Hoti", birth: str = "", **said: object) -> Paper:
    surnames = [name.rsplit(maxsplit=1)[-1]]
    person = Person(f"p{number}{name}", [name], surnames, [birth] if birth else [])
    places = {prop: at(prop) for prop in ("number", "startDate", "endDate")}
    made = Paper(f"d{number}{name}", number, holder=person, at=places)
    for prop, value in said.items():
        setattr(made, prop, value)
    return made


def asked(*papers: Paper, photos: dict[str, Photo] | None = None) -> list[Question]:
    return questions(Held(list(papers), photos or {}, [], 0), [], TODAY)


def kinds(*papers: Paper) -> list[str]:
    return [question.kind for question in asked(*papers)]


@pytest.mark.parametrize(
    ("birth", "issued", "expires", "kind", "why"),
    [
        ("2027-01-01", "", "", ["dates"], "nobody is born after today"),
        ("1900-01-01", "", "", ["dates"], "nobody is 126"),
        (
            "1990-01-01",
            "1989-01-01",
            "",
            ["dates"],
            "no document is issued before its holder's birth",
        ),
        ("", "2030-01-01", "2029-01-01", ["dates"], "no document expires before its issue"),
        ("", "2026-01-01", "2056-01-01", ["dates"], "no passport is valid for thirty years"),
        ("1990-01-01", "2025-01-01", "2035-01-01", [], "an ordinary passport"),
        ("", "", "", [], "nothing said, nothing asked"),
    ],
)
def test_dates_that_cannot_stand_together(
    birth: str, issued: str, expires: str, kind: list[str], why: str
) -> None:
    assert kinds(paper("P1000001", birth=birth, issued=issued, expires=expires)) == kind, why


@pytest.mark.parametrize(
    ("expires", "travelled", "kind", "why"),
    [
        ("2026-01-01", ["2026-05-01"], ["expired"], "expired when its holder travelled"),
        ("2026-06-01", ["2026-05-01"], [], "valid when its holder travelled, expired since"),
        ("2026-01-01", [], ["expired"], "expired today, no journey known"),
        ("2030-01-01", [], [], "valid"),
        ("", ["2026-05-01"], [], "no day of expiry"),
    ],
)
def test_a_document_expired_on_the_day_of_travel(
    expires: str, travelled: list[str], kind: list[str], why: str
) -> None:
    assert kinds(paper("P1000001", expires=expires, travelled=travelled)) == kind, why


@pytest.mark.parametrize(
    ("one", "other", "kind", "why"),
    [
        (("Ana Hoti", "xk"), ("Besa Krasniqi", "xk"), ["identities"], "two names on one number"),
        (("Ana Hoti", "xk"), ("HOTI, Ana", "xk"), [], "one name in another order"),
        (("Ana Hoti", "xk"), ("Besa Krasniqi", "rs"), [], "two issuers may use one number"),
    ],
)
def test_one_number_under_two_identities(
    one: tuple[str, str], other: tuple[str, str], kind: list[str], why: str
) -> None:
    papers = [paper("P1000001", name, issuer=issuer) for name, issuer in (one, other)]
    assert kinds(*papers) == kind, why


def test_two_days_of_birth_on_one_number_are_two_identities() -> None:
    births = [paper("P1000001", birth=birth, issuer="xk") for birth in ("1990-01-01", "1991-02-02")]
    assert kinds(*births) == ["identities"]


@pytest.mark.parametrize(
    ("numbers", "runs"), [((1, 2, 3), 1), ((1, 2), 0), ((1, 2, 4), 0), ((1, 2, 3, 7, 8, 9), 2)]
)
def test_three_numbers_in_a_row_with_different_holders(numbers: tuple[int, ...], runs: int) -> None:
    names = ("Ana Hoti", "Besa Krasniqi", "Vesna Ilić", "Dren Gashi", "Lule Shala", "Marko Savić")
    papers = [
        paper(f"P{n:08d}", name, issuer="xk") for n, name in zip(numbers, names, strict=False)
    ]
    assert kinds(*papers) == ["run"] * runs


def test_numbers_in_a_row_with_one_holder_are_no_question() -> None:
    assert kinds(*(paper(f"P{n:08d}", issuer="xk") for n in (1, 2, 3))) == []


def test_portraits_alike_on_two_numbers_are_a_question() -> None:
    alike_one, alike_two = (paper(f"P1{n}00001", portrait="00ff00ff00ff00ff") for n in (1, 5))
    (question,) = asked(alike_one, alike_two)
    assert question.kind == "portrait"
    assert question.because.endswith("one picture on both?")


def test_the_same_document_photographed_twice_is_no_question_of_portraits() -> None:
    assert kinds(*(paper("P1000001", portrait="00ff00ff00ff00ff") for _ in range(2))) == []


def test_alike_pictures_of_two_agencies_are_a_question() -> None:
    records = [Record("i", "a.jpg", f"{a}.zip", "picture", a) for a in ("rs-police", "xk-police")]
    photos = {str(n): Photo(str(n), "00ff00ff00ff00ff", "", r) for n, r in enumerate(records)}
    (question,) = asked(photos=photos)
    assert (question.kind, question.records) == ("picture", tuple(records))


@pytest.mark.parametrize(
    ("printed", "kind", "why"),
    [
        ("Hoti Ana 01.01.1990 Prizren Republic", [], "the name is printed too"),
        ("Hotti Ana 01.01.1990 Prizren Republic", [], "a letter misread is no other name"),
        ("Krasniqi Besa 01.01.1990 Prizren Republic", ["name"], "another name is printed"),
        ("Republic", [], "too little was read to say"),
    ],
)
def test_the_name_in_the_zone_against_the_print(printed: str, kind: list[str], why: str) -> None:
    shown = paper("P1000001", pictures=["i"])
    photos = {"i": Photo("i", "", printed, None)}
    assert [question.kind for question in asked(shown, photos=photos)] == kind, why


def test_a_listed_number_is_asked_about_with_the_lists_line(tmp_path: Path) -> None:
    path = tmp_path / "stolen.txt"
    path.write_text("clew document list 1\nnumber;state;since\nP1000001;stolen;2026-01-05\n")
    case = Held([paper("P1000001", issuer="xk"), paper("P1000002", issuer="xk")], {}, [], 0)
    (question,) = questions(case, [read_list(path)], TODAY)
    assert question.because == (
        "document P1000001 of XK is listed as stolen since 2026-01-05 in stolen.txt line 3 "
        "(issuer not compared): is it the same document?"
    )


def test_hashes_that_differ_in_more_than_eight_bits_are_not_alike() -> None:
    hashes = {"a": "0000000000000000", "b": "00000000000000ff", "c": "ff80000000000000"}
    assert list(alike(hashes)) == [("a", "b", 8)]


def test_among_many_hashes_the_alike_ones_are_found_too() -> None:
    random = Random(1)
    many = {str(n): f"{random.getrandbits(64):016x}" for n in range(3_500)}
    many["copy"] = f"{int(many['7'], 16) ^ 0x8001:016x}"
    assert ("7", "copy", 2) in list(alike(many))


def passport(row: int, name: str, number: str, state: str) -> tuple[Found, Found]:
    holder = Found("Person", f"row {row} person", f"row {row}").add("name", name)
    document = Found("Passport", f"row {row} passport", f"row {row}").add("number", number)
    return holder, document.add("country", state).link("holder", holder.key)


def test_a_case_is_asked_across_agencies_and_kosovo_is_one_issuer(desk: Desk) -> None:
    desk.bring("xk-police", *passport(1, "Ana Hoti", "P00000102", "RKS"))
    desk.bring("rs-police", *passport(1, "Vesna Ilić", "P00000102", "UNK"))
    with desk.door.quiet() as view:
        (question,) = questions(held(view), [], TODAY)
    assert question.kind == "identities"
    assert {record.agency for record in question.records} == {"xk-police", "rs-police"}


def test_a_number_beside_a_name_counts_without_a_document_of_its_own(desk: Desk) -> None:
    desk.bring("xk-police", *passport(1, "Ana Hoti", "P00000102", "RKS"))
    listed = Found("Person", "row 1 person", "row 1").add("name", "Vesna Ilić")
    desk.bring("rs-police", listed.add("passportNumber", "P 00000102"))
    with desk.door.quiet() as view:
        shown = held(view)
        assert [q.kind for q in questions(shown, [], TODAY)] == ["identities"]
    assert len(shown.papers) == 2


def test_a_number_said_of_person_and_document_is_one_document(desk: Desk) -> None:
    holder, document = passport(1, "Ana Hoti", "P00000102", "RKS")
    desk.bring("xk-police", holder.add("passportNumber", "P00000102"), document)
    with desk.door.quiet() as view:
        assert len(held(view).papers) == 1


def test_what_was_refused_of_a_document_is_asked(desk: Desk) -> None:
    holder, document = passport(1, "Ana Hoti", "P00000102", "Ruritania")
    reason = "check digit of the document number is '1', counted is '2'"
    fault = Refusal("row 1", "P00000102", reason, "compare", document.key, "number")
    desk.bring("xk-police", holder, document, fault)  # type: ignore[arg-type]
    with desk.door.quiet() as view:
        assert [q.kind for q in questions(held(view), [], TODAY)] == ["issuer", "digits"]


def test_one_reason_given_often_in_a_file_is_one_question() -> None:
    papers = [paper(f"P10000{n:02d}") for n in range(20)]
    reason = "'0' is not a country clew knows"
    told = [
        ("nationality", Record(one.entity, "0", "a.edi", "segment 9", "a"), reason)
        for one in papers
    ]
    (question,) = questions(Held(papers, {}, told, 0), [], TODAY)
    assert question.because == f"{reason} (20 times in this file): which nationality is meant?"
    assert len(question.records) == 12


def test_documents_of_masked_victims_are_counted_and_left_out(desk: Desk) -> None:
    for agency, name in (("xk-police", "Ana Hoti"), ("rs-police", "Vesna Ilić")):
        holder, document = passport(1, name, "P00000102", "RKS")
        holder.category = "victim"
        desk.bring(agency, holder, document)
    with desk.door.quiet() as view:
        shown = held(view)
        assert (questions(shown, [], TODAY), shown.masked) == ([], 2)
