"""Rich text: what a person sees, in the letters of its fonts; what nobody sees is left out and counted."""

from pathlib import Path

import pytest

from clew.model.evidence import Guesses, Refusal
from clew.sources.reader import read_records
from clew.sources.readers.report_rtf import rtf
from tests.sources.paper_maker import written

HEAD = r"{\rtf1\ansi\ansicpg1250\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}"


def texts(folder: Path, body: str) -> tuple[list[str], Guesses]:
    guesses, found = Guesses(), list[str]()
    evidence = written(folder, "a.rtf", f"{HEAD}{body}}}")
    for item in (i for items in read_records(rtf, evidence, guesses) for i in items):
        if not isinstance(item, Refusal):
            found += [value.text for value in item.values if value.prop == "bodyText"]
    return found, guesses


@pytest.mark.parametrize(
    ("body", "said", "why"),
    [
        (r"\f1 \'c2\'ee\'e7\'e0\'f7\par", "Возач", "a font's own code page counts"),
        (r"D\u382?evdet\par", "Dževdet", "a letter by its number, its stand-in left out"),
        (r"\uc2 D\u382 zhevdet\par", "Dževdet", "two characters may stand in for one"),
        (r"\u-10179?\u-8704?\par", "😀", "a letter of two halves is one"),
        (r"a\u-8704?b\par", "a\ufffdb", "half a letter alone is none"),
        (r"\{a\}\\b\par", r"{a}\b", "a brace or stroke after a stroke is itself"),
        (r"a\line b\par", "a\nb", "a line end is no end of a paragraph"),
        (r"\trowd\intbl a\cell b\cell\row", "a | b", "a row of a table is one paragraph"),
        (r"\intbl a\par b\cell c\cell\row\pard", "a\nb | c", "a cell may hold several lines"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt here}}\par", "here", "a link shows its words"),
        (r"{\*\unknown x}a\par", "a", "a destination nobody knows is passed over"),
        (
            r"{\shp{\*\shpinst{\sp x}{\shptxt in a box}}}\par",
            "in a box",
            "the text of a box is seen",
        ),
        (r"{\v b}a\v c\v0 d\par", "ad", "hidden text is not seen"),
        (r"a{\super\chftn}{\footnote b} c\par", "a b c", "a footnote stands where its mark does"),
        (r"\mac\f2 \'8ea\par", "éa", "a document of an old Apple machine has letters of its own"),
        (r"\pc\f2 \'82a\par", "éa", "so has one of an old PC"),
        ("{" * 10_000 + "a" + "}" * 10_000 + r"b\par", "ab", "groups may stand 10,000 deep"),
        (
            r"{\v " + "{" * 3_000 + "a" + "}" * 3_000 + r"b}c\par",
            "c",
            "hidden text stays so at any depth",
        ),
        (r"\bin3 }}}a\par", "a", "bytes of a picture may hold braces"),
    ],
    ids=lambda v: v if isinstance(v, str) and " " in v and "\\" not in v else "",
)
def test_what_a_person_sees_is_read(tmp_path: Path, body: str, said: str, why: str) -> None:
    assert texts(tmp_path, body)[0] == [said], why


def test_hidden_text_and_pictures_are_counted(tmp_path: Path) -> None:
    _, guesses = texts(tmp_path, r"{\v b}{\pict 0a0b}a\par")
    assert guesses.said["not read"] == "1 pieces of hidden text, 1 pictures"


def test_a_comment_of_a_reader_is_counted_and_not_mixed_into_the_text(tmp_path: Path) -> None:
    found, guesses = texts(tmp_path, r"a{\*\annotation{\chatn b\par}}c\par")
    assert found == ["ac"]
    assert guesses.said["not read"] == "1 comments"


def test_a_document_that_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    evidence = written(tmp_path, "a.rtf", HEAD + r"\f0 one\par two")
    found = [v.text for items in read_records(rtf, evidence, Guesses()) for i in items
             if not isinstance(i, Refusal) for v in i.values if v.prop == "bodyText"]  # fmt: skip
    assert found == ["one", "two"]
