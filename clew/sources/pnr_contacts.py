"""What the free texts and addresses of a booking say of telephones and mail.

Source: IATA Resolution 830d and AIRIMP: CTCE mail (``//`` for @, ``..`` for _, ``./`` for -), CTCM
mobile with its country's code and no +, CTCB business, CTCH home, CTCP any, CTCF fax, CTCR refused,
CTCT the travel agent's.
"""

import re
from typing import NamedTuple

from clew.model.evidence import Found
from clew.model.identifiers import phone as is_phone
from clew.sources.edifact import Segment

_CONTACT = re.compile(
    r"\bCTC(?:\s?([ABEFHMPRT])(?![A-Z])|\s?(?:[A-Z]{3})?(?![A-Z]))[\s/]*(.*)", re.DOTALL
)
_NUMBER = re.compile(r"\+?\(?\d[\d\s\-()./]{4,}\d")
_NO_PREFIX = "Telephone without a country's prefix"
_WITH_COUNTRY = frozenset({"M", "R"})


class Contact(NamedTuple):
    """A telephone number or mail address in a free text.

    Attributes:
        prop: "phone" or "email".
        text: as the model is asked to take it.
        written: as it stands in the file.
        is_agents: the text gives it as the travel agent's.
    """

    prop: str
    text: str
    written: str
    is_agents: bool


def contact_in(text: str) -> Contact | None:
    """Give the contact a text names behind CTC, or None.

    >>> contact_in("CTCE ANA..HOTI//POSTA.EXAMPLE")
    Contact(prop='email', text='ANA_HOTI@POSTA.EXAMPLE', written='ANA..HOTI//POSTA.EXAMPLE', is_agents=False)
    >>> contact_in("XX CTCM 442079460123").text, contact_in("CTCT BEG 011 000 0000 AGENCY").text
    ('+442079460123', '011 000 0000')
    """
    found = _CONTACT.search(text)
    if not found:
        return None
    kind, rest = found[1] or "", re.sub(r"^HK\d+[\s/]*", "", found[2])
    if kind == "E" or "//" in rest:
        words = [word for word in rest.split() if "//" in word or "@" in word]
        written = words[0] if words else ""
        mail = written.replace("//", "@").replace("..", "_").replace("./", "-")
        return Contact("email", mail, written, kind == "T") if mail else None
    number = _NUMBER.search(rest)
    if not number:
        return None
    written = number.group()
    digits = re.sub(r"\D", "", written)
    abroad = f"+{digits}" if kind in _WITH_COUNTRY and not written.startswith(("+", "0")) else ""
    told = abroad if abroad and is_phone(abroad) else written
    return Contact("phone", told, written, kind == "T")


def add_contact(found: Found, contact: Contact, at: str) -> None:
    """Add a contact; a telephone number without its country's prefix becomes a note.

    A carrier writes numbers from anywhere, so the country of the agency that sent the file says
    nothing about them.
    """
    if contact.prop == "phone" and not contact.text.startswith(("+", "00")):
        found.add("notes", f"{_NO_PREFIX}: {contact.text}", contact.written, at)
    else:
        found.add(contact.prop, contact.text, contact.written, at)


def texts_of(segment: Segment) -> str:
    """Give the free text of an IFT, or of an SSR behind its codes."""
    if segment.tag == "SSR":
        return ":".join(segment.elements[0][8:]) if segment.elements else ""
    return " ".join(":".join(element) for element in segment.elements[1:]).strip()


def add_address(found: Found, segment: Segment, at: str) -> None:
    """Add an ADD segment's address, and the telephone number or text behind it."""
    for element in segment.elements[1:]:
        parts = [part.strip() for part in element] + [""] * 8
        street, city, region, region_name, country, postcode, rest = parts[1:8]
        lines = (street, f"{postcode} {city}".strip(), region_name or region, country)
        written = ":".join(element)
        found.add("address", ", ".join(line for line in lines if line), written, at)
        contact = contact_in(rest)
        if contact:
            add_contact(found, contact, at)
        elif _NUMBER.fullmatch(rest) and "." not in rest:
            add_contact(found, Contact("phone", rest, rest, is_agents=False), at)
        elif rest:
            found.add("notes", f"Address {parts[0]}: {rest}", rest, at)
