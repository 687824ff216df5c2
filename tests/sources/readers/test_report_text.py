"""Reports as plain text: paragraphs, encodings, what is no report, and what cannot be read."""

from pathlib import Path

import pytest
from followthemoney.types import registry
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import NotFound, SourceError
from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources.papers import pieces, stated_date, tidy
from clew.sources.reader import read_records
from clew.sources.readers.report_text import text as reader
from tests.sources.paper_maker import written


def read(evidence: Evidence) -> tuple[list[tuple[str, str]], list[Refusal], Guesses]:
    """Give (spot, paragraph) pairs, refusals and guesses."""
    guesses = Guesses()
    items = [item for record in read_records(reader, evidence, guesses) for item in record]
    found = [f for f in items if isinstance(f, Found)]
    bodies = [(f.spot, v.text) for f in found for v in f.values if v.prop == "bodyText"]
    return bodies, [i for i in items if isinstance(i, Refusal)], guesses


def said(evidence: Evidence, prop: str) -> list[str]:
    """Give what the document says of itself."""
    items = [item for record in read_records(reader, evidence, Guesses()) for item in record]
    return [v.text for f in items if isinstance(f, Found) for v in f.values if v.prop == prop]


def test_lines_are_paragraphs_where_no_line_is_blank(tmp_path: Path) -> None:
    bodies, _, guesses = read(written(tmp_path, "a.txt", "First.\nSecond.\r\nThird."))
    assert bodies == [
        ("paragraph 1", "First."), ("paragraph 2", "Second."), ("paragraph 3", "Third."),
    ]  # fmt: skip
    assert guesses.said["paragraphs by"] == "line ends"


def test_blank_lines_part_paragraphs_of_a_text_broken_by_hand(tmp_path: Path) -> None:
    bodies, _, guesses = read(written(tmp_path, "a.txt", "One\nand a half.\n\n\nTwo.\n"))
    assert bodies == [("paragraph 1", "One\nand a half."), ("paragraph 2", "Two.")]
    assert guesses.said["paragraphs by"] == "blank lines"


def test_a_stray_blank_line_does_not_join_long_lines(tmp_path: Path) -> None:
    lines = [f"{n} " + "word " * 60 for n in range(6)]
    bodies, _, _ = read(written(tmp_path, "a.txt", "Title\n\n" + "\n".join(lines)))
    assert len(bodies) == 7


def test_the_lines_of_an_mrz_stay_together(tmp_path: Path) -> None:
    zone = (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
    )
    bodies, _, _ = read(written(tmp_path, "a.txt", f"Shown:\n{zone}\nNothing else."))
    assert bodies[1] == ("paragraph 2", zone)


def test_a_short_first_paragraph_is_taken_as_the_title_and_said(tmp_path: Path) -> None:
    evidence = written(tmp_path, "a.txt", "House search in Ferizaj\nOfficers came.")
    assert said(evidence, "title") == ["House search in Ferizaj"]
    assert read(evidence)[2].said["title"] == "taken from paragraph 1"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251", "iso-8859-5"])
def test_encodings_of_the_region_are_read(tmp_path: Path, encoding: str) -> None:
    line = "Возило је чекало код Хоргоша, возач је дао број пасоша."
    evidence = written(tmp_path, "a.txt", (line + "\n" + line).encode(encoding))
    assert [text for _, text in read(evidence)[0]] == [line, line]


def test_a_broken_byte_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    good = "Šiptar, đak, čaša, žaba. "
    content = (good * 4 + "\n" + good).encode() + b"x\xff\n" + good.encode()
    bodies, refused, _ = read(written(tmp_path, "a.txt", content))
    assert bodies[1] == ("paragraph 2", f"{good}x\ufffd")
    assert [(r.where, r.reason, r.key) for r in refused] == [
        ("paragraph 2", "a character cannot be read in the encoding of the file and stand as '\ufffd'", "document")
    ]  # fmt: skip


def test_a_line_over_a_mebibyte_is_refused_and_reading_goes_on(tmp_path: Path) -> None:
    content = "Before.\n" + "x" * (3 << 20) + "\nAfter."
    bodies, refused, _ = read(written(tmp_path, "a.txt", content))
    assert bodies == [("paragraph 1", "Before."), ("paragraph 3", "After.")]
    assert [(r.where, r.reason) for r in refused] == [
        ("paragraph 2", "the line is longer than 1 MiB")
    ]


def test_a_long_paragraph_comes_in_pieces_under_one_spot(tmp_path: Path) -> None:
    bodies, _, _ = read(written(tmp_path, "a.txt", "word " * 40_000 + "\nEnd."))
    assert [spot for spot, _ in bodies] == ["paragraph 1"] * 4 + ["paragraph 2"]
    assert max(len(text) for _, text in bodies) <= 60_000


def test_blank_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refusal:
        read(written(tmp_path, "a.txt", " \n\n"))
    assert refusal.value.what == "there is no text in this report"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.bin", b"\x00\x01\x02\x03" * 400, "binary"),
        ("a.txt", b'{"id": "a", "schema": "Person"}', "JSON"),
        ("a.txt", b'[{"id": "a"}]', "a JSON array"),
        ("a.txt", b"<?xml version='1.0'?><a/>", "XML"),
        ("a.txt", b"{\\rtf1 hello", "RTF"),
        ("a.txt", b"UNA:+.? 'UNB+UNOA:4", "EDIFACT"),
        ("a.txt", b"BEGIN:VCARD\nVERSION:3.0", "a contact card"),
        ("a.txt", b"From: a@b.test\nMessage-ID: <1@b.test>\n\nHello", "an e-mail"),
        ("a.txt", b"colour;size;shape\nred;2;round\nblue;3;flat\n", "a table nobody knows"),
        ("a.csv", b"Some prose in a file called a table.", "called a table"),
    ],
)
def test_what_is_no_report_is_not_taken_for_one(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    evidence = written(tmp_path, name, content)
    assert reader.recognise(evidence, evidence.head()) == 0.0, why


@pytest.mark.parametrize(
    "start", ["[EXERCISE] Two men.", "From: Sector 2\nTo: Sector 3\nTwo men.", "UNA is a name."]
)
def test_prose_that_begins_oddly_is_still_a_report(tmp_path: Path, start: str) -> None:
    evidence = written(tmp_path, "a.txt", start)
    assert reader.recognise(evidence, evidence.head()) == 0.2


def test_an_excerpt_gives_five_neighbours_on_either_side(tmp_path: Path) -> None:
    evidence = written(tmp_path, "a.txt", "\n".join(f"Line {n}." for n in range(1, 31)))
    shown = reader.excerpt(evidence, "paragraph 15").lines
    assert [spot for spot, _, _ in shown] == [f"paragraph {n}" for n in range(10, 21)]
    assert [cells for _, cells, is_here in shown if is_here] == [("Line 15.",)]


def test_a_spot_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no 'paragraph 9'"):
        reader.excerpt(written(tmp_path, "a.txt", "One.\nTwo."), "paragraph 9")


def outcome(evidence: Evidence) -> str:
    """Give "read" when a paragraph came out, else why the file was refused."""
    try:
        return "read" if read(evidence)[0] else "nothing"
    except SourceError as exc:
        return exc.what


@given(st.binary(max_size=600))
def test_any_bytes_at_all_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    evidence = written(tmp_path_factory.mktemp("any"), "a.txt", content)
    assert 0.0 <= reader.recognise(evidence, evidence.head()) <= 0.2
    assert outcome(evidence) in ("read", "there is no text in this report")


@given(st.text(alphabet=st.characters(exclude_categories=["Cn", "Cs", "Co"])))
def test_a_tidied_text_is_what_the_case_holds(text: str) -> None:
    kept = registry.text.clean(tidy(text))
    assert (kept or "") == tidy(text)


@given(st.text(alphabet="ab \n", max_size=80), st.integers(min_value=2, max_value=20))
def test_pieces_lose_nothing_but_blanks(text: str, most: int) -> None:
    cut = pieces(text, most)
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert all(len(piece) <= most for piece in cut)


@pytest.mark.parametrize(
    ("as_stated", "iso"),
    [
        ("2014-09-24T08:30:00+02:00", "2014-09-24T06:30:00"),
        ("2014-09-24T08:30:00", "2014-09-24"),
        ("2014-09", "2014-09"),
        ("D:20140925101500+02'00'", "2014-09-25T08:15:00"),
        ("D:20140925101500Z", "2014-09-25T10:15:00"),
        ("D:2014", "2014"),
        ("last Tuesday", None),
        ("D:20141340", None),
    ],
)
def test_a_date_a_file_states_of_itself(as_stated: str, iso: str | None) -> None:
    assert stated_date(as_stated) == iso
