"""UN/EDIFACT segments, with service characters as declared."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model.evidence import Evidence
from clew.sources.edifact import SEGMENT_BYTES, Segment, segments


def read(folder: Path, raw: str | bytes) -> list[Segment]:
    path = folder / "message.edi"
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return list(segments(Evidence(path, path.name, "0" * 64, path.stat().st_size, "rs-police")))


def test_elements_and_components_are_cut(tmp_path: Path) -> None:
    (segment,) = read(tmp_path, "DOC+P:110:111+P00000102'")
    assert (segment.tag, segment.elements) == ("DOC", (("P", "110", "111"), ("P00000102",)))


def test_blanks_and_line_ends_between_segments_do_not_count(tmp_path: Path) -> None:
    found = read(tmp_path, " UNA:+.? '\r\n UNB+UNOA:4'  \nUNH+1'\n")
    assert [segment.tag for segment in found] == ["UNB", "UNH"]


def test_una_may_redefine_every_mark(tmp_path: Path) -> None:
    (segment,) = read(tmp_path, "UNA*.,? $NAD.FL...HOTI*ARBER?*MUSA?$X$")
    assert segment.elements[3] == ("HOTI", "ARBER*MUSA$X")


def test_a_released_mark_is_meant_as_itself(tmp_path: Path) -> None:
    found = read(tmp_path, "NAD+FL+++O?'HARA:A?+B?:C??'UNT+2+1'")
    assert found[0].elements[3] == ("O'HARA", "A+B:C?")
    assert [segment.tag for segment in found] == ["NAD", "UNT"]


def test_lines_folded_inside_a_segment_are_put_together(tmp_path: Path) -> None:
    (segment,) = read(tmp_path, "SSR+DOCS:HK::XX:::::/P/UTO/L898902C3/HO\r\nTI/ARBER'")
    assert segment.part(0, 8) == "/P/UTO/L898902C3/HOTI/ARBER"


def test_segments_are_counted_from_the_beginning_of_their_message(tmp_path: Path) -> None:
    found = read(tmp_path, "UNB+UNOA:4'UNH+1'BGM+745'UNT+3+1'UNH+2'UNT+2+2'UNZ+2+1'")
    assert [segment.number for segment in found] == [1, 1, 2, 3, 1, 2, 1]


def test_a_part_that_is_not_there_is_empty(tmp_path: Path) -> None:
    (segment,) = read(tmp_path, "LOC+178'")
    assert (segment.part(0), segment.part(1), segment.part(0, 5)) == ("178", "", "")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("UNB+UNOE:4'NAD+FL+++Ђурић'".encode("iso-8859-5"), "Ђурић"),
        ("UNB+UNOD:4'NAD+FL+++Đurić'".encode("iso-8859-2"), "Đurić"),
        ("UNB+UNOA:4'NAD+FL+++Ђурић'".encode(), "Ђурић"),
    ],
)
def test_letters_are_read_by_the_declared_level_or_what_they_spell(
    tmp_path: Path, raw: bytes, name: str
) -> None:
    assert read(tmp_path, raw)[1].part(3) == name


def test_a_segment_over_a_mebibyte_comes_without_tag_and_reading_goes_on(tmp_path: Path) -> None:
    found = read(tmp_path, "FTX+" + "x" * (SEGMENT_BYTES + 9) + "'UNT+2+1'")
    assert [(segment.tag, len(segment.text)) for segment in found] == [("", 2_000), ("UNT", 7)]


@given(
    st.lists(
        st.lists(st.lists(st.text("AB1?+:' é", max_size=6), min_size=1, max_size=3), max_size=4),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_written_with_releases_comes_back(
    tmp_path_factory: pytest.TempPathFactory, written: list[list[list[str]]]
) -> None:
    def released(text: str) -> str:
        return "".join(f"?{char}" if char in "?+:'" else char for char in text)

    text = ""
    for elements in written:
        parts = [":".join(released(part) for part in element) for element in elements]
        text += "+".join(["TAG", *parts]) + "'"
    found = read(tmp_path_factory.mktemp("edi"), text)
    told = [[[part.strip() for part in e] for e in segment.elements] for segment in found]
    assert told == [[[part.strip() for part in e] for e in elements] for elements in written]


@given(st.binary(max_size=200))
def test_any_bytes_give_segments(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    assert all(s.text for s in read(tmp_path_factory.mktemp("edi"), b"UNB+UNOA:4'" + raw))
