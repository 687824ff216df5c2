"""Contact cards become people, whatever version wrote them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources.cards import cards
from clew.sources.reader import read_records
from clew.sources.readers.vcard import vcard

SAMPLE = Path(__file__).parents[1] / "samples" / "contacts.vcf"


def read(path: Path, content: bytes) -> tuple[list[Found], list[Refusal], Guesses]:
    path.write_bytes(content)
    evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "test-police", "GB")
    guesses = Guesses()
    items = [item for items in read_records(vcard, evidence, guesses) for item in items]
    found = [item for item in items if isinstance(item, Found)]
    return found, [item for item in items if isinstance(item, Refusal)], guesses


def card(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]).encode()


@pytest.mark.parametrize(
    ("line", "prop", "values", "why"),
    [
        ("FN:Besnik Kurti", "name", ["Besnik Kurti"], "the name as shown"),
        ("N:Kurti;Besnik;;Dr.;", "name", ["Dr. Besnik Kurti"], "or put together"),
        (
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Kurti;B=C3=ABni;;;",
            "firstName",
            ["Bëni"],
            "2.1",
        ),
        (
            "N;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=CF=E5=F0=EE;;;;",
            "lastName",
            ["Перо"],
            "a code page",
        ),
        ("TEL;CELL:+442079460002", "phone", ["+442079460002"], "a bare word of 2.1"),
        (
            "item1.TEL;type=CELL;type=pref:+44 20 7946 0002",
            "phone",
            ["+44 20 7946 0002"],
            "a group",
        ),
        (
            'TEL;VALUE=uri;TYPE="voice,work":tel:+44-20-7946-0002;ext=5',
            "phone",
            ["+44-20-7946-0002"],
            "4.0",
        ),
        ("EMAIL;type=INTERNET:beni@example.test", "email", ["beni@example.test"], "an address"),
        (
            "ADR:;;Rruga 5;Prizren;;20000;Kosovo",
            "address",
            ["Rruga 5, Prizren, 20000, Kosovo"],
            "parts",
        ),
        ("NOTE:nat\\n te ura\\, gjashtë", "notes", ["nat\n te ura, gjashtë"], "escapes"),
        ("NOTE:vetëm\r\n  natën", "notes", ["vetëm natën"], "a folded line"),
        ("BDAY:19800306", "birthDate", ["1980-03-06"], "without marks"),
        ("BDAY:1980-03-06T00:00:00Z", "birthDate", ["1980-03-06"], "with a time"),
    ],
    ids=lambda v: v if isinstance(v, str) and " " in v else "",
)
def test_what_a_line_of_a_card_says(
    tmp_path: Path, line: str, prop: str, values: list[str], why: str
) -> None:
    lines = (
        [line] if line.startswith(("N", "FN")) and prop != "notes" else ["N:Kurti;Beni;;;", line]
    )
    (person,), refused, _ = read(tmp_path / "cards.vcf", card("VERSION:3.0", *lines))
    assert [v.text for v in person.values if v.prop == prop] == values, why
    assert refused == []


@pytest.mark.parametrize("written", ["--0306", "31/02/1980", "soon"])
def test_a_birthday_that_is_none_is_refused_and_the_card_kept(tmp_path: Path, written: str) -> None:
    (person,), (refused,), _ = read(
        tmp_path / "cards.vcf", card("N:Kurti;Beni;;;", f"BDAY:{written}")
    )
    assert (refused.value, refused.prop, refused.key) == (written, "birthDate", person.key)


def test_a_card_that_is_an_organisation_is_one(tmp_path: Path) -> None:
    (found,), _, _ = read(tmp_path / "cards.vcf", card("VERSION:4.0", "KIND:org", "FN:Taksi Ura"))
    assert found.schema == "Organization"


def test_a_card_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    found, (refused,), _ = read(tmp_path / "cards.vcf", SAMPLE.read_bytes()[:420])
    assert [f.key for f in found] == ["card 1", "card 2"]
    assert refused.reason == "the card breaks off before its end"


def test_pictures_and_unknown_lines_are_counted_by_name(tmp_path: Path) -> None:
    lines = ("FN:Beni", "PHOTO;ENCODING=b:/9j/4AAQ", "X-STRANGE:1", "X-STRANGE:2")
    _, _, guesses = read(tmp_path / "cards.vcf", card(*lines))
    assert guesses.said["not read"] == "X-STRANGE ×2, pictures ×1"


@given(st.lists(st.text(max_size=60), max_size=12))
def test_any_lines_give_cards_or_none_but_never_crash(lines: list[str]) -> None:
    found = list(cards(["BEGIN:VCARD", *lines], "utf-8"))
    assert found
