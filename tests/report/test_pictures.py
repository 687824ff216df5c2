"""A drawing saved as SVG, PNG or PDF keeps its words in every script, and nothing in it leads out of it."""

from datetime import UTC, datetime
from struct import unpack

import pypdfium2
import pytest

from clew.errors import NotFound, UsageError
from clew.report.pictures import picture

AT = datetime(2026, 3, 1, tzinfo=UTC)
NAMES = ("Xhevdet Gjoni", "Џевдет Ѓони", "Γεώργιος Δοκιμίδης", "محمد")


def drawing(inside: str = "", size: str = "0 0 400 200") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" font-family="sans-serif"><title>Try</title>'
        f'<rect width="400" height="200" fill="#fff"/>{inside}</svg>'
    )


def words(*said: str) -> str:
    return "".join(f'<text x="20" y="{30 + n * 30}">{one}</text>' for n, one in enumerate(said))


def text_of(paper: bytes) -> str:
    document = pypdfium2.PdfDocument(paper)
    text = str(document[0].get_textpage().get_text_bounded())
    document.close()
    return text


def test_names_in_four_scripts_can_be_read_out_of_the_pdf() -> None:
    text = text_of(picture(drawing(words(*NAMES)), "pdf", AT))
    assert [name for name in NAMES if name not in text and name[::-1] not in text] == []


def test_every_letter_of_the_region_is_inked_and_none_is_an_empty_box() -> None:
    blank = dots(picture(drawing(), "png", AT))
    box = dots(picture(drawing(words("\U000f0000")), "png", AT))
    for letter in "AžÇЏЃЂқΩψمحپچ":
        inked = dots(picture(drawing(words(letter)), "png", AT))
        assert inked not in (blank, box), letter


def dots(made: bytes) -> bytes:
    return made[33:]


def test_a_picture_has_two_dots_for_each_point_of_the_drawing() -> None:
    made = picture(drawing(), "png", AT)
    assert made.startswith(b"\x89PNG")
    assert unpack(">II", made[16:24]) == (800, 400)


def test_a_very_large_drawing_is_set_with_fewer_dots_not_refused() -> None:
    wide, high = unpack(">II", picture(drawing(size="0 0 14000 14000"), "png", AT)[16:24])
    assert wide * high <= 65_000_000


def test_a_page_is_as_large_as_its_drawing() -> None:
    document = pypdfium2.PdfDocument(picture(drawing(), "pdf", AT))
    assert (len(document), document[0].get_size()) == (1, (400.0, 200.0))
    document.close()


def test_the_same_drawing_gives_the_same_page() -> None:
    assert picture(drawing(), "pdf", AT) == picture(drawing(), "pdf", AT)


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="/etc/hostname.png" width="9" height="9"/>',
        "<script>1</script>",
        "<foreignObject><p>x</p></foreignObject>",
        '<use href="other.svg#a"/>',
        '<rect width="9" height="9" fill="url(other.svg#a)"/>',
        '<g onclick="x()"/>',
        "<style>@import 'a.css';</style>",
    ],
)
@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_what_leads_out_of_a_drawing_is_refused(inside: str, kind: str) -> None:
    with pytest.raises(UsageError, match="holds no"):
        picture(drawing(inside), kind, AT)


@pytest.mark.parametrize(
    ("svg", "says"),
    [
        ("no drawing", "no SVG"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>', "holds no"),
        ("<html/>", "holds no"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "no viewBox"),
        (drawing(size="0 0 99999 9"), "fits on no page"),
        (drawing(size="0 0 nan 9"), "fits on no page"),
        (drawing(words("x" * 8_400_000)), "8 MiB"),
    ],
)
def test_what_is_no_drawing_for_a_page_is_said(svg: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        picture(svg, "pdf", AT)


def test_an_unknown_kind_is_answered_with_those_there_are() -> None:
    with pytest.raises(NotFound, match="pdf"):
        picture(drawing(), "pfd", AT)
