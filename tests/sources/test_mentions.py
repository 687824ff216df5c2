"""What is found in running text, exactly: nothing more, nothing less, at the right characters."""

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model import identifiers
from clew.sources.mention_names import NameIndex
from clew.sources.mentions import find_mentions, look
from tests.sources.known_names import INVENTED

KNOWN = NameIndex(INVENTED)

SENTENCES: list[tuple[str, str | None, str, list[tuple[str, str]]]] = [
    ("English, phones", "XK", "Besnik Zogaj called +383 44 000 111 and later 044 000 112.",
     [("person", "Besnik Zogaj"), ("phone", "+383 44 000 111"), ("phone", "044 000 112")]),
    ("English, trunk zero in brackets", None, "Reach him at +44 (0)20 7946 0123 or 0044 20 7946 0124.",
     [("phone", "+44 (0)20 7946 0123"), ("phone", "0044 20 7946 0124")]),
    ("English, plate and date", None, "A white van, plate 01-234-AB, crossed on 23 September 2014.",
     [("plate", "01-234-AB"), ("date", "23 September 2014")]),
    ("English, month first", None, "Arrested on September 24, 2014 near Merdare, released in May 2015.",
     [("date", "September 24, 2014"), ("date", "May 2015")]),
    ("English, IMEI good and in groups", None, "Seized: a handset, IMEI 49-015420-323751-8.",
     [("imei", "49-015420-323751-8")]),
    ("English, account numbers", None, "Paid to AL47 2121 1009 0000 0002 3569 8741 on 2014-09-25.",
     [("iban", "AL47 2121 1009 0000 0002 3569 8741"), ("date", "2014-09-25")]),
    ("English, accounts and e-mail", None,
     "He wrote as @zoga_44 on Telegram and from besnik.z@example.test; see instagram.com/zoga.b.",
     [("account", "@zoga_44"), ("email", "besnik.z@example.test"), ("account", "instagram.com/zoga.b")]),
    ("English, two documents", "AL", "They held passports No. P00001234 and P00001235.",
     [("document", "P00001234"), ("document", "P00001235")]),
    ("English, coordinates", None, "Picked up at 42.66290, 21.16550 (42°39'46\"N 21°09'56\"E).",
     [("coordinates", "42.66290, 21.16550"), ("coordinates", "42°39'46\"N 21°09'56\"E")]),
    ("English, surname first", None, "Suspects: Zogaj, Besnik; HOXHAJ Agim; Petrović Kralj Stojan.",
     [("person", "Zogaj, Besnik"), ("person", "HOXHAJ Agim"), ("person", "Petrović Kralj Stojan")]),
    ("English, one word is a person where something says so", None,
     "Besnik met Zlatko; drita bardha means white light.", [("person", "Besnik")]),
    ("English, amounts", "XK",
     "They paid 900 000 euro, $200,000, €7 000 ($7,732), 2500-3000 euro, 2.5 million; BG 2013.", []),
    ("English, references", "RS", "Case 05-123-4567/14, UN resolution 1244 (1999), flight TK 1023, EU 2016/794.", []),
    ("English, headline", None, "POLICE ARREST 16 IN 2014 AN INCREASE OF 27 PER CENT", []),
    ("small letters behind their word", "AL",
     "Dërgo në IBAN al89 9900 0000 0494 4060 1643 5274, targa pgba 482, pasaporta e tij: u79541259.",
     [("iban", "al89 9900 0000 0494 4060 1643 5274"), ("plate", "pgba 482"), ("document", "u79541259")]),
    ("Bulgarian, getting into a car", "BG", "Качете се в 41 ТО-584 и чакайте.", [("plate", "41 ТО-584")]),
    ("Macedonian, a passport in two groups", "MK", "Патува со пасош број 37 1818557.", [("document", "37 1818557")]),
    ("Arabic, what numbers are", "TR", "رقم السيارة 22PK610 ورقم جواز السفر N00001234.",
     [("plate", "22PK610"), ("document", "N00001234")]),
    ("Albanian, phone and plate", "XK", "Numri i tij është 044/000-111, kurse vetura me targa 02 345 CD.",
     [("phone", "044/000-111"), ("plate", "02 345 CD")]),
    ("Albanian, inflected names", "XK", "Policia e ndaloi Agim Hoxhajn në Prishtinës më 24 shtator 2014.",
     [("person", "Agim Hoxhajn"), ("place", "Prishtinës"), ("date", "24 shtator 2014")]),
    ("Albanian, documents", "AL", "Letërnjoftimi me numër 1000001234, pasaporta nr. BA0001234.",
     [("document", "1000001234"), ("document", "BA0001234")]),
    ("Albanian, address known to the case", "XK", "U takuan te Rruga e Dëshmorëve 14, afër stacionit.",
     [("place", "Rruga e Dëshmorëve 14")]),
    ("Serbian Latin, inflected", "RS", "Razgovarao je sa Dževdetom Hodžom u Beogradu 24. septembra 2014.",
     [("person", "Dževdetom Hodžom"), ("place", "Beogradu"), ("date", "24. septembra 2014")]),
    ("Serbian Latin, all", "RS",
     "Vozilo reg. oznake BT 123-AE; pasoš br. 000012345, JMBG 0101006500006, tel. 064/000-0111.",
     [("plate", "BT 123-AE"), ("document", "000012345"), ("document", "0101006500006"), ("phone", "064/000-0111")]),
    ("Serbian Cyrillic", "RS", "Возило са таблицама БТ 123-АЕ возио је Џевдет Хоџа, тел. 064 000 0111.",
     [("plate", "БТ 123-АЕ"), ("person", "Џевдет Хоџа"), ("phone", "064 000 0111")]),
    ("Serbian Cyrillic, date and town", "RS", "Ухапшен у Београду 05.01.2014. године са пасошем број 000012345.",
     [("place", "Београду"), ("date", "05.01.2014"), ("document", "000012345")]),
    ("Macedonian", "MK", "Возило со таблички SK 1234 AB, лична карта бр. A0000123, тел. 070 000 111, Милан Јовановски.",
     [("plate", "SK 1234 AB"), ("document", "A0000123"), ("phone", "070 000 111"), ("person", "Милан Јовановски")]),
    ("Bulgarian", "BG", "Автомобил с рег. № СВ 1234 АВ, паспорт № 300000123, тел. 088 800 0011, 24 септември 2014 г.",
     [("plate", "СВ 1234 АВ"), ("document", "300000123"), ("phone", "088 800 0011"), ("date", "24 септември 2014")]),
    ("Turkish", "TR", "34 ABC 123 plakalı minibüs; U12345678 numaralı pasaport; Ayşe Yıldırım'ın tel. 0532 000 01 11.",
     [("plate", "34 ABC 123"), ("document", "U12345678"), ("person", "Ayşe Yıldırım"), ("phone", "0532 000 01 11")]),
    ("Turkish, date and account", "TR", "24 Eylül 2014 tarihinde WhatsApp hesabı: “zoga.kaan” ile yazdı.",
     [("date", "24 Eylül 2014"), ("account", "zoga.kaan")]),
    ("Montenegrin", "ME", "Vozilo PG AB123 i Mercedes Sprinter bez tablica, poziv sa 067 000 111.",
     [("plate", "PG AB123"), ("vehicle", "Mercedes Sprinter"), ("phone", "067 000 111")]),
    ("Arabic script", None, "رقم ٠٠٣٨٣٤٤٠٠٠١١١ باسم يوسف الرحماني وحسن الرحماني",
     [("phone", "٠٠٣٨٣٤٤٠٠٠١١١"), ("person", "يوسف الرحماني"), ("person", "حسن الرحماني")]),
    ("Arabic name in Latin letters", None, "The guide, Jusuf al-Rahmani, waited.", [("person", "Jusuf al-Rahmani")]),
    ("MRZ", None, "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
     [("mrz", "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10")]),
    ("WhatsApp number", None, "38344000111@s.whatsapp.net left the group", [("account", "38344000111@s.whatsapp.net")]),
    ("numbers in IMEI and IBAN are no phones", "DE", "IMEI 490154203237518 IBAN DE89 3704 0044 0532 0130 00",
     [("imei", "490154203237518"), ("iban", "DE89 3704 0044 0532 0130 00")]),
    ("small plate after its word", "XK", "targa 01-234-ab, dhe ishin 01-234-ab njerëz", [("plate", "01-234-ab")]),
    ("currency beside a vehicle is no plate", "RO", "For the truck he asked EUR 600 or USD 1500.", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("country", "text", "expected"), [s[1:] for s in SENTENCES], ids=[s[0] for s in SENTENCES]
)
def test_finds_what_a_colleague_would_mark(
    country: str | None, text: str, expected: list[tuple[str, str]]
) -> None:
    found = find_mentions(text, country, KNOWN)
    assert [(m.kind, m.text) for m in found] == expected
    assert all(text[m.start : m.end] == m.text for m in found)


@pytest.mark.parametrize(
    ("country", "text", "kind", "key"),
    [
        ("XK", "tel. 044 000 111", "phone", "+38344000111"),
        (None, "возило БТ 123-АЕ", "plate", "BT123AE"),
        (None, "IMEI 490154203237518", "imei", "49015420323751"),
        (None, "on 5 janar 2014", "date", "2014-01-05"),
        ("US", "on 09/24/2014", "date", "2014-09-24"),
        ("RS", "03.04.2014", "date", "2014-04-03"),
        (None, "Viber: zoga_44", "account", "viber:zoga_44"),
        (None, "wa.me/38344000111", "account", "whatsapp:38344000111"),
        (None, "N 42° 39.780' E 21° 09.970'", "coordinates", "42.66300,21.16617"),
        (None, "BESNIK ZOGAJ", "person", "Besnik Zogaj"),
    ],
)
def test_two_ways_of_writing_one_thing_share_a_key(
    country: str | None, text: str, kind: str, key: str
) -> None:
    assert [(m.kind, m.key) for m in find_mentions(text, country, KNOWN)] == [(kind, key)]


SWAPPED = (
    "'03/04/1980' can be read in two ways: day and month could be swapped "
    "and nothing in the file says which comes first"
)


@pytest.mark.parametrize(
    ("country", "text", "reason"),
    [
        (None, "IMEI 490154203237519", "'490154203237519' is no IMEI: its check digit is wrong"),
        (None, "IMEI: 49015420323751", "'49015420323751' is no IMEI: it has 14 digits, not 15 or 16"),
        (None, "IBAN RS35260005601001611370",
         "'RS35260005601001611370' is no IBAN: its length or check number is wrong"),
        (None, "call from 044 000 111",
         "telephone number '044 000 111' has no country prefix and no country is known"),
        ("XK", "+383 44 000 11", "'+383 44 000 11' is not a telephone number"),
        ("RS", "born 31/02/1980", "'31/02/1980' is no date: February 1980 has 29 days"),
        (None, "born 03/04/1980", SWAPPED),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_a_doubt_with_its_reason(
    country: str | None, text: str, reason: str
) -> None:
    looked = look(text, country)
    assert looked.mentions == []
    assert [d.reason for d in looked.doubts] == [reason]


PROSE = (
    "The men waited near the border until the driver came and took them over the hills.",
    "Ata pritën gjatë.",
    "Чекали су дуго поред пута.",
    "Uzun süre beklediler.",
)
PLANTED = [
    ("phone", "+383 44 000 111"),
    ("phone", "00355 69 000 0111"),
    ("imei", "490154203237518"),
    ("iban", "RS35260005601001611379"),
    ("email", "besnik.z@example.test"),
    ("plate", "01-234-AB"),
    ("date", "24.09.2014"),
    ("account", "t.me/zoga_44"),
    ("coordinates", "42.66290, 21.16550"),
    ("person", "Besnik Zogaj"),
]


@given(st.randoms(use_true_random=False), st.lists(st.sampled_from(PLANTED), max_size=6))
def test_planted_in_prose_each_is_found_at_its_characters(
    chance: random.Random, planted: list[tuple[str, str]]
) -> None:
    text, expected = "", []
    for kind, written in planted:
        prose = " ".join(chance.choice(PROSE) for _ in range(chance.randrange(1, 4)))
        text += f"{prose} With "
        expected.append((kind, len(text), len(text) + len(written)))
        text += f"{written} and nobody else. "
    found = find_mentions(text, "XK", KNOWN)
    assert [(m.kind, m.start, m.end) for m in found] == expected


@given(st.text(alphabet="0123456789 .,-/", max_size=400))
def test_digits_alone_give_no_imei_or_iban_that_is_not_valid(text: str) -> None:
    for mention in find_mentions(text, "XK"):
        assert mention.kind != "imei" or identifiers.imei(mention.text)
        assert mention.kind != "iban" or identifiers.iban(mention.text)


@given(st.text(max_size=300), st.sampled_from([None, "XK", "RS", "TR"]))
def test_any_text_at_all_gives_spans_in_order_that_never_overlap(
    text: str, country: str | None
) -> None:
    looked = look(text, country, KNOWN)
    spans = sorted(
        [(m.start, m.end) for m in looked.mentions] + [(d.start, d.end) for d in looked.doubts]
    )
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(text[m.start : m.end] == m.text for m in looked.mentions)


def test_the_articles_at_hand_hold_dates_and_no_other_number(shared: Path) -> None:
    found = {
        (mention.kind, article.name, mention.text)
        for article in (shared / "seeds").glob("*.txt")
        for country in (None, "XK", "RS", "SI", "BG", "TR", "HU")
        for mention in find_mentions(article.read_text("utf-8"), country)
    }
    assert {kind for kind, _, _ in found} == {"date", "person"}
