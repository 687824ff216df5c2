"""The encoding of a text file, found from its bytes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model.evidence import Evidence
from clew.sources.encoding import detect, is_no_text, samples

SERBIAN = "Prezime;Ime\nKovačević;Đorđe\nŽivković;Nebojša\nĆosić;Želimir\n"
CYRILLIC = "Презиме;Име\nЏаковић;Љубиша\nЊегован;Ђурађ\nЋирић;Милош\n"
MACEDONIAN = "Презиме;Име\nЃорѓиевски;Ѓоко\nЌосевски;Борче\nѕвездан;Џемаил\n"
BULGARIAN = "Фамилия;Име\nЩърбанов;Йордан\nЯнкова;Цветелина\nЖелязков;Любомир\n"
ALBANIAN = "Mbiemri;Emri\nKrasniqi;Lulëzim\nÇela;Dritë\nBërisha;Besë\n"
TURKISH = "Soyadı;Adı\nYıldız;Şükrü\nDağlı;Çiğdem\nİnönü;Gülşen\n"
GREEK = "Επώνυμο;Όνομα\nΠαπαδόπουλος;Γιώργος\nΑθανασίου;Ελένη\nΨαρράς;Ξενοφών\n"
HUNGARIAN = "Családnév;Utónév\nSzőke;László\nKövér;Zsófia\nGyőri;Ödön\n"
POLISH = "Nazwisko;Imię\nWąsik;Łucja\nŻółkiewski;Józef\n"
CZECH = "Příjmení;Jméno\nDvořák;Zdeněk\nKůrka;Tomáš\n"
GERMAN = "Familienname;Vorname\nMüller;Jörg\nWeiß;Käthe\n"
ARABIC = "اللقب;الاسم\nالحسن;محمد\nالخطيب;عبد الرحمن\nالشامي;فاطمة\n"
PERSIAN = "نام خانوادگی;نام\nپورمحمد;چنگیز\nژاله;گلنار\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SERBIAN, "windows-1250"),
        (SERBIAN, "iso-8859-2"),
        (CYRILLIC, "windows-1251"),
        (CYRILLIC, "iso-8859-5"),
        (MACEDONIAN, "windows-1251"),
        (BULGARIAN, "windows-1251"),
        (BULGARIAN.upper(), "windows-1251"),
        (ALBANIAN, "windows-1252"),
        (TURKISH, "windows-1254"),
        (GREEK, "windows-1253"),
        (GREEK.upper(), "windows-1253"),
        (HUNGARIAN, "windows-1250"),
        (GERMAN, "windows-1252"),
        (POLISH, "windows-1250"),
        (CZECH, "windows-1250"),
        (ARABIC, "windows-1256"),
        (PERSIAN.replace("ی", "ي"), "windows-1256"),
    ],
)
def test_a_code_page_is_found_from_the_letters_it_gives(text: str, encoding: str) -> None:
    found = detect([text.encode(encoding)])
    assert text.encode(encoding).decode(found.name) == text


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-8", "utf-8"),
    ],
)
def test_unicode_is_told_by_mark_zeros_or_validity(encoding: str, name: str) -> None:
    assert detect([SERBIAN.encode(encoding)]).name == name


def test_a_broken_byte_does_not_make_utf8_a_code_page() -> None:
    raw = CYRILLIC.encode() + b"Pet\xffar;Mi\xfelan\n"
    found = detect([raw])
    assert (found.name, found.because.startswith("UTF-8 but for 2 of ")) == ("utf-8", True)


def test_one_letter_in_utf8_outweighs_one_broken_byte() -> None:
    assert detect(["Datum rođenja\n".encode() + b"Ili\xff\n"]).name == "utf-8"


@pytest.mark.parametrize("stray", [b"\xff\xfe", b"\xc3\x28", b"\x81", b"\xd8\x00"])
def test_stray_bytes_in_plain_letters_are_no_code_page(stray: bytes) -> None:
    assert detect([b"name;phone\nHo" + stray + b"ti;1\nIlic;2\n"]).name == "utf-8"


def test_the_country_tips_the_scale_between_two_readings() -> None:
    raw = "Prezime\nKovač\n".encode("windows-1250")
    assert detect([raw], "FR").name == "windows-1252"
    assert detect([raw], "RS").name == "windows-1250"


def test_letters_far_into_a_large_file_are_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    line = b"Petrovic;Marko\n"
    path.write_bytes(line * 60_000 + "Живковић;Ђорђе\n".encode("windows-1251") * 20_000)
    evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "rs-police")
    assert detect(samples(evidence)).name == "windows-1251"


def test_samples_of_a_large_file_stay_small(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"a;b\n" * 2_000_000)
    evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "rs-police")
    assert sum(map(len, samples(evidence))) <= 655_360


@given(st.binary(max_size=400))
def test_any_bytes_get_an_encoding_python_knows(raw: bytes) -> None:
    assert isinstance(raw.decode(detect([raw]).name, errors="replace"), str)


def test_a_long_row_of_letters_is_looked_at_once() -> None:
    """A picture packed into letters, a broken byte behind it: looked at from each letter, it took hours."""
    assert detect([b"A" * 400_000 + b" \xe8 tre\xe7a"]).name


@pytest.mark.parametrize(
    ("head", "is_none", "why"),
    [
        ("Возач рече".encode("cp1251"), False, "letters of a code page"),
        ("Возач рече".encode("utf-16"), False, "every second byte may be zero"),
        ("plain words\n".encode("utf-16-le"), False, "also without a mark"),
        ("Возач".encode("utf-32"), False, "a mark tells of zeros to come"),
        (b"a\tb\r\nc\x0cd", False, "tabs and page ends stand in texts"),
        (b"OggS\0\2" + bytes(range(1, 200)), True, "a zero stands in no text"),
        (b"\x01\x02\x03 some words", True, "nor do so many signs of no text"),
        (b"\x1b" + b"words " * 50, False, "one in a thousand may"),
    ],
)
def test_bytes_that_are_no_text_are_told_without_weighing_languages(
    head: bytes, is_none: bool, why: str
) -> None:
    assert is_no_text(head) is is_none, why
