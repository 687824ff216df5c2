"""A damaged, hostile or huge phone report ends in a named refusal; what came before stands."""

import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import NotFound, SourceError, UnsafeSource
from clew.model.evidence import Guesses
from clew.sources.reader import read_records
from clew.sources.readers.cellebrite import cellebrite
from tests.sources.readers.report_maker import (
    Reading,
    chat,
    evidence_of,
    field,
    many,
    model,
    party,
    read,
    report,
    section,
    text,
    time,
)

SAMPLE = Path(__file__).parents[1] / "samples" / "phone_report.xml"


def ufdr(path: Path, *entries: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def test_a_ufdr_reads_like_its_report(tmp_path: Path) -> None:
    path = ufdr(tmp_path / "kit.ufdr", ("files/a.jpg", b"x"), ("report.xml", SAMPLE.read_bytes()))
    assert Reading(evidence_of(path)).guesses == Reading(evidence_of(SAMPLE)).guesses
    assert cellebrite.recognise(evidence_of(path), path.read_bytes()[:65536]) == 1.0


@pytest.mark.parametrize(
    "name", ["report.ufdr", "report.xml"], ids=["a zip of anything", "any XML"]
)
def test_another_kind_of_file_under_its_name_is_not_recognised(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("ufdr"):
        ufdr(path, ("word/document.xml", b"<w/>"))
    else:
        path.write_bytes(b'<?xml version="1.0"?><list><item>project</item></list>')
    assert cellebrite.recognise(evidence_of(path), path.read_bytes()) == 0.0


def test_a_zip_without_report_is_refused_with_what_to_add(tmp_path: Path) -> None:
    path = ufdr(tmp_path / "kit.ufdr", ("a.txt", b"x"))
    with pytest.raises(SourceError) as refused:
        Reading(evidence_of(path))
    assert str(refused.value) == (
        "kit.ufdr: the zip holds no report.xml\n"
        "  → add the report file the tool made, or its report.xml"
    )


def test_a_cut_zip_is_refused_as_damaged(tmp_path: Path) -> None:
    path = ufdr(tmp_path / "kit.ufdr", ("report.xml", SAMPLE.read_bytes()))
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(SourceError, match=r"^kit\.ufdr: the zip is damaged: "):
        Reading(evidence_of(path))
    assert cellebrite.recognise(evidence_of(path), path.read_bytes()) == 0.0


def test_a_locked_report_is_refused_with_a_remedy(tmp_path: Path) -> None:
    path = ufdr(tmp_path / "kit.ufdr", ("report.xml", SAMPLE.read_bytes()))
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(SourceError) as refused:
        Reading(evidence_of(path))
    assert str(refused.value) == (
        "kit.ufdr: report.xml is locked with a password\n  → unlock the zip, then add it again"
    )


def test_a_report_that_swells_is_unsafe(tmp_path: Path) -> None:
    path = ufdr(tmp_path / "kit.ufdr", ("report.xml", b"<project>" + b" " * 101_000_000))
    with pytest.raises(
        UnsafeSource, match=r"^kit\.ufdr: report\.xml would swell from [\d,]+ to 101"
    ):
        Reading(evidence_of(path))


def test_a_doctype_is_unsafe_and_nothing_is_read(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    doctype = '<!DOCTYPE project [<!ENTITY x "y">]>\n<project'
    path.write_text(SAMPLE.read_text("utf-8").replace("<project", doctype, 1), "utf-8")
    with pytest.raises(UnsafeSource) as refused:
        next(cellebrite.split(evidence_of(path), Guesses()))
    assert str(refused.value) == (
        "report.xml: the XML carries a DOCTYPE, which can pull in other files or swell without end\n"
        "  → ask for an export without a DOCTYPE; nothing of this file was read"
    )


@pytest.mark.parametrize(
    ("head", "taken", "why"),
    [
        (
            b'<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "b">]><lolz/>',
            True,
            "it has entities",
        ),
        (b'<?xml version="1.0"?><!DOCTYPE html><html/>', False, "it is a web page"),
        (b'<?xml version="1.0"?><lolz/>', False, "it is XML of another kind"),
    ],
)
def test_xml_with_a_doctype_is_taken_on_only_to_be_refused(
    tmp_path: Path, head: bytes, taken: bool, why: str
) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(head)
    assert (cellebrite.recognise(evidence_of(path), head) > 0) is taken, why


def test_an_entity_ends_the_reading_and_what_came_before_stands(tmp_path: Path) -> None:
    calls = section("Call", model("Call", "a", time()), "&xxe;", model("Call", "b", time()))
    found = read(tmp_path, report(calls))
    assert [f.spot for f in found.of("Call")] == ["model id=a"]
    what = "it uses an entity, which it may not define (Entity 'xxe' not defined)"
    assert [r.reason for r in found.refused] == [f"the report breaks off after model id=a: {what}"]


def test_a_cut_report_keeps_what_was_read_and_says_where_it_ends(tmp_path: Path) -> None:
    whole = report(section("Call", model("Call", "a", time()), model("Call", "b", time())))
    found = read(tmp_path, whole[: whole.index('id="b"') + 40])
    assert [f.spot for f in found.of("Call")] == ["model id=a"]
    assert [(r.where, r.reason, r.do) for r in found.refused] == [
        (
            "model id=a",
            "the report breaks off after model id=a: it ends in the middle of an element",
            "ask for the report again; what stands before this place was read",
        )
    ]


def test_a_chat_that_breaks_off_keeps_its_messages_and_itself(tmp_path: Path) -> None:
    whole = report(
        section("Chat", chat("c", text("a", "po", "+381641000001"), text("b", "jo", "x")))
    )
    found = read(tmp_path, whole[: whole.index('id="b"')])
    assert [f.spot for f in found.of("Message")] == ["model id=a"]
    assert [f.spot for f in found.of("Chat")] == ["model id=c"]
    assert len(found.refused) == 1


def test_a_record_over_one_mebibyte_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    padding = field("Note", "x" * 100) * 12_000
    calls = (model("Call", "a", time()), model("Call", "big", padding), model("Call", "b", time()))
    found = read(tmp_path, report(section("Call", *calls)))
    assert [f.spot for f in found.of("Call")] == ["model id=a", "model id=b"]
    assert [(r.where, r.reason, r.do) for r in found.refused] == [
        (
            "model id=big",
            "this Call is longer than 1 MiB",
            "look at it in the tool that made the report; the rest was read",
        )
    ]


def test_a_chat_with_more_than_a_mebibyte_of_messages_and_people_is_read(tmp_path: Path) -> None:
    people = many("Participants", "Party", *(party(f"p{n}", f"+38164{n:07}") for n in range(6000)))
    messages = (text(f"m{n}", "po " * 100, f"+38164{n:07}") for n in range(2000))
    found = read(tmp_path, report(section("Chat", chat("c", *messages, inside=people))))
    assert found.refused == []
    assert found.guesses.counts == {"messages": 2000, "chats": 1}
    assert len(found.get("model c", "participants")) == 6000


def test_models_too_deep_inside_each_other_are_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    deep = model("InstantMessage", "x")
    for n in range(30):
        deep = model("InstantMessage", f"x{n}", many("EmbeddedInstantMessage", "", deep))
    found = read(
        tmp_path, report(section("InstantMessage", deep, text("m", "po", "+381641000001")))
    )
    assert [r.reason for r in found.refused] == [
        "models stand inside this InstantMessage deeper than 24 levels"
    ]
    assert [f.spot for f in found.of("Message")] == ["model id=m"]


@pytest.mark.slow
def test_memory_stays_bounded_however_many_messages_come(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    with path.open("w") as out:
        out.write('<model type="Chat" id="c"><multiModelField name="Messages">')
        for n in range(5_000):
            out.write(text(f"m{n}", "po " * 700, "+381641000001"))
        out.write("</multiModelField></model>")
    assert path.stat().st_size > 10_000_000
    tracemalloc.start()
    count = sum(len(i) for i in read_records(cellebrite, evidence_of(path), Guesses()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 5_000
    assert peak < 6_000_000


def test_a_spot_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"the report has nothing at 'model id=none'"):
        cellebrite.excerpt(evidence_of(SAMPLE), "model id=none")


def test_a_message_is_shown_with_five_neighbours_of_its_chat_on_either_side(tmp_path: Path) -> None:
    messages = (text(f"m{n}", f"fjala {n}", "+381641000001") for n in range(20))
    found = read(
        tmp_path, report(section("Chat", chat("b", text("o", "tjetër", "x")), chat("c", *messages)))
    )
    shown = cellebrite.excerpt(found.evidence, "model id=m7")
    assert shown.kind == "message"
    assert [(spot, here) for spot, _, here in shown.lines] == [
        (f"model id=m{n}", n == 7) for n in range(2, 13)
    ]
    assert shown.lines[5][1][3] == "fjala 7"


def test_neighbours_are_cut_out_of_the_report_and_not_read_from_its_start(tmp_path: Path) -> None:
    messages = (text(f"m{n}", "po " * 400, "+381641000001") for n in range(4000))
    path = tmp_path / "report.xml"
    path.write_text(report("&broken;", section("Chat", chat("c", *messages))))
    shown = cellebrite.excerpt(evidence_of(path), "model id=m3000")
    assert len(shown.lines) == 11


@given(st.text(max_size=60), st.sampled_from(["WhatsApp", "Telegram", "", "SMS", "Viber"]))
def test_any_identifier_gives_a_party_or_nobody(
    tmp_path_factory: pytest.TempPathFactory, written: str, service: str
) -> None:
    clean = "".join(c for c in written if c.isprintable() and c not in "<>&]")
    document = report(section("Chat", chat("c", text("m", "po", clean, service))))
    found = read(tmp_path_factory.mktemp("report"), document, "RS")
    assert found.refused == []
    assert all(key in found.found for key in found.get("model m", "sender"))
