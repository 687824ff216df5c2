"""People and companies nobody told clew of, and addresses and grid references, in running text."""

import pytest

from clew.sources.mention_names import NameIndex
from clew.sources.mentions import find_mentions

KNOWN = NameIndex()
KNOWN.add([("person", "Besnik Zogaj")])


def seen(text: str, *kinds: str, known: NameIndex | None = None) -> list[str]:
    return [m.text for m in find_mentions(text, "XK", known) if m.kind in kinds]


@pytest.mark.parametrize(
    ("text", "people", "why"),
    [
        ("A guide named Zlatan gave him a phone.", ["Zlatan"], "a name is announced"),
        ("Vuković admitted to driving.", ["Vuković"], "only a person admits"),
        ("Drugs lay in Marković's car.", ["Marković"], "a car is somebody's"),
        ("Then Hana Lipa, a nurse, left.", ["Hana Lipa"], "a nurse is a person"),
        ("Возио је Милан Стојков, стар 34 године.", ["Милан Стојков"], "an age is a person's"),
        ("Shoferi Ilir Berisha u ndalua.", ["Ilir Berisha"], "a driver has a name, the role is none of it"),
        ("Personi Ilir Berisha njihej si Kali.", ["Ilir Berisha"], "nor is the word person"),
        ("Şüpheli Kaan Demir yakalandı.", ["Kaan Demir"], "so has a suspect"),
        ("Dragan Lukić was arrested. Lukić had two phones.", ["Dragan Lukić", "Lukić"], "said once, known after"),
        ("Yesterday Besnik Hoti and others left.", ["Besnik Hoti"], "the case knows a Besnik"),
        ("They crossed near Gevgelija and Merdare.", [], "a town is no person"),
        ("The Golf was stopped in Serbia's south.", [], "a car and a country are none"),
        ("Ljubljana, 29 July 2024", [], "where a report was written is none"),
        ("Europol said that Operation Tidewater was over.", [], "a body and an operation are none"),
        ("Agents said the driver admitted it.", [], "a role without a name is none"),
    ],
)  # fmt: skip
def test_a_person_is_told_by_the_words_around(text: str, people: list[str], why: str) -> None:
    assert seen(text, "person", known=KNOWN) == people, why


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Paket je poslala firma Plavi Most d.o.o. iz Niša.", "Plavi Most d.o.o."),
        ("Paid by Blue Bridge Logistics LLC on Monday.", "Blue Bridge Logistics LLC"),
        ("Возилото е на Син Мост ДООЕЛ.", "Син Мост ДООЕЛ"),
        ("Kompania Ura e Kaltër sh.p.k. ka pesë kamionë.", "Kompania Ura e Kaltër sh.p.k."),
    ],
)
def test_a_company_is_told_by_its_legal_form(text: str, company: str) -> None:
    assert seen(text, "organisation") == [company]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Ai banon në rruga Agim Ramadani nr. 5, Prishtinë.", "rruga Agim Ramadani nr. 5"),
        ("Stanuje u ul. Kralja Petra 12, Beograd.", "ul. Kralja Petra 12"),
        ("Живи на улица Илинденска бр. 7.", "улица Илинденска бр. 7"),
        ("He lives at 12 Blue Bridge Street in town.", "12 Blue Bridge Street"),
        ("Adres: Lale Sok. No: 4.", "Lale Sok. No: 4"),
    ],
)
def test_an_address_is_a_street_with_a_number(text: str, address: str) -> None:
    assert seen(text, "address") == [address]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Seen at 34T EN 13562 23384.", "42.66281,21.16549"),
        ("Seen at 31UDQ4825111932.", "48.85820,2.29450"),
        ("Plus code 8FVC9G8F+6X on the map.", "47.36556,8.52494"),
        ("Position 42°39'46\"N 21°09'56\"E.", "42.66278,21.16556"),
        ("GPS 42.663, 21.166", "42.66300,21.16600"),
    ],
)
def test_a_place_is_one_key_however_it_is_written(text: str, key: str) -> None:
    assert [m.key for m in find_mentions(text, None) if m.kind == "coordinates"] == [key]


@pytest.mark.parametrize("text", ["34T EN 13 23", "99T EN 13562 23384", "8FVC9G8F", "1234+56"])
def test_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert seen(text, "coordinates") == []
